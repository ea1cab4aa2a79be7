"""What follows of the secretariat's logs for an accounting year: the tables that the auditor's reports are made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum


class State(Enum):
    """What became of a duty on one occasion, on the log's own date. The value is the Danish word shown."""

    DONE = "udført"
    LATE = "udført for sent"
    MISSING = "mangler"  # its deadline is past and the log has nothing
    BROKEN = "ikke overholdt"  # done, but not as the rule asks: no consensus, an agenda item left out
    AWAITED = "afventer"  # not done, and no deadline is written anywhere
    NOT_YET_DUE = "ikke forfalden"
    LAPSED = "bortfaldet"  # it belonged to a meeting that was not held


@dataclass(frozen=True, kw_only=True)
class Occasion:
    """One time that a duty was due, or was done beyond what was due.

    what: Danish, such as »Forårsmødet«. due: last day or hour; None where no deadline is written, and for an activation
    of the emergency group, whose days are not told here. why_due: the rule that `due` follows from, one Danish
    sentence or empty. done: the day or hour; None if not. minutes: the document number. note: Danish, may be empty.
    """

    what: str
    due: date | datetime | None
    why_due: str
    done: date | datetime | None
    state: State
    minutes: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class DutyYear:
    """A duty of governance.csv in an accounting year.

    told: the duty in Danish (duty_da). occasions: each time it was due, in the order due. beyond: done without being
    due, such as a meeting more. none: where it was never due, why, in one Danish sentence. unknown: the log that would
    tell was not given; then both are empty.
    """

    duty_id: str
    body: str
    told: str
    occasions: tuple[Occasion, ...]
    beyond: tuple[Occasion, ...] = ()
    none: str = ""
    unknown: bool = False

    @property
    def due(self) -> int:
        """How many times it was due in the year, past or still to come."""
        return len(self.occasions)

    @property
    def done(self) -> int:
        """How many of them were done, in time or not."""
        return self.count(State.DONE, State.LATE)

    def count(self, *states: State) -> int:
        return sum(occasion.state in states for occasion in self.occasions)

    @property
    def faults(self) -> int:
        """How many of them were late, are missing or were not done as the rule asks."""
        return self.count(State.LATE, State.MISSING, State.BROKEN)


@dataclass(frozen=True)
class MeetingOrder:
    """A board meeting held against the steering group's meeting ahead of it.

    days: from the steering group's meeting to the board's; None without one in the plan's time and before the board's.
    expected: what the plan says (21). kept: whether `days` lies within a week of it (`order.ABOUT`).
    """

    board: date
    steering_group: date | None
    days: int | None
    expected: int
    kept: bool


class Match(Enum):
    """Whether the digest in the minutes is that of what lies published. The value is the Danish word shown."""

    SAME = "svarer til den udgivne"
    OTHER = "svarer ikke til den udgivne"
    NOT_WRITTEN = "ikke skrevet i referatet"
    NOT_PUBLISHED = "udgivelsen findes ikke her"


@dataclass(frozen=True)
class PublishedHalfYear:
    """What lies published of a half-year: the day printed on it, and every digest that may be written in minutes.

    digests: lower hex: the archive's Kontrolsum, sha256 of single files, the package's digest.
    """

    report_date: date
    digests: frozenset[str]


Publications = Mapping[str, PublishedHalfYear]  # by half-year, `2026H1`


@dataclass(frozen=True, kw_only=True)
class GoalDiscussion:
    """That a meeting dealt with an overall goal: on which report, in which minutes, with what decision.

    body: who met, as governance.csv names it. half_year, digest: of the report, None where the log names none.
    """

    day: date
    body: str
    half_year: str | None
    digest: str | None
    match: Match
    minutes: str
    decided: str


@dataclass(frozen=True)
class GoalYear:
    """An overall goal and every meeting of the year that dealt with it; by_board: those of the board, oldest first."""

    goal_id: str
    treated: tuple[GoalDiscussion, ...]
    by_board: tuple[GoalDiscussion, ...]


@dataclass(frozen=True, kw_only=True)
class MeetingHeld:
    """A meeting of the year, as the log has it. duty_id: None for an extraordinary one. items: ids of agenda items."""

    day: date
    body: str
    duty_id: str | None
    items: tuple[str, ...]
    minutes: str
    decided: str


@dataclass(frozen=True, kw_only=True)
class HoursLine:
    """Hours promised and given: an activity, who is responsible, and whose hours (staff, or the young people's own).

    activity_id: `(delaftale)` where the plan promises hours to a delaftale as a whole. promised: of the accounting
    year, pro rata where the plan begins or ends in it; None where the plan prints no hours a year. promised_so_far:
    the part of it up to the log's date. given: by the log; 0 where it has none. Hours with at most two decimals.
    """

    agreement_id: str
    activity_id: str
    activity: str
    responsible: str
    own_hours: bool
    promised: Decimal | None
    promised_so_far: Decimal | None
    given: Decimal

    @property
    def share(self) -> Decimal | None:
        """Given in percent of what was promised so far, unrounded; None where nothing is promised so far."""
        return self.given * 100 / self.promised_so_far if self.promised_so_far else None


@dataclass(frozen=True, kw_only=True)
class HoursTotal:
    """A delaftale's hours of one kind: those with a promise, and apart from them those given without one."""

    agreement_id: str
    own_hours: bool
    promised: Decimal
    promised_so_far: Decimal
    given: Decimal
    given_unpromised: Decimal


@dataclass(frozen=True, kw_only=True)
class ChangeRecord:
    """A change of an agreement. agreement_id: of a delaftale; None for the strategic agreement and the terms."""

    what: str  # delaftale, strategisk, kommissorium
    agreement_id: str | None
    day: date
    consensus: bool
    needs_lbf: bool
    lbf_approved: date | None
    about: str
    minutes: str
    state: State


@dataclass(frozen=True)
class IrregularityRecord:
    """An irregularity or worry, in the secretariat's words. passed_on: the day the board was told; None if not."""

    seen: date
    passed_on: date | None
    about: str
    followed_up: str
    state: State


@dataclass(frozen=True)
class Requirement:
    """What LBF's rules ask, as far as known, and where it is written."""

    asks: str
    source: str


@dataclass(frozen=True, kw_only=True)
class YearFollowup:
    """All that the auditor's report tells of an accounting year, but for the figures. Days are inclusive.

    label: `2026`, or `2025/26` where the year is not the calendar's. first, last: of the year; plan_first, plan_last:
    of the part of it that lies in the plan. as_of: the log's own date. part: whether the plan covers less than the
    year. hours_until: the last day the year's hours are entered to; None if there are none. synthetic: the log says of
    itself that it is made up.
    """

    year: int
    label: str
    first: date
    last: date
    plan_first: date
    plan_last: date
    as_of: date
    duties: tuple[DutyYear, ...]
    order: tuple[MeetingOrder, ...]
    meetings: tuple[MeetingHeld, ...]
    goals: tuple[GoalYear, ...]
    hours: tuple[HoursLine, ...]
    totals: tuple[HoursTotal, ...]
    hours_until: date | None
    changes: tuple[ChangeRecord, ...]
    irregularities: tuple[IrregularityRecord, ...]
    requirements: tuple[Requirement, ...]
    synthetic: bool

    @property
    def part(self) -> bool:
        return (self.first, self.last) != (self.plan_first, self.plan_last)

    def duty(self, duty_id: str) -> DutyYear:
        return next(duty for duty in self.duties if duty.duty_id == duty_id)
