"""The emergency group's log against the plan's limits: gathered in time, evaluations decided, the yearly meeting.

What every reader is told has no area and no day of a single activation: with the local paper a day is a place, and a
place may be a person. Areas leave this module in `list_activations` only.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta

from hpanalysis import danish
from hpanalysis.followup import accounting_year, events, slots, working_days
from hpanalysis.followup.accounting_year import Year
from hpanalysis.followup.emergency_model import ActivationRecord, EmergencyYear, LevelYear
from hpanalysis.followup.logs import impossible
from hpanalysis.followup.logs.faults import refuse_all
from hpanalysis.followup.logs.log import Activation, EmergencyLog
from hpanalysis.followup.meetings import explain_none_due
from hpanalysis.followup.model import DutyYear, Occasion, State
from hpanalysis.plan import Duty, Kind, Plan, Unit, Within

LEVELS = {"gul": "gult", "roed": "rødt"}
EMERGENCY_KINDS = (Kind.GATHERING, Kind.EVALUATION, Kind.STATUS)
_LAST_MINUTE = time(23, 59)


def compute_deadline(activated: datetime, within: Within) -> datetime:
    """The last minute of a limit: hours by the clock on the wall, working days to the end of the last of them.

    The day of the activation is not counted among the working days.
    """
    if within.unit is Unit.HOURS:
        return activated + timedelta(hours=within.number)
    return datetime.combine(working_days.add_working_days(activated.date(), within.number), _LAST_MINUTE)


def word_limit(within: Within) -> str:
    """`inden for 3 arbejdsdage`."""
    unit = {Unit.HOURS: "timer", Unit.WORKING_DAYS: "arbejdsdage"}[within.unit]
    if within.number == 1:
        unit = {Unit.HOURS: "time", Unit.WORKING_DAYS: "arbejdsdag"}[within.unit]
    return f"inden for {within.number}{danish.NBSP}{unit}"


def judge_gathering(activation: Activation, within: Within, log: EmergencyLog) -> State:
    """Gathered in time or not, on the log's own date, whose last minute is its hour."""
    due = compute_deadline(activation.activated, within)
    if activation.gathered is not None:
        return State.DONE if activation.gathered <= due else State.LATE
    return State.MISSING if datetime.combine(log.as_of, _LAST_MINUTE) > due else State.NOT_YET_DUE


def _judge_evaluation(activation: Activation) -> State:
    return State.AWAITED if activation.evaluation == "ikke besluttet" else State.DONE


def _select_activations(log: EmergencyLog, year: Year, levels: tuple[str, ...]) -> list[Activation]:
    found = [one for one in log.activations if one.level in levels and year.holds(one.activated.date())]
    return sorted(found, key=lambda one: (one.activated, one.level, one.area))


def _summarise_level(duty: Duty, log: EmergencyLog, year: Year) -> LevelYear:
    own = _select_activations(log, year, duty.parts)
    states = [judge_gathering(one, duty.within, log) for one in own]
    decided = [one.evaluation for one in own]
    return LevelYear(
        level=duty.parts[0],
        within=word_limit(duty.within),
        activations=len(own),
        in_time=states.count(State.DONE),
        late=states.count(State.LATE),
        missing=states.count(State.MISSING),
        to_come=states.count(State.NOT_YET_DUE),
        to_evaluate=decided.count("ja"),
        not_to_evaluate=decided.count("nej"),
        undecided=decided.count("ikke besluttet"),
        evaluated=sum(one.evaluated is not None for one in own),
    )


def _assess_gathering_duty(duty: Duty, log: EmergencyLog, year: Year) -> DutyYear:
    what = f"Aktivering på {danish.join_words([LEVELS[level] for level in duty.parts])} niveau"
    found = tuple(
        Occasion(
            what=what,
            due=None,
            why_due=f"Gruppen mødes {word_limit(duty.within)}.",
            done=None,
            state=judge_gathering(one, duty.within, log),
        )
        for one in _select_activations(log, year, duty.parts)
    )
    return DutyYear(duty_id=duty.id, body=duty.body, told=duty.told, occasions=found, none="" if found else events.NONE)


