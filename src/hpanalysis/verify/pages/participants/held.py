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
    target: ToldTarget | None = None  # None where no extract knows whom it is for


class Earlier(NamedTuple):
    """The rows of both files of an earlier half-year, as its package has them; none where it has no such files."""

    reach: Sequence[Row]
    courses: Sequence[Row]


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
