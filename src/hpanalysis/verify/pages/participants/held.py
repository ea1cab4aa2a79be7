"""What the page deltagere is held against: the rows of its tables, the activities that are followed, and what earlier
packages told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from hpanalysis.published.figures import SHOWN

Row = Mapping[str, str]
BY_AGE, BY_NEED = "alder", "behov"


@dataclass(frozen=True, kw_only=True)
class ToldTarget:
    """What a page tells of a target group. Made for each activity that has one."""

    label: str  # Danish, without the ages
    ages: tuple[str, str] | None  # the first and the last that are chosen, "" for an open end; None for no choice
    kind: str  # of the window that it is found in, as the program calls it
    months: int = 0  # of a window that is a span of months
    cohort_years_before: int | None = None  # where a window is named by the year persons left school


@dataclass(frozen=True, kw_only=True)
class ToldActivity:
    """What a page tells of an activity whose participants are followed. Made for each."""

    activity_id: str
    agreement: str  # the id of its delaftale
    name: str
    told: str  # whom the plan says it is for
    condition: str = ""  # what the plan says that those have in common whom it is for
    target: ToldTarget | None = None  # None where no extract knows whom it is for


@dataclass(frozen=True, kw_only=True)
class ToldOutcome:
    """What a page tells of an indicator that is an outcome. Made for each."""

    label: str


@dataclass(frozen=True, kw_only=True)
class ClosedWords:
    """The closed words of udfald.csv, as the package's program has them. Made once for the check."""

    nobody_yet: str
    better: str
    worse: str
    no_difference: str
    not_compared: str
    reasons: frozenset[str]


class Earlier(NamedTuple):
    """The rows of three files of an earlier half-year, as its package has them; none where it has no such files."""

    reach: Sequence[Row]
    courses: Sequence[Row]
    outcomes: Sequence[Row] = ()


@dataclass(frozen=True, kw_only=True)
class ParticipantsHeld:
    """A half-year's participants as its package has them. Made once for the check. Texts are Danish."""

    half_year: str  # 2026H1
    plan_name: str
    agreements: Mapping[str, str]  # id -> name of each delaftale, in the plan's order
    activities: Sequence[ToldActivity]  # in the plan's order
    areas: Mapping[str, str]  # id -> short name, in the plan's order
    total: str
    k: int  # the fewest participants that are told of
    reach: Sequence[Row]  # deltagere.csv
    courses: Sequence[Row]  # forloeb.csv
    outcomes: Sequence[Row] = ()  # udfald.csv
    balance: Sequence[Row] = ()  # balance.csv
    indicators: Mapping[str, ToldOutcome] = field(default_factory=dict)  # the outcomes that are told of
    closed: ClosedWords | None = None  # None where there are no outcomes
    # The half-years published before, newest first; None where the package of one is not at hand.
    before: Mapping[str, Earlier | None] = field(default_factory=dict)

    @cached_property
    def sections(self) -> list[tuple[str, list[ToldActivity]]]:
        """The ids of the delaftaler with followed activities, each with these. Read for the page's sections."""
        found = [(one, [each for each in self.activities if each.agreement == one]) for one in self.agreements]
        return [(agreement, activities) for agreement, activities in found if activities]

    def select(self, activity: ToldActivity, breakdown: str = "") -> list[Row]:
        """The rows of an activity, of all or by a breakdown, in the file's order. Called for each table."""
        own = [row for row in self.reach if row["activity_id"] == activity.activity_id]
        return [row for row in own if row["breakdown"] == breakdown]

    def find_whole(self, activity: ToldActivity) -> Row | None:
        """The row of all areas together; None for an activity without any. Called for each."""
        return find_whole(self.select(activity), activity, self.total)

    def find_hardest(self, activity: ToldActivity) -> Row | None:
        """The row of the worst placed; None where nobody knows who they are. Called for each activity."""
        return next(iter(self.select(activity, BY_NEED)), None)

    def find_courses(self, activity: ToldActivity) -> Row | None:
        """The row of an activity's courses; None without one. Called for each."""
        return find_courses(self.courses, activity)

    @cached_property
    def told_outcomes(self) -> list[tuple[ToldActivity, Row]]:
        """Each followed activity with an outcome of this half-year, in the plan's order. Read for the top and for the
        section."""
        own = {row["activity_id"]: row for row in self.outcomes if row["half_year"] == self.half_year}
        return [(one, own[one.activity_id]) for one in self.activities if one.activity_id in own]

    def require_closed(self) -> ClosedWords:
        """The closed words; KeyError without any. Called where a row of outcomes is told."""
        if self.closed is None:
            raise KeyError("closed")
        return self.closed

    def is_compared(self, row: Row) -> bool:
        """Whether a row's participants are held against others. Asked of each row of outcomes."""
        return is_shown(row) and row["concluded"] != self.require_closed().not_compared


def is_shown(row: Row) -> bool:
    """Whether a row tells its numbers. Asked of each row."""
    return row["status"] == SHOWN


def find_whole(rows: Sequence[Row], activity: ToldActivity, total: str) -> Row | None:
    """The row of an activity of all areas together, of this half-year or an earlier one; None without one. Called for
    each."""
    own = (row for row in rows if row["activity_id"] == activity.activity_id and not row["breakdown"])
    return next((row for row in own if row["area_id"] == total), None)


def find_courses(rows: Sequence[Row], activity: ToldActivity) -> Row | None:
    """The row of an activity's courses, of this half-year or an earlier one; None without one. Called for each."""
    return next((row for row in rows if row["activity_id"] == activity.activity_id), None)
