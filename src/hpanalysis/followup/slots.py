"""When a duty that is owed by the year is due in an accounting year, and which of the things done fulfil it.

A slot is one time that such a duty is due. `list_slots` gives a year's slots, `fill` puts the log's entries into them,
and `assess_slot` and `assess_extra` make the report's occasions of the result.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Generic, Protocol, TypeVar

from hpanalysis import danish
from hpanalysis.definitions.windows import find_month_end
from hpanalysis.followup.accounting_year import MONTHS, Year
from hpanalysis.followup.model import Occasion, State
from hpanalysis.plan import Duty, Plan

# First and last month of a season, as the calendar and DMI's seasons have them: the plan names seasons, not dates.
_MONTHS_OF = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11)}
_SEASONS = {"spring": "foråret", "summer": "sommeren", "autumn": "efteråret"}
_MEETINGS = {"spring": "Forårsmødet", "summer": "Sommermødet", "autumn": "Efterårsmødet"}


class Dated(Protocol):
    """A log's entry with the day on which it was done. Used as a type: `fill` asks no more of an entry."""

    @property
    def date(self) -> date:
        """The day on which the entry was done. Read by `fill` when it puts a log's entries into slots (the times that a
        duty is due), and by `assess_slot` and `assess_extra`, because the report shows it."""
        ...


class Documented(Dated, Protocol):
    """A dated entry with the document number of its minutes, which may have been left out. Used as a type:
    `assess_slot` and `assess_extra` ask no more of an entry."""

    @property
    def minutes(self) -> str | None:
        """The document number of the entry's minutes, None where left out. Read by `assess_slot` and `assess_extra`,
        because the report shows the number beside what was done."""
        ...


Entry = TypeVar("Entry", bound=Dated)


@dataclass(frozen=True)
class Slot:
    """One time that a duty is due: between two days, both included, and not later than the second. Made by
    `list_slots`; read by `fill` and `assess_slot`."""

    what: str  # Danish, such as `Forårsmødet`
    opens: date
    due: date
    why: str  # the rule that `due` follows from, a Danish sentence


@dataclass(frozen=True)
class Filled(Generic[Entry]):
    """The slots of a year with what fulfils them. Made by `fill`; read where a duty is assessed."""

    slots: tuple[tuple[Slot, Entry | None], ...]  # None where nothing was done
    beyond: tuple[Entry, ...]  # what was done without a slot for it


def judge_state(due: date, done: date | None, as_of: date) -> State:
    """What became of one time that a duty is due (deadline `due`), on the day up to which the log is kept (`as_of`).
    Called for each slot of a year (one such time), and for what is delivered ahead of a meeting. done: the day it was
    done; if None, it is missing once the deadline is past."""
    if done is not None:
        return State.DONE if done <= due else State.LATE
    return State.MISSING if as_of > due else State.NOT_YET_DUE


def assess_slot(slot: Slot, entry: Documented | None, as_of: date, note: str = "") -> Occasion:
    """What the report shows of a slot (one time that a duty is due): its deadline, what was done, and the state. Called
    for each slot of a year. entry: the log's entry that fulfils the slot; None where none does. as_of: the day up to
    which the log is kept. note: Danish, the log's own words on it; "" for nothing."""
    day = entry.date if entry else None
    return Occasion(
        what=slot.what,
        due=slot.due,
        why_due=slot.why,
        done=day,
        state=judge_state(slot.due, day, as_of),
        minutes=(entry.minutes or "") if entry else "",
        note=note,
    )


def assess_extra(what: str, entry: Documented, note: str = "") -> Occasion:
    """What the report shows of something done beyond what was due: it has no deadline. Called for each entry of the log
    that is left when every time due has its entry. what: the thing done, in Danish. note: Danish, what the log says of
    it; "" for nothing."""
    return Occasion(what=what, done=entry.date, state=State.DONE, minutes=entry.minutes or "", note=note)


def _find_season(name: str, year: Year) -> tuple[date, date]:
    """First and last day of the season that ends in an accounting year; it may begin in the year before. Called for
    each season in which a duty is due, when the times it is due in the year are listed, and when its meetings are
    gathered. name: `spring`, `summer` or `autumn`."""
    first, last = _MONTHS_OF[name]
    ends = [find_month_end(date(calendar_year, last, 1)) for calendar_year in (year.first.year, year.last.year)]
    end = next(end for end in ends if year.contains(end))
    return date(end.year, first, 1), end


