"""How much of a year's promise is due by a day, by the promise's own calendar.

A calendar is of one of two kinds. Hours that are given week by week are due on Monday to Friday of its weeks, each day
as much as the others; public holidays are not left out. All else is due in instalments, each on its last day, and
nothing of it before. The rules are ours, where the plan prints none, and each is told with its name below; the weeks
are those of plan.yaml (`progress`). "A year" of an instalment is the plan's own, from the day it begins: so each of its
years owes once, and a calendar year that the plan covers in part never owes a part of a course.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from dateutil.easter import easter
from dateutil.relativedelta import relativedelta

from hpanalysis.definitions.windows import find_month_end
from hpanalysis.followup.accounting_year import MONTHS, Year, count_months
from hpanalysis.plan import Calendar, Progress, Settings

_SATURDAY, _SUNDAY = 5, 7  # of `weekday` and of an ISO week
_MAUNDY_THURSDAY = timedelta(days=-3)
_DAY = timedelta(days=1)
DAYS_OF_A_WEEK = 5
WEEKLY = (Calendar.ALL_WEEKS, Calendar.WEEKS_46, Calendar.SCHOOL_WEEKS)
# Courses that begin in August or February have 10 to 12 meetings, one a week, with a week's holiday between: they are
# over by the end of the third month after.
_COURSES = ((8, 11), (2, 5))


@dataclass(frozen=True)
class Instalment:
    """A part of a year's promise that is due at once: nothing before `due`, and all of it then. Made by
    `list_instalments`; days are inclusive."""

    opens: date
    due: date
    part: Fraction  # of what is promised a year, or in all where it is promised once


def _is_off(day: date, calendar: Calendar, progress: Progress) -> bool:
    """Whether a day lies in a week that a weekly calendar leaves out. Called for each Monday to Friday of a year."""
    week = day.isocalendar().week
    if calendar is Calendar.WEEKS_46:
        return week in progress.closed_weeks
    if calendar is Calendar.SCHOOL_WEEKS:
        in_easter = day.isocalendar()[:2] == (easter(day.year) + _MAUNDY_THURSDAY).isocalendar()[:2]
        return in_easter or week in progress.school_holidays or week in progress.summer_weeks
    return False


def count_days(calendar: Calendar, progress: Progress, first: date, last: date) -> int:
    """How many days from one to another, both included, hours of a weekly calendar are due on; 0 where `last` is before
    `first`. Called for an accounting year as a whole, and for the part of it that is due."""
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return sum(day.weekday() < _SATURDAY and not _is_off(day, calendar, progress) for day in days)


def list_plan_years(settings: Settings) -> Iterator[tuple[date, date, Fraction]]:
    """The plan's own years: first and last day, and which part of a year it is (1 but for a last one that is cut).
    Called for each calendar of instalments."""
    first, years = settings.start, 1
    while first <= settings.end:
        # Counted from the plan's first day, so that the 29th of February is it again in a leap year.
        after = settings.start + relativedelta(years=years)
        last = min(after - _DAY, settings.end)
        yield first, last, Fraction(count_months(first, last)) / MONTHS
        first, years = after, years + 1


def _list_months(settings: Settings, step: int) -> Iterator[Instalment]:
    """An instalment for every so many months (step) of the plan's years. Called for months and half-years."""
    first, months, part = settings.start, step, Fraction(step, MONTHS)
    while (after := settings.start + relativedelta(months=months)) - _DAY <= settings.end:
        yield Instalment(first, after - _DAY, part)
        first, months = after, months + step


def _list_courses(settings: Settings) -> Iterator[Instalment]:
    """A half for each course that begins in August or February and ends within the plan: a part of a course is never
    owed. Called for that calendar."""
    for year in range(settings.start.year, settings.end.year + 1):
        for begins, ends in _COURSES:
            opens, due = date(year, begins, 1), find_month_end(date(year, ends, 1))
            if settings.start <= opens and due <= settings.end:
                yield Instalment(opens, due, Fraction(1, 2))


def _list_summers(settings: Settings) -> Iterator[Instalment]:
    """All of a year's promise for each summer holiday that begins in the plan; the last is due by its end. Called for
    that calendar."""
    weeks = settings.progress.summer_weeks
    for year in range(settings.start.year, settings.end.year + 1):
        opens = date.fromisocalendar(year, min(weeks), 1)
        if settings.start <= opens <= settings.end:
            due = date.fromisocalendar(year, max(weeks), _SUNDAY)
            yield Instalment(opens, min(due, settings.end), Fraction(1))


def list_instalments(calendar: Calendar, settings: Settings) -> list[Instalment]:
    """All instalments of a calendar in the plan, by their last day; none for a weekly calendar. Called to see what is
    due by a day, and what has begun."""
    start, end = settings.start, settings.end
    if calendar is Calendar.AUGUST_FEBRUARY:
        found = list(_list_courses(settings))
    elif calendar is Calendar.SUMMER:
        found = list(_list_summers(settings))
    elif calendar is Calendar.MONTHS:
        found = list(_list_months(settings, 1))
    elif calendar is Calendar.HALF_YEARS:
        found = list(_list_months(settings, MONTHS // 2))
    elif calendar is Calendar.YEAR:
        found = [Instalment(*year) for year in list_plan_years(settings)]
    elif calendar is Calendar.START:
        found = [Instalment(start, min(date(start.year, 12, 31), end), Fraction(1))]
    elif calendar is Calendar.PROJECT:
        found = [Instalment(start, end, Fraction(1))]
    else:
        found = []
    return sorted(found, key=lambda one: one.due)


def compute_share_due(calendar: Calendar, settings: Settings, year: Year, until: date) -> Fraction:
    """Which part of a year's promise is due in an accounting year up to and with a day: 0 before anything is, 1 for
    all. Called for what is owed in the year (until its last day) and so far. For what is promised once it is the part
    of the whole."""
    if calendar in WEEKLY:
        owed = count_days(calendar, settings.progress, year.plan_first, min(until, year.plan_last))
        return Fraction(owed, count_days(calendar, settings.progress, year.first, year.last))
    due = (one for one in list_instalments(calendar, settings) if year.contains(one.due) and one.due <= until)
    return sum((one.part for one in due), Fraction(0))
