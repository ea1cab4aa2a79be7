"""The emergency group's log compared with the plan's limits: gathered in time, evaluations decided, the yearly meeting.

What every reader is told has no area and no day of a single activation: whoever reads the local paper knows the place
by the day, and the persons by the place. Areas and days leave this module in `list_activations` only.
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


def get_limit(duty: Duty) -> Within:
    """The time limit of a duty of the emergency group to gather, such as 3 working days. Called wherever an activation
    of the group is judged. duty: of kind GATHERING; governance.csv is refused where such a duty has no limit."""
    assert duty.within is not None
    return duty.within


def compute_deadline(activated: datetime, within: Within) -> datetime:
    """The last minute in which the emergency group gathers in time: hours are counted by the clock on the wall, working
    days to the end of the last. Called for each activation, to judge whether the group was in time and to list its
    deadline. activated: when the group was called; that day is not counted as a working day."""
    if within.unit is Unit.HOURS:
        return activated + timedelta(hours=within.number)
    return datetime.combine(working_days.add_working_days(activated.date(), within.number), _LAST_MINUTE)


def word_limit(within: Within) -> str:
    """A time limit in Danish, such as `inden for 3 arbejdsdage`. Called for the limit within which the emergency group
    must gather: in the table of its levels (yellow, red), and as the reason why a gathering is due."""
    unit = {Unit.HOURS: "timer", Unit.WORKING_DAYS: "arbejdsdage"}[within.unit]
    if within.number == 1:
        unit = {Unit.HOURS: "time", Unit.WORKING_DAYS: "arbejdsdag"}[within.unit]
    return f"inden for {within.number}{danish.NBSP}{unit}"


def judge_gathering(activation: Activation, within: Within, log: EmergencyLog) -> State:
    """Whether the emergency group gathered within a time limit after an activation of the log. Called for each
    activation, for the counts, for the duty and for the confidential list. Without a time of gathering the state is
    MISSING once the deadline is before the end of the log's own date, and else NOT_YET_DUE."""
    due = compute_deadline(activation.activated, within)
    if activation.gathered is not None:
        return State.DONE if activation.gathered <= due else State.LATE
    return State.MISSING if datetime.combine(log.as_of, _LAST_MINUTE) > due else State.NOT_YET_DUE


def _judge_evaluation(activation: Activation) -> State:
    """What became of the duty to decide on an evaluation of an activation: awaited until it is decided, then done.
    Called for each activation. The plan writes no deadline for the decision."""
    return State.AWAITED if activation.evaluation == "ikke besluttet" else State.DONE


def _select_activations(log: EmergencyLog, year: Year, levels: tuple[str, ...]) -> list[Activation]:
    """The emergency group's activations at some levels in an accounting year, oldest first; an activation belongs to
    the year of its day. Called for each duty to gather, for the duty to evaluate and for the confidential list. levels:
    keys such as `gul`."""
    activations = [
        entry for entry in log.activations if entry.level in levels and year.contains(entry.activated.date())
    ]
    return sorted(activations, key=lambda entry: (entry.activated, entry.level, entry.area))


def _summarise_level(duty: Duty, log: EmergencyLog, year: Year) -> LevelYear:
    """How often the emergency group was called at one level (yellow or red) in a year, and how many times it gathered
    in time and evaluated. Called for each duty to gather, for the group's page in both editions (public and
    confidential), because counts tell of no place and no day. duty: of kind GATHERING, which
    names one level. log: beredskab.yaml."""
    limit = get_limit(duty)
    activations = _select_activations(log, year, duty.parts)
    states = [judge_gathering(activation, limit, log) for activation in activations]
    decisions = [activation.evaluation for activation in activations]
    return LevelYear(
        level=duty.parts[0],
        within=word_limit(limit),
        activations=len(activations),
        in_time=states.count(State.DONE),
        late=states.count(State.LATE),
        missing=states.count(State.MISSING),
        to_come=states.count(State.NOT_YET_DUE),
        to_evaluate=decisions.count("ja"),
        not_to_evaluate=decisions.count("nej"),
        undecided=decisions.count("ikke besluttet"),
        evaluated=sum(activation.evaluated is not None for activation in activations),
    )


def _assess_gathering_duty(duty: Duty, log: EmergencyLog, year: Year) -> DutyYear:
    """The emergency group's duty to gather within a time limit, with an occasion for each activation of its level in
    the year. Called for each duty of kind GATHERING. log: beredskab.yaml. The occasions have no day, and the same words
    for every activation, so that no reader can know the place by the day."""
    limit = get_limit(duty)
    what = f"Aktivering på {danish.join_words([LEVELS[level] for level in duty.parts])} niveau"
    occasions = [
        Occasion(
            what=what, why_due=f"Gruppen mødes {word_limit(limit)}.", state=judge_gathering(activation, limit, log)
        )
        for activation in _select_activations(log, year, duty.parts)
    ]
    return DutyYear.of(duty, occasions, events.NONE)


