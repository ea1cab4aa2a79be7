"""The duties that are owed once or more a year, and the documentation that goes with the accounts."""

from __future__ import annotations

from hpanalysis import danish
from hpanalysis.definitions.windows import find_month_end
from hpanalysis.followup import slots
from hpanalysis.followup.accounting_year import Year, find_accounting_year
from hpanalysis.followup.logs.log import Done, Log
from hpanalysis.followup.meetings import explain_none_due
from hpanalysis.followup.model import DutyYear, Occasion
from hpanalysis.plan import Duty, Plan


def _select_done_in_year(duty: Duty, plan: Plan, log: Log, year: Year) -> list[Done]:
    """The entries of `done` in the log (opfoelgning.yaml) of a duty for an accounting year: the year that the entry
    names, or else the one its date lies in. Called for each duty that is owed by the year or with the accounts."""
    entries = [done for done in log.done if done.duty == duty.id]
    return [done for done in entries if (done.year or find_accounting_year(plan, done.date)) == year.year]


def _assess_slot(slot: slots.Slot, done: Done | None, log: Log) -> Occasion:
    """What the report shows of a slot (one time that a duty is due), with the log's words on what was done as its note.
    Called for each slot of a duty that is owed by the year or with the accounts. done: the log's entry that fulfils it;
    None where nothing does."""
    return slots.assess_slot(slot, done, log.as_of, note=done.about if done else "")


def assess_yearly_duty(duty: Duty, plan: Plan, log: Log, year: Year) -> DutyYear:
    """A duty of governance.csv that is owed so many times a year, each due by the accounting year's last day in the
    plan: when it was due, what was done by the log, and what beyond. Called for each duty of kind YEARLY."""
    filled = slots.fill(slots.list_slots(duty, plan, year), _select_done_in_year(duty, plan, log, year))
    return DutyYear.of(
        duty,
        [_assess_slot(slot, done, log) for slot, done in filled.slots],
        explain_none_due(year),
        beyond=[slots.assess_extra("Ud over det, planen kræver", done, done.about) for done in filled.beyond],
    )


def assess_accounts_duty(duty: Duty, plan: Plan, log: Log, year: Year) -> DutyYear:
    """The duty to document something with the accounts, due when these are handed in; owed by a part of a year too.

    Called for each duty of kind ACCOUNTS. Accounts are handed in within six months of the year's end (bekendtgørelse
    nr. 1238 of 5 November 2010, as told in LBF orienterer of November 2010); the number of months is that of
    governance.csv.
    """
    due = find_month_end(year.last, duty.months_after)
    months = danish.spell_count(duty.months_after, one="en")
    why = f"Regnskabet afleveres senest {months} måneder efter regnskabsårets afslutning."
    slot = slots.Slot(f"Regnskabet for {year.label}", year.first, due, why)
    filled = slots.fill([slot], _select_done_in_year(duty, plan, log, year))
    return DutyYear.of(
        duty,
        [_assess_slot(slot, done, log) for slot, done in filled.slots],
        "",  # it is always due once
        beyond=[slots.assess_extra("Dokumenteret igen", done, done.about) for done in filled.beyond],
    )
