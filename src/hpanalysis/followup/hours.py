"""Hours promised and given: activities.csv against the log, by activity, who is responsible, and whose hours they are.

Hours of staff are co-financing; those that the young people themselves are paid for are something else, and are never
added to them. The plan prints hours a year: a year that the plan covers in part owes that part, by months.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction

from hpanalysis.followup.accounting_year import MONTHS, Year
from hpanalysis.followup.logs import references
from hpanalysis.followup.logs.log import HoursGiven, Log
from hpanalysis.followup.model import HoursLine, HoursTotal
from hpanalysis.plan import Plan

STAFF = "staff"  # hours_kind of activities.csv; any other is the young people's own

Row = dict[str, str]
Key = tuple[str, str, str, bool]  # agreement, activity, responsible (Danish), the young people's own


def compute_pro_rata_hours(hours: Decimal, months: Fraction) -> Decimal:
    """The part of a year's hours that falls on so many months, to two decimals, halves up."""
    exact = Fraction(hours) * months / MONTHS
    return Decimal(math.floor(exact * 100 + Fraction(1, 2))).scaleb(-2)


def _get_row_key(row: Row) -> Key:
    own = row.get("hours_kind", "") not in ("", STAFF)
    return row["agreement"], row["activity_id"], row["responsible_da"], own


def _sum_promised_hours(plan: Plan) -> dict[Key, Decimal | None]:
    """Hours a year by key, in the plan's order; None where the plan speaks of hours, but of none a year."""
    found: dict[Key, Decimal | None] = {}
    for row in plan.activities:
        if row.get("hours_per_year"):
            found[_get_row_key(row)] = (found.get(_get_row_key(row)) or Decimal(0)) + Decimal(row["hours_per_year"])
        elif row.get("hours_kind"):
            found.setdefault(_get_row_key(row), None)
    return found


def _get_entry_key(given: HoursGiven, plan: Plan) -> Key:
    row = references.select_activity_rows(plan, given)[0]
    return row["agreement"], row["activity_id"], given.responsible, given.kind == "unge"


def _sum_given_hours(plan: Plan, log: Log, year: Year) -> dict[Key, Decimal]:
    found: dict[Key, Decimal] = {}
    for one in log.hours:
        if year.holds(one.first):
            key = _get_entry_key(one, plan)
            found[key] = found.get(key, Decimal(0)) + one.hours
    return found


def list_hours_lines(plan: Plan, log: Log, year: Year) -> tuple[HoursLine, ...]:
    """A line for each promise, in the plan's order, and for what was given without one."""
    promised, given = _sum_promised_hours(plan), _sum_given_hours(plan, log, year)
    names = {(row["agreement"], row["activity_id"]): row["name_da"] for row in plan.activities}
    found = []
    for key in dict.fromkeys((*promised, *sorted(given))):
        agreement, activity, responsible, own = key
        a_year = promised.get(key)
        full, so_far = (
            (None, None)
            if a_year is None
            else (
                compute_pro_rata_hours(a_year, year.months),
                compute_pro_rata_hours(a_year, year.months_until(log.as_of)),
            )
        )
        found.append(
            HoursLine(
                agreement_id=agreement,
                activity_id=activity,
                activity=names[agreement, activity],
                responsible=responsible,
                own_hours=own,
                promised=full,
                promised_so_far=so_far,
                given=given.get(key, Decimal(0)),
            )
        )
    return tuple(found)


def _sum(numbers: Iterable[Decimal | None]) -> Decimal:
    return sum((number for number in numbers if number is not None), Decimal(0))


def sum_by_agreement(plan: Plan, found: tuple[HoursLine, ...]) -> Iterator[HoursTotal]:
    """The sums of each delaftale, staff and the young people's own apart; one without a line has none."""
    for agreement in plan.settings.agreements:
        for own in (False, True):
            own_lines = [line for line in found if (line.agreement_id, line.own_hours) == (agreement.id, own)]
            kept = [line for line in own_lines if line.promised is not None]
            if own_lines:
                yield HoursTotal(
                    agreement_id=agreement.id,
                    own_hours=own,
                    promised=_sum(line.promised for line in kept),
                    promised_so_far=_sum(line.promised_so_far for line in kept),
                    given=_sum(line.given for line in kept),
                    given_unpromised=_sum(line.given for line in own_lines if line.promised is None),
                )
