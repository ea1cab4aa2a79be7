"""The window that a half-year finds a target group in: the latest that is closed and delivered by its last day.

Found by going back from the half-year's last day until a window's data are due in time.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from hpanalysis.verify.remake.participants.model import WindowRule


class Span(NamedTuple):
    """A window laid out in time. Made by `find_latest`."""

    id: str
    start: date
    end: date


def find_last_day(half_year: str) -> date:
    """The last day of a half-year such as 2026H1. Called for each package whose participants are checked."""
    year = int(half_year[:4])
    return date(year, 6, 30) if half_year.endswith("1") else date(year, 12, 31)


def _end_month(day: date, months: int) -> date:
    """The last day of the month that lies so many months after a day's own. Called for the day that data are due."""
    index = day.year * 12 + day.month - 1 + months
    return date(index // 12, index % 12 + 1, calendar.monthrange(index // 12, index % 12 + 1)[1])


def _lay_out_year(numbers: Mapping[str, int], year: int) -> Span:
    """The calendar year. Called for each year that is tried."""
    return Span(str(year), date(year, 1, 1), date(year, 12, 31))


def _lay_out_school_year(numbers: Mapping[str, int], year: int) -> Span:
    """The school year that ends in a year. Called for each year that is tried."""
    return Span(f"{year - 1}-{year % 100:02d}", date(year - 1, 8, 1), date(year, 7, 31))


def _lay_out_day(numbers: Mapping[str, int], year: int) -> Span:
    """The status day of a year. Called for each year that is tried."""
    day = date(year, numbers["month"], numbers["day"])
    return Span(day.isoformat(), day, day)


def _lay_out_month(numbers: Mapping[str, int], year: int) -> Span:
    """The status month of a year. Called for each year that is tried."""
    first = date(year, numbers["month"], 1)
    return Span(f"{first:%Y-%m}", first, _end_month(first, 0))


_YEARLY: dict[str, Callable[[Mapping[str, int], int], Span]] = {
    "CalendarYear": _lay_out_year,
    "SchoolYear": _lay_out_school_year,
    "StatusDate": _lay_out_day,
    "StatusMonth": _lay_out_month,
}
_ROLLING = "Rolling"
KINDS = frozenset({*_YEARLY, _ROLLING})  # those that are known here; a newer program may have others
_DELIVERED_AFTER = "delivered_after"


def find_latest(rule: WindowRule, half_year: str) -> Span:
    """The window of a rule that a half-year finds a target group in. Called for each target group of a package.
    KeyError for a kind that is not known here, or a number that is missing."""
    cutoff, numbers = find_last_day(half_year), rule.numbers
    if rule.kind == _ROLLING:
        end = _end_month(cutoff, -numbers["lag_months"])
        start = _end_month(end, -numbers["months"]) + timedelta(days=1)
        return Span(f"{start:%Y-%m}/{end:%Y-%m}", start, end)
    lay_out, year = _YEARLY[rule.kind], cutoff.year
    while _end_month(lay_out(numbers, year).end, numbers[_DELIVERED_AFTER]) > cutoff:
        year -= 1
    return lay_out(numbers, year)
