"""How much of a promise is due by a day: each calendar by hand, and by a second reading that goes day by day."""

import itertools
from datetime import date, timedelta
from fractions import Fraction

import pytest
from dateutil.relativedelta import relativedelta

from followup_logs import PLAN
from hpanalysis.followup import accounting_year
from hpanalysis.followup.promised import calendars
from hpanalysis.plan import Calendar

SETTINGS = PLAN.settings
YEARS = (2025, 2026, 2027, 2028, 2029)
HALF = Fraction(1, 2)


def share(calendar, day, of=None, settings=SETTINGS):
    until = date.fromisoformat(day)
    year = accounting_year.get_accounting_year(PLAN, of or until.year)
    return calendars.compute_share_due(calendar, settings, year, until)


@pytest.mark.parametrize(
    ("calendar", "day", "due"),
    [
        # The summer holidays of 2026 are weeks 27 to 32: 29 June to 9 August.
        (Calendar.SUMMER, "2026-08-08", 0),
        (Calendar.SUMMER, "2026-08-09", 1),
        # Those of 2025 began before the plan, which began on 1 August.
        (Calendar.SUMMER, "2025-12-31", 0),
        (Calendar.AUGUST_FEBRUARY, "2025-11-29", 0),
        (Calendar.AUGUST_FEBRUARY, "2025-11-30", HALF),
        (Calendar.AUGUST_FEBRUARY, "2026-05-31", HALF),
        (Calendar.AUGUST_FEBRUARY, "2026-11-30", 1),
        # The plan's own years end on 31 July, its halves also on 31 January.
        (Calendar.YEAR, "2026-07-30", 0),
        (Calendar.YEAR, "2026-07-31", 1),
        (Calendar.HALF_YEARS, "2026-01-30", 0),
        (Calendar.HALF_YEARS, "2026-01-31", HALF),
        (Calendar.HALF_YEARS, "2026-12-31", 1),
        (Calendar.MONTHS, "2025-08-30", 0),
        (Calendar.MONTHS, "2025-12-31", Fraction(5, 12)),
        (Calendar.START, "2025-12-30", 0),
        (Calendar.START, "2025-12-31", 1),
        (Calendar.START, "2026-12-31", 0),
        (Calendar.PROJECT, "2029-07-30", 0),
        (Calendar.PROJECT, "2029-07-31", 1),
        # Weekdays: 261 in 2026, of which 63 by 30 March (a Monday).
        (Calendar.ALL_WEEKS, "2026-03-30", Fraction(63, 261)),
        # By 8 February five weeks (2 to 6) of 41: week 1 is a holiday. Week 7 adds none.
        (Calendar.SCHOOL_WEEKS, "2026-02-08", Fraction(25, 205)),
        (Calendar.SCHOOL_WEEKS, "2026-02-15", Fraction(25, 205)),
        # Easter Sunday of 2026 is 5 April: week 14 is a holiday. Weeks 2 to 6 and 8 to 13.
        (Calendar.SCHOOL_WEEKS, "2026-04-05", Fraction(55, 205)),
        (Calendar.WEEKS_46, "2026-07-26", Fraction(125, 230)),  # weeks 27 to 30 are closed
        (Calendar.WEEKS_46, "2026-07-31", Fraction(130, 230)),
    ],
)
def test_a_share_by_hand(calendar, day, due):
    assert share(calendar, day) == due


@pytest.mark.parametrize("calendar", Calendar)
def test_a_plan_of_four_years_owes_four_years_of_what_is_promised_a_year(calendar):
    owed = sum(share(calendar, f"{year}-12-31") for year in YEARS)
    once = calendar in (Calendar.START, Calendar.PROJECT)
    # Weeks are not cut where the plan begins and ends: its two part years differ by two days at most.
    assert abs(owed - (1 if once else 4)) <= (Fraction(2, 200) if calendar in calendars.WEEKLY else 0)


def is_school_day(day):
    """A second reading: from the days of the holidays and not from their weeks' numbers. Those of 2026."""
    holidays = [
        ("2025-12-22", "2026-01-02"),
        ("2026-02-09", "2026-02-13"),
        ("2026-03-30", "2026-04-03"),
        ("2026-06-29", "2026-08-07"),
        ("2026-10-12", "2026-10-16"),
        ("2026-12-21", "2027-01-03"),
    ]
    return day.weekday() < 5 and not any(first <= day.isoformat() <= last for first, last in holidays)


def is_open_in_46_weeks(day):
    closed = [("2025-12-22", "2026-01-04"), ("2026-06-29", "2026-07-24"), ("2026-12-21", "2027-01-10")]
    return day.weekday() < 5 and not any(first <= day.isoformat() <= last for first, last in closed)


@pytest.mark.parametrize(
    ("calendar", "counts"),
    [
        (Calendar.ALL_WEEKS, lambda day: day.weekday() < 5),
        (Calendar.SCHOOL_WEEKS, is_school_day),
        (Calendar.WEEKS_46, is_open_in_46_weeks),
    ],
)
def test_every_day_of_a_year_by_a_second_reading(calendar, counts):
    days = [date(2026, 1, 1) + timedelta(days=number) for number in range(365)]
    whole, owed = sum(map(counts, days)), 0
    for day in days:
        owed += counts(day)
        assert share(calendar, day.isoformat()) == Fraction(owed, whole), day


@pytest.mark.parametrize("calendar", Calendar)
def test_what_is_due_never_falls_and_never_exceeds_a_year(calendar):
    for year in YEARS:
        days = (date(year, 1, 1) + timedelta(days=number) for number in range(0, 365, 5))
        found = [share(calendar, day.isoformat()) for day in days]
        assert found == sorted(found) and found[0] >= 0 and found[-1] <= 1


def test_the_secretariat_may_declare_other_weeks():
    later = SETTINGS.model_copy(
        update={"progress": SETTINGS.progress.model_copy(update={"summer_weeks": [28, 29, 30, 31, 32, 33]})}
    )
    assert share(Calendar.SUMMER, "2026-08-15", settings=later) == 0
    assert share(Calendar.SUMMER, "2026-08-16", settings=later) == 1


@pytest.mark.parametrize("start", [date(2028, 2, 29), date(2027, 1, 31), date(2027, 8, 31)])
@pytest.mark.parametrize(("calendar", "count"), [(Calendar.YEAR, 4), (Calendar.HALF_YEARS, 8), (Calendar.MONTHS, 48)])
def test_a_plan_may_begin_on_any_day(start, calendar, count):
    end = start + relativedelta(years=4) - timedelta(days=1)
    found = calendars.list_instalments(calendar, SETTINGS.model_copy(update={"start": start, "end": end}))
    assert len(found) == count and sum(one.part for one in found) == 4 and found[-1].due == end
    assert all(one.due + timedelta(days=1) == after.opens for one, after in itertools.pairwise(found))


def test_a_course_that_cannot_end_in_the_plan_is_not_owed():
    settings = SETTINGS.model_copy(update={"end": date(2029, 8, 31)})
    found = calendars.list_instalments(Calendar.AUGUST_FEBRUARY, settings)
    assert [one.due.year for one in found] == [2025, 2026, 2026, 2027, 2027, 2028, 2028, 2029]
