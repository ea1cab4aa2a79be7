"""Rows of a frame -> what each person adds to numerator and denominator in each area.

Narwhals on DuckDB over Parquet. Sums are of integers; a person who moved within the window has a row in each area.
"""

from __future__ import annotations

import os
from datetime import timedelta
from functools import cache
from pathlib import Path

import duckdb
import narwhals as nw
import pandas as pd

from hpanalysis.definitions.model import Count, Source
from hpanalysis.definitions.windows import Span
from hpanalysis.errors import Stop

PARTS = ("numerator", "denominator")


@cache
def _connection(process: int) -> duckdb.DuckDBPyConnection:
    return duckdb.connect(config={"autoinstall_known_extensions": False, "autoload_known_extensions": False})


def get_connection() -> duckdb.DuckDBPyConnection:
    """This process's connection. It fetches nothing: extensions are neither installed nor loaded by themselves."""
    return _connection(os.getpid())


def scan_frame(path: Path, source: Source) -> nw.LazyFrame:
    """The frame, with `person` numbering the rows of a source that has no persons."""
    person = "person" if source.has_persons else "row_number() over ()"
    others = "* exclude (person)" if source.has_persons else "*"
    return nw.from_native(
        get_connection().sql(f"select {person} as person, {others} from read_parquet('{path.as_posix()}')")
    )


def _in_window(frame: nw.LazyFrame, part: Count, span: Span) -> nw.LazyFrame:
    period = nw.col(part.period)
    inside = (period >= span.start) & (period < span.end + timedelta(days=1))
    return frame.filter(inside if part.rows is None else inside & part.rows)


def express_amount(part: Count) -> nw.Expr:
    """What a row adds: its column, or 1, where the condition holds; 0 elsewhere."""
    whole = nw.lit(1) if part.column is None else nw.col(part.column)
    if part.where is None:
        return whole
    return nw.when(part.where).then(whole).otherwise(nw.lit(0))


def _by_person(frame: nw.LazyFrame, parts: dict[str, Count]) -> nw.LazyFrame:
    """The rows of each person in each area, added."""
    rows = frame.select("person", "area_id", *(express_amount(part).alias(name) for name, part in parts.items()))
    return rows.group_by("person", "area_id").agg(*(nw.col(name).sum() for name in parts))


def _by_sums(frame: nw.LazyFrame, parts: dict[str, Count]) -> nw.LazyFrame:
    """As `_by_person`, but the condition is held against each person's sums, in the area she lived in last."""
    one = next(iter(parts.values()))
    last = frame.filter(nw.col(one.period) == nw.col(one.period).max().over("person"))
    homes = last.group_by("person").agg(nw.col("area_id").min())
    sums = frame.group_by("person").agg(*(nw.col(column).sum().cast(nw.Int64) for column in one.per_person))
    amounts_ = (express_amount(part).alias(name) for name, part in parts.items())
    return sums.join(homes, on="person", how="left").select("person", "area_id", *amounts_)


def _counted(parts: dict[str, Count], path: Path, span: Span) -> pd.DataFrame:
    """Columns person, area_id and a column a part. The parts read the same rows of the same source: one pass."""
    one = next(iter(parts.values()))
    frame = _in_window(scan_frame(path, one.source), one, span)
    if one.source.by_month:
        _check_months(frame, one.source, span)
    counted = (_by_sums if one.per_person else _by_person)(frame, parts)
    return counted.with_columns(*(nw.col(name).cast(nw.Int64) for name in parts)).collect("pandas").to_native()


def _check_months(frame: nw.LazyFrame, source: Source, span: Span) -> None:
    """A monthly source must hold every month of the window: a missing month would pass as a low figure."""
    found = frame.select(nw.col(source.period)).unique().collect("pandas").to_native()[source.period]
    present = {pd.Timestamp(value).date() for value in found}
    missing = [month for month in span.months(source.months_without_rows) if month not in present]
    if missing:
        raise Stop(
            f"Måneden {missing[0]:%Y-%m} mangler i udtrækket.",
            place=f"»{source.usual_file}«",
            expected=f"alle måneder fra {span.start:%Y-%m} til {span.end:%Y-%m}.",
            do="Bed om et nyt udtræk, og kør igen.",
            ask=f"{source.contact}.",
        )


def _same_rows(parts: dict[str, Count]) -> list[dict[str, Count]]:
    """The parts, those together that read the same rows."""
    together: dict[tuple, dict[str, Count]] = {}
    for name, part in parts.items():
        together.setdefault((part.source.name, part.period, id(part.rows), part.per_person), {})[name] = part
    return list(together.values())


def compute_amounts(parts: dict[str, Count], frames: dict[str, Path], span: Span) -> pd.DataFrame:
    """Columns person, area_id (null outside the areas), numerator and denominator [int64, 0 where nothing].

    parts: `numerator` and, unless the indicator is a count, `denominator`. frames: the frame of each source.
    """
    found = None
    for same in _same_rows(parts):
        rows = _counted(same, frames[next(iter(same.values())).source.name], span)
        found = rows if found is None else found.merge(rows, on=["person", "area_id"], how="outer")
    for name in PARTS:
        found[name] = found[name].fillna(0).astype("int64") if name in found else 0
    return found
