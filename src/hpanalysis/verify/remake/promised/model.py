"""What a promise, a milestone and a report are, as the package's plan and log have them. Texts are Danish."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

NO_AMOUNT, ABOUT, RANGE = "none", "about", "range"
WEEK, GROUP = "week", "group"
# The words of promises.csv that are known here; a newer program may have others.
KINDS = (NO_AMOUNT, ABOUT, RANGE, "number", "at least")
TIMES = (WEEK, GROUP, "year", "start", "project")
WEEKLY = ("all weeks", "46 weeks", "school weeks")
CALENDARS = (*WEEKLY, "august and february", "summer", "months", "half-years", "year", "start", "project")


@dataclass(frozen=True, kw_only=True)
class Terms:
    """What plan.yaml says of time: the plan's days, the first month of the accounting year, and `progress`. Made once
    for each package; weeks are ISO weeks."""

    start: date
    end: date
    first_month: int
    school_holidays: frozenset[int]
    summer_weeks: frozenset[int]
    closed_weeks: frozenset[int]
    tolerance: int  # percent


@dataclass(frozen=True, kw_only=True)
class Promise:
    """A row of promises.csv with the name of its activity. Made once for each row."""

    agreement: str
    activity_id: str
    activity: str
    promise_id: str
    words: str  # as pages tell the promise
    unit: str
    kind: str
    least: int | None  # None where no amount is agreed
    most: int | None  # None without a limit, too
    per: str
    calendar: str
    responsible: str
    printed: bool


@dataclass(frozen=True, kw_only=True)
class Milestone:
    """A row of milestones.csv. Made once for each row."""

    milestone_id: str
    agreement: str
    what: str
    due: date | None
    due_as_printed: str
    responsible: str
    done: date | None
    source: str


@dataclass(frozen=True, kw_only=True)
class Report:
    """An entry of `progress` in opfoelgning.yaml. Made once for each entry."""

    promise_id: str
    day: date
    number: int
    groups: int | None
    status: str
    note: str


@dataclass(frozen=True)
class Part:
    """What is due of a promise at once: a part of its number, by a day. Made with the round that it is due in."""

    opens: date
    due: date
    share: Fraction  # of a year's number, or of what is promised once


@dataclass(frozen=True)
class Round:
    """A time in which a promise is owed once, with what is due in it, in time. Made by `rounds`; days are inclusive."""

    first: date
    last: date
    parts: tuple[Part, ...]  # none for a weekly calendar


@dataclass(frozen=True, kw_only=True)
class Span:
    """An accounting year, and the last day of it that the plan covers. Made once for each year in a package."""

    first: date
    last: date
    plan_last: date
