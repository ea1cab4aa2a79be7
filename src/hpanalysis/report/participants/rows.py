"""The published tables of reach and courses, to be asked by activity, area and group; those of earlier half-years too.

A row is read with the digits that its CSV file has, so that a page says what stands there. A hidden row has no number
here, whatever the table holds.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

import pandas as pd

from hpanalysis.definitions import catalogue
from hpanalysis.definitions.model import TargetGroup
from hpanalysis.definitions.reach import Reach
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.plan import Activity, Agreement
from hpanalysis.published.names import COURSES_CSV, REACH_CSV
from hpanalysis.report import periods
from hpanalysis.report.release import Release
from hpanalysis.tables import Status

_DECIMALS = 1  # of coverages and of weeks, as the CSV files have them
_Row = TypeVar("_Row")
Record = Mapping[str, Any]  # a row of a table, or of a CSV file: column -> cell


@dataclass(frozen=True, kw_only=True)
class ReachRow:
    """How many of a target group took part: a row of `tables.PUBLISHED_REACH`. Numbers are None where none is shown."""

    activity_id: str
    half_year: HalfYear
    breakdown: str  # alder or behov; "" for all
    group: str  # the group's name, Danish; "" for all
    area_id: str
    window: str
    status: Status
    value: Decimal | None  # the coverage in per cent
    lo: Decimal | None
    hi: Decimal | None
    reached: int | None
    members: int | None

    @property
    def is_shown(self) -> bool:
        """Whether it has a coverage. Asked before a number is written or drawn."""
        return self.value is not None


@dataclass(frozen=True, kw_only=True)
class CoursesRow:
    """What became of an activity's courses: a row of `tables.COURSES`. Numbers are None where none is shown."""

    activity_id: str
    half_year: HalfYear
    status: Status
    participants: int | None
    ended: int | None
    finished: int | None
    weeks: Decimal | None


def is_empty(cell: Any) -> bool:
    """Whether a cell of a table, or of a CSV file, has nothing. Called for each cell that is read."""
    return cell is None or cell == "" or bool(pd.isna(cell))


def read_number(cell: Any, decimals: int) -> Decimal | None:
    """A cell as the number that its CSV file has; None where it is empty. Called for each number. decimals: of the CSV
    file's numbers."""
    return None if is_empty(cell) else Decimal(f"{float(cell):.{decimals}f}")


def read_whole(cell: Any) -> int | None:
    """A cell of a column of whole numbers; None where it is empty. Called for each."""
    return None if is_empty(cell) else int(cell)


def read_text(cell: Any) -> str:
    """A cell of a column of text; "" where it is empty. Called for each."""
    return "" if is_empty(cell) else str(cell)


def _read_reach(record: Record) -> ReachRow:
    """A row of reach. Called for each, of a table and of an earlier file."""
    status = Status(record["status"])
    told = status is Status.SHOWN
    return ReachRow(
        activity_id=record["activity_id"],
        half_year=HalfYear.parse(record["half_year"]),
        breakdown=read_text(record["breakdown"]),
        group=read_text(record["group"]),
        area_id=record["area_id"],
        window=record["window"],
        status=status,
        value=read_number(record["value"], _DECIMALS) if told else None,
        lo=read_number(record["lo"], _DECIMALS) if told else None,
        hi=read_number(record["hi"], _DECIMALS) if told else None,
        reached=read_whole(record["reached"]) if told else None,
        members=read_whole(record["members"]) if told else None,
    )


def _read_courses(record: Record) -> CoursesRow:
    """A row of courses. Called for each, of a table and of an earlier file."""
    status = Status(record["status"])
    told = status is Status.SHOWN
    return CoursesRow(
        activity_id=record["activity_id"],
        half_year=HalfYear.parse(record["half_year"]),
        status=status,
        participants=read_whole(record["participants"]) if told else None,
        ended=read_whole(record["ended"]) if told else None,
        finished=read_whole(record["finished"]) if told else None,
        weeks=read_number(record["weeks"], _DECIMALS) if told else None,
    )


def read_rows(table: pd.DataFrame | None, read: Callable[[Record], _Row]) -> list[_Row]:
    """The rows of a table of a run; none for None, which a half-year without such a table has. Called once a table."""
    return (
        []
        if table is None
        else [read({str(name): cell for name, cell in row.items()}) for row in table.to_dict("records")]
    )


