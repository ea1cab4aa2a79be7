"""Every word on every page is Danish: in hunspell's dictionary, a name of the plan, or in ordliste.txt beside this."""

from pathlib import Path

import danish_spelling
import projects

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


def test_no_page_has_a_word_that_danish_has_not(randers, packaged):
    pages = _read_pages(randers, packaged)
    words = set().union(*pages.values())
    unknown = danish_spelling.find_unknown(words)
    names = danish_spelling.read_names(projects.ROOT / "params" / "plan")
    names |= danish_spelling.read_names(packaged.folder / "params" / "plan")
    own = {word.lower() for word in danish_spelling.read_list(OWN)}  # a word may begin a sentence
    wrong = {word for word in unknown - names if word.lower() not in own}
    assert {word: min(page for page, has in pages.items() if word in has) for word in wrong} == {}
    assert own - {word.lower() for word in unknown} == set(), "on no page, or in the dictionary by now"


def test_a_word_that_is_misspelt_or_english_is_found():
    words = danish_spelling.read_words(
        '<p>Der er <b>fraværr</b> i <span data-regel="x">maalt-01</span> household <code>each</code>'
        " fra indicators.csv og uden_tilknytning</p><svg><text>GlJ</text><title>Forlöb</title></svg>"
    )
    assert danish_spelling.find_unknown(words) == {"fraværr", "household", "Forlöb"}
