"""Hours promised and given: hours.csv compared with the log, by activity, who is responsible, and whose they are.

Hours of staff are co-financing. Those that the young people themselves are paid for are something else, and are never
added to them. What is owed so far follows each promise's calendar (`calendars`): hours of the summer are not owed
before it, and a year that the plan covers in part owes what its calendar has in that part. So far is up to the last
day that anybody's hours are reported for: hours of the weeks after it are with nobody yet. The day is the same for all
who owe, so that one who has reported nothing is behind. Where the plan prints hours a week and nobody has said how many
weeks, no hours a year are owed, and the weekly ones are told.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from hpanalysis import danish
from hpanalysis.followup.accounting_year import Year
from hpanalysis.followup.logs import references
from hpanalysis.followup.logs.log import HoursGiven, Log
from hpanalysis.followup.model import HoursLine, HoursTotal
from hpanalysis.followup.promised import calendars
from hpanalysis.plan import HoursKind, HoursPromise, Plan


class HoursKey(NamedTuple):
    """What hours are promised and given by: one line of the year's table of hours has one key. Made of rows of
    hours.csv and of the log's entries, and read by `list_hours_lines`."""

    agreement: str
    activity: str
    responsible: str  # Danish
    own_hours: bool  # whether they are the young people's own


def compute_part(hours: Decimal, share: Fraction) -> Decimal:
    """A part of a year's hours, to two decimals, halves up. Called for each promise of hours, for the year and so far.
    share: which part is due, of the hours a year."""
    exact = Fraction(hours) * share
    return Decimal(math.floor(exact * 100 + Fraction(1, 2))).scaleb(-2)


def _get_row_key(row: HoursPromise) -> HoursKey:
    """The key of a row of hours.csv, which no two rows share. Called for each row."""
    return HoursKey(row.agreement, row.activity_id, row.responsible_da, row.kind is HoursKind.YOUNG)


def _describe_basis(row: HoursPromise) -> str:
    """How hours that the plan prints by the week alone are counted, in Danish: `15 timer om ugen i 52 uger; ugerne er
    ikke trykt`, or the weekly hours alone; empty where the plan prints hours a year. Called for each promise."""
    if row.printed_a_year is not None or row.a_week is None:
        return ""
    weekly = f"{danish.format_exactly(row.a_week)} timer om ugen{row.each_da}"
    if row.weeks is None:
        return weekly
    return f"{weekly} i {row.weeks} uger{'' if row.weeks_printed else '; ugerne er ikke trykt'}"


def _is_of_our_weeks(row: HoursPromise) -> bool:
    """Whether a promise's hours a year are weekly ones times weeks that are ours, because the plan prints none. Called
    for each line."""
    return row.is_computed and not row.weeks_printed


def find_last_reported(log: Log, year: Year) -> date | None:
    """The last day of the accounting year that anybody's hours are reported for; None where none are. Called once for
    each accounting year, and for the day that hours are owed to."""
    return max((entry.last for entry in log.hours if year.contains(entry.first)), default=None)


def find_due_day(log: Log, year: Year) -> date:
    """The day that the hours owed so far are counted to: the last one reported for, and never after the log's own date;
    that date, or the year's last where it is before it, where no hours are reported at all. Called for the lines, and
    for the words beside them."""
    reported = find_last_reported(log, year)
    return min(log.as_of, year.plan_last if reported is None else reported)


def _get_entry_key(entry: HoursGiven, plan: Plan) -> HoursKey:
    """The key that an entry of the log's hours is summed by. Called for each entry of the year. Its activity is known,
    since `references` refuses any other."""
    row = references.find_activity(plan, entry)
    assert row is not None
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


def _compute_due(row: HoursPromise | None, plan: Plan, log: Log, year: Year) -> tuple[Decimal | None, Decimal | None]:
    """The hours of a promise that are owed in the accounting year, and so far (`find_due_day`); None where there is no
    promise, or no hours a year of it. Called for each line."""
    if row is None or row.a_year is None:
        return None, None
    owed, so_far = (
        compute_part(row.a_year, calendars.compute_share_due(row.calendar, plan.settings, year, until))
        for until in (year.plan_last, find_due_day(log, year))
    )
    return owed, so_far


def list_hours_lines(plan: Plan, log: Log, year: Year) -> tuple[HoursLine, ...]:
    """The year's table of hours promised and given: a line for each promise of hours.csv, in the plan's order, and then
    for what was given without one (`promised` None). Called whenever an accounting year is assessed. log:
    opfoelgning.yaml."""
    promises, given = {_get_row_key(row): row for row in plan.hours}, _sum_given_hours(plan, log, year)
    names = {(row.agreement, row.activity_id): row.name_da for row in plan.activities}
    lines = []
    for key in dict.fromkeys((*promises, *sorted(given))):
        row = promises.get(key)
        promised, so_far = _compute_due(row, plan, log, year)
        lines.append(
            HoursLine(
                agreement_id=key.agreement,
                activity_id=key.activity,
                activity=names[key.agreement, key.activity],
                responsible=key.responsible,
                own_hours=key.own_hours,
                promised=promised,
                promised_so_far=so_far,
                given=given.get(key, Decimal(0)),
                basis=_describe_basis(row) if row else "",
                own_weeks=row is not None and _is_of_our_weeks(row),
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
                    promised_own_weeks=_sum(line.promised for line in counted if line.own_weeks),
                    promised_so_far_own_weeks=_sum(line.promised_so_far for line in counted if line.own_weeks),
                )
