"""Half-years, and which span of a window a half-year owes and shows."""

from datetime import date

import pytest

from hpanalysis.definitions import catalogue
from hpanalysis.definitions.windows import (
    CalendarYear,
    DataYear,
    Election,
    HalfYear,
    Rolling,
    SchoolYear,
    StatusDate,
    StatusMonth,
    SurveyWave,
    UnknownHalfYear,
    find_half_year,
    find_month_end,
)

FIRST = HalfYear(2024, 2)
HALF_YEARS = [HalfYear(2024, 2), HalfYear(2025, 1), HalfYear(2025, 2), HalfYear(2026, 1)]


def test_a_half_year_is_written_as_it_is_read():
    assert [str(HalfYear.parse(text)) for text in ("2024H2", "2025H1")] == ["2024H2", "2025H1"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026",
        "2026H3",
        "2026H0",
        "2026h1",
        " 2026H1",
        "2026H1\n",
        "26H1",
        "../2026H1",
        "1926H1",
        "2026H11",
        "２０２６H1",
    ],
)
def test_anything_else_is_no_half_year(text):
    with pytest.raises(UnknownHalfYear):
        HalfYear.parse(text)


def test_half_years_follow_each_other_over_the_turn_of_the_year():
    assert HalfYear(2024, 2).following == HalfYear(2025, 1)
    assert HalfYear(2025, 1).previous == HalfYear(2024, 2)
    assert list(HalfYear(2026, 1).since(FIRST)) == HALF_YEARS
    assert list(FIRST.since(HalfYear(2025, 1))) == []


def test_a_half_year_begins_and_is_cut_off_on_its_first_and_last_day():
    assert (HalfYear(2026, 1).start, HalfYear(2026, 1).cutoff) == (date(2026, 1, 1), date(2026, 6, 30))
    assert (HalfYear(2026, 2).start, HalfYear(2026, 2).cutoff) == (date(2026, 7, 1), date(2026, 12, 31))
    for half_year in HALF_YEARS:
        assert find_half_year(half_year.start) == find_half_year(half_year.cutoff) == half_year


def test_month_ends_know_leap_years_and_step_over_years():
    assert find_month_end(date(2024, 2, 1)) == date(2024, 2, 29)
    assert find_month_end(date(2025, 2, 28)) == date(2025, 2, 28)
    assert find_month_end(date(2024, 12, 31), 2) == date(2025, 2, 28)
    assert find_month_end(date(2024, 3, 31), -1) == date(2024, 2, 29)
    assert find_month_end(date(2025, 1, 15), -1) == date(2024, 12, 31)


# What comes new in each folder of data/raw, as the plan's first half-year is 2024H2.
NEW = {
    "sprog_generel": ["2023", "2024", None, "2025"],
    "elevfravaer": ["2023-24", None, "2024-25", None],
    "elevfravaer_over_10": ["2023-24", None, "2024-25", None],
    "unge_i_uddannelse_15_mdr": ["2024-10", None, "2025-10", None],
    "unge_paabegyndt_samme_aar": ["2024-10", None, "2025-10", None],
    "uden_for_arbejdsmarkedet": ["2023-10/2024-09", "2024-04/2025-03", "2024-10/2025-09", "2025-04/2026-03"],
    "kontanthjaelp": ["2023-10/2024-09", "2024-04/2025-03", "2024-10/2025-09", "2025-04/2026-03"],
    "moedre_kontanthjaelp": ["2023-12", "2024-12", None, "2025-12"],
    "ungdomsskole": ["2024-09-01", None, "2025-09-01", None],
    "udsaettelser": ["2023", "2024", None, "2025"],
    "udsaettelser_effektive": ["2023", "2024", None, "2025"],
    "fraflytning": ["2023", "2024", None, "2025"],
}


@pytest.mark.parametrize("key", NEW)
def test_what_comes_new_in_a_half_year(key):
    window = catalogue.indicators()[key].window
    spans = [window.comes_new_in(half_year, FIRST) for half_year in HALF_YEARS]
    assert [span and span.id for span in spans] == NEW[key]
    assert [span.id for span in window.so_far(FIRST, HALF_YEARS[-1])] == [id for id in NEW[key] if id]


@pytest.mark.parametrize(
    ("window", "cutoff", "span"),
    [
        (CalendarYear(3), date(2024, 2, 29), "2022"),
        (CalendarYear(3), date(2024, 3, 31), "2023"),
        (SchoolYear(2), date(2024, 8, 31), "2022-23"),
        (SchoolYear(2), date(2024, 9, 30), "2023-24"),
        (StatusDate(9, 1, 2), date(2024, 10, 31), "2023-09-01"),
        (StatusDate(9, 1, 2), date(2024, 11, 30), "2024-09-01"),
        (StatusMonth(12, 2), date(2025, 1, 31), "2023-12"),
        (StatusMonth(12, 2), date(2025, 2, 28), "2024-12"),
        (StatusMonth(12, 2), date(2024, 1, 31), "2022-12"),
        (StatusMonth(12, 2), date(2024, 2, 29), "2023-12"),
        (SchoolYear(2), date(2100, 12, 31), "2099-00"),
    ],
    ids=str,
)
def test_a_span_is_shown_from_the_month_it_is_due_in_and_not_the_month_before(window, cutoff, span):
    assert window.latest(cutoff).id == span


def test_a_span_knows_its_first_last_and_due_day():
    year, school = CalendarYear().latest(date(2024, 6, 30)), SchoolYear().latest(date(2024, 12, 31))
    assert (year.start, year.end, year.due) == (date(2023, 1, 1), date(2023, 12, 31), date(2024, 3, 31))
    assert (school.start, school.end, school.due) == (date(2023, 8, 1), date(2024, 7, 31), date(2024, 9, 30))
    status = StatusMonth(10).latest(date(2024, 12, 31))
    assert (status.start, status.end) == (date(2024, 10, 1), date(2024, 10, 31))


def test_a_rolling_window_ends_its_lag_before_the_cut_off_and_spans_a_leap_february():
    span = Rolling(12, 3).latest(date(2024, 6, 30))
    assert (span.start, span.end, span.id) == (date(2023, 4, 1), date(2024, 3, 31), "2023-04/2024-03")
    assert len(span.months()) == 12 and date(2024, 2, 1) in span.months()


def test_the_months_of_a_school_year_leave_july_out_where_no_row_can_be():
    months = SchoolYear().latest(date(2024, 12, 31)).months(without=(7,))
    assert (months[0], months[-1], len(months)) == (date(2023, 8, 1), date(2024, 6, 1), 11)


@pytest.mark.parametrize("window", [DataYear(), Election(), SurveyWave()], ids=str)
def test_only_its_delivery_tells_of_a_data_year_an_election_or_a_wave(window):
    assert window.latest(date(2026, 6, 30)) is None
    assert window.so_far(FIRST, HALF_YEARS[-1]) == []
    assert window.comes_new_in(FIRST, FIRST) is None


def test_a_delivered_span_belongs_to_the_half_year_that_brought_it():
    year = DataYear().span(date(2022, 1, 1), HalfYear(2025, 2))
    assert (year.id, year.start, year.end) == ("2022", date(2022, 1, 1), date(2022, 12, 31))
    assert find_half_year(year.due) == HalfYear(2025, 2)
    election = Election().span(date(2025, 11, 18), HalfYear(2026, 1))
    assert (election.id, election.start, election.end) == ("2025", date(2025, 11, 18), date(2025, 11, 18))
