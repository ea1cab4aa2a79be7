"""What the figures raise for decision: the question, its options, and since when it is open."""

from dataclasses import replace

import pytest

from hpanalysis.definitions.windows import HalfYear
from hpanalysis.report.earlier_reports import EarlierReport, find_since
from hpanalysis.report.pages import decisions
from hpanalysis.tables import Since, Status, Verdict
from report_tables import release, row, table

HERE = release()
BEFORE, LONG_BEFORE = HalfYear.parse("2025H2"), HalfYear.parse("2025H1")


def raised(*rows, earlier=(), here=HERE):
    return decisions.list_decisions(here, here.cells(table(*rows)), earlier)


def moved_out(**given):
    return row("fraflytning", "alle-7", "2025", value=13.0, **given)


def report(half: HalfYear, **cells: str) -> EarlierReport:
    said = {"verdict": "", "status": "vist", "since_baseline": "", "sure_reason": ""} | cells
    return EarlierReport(half, {("fraflytning", "alle-7"): said})


OFF = {"verdict": Verdict.NOT_ON_TRACK.value, "reason": "tallet er bag den lige linje"}


def test_a_delmaal_off_its_way_is_a_question_with_what_follows_of_each_answer():
    (decision,) = raised(moved_out(**OFF))
    assert decision.question == "Skal indsatsen eller målet for »Flere tilfredse beboere« ændres?"
    assert decision.why == "Fordi tallet er bag den lige linje."
    assert [option.name for option in decision.options] == [
        "Fortsæt uændret",
        "Ret aktiviteterne i delaftalen",
        "Ret målet i delaftalen",
    ]
    assert all(option.follows for option in decision.options)
    assert decision.by == "Bestyrelsen. En delaftale ændres kun ved konsensus i bestyrelsen."
    assert decision.since == HERE.half_year and decision.about == "delmaal/tilfredse_beboere"


def test_a_plan_that_names_nobody_says_so():
    here = release(plan=replace(HERE.plan, duties=()))
    (decision,) = raised(moved_out(**OFF), here=here)
    assert decision.by == "Det siger planen ikke."


@pytest.mark.parametrize(
    ("earlier", "since"),
    [
        ([], HERE.half_year),
        ([report(BEFORE, **OFF)], BEFORE),
        ([report(BEFORE, **OFF), report(LONG_BEFORE, **OFF)], LONG_BEFORE),
        ([report(BEFORE, verdict="uafklaret"), report(LONG_BEFORE, **OFF)], HERE.half_year),
    ],
)
def test_it_is_open_since_the_first_report_in_a_row_that_said_so(earlier, since):
    (decision,) = raised(moved_out(**OFF), earlier=earlier)
    assert decision.since == since


def test_a_report_without_the_figure_did_not_say_so():
    assert find_since(HERE, [EarlierReport(BEFORE, {})], lambda one: bool(one.rows)) == HERE.half_year


def test_delmaal_that_cannot_be_known_within_the_plan_are_one_question():
    unclear = {"verdict": Verdict.UNCLEAR.value, "target_now": 14.8, "sure_reason": "ikke i planperioden"}
    (decision,) = raised(moved_out(**unclear), earlier=[report(BEFORE, sure_reason="ikke i planperioden")])
    assert decision.why == "I planperioden kan det ikke vides, om målet er nået, for »Flere tilfredse beboere«."
    assert decision.since == BEFORE and "Se flere år samlet" not in [one.name for one in decision.options]
    (pooled,) = raised(moved_out(**unclear | {"sure_reason": "ikke i planperioden; se tre år samlet"}))
    assert "Se flere år samlet" in [one.name for one in pooled.options]


def test_a_delmaal_with_a_question_of_its_own_is_named_among_those_that_cannot_be_known():
    out = {"target_now": 14.8, "sure_reason": "ikke i planperioden"}
    unclear = row("udsaettelser", "alle-7", "2025", verdict=Verdict.UNCLEAR.value, **out)
    other = row("udsaettelser_effektive", "alle-7", "2025", verdict=Verdict.UNCLEAR.value, **out)
    own, together = raised(moved_out(**OFF | out), unclear, other)
    assert own.question == "Skal indsatsen eller målet for »Flere tilfredse beboere« ændres?"
    assert together.why.endswith(
        "»Færre udsættelser i boligområderne«. Det gælder også »Flere tilfredse beboere« ovenfor."
    )


def test_a_break_and_data_that_are_missing_are_questions_of_their_own():
    (broken,) = raised(moved_out(since_baseline=Since.BREAK.value))
    assert "nyt udgangspunkt efter databruddet" in broken.question
    (missing,) = raised(row("fraflytning", "alle-7", "2025", status=Status.NOT_DELIVERED.value))
    assert missing.question == "Fraflytning: Hvordan skaffes de data, der ikke er leveret?"


def test_without_a_question_the_page_says_that_there_is_none():
    assert raised(moved_out(verdict=Verdict.MET.value)) == []
    assert decisions.NOTHING in decisions.make_decisions([])


def test_a_decision_stands_on_the_page_with_why_options_who_and_since():
    html = decisions.make_decisions(raised(moved_out(**OFF)))
    assert [word for word in ("Hvorfor", "Muligheder", "Hvem", "Åbent siden") if f"<dt>{word}</dt>" not in html] == []
    assert 'data-om="delmaal/tilfredse_beboere"' in html
