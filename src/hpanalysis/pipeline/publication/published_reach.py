"""Reach and courses as they are published, beside all that was published before.

What a half-year tells of reach is told once: a later edition of it repeats the rows, because a list that was corrected
meanwhile would tell of the few persons whom the correction is about.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from hpanalysis import disclose, measure
from hpanalysis.definitions.model import TargetGroup
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.plan import Plan
from hpanalysis.published.columns import read_csv_rows
from hpanalysis.published.definitions import read_definitions
from hpanalysis.published.names import COURSES_CSV
from hpanalysis.published.reach.checks import compute_coverage
from hpanalysis.published.reach.declared import parse_reach
from hpanalysis.published.reach.rows import ReachRow, read_reach_rows
from hpanalysis.tables import COURSES, PUBLISHED_REACH, REACH, REACH_KEY, Status, write_csv

_COUNTS = ["reached", "members"]
_OF_COURSES = ["participants", "ended", "finished"]
_DECIMALS = 1  # of coverages and of weeks


def list_targets(plan: Plan) -> dict[str, TargetGroup]:
    """The target groups of the plan's followed activities, by their ids. Called when it is chosen what to hide of
    reach, and for definitioner.json."""
    return dict(measure.find_target(one) for one in plan.followed_activities if one.target_group)


@dataclass(frozen=True)
class ToldReach:
    """What earlier publications told of reach. Made by `read_earlier`."""

    table: pd.DataFrame  # columns of `tables.REACH`, counts null where hidden; an edition's rows once
    courses: pd.DataFrame  # columns of `tables.COURSES`


def _find_base(row: ReachRow, series: Mapping[str, Any]) -> str:
    """The series of the indicator that counts a published row's target group; "" where none does. Called for each row
    that was published."""
    part_of = series[f"naaet:{row.key[0]}:{row.key[1]}"].part_of
    return part_of[0] if part_of else ""


def _read_folder(folder: Path) -> list[dict[str, object]]:
    """The rows of a folder's deltagere.csv as rows of `tables.REACH`. Called for each edition that has any."""
    rows = read_reach_rows(folder)
    told = read_definitions(folder).reach
    if not rows or told is None:
        return []
    series = parse_reach(told).series
    return [
        {name: row.cells.get(name) for name in REACH.names}
        | {
            "base": _find_base(row, series),
            "window_start": pd.Timestamp(row.cells["window_start"]).date(),
            "window_end": pd.Timestamp(row.cells["window_end"]).date(),
            "reached": row.reached,
            "members": row.members,
        }
        for row in rows.values()
    ]


def read_earlier(folders: Sequence[Path]) -> ToldReach:
    """What the editions in these folders told of reach and courses, oldest first; of a row that several have, the
    first, which the others repeat. Called once a run. `Stop` where a file is not of its form."""
    rows = [row for folder in folders for row in _read_folder(folder)]
    table = pd.DataFrame(rows, columns=REACH.names).astype(dict.fromkeys(_COUNTS, "Int64"))
    cells = [row for folder in folders for row in _read_courses(folder)]
    courses = pd.DataFrame(cells, columns=COURSES.names).astype(dict.fromkeys(_OF_COURSES, "Int64"))
    return ToldReach(
        table.drop_duplicates(REACH_KEY).reset_index(drop=True),
        courses.drop_duplicates(list(COURSES.key)).reset_index(drop=True),
    )


def _read_courses(folder: Path) -> list[dict[str, object]]:
    """The rows of a folder's forloeb.csv with their numbers; none without the file. Called for each edition."""
    path = folder / COURSES_CSV
    cells = read_csv_rows(path) if path.is_file() else []
    return [
        row
        | {name: int(row[name]) if row[name] else None for name in _OF_COURSES}
        | {"weeks": float(row["weeks"]) if row["weeks"] else None}
        for row in cells
    ]


def _hide(table: pd.DataFrame, rule: pd.Series) -> pd.DataFrame:
    """The rows of reach that may be shown: the same rows, every number null where a rule hides it. Called before they
    are tabulated. rule: of `disclose.choose_reach_pattern`."""
    shown = table.astype(dict.fromkeys(_COUNTS, "Int64"))
    hidden = rule.notna().to_numpy()
    shown.loc[hidden, "status"] = Status.HIDDEN.value
    shown.loc[hidden, _COUNTS] = pd.NA
    return shown


