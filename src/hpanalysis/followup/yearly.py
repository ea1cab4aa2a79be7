"""The duties that are owed once or more a year, and the documentation that goes with the accounts."""

from __future__ import annotations

from hpanalysis import danish
from hpanalysis.definitions.windows import find_month_end
from hpanalysis.followup import accounting_year, slots
from hpanalysis.followup.accounting_year import Year
from hpanalysis.followup.logs.log import Done, Log
from hpanalysis.followup.meetings import explain_none_due
from hpanalysis.followup.model import DutyYear, Occasion, State
from hpanalysis.plan import Duty, Plan


def _select_done_in_year(duty: Duty, plan: Plan, log: Log, year: Year) -> list[Done]:
    """What was done of a duty for an accounting year: the one it names, or the one its date lies in."""
    own = [done for done in log.done if done.duty == duty.id]
    return [done for done in own if (done.year or accounting_year.find_accounting_year(plan, done.date)) == year.year]


def _make_occasion(slot: slots.Slot, done: Done | None, log: Log) -> Occasion:
    day = done.date if done else None
    minutes, about = (done.minutes or "", done.about) if done else ("", "")
    return Occasion(
        what=slot.what,
        due=slot.due,
        why_due=slot.why,
        done=day,
        state=slots.judge_state(slot.due, day, log.as_of),
        minutes=minutes,
        note=about,
    )


def assess_yearly_duty(duty: Duty, plan: Plan, log: Log, year: Year) -> DutyYear:
    """A duty of so many times a year, each due by the year's last day in the plan. note: what the log says of it."""
    filled = slots.fill(slots.list_slots(duty, plan, year), _select_done_in_year(duty, plan, log, year))
    due = tuple(_make_occasion(slot, done, log) for slot, done in filled.slots)
    beyond = tuple(
        Occasion(
            what="Ud over det, planen kræver",
            due=None,
            why_due="",
            done=done.date,
            state=State.DONE,
            minutes=done.minutes or "",
            note=done.about,
        )
        for done in filled.beyond
    )
    return DutyYear(
        duty_id=duty.id,
        body=duty.body,
        told=duty.told,
        occasions=due,
        beyond=beyond,
        none="" if due else explain_none_due(duty, year),
    )


def assess_accounts_duty(duty: Duty, plan: Plan, log: Log, year: Year) -> DutyYear:
    """What is documented with the accounts, due when these are handed in. A year the plan covers in part owes it too.

    Accounts are handed in within six months of the year's end (bekendtgørelse nr. 1238 of 5 November 2010, as told in
    LBF orienterer of November 2010); the number of months is the plan's, in governance.csv.
    """
    due = find_month_end(year.last, duty.months_after)
    why = f"Regnskabet afleveres senest {danish.spell_count(duty.months_after, one='en')} måneder "
    why += "efter regnskabsårets afslutning."
    slot = slots.Slot(f"Regnskabet for {year.label}", year.first, due, why)
    filled = slots.fill([slot], _select_done_in_year(duty, plan, log, year))
    beyond = tuple(
        Occasion(
            what="Dokumenteret igen",
            due=None,
            why_due="",
            done=done.date,
            state=State.DONE,
            minutes=done.minutes or "",
            note=done.about,
        )
        for done in filled.beyond
    )
    return DutyYear(
        duty_id=duty.id,
        body=duty.body,
        told=duty.told,
        occasions=(_make_occasion(slot, filled.slots[0][1], log),),
        beyond=beyond,
    )
