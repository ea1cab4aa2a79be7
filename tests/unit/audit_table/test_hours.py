"""Hours a week, times weeks, against the year's hours."""

import pytest

from hpanalysis.audit_table import Answer
from hpanalysis.audit_table.checks import hours
from hpanalysis.by_hand.csv_table import CsvRow, CsvTable

HEADINGS = ("activity_id", "name_da", "responsible", "measure", "target", "target_kind", "hours_per_year")
HEADINGS += ("hours_basis_as_printed", "note")


def table(*rows: dict[str, str]) -> CsvTable:
    return CsvTable("hours.csv", HEADINGS, tuple(CsvRow(line, row) for line, row in enumerate(rows, start=2)))


def activity(year: str, basis: str, **more: str) -> dict[str, str]:
    return {"activity_id": "a", "name_da": "Aktivitet", "hours_per_year": year, "hours_basis_as_printed": basis} | more


def answer(*rows: dict[str, str]) -> Answer:
    """The worst answer of a table's rows."""
    findings, _ = hours.check(table(*rows))
    found = [finding.answer for finding in findings]
    return next((a for a in (Answer.CONTRADICTED, Answer.UNDECIDED) if a in found), Answer.CONSISTENT)


@pytest.mark.parametrize("year", ["3378", "3380", "3.380", "3354", "3406"])
def test_65_hours_a_week_rounded_are_all_these_hours_in_52_weeks(year):
    # 64.5 x 52 = 3,354 and 65.5 x 52 = 3,406.
    assert answer(activity(year, "65 h a week in 52 weeks")) is Answer.CONSISTENT


@pytest.mark.parametrize("year", ["3353", "3407", "2990"])
def test_hours_beyond_what_rounding_explains_are_a_contradiction(year):
    assert answer(activity(year, "65 h a week in 52 weeks")) is Answer.CONTRADICTED


def test_a_contradiction_says_what_the_hours_would_be():
    findings, _ = hours.check(table(activity("560", "10 timer om ugen i 46 uger")))
    assert "giver 460 timer i 46 uger" in findings[0].reasoning


def test_weekly_hours_of_each_of_several_are_multiplied_by_how_many_they_are():
    named = {"measure": "institutions running it", "target": "10", "target_kind": "number"}
    assert answer(activity("9660", "21 h a week per institution in 46 weeks", **named)) is Answer.CONSISTENT
    assert answer(activity("966", "21 h a week per institution in 46 weeks", **named)) is Answer.CONTRADICTED


def test_how_many_they_are_may_stand_as_a_word():
    assert (
        answer(activity("1840", "10 h a week per school in 46 weeks", responsible="four schools")) is Answer.CONSISTENT
    )
    assert (
        answer(activity("1840", "10 timer om ugen pr. skole i 46 uger", responsible="fire skoler")) is Answer.CONSISTENT
    )
    assert (
        answer(activity("920", "10 timer om ugen pr. skole i 46 uger", responsible="fire skoler"))
        is Answer.CONTRADICTED
    )


def test_where_it_is_not_said_how_many_they_are_it_cannot_be_decided():
    assert answer(activity("1664", "2 h a week each")) is Answer.UNDECIDED


def test_weeks_that_are_not_printed_are_those_of_the_year_or_of_another_row():
    usual = activity("460", "10 h a week in 46 weeks")
    assert answer(activity("1840", "40 h a week")) is Answer.UNDECIDED
    assert answer(activity("1840", "40 h a week"), usual) is Answer.CONSISTENT
    assert answer(activity("2080", "40 h a week")) is Answer.CONSISTENT
    assert answer(activity("4000", "40 h a week")) is Answer.CONTRADICTED


def test_hours_in_parts_are_added():
    assert answer(activity("60", "40 h supervision and 20 h consultant")) is Answer.CONSISTENT
    assert answer(activity("70", "40 h supervision and 20 h consultant")) is Answer.CONTRADICTED


def test_thousands_are_read_in_a_part_as_in_the_year():
    assert answer(activity("1.284", "1.204 timer + 80 timer")) is Answer.CONSISTENT
    assert answer(activity("1.284", "1.240 timer + 80 timer")) is Answer.CONTRADICTED
    assert answer(activity("62.608", "1.204 timer om ugen i 52 uger")) is Answer.CONSISTENT


@pytest.mark.parametrize(
    "basis", ["12-15 hours a week in 52 weeks", "12\N{EN DASH}15 timer om ugen", "1.204.5 t om ugen"]
)
def test_the_end_of_a_range_or_of_no_number_is_not_taken_for_the_hours(basis):
    assert hours.check(table(activity("780", basis))) == ([], [])


def test_a_row_without_hours_is_not_asked():
    assert hours.check(table(activity("", "15 h a week"), activity("276", ""))) == ([], [])


def test_where_it_is_not_printed_how_many_they_are_the_numbers_that_fit_as_printed_are_listed():
    """21 hours a week are from 20.5 to 21.5: ten of them in 46 weeks are from 9,430 to 9,890 hours."""
    findings, _ = hours.check(table(activity("9700", "21 hours a week each in 46 weeks")))
    assert findings[0].answer is Answer.UNDECIDED
    assert "Timerne passer til 10 i 46 uger." in findings[0].reasoning
