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
    """An accounting year, named by the calendar year it ends in. Days are inclusive. Made by `get_accounting_year` once
    for each table of a year; read by all modules of `followup`."""

    year: int
    label: str  # `2026`, or `2025/26` where it begins in the year before
    first: date
    last: date
    plan_first: date  # of the part of the year that the plan covers
    plan_last: date

    def contains(self, day: date) -> bool:
        """Whether a day lies in the accounting year, covered by the plan or not. Asked of the days in the entries of a
        log, and of the days on which seasons end."""
        return self.first <= day <= self.last

    @property
    def is_whole(self) -> bool:
        """Whether the plan covers all of the accounting year. Asked to explain when a yearly duty is due, and for the
        words on what part of the year is covered."""
        return (self.first, self.last) == (self.plan_first, self.plan_last)

    @property
    def months(self) -> Fraction:
        """How many months of the accounting year the plan covers, a part of a month by its days (`count_months`). Used
        for how often a yearly duty is due, and how many hours are promised."""
        return count_months(self.plan_first, self.plan_last)

    def months_until(self, day: date) -> Fraction:
        """How many months of the accounting year the plan has covered up to and with a day; 0 for a day before the plan
        covers any. Called with the date that the log (opfoelgning.yaml) is kept to, for the hours promised so far."""
        return count_months(self.plan_first, min(day, self.plan_last))


def count_months(first: date, last: date) -> Fraction:
    """Months from one day to another, both included, each month in parts of its own days; 0 if `last` is before
    `first`. Called for the part of an accounting year that the plan covers, whole or up to the day of the log. 15
    January to 15 March: 17/31 + 1 + 15/31."""
    months, day = Fraction(0), first
    while day <= last:
        length = calendar.monthrange(day.year, day.month)[1]
        end = min(last, day.replace(day=length))
        months += Fraction((end - day).days + 1, length)
        day = end + timedelta(days=1)
    return months


def find_accounting_year(plan: Plan, day: date) -> int:
    """The accounting year that a day lies in, by the calendar year it ends in; the day need not lie in the plan. Called
    for the plan's first and last day, and for the days in the entries of a log."""
    first_month = plan.settings.accounting_year.first_month
    return day.year + (first_month > 1 and day.month >= first_month)


def list_accounting_years(plan: Plan) -> range:
    """The accounting years that have a day in the plan, by the calendar year each ends in. Called to refuse any other
    year: one that a user gives to `hpanalysis follow-up` or to the notebook of an accounting year or of the emergency
    group, and one that opfoelgning.yaml names."""
    return range(find_accounting_year(plan, plan.settings.start), find_accounting_year(plan, plan.settings.end) + 1)


def get_accounting_year(plan: Plan, year: int) -> Year:
    """The accounting year that ends in the calendar year `year`, such as 2026, with its days and those the plan covers.
    Called when an accounting year, or that of the emergency group, is assessed, and when the group's activations in it
    are listed. `WrongUse` if no day of it lies in the plan."""
    years = list_accounting_years(plan)
    if year not in years:
        raise WrongUse(
            "Regnskabsåret ligger uden for helhedsplanen.",
            expected=f"et år fra {years[0]} til {years[-1]}.",
            do=f"Skriv fx »hpanalysis follow-up {years[0]}«.",
        )
    first_month = plan.settings.accounting_year.first_month
    first = date(year - (first_month > 1), first_month, 1)
    last = first.replace(year=first.year + 1) - timedelta(days=1)
    return Year(
        year=year,
        label=str(year) if first_month == 1 else f"{first.year}/{year % 100:02d}",
        first=first,
        last=last,
        plan_first=max(first, plan.settings.start),
        plan_last=min(last, plan.settings.end),
    )
