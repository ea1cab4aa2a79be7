"""The emergency group's log against the plan's limits: gathered in time, evaluations decided, the yearly meeting.

What every reader is told has no area and no day of a single activation: with the local paper a day is a place, and a
place may be a person. Areas leave this module in `activations` only.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta

from hpanalysis import danish
from hpanalysis.followup import accounting_year, events, slots, working_days
from hpanalysis.followup.accounting_year import Year
from hpanalysis.followup.emergency_model import ActivationTold, EmergencyYear, LevelYear
from hpanalysis.followup.logs import impossible
from hpanalysis.followup.logs.faults import refuse_all
from hpanalysis.followup.logs.log import Activation, EmergencyLog
from hpanalysis.followup.meetings import none_due
from hpanalysis.followup.model import DutyYear, Occasion, State
from hpanalysis.plan import Duty, Kind, Plan, Unit, Within

LEVELS = {"gul": "gult", "roed": "rødt"}
EMERGENCY_KINDS = (Kind.GATHERING, Kind.EVALUATION, Kind.STATUS)
_LAST_MINUTE = time(23, 59)


def deadline(activated: datetime, within: Within) -> datetime:
    """The last minute of a limit: hours by the clock on the wall, working days to the end of the last of them.

    The day of the activation is not counted among the working days.
    """
    if within.unit is Unit.HOURS:
        return activated + timedelta(hours=within.number)
    return datetime.combine(working_days.after(activated.date(), within.number), _LAST_MINUTE)


def said(within: Within) -> str:
    """`inden for 3 arbejdsdage`."""
    unit = {Unit.HOURS: "timer", Unit.WORKING_DAYS: "arbejdsdage"}[within.unit]
    if within.number == 1:
        unit = {Unit.HOURS: "time", Unit.WORKING_DAYS: "arbejdsdag"}[within.unit]
    return f"inden for {within.number}{danish.NBSP}{unit}"


def gathering_state(activation: Activation, within: Within, log: EmergencyLog) -> State:
    """Gathered in time or not, on the log's own date, whose last minute is its hour."""
    due = deadline(activation.activated, within)
    if activation.gathered is not None:
        return State.DONE if activation.gathered <= due else State.LATE
    return State.MISSING if datetime.combine(log.as_of, _LAST_MINUTE) > due else State.NOT_YET_DUE


def _evaluation_state(activation: Activation) -> State:
    return State.AWAITED if activation.evaluation == "ikke besluttet" else State.DONE


def _of(log: EmergencyLog, year: Year, levels: tuple[str, ...]) -> list[Activation]:
    found = [one for one in log.activations if one.level in levels and year.holds(one.activated.date())]
    return sorted(found, key=lambda one: (one.activated, one.level, one.area))


def _level(duty: Duty, log: EmergencyLog, year: Year) -> LevelYear:
    own = _of(log, year, duty.parts)
    states = [gathering_state(one, duty.within, log) for one in own]
    decided = [one.evaluation for one in own]
    return LevelYear(
        duty.parts[0],
        said(duty.within),
        len(own),
        states.count(State.DONE),
        states.count(State.LATE),
        states.count(State.MISSING),
        states.count(State.NOT_YET_DUE),
        decided.count("ja"),
        decided.count("nej"),
        decided.count("ikke besluttet"),
        sum(one.evaluated is not None for one in own),
    )


def _gathering_duty(duty: Duty, log: EmergencyLog, year: Year) -> DutyYear:
    what = f"Aktivering på {danish.join_words([LEVELS[level] for level in duty.parts])} niveau"
    found = tuple(
        Occasion(what, None, f"Gruppen mødes {said(duty.within)}.", None, gathering_state(one, duty.within, log))
        for one in _of(log, year, duty.parts)
    )
    return DutyYear(duty.id, duty.body, duty.told, found, none="" if found else events.NONE)


def _evaluation_duty(duty: Duty, log: EmergencyLog, year: Year) -> DutyYear:
    found = tuple(
        Occasion(f"Aktivering på {LEVELS[one.level]} niveau", None, "", None, _evaluation_state(one))
        for one in sorted(_of(log, year, tuple(LEVELS)), key=lambda one: (one.level, one.evaluation))
    )
    return DutyYear(duty.id, duty.body, duty.told, found, none="" if found else events.NONE)


def _status_duty(duty: Duty, plan: Plan, log: EmergencyLog, year: Year) -> DutyYear:
    held = [meeting for meeting in log.status_meetings if year.holds(meeting.date)]
    filled = slots.fill(slots.of(duty, plan, year), held)
    due = []
    for slot, meeting in filled.slots:
        day = meeting.date if meeting else None
        minutes = meeting.minutes if meeting else ""
        due.append(Occasion(slot.what, slot.due, slot.why, day, slots.state(slot.due, day, log.as_of), minutes))
    beyond = tuple(
        Occasion("Møde ud over det, planen kræver", None, "", meeting.date, State.DONE, meeting.minutes)
        for meeting in filled.beyond
    )
    return DutyYear(duty.id, duty.body, duty.told, tuple(due), beyond, "" if due else none_due(duty, year))


def emergency_duty(duty: Duty, plan: Plan, log: EmergencyLog | None, year: Year) -> DutyYear:
    """A duty of the emergency group; unknown without its log."""
    if log is None:
        return DutyYear(duty.id, duty.body, duty.told, (), unknown=True)
    if duty.kind is Kind.STATUS:
        return _status_duty(duty, plan, log, year)
    return (_gathering_duty if duty.kind is Kind.GATHERING else _evaluation_duty)(duty, log, year)


def emergency_year(plan: Plan, log: EmergencyLog, year: int) -> EmergencyYear:
    """The emergency group's accounting year, for every reader. `Stop`: the log has dates that cannot be."""
    refuse_all(impossible.of_emergency(log, plan))
    span = accounting_year.of(plan, year)
    duties = tuple(emergency_duty(duty, plan, log, span) for duty in plan.duties if duty.kind in EMERGENCY_KINDS)
    status = {duty.id for duty in plan.duties if duty.kind is Kind.STATUS}
    return EmergencyYear(
        span.year,
        span.label,
        span.first,
        span.last,
        span.plan_first,
        span.plan_last,
        log.as_of,
        tuple(_level(duty, log, span) for duty in plan.duties if duty.kind is Kind.GATHERING),
        next((duty for duty in duties if duty.duty_id in status), None),
        duties,
        log.synthetic == "ja",
    )


def activations(plan: Plan, log: EmergencyLog, year: int) -> tuple[ActivationTold, ...]:
    """Each activation with area and hour, oldest first: for the confidential edition only."""
    refuse_all(impossible.of_emergency(log, plan))
    span, found = accounting_year.of(plan, year), []
    for duty in (duty for duty in plan.duties if duty.kind is Kind.GATHERING):
        for one in _of(log, span, duty.parts):
            state = gathering_state(one, duty.within, log)
            due = deadline(one.activated, duty.within)
            found.append(
                ActivationTold(
                    one.activated, one.level, one.area, due, one.gathered, state, one.evaluation, one.evaluated
                )
            )
    return tuple(sorted(found, key=lambda one: (one.activated, one.level, one.area_id)))
