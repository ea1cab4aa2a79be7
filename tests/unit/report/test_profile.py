"""The profile of an area: what is said first, the facts, the table of strips and the numbers behind them."""

import re
from dataclasses import replace

import pytest

import page_gate
from hpanalysis.danish import NBSP
from hpanalysis.report.profile import plan_facts, profile_courses, profile_table, profile_words
from hpanalysis.report.words.speaker import Speaker
from hpanalysis.tables import Edition, Since, Status, Versus
from report_tables import half_year, release, row, table

HERE = release()
WORSE, BETTER, ALIKE, UNKNOWN = Versus.WORSE, Versus.BETTER, Versus.NO_SURE_DIFFERENCE, Versus.NOT_JUDGEABLE
NAMES = ("elevfravaer", "elevfravaer_over_10", "uden_for_arbejdsmarkedet", "ungdomsskole", "fraflytning")
WINDOWS = ("2024-25", "2024-25", "2025-04/2026-03", "2025-09-01", "2025")


def figures(*verdicts, since=(), **given):
    """A figure an indicator of `NAMES`, with these verdicts, in Vangdalen."""
    changes = [*since, *[None] * len(verdicts)]
    rows = [
        row(
            name,
            "vangdalen",
            window,
            value=30.0,
            municipality_value=20.0,
            versus_municipality=verdict.value,
            since_baseline=change and change.value,
            **given,
        )
        for name, window, verdict, change in zip(NAMES, WINDOWS, verdicts, changes, strict=False)
    ]
    return profile_table.list_measured(HERE, HERE.cells(table(*rows)), HERE.area_named("vangdalen"))


@pytest.mark.parametrize(
    ("verdicts", "said"),
    [
        (
            (WORSE, WORSE, BETTER, ALIKE),
            "Af de fire viste tal med et mål, der kan sammenlignes med kommunens, er to dårligere og ét "
            "bedre, og forskellene er sikre.",
        ),
        (
            (WORSE, ALIKE),
            "Af de to viste tal med et mål, der kan sammenlignes med kommunens, er ét dårligere, og forskellen er "
            "sikker.",
        ),
        (
            (ALIKE, ALIKE),
            "Ved de to viste tal med et mål, der kan sammenlignes med kommunens, er der ingen sikker forskel.",
        ),
        (
            (BETTER,),
            "Af det ene viste tal med et mål, der kan sammenlignes med kommunens, er ét bedre, og forskellen er "
            "sikker.",
        ),
        (
            (UNKNOWN, ALIKE),
            "Ved det ene viste tal med et mål, der kan sammenlignes med kommunens, er der ingen sikker forskel.",
        ),
        ((UNKNOWN,), ""),
    ],
)
def test_what_is_surely_otherwise_is_said_in_a_sentence(verdicts, said):
    assert profile_words.count_differences(figures(*verdicts), HERE) == said


def test_a_hidden_figure_is_counted_nowhere():
    hidden = figures(WORSE, BETTER, since=(Since.IMPROVED,), status=Status.HIDDEN.value)
    assert profile_words.count_differences(hidden, HERE) == profile_words.count_changes(hidden) == ""


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (
            (Since.IMPROVED, Since.WORSENED, Since.IMPROVED),
            "Siden udgangspunktet er ét forværret og to forbedret, og ændringerne er sikre.",
        ),
        ((Since.IMPROVED, Since.NO_SURE_CHANGE), "Siden udgangspunktet er ét forbedret, og ændringen er sikker."),
        ((Since.NO_SURE_CHANGE, Since.BREAK), "Siden udgangspunktet er der ingen sikre ændringer."),
        ((Since.NOT_JUDGEABLE, Since.BREAK), ""),
        ((), ""),
    ],
)
def test_what_has_surely_changed_is_said_in_a_sentence(changes, said):
    assert profile_words.count_changes(figures(*[ALIKE] * 3, since=changes)) == said


def test_the_headline_names_what_is_otherwise_or_what_is_not():
    few = profile_words.write_headline(figures(WORSE, ALIKE, ALIKE, BETTER), HERE)
    assert few.replace(NBSP, " ") == (
        "Dårligere end kommunens er »Elevfravær, 0.-10. kl.«; bedre er »Randers Ungdomsskole«"
    )
    many = profile_words.write_headline(figures(WORSE, WORSE, WORSE, WORSE, WORSE), HERE)
    assert many.startswith("Af de fem viste tal med et mål") and not many.endswith(".")
    assert profile_words.write_headline([], HERE) == "Områdets tal kan ikke sammenlignes med andres"


def test_where_many_are_otherwise_the_headline_names_those_that_are_not(monkeypatch):
    monkeypatch.setattr(profile_words, "_MOST_NAMED", 2)
    assert profile_words.write_headline(figures(WORSE, WORSE, BETTER, ALIKE), HERE) == (
        "Ved »Randers Ungdomsskole« er der ingen sikker forskel; af de øvrige viste tal er to dårligere og ét bedre"
    )


@pytest.mark.parametrize(
    ("departments", "said"),
    [
        (["6", "7", "9", "15", "16", "17", "18"], "6, 7, 9 og 15-18"),
        (["1"], "1"),
        (["24", "25", "26", "49", "50"], "24-26, 49 og 50"),
        (["1 (blok 1 og 2)", "3 (blok 3 og 4)", "8"], "1 (blok 1 og 2), 3 (blok 3 og 4) og 8"),
    ],
)
def test_departments_in_a_row_are_named_by_their_ends(departments, said):
    assert plan_facts.join_runs(departments) == said


