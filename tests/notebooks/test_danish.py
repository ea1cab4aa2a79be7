"""Every word on every page is Danish: in hunspell's dictionary, a name of the plan, or in ordliste.txt beside this."""

from pathlib import Path

import danish_spelling
import shared_plans

OWN = Path(__file__).with_name("ordliste.txt")


def _read_pages(*projects_):
    """Page -> its words, of all that is published."""
    return {
        f"{project.folder.parent.name}/{path.relative_to(project.reports)}": danish_spelling.read_words(
            path.read_text(encoding="utf-8")
        )
        for project in projects_
        for path in project.reports.rglob("*.html")
    }


def _find_unknown(pages):
    """The words that are in no dictionary; and those of them that no plan and not our own list has, with a page.
    The rules name suppliers of Randers, whatever the plan is."""
    unknown = danish_spelling.find_unknown(set().union(*pages.values()))
    names = danish_spelling.read_names(shared_plans.RANDERS) | danish_spelling.read_names(shared_plans.SMALL)
    wrong = {word for word in unknown - names if word.lower() not in _read_own()}
    return unknown, {word: min(page for page, has in pages.items() if word in has) for word in wrong}


def _read_own():
    return {word.lower() for word in danish_spelling.read_list(OWN)}  # a word may begin a sentence


def test_no_page_of_the_small_plan_has_a_word_that_danish_has_not(packaged):
    assert _find_unknown(_read_pages(packaged))[1] == {}


def test_no_page_has_a_word_that_danish_has_not(randers, packaged):
    unknown, wrong = _find_unknown(_read_pages(randers, packaged))
    assert wrong == {}
    assert _read_own() - {word.lower() for word in unknown} == set(), "on no page, or in the dictionary by now"


def test_a_word_that_is_misspelt_or_english_is_found():
    words = danish_spelling.read_words(
        '<p>Der er <b>fraværr</b> i <span data-regel="x">maalt-01</span> household <code>each</code>'
        " fra indicators.csv og uden_tilknytning</p><svg><text>GlJ</text><title>Forlöb</title></svg>"
    )
    assert danish_spelling.find_unknown(words) == {"fraværr", "household", "Forlöb"}
