"""Rows of a frame -> what each person adds to numerator and denominator in each area.

Narwhals on DuckDB over Parquet, because a frame may hold every resident in every month, which is more than a laptop's
memory. Sums are of integers; a person who moved within the window has a row in each area.
"""

from __future__ import annotations

import os
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import duckdb
import narwhals as nw
import pandas as pd

from hpanalysis.definitions import bridges
from hpanalysis.definitions.model import ROWS, Count, Indicator, Source
from hpanalysis.definitions.windows import Span
from hpanalysis.frame_files import CONFIG, open_frame, read_frame

PARTS = ("numerator", "denominator")
# Columns that no source has: a person's last day in an area, and the area she lived in last.
_LAST_DAY, _HOME = "sidste dag", "sidste område"


@cache
def _open_connection(process: int) -> duckdb.DuckDBPyConnection:
    """The DuckDB connection of the process with the id `process`, opened at the first call and kept. It goes by the id,
    because a connection inherited from a parent process must not be used. Called by `get_connection` only."""
    return duckdb.connect(config=CONFIG)


def get_connection() -> duckdb.DuckDBPyConnection:
    """This process's DuckDB connection, by which the rows of frames are counted. It neither installs nor loads
    extensions. Called by `scan_frame`, for each window that is counted and each delivery whose months are counted."""
    return _open_connection(os.getpid())


def list_counted_parts(indicator: Indicator) -> dict[str, Count]:
    """An indicator's numerator and denominator, by these names, where they are counted from rows; one that it lacks is
    left out, and both where its figures are delivered ready made. Called when windows and months are counted or looked
    for, and to see whether windows can be pooled and persons followed, which takes counted rows."""
    parts = {"numerator": indicator.numerator, "denominator": indicator.denominator}
    return {name: part for name, part in parts.items() if isinstance(part, Count)}


def list_parts_of_window(indicator: Indicator, span: Span) -> dict[str, Count]:
    """An indicator's numerator and denominator as a window counts them, by these names (`list_counted_parts`): the
    numerator by the rule of a bridge where the window is counted by that. Called for each window that is counted."""
    parts = list_counted_parts(indicator)
    if bridges.is_by_new_rule(indicator, span.id, span.end):
        parts["numerator"] = bridges.count_by_new_rule(indicator)
    return parts


def scan_frame(path: Path, source: Source) -> nw.LazyFrame:
    """The loaded rows of a source, not read yet; the column `person` is the pseudonym, or the row's number if the
    source has no persons. Called for each window that is counted, and for each delivery that months are counted from.
    path: the Parquet file."""
    rows = read_frame(get_connection(), path)
    return nw.from_native(rows if source.has_persons else rows.project("row_number() over () as person, *"))


def read_months(source: Source, path: Path) -> list[date]:
    """The first days of the months that a frame has rows of, in no set order. Called for each delivery of a monthly
    source, when its months are counted for a chart, and when it is checked that a window lacks no month."""
    return open_frame(path).to_table(columns=[source.period])[source.period].unique().to_pylist()


def _select_window(frame: nw.LazyFrame, part: Count, span: Span) -> nw.LazyFrame:
    """The rows of a frame that lie in a window, and of them those that a numerator or denominator (`part`) counts.
    Called for each window that is counted: once if numerator and denominator count the same rows, else once for each.
    span: the window's first and last day, both included."""
    period = nw.col(part.period)
    inside = (period >= span.start) & (period < span.end + timedelta(days=1))
    return frame.filter(inside if part.rows is None else inside & part.rows)


def express_amount(part: Count) -> nw.Expr:
    """What a row adds to a numerator or denominator: its column, or 1, where the condition holds; 0 elsewhere. Called
    for each of the two when windows and months are counted."""
    amount = nw.lit(1) if part.column is None else nw.col(part.column)
    if part.where is None:
        return amount
    return nw.when(part.where).then(amount).otherwise(nw.lit(0))