def _assess_evaluation_duty(duty: Duty, log: EmergencyLog, year: Year) -> DutyYear:
    """The emergency group's duty to decide on an evaluation, with an occasion for each activation in the year, of any
    level. Called for each duty of kind EVALUATION. log: beredskab.yaml. The occasions are sorted by level and decision,
    so that their order tells nothing of the days."""
    activations = _select_activations(log, year, tuple(LEVELS))
    occasions = [
        Occasion(what=f"Aktivering på {LEVELS[activation.level]} niveau", state=_judge_evaluation(activation))
        for activation in sorted(activations, key=lambda activation: (activation.level, activation.evaluation))
    ]
    return DutyYear.of(duty, occasions, events.NONE)


def _assess_status_duty(duty: Duty, plan: Plan, log: EmergencyLog, year: Year) -> DutyYear:
    """The emergency group's duty to hold a status meeting, in an accounting year: when it was due, and what was done.
    Its days may be shown, because they do not follow from an activation. Called for each duty of kind STATUS. log:
    beredskab.yaml."""
    meetings = [meeting for meeting in log.status_meetings if year.contains(meeting.date)]
    filled = slots.fill(slots.list_slots(duty, plan, year), meetings)
    return DutyYear.of(
        duty,
        [slots.assess_slot(slot, meeting, log.as_of) for slot, meeting in filled.slots],
        explain_none_due(year),
        beyond=[slots.assess_extra("Møde ud over det, planen kræver", meeting) for meeting in filled.beyond],
    )


def assess_emergency_duty(duty: Duty, plan: Plan, log: EmergencyLog | None, year: Year) -> DutyYear:
    """A duty of the emergency group in an accounting year: when it was due, and what was done. Called for each duty of
    the kinds in `EMERGENCY_KINDS`, for the group's own report and for the follow-up of the year. log: beredskab.yaml;
    None where the file is not there, because it never leaves the data unit: what became of the duty is then unknown."""
    if log is None:
        return DutyYear(duty_id=duty.id, body=duty.body, wording=duty.told, occasions=(), unknown=True)
    if duty.kind is Kind.STATUS:
        return _assess_status_duty(duty, plan, log, year)
    return (_assess_gathering_duty if duty.kind is Kind.GATHERING else _assess_evaluation_duty)(duty, log, year)


def assess_emergency_year(plan: Plan, log: EmergencyLog, year: int) -> EmergencyYear:
    """The emergency group's accounting year in counts, for every reader; it has no area and no day of an activation.
    Called by `yearly_logs` for the report and the notebook beredskab. year: the calendar year it ends in. `Stop`: the
    log has dates that cannot be. `WrongUse`: the plan has no day in the year."""
    refuse_all(impossible.find_impossible_emergency_dates(log, plan))
    span = accounting_year.get_accounting_year(plan, year)
    duties = tuple(assess_emergency_duty(duty, plan, log, span) for duty in plan.duties if duty.kind in EMERGENCY_KINDS)
    status = {duty.id for duty in plan.duties if duty.kind is Kind.STATUS}
    return EmergencyYear(
        **vars(span),  # the days of the year
        as_of=log.as_of,
        levels=tuple(_summarise_level(duty, log, span) for duty in plan.duties if duty.kind is Kind.GATHERING),
        status=next((duty for duty in duties if duty.duty_id in status), None),
        duties=duties,
        synthetic=log.synthetic == "ja",
    )


def list_activations(plan: Plan, log: EmergencyLog, year: int) -> tuple[ActivationRecord, ...]:
    """Each activation of the emergency group in an accounting year with area and hour, oldest first. Called by
    `yearly_logs` for the confidential edition only. year: the calendar year it ends in. `Stop` for dates in the log
    that cannot be; `WrongUse` where no day of the year is the plan's."""
    refuse_all(impossible.find_impossible_emergency_dates(log, plan))
    span = accounting_year.get_accounting_year(plan, year)
    records = [
        ActivationRecord(
            activated=activation.activated,
            level=activation.level,
            area_id=activation.area,
            due=compute_deadline(activation.activated, get_limit(duty)),
            gathered=activation.gathered,
            state=judge_gathering(activation, get_limit(duty), log),
            evaluation=activation.evaluation,
            evaluated=activation.evaluated,
        )
        for duty in plan.duties
        if duty.kind is Kind.GATHERING
        for activation in _select_activations(log, span, duty.parts)
    ]
    return tuple(sorted(records, key=lambda record: (record.activated, record.level, record.area_id)))
