"""Duties that follow from what happens: changes of the agreements, and irregularities passed on to the board."""

from __future__ import annotations

from datetime import date

from hpanalysis import danish
from hpanalysis.followup.accounting_year import Year
from hpanalysis.followup.logs.log import Change, Irregularity, Log
from hpanalysis.followup.model import ChangeRecord, DutyYear, IrregularityRecord, Occasion, State
from hpanalysis.plan import Duty, Kind, Plan

NONE = "Der var ingen tilfælde i regnskabsåret."


def _is_open_in_year(year: Year, began: date, closed: date | None) -> bool:
    """Whether something that began on a day belongs to a year: it began in it, or stood open when it began."""
    return year.holds(began) or (began < year.first and (closed is None or closed >= year.first))


def _find_change_duty(change: Change, plan: Plan) -> Duty | None:
    return next((duty for duty in plan.duties if duty.kind is Kind.CHANGE and change.what in duty.parts), None)


def judge_change(change: Change, needs_lbf: bool) -> State:
    """Broken without consensus; awaited until LBF approves, where it must; no deadline is written for that."""
    if change.consensus != "ja":
        return State.BROKEN
    return State.AWAITED if needs_lbf and change.lbf_approved is None else State.DONE


def _record_change(change: Change, plan: Plan) -> ChangeRecord:
    duty = _find_change_duty(change, plan)
    needs = duty is not None and "lbf" in duty.conditions
    return ChangeRecord(
        what=change.what,
        agreement_id=change.agreement,
        day=change.date,
        consensus=change.consensus == "ja",
        needs_lbf=needs,
        lbf_approved=change.lbf_approved,
        about=change.about,
        minutes=change.minutes,
        state=judge_change(change, needs),
    )


def list_changes(plan: Plan, log: Log, year: Year) -> tuple[ChangeRecord, ...]:
    """The changes decided in the year, and earlier ones that LBF had not approved when it began; by day."""
    made = sorted(
        (_record_change(change, plan) for change in log.changes), key=lambda change: (change.day, change.what)
    )
    return tuple(one for one in made if _is_open_in_year(year, one.day, one.lbf_approved if one.needs_lbf else one.day))


def _describe_change(change: ChangeRecord) -> str:
    if not change.consensus:
        return "Ændringen er ikke besluttet ved konsensus."
    if not change.needs_lbf:
        return ""
    if change.lbf_approved is None:
        return "Landsbyggefonden har ikke godkendt ændringen endnu."
    return f"Landsbyggefonden godkendte ændringen {danish.format_day(change.lbf_approved)}."


def assess_change_duty(duty: Duty, plan: Plan, log: Log, year: Year) -> DutyYear:
    """Each change that the duty is about: done when its conditions are met."""
    found = []
    for change in list_changes(plan, log, year):
        if change.what in duty.parts:
            done = change.lbf_approved if change.needs_lbf else change.day
            what = f"Ændringen {danish.format_day(change.day)}"
            if change.state is not State.DONE:
                done = None
            found.append(
                Occasion(
                    what=what,
                    due=None,
                    why_due="",
                    done=done,
                    state=change.state,
                    minutes=change.minutes,
                    note=_describe_change(change),
                )
            )
    return DutyYear(duty_id=duty.id, body=duty.body, told=duty.told, occasions=tuple(found), none="" if found else NONE)


def _record_irregularity(one: Irregularity) -> IrregularityRecord:
    state = State.AWAITED if one.passed_on is None else State.DONE
    return IrregularityRecord(one.seen, one.passed_on, one.about, one.followed_up or "", state)


def list_irregularities(log: Log, year: Year) -> tuple[IrregularityRecord, ...]:
    """Those seen in the year, and earlier ones not passed on when it began; by day."""
    found = sorted((_record_irregularity(one) for one in log.irregularities), key=lambda one: (one.seen, one.about))
    return tuple(one for one in found if _is_open_in_year(year, one.seen, one.passed_on))


def assess_irregularity_duty(duty: Duty, plan: Plan, log: Log, year: Year) -> DutyYear:
    """Each irregularity: done on the day the board was told; the plan writes no deadline."""
    found = tuple(
        Occasion(what=f"Set {danish.format_day(one.seen)}", due=None, why_due="", done=one.passed_on, state=one.state)
        for one in list_irregularities(log, year)
    )
    return DutyYear(duty_id=duty.id, body=duty.body, told=duty.told, occasions=found, none="" if found else NONE)
