"""The rows of oekonomi.csv, made anew of the budget, the log's accounts and the hours of timer.csv. Kroner."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

COMMON = "faelles"  # of the log's accounts: what belongs to no delaftale
_OERE = Decimal("0.01")


@dataclass(frozen=True, kw_only=True)
class Grant:
    """A row of budget.csv. Made once for each row."""

    agreement: str  # empty for what belongs to no delaftale
    year: int
    amount: Decimal
    rate: Decimal | None  # an hour
    invented: bool


@dataclass(frozen=True, kw_only=True)
class Account:
    """An entry of `accounts` in opfoelgning.yaml. Made once for each entry."""

    agreement: str
    year: int
    day: date
    spent: Decimal


def _write(amount: Decimal | None) -> str:
    """An amount as the file writes it; "" for None. Called for each amount."""
    return "" if amount is None else f"{amount:f}"


def _find_last(accounts: Sequence[Account], agreement: str, year: int) -> Account | None:
    """The last accounts of a delaftale in an accounting year; None without any. Called for each year of each row."""
    own = [one for one in accounts if (one.agreement, one.year) == (agreement or COMMON, year)]
    return max(own, key=lambda one: one.day, default=None)


def _value(grants: Sequence[Grant], hours: Decimal) -> Decimal | None:
    """What hours are worth by the first rate of the year; None without one. Called for each row."""
    rates = [one.rate for one in grants if one.rate is not None]
    return (hours * rates[0]).quantize(_OERE, ROUND_HALF_UP) if rates else None


def remake_economy(
    grants: Sequence[Grant],
    accounts: Sequence[Account],
    agreements: Sequence[str],
    hours: Mapping[str, Decimal],
    year: int,
    as_of: date,
) -> Iterator[dict[str, str]]:
    """The rows of oekonomi.csv for an accounting year. Called for each in a package. agreements: all of the plan, in
    its order; hours: those given by staff, by delaftale; as_of: the log's own date, up to which accounts count."""
    told = [one for one in accounts if one.day <= as_of]
    for agreement in (*agreements, ""):
        own = [one for one in grants if one.agreement == agreement]
        if not own:
            continue
        of_year = [one for one in own if one.year == year]
        budget, now = sum((one.amount for one in of_year), Decimal(0)), _find_last(told, agreement, year)
        ends = [_find_last(told, agreement, each) for each in sorted({one.year for one in told if one.year <= year})]
        spent = [one.spent for one in ends if one is not None]
        yield {
            "agreement_id": agreement,
            "budget": _write(budget),
            "spent": _write(now.spent if now else None),
            "spent_on": now.day.isoformat() if now else "",
            "left": _write(budget - now.spent if now else None),
            "plan_budget": _write(sum((one.amount for one in own), Decimal(0))),
            "plan_spent": _write(sum(spent, Decimal(0)) if spent else None),
            "hours_value": _write(_value(of_year, hours.get(agreement, Decimal(0)))),
            "invented": "ja" if any(one.invented for one in own) else "nej",
        }
