"""The rounds of each calendar, with what is due in them: `calendars` and `rounds` of the program, written anew."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction

from hpanalysis.verify.remake.promised.model import WEEKLY, Part, Round, Terms

_DAY = timedelta(days=1)
_STEPS = {"months": 1, "half-years": 6}  # months between two instalments


def add_months(day: date, months: int) -> date:
    """The same day of a later month, or its last day where it is shorter. Called for what is counted from the plan's
    first day, and for the months of an accounting year."""
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def _measure_cut_year(first: date, last: date) -> Fraction:
    """Which part of a year a time of less than one is: its months, each begun one by its days. Called for the last of
    the plan's years, where the plan ends within it."""
    months, month = Fraction(0), first.replace(day=1)
    while month <= last:
        length = monthrange(month.year, month.month)[1]
        end = month.replace(day=length)
        months += Fraction((min(end, last) - max(month, first)).days + 1, length)
        month = end + _DAY
    return months / 12


def _list_years(terms: Terms) -> Iterator[tuple[date, date, Fraction]]:
    """The plan's own years with the part of a year that each is. Called for each calendar but those of summers and of
    what is promised once."""
    number = 0
    while (first := add_months(terms.start, 12 * number)) <= terms.end:
        number += 1
        last = add_months(terms.start, 12 * number) - _DAY
        whole = last <= terms.end
        yield first, min(last, terms.end), Fraction(1) if whole else _measure_cut_year(first, terms.end)


def _list_summers(terms: Terms) -> Iterator[Round]:
    """A round for each summer whose holidays begin in the plan, from the day after the one before. Called for that
    calendar."""
    first = terms.start
    for year in range(terms.start.year, terms.end.year + 1):
        opens = date.fromisocalendar(year, min(terms.summer_weeks), 1)
        if terms.start <= opens <= terms.end:
            due = min(date.fromisocalendar(year, max(terms.summer_weeks), 7), terms.end)
            yield Round(first, due, (Part(opens, due, Fraction(1)),))
            first = due + _DAY


def _list_courses(terms: Terms) -> Iterator[Part]:
    """A half for each course from August to November and from February to May that lies in the plan. Called for that
    calendar."""
    for year in range(terms.start.year, terms.end.year + 1):
        yield Part(date(year, 2, 1), date(year, 5, 31), Fraction(1, 2))
        yield Part(date(year, 8, 1), date(year, 11, 30), Fraction(1, 2))


def _list_steps(terms: Terms, step: int) -> Iterator[Part]:
    """What is due at the end of every so many months (step), counted from the plan's first day. Called for months and
    half-years."""
    number, opens = step, terms.start
    while opens <= terms.end:
        after = add_months(terms.start, number)
        yield Part(opens, after - _DAY, Fraction(step, 12))
        number, opens = number + step, after


def _list_parts(calendar: str, terms: Terms) -> list[Part]:
    """All that is due of a calendar that has rounds of a year, as far as it lies in the plan. Called once for each
    promise; none for a weekly calendar."""
    if calendar in WEEKLY:
        return []
    if calendar == "year":
        return [Part(*year) for year in _list_years(terms)]
    found = _list_courses(terms) if calendar == "august and february" else _list_steps(terms, _STEPS[calendar])
    return [part for part in found if terms.start <= part.opens and part.due <= terms.end]


def list_rounds(calendar: str, terms: Terms) -> list[Round]:
    """The rounds of a calendar in the plan, in time, with what is due in each. Called for each promise; KeyError for a
    calendar that is not known."""
    if calendar in ("start", "project"):
        due = terms.end if calendar == "project" else min(date(terms.start.year, 12, 31), terms.end)
        return [Round(terms.start, terms.end, (Part(terms.start, due, Fraction(1)),))]
    if calendar == "summer":
        return list(_list_summers(terms))
    parts = _list_parts(calendar, terms)
    return [
        Round(first, last, tuple(part for part in parts if first <= part.due <= last))
        for first, last, _ in _list_years(terms)
    ]
