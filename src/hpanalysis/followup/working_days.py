"""Danish working days, for the emergency group's limit: Monday to Friday except the public holidays.

The holidays are the church's own (Lov om helligdage). Store Bededag is not among them: it ended with 2023, and no plan
here is older than 2025. 1 May, 5 June, 24 and 31 December are days off by agreement only, so they count as working
days: a limit is then never later than anybody would reckon it.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from dateutil.easter import easter

# Days from Easter Sunday: Maundy Thursday, Good Friday, Easter, Easter Monday, Ascension, Whit Sunday, Whit Monday.
_FROM_EASTER = (-3, -2, 0, 1, 39, 49, 50)
_FIXED = ((1, 1), (12, 25), (12, 26))
_SATURDAY = 5


@cache
def list_holidays(year: int) -> frozenset[date]:
    """The Danish public holidays of a calendar year, of which some fall on a Sunday. Called for each day from Monday to
    Friday of a time limit in working days; each year is computed once."""
    sunday = easter(year)
    moving = {sunday + timedelta(days=days) for days in _FROM_EASTER}
    return frozenset(moving | {date(year, month, day) for month, day in _FIXED})


def is_working_day(day: date) -> bool:
    """Whether a day is neither Saturday, Sunday nor a Danish public holiday. Asked of each day of a time limit in
    working days."""
    return day.weekday() < _SATURDAY and day not in list_holidays(day.year)


def add_working_days(day: date, number: int) -> date:
    """The working day that lies `number` working days after a day, which itself is not counted; the day itself for 0.
    Called for a time limit in working days. One after Friday 2 January 2026 is Monday 5 January."""
    while number:
        day += timedelta(days=1)
        number -= is_working_day(day)
    return day