def find_span(duty: Duty, year: Year) -> tuple[date, date]:
    """First and last day of the time whose meetings belong to an accounting year's slots (the times that a duty is
    due): the year's own, moved where a season lies in two years.

    Called when the meetings of a duty are gathered for an accounting year, and when its seasons are listed, for the day
    from which the first is open. A season in two years belongs whole to the year that it ends in. In a year from 1
    October the autumn (September to November) ends in November, so the meetings of that year are those from 1
    September. No season lies in two calendar years.
    """
    for name in duty.seasons:
        start, _ = _find_season(name, year)
        if start < year.first:
            return start, start.replace(year=start.year + 1) - timedelta(days=1)
    return year.first, year.last


def _list_seasonal_slots(duty: Duty, plan: Plan, year: Year) -> list[Slot]:
    """A slot (one time that a duty is due) for each season of a duty, open from the day after the season before it, so
    that an early meeting counts. Called for a duty with seasons. A season is due only where it lies whole in the
    plan."""
    slots, (opens, _) = [], find_span(duty, year)
    for start, end, name in sorted((*_find_season(name, year), name) for name in duty.seasons):
        if plan.settings.start <= start and end <= plan.settings.end:
            why = f"Planen lægger mødet i {_SEASONS[name]}, som slutter {danish.format_day(end)}."
            slots.append(Slot(_MEETINGS[name], opens, end, why))
        opens = end + timedelta(days=1)
    return slots


def count_due(times: int, year: Year) -> int:
    """How often a duty is due in the part of an accounting year that the plan covers: to the nearest whole, halves up.

    Called for each duty without seasons when the times that it is due in an accounting year are listed. times: how
    often it is due in a whole year. So with accounting years from January a plan of four years from August owes a
    yearly duty four times: never in its first five months, once in its last seven.
    """
    return math.floor(times * year.months / MONTHS + Fraction(1, 2))


def _list_numbered_slots(duty: Duty, year: Year) -> list[Slot]:
    """As many slots (times that a duty is due) as the accounting year owes, each open all of the year and due on its
    last day in the plan. Called for a duty without seasons, which is owed `times` a year."""
    number = count_due(duty.times, year)
    often = f"{danish.spell_count(duty.times, one='en')} gange om året" if duty.times > 1 else "hvert år"
    why = f"Opgaven gælder {often}, og året slutter {danish.format_day(year.last)}."
    if not year.is_whole:
        until = danish.format_day(year.plan_last)
        why = f"Planen dækker {word_covered_part(year)} af regnskabsåret, til og med {until}."
    if duty.times == 1:
        names = [f"Regnskabsåret {year.label}"] * number
    else:
        names = [f"Nr. {n} af {number}" for n in range(1, number + 1)]
    return [Slot(what, year.first, year.plan_last, why) for what in names]


def word_covered_part(year: Year) -> str:
    """How much of a year the plan covers, in Danish: `fem måneder`, or days where months do not come out even. Called
    for the sentences about a duty in a year that the plan covers in part."""
    if year.months.denominator == 1:
        months = int(year.months)
        return f"{danish.spell_count(months, one='en')} {'måned' if months == 1 else 'måneder'}"
    days = (year.plan_last - year.plan_first).days + 1
    return f"{days} {'dag' if days == 1 else 'dage'}"


def list_slots(duty: Duty, plan: Plan, year: Year) -> list[Slot]:
    """The slots of a duty in an accounting year (the times that it is due, for a duty to be done so many times a year),
    in order of their last day; none where the plan covers too little of the year. Called for each duty of that kind:
    meetings, yearly duties and the emergency group's status meeting."""
    return _list_seasonal_slots(duty, plan, year) if duty.seasons else _list_numbered_slots(duty, year)


def fill(slots: Sequence[Slot], entries: Sequence[Entry]) -> Filled[Entry]:
    """Put the log's entries into the slots (the times that a duty is due): each slot gets the first entry between its
    days, and an empty one then takes what is left over after it, as late.

    Called when an accounting year is assessed, for each duty that is due at known times. entries: those that belong to
    the year. What is done before a season begins is no meeting of that season. What is done after it is, if no later
    season needs it.
    """
    left = sorted(entries, key=lambda entry: entry.date)
    taken: dict[int, Entry] = {}
    for late in (False, True):
        for number, slot in enumerate(slots):
            fits = (entry for entry in left if slot.opens <= entry.date and (late or entry.date <= slot.due))
            if number not in taken and (entry := next(fits, None)) is not None:
                taken[number] = entry
                left.remove(entry)
    return Filled(tuple((slot, taken.get(number)) for number, slot in enumerate(slots)), tuple(left))
