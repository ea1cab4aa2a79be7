"""How a promise stands in a round, and what became of a milestone: `standing` of the program, written anew."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from hpanalysis.verify.remake.promised import weeks
from hpanalysis.verify.remake.promised.model import (
    ABOUT,
    GROUP,
    NO_AMOUNT,
    RANGE,
    WEEK,
    Milestone,
    Promise,
    Report,
    Round,
    Terms,
)

MET, ON_COURSE, BEHIND = "nået", "følger planen", "bagud"
NOT_BEGUN, NOT_REPORTED, NOTHING_AGREED = "ikke begyndt", "ikke meldt", "ingen aftalt mængde"


@dataclass(frozen=True, kw_only=True)
class Standing:
    """The word, with the numbers behind it; None where the tables have an empty cell. Made for each row."""

    word: str
    needed: int | None = None
    due: int | None = None
    missing: int | None = None
    since: date | None = None
    beyond: int | None = None


@dataclass(frozen=True)
class Owed:
    """What a promise owes in a round, in whole numbers. Made once for each round of a promise."""

    promise: Promise
    within: Round
    terms: Terms

    @property
    def least(self) -> int | None:
        """The fewest that keep the promise, in a year or once; None where no amount is agreed. Read for all that is
        due."""
        least, percent = self.promise.least, 100 - self.terms.tolerance
        if self.promise.kind == NO_AMOUNT or least is None:
            return None
        # So many percent under, and as many whole ones as reach that.
        return -(-least * percent // 100) if self.promise.kind == ABOUT else least

    @property
    def most(self) -> int | None:
        """The most that the promise is meant for; None without a limit. Read for what is beyond it."""
        most = self.promise.most
        if most is None or self.promise.kind not in (RANGE, ABOUT):
            return None
        return most * (100 + self.terms.tolerance) // 100 if self.promise.kind == ABOUT else most

    def measure(self, day: date) -> Fraction:
        """How many times the promise's number is due by a day. Called for the round's last day, for the day that is
        judged, and for each day on which something is due."""
        if self.promise.per == WEEK:
            last = min(day, self.within.last)
            worked = weeks.count_days(self.promise.calendar, self.terms, self.within.first, last)
            return Fraction(worked, weeks.FRIDAY)
        return sum((part.share for part in self.within.parts if part.due <= day), Fraction(0))

    def count(self, day: date) -> int:
        """How many are due by a day, whole ones alone. Called as `measure`, where an amount is agreed."""
        assert self.least is not None
        return self.least * self.measure(day) // 1

    def has_begun(self, day: date) -> bool:
        """Whether any of the round may have begun by a day. Asked where nothing is delivered."""
        if self.promise.per == WEEK:
            return self.measure(day) > 0
        return any(part.opens <= day for part in self.within.parts)

    def list_days(self) -> Iterator[date]:
        """The days on which something is due, in time; of a weekly promise each Friday, and the last day. Called for
        since when something is missing."""
        if self.promise.per != WEEK:
            yield from (part.due for part in self.within.parts)
            return
        first = self.within.first
        friday = first + timedelta(days=(weeks.FRIDAY - first.isoweekday()) % 7)
        while friday < self.within.last:
            yield friday
            friday += timedelta(days=7)
        yield self.within.last

    def list_due(self) -> list[tuple[date, date, int]]:
        """When each part opens and is due, and how many are due by then; none for what is promised for each group or
        week, or without an amount. Called for the column due_days and for the page's calendar."""
        if self.least is None or self.promise.per in (GROUP, WEEK):
            return []
        return [(part.opens, part.due, self.count(part.due)) for part in self.within.parts]


def _judge_groups(owed: Owed, report: Report | None, least: int, day: date) -> Standing:
    """How a promise for each group stands. Called for such a promise. least: of a group."""
    groups = 0 if report is None else 1 if report.groups is None else report.groups
    if report is None or not groups:
        silent = report is None and owed.has_begun(day)
        return Standing(word=NOT_REPORTED if silent else NOT_BEGUN, needed=0, due=0)
    wanted = least * groups
    if report.number < wanted:
        short = wanted - report.number
        return Standing(word=BEHIND, needed=wanted, due=wanted, missing=short, since=report.day)
    beyond = 0 if owed.most is None else max(0, report.number - owed.most * groups)
    return Standing(word=MET, needed=wanted, due=wanted, beyond=beyond or None)


def judge(owed: Owed, report: Report | None, day: date) -> Standing:
    """How a promise stands in its round on a day. Called for each row of fremdrift.csv. report: the last of the round
    up to that day; None without one."""
    least = owed.least
    if least is None:
        return Standing(word=NOTHING_AGREED)
    if owed.promise.per == GROUP:
        return _judge_groups(owed, report, least, day)
    needed, due = owed.count(owed.within.last), owed.count(day)
    if report is None:
        return Standing(word=NOT_REPORTED if owed.has_begun(day) else NOT_BEGUN, needed=needed, due=due)
    if report.number >= needed:
        limit = None if owed.most is None else owed.most * owed.measure(owed.within.last) // 1
        beyond = 0 if limit is None else max(0, report.number - limit)
        return Standing(word=MET, needed=needed, due=due, beyond=beyond or None)
    if report.number < owed.count(report.day):
        since = next(each for each in owed.list_days() if owed.count(each) > report.number)
        return Standing(word=BEHIND, needed=needed, due=due, missing=due - report.number, since=since)
    if report.number < due:
        return Standing(word=NOT_REPORTED, needed=needed, due=due)
    begun = report.number > 0 or owed.has_begun(day)
    return Standing(word=ON_COURSE if begun else NOT_BEGUN, needed=needed, due=due)


def judge_milestone(milestone: Milestone, day: date) -> str:
    """The word for what became of a milestone by a day. Called for each row of milepaele.csv."""
    due, done = milestone.due, milestone.done
    if done is not None and done <= day:
        return "nået for sent" if due is not None and due < done else MET
    if due is None:
        return "ingen dag"
    return "kommende" if due >= day else "overskredet"
