"""What follows of the plan's promises and milestones by a day: how each stands, as the year's reports read it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

from hpanalysis.plan import Milestone, Promise


class Standing(Enum):
    """What became of a promise by a day. The value is the Danish word that is shown."""

    MET = "nået"
    ON_COURSE = "følger planen"
    BEHIND = "bagud"
    NOT_BEGUN = "ikke begyndt"
    NOT_REPORTED = "ikke meldt"
    NO_AMOUNT = "ingen aftalt mængde"


@dataclass(frozen=True)
class Round:
    """A time in which a promise is owed once. Days are inclusive. Made by `promised.rounds`."""

    first: date
    last: date

    def contains(self, day: date) -> bool:
        """Whether a day lies in the round. Asked of the days of reports, and of those on which instalments are due."""
        return self.first <= day <= self.last


@dataclass(frozen=True)
class Judged:
    """How a promise stands, with the whole numbers behind it. Made by `promised.standing`."""

    standing: Standing
    needed: int | None  # in the round; None where no amount is agreed
    due: int | None  # by the day that is judged
    delivered: int | None  # None where nothing is reported
    missing: int = 0  # of what is due; above 0 for BEHIND alone
    behind_since: date | None = None  # the day on which what is missing was due; None for all but BEHIND
    beyond: int = 0  # of the most of a range, or of "about"


@dataclass(frozen=True)
class DueBy:
    """How many of a promise are due in its round up to and with a day, and when the last of them could begin. Made by
    `promised.standing`; the calendar of the report fremdrift is drawn of them."""

    opens: date
    due: date
    number: int  # in all, since the round began


@dataclass(frozen=True, kw_only=True)
class PromiseLine:
    """A promise in one of its rounds, judged on the day of the accounts. Made by `promised.promises`; read by the
    report fremdrift and fremdrift.csv."""

    promise: Promise
    activity: str  # its Danish name
    round: Round
    is_current: bool  # False where a later round has begun
    due_days: tuple[DueBy, ...]  # in time; none for what is promised for each group or week, or without an amount
    reports: tuple[tuple[date, int], ...]  # day and number of each report in the round up to the day of the accounts
    groups: int | None  # how many groups the last report tells of, of what is promised for each group
    status: str  # the partner's own word, Danish; empty where it gives none
    note: str  # the partner's remark; empty where there is none
    judged: Judged

    @property
    def reported_on(self) -> date | None:
        """The day of the last report in the round; None where there is none. Read wherever the number is shown."""
        return self.reports[-1][0] if self.reports else None


class MilestoneState(Enum):
    """What became of a milestone by a day. The value is the Danish word that is shown."""

    DONE = "nået"
    LATE = "nået for sent"
    OVERDUE = "overskredet"
    TO_COME = "kommende"
    NO_DAY = "ingen dag"  # the plan prints a length and no beginning, and it is not done


@dataclass(frozen=True)
class MilestoneLine:
    """A milestone, judged on the day of the accounts. Made by `promised.milestones`; read by the report fremdrift and
    milepaele.csv."""

    milestone: Milestone
    done: date | None  # None where it was not done by that day
    state: MilestoneState


@dataclass(frozen=True, kw_only=True)
class EconomyLine:
    """What is budgeted and spent of a delaftale, or of the common costs, in the accounting year and in the plan so far.
    Kroner. Made by `promised.economy`; read by the report fremdrift and oekonomi.csv."""

    agreement_id: str  # empty for the common costs
    budget: Decimal  # of the accounting year, all funders together; 0 where the budget has no row
    spent: Decimal | None  # in the accounting year, by its last accounts; None where there are none
    spent_on: date | None  # the day of those accounts
    plan_budget: Decimal  # of all accounting years
    plan_spent: Decimal | None  # in all accounting years, by the last accounts of each; None where there are none
    hours_value: Decimal | None  # of the hours given in the year, where the budget has a rate; else None
    is_invented: bool  # whether any of the budget is an example

    @property
    def left(self) -> Decimal | None:
        """What is left of the year's budget, below 0 where more is spent; None without accounts. Read where it is
        shown."""
        return None if self.spent is None else self.budget - self.spent