def _sum_by_person(frame: nw.LazyFrame, parts: dict[str, Count]) -> nw.LazyFrame:
    """A row a person and area, with what the person's rows in the area add to numerator and denominator. Called for
    each window that is counted, unless the indicator tests each person's sums (`_test_sums_of_person`). frame: the rows
    of the window. parts: numerator and denominator, by their names."""
    rows = frame.select("person", "area_id", *(express_amount(part).alias(name) for name, part in parts.items()))
    return rows.group_by("person", "area_id").agg(*(nw.col(name).sum() for name in parts))


def _test_sums_of_person(frame: nw.LazyFrame, parts: dict[str, Count]) -> nw.LazyFrame:
    """A row a person, in the area she lived in last: 1 where her sums over the window meet the condition, else 0.
    Called in place of `_sum_by_person` where an indicator tests a person's sums, such as pupils absent more than a
    tenth of the year, which no single day tells. frame: the window's rows. parts: numerator and denominator."""
    any_part = next(iter(parts.values()))
    if any_part.counted_rows is not None:
        frame = frame.with_columns(nw.when(any_part.counted_rows).then(nw.lit(1)).otherwise(nw.lit(0)).alias(ROWS))
    summed = [nw.col(column).sum() for column in any_part.per_person]
    # Few persons have moved, so what is asked of each area is asked of little more than a row a person.
    by_area = frame.group_by("person", "area_id").agg(nw.col(any_part.period).max().alias(_LAST_DAY), *summed)
    was_last = nw.col(_LAST_DAY) == nw.col(_LAST_DAY).max().over("person")
    by_area = by_area.with_columns(nw.when(was_last).then(nw.col("area_id")).alias(_HOME))
    sums = by_area.group_by("person").agg(nw.col(_HOME).min(), *summed)
    sums = sums.with_columns(*(nw.col(column).cast(nw.Int64) for column in any_part.per_person))
    amounts = (express_amount(part).alias(name) for name, part in parts.items())
    return sums.select("person", nw.col(_HOME).alias("area_id"), *amounts)


def _read_amounts(parts: dict[str, Count], path: Path, span: Span) -> pd.DataFrame:
    """Columns person, area_id and the names in `parts` (numerator, denominator or both): what each person adds to them
    in a window, read from one frame. Called when an indicator's window is counted, once for all parts that read the
    same rows. path: the frame of their source. span: the window."""
    any_part = next(iter(parts.values()))
    frame = _select_window(scan_frame(path, any_part.source), any_part, span)
    amounts = (_test_sums_of_person if any_part.per_person else _sum_by_person)(frame, parts)
    return amounts.with_columns(*(nw.col(name).cast(nw.Int64) for name in parts)).collect("pandas").to_native()


def _group_by_rows_read(parts: dict[str, Count]) -> list[dict[str, Count]]:
    """Numerator and denominator, by their names, in groups that read the same rows, so that a source is read once for
    both. Called for each window that is counted."""
    groups: dict[tuple[str, str, int, tuple[str, ...]], dict[str, Count]] = {}
    for name, part in parts.items():
        groups.setdefault((part.source.name, part.period, id(part.rows), part.per_person), {})[name] = part
    return list(groups.values())


def compute_amounts(parts: dict[str, Count], frames: dict[str, Path], span: Span) -> pd.DataFrame:
    """Columns person, area_id (null outside the areas), numerator and denominator [int64, 0 where nothing]. Called for
    each delivered window of an indicator, the first time that `WindowAmounts` is asked for it. parts: `numerator` and,
    unless the indicator is a count, `denominator`. frames: source -> the Parquet file it was loaded into. span: the
    window."""
    first, *others = (
        _read_amounts(group, frames[next(iter(group.values())).source.name], span)
        for group in _group_by_rows_read(parts)
    )
    amounts = first
    for other in others:
        amounts = amounts.merge(other, on=["person", "area_id"], how="outer")
    for name in PARTS:
        amounts[name] = amounts[name].fillna(0).astype("int64") if name in amounts else 0
    return amounts
