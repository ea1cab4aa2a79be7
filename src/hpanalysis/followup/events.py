"""Duties that follow from what happens: changes of the agreements, and irregularities passed on to the board."""

from __future__ import annotations

from datetime import date

from hpanalysis import danish
from hpanalysis.followup.accounting_year import Year
from hpanalysis.followup.logs.log import Change, Log
from hpanalysis.followup.model import ChangeRecord, DutyYear, IrregularityRecord, Occasion, State
from hpanalysis.plan import Duty, Kind, Plan

NONE = "Der var ingen tilfælde i regnskabsåret."


def _is_open_in_year(year: Year, began: date, closed: date | None) -> bool:
    """Whether a change or irregularity belongs to an accounting year: it began in the year, or was not closed when the
    year began. Called for each in the log. began: the day it was decided or seen. closed: the day it was approved or
    passed on, if it is."""
    return year.contains(began) or (began < year.first and (closed is None or closed >= year.first))


def judge_change(change: Change, needs_lbf: bool) -> State:
    """What became of a change of an agreement: broken without consensus; awaited until Landsbyggefonden (LBF) approves,
    where it must, since no deadline is written for that; else done. Called for each change in the log. needs_lbf:
    whether LBF must approve it."""
    if change.consensus != "ja":
        return State.BROKEN
    return State.AWAITED if needs_lbf and change.lbf_approved is None else State.DONE


def _record_change(change: Change, plan: Plan) -> ChangeRecord:
    """A change of an agreement from the log (opfoelgning.yaml), with what has become of the plan's duty about such
    changes. Called for each change when an accounting year is assessed. Where the plan has no such duty,
    Landsbyggefonden (LBF) need not approve it."""
    duties = (duty for duty in plan.duties if duty.kind is Kind.CHANGE and change.what in duty.parts)
    duty = next(duties, None)
    needs_lbf = duty is not None and "lbf" in duty.conditions
    return ChangeRecord(
        what=change.what,
        agreement_id=change.agreement,
        day=change.date,
        consensus=change.consensus == "ja",
        needs_lbf=needs_lbf,
        lbf_approved=change.lbf_approved,
        about=change.about,
        minutes=change.minutes,
        state=judge_change(change, needs_lbf),
    )


def list_changes(plan: Plan, log: Log, year: Year) -> tuple[ChangeRecord, ...]:
    """The changes of agreements decided in the year, and earlier ones that LBF (Landsbyggefonden) had not approved when
    it began; by day. Called for the year's table of changes, and for each duty about them."""
    changes = sorted(
        (_record_change(change, plan) for change in log.changes), key=lambda change: (change.day, change.what)
    )
    return tuple(
        change
        for change in changes
        if _is_open_in_year(year, change.day, change.lbf_approved if change.needs_lbf else change.day)
    )


def _describe_change(change: ChangeRecord) -> str:
    """The note on a change in Danish: that consensus or approval is missing, or when LBF (Landsbyggefonden) approved
    it; "" where it need not and there was consensus. Called for each change when a duty about them is assessed."""
    if not change.consensus:
        return "Ændringen er ikke besluttet ved konsensus."
    if not change.needs_lbf:
        return ""
    if change.lbf_approved is None:
        return "Landsbyggefonden har ikke godkendt ændringen endnu."
    return f"Landsbyggefonden godkendte ændringen {danish.format_day(change.lbf_approved)}."


def assess_change_duty(duty: Duty, plan: Plan, log: Log, year: Year) -> DutyYear:
    """A duty about changes of agreements, with an occasion for each change in the year of the kinds that it is about.
    Called for each duty of kind CHANGE. A change is done on the day that its last condition was met."""
    occasions = []
    for change in list_changes(plan, log, year):
        if change.what in duty.parts:
            completed = change.lbf_approved if change.needs_lbf else change.day
            occasions.append(
                Occasion(
                    what=f"Ændringen {danish.format_day(change.day)}",
                    done=completed if change.state is State.DONE else None,
                    state=change.state,
                    minutes=change.minutes,
                    note=_describe_change(change),
                )
            )
    return DutyYear.of(duty, occasions, NONE)


def list_irregularities(log: Log, year: Year) -> tuple[IrregularityRecord, ...]:
    """The irregularities seen in the year, and earlier ones not passed on to the board when the year began; by day.
    Called for the year's table of irregularities, and for the duty about them."""
    irregularities = [
        IrregularityRecord(
            entry.seen,
            entry.passed_on,
            entry.about,
            entry.followed_up or "",
            State.AWAITED if entry.passed_on is None else State.DONE,
        )
        for entry in log.irregularities
        if _is_open_in_year(year, entry.seen, entry.passed_on)
    ]
    return tuple(sorted(irregularities, key=lambda record: (record.seen, record.about)))


def assess_irregularity_duty(duty: Duty, plan: Plan, log: Log, year: Year) -> DutyYear:
    """The duty to pass irregularities on, with an occasion for each in the year: done on the day the board was told.
    Called for each duty of kind IRREGULARITY. The plan writes no deadline."""
    occasions = [
        Occasion(what=f"Set {danish.format_day(record.seen)}", done=record.passed_on, state=record.state)
        for record in list_irregularities(log, year)
    ]
    return DutyYear.of(duty, occasions, NONE)
