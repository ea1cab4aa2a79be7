"""Danish working days."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hpanalysis.followup import working_days

DAYS = st.dates(date(2024, 1, 1), date(2060, 12, 1))


def reckon_easter(year: int) -> date:
    """Easter Sunday by Meeus, Jones and Butcher (Meeus, Astronomical Algorithms, 1991, chapter 8)."""
    century, of_century = divmod(year, 100)
    golden = year % 19
    correction = (8 * century + 13) // 25
    epact = (19 * golden + century - century // 4 - correction + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (of_century // 4) - epact - of_century % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def test_easter_is_the_one_that_another_reckoning_gives():
    assert [working_days.easter(y) for y in range(1583, 4100)] == [reckon_easter(y) for y in range(1583, 4100)]


def test_the_holidays_of_2026_are_those_of_the_calendar():
    named = ["01-01", "04-02", "04-03", "04-05", "04-06", "05-14", "05-24", "05-25", "12-25", "12-26"]
    assert sorted(working_days.list_holidays(2026)) == [date.fromisoformat(f"2026-{day}") for day in named]


@pytest.mark.parametrize(
    ("day", "works"),
    [
        ("2026-04-02", False),  # skærtorsdag
        ("2026-05-01", True),  # stor bededag until 2023; 1 May is off by agreement only
        ("2026-05-14", False),  # Kristi himmelfartsdag
        ("2026-06-05", True),  # grundlovsdag: off by agreement only
        ("2026-12-24", True),
        ("2026-12-25", False),
        ("2026-11-21", False),  # a Saturday
        ("2026-11-23", True),
    ],
)
def test_public_holidays_and_weekends_are_no_working_days(day, works):
    assert working_days.is_working_day(date.fromisoformat(day)) is works


@pytest.mark.parametrize(
    ("day", "third"),
    [
        ("2026-11-23", "2026-11-26"),  # Monday to Thursday
        ("2026-11-26", "2026-12-01"),  # over a weekend
        ("2026-11-28", "2026-12-02"),  # a Saturday: counted from the Monday after
        ("2026-04-01", "2026-04-09"),  # over Easter
        ("2026-12-23", "2026-12-29"),  # 24, 28 and 29 December
    ],
)
def test_the_third_working_day_after(day, third):
    assert working_days.add_working_days(date.fromisoformat(day), 3) == date.fromisoformat(third)


@given(DAYS, st.integers(1, 40))
def test_it_agrees_with_numpys_count_of_business_days(day, number):
    holidays = sorted(set().union(*(working_days.list_holidays(day.year + more) for more in range(3))))
    end = working_days.add_working_days(day, number)
    assert working_days.is_working_day(end)
    assert np.busday_count(day + timedelta(days=1), end + timedelta(days=1), holidays=holidays) == number
