"""The housing organisation's accounting year, and the part of it that the plan covers."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from hpanalysis.errors import WrongUse
from hpanalysis.plan import Plan

MONTHS = 12


@dataclass(frozen=True, kw_only=True)
class Year:
    """An accounting year, named by the calendar year it ends in. Days are inclusive.

    label: `2026`, or `2025/26` where it begins in the year before. plan_first, plan_last: the part of it in the plan.
    """

    year: int
    label: str
    first: date
    last: date
    plan_first: date
    plan_last: date

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last

    @property
    def whole(self) -> bool:
        """Whether the plan covers all of it."""
        return (self.first, self.last) == (self.plan_first, self.plan_last)

    @property
    def months(self) -> Fraction:
        """How many months of it the plan covers, a part of a month by its days."""
        return count_months(self.plan_first, self.plan_last)

    def months_until(self, day: date) -> Fraction:
        """How many months of it the plan has covered up to `day`; 0 before they begin."""
        return count_months(self.plan_first, min(day, self.plan_last))


def count_months(first: date, last: date) -> Fraction:
    """Months from one day to another, both included, each month in parts of its own days; 0 if they lie reversed."""
    found, day = Fraction(0), first
    while day <= last:
        length = calendar.monthrange(day.year, day.month)[1]
        end = min(last, day.replace(day=length))
        found += Fraction((end - day).days + 1, length)
        day = end + timedelta(days=1)
    return found


def find_accounting_year(plan: Plan, day: date) -> int:
    """The accounting year that a day lies in, by the calendar year it ends in."""
    first_month = plan.settings.accounting_year.first_month
    return day.year + (first_month > 1 and day.month >= first_month)


def list_accounting_years(plan: Plan) -> range:
    """The accounting years that the plan touches."""
    return range(find_accounting_year(plan, plan.settings.start), find_accounting_year(plan, plan.settings.end) + 1)


def get_accounting_year(plan: Plan, year: int) -> Year:
    """The accounting year that ends in a calendar year; `WrongUse` if no day of it lies in the plan."""
    if year not in list_accounting_years(plan):
        known = list_accounting_years(plan)
        raise WrongUse(
            "Regnskabsåret ligger uden for helhedsplanen.",
            expected=f"et år fra {known[0]} til {known[-1]}.",
            do=f"Skriv fx »hpanalysis follow-up {known[0]}«.",
        )
    first_month = plan.settings.accounting_year.first_month
    first = date(year - (first_month > 1), first_month, 1)
    last = first.replace(year=first.year + 1) - timedelta(days=1)
    label = str(year) if first_month == 1 else f"{first.year}/{year % 100:02d}"
    return Year(
        year=year,
        label=label,
        first=first,
        last=last,
        plan_first=max(first, plan.settings.start),
        plan_last=min(last, plan.settings.end),
    )
