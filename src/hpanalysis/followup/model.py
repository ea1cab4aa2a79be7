"""What follows of the secretariat's logs for an accounting year: the tables that the auditor's reports are made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum

from hpanalysis.followup.accounting_year import Year
from hpanalysis.followup.promise_model import EconomyLine, MilestoneLine, PromiseLine
from hpanalysis.plan import Duty


class State(Enum):
    """What became of a duty on one occasion, on the log's own date. Part of each `Occasion`; the value is the Danish
    word that is shown."""

    DONE = "udført"
    LATE = "udført for sent"
    PARTLY = "delvist"  # owed by several each, and some have not: its deadline is past
    MISSING = "mangler"  # its deadline is past and the log has nothing
    BROKEN = "ikke overholdt"  # done, but not as the rule asks: no consensus, an agenda item left out
    AWAITED = "afventer"  # not done, and no deadline is written anywhere
    NOT_YET_DUE = "ikke forfalden"
    LAPSED = "bortfaldet"  # it belonged to a meeting that was not held


@dataclass(frozen=True, kw_only=True)
class Occasion:
    """One time that a duty was due, or was done beyond what was due. Made for each duty by the modules of `followup`;
    read by the year's reports and opgaver.csv."""

    what: str  # Danish, such as »Forårsmødet«
    due: date | datetime | None = None  # the last day; None where no deadline is written, and for an activation
    why_due: str = ""  # the rule that `due` follows from, one Danish sentence
    done: date | datetime | None = None  # None if it was not done, and for an activation, whose day is never published
    state: State
    minutes: str = ""  # the document number
    note: str = ""  # Danish


@dataclass(frozen=True, kw_only=True)
class DutyYear:
    """A duty of governance.csv in an accounting year, with what became of it. Made for each duty by the modules of
    `followup`; read by the year's reports and opgaver.csv."""

    duty_id: str
    body: str
    wording: str  # the duty in Danish (duty_da)
    occasions: tuple[Occasion, ...]  # each time it was due, in the order due
    beyond: tuple[Occasion, ...] = ()  # what was done without being due, such as a meeting more
    why_none_due: str = ""  # one Danish sentence; empty where it was due at least once
    not_followed: str = ""  # why nothing here tells of it, one Danish sentence; the duty then has no occasions
    unknown: bool = False  # whether the log that would tell was not given; the duty then has no occasions

    @classmethod
    def of(
        cls, duty: Duty, occasions: Iterable[Occasion], why_none_due: str, beyond: Iterable[Occasion] = ()
    ) -> DutyYear:
        """Make the object of a duty that could be judged, with what was due and done of it. Called once for each duty
        of an accounting year. occasions: each time it was due. why_none_due: a Danish sentence, kept only where there
        is no occasion. beyond: what was done without being due."""
        due = tuple(occasions)
        return cls(
            duty_id=duty.id,
            body=duty.body,
            wording=duty.told,
            occasions=due,
            beyond=tuple(beyond),
            why_none_due="" if due else why_none_due,
        )

    @property
    def due(self) -> int:
        """How many times the duty was due in the year, past or still to come. Asked by the tests."""
        return len(self.occasions)

    @property
    def done(self) -> int:
        """How many of the times that the duty was due it was done, in time or not. Asked by the tests."""
        return self.count(State.DONE, State.LATE)

    def count(self, *states: State) -> int:
        """How many of the times that the duty was due ended in one of the states. Called by `done` and `faults`
        (the times it was done, and those it was late, missing or broken), which the tests alone ask."""
        return sum(occasion.state in states for occasion in self.occasions)

    @property
    def faults(self) -> int:
        """How often the duty was late, is missing (from some or all) or broke its rule. Read by tests alone."""
        return self.count(State.LATE, State.PARTLY, State.MISSING, State.BROKEN)


@dataclass(frozen=True)
class MeetingOrder:
    """A board meeting compared with the steering group's meeting that the plan wants some weeks ahead of it. Made by
    `meetings.compare_meeting_order`; read by the report lbf_opfoelgning."""

    board: date
    steering_group: date | None  # the last meeting up to the board's; None without one
    days: int | None  # from the steering group's meeting to the board's; None without one
    expected: int  # the days that the plan says (21)
    as_agreed: bool  # whether `days` is at most a week from `expected` (`meetings.ABOUT`)


class Match(Enum):
    """Whether the digest in the minutes is that of what lies published. Part of each `GoalDiscussion`; the value is the
    Danish word that is shown."""

    SAME = "svarer til den udgivne"
    OTHER = "svarer ikke til den udgivne"
    NOT_WRITTEN = "ikke skrevet i referatet"
    NOT_PUBLISHED = "udgivelsen findes ikke her"


@dataclass(frozen=True)
class PublishedHalfYear:
    """What lies published of a half-year, as far as minutes may refer to it. Made by `yearly_logs`; read when the log's
    dates are checked and its digests compared."""

    report_date: date  # the day printed on the reports
    # Every digest that minutes may quote, in lower hex: the archive's Kontrolsum, sha256 of single files, the
    # package's.
    digests: frozenset[str]


Publications = Mapping[str, PublishedHalfYear]  # by half-year, `2026H1`


@dataclass(frozen=True, kw_only=True)
class GoalDiscussion:
    """That a meeting dealt with an overall goal: on which report, in which minutes, with what decision. Made by
    `goals`; read by the report lbf_opfoelgning."""

    day: date
    body: str  # who met, as governance.csv names it
    half_year: str | None  # of the report; None where the log names none
    digest: str | None  # of the report, as the minutes write it; None where the log has none
    match: Match
    minutes: str
    decided: str