def _assess_evaluation_duty(duty: Duty, log: EmergencyLog, year: Year) -> DutyYear:
    found = tuple(
        Occasion(
            what=f"Aktivering på {LEVELS[one.level]} niveau",
            due=None,
            why_due="",
            done=None,
            state=_judge_evaluation(one),
        )
        for one in sorted(_select_activations(log, year, tuple(LEVELS)), key=lambda one: (one.level, one.evaluation))
    )
    return DutyYear(duty_id=duty.id, body=duty.body, told=duty.told, occasions=found, none="" if found else events.NONE)


def _assess_status_duty(duty: Duty, plan: Plan, log: EmergencyLog, year: Year) -> DutyYear:
    held = [meeting for meeting in log.status_meetings if year.holds(meeting.date)]
    filled = slots.fill(slots.list_slots(duty, plan, year), held)
    due = []
    for slot, meeting in filled.slots:
        day = meeting.date if meeting else None
        minutes = meeting.minutes if meeting else ""
        due.append(
            Occasion(
                what=slot.what,
                due=slot.due,
                why_due=slot.why,
                done=day,
                state=slots.judge_state(slot.due, day, log.as_of),
                minutes=minutes,
            )
        )
    beyond = tuple(
        Occasion(
            what="Møde ud over det, planen kræver",
            due=None,
            why_due="",
            done=meeting.date,
            state=State.DONE,
            minutes=meeting.minutes,
        )
        for meeting in filled.beyond
    )
    return DutyYear(
        duty_id=duty.id,
        body=duty.body,
        told=duty.told,
        occasions=tuple(due),
        beyond=beyond,
        none="" if due else explain_none_due(duty, year),
    )


def assess_emergency_duty(duty: Duty, plan: Plan, log: EmergencyLog | None, year: Year) -> DutyYear:
    """A duty of the emergency group; unknown without its log."""
    if log is None:
        return DutyYear(duty_id=duty.id, body=duty.body, told=duty.told, occasions=(), unknown=True)
    if duty.kind is Kind.STATUS:
        return _assess_status_duty(duty, plan, log, year)
    return (_assess_gathering_duty if duty.kind is Kind.GATHERING else _assess_evaluation_duty)(duty, log, year)


def assess_emergency_year(plan: Plan, log: EmergencyLog, year: int) -> EmergencyYear:
    """The emergency group's accounting year, for every reader. `Stop`: the log has dates that cannot be."""
    refuse_all(impossible.find_impossible_emergency_dates(log, plan))
    span = accounting_year.get_accounting_year(plan, year)
    duties = tuple(assess_emergency_duty(duty, plan, log, span) for duty in plan.duties if duty.kind in EMERGENCY_KINDS)
    status = {duty.id for duty in plan.duties if duty.kind is Kind.STATUS}
    return EmergencyYear(
        year=span.year,
        label=span.label,
        first=span.first,
        last=span.last,
        plan_first=span.plan_first,
        plan_last=span.plan_last,
        as_of=log.as_of,
        levels=tuple(_summarise_level(duty, log, span) for duty in plan.duties if duty.kind is Kind.GATHERING),
        status=next((duty for duty in duties if duty.duty_id in status), None),
        duties=duties,
        synthetic=log.synthetic == "ja",
    )


def list_activations(plan: Plan, log: EmergencyLog, year: int) -> tuple[ActivationRecord, ...]:
    """Each activation with area and hour, oldest first: for the confidential edition only."""
    refuse_all(impossible.find_impossible_emergency_dates(log, plan))
    span, found = accounting_year.get_accounting_year(plan, year), []
    for duty in (duty for duty in plan.duties if duty.kind is Kind.GATHERING):
        for one in _select_activations(log, span, duty.parts):
            state = judge_gathering(one, duty.within, log)
            due = compute_deadline(one.activated, duty.within)
            found.append(
                ActivationRecord(
                    activated=one.activated,
                    level=one.level,
                    area_id=one.area,
                    due=due,
                    gathered=one.gathered,
                    state=state,
                    evaluation=one.evaluation,
                    evaluated=one.evaluated,
                )
            )
    return tuple(sorted(found, key=lambda one: (one.activated, one.level, one.area_id)))
