"""An accounting year of the plan as a whole: every duty, discussions of goals, hours, changes and irregularities."""

from __future__ import annotations

from hpanalysis.followup import accounting_year, events, goals, meetings, next_meetings, yearly
from hpanalysis.followup.accounting_year import Year
from hpanalysis.followup.emergency import EMERGENCY_KINDS, assess_emergency_duty
from hpanalysis.followup.logs import impossible
from hpanalysis.followup.logs.faults import refuse_all
from hpanalysis.followup.logs.log import EmergencyLog, Log
from hpanalysis.followup.model import DutyYear, Publications, Requirement, YearFollowup
from hpanalysis.followup.promised import economy, hours, milestones, promises
from hpanalysis.plan import Duty, Kind, Plan

_BY_KIND = {
    Kind.MEETING: meetings.assess_meeting_duty,
    Kind.AGENDA: meetings.assess_agenda_duty,
    Kind.DELIVERY: meetings.assess_delivery_duty,
    Kind.YEARLY: yearly.assess_yearly_duty,
    Kind.ACCOUNTS: yearly.assess_accounts_duty,
    Kind.CHANGE: events.assess_change_duty,
    Kind.IRREGULARITY: events.assess_irregularity_duty,
}


def _assess_duty(duty: Duty, plan: Plan, log: Log, emergency: EmergencyLog | None, year: Year) -> DutyYear:
    """One duty of governance.csv in an accounting year, judged by the rule of its kind. Called for each duty of the
    plan. emergency: the emergency group's log; None where it is not there. A duty that is only noted has no occasions,
    and says why."""
    if duty.kind is Kind.NOTED:
        return DutyYear(duty_id=duty.id, body=duty.body, wording=duty.told, occasions=(), not_followed=duty.why_not)
    if duty.kind in EMERGENCY_KINDS:
        return assess_emergency_duty(duty, plan, emergency, year)
    return _BY_KIND[duty.kind](duty, plan, log, year)


def refuse_impossible(plan: Plan, log: Log, published: Publications, emergency: EmergencyLog | None = None) -> None:
    """Raise `Stop` with all that cannot be in both logs at once: impossible dates, and entries that stand twice;
    nothing if there is none. Called by `assess_year` before anything is judged. published: what lies published, by
    half-year, for the days on which reports were issued. emergency: the emergency group's log; None where it is not
    there."""
    faults = impossible.find_impossible_dates(log, plan, published)
    refuse_all(faults + ([] if emergency is None else impossible.find_impossible_emergency_dates(emergency, plan)))


def assess_year(
    plan: Plan, log: Log, year: int, published: Publications, emergency: EmergencyLog | None = None
) -> YearFollowup:
    """What was due, done and late in an accounting year, on the log's own date.

    Called by `yearly_logs` for `hpanalysis follow-up` and the notebook lbf_opfoelgning. year: the calendar year it ends
    in. published: what lies published, by half-year. emergency: the emergency group's log; None leaves that group's
    duties unknown, and even with the log no day of an activation is given. `Stop` names all dates that cannot be right.
    `WrongUse`: the plan has no day in the year.
    """
    span = accounting_year.get_accounting_year(plan, year)
    refuse_impossible(plan, log, published, emergency)
    lines = hours.list_hours_lines(plan, log, span)
    return YearFollowup(
        **vars(span),  # the days of the year
        as_of=log.as_of,
        duties=tuple(_assess_duty(duty, plan, log, emergency, span) for duty in plan.duties),
        order=meetings.compare_meeting_order(plan, log, span),
        meetings=tuple(meetings.list_meetings_held(plan, log, span)),
        goals=goals.list_goal_years(plan, log, span, published),
        hours=lines,
        totals=tuple(hours.sum_by_agreement(plan, lines)),
        hours_until=hours.find_last_reported(log, span),
        hours_due=hours.find_due_day(log, span),
        promises=tuple(promises.list_promise_lines(plan, log, span)),
        milestones=tuple(milestones.list_milestone_lines(plan, log, span)),
        economy=tuple(economy.list_economy_lines(plan, log, span, lines)),
        next_meetings=tuple(next_meetings.list_next_meetings(plan, log)),
        changes=events.list_changes(plan, log, span),
        irregularities=events.list_irregularities(log, span),
        requirements=tuple(Requirement(entry.asks, entry.source) for entry in log.lbf_requirements),
        synthetic=log.synthetic == "ja",
    )
