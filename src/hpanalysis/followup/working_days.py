"""Danish working days, for the emergency group's limit: Monday to Friday but for the public holidays.

The holidays are the church's own (Lov om helligdage), of which Store Bededag ended with 2023, before any plan of 2025.
1 May, 5 June, 24 and 31 December are days off by agreement only, so they count as working days: a limit is never put
later than everyone would put it. Easter is reckoned as by Meeus, Jones and Butcher (Meeus, Astronomical Algorithms,
1991, chapter 8), right for every year of the Gregorian calendar.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

# Days from Easter Sunday: Maundy Thursday, Good Friday, Easter, Easter Monday, Ascension, Whit Sunday, Whit Monday.
_FROM_EASTER = (-3, -2, 0, 1, 39, 49, 50)
_FIXED = ((1, 1), (12, 25), (12, 26))
_SATURDAY = 5


def easter(year: int) -> date:
    """Easter Sunday of a year of the Gregorian calendar."""
    century, of_century = divmod(year, 100)
    golden = year % 19
    correction = (8 * century + 13) // 25
    epact = (19 * golden + century - century // 4 - correction + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (of_century // 4) - epact - of_century % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


@cache
def list_holidays(year: int) -> frozenset[date]:
    """The public holidays of a year."""
    sunday = easter(year)
    moving = {sunday + timedelta(days=days) for days in _FROM_EASTER}
    return frozenset(moving | {date(year, month, day) for month, day in _FIXED})


def is_working_day(day: date) -> bool:
    return day.weekday() < _SATURDAY and day not in list_holidays(day.year)


def add_working_days(day: date, number: int) -> date:
    """The working day that lies `number` working days after a day, which is itself not counted."""
    while number:
        day += timedelta(days=1)
        number -= is_working_day(day)
    return day