def _tabulate(table: pd.DataFrame) -> pd.DataFrame:
    """The rows as they are published (`tables.PUBLISHED_REACH`): with coverage and its interval where there are counts.
    Called once a run. table: with no number in a hidden row."""
    records: Iterable[Any] = table.itertuples(index=False)  # pandas' stubs do not know a column's type
    numbers = [
        compute_coverage(int(row.reached), int(row.members)) if row.status == Status.SHOWN.value else (None, None, None)
        for row in records
    ]
    told = table.copy()
    told[["value", "lo", "hi"]] = pd.DataFrame(numbers, index=table.index, columns=["value", "lo", "hi"])
    # Nobody of nobody is said by the status alone, as in indicators.csv.
    told[_COUNTS] = told[_COUNTS].where(told["status"] == Status.SHOWN.value)
    return told[PUBLISHED_REACH.names].astype(PUBLISHED_REACH.dtypes)


@dataclass(frozen=True)
class PublishedReach:
    """A half-year's reach as it is published. Made by `choose_published_reach`."""

    reach: pd.DataFrame  # `tables.PUBLISHED_REACH`
    courses: pd.DataFrame  # `tables.COURSES`
    told: pd.DataFrame  # `tables.REACH` with no number in a hidden row, for definitioner.json


def choose_published_reach(
    counted: pd.DataFrame,
    courses: pd.DataFrame,
    half_year: HalfYear,
    measured: pd.DataFrame,
    pattern: pd.DataFrame,
    plan: Plan,
    earlier: ToldReach,
    *,
    published: pd.DataFrame | None,
    control: pd.DataFrame,
) -> PublishedReach:
    """A half-year's reach and courses to be published, hidden ones without a number. Called when a run or `hpanalysis
    check` computes the figures. counted, courses: of `measure`. measured, pattern, published, control: as of
    `disclose.choose_reach_pattern`. earlier: what was told before; of an edition of this half-year all is repeated."""
    told = earlier.table[earlier.table["half_year"] == str(half_year)].reset_index(drop=True)
    again = earlier.courses[earlier.courses["half_year"] == str(half_year)]
    # Where no activity has a target group, the courses alone are told.
    if len(told) or len(again):
        return PublishedReach(_tabulate(told), again[COURSES.names].astype(COURSES.dtypes), told)
    rule = disclose.choose_reach_pattern(
        counted,
        measured,
        pattern,
        plan,
        list_targets(plan),
        published=published,
        control=control,
        earlier=earlier.table,
    )
    told = _hide(counted, rule)
    return PublishedReach(_tabulate(told), _choose_courses(courses, told, plan), told)


def _is_few(number: int, k: int) -> bool:
    """Whether a number is of too few persons, but not of none. Called for each number that courses tell, and for what
    is left between two."""
    return 0 < number < k


def _choose_courses(courses: pd.DataFrame, told: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """The courses as they are published (`tables.COURSES`). Called once a run.

    All participants are told where no few are between them and those of the target group, and where the reach of all
    areas is told or the activity has no target group: beside a hidden reach they would bound it. Of those who ended is
    told where they are twice as many as the fewest, because in so small a group that all finished speaks of each, and
    where neither who goes on, finished nor broke off are few.
    """
    k, total = plan.participants_k, told[(told["area_id"] == plan.total.id) & (told["breakdown"] == "")]
    reached = dict(zip(total["activity_id"], total["reached"], strict=True))
    rows = []
    records: Iterable[Any] = courses.itertuples(index=False)  # pandas' stubs do not know a column's type
    for row in records:
        inside = reached.get(row.activity_id, 0)
        is_told: bool = (
            not pd.isna(inside) and not _is_few(row.participants, k) and not _is_few(row.participants - inside, k)
        )
        parts = (row.participants - row.ended, row.finished, row.ended - row.finished)
        ends = is_told and row.ended >= 2 * k and not any(_is_few(number, k) for number in parts)
        rows.append(
            {
                "activity_id": row.activity_id,
                "half_year": row.half_year,
                "status": (Status.SHOWN if is_told else Status.HIDDEN).value,
                "participants": row.participants if is_told else None,
                "ended": row.ended if ends else None,
                "finished": row.finished if ends else None,
                "weeks": row.weeks if ends else None,
            }
        )
    return pd.DataFrame(rows, columns=COURSES.names).astype(COURSES.dtypes)


def format_reach_csv(table: pd.DataFrame) -> str:
    """The text of deltagere.csv, columns `tables.PUBLISHED_REACH`. Called when the data files of a half-year are
    written."""
    return write_csv(table, PUBLISHED_REACH, [_DECIMALS] * len(table))


def format_courses_csv(table: pd.DataFrame) -> str:
    """The text of forloeb.csv, columns `tables.COURSES`. Called when the data files of a half-year are written."""
    return write_csv(table, COURSES, [_DECIMALS] * len(table))
