"""What is told beside a verdict: that it is of before the plan, and that figures of one delmål have their own."""

from datetime import date

import pytest

from hpanalysis.report import goals, verdict_notes
from hpanalysis.report.pages import target_verdicts
from hpanalysis.report.tables import delmaal_table
from hpanalysis.report.words.speaker import Speaker
from hpanalysis.tables import Status, Verdict
from report_tables import release, row, table

MET, TOWARDS, UNCLEAR, OFF = Verdict.MET, Verdict.TOWARDS, Verdict.UNCLEAR, Verdict.NOT_ON_TRACK
BEFORE, AFTER = "2024-25", "2025-26"  # school years: the plan begins on 1 August 2025
LAST = {BEFORE: date(2025, 7, 31), AFTER: date(2026, 7, 31)}
NAMES = ("elevfravaer", "elevfravaer_over_10")
ABSENCE, OVER_10 = "»Elevfravær, 0.-10. kl.«", "»Fravær over 10 pct.«"


def judged(first, second, windows=(BEFORE, BEFORE), **given):
    here = release()
    rows = [
        row(
            name,
            "alle-7",
            window,
            value=9.0,
            verdict=verdict.value,
            reason="" if verdict is MET else "x",
            window_end=LAST[window],
            **given,
        )
        for name, window, verdict in zip(NAMES, windows, (first, second), strict=True)
    ]
    cells = here.cells(table(*rows))
    return here, cells, goals.judge_delmaal(here.plan.goal("fremmoede"), cells, here)


@pytest.mark.parametrize(
    ("verdicts", "windows", "said"),
    [
        ((UNCLEAR, OFF), (BEFORE, BEFORE), "målt, før planen begyndte"),
        ((UNCLEAR, OFF), (BEFORE, AFTER), ""),  # the one that does not decide is not spoken of
        ((OFF, OFF), (BEFORE, AFTER), f"{ABSENCE} er målt, før planen begyndte"),
        ((MET, MET), (BEFORE, BEFORE), "målt, før planen begyndte"),
    ],
)
def test_a_verdict_on_figures_of_before_the_plan_says_so(verdicts, windows, said):
    here, _, one = judged(*verdicts, windows)
    assert verdict_notes.say_of_delmaal(one, here) == said


def test_of_a_hidden_figure_nothing_is_told_but_that_it_is_not_shown():
    here, _, one = judged(UNCLEAR, UNCLEAR, status=Status.HIDDEN.value)
    assert verdict_notes.say_of_delmaal(one, here) == ""


@pytest.mark.parametrize(
    ("verdicts", "said"),
    [
        ((UNCLEAR, OFF), f"{ABSENCE} er uafklaret, men det svageste tal afgør delmålet"),
        ((TOWARDS, UNCLEAR), f"{ABSENCE} peger mod målet, men det svageste tal afgør delmålet"),
        ((OFF, OFF), ""),
        ((MET, MET), ""),
    ],
)
def test_a_figure_with_another_verdict_than_its_delmaal_is_named_with_it(verdicts, said):
    here, _, one = judged(*verdicts)
    assert verdict_notes.name_other_verdicts(one, here) == said


def test_the_note_stands_in_the_table_of_delmaal_and_in_the_block_of_verdicts():
    here, cells, _ = judged(UNCLEAR, OFF)
    table_of_goals = str(delmaal_table.make_delmaal_table(here, cells))
    assert "<small>målt, før planen begyndte</small><small>fordi x</small>" in table_of_goals
    block = str(target_verdicts.make_verdicts(Speaker(here, "elevfravaer_over_10"), cells))
    assert "Målt, før planen begyndte." in block and "Delmålet afgøres af" not in block
    other = str(target_verdicts.make_verdicts(Speaker(here, "elevfravaer"), cells)).replace("\N{NO-BREAK SPACE}", " ")
    assert f"Delmålet afgøres af {OVER_10} og er ikke på vej." in other


def test_a_sentence_on_a_target_says_it_too():
    here, cells, _ = judged(UNCLEAR, OFF, (BEFORE, AFTER))

    told = {name: Speaker(here, name).describe(cells.latest(name, "alle-7"), target=True) for name in NAMES}
    assert "om tallet er på vej mod målet, fordi x. Tallet er målt, før planen begyndte." in told["elevfravaer"]
    assert "ikke på vej mod målet" in told["elevfravaer_over_10"]
    assert "før planen begyndte" not in told["elevfravaer_over_10"]
