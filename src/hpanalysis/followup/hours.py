"""Hours promised and given: activities.csv compared with the log, by activity, who is responsible, and whose they are.

Hours of staff are co-financing. Those that the young people themselves are paid for are something else, and are never
added to them. The plan prints hours a year: a year that the plan covers in part owes that part, by months.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from hpanalysis.followup.accounting_year import MONTHS, Year
from hpanalysis.followup.logs import references
from hpanalysis.followup.logs.log import HoursGiven, Log
from hpanalysis.followup.model import HoursLine, HoursTotal
from hpanalysis.plan import Activity, Plan

STAFF = "staff"  # hours_kind of activities.csv; any other is the young people's own


class HoursKey(NamedTuple):
    """What hours are promised and given by: one line of the year's table of hours has one key. Made of rows of
    activities.csv and of the log's entries, and read by `list_hours_lines`."""

    agreement: str
    activity: str
    responsible: str  # Danish
    own_hours: bool  # whether they are the young people's own


def compute_pro_rata_hours(hours: Decimal, months: Fraction) -> Decimal:
    """The part of a year's hours that falls on so many months, to two decimals, halves up. Called for each promise of
    hours. hours: of twelve months. 100 hours a year are 41.67 in five months."""
    exact = Fraction(hours) * months / MONTHS
    return Decimal(math.floor(exact * 100 + Fraction(1, 2))).scaleb(-2)


def _get_row_key(row: Activity) -> HoursKey:
    """The key that the hours of a row of activities.csv are summed by; a row without a kind of hours counts as staff's.
    Called for each row when the promised hours are summed."""
    own_hours = row.hours_kind not in ("", STAFF)
    return HoursKey(row.agreement, row.activity_id, row.responsible_da, own_hours)


def _sum_promised_hours(plan: Plan) -> dict[HoursKey, Decimal | None]:
    """Hours that the plan promises a year (activities.csv), by delaftale, activity, who is responsible and whose they
    are (staff's or the young people's), in the plan's order; None where hours are promised, but no number a year.
    Called once for each accounting year. A row that speaks of no hours is left out."""
    promised: dict[HoursKey, Decimal | None] = {}
    for row in plan.activities:
        key = _get_row_key(row)
        if row.hours_per_year:
            promised[key] = (promised.get(key) or Decimal(0)) + row.hours_per_year
        elif row.hours_kind:
            promised.setdefault(key, None)
    return promised


def _get_entry_key(entry: HoursGiven, plan: Plan) -> HoursKey:
    """The key that an entry of the log's hours is summed by. Called for each entry of the year. Its activity is known,
    since `references` refuses any other."""
    row = references.select_activity_rows(plan, entry)[0]
    return HoursKey(row.agreement, row.activity_id, entry.responsible, entry.kind == "unge")


def _sum_given_hours(plan: Plan, log: Log, year: Year) -> dict[HoursKey, Decimal]:
    """Hours given in the accounting year by the log (opfoelgning.yaml), by the keys of the promised hours: delaftale,
    activity, who is responsible, and whether they are the young people's own. Called once for each accounting year. An
    entry lies in one accounting year: `impossible` refuses any other. A key without an entry is left out."""
    given: dict[HoursKey, Decimal] = {}
    for entry in log.hours:
        if year.contains(entry.first):
            key = _get_entry_key(entry, plan)
            given[key] = given.get(key, Decimal(0)) + entry.hours
    return given


def list_hours_lines(plan: Plan, log: Log, year: Year) -> tuple[HoursLine, ...]:
    """The year's table of hours promised and given: a line for each promise of activities.csv, in the plan's order, and
    then for what was given without one (`promised` None). Called whenever an accounting year is assessed. log:
    opfoelgning.yaml."""
    promised, given = _sum_promised_hours(plan), _sum_given_hours(plan, log, year)
    names = {(row.agreement, row.activity_id): row.name_da for row in plan.activities}
    lines = []
    for key in dict.fromkeys((*promised, *sorted(given))):
        a_year = promised.get(key)
        so_far = year.months_until(log.as_of)
        lines.append(
            HoursLine(
                agreement_id=key.agreement,
                activity_id=key.activity,
                activity=names[key.agreement, key.activity],
                responsible=key.responsible,
                own_hours=key.own_hours,
                promised=None if a_year is None else compute_pro_rata_hours(a_year, year.months),
                promised_so_far=None if a_year is None else compute_pro_rata_hours(a_year, so_far),
                given=given.get(key, Decimal(0)),
            )
        )
    return tuple(lines)


def _sum(numbers: Iterable[Decimal | None]) -> Decimal:
    """The sum of the numbers, None left out; Decimal 0 for none. Called for each column of the totals of hours."""
    return sum((number for number in numbers if number is not None), Decimal(0))


def sum_by_agreement(plan: Plan, lines: tuple[HoursLine, ...]) -> Iterator[HoursTotal]:
    """The totals of hours of each delaftale, of staff and of the young people apart; none where there are no lines to
    add. Called once for each accounting year, by `year.assess_year`. lines: as `list_hours_lines` made them."""
    for agreement in plan.settings.agreements:
        for own_hours in (False, True):
            counted = [line for line in lines if (line.agreement_id, line.own_hours) == (agreement.id, own_hours)]
            with_promise = [line for line in counted if line.promised is not None]
            if counted:
                yield HoursTotal(
                    agreement_id=agreement.id,
                    own_hours=own_hours,
                    promised=_sum(line.promised for line in with_promise),
                    promised_so_far=_sum(line.promised_so_far for line in with_promise),
                    given=_sum(line.given for line in with_promise),
                    given_unpromised=_sum(line.given for line in counted if line.promised is None),
                )
