"""An accounting year of the plan as a whole: every duty, what was dealt with, hours, changes and irregularities."""

from __future__ import annotations

from hpanalysis.followup import accounting_year, events, goals, hours, meetings, yearly
from hpanalysis.followup.accounting_year import Year
from hpanalysis.followup.emergency import EMERGENCY_KINDS, emergency_duty
from hpanalysis.followup.logs import impossible
from hpanalysis.followup.logs.faults import refuse_all
from hpanalysis.followup.logs.log import EmergencyLog, Log
from hpanalysis.followup.model import DutyYear, Publications, Requirement, YearFollowup
from hpanalysis.plan import Duty, Kind, Plan

_BY_KIND = {
    Kind.MEETING: meetings.meeting_duty,
    Kind.AGENDA: meetings.agenda_duty,
    Kind.DELIVERY: meetings.delivery_duty,
    Kind.YEARLY: yearly.yearly_duty,
    Kind.ACCOUNTS: yearly.accounts_duty,
    Kind.CHANGE: events.change_duty,
    Kind.IRREGULARITY: events.irregularity_duty,
}


def _duty(duty: Duty, plan: Plan, log: Log, emergency: EmergencyLog | None, year: Year) -> DutyYear:
    if duty.kind in EMERGENCY_KINDS:
        return emergency_duty(duty, plan, emergency, year)
    return _BY_KIND[duty.kind](duty, plan, log, year)


def refuse_impossible(plan: Plan, log: Log, published: Publications, emergency: EmergencyLog | None = None) -> None:
    """`Stop` with every date of both logs that cannot be; nothing if there is none.

    published: by half-year, what lies published; a report of another half-year is not held against its date.
    """
    found = impossible.of_log(log, plan, published)
    refuse_all(found + ([] if emergency is None else impossible.of_emergency(emergency, plan)))


def year_followup(
    plan: Plan, log: Log, year: int, published: Publications, emergency: EmergencyLog | None = None
) -> YearFollowup:
    """What was due, done and late in an accounting year, on the log's own date.

    emergency: the emergency group's log; without it its duties are told as unknown, and with it their days are not.
    `Stop`: dates that cannot be, all of them at once. `WrongUse`: the plan has no day in the year.
    """
    span = accounting_year.of(plan, year)
    refuse_impossible(plan, log, published, emergency)
    lines = hours.lines(plan, log, span)
    return YearFollowup(
        span.year,
        span.label,
        span.first,
        span.last,
        span.plan_first,
        span.plan_last,
        log.as_of,
        tuple(_duty(duty, plan, log, emergency, span) for duty in plan.duties),
        meetings.order(plan, log, span),
        tuple(meetings.held_in(plan, log, span)),
        goals.goals_in(plan, log, span, published),
        lines,
        tuple(hours.totals(plan, lines)),
        max((given.last for given in log.hours if span.holds(given.first)), default=None),
        events.changes_in(plan, log, span),
        events.irregularities_in(log, span),
        tuple(Requirement(one.asks, one.source) for one in log.lbf_requirements),
        log.synthetic == "ja",
    )