def text_of(markup) -> str:
    return " ".join("".join(page_gate.read(str(markup)).words).replace(NBSP, " ").split())


def test_the_facts_are_those_the_plan_prints():
    said = text_of(plan_facts.make_facts(HERE, HERE.area_named("hermann-stillingsvej")))
    for fact in (
        "beboere976",
        "boliger729",
        "børn under 18 år112",
        "pr. 1. januar 2024",
        "afdeling 6, 7, 9, 11, 13 og 15-21",
    ):
        assert fact in said
    assert "Distriktsskole: Østervangsskolen (0.-6. klasse) og Rismølleskolen (7.-9. klasse)." in said


def test_only_the_areas_on_the_states_list_are_said_to_be_on_it_and_when():
    named = [a.id for a in HERE.plan.areas if "Området stod i" in text_of(plan_facts.make_facts(HERE, a))]
    assert named == ["gl-jennumparken", "glarbjergvej"]
    assert "i 2023 på statens liste over udsatte boligområder" in text_of(
        plan_facts.make_facts(HERE, HERE.area_named(named[0]))
    )


def test_what_the_plan_does_not_print_is_not_said():
    bare = replace(HERE.area_named("vangdalen"), facts={})
    silent = replace(HERE, plan=replace(HERE.plan, context=()))  # what else the plan prints is told by itself
    said = text_of(plan_facts.make_facts(silent, bare))
    assert "beboere" not in said and "Distriktsskole" not in said and "None" not in said


@pytest.fixture(scope="module")
def profiles():
    cells = HERE.cells(half_year())
    return {area.id: (cells, str(profile_table.make_profile_figure(HERE, area, cells))) for area in HERE.plan.areas}


def test_every_measured_figure_of_the_area_has_its_row_under_its_agreement(profiles):
    for area in HERE.plan.areas:
        cells, html = profiles[area.id]
        ids = [a["id"] for a in page_gate.read(html).all("td") if "id" in a]
        assert ids == [f"{s.indicator_id}-{area.id}" for s, _ in profile_table.list_measured(HERE, cells, area)]
        groups = re.findall(r'scope="rowgroup"[^>]*>([^<]*)<', html)
        agreements = [agreement.name for agreement in HERE.plan.settings.agreements]
        assert groups == 2 * [name for name in agreements if name in groups] and len(groups) >= 8


def test_the_strips_of_a_profile_are_its_shown_figures_that_are_held_against_something(profiles):
    for area in HERE.plan.areas:
        cells, html = profiles[area.id]
        drawn = set(re.findall(r'<svg class="spind".*?aria-labelledby="profil-(\S+)-t', html, re.S))
        found = profile_table.list_measured(HERE, cells, area)
        wanted = {
            s.indicator_id
            for s, c in found
            if c.status is Status.SHOWN and s.indicator.comparable and c.municipality is not None
        }
        assert drawn == wanted and wanted
        marked = {key.rsplit("/", 1)[1] for key in re.findall(r'data-cell="([^"]+)"', html)}
        assert marked <= {a.id for a in HERE.plan.areas}


def test_the_table_behind_the_profile_holds_the_numbers_that_are_drawn(profiles):
    cells, html = profiles["vangdalen"]
    details = html[html.index("<details>") :]
    told = text_of(details)
    for speaker, cell in profile_table.list_measured(HERE, cells, HERE.area_named("vangdalen")):
        strip = profile_table.make_strip(speaker, cell, cells)
        if strip is not None and strip.others:
            assert profile_table.format_range(strip, speaker).replace("\N{NO-BREAK SPACE}", " ") in told
    assert 'id="' not in details  # one address a figure: that of its strip's row


def test_a_hidden_figure_tells_nothing_but_that_it_is_hidden():
    secret = row(
        "elevfravaer", "vangdalen", "2024-25", value=98.7, lo=97.6, status="diskretioneret", municipality_value=7.6
    )
    cells = HERE.cells(table(secret))
    area = HERE.area_named("vangdalen")
    for drawn in (
        profile_table.make_profile_figure(HERE, area, cells),
        profile_courses.make_courses_figure(HERE, area, cells),
    ):
        assert "diskretioneret" in drawn and not re.search(r"9[78]|vurderes", text_of(drawn))


def test_the_confidential_edition_shows_a_hidden_number_marked_and_without_a_verdict():
    here = release(Edition.CONFIDENTIAL)
    secret = row("elevfravaer", "vangdalen", "2024-25", value=98.7, status="diskretioneret", municipality_value=7.6)
    drawn = profile_table.make_profile_figure(here, here.area_named("vangdalen"), here.cells(table(secret)))
    assert "98,7" in drawn and "diskretioneret i offentlig udgave" in drawn and '<svg class="spind"' not in drawn


def test_the_courses_have_a_table_of_all_windows():
    cells, area = HERE.cells(half_year()), HERE.area_named("glarbjergvej")
    html = str(profile_courses.make_courses_figure(HERE, area, cells))
    speaker = Speaker(HERE, "fraflytning")
    windows = [speaker.name_period(c.window).bare for c in cells.course("fraflytning", area.id)]
    part = html[html.index("<details>") :].split(speaker.indicator.title)[1]
    assert len(windows) > 1 and re.findall(r'<th scope="row">([^<]*)</th>', part)[: len(windows)] == windows
