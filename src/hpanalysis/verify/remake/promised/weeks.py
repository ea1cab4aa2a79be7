"""The weeks of the weekly calendars: on which days of a time something is due."""

from __future__ import annotations

from datetime import date, timedelta

from hpanalysis.verify.remake.promised.model import Terms

FRIDAY = 5  # of an ISO week


def find_easter(year: int) -> date:
    """Easter Sunday of a year by the Gregorian rule that Nature printed in 1876, as Meeus gives it (Astronomical
    Algorithms, chapter 8). Called for the school's weeks."""
    golden, century, rest = year % 19, year // 100, year % 100
    moved = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + century - century // 4 - moved + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * weekday) // 451
    number = moon + weekday - 7 * late + 114
    return date(year, number // 31, number % 31 + 1)


def _is_free(calendar: str, terms: Terms, monday: date) -> bool:
    """Whether a calendar leaves a week out. Called for each week that a time touches. monday: the week's first day."""
    week = monday.isocalendar()[1]
    if calendar == "46 weeks":
        return week in terms.closed_weeks
    if calendar == "school weeks":
        sunday = monday + timedelta(days=6)
        # Easter's week is the one that ends with it: Maundy Thursday lies in it.
        return week in terms.school_holidays | terms.summer_weeks or sunday == find_easter(sunday.year)
    return False


def count_days(calendar: str, terms: Terms, first: date, last: date) -> int:
    """How many Mondays to Fridays of a calendar's weeks lie from one day to another, both included; 0 where `last`
    comes before `first`. Called for what is due of a weekly promise."""
    found, monday = 0, first - timedelta(days=first.weekday())
    while monday <= last:
        if not _is_free(calendar, terms, monday):
            friday = monday + timedelta(days=FRIDAY - 1)
            found += max(0, (min(friday, last) - max(monday, first)).days + 1)
        monday += timedelta(days=7)
    return found
