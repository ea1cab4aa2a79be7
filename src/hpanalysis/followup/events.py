"""Duties that follow from what happens: changes of the agreements, and irregularities passed on to the board."""

from __future__ import annotations

from datetime import date

from hpanalysis import danish
from hpanalysis.followup.accounting_year import Year
from hpanalysis.followup.logs.log import Change, Irregularity, Log
from hpanalysis.followup.model import ChangeMade, DutyYear, IrregularitySeen, Occasion, State
from hpanalysis.plan import Duty, Kind, Plan

NONE = "Der var ingen tilfælde i regnskabsåret."


def _concerns(year: Year, began: date, closed: date | None) -> bool:
    """Whether something that began on a day belongs to a year: it began in it, or stood open when it began."""
    return year.holds(began) or (began < year.first and (closed is None or closed >= year.first))


def _duty_of(change: Change, plan: Plan) -> Duty | None:
    return next((duty for duty in plan.duties if duty.kind is Kind.CHANGE and change.what in duty.parts), None)


def change_state(change: Change, needs_lbf: bool) -> State:
    """Broken without consensus; awaited until LBF approves, where it must; no deadline is written for that."""
    if change.consensus != "ja":
        return State.BROKEN
    return State.AWAITED if needs_lbf and change.lbf_approved is None else State.DONE


def _made(change: Change, plan: Plan) -> ChangeMade:
    duty = _duty_of(change, plan)
    needs = duty is not None and "lbf" in duty.conditions
    return ChangeMade(
        change.what,
        change.agreement,
        change.date,
        change.consensus == "ja",
        needs,
        change.lbf_approved,
        change.about,
        change.minutes,
        change_state(change, needs),
    )


def changes_in(plan: Plan, log: Log, year: Year) -> tuple[ChangeMade, ...]:
    """The changes decided in the year, and earlier ones that LBF had not approved when it began; by day."""
    made = sorted((_made(change, plan) for change in log.changes), key=lambda change: (change.day, change.what))
    return tuple(one for one in made if _concerns(year, one.day, one.lbf_approved if one.needs_lbf else one.day))


def _change_note(change: ChangeMade) -> str:
    if not change.consensus:
        return "Ændringen er ikke besluttet ved konsensus."
    if not change.needs_lbf:
        return ""
    if change.lbf_approved is None:
        return "Landsbyggefonden har ikke godkendt ændringen endnu."
    return f"Landsbyggefonden godkendte ændringen {danish.format_day(change.lbf_approved)}."


def change_duty(duty: Duty, plan: Plan, log: Log, year: Year) -> DutyYear:
    """Each change that the duty is about: done when its conditions are met."""
    found = []
    for change in changes_in(plan, log, year):
        if change.what in duty.parts:
            done = change.lbf_approved if change.needs_lbf else change.day
            what = f"Ændringen {danish.format_day(change.day)}"
            if change.state is not State.DONE:
                done = None
            found.append(Occasion(what, None, "", done, change.state, change.minutes, _change_note(change)))
    return DutyYear(duty.id, duty.body, duty.told, tuple(found), none="" if found else NONE)


def _seen(one: Irregularity) -> IrregularitySeen:
    state = State.AWAITED if one.passed_on is None else State.DONE
    return IrregularitySeen(one.seen, one.passed_on, one.about, one.followed_up or "", state)


def irregularities_in(log: Log, year: Year) -> tuple[IrregularitySeen, ...]:
    """Those seen in the year, and earlier ones not passed on when it began; by day."""
    found = sorted((_seen(one) for one in log.irregularities), key=lambda one: (one.seen, one.about))
    return tuple(one for one in found if _concerns(year, one.seen, one.passed_on))


def irregularity_duty(duty: Duty, plan: Plan, log: Log, year: Year) -> DutyYear:
    """Each irregularity: done on the day the board was told; the plan writes no deadline."""
    found = tuple(
        Occasion(f"Set {danish.format_day(one.seen)}", None, "", one.passed_on, one.state)
        for one in irregularities_in(log, year)
    )
    return DutyYear(duty.id, duty.body, duty.told, found, none="" if found else NONE)
