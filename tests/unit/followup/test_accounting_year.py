"""The accounting year, and the part of it that the plan covers."""

import dataclasses
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup_logs import PLAN
from hpanalysis.errors import WrongUse
from hpanalysis.followup import accounting_year
from hpanalysis.plan import AccountingYear

DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))


def beginning(month):
    settings = PLAN.settings.model_copy(update={"accounting_year": AccountingYear(first_month=month)})
    return dataclasses.replace(PLAN, settings=settings)


def test_a_year_that_the_plan_begins_in_is_covered_from_its_first_day():
    year = accounting_year.get_accounting_year(PLAN, 2025)
    assert (year.first, year.last) == (date(2025, 1, 1), date(2025, 12, 31))
    assert (year.plan_first, year.plan_last) == (date(2025, 8, 1), date(2025, 12, 31))
    assert (year.months, year.is_whole, year.label) == (5, False, "2025")


def test_a_year_in_the_middle_is_covered_whole():
    year = accounting_year.get_accounting_year(PLAN, 2027)
    assert (year.months, year.is_whole) == (12, True)


def test_the_last_year_is_covered_to_the_plans_end():
    year = accounting_year.get_accounting_year(PLAN, 2029)
    assert (year.plan_first, year.plan_last, year.months) == (date(2029, 1, 1), date(2029, 7, 31), 7)


@pytest.mark.parametrize("year", [2024, 2030, 0, -1])
def test_a_year_outside_the_plan_is_wrong_use(year):
    with pytest.raises(WrongUse, match="Ventet: et år fra 2025 til 2029"):
        accounting_year.get_accounting_year(PLAN, year)


def test_a_year_that_begins_in_october_is_named_by_the_year_it_ends_in():
    year = accounting_year.get_accounting_year(beginning(10), 2026)
    assert (year.first, year.last, year.label) == (date(2025, 10, 1), date(2026, 9, 30), "2025/26")
    assert list(accounting_year.list_accounting_years(beginning(10))) == [2025, 2026, 2027, 2028, 2029]


@given(DAYS, st.integers(1, 12))
def test_every_day_lies_in_the_one_year_that_is_named_by_it(day, month):
    plan = beginning(month)
    number = accounting_year.find_accounting_year(plan, day)
    if number in accounting_year.list_accounting_years(plan):
        assert accounting_year.get_accounting_year(plan, number).contains(day)
    others = (year for year in accounting_year.list_accounting_years(plan) if year != number)
    assert not any(accounting_year.get_accounting_year(plan, year).contains(day) for year in others)


@given(st.integers(1, 12))
def test_the_years_parts_add_up_to_the_plans_forty_eight_months(month):
    plan = beginning(month)
    parts = [
        accounting_year.get_accounting_year(plan, year).months for year in accounting_year.list_accounting_years(plan)
    ]
    assert sum(parts) == 48


@given(DAYS, DAYS, DAYS)
def test_months_of_two_spans_on_end_are_the_months_of_both(one, two, three):
    first, middle, last = sorted((one, two, three))
    parts = accounting_year.count_months(first, middle) + accounting_year.count_months(middle + timedelta(days=1), last)
    assert parts == accounting_year.count_months(first, last)


def test_a_part_of_a_month_counts_by_its_days():
    assert accounting_year.count_months(date(2026, 2, 1), date(2026, 2, 7)) == Fraction(7, 28)
    assert accounting_year.count_months(date(2026, 1, 31), date(2026, 2, 28)) == 1 + Fraction(1, 31)
    assert accounting_year.count_months(date(2026, 2, 2), date(2026, 2, 1)) == 0


def test_the_months_so_far_never_pass_the_plans_own():
    year = accounting_year.get_accounting_year(PLAN, 2025)
    assert year.months_until(date(2025, 7, 31)) == 0
    assert year.months_until(date(2025, 9, 30)) == 2
    assert year.months_until(date(2027, 1, 1)) == year.months