@dataclass(frozen=True)
class GoalYear:
    """An overall goal with every meeting of the year that dealt with it, oldest first. Made by `goals.list_goal_years`;
    read by the report lbf_opfoelgning."""

    goal_id: str
    discussions: tuple[GoalDiscussion, ...]
    by_board: tuple[GoalDiscussion, ...]  # those of the discussions that were at the board's meetings


@dataclass(frozen=True, kw_only=True)
class MeetingHeld:
    """A meeting of the year, as the log has it. Made by `meetings.list_meetings_held`; read by the report
    lbf_opfoelgning."""

    day: date
    body: str
    duty_id: str | None  # None for an extraordinary meeting
    items: tuple[str, ...]  # ids of agenda items
    minutes: str
    decided: str


@dataclass(frozen=True)
class OwedDelivery:
    """A delivery that is owed ahead of a meeting to come. Made by `next_meetings`; read by the report moede."""

    wording: str  # the duty in Danish
    owing: tuple[str, ...]  # who owes it each, by the short names of members.csv; the duty's own body where one owes it
    delivered: tuple[str, ...]  # those of them who have


@dataclass(frozen=True, kw_only=True)
class NextMeeting:
    """The next meeting that a body must hold by one of its duties. Made by `next_meetings`; read by the report
    moede."""

    body: str
    wording: str  # the duty in Danish
    what: str  # Danish, such as `Forårsmødet`
    due: date  # the last day
    why_due: str  # the rule that `due` follows from, one Danish sentence
    planned: date | None  # the day that the log's deliveries name; None where they name none to come
    items: tuple[str, ...]  # the fixed agenda, in the plan's order; none where the plan sets none
    deliveries: tuple[OwedDelivery, ...]


@dataclass(frozen=True, kw_only=True)
class HoursLine:
    """Hours promised and given: of an activity, of who is responsible, and of staff or of the young people. Made by
    `hours`; read by the report lbf_opfoelgning and timer.csv. Hours have at most two decimals."""

    agreement_id: str
    activity_id: str  # `(delaftale)` where the plan promises hours to a delaftale as a whole
    activity: str  # its Danish name
    responsible: str
    own_hours: bool  # whether they are the young people's own, which are never added to the staff's
    promised: Decimal | None  # owed in the year, by the promise's calendar; None where no hours a year are known
    promised_so_far: Decimal | None  # the part of `promised` that is due by `YearFollowup.hours_due`
    given: Decimal  # 0 where the log has none
    basis: str = ""  # Danish: how hours printed by the week alone are counted; empty for all others
    own_weeks: bool = False  # whether `promised` is weekly hours times weeks that the plan does not print

    @property
    def share(self) -> Decimal | None:
        """Hours given in percent of those promised so far; None where none are promised so far. Asked by the tests."""
        return self.given * 100 / self.promised_so_far if self.promised_so_far else None


@dataclass(frozen=True, kw_only=True)
class HoursTotal:
    """A delaftale's hours, of staff or of the young people. Made by `hours.sum_by_agreement`; read by the report
    lbf_opfoelgning and timer.csv."""

    agreement_id: str
    own_hours: bool  # as in HoursLine
    promised: Decimal
    promised_so_far: Decimal
    given: Decimal  # on the lines that have a promise
    given_unpromised: Decimal  # on the others
    promised_own_weeks: Decimal = Decimal(0)  # the part of `promised` on lines of `own_weeks`
    promised_so_far_own_weeks: Decimal = Decimal(0)  # likewise of `promised_so_far`


@dataclass(frozen=True, kw_only=True)
class ChangeRecord:
    """A change of an agreement, with what became of it. Made by `events`; read by the report lbf_opfoelgning."""

    what: str  # delaftale, strategisk, kommissorium
    agreement_id: str | None  # of a delaftale; None for the strategic agreement and the terms
    day: date
    consensus: bool
    needs_lbf: bool  # whether Landsbyggefonden must approve it
    lbf_approved: date | None
    about: str
    minutes: str
    state: State


@dataclass(frozen=True)
class IrregularityRecord:
    """An irregularity or worry, in the secretariat's words. Made by `events`; read by the report lbf_opfoelgning."""

    seen: date
    passed_on: date | None  # the day the board was told; None if it was not
    about: str
    followed_up: str
    state: State


@dataclass(frozen=True)
class Requirement:
    """What LBF's rules ask, as far as known, and where it is written. Made by `year.assess_year` of the log; read by
    the report lbf_opfoelgning."""

    asks: str
    source: str


@dataclass(frozen=True, kw_only=True)
class YearFollowup(Year):
    """An accounting year with all that the auditor's report tells of it, but for the figures. Made by
    `year.assess_year`; read by the report lbf_opfoelgning, opgaver.csv and timer.csv."""

    as_of: date  # the log's own date, on which everything late is late
    duties: tuple[DutyYear, ...]
    order: tuple[MeetingOrder, ...]
    meetings: tuple[MeetingHeld, ...]
    goals: tuple[GoalYear, ...]
    hours: tuple[HoursLine, ...]
    totals: tuple[HoursTotal, ...]
    hours_until: date | None  # the last day that the year's hours are entered to; None if there are none
    hours_due: date  # the day that the hours promised so far are counted to
    promises: tuple[PromiseLine, ...]
    milestones: tuple[MilestoneLine, ...]
    economy: tuple[EconomyLine, ...]  # none where the plan has no budget
    next_meetings: tuple[NextMeeting, ...]
    changes: tuple[ChangeRecord, ...]
    irregularities: tuple[IrregularityRecord, ...]
    requirements: tuple[Requirement, ...]
    synthetic: bool  # whether the log says of itself that it is made up

    def duty(self, duty_id: str) -> DutyYear:
        """The year's duty with an id of governance.csv; StopIteration where the plan has none. Called by the tests."""
        return next(duty for duty in self.duties if duty.duty_id == duty_id)
