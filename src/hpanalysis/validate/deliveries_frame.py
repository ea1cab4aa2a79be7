"""The deliveries as a table, a row each, with what a rule across files and time is held against."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow.parquet as pq

from hpanalysis.definitions import catalogue
from hpanalysis.definitions.model import Place, Source
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.plan import Plan

# Below this many rows a fifth more or less is chance.
ENOUGH_ROWS = 100

# Persons are told apart by 64 bits of a hash: millions of rows are sorted by them, and only counts come out.
_PERSONS = """
create temp table persons as
select half_year, source, hash(person) as person, day, date_trunc('month', day)::date as month,
  coalesce(area_id, '') as area_id
from ({rows})
"""
_ONE_SOURCE = """
select half_year, source, count(distinct person), count(distinct person) filter (first_area <> last_area)
from (
  select half_year, source, person, min(area_id) as first_area, max(area_id) as last_area
  from persons group by half_year, source, person, day
)
group by all
"""
# A delivery is held against what had come by then, so that what is found of an old one never changes. One source at a
# time: joined with itself, a source that delivers the same months again and again is most of the work.
_OTHER_SOURCES = """
select mine.half_year, mine.source, count(distinct mine.person),
  count(distinct mine.person) filter (mine.area_id <> theirs.area_id)
from (select * from persons where source = $source) as mine
join (select * from persons where source <> $source) as theirs
  on mine.person = theirs.person and mine.month = theirs.month and theirs.half_year <= mine.half_year
group by all
"""


@dataclass(frozen=True)
class Delivered:
    """A source's files in a half-year, and the frame they were loaded to.

    same_files: how many are byte for byte those of an earlier half-year though a window closed since.
    changed_files: how many are not what they were when the run began.
    """

    half_year: HalfYear
    source: Source
    frame: Path
    same_files: int
    changed_files: int

    @property
    def key(self) -> tuple[str, str]:
        return str(self.half_year), self.source.name


def _select_with_persons(delivered: list[Delivered]) -> list[Delivered]:
    """Those whose rows put a person in a place at a time, and that figures are computed from."""
    return [d for d in delivered if d.source.has_persons and catalogue.list_indicators_of(d.source)]


def _count_persons(delivered: list[Delivered]) -> tuple[dict, dict]:
    """By delivery: (persons, those in two areas on a day); (persons of other sources too, those elsewhere there)."""
    rows = [
        f"select '{d.half_year}' as half_year, '{d.source.name}' as source, person, {d.source.period} as day, area_id "
        f"from read_parquet('{d.frame.as_posix()}')"
        for d in _select_with_persons(delivered)
    ]
    if not rows:
        return {}, {}
    config = {"autoinstall_known_extensions": False, "autoload_known_extensions": False}
    with duckdb.connect(config=config) as connection:
        connection.execute(_PERSONS.format(rows=" union all ".join(rows)))
        one = connection.execute(_ONE_SOURCE).fetchall()
        names = sorted({d.source.name for d in _select_with_persons(delivered)})
        others = [row for name in names for row in connection.execute(_OTHER_SOURCES, {"source": name}).fetchall()]
    return _index_by_delivery(one), _index_by_delivery(others)


def _index_by_delivery(rows: list[tuple]) -> dict[tuple[str, str], tuple[int, int]]:
    return {(half_year, source): (persons, found) for half_year, source, persons, found in rows}


def _count_unknown_areas(path: Path, plan: Plan) -> int:
    """Rows with an area that the plan does not have; outside all areas (null) is none of them."""
    known = {None, *(area.id for area in (*plan.areas_as_printed, *plan.all_areas))}
    counted = pq.read_table(path, columns=["area_id"])["area_id"].value_counts().to_pylist()
    return sum(each["counts"] for each in counted if each["values"] not in known)


def _list_rows_before(delivered: list[Delivered], rows: dict[tuple[str, str], int]) -> Iterator[int | None]:
    """Rows of the same source's delivery before; None for the first, and for tables by area: they gain years."""
    last: dict[str, int] = {}
    for each in delivered:
        yield None if each.source.place is Place.AREA else last.get(each.source.name)
        last[each.source.name] = rows[each.key]


def build_deliveries_frame(delivered: list[Delivered], plan: Plan) -> pd.DataFrame:
    """A row a delivery, oldest first as given.

    Columns: half_year, source; rows, and rows_ratio to the delivery before (null without one of at least ENOUGH_ROWS,
    and for tables by area); same_files, changed_files; unknown_areas [rows]; persons and two_areas [persons, 0 where
    a source has none]; compared: the persons that another source has in the same month too; elsewhere: those of them
    that it has in another area; elsewhere_share.
    """
    rows = {each.key: pq.read_metadata(each.frame).num_rows for each in delivered}
    one, others = _count_persons(delivered)
    found = []
    for each, before in zip(delivered, _list_rows_before(delivered, rows), strict=True):
        persons, two_areas = one.get(each.key, (0, 0))
        compared, elsewhere = others.get(each.key, (0, 0))
        found.append(
            {
                "half_year": str(each.half_year),
                "source": each.source.name,
                "rows": rows[each.key],
                "rows_ratio": rows[each.key] / before if before and before >= ENOUGH_ROWS else None,
                "same_files": each.same_files,
                "changed_files": each.changed_files,
                "unknown_areas": _count_unknown_areas(each.frame, plan),
                "persons": persons,
                "two_areas": two_areas,
                "compared": compared,
                "elsewhere": elsewhere,
                "elsewhere_share": elsewhere / compared if compared else None,
            }
        )
    return pd.DataFrame(found).astype({"rows_ratio": "float64", "elsewhere_share": "float64"})
