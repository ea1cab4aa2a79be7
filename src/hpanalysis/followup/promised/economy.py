"""The budget of budget.csv and what was spent of it by the log's accounts, by delaftale; kroner.

The partners' hours are valued only where the budget has a rate for the delaftale's hours in that year, and then never
added to what was spent: they are co-financing in kind.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from hpanalysis.followup.accounting_year import Year
from hpanalysis.followup.logs.log import COMMON, Accounts, Log
from hpanalysis.followup.model import HoursLine
from hpanalysis.followup.promise_model import EconomyLine
from hpanalysis.plan import BudgetLine, Plan

_OERE = Decimal("0.01")


def _find_last_accounts(log: Log, agreement_id: str, year: int, day: date) -> Accounts | None:
    """The last accounts of a delaftale in an accounting year up to a day; None where there are none. Called for each
    year of each line."""
    entries = (
        one for one in log.accounts if (one.agreement, one.year) == (agreement_id or COMMON, year) and one.as_of <= day
    )
    return max(entries, key=lambda one: one.as_of, default=None)


def _value_hours(budget: Sequence[BudgetLine], hours: Sequence[HoursLine], agreement_id: str) -> Decimal | None:
    """What a delaftale's hours of staff are worth by the budget's rate, to the oere; None without a rate. Called for
    each line. budget: the delaftale's rows of the year; with several rates the first counts."""
    rate = next((one.rate for one in budget if one.rate is not None), None)
    if rate is None:
        return None
    given = sum((one.given for one in hours if one.agreement_id == agreement_id and not one.own_hours), Decimal(0))
    return (given * rate).quantize(_OERE, ROUND_HALF_UP)


def list_economy_lines(plan: Plan, log: Log, year: Year, hours: Sequence[HoursLine]) -> Iterator[EconomyLine]:
    """A line for each delaftale that the budget has, in the plan's order, and then the common costs; none where the
    plan has no budget. Called whenever an accounting year is assessed. hours: the year's, as `hours` made them.
    Accounts may be drawn up after their year, so all up to the log's own date count."""
    budgeted = {one.agreement for one in plan.budget}
    for agreement_id in (*(one.id for one in plan.settings.agreements), ""):
        if agreement_id not in budgeted:
            continue
        rows = [one for one in plan.budget if one.agreement == agreement_id]
        of_year = [one for one in rows if one.year == year.year]
        now = _find_last_accounts(log, agreement_id, year.year, log.as_of)
        years = sorted({one.year for one in log.accounts if one.year <= year.year})
        found = [_find_last_accounts(log, agreement_id, one, log.as_of) for one in years]
        spent = [one.spent for one in found if one is not None]
        yield EconomyLine(
            agreement_id=agreement_id,
            budget=sum((one.amount for one in of_year), Decimal(0)),
            spent=now.spent if now else None,
            spent_on=now.as_of if now else None,
            plan_budget=sum((one.amount for one in rows), Decimal(0)),
            plan_spent=sum(spent, Decimal(0)) if spent else None,
            hours_value=_value_hours(of_year, hours, agreement_id),
            is_invented=any(one.is_invented for one in rows),
        )
