"""How a promise stands: what was delivered, held against what is due by now by the promise's calendar.

A number and a floor are kept from that many on. A range is kept from its least, and what lies beyond its most is told.
"About" is kept from so many percent under it (`progress.tolerance` of plan.yaml). Nothing is behind before its
instalment was due.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from enum import Enum
from fractions import Fraction

from hpanalysis.followup.accounting_year import Year
from hpanalysis.followup.promised import calendars
from hpanalysis.plan import Amount, Per, Promise, Settings


class Standing(Enum):
    """What became of a promise by a day. The value is the Danish word that is shown."""

    MET = "nået"
    ON_COURSE = "følger planen"
    BEHIND = "bagud"
    NOT_BEGUN = "ikke begyndt"
    NOT_REPORTED = "ikke meldt"
    NO_AMOUNT = "ingen aftalt mængde"


@dataclass(frozen=True)
class Judged:
    """How a promise stands, with the whole numbers behind it. Made by `judge_promise`."""

    standing: Standing
    needed: int | None  # in all, of the year or once; None where no amount is agreed
    due: int | None  # by now
    delivered: int | None  # None where nothing is reported
    missing: int = 0  # of what is due by now
    beyond: int = 0  # of the most of a range, or of "about"


def compute_least(promise: Promise, tolerance: int) -> int | None:
    """The fewest that keep a promise; None where no amount is agreed. Called for each promise. tolerance: percent, of
    "about" alone: 35 with 10 percent is kept from 32 on, because 31.5 is the least."""
    if promise.kind is Amount.NONE or promise.least is None:
        return None
    if promise.kind is Amount.ABOUT:
        return math.ceil(Fraction(promise.least * (100 - tolerance), 100))
    return promise.least


def compute_most(promise: Promise, tolerance: int) -> int | None:
    """The most that a promise is meant for; None where there is no limit. Called for each promise. tolerance: as in
    `compute_least`."""
    if promise.most is None or promise.kind not in (Amount.RANGE, Amount.ABOUT):
        return None
    extra = tolerance if promise.kind is Amount.ABOUT else 0
    return math.floor(Fraction(promise.most * (100 + extra), 100))


@dataclass(frozen=True)
class Owed:
    """What is owed of a promise, as parts of its number: in all of the time that is judged, and by now. Made by
    `find_owed`; for a promise of each year 1 is a whole year's, and 0 a year in which none of it is due."""

    in_all: Fraction
    by_now: Fraction
    begun: bool  # whether any of it can have begun


def find_owed(promise: Promise, settings: Settings, year: Year, day: date) -> Owed:
    """What is owed of a promise in an accounting year, by a day; of one that is promised once, in the plan as a whole.
    Called for each promise. A promise a week is owed for each week of its calendar."""
    if promise.per in (Per.START, Per.PROJECT):
        (once,) = calendars.list_instalments(promise.calendar, settings)
        return Owed(Fraction(1), Fraction(int(day >= once.due)), day >= once.opens)
    times = Fraction(1)
    if promise.per is Per.WEEK:
        days = calendars.count_days(promise.calendar, settings.progress, year.first, year.last)
        times = Fraction(days, calendars.DAYS_OF_A_WEEK)
    in_all, by_now = (
        calendars.compute_share_due(promise.calendar, settings, year, until) for until in (year.plan_last, day)
    )
    begun = calendars.has_begun(promise.calendar, settings, year, day)
    return Owed(times * in_all, times * by_now, begun)


def judge_promise(promise: Promise, delivered: int | None, owed: Owed, tolerance: int) -> Judged:
    """How a promise stands. Called for each promise. delivered: how many were; None where nobody has reported. A
    promise for each group is held against that group alone: how many groups there are is not agreed, so nothing of it
    is behind before a group is reported."""
    least, most = compute_least(promise, tolerance), compute_most(promise, tolerance)
    if least is None:
        return Judged(Standing.NO_AMOUNT, None, None, delivered)
    if promise.per is Per.GROUP:
        owed = Owed(Fraction(1), Fraction(int(delivered is not None)), delivered is not None)
    needed, due = math.floor(least * owed.in_all), math.floor(least * owed.by_now)
    if delivered is None:
        waited = due or (owed.begun and needed)
        return Judged(Standing.NOT_REPORTED if waited else Standing.NOT_BEGUN, needed, due, None)
    beyond = max(0, delivered - math.floor(most * owed.in_all)) if most is not None and needed else 0
    if needed and delivered >= needed:
        return Judged(Standing.MET, needed, due, delivered, beyond=beyond)
    if delivered < due:
        return Judged(Standing.BEHIND, needed, due, delivered, missing=due - delivered)
    standing = Standing.ON_COURSE if delivered or owed.begun else Standing.NOT_BEGUN
    return Judged(standing, needed, due, delivered)


def judge_by_day(promise: Promise, delivered: int | None, settings: Settings, year: Year, day: date) -> Judged:
    """How a promise stands in an accounting year on a day. delivered: in the year, or in all for what is promised once;
    None where nobody has reported. Called for each promise."""
    return judge_promise(promise, delivered, find_owed(promise, settings, year, day), settings.progress.tolerance)