def read_earlier_rows(folders: Iterable[Path], name: str, read: Callable[[Record], _Row]) -> list[_Row]:
    """The rows of a file of earlier publications, as they were published; none of those that have no such file. Called
    once a file. folders: of the publications, newest first."""
    found: list[_Row] = []
    for folder in folders:
        if (path := folder / name).is_file():
            with path.open(encoding="utf-8-sig", newline="") as file:
                found += [read(record) for record in csv.DictReader(file)]
    return found


def find_target(activity: Activity) -> TargetGroup | None:
    """The target group of an activity; None where no extract knows it. Called for each activity."""
    return catalogue.target_groups()[activity.target_group] if activity.target_group else None


def name_window(target: TargetGroup, window: str) -> str:
    """The window in which a target group was found, in words: `skoleåret 2024/25`. Called for each activity."""
    if target.same_as:
        return periods.name_period(catalogue.indicators()[target.same_as], window).bare
    counted = Reach(activity_id="", half_year="", target_id="", target=target, base="").declare()
    return periods.name_period(next(iter(counted.values())), window).bare


class Participants:
    """What a half-year has of reach and courses. Made once a page, and read by its sections."""

    def __init__(
        self,
        release: Release,
        reach: pd.DataFrame | None,
        courses: pd.DataFrame | None,
        earlier: Iterable[Path] = (),
    ) -> None:
        """Read the rows of `tables.PUBLISHED_REACH` and `tables.COURSES`; None where the half-year has no lists. Called
        when a page first asks for them. earlier: the folders of the publications before, newest first."""
        self.release, folders = release, list(earlier)
        self._reach = read_rows(reach, _read_reach)
        self._courses = read_rows(courses, _read_courses)
        self._reach_before = read_earlier_rows(folders, REACH_CSV, _read_reach)
        self._courses_before = read_earlier_rows(folders, COURSES_CSV, _read_courses)

    @property
    def is_delivered(self) -> bool:
        """Whether the half-year has a list of participants. Asked by every section."""
        return bool(self._courses)

    @property
    def activities(self) -> tuple[Activity, ...]:
        """The followed activities in the plan's order. Read by every section."""
        return self.release.plan.followed_activities

    def list_agreements(self) -> list[tuple[Agreement, list[Activity]]]:
        """The delaftaler with followed activities, each with these, in the plan's order. Called for the sections."""
        agreements = self.release.plan.delaftaler
        found = [(one, [each for each in self.activities if each.agreement == one.id]) for one in agreements]
        return [(agreement, activities) for agreement, activities in found if activities]

    def find_whole(self, activity: Activity) -> ReachRow | None:
        """The reach of all areas together; None where the target group is not known, or its extract did not come.
        Called for each activity."""
        total = self.release.plan.total.id
        own = (row for row in self._reach if row.activity_id == activity.activity_id)
        return next((row for row in own if row.area_id == total and not row.breakdown), None)

    def list_by_area(self, activity: Activity) -> list[ReachRow]:
        """The reach of each area, in the plan's order; none as of `find_whole`. Called for the table of areas."""
        own = {row.area_id: row for row in self._reach if row.activity_id == activity.activity_id and not row.breakdown}
        return [own[area.id] for area in self.release.plan.areas if area.id in own]

    def list_groups(self, activity: Activity, breakdown: str) -> list[ReachRow]:
        """The reach of the groups of a breakdown (`reach.BY_AGE`, `reach.BY_NEED`), of all areas together. Called for
        the table of ages and for the worst placed."""
        return [row for row in self._reach if row.activity_id == activity.activity_id and row.breakdown == breakdown]

    def find_courses(self, activity: Activity) -> CoursesRow | None:
        """What became of an activity's courses; None where no list was delivered. Called for each activity."""
        return next((row for row in self._courses if row.activity_id == activity.activity_id), None)

    def list_before(self, activity: Activity) -> list[ReachRow]:
        """The reach of all areas together in earlier half-years, newest first, as it was published, each once. Called
        for each activity."""
        total, key = self.release.plan.total.id, activity.activity_id
        whole = [row for row in self._reach_before if row.activity_id == key and row.area_id == total]
        found = {row.half_year: row for row in reversed(whole) if not row.breakdown}
        return [found[half] for half in sorted(found, reverse=True) if half < self.release.half_year]

    def list_courses_before(self, activity: Activity) -> list[CoursesRow]:
        """An activity's courses in earlier half-years, newest first, as they were published, each once. Called for the
        activities whose target group nobody knows."""
        found = {row.half_year: row for row in self._courses_before if row.activity_id == activity.activity_id}
        return [found[half] for half in sorted(found, reverse=True) if half < self.release.half_year]
