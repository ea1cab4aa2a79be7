"""How a promise stands: what was delivered in a round, held against what is due by now by the promise's calendar.

A number and a floor are kept from that many on. A range is kept from its least, and what lies beyond its most is told.
"About" is kept from so many percent under it (`progress.tolerance` of plan.yaml). Nothing is behind before its
instalment was due, and nothing is behind by a report from before that day: then nobody has reported.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from hpanalysis.followup.promise_model import DueBy, Judged, Round, Standing
from hpanalysis.followup.promised import calendars, rounds
from hpanalysis.plan import Amount, Per, Promise, Settings


@dataclass(frozen=True)
class Reported:
    """What a partner has reported of a promise: how many in all since its round began. Made of an entry of `progress`
    in opfoelgning.yaml."""

    day: date  # up to and with which the number counts
    number: int  # 0 where nothing was delivered
    groups: int = 1  # how many groups they were, of what is promised for each group; 1 for all else


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


def _list_due_days(promise: Promise, settings: Settings, within: Round) -> Iterator[date]:
    """The days of a round on which something is due, in time: each instalment's, or each Friday of a weekly promise's
    weeks and the round's last day. Called to find since when a number is behind."""
    if promise.per is Per.WEEK:
        days = (date.fromordinal(number) for number in range(within.first.toordinal(), within.last.toordinal() + 1))
        yield from (day for day in days if day.isoweekday() == calendars.DAYS_OF_A_WEEK or day == within.last)
    else:
        yield from (one.due for one in rounds.list_due(promise.calendar, settings, within))


@dataclass(frozen=True)
class _Due:
    """What is due of a promise in a round, as whole numbers. Made by `_Due.of` for each promise that has an amount."""

    promise: Promise
    settings: Settings
    within: Round
    least: int  # of a whole year, or of what is promised once

    def count(self, until: date) -> int:
        """How many are due up to and with a day. Called for the round as a whole, so far, and by the last report."""
        return math.floor(self.least * rounds.compute_owed(self.promise, self.settings, self.within, until))

    def find_first_unmet(self, delivered: int) -> date:
        """The first day on which more was due than is delivered; StopIteration where there is none. Called for what is
        behind."""
        days = _list_due_days(self.promise, self.settings, self.within)
        return next(day for day in days if self.count(day) > delivered)


def _judge_groups(promise: Promise, reported: Reported | None, least: int, most: int | None, begun: bool) -> Judged:
    """How a promise for each group stands: held against the groups that are reported, because how many there are to be
    is not agreed. Called for such a promise. begun: whether its round has."""
    if reported is None or reported.groups == 0:
        standing = Standing.NOT_BEGUN if reported or not begun else Standing.NOT_REPORTED
        return Judged(standing, 0, 0, reported.number if reported else None)
    needed = least * reported.groups
    beyond = max(0, reported.number - most * reported.groups) if most is not None else 0
    missing = max(0, needed - reported.number)
    standing, since = (Standing.BEHIND, reported.day) if missing else (Standing.MET, None)
    return Judged(standing, needed, needed, reported.number, missing, since, beyond)


def list_due_days(promise: Promise, settings: Settings, within: Round) -> tuple[DueBy, ...]:
    """The days of a round on which something of a promise is due, with how many are due by then. Called for each
    promise and round. None for what is promised for each group or week, and for what has no amount."""
    least = compute_least(promise, settings.progress.tolerance)
    if least is None or promise.per in (Per.GROUP, Per.WEEK):
        return ()
    owed = _Due(promise, settings, within, least)
    return tuple(
        DueBy(one.opens, one.due, owed.count(one.due)) for one in rounds.list_due(promise.calendar, settings, within)
    )


def judge_promise(promise: Promise, reported: Reported | None, settings: Settings, within: Round, day: date) -> Judged:
    """How a promise stands in a round on a day. Called for each promise and each round that has begun. reported: the
    last report of the round up to that day; None where there is none."""
    tolerance = settings.progress.tolerance
    least, most = compute_least(promise, tolerance), compute_most(promise, tolerance)
    delivered = None if reported is None else reported.number
    if least is None:
        return Judged(Standing.NO_AMOUNT, None, None, delivered)
    begun = rounds.has_begun(promise, settings, within, day)
    if promise.per is Per.GROUP:
        return _judge_groups(promise, reported, least, most, begun)
    owed = _Due(promise, settings, within, least)
    needed, due = owed.count(within.last), owed.count(day)
    if reported is None:
        return Judged(Standing.NOT_REPORTED if begun else Standing.NOT_BEGUN, needed, due, None)
    if reported.number >= needed:
        whole = rounds.compute_owed(promise, settings, within, within.last)
        beyond = max(0, reported.number - math.floor(most * whole)) if most is not None else 0
        return Judged(Standing.MET, needed, due, reported.number, beyond=beyond)
    if reported.number < owed.count(reported.day):
        since = owed.find_first_unmet(reported.number)
        return Judged(Standing.BEHIND, needed, due, reported.number, due - reported.number, since)
    if reported.number < due:
        return Judged(Standing.NOT_REPORTED, needed, due, reported.number)
    standing = Standing.ON_COURSE if reported.number or begun else Standing.NOT_BEGUN
    return Judged(standing, needed, due, reported.number)
