"""The deliveries as a table, a row each: what the rules across files and time are evaluated on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow.parquet as pq

from hpanalysis.definitions import catalogue
from hpanalysis.definitions.model import Place
from hpanalysis.frame_files import CONFIG, read_frame
from hpanalysis.plan import Plan
from hpanalysis.validate.copies import find_copies
from hpanalysis.validate.delivered import Delivered
from hpanalysis.validate.last_delivery import Change, Comparison, compare_deliveries, count_doubled_departments
from hpanalysis.validate.month_leaps import find_month_leaps
from hpanalysis.validate.oddities import Kind, Oddity
from hpanalysis.validate.row_leaps import find_row_leaps
from hpanalysis.validate.row_order import find_sorted_columns
from hpanalysis.validate.table_leaps import find_table_leaps, find_tables

# With fewer rows than this in the delivery before, a fifth more or less is chance, and no ratio is computed.
ENOUGH_ROWS = 100
# From so many on a tenth more or less is asked about too, for so many do not come and go at once.
MANY_ROWS = 1000

# A person is represented by 64 bits of a hash, because millions of rows are sorted by them and numbers sort faster than
# texts. Only counts come out.
_DELIVERED = """
create or replace temp table delivered as
select hash(person) as person, {day} as day, date_trunc('month', {day})::date as month,
  coalesce(area_id, '') as area_id, {code}::varchar as code
from frame
"""
# Few persons are in two areas at all, and only their days are asked about.
_ONE_SOURCE = """
with moved as (select person from delivered group by person having min(area_id) <> max(area_id)),
  on_a_day as (
    select person from delivered where person in (from moved)
    group by person, day having min(area_id) <> max(area_id)
  )
select (select count(distinct person) from delivered), (select count(distinct person) from on_a_day)
"""
_MET_TABLE = """
create temp table met (
  half_year usmallint, source usmallint, person ubigint, month date, area_id varchar, code varchar
)
"""
# One row for all that a delivery says alike of a person in a month; `half_year` and `source` are numbers.
_MET = """
insert into met
select distinct $half_year, $source, person, month, area_id, code from delivered {where}
"""
# A delivery is compared with what had come by then, so that the answer for an old one never changes. One source at a
# time is compared with the others, because a source that delivers the same months again and again would else be joined
# with itself, which is most of the work.
_OTHER_SOURCES = """
select mine.half_year, mine.source, count(distinct mine.person),
  count(distinct mine.person) filter (mine.area_id <> theirs.area_id),
  count(distinct mine.person) filter (mine.code is not null and theirs.code is not null),
  count(distinct mine.person) filter (mine.code <> theirs.code)
from (select * from met where source = $source) as mine
join (select * from met where source <> $source) as theirs
  on mine.person = theirs.person and mine.month = theirs.month and theirs.half_year <= mine.half_year
group by all
"""

# Delivery (half-year, source) -> counts of persons.
Counts = dict[tuple[str, str], tuple[int, ...]]


def _select_with_persons(delivered: list[Delivered]) -> list[Delivered]:
    """Select the deliveries whose rows put a person in an area at a time, and from which figures are computed. Called
    before persons are counted; other deliveries have no persons to compare."""
    return [d for d in delivered if d.source.has_persons and catalogue.list_indicators_of(d.source)]


def _find_shared_codes() -> set[str]:
    """Find the columns of codes that several sources have of the same persons, such as a month's benefit. Called when
    persons are counted."""
    names = [c.name for source in catalogue.sources().values() if source.has_persons for c in source.columns if c.codes]
    return {name for name in names if names.count(name) > 1}


def _find_largest_source(delivered: list[Delivered]) -> str:
    """Find the source with most rows in all its deliveries. Called when persons are counted: of its rows only those are
    kept that another source can be compared with, which spares most of the work."""
    rows: Counter[str] = Counter()
    for delivery in delivered:
        rows[delivery.source.name] += pq.read_metadata(delivery.frame).num_rows
    return max(rows, key=lambda name: rows[name])


def _open_persons(connection: duckdb.DuckDBPyConnection, delivery: Delivered, shared: set[str]) -> None:
    """Give a connection a delivery's persons as the table `delivered`: when, where, and with which code. Called for
    each delivery with persons. shared: what `_find_shared_codes` gave; a source with none has null."""
    frame = read_frame(connection, delivery.frame)
    there = shared & set(frame.columns)
    code = next((column.name for column in delivery.source.columns if column.name in there), "null")
    frame.create_view("frame")
    connection.execute(_DELIVERED.format(day=delivery.source.period, code=code))


def _count_persons(delivered: list[Delivered]) -> tuple[Counts, Counts]:
    """Count the persons whom a delivery, or two sources, place in two areas or give two codes, by delivery.

    Called once by `build_deliveries_frame`. The first result: persons of the delivery, and those of them that are in
    two areas on the same day. The second: persons that another source has in the same month too; those of them that it
    has in another area; those to whom both give a code, such as a benefit; and those of them to whom it gives another.
    A delivery without persons has no entry.
    """
    with_persons = _select_with_persons(delivered)
    if not with_persons:
        return {}, {}
    largest, shared = _find_largest_source(with_persons), _find_shared_codes()
    half_years = sorted({delivery.half_year for delivery in with_persons})
    sources = sorted({delivery.source.name for delivery in with_persons})
    within: Counts = {}
    with duckdb.connect(config=CONFIG) as connection:
        connection.execute(_MET_TABLE)
        for delivery in sorted(with_persons, key=lambda each: each.source.name == largest):
            _open_persons(connection, delivery, shared)
            within[delivery.key] = connection.execute(_ONE_SOURCE).fetchall()[0]
            place = {"half_year": half_years.index(delivery.half_year), "source": sources.index(delivery.source.name)}
            where = "where (person, month) in (select person, month from met where source <> $source)"
            connection.execute(_MET.format(where=where if delivery.source.name == largest else ""), place)
        rows = [
            row for n in range(len(sources)) for row in connection.execute(_OTHER_SOURCES, {"source": n}).fetchall()
        ]
    return within, {(str(half_years[half]), sources[source]): tuple(counts) for half, source, *counts in rows}


def _count_unknown_areas(path: Path, plan: Plan) -> int:
    """Count the rows of a frame (Parquet) with an area that the plan does not have. Called for each delivery. A null,
    which stands for outside all areas, is not counted; neither is a frame without areas, a list of participants."""
    if "area_id" not in pq.read_schema(path).names:
        return 0
    known = {None, *(area.id for area in (*plan.areas_as_printed, *plan.all_areas))}
    areas = pq.read_table(path, columns=["area_id"])["area_id"].value_counts().to_pylist()
    return sum(area["counts"] for area in areas if area["values"] not in known)


def _list_rows_before(delivered: list[Delivered], rows: dict[tuple[str, str], int]) -> Iterator[int | None]:
    """Yield for each delivery how many rows the same source's delivery before it had; None for the first of a source,
    and for tables by area and lists of participants, which gain rows every time. Called once, for the column rows_ratio
    of the table that the rules across deliveries are evaluated on. delivered: oldest first; rows: how many each has, by
    delivery."""
    last: dict[str, int] = {}
    for delivery in delivered:
        grows = delivery.source.place in (Place.AREA, Place.NOWHERE)
        yield None if grows else last.get(delivery.source.name)
        last[delivery.source.name] = rows[delivery.key]


def find_oddities(delivered: list[Delivered]) -> list[list[Oddity]]:
    """What is odd about each delivery beside those before it, such as shares that leap or figures that are gone; in the
    order given, which is oldest first. Called once for all deliveries that a run or `hpanalysis check` has loaded,
    before the oddities are listed for the data unit and `build_deliveries_frame` counts them."""
    found = (
        find_row_leaps(delivered, find_tables(delivered)),
        find_table_leaps(delivered),
        find_copies(delivered),
        find_month_leaps(delivered),
        find_sorted_columns(delivered),
    )
    return [[oddity for each in of_delivery for oddity in each] for of_delivery in zip(*found, strict=True)]


def build_deliveries_frame(
    delivered: list[Delivered],
    plan: Plan,
    compared: list[Comparison] | None = None,
    odd: list[list[Oddity]] | None = None,
) -> pd.DataFrame:
    """Build the table that the rules across files and time are evaluated on: a row a delivery, in the order given.

    Called when a run or `hpanalysis check` has loaded its deliveries. delivered: oldest first. Columns: half_year,
    source; rows, and rows_ratio to the delivery before (null without one of at least ENOUGH_ROWS, and for tables by
    area); many_rows_ratio (null without MANY_ROWS there); same_files, changed_files; unknown_areas [rows]; persons and
    two_areas [persons, 0 where a source has none]; compared: the persons that another source has in the same month too;
    elsewhere: those of them that it has in another area; elsewhere_share (null where none is compared); coded,
    other_codes and other_codes_share: the same of the codes that both give, such as benefits; areas_before,
    leapt_areas, gone_areas: the areas held against the delivery before, and those whose share has leapt or is all but
    gone; departments_before, lost_departments: those of a register of departments; cases_before, moved_cases,
    redated_cases: those in another department, or with another day; doubled_departments; files, and fewer_files: how
    many fewer than before; and for each `Kind` of oddity how many there are. compared: what `compare_deliveries` gave,
    odd: what `find_oddities` gave; None to call these here.
    """
    rows = {delivery.key: pq.read_metadata(delivery.frame).num_rows for delivery in delivered}
    within, others = _count_persons(delivered)
    compared = compare_deliveries(delivered) if compared is None else compared
    odd = find_oddities(delivered) if odd is None else odd
    befores = _list_rows_before(delivered, rows)
    table: list[dict[str, object]] = []
    files: dict[str, int] = {}
    for delivery, before, since, own in zip(delivered, befores, compared, odd, strict=True):
        persons, two_areas = within.get(delivery.key, (0, 0))
        in_both, elsewhere, coded, other_codes = others.get(delivery.key, (0, 0, 0, 0))
        table.append(
            {
                "half_year": str(delivery.half_year),
                "source": delivery.source.name,
                "rows": rows[delivery.key],
                "rows_ratio": rows[delivery.key] / before if before and before >= ENOUGH_ROWS else None,
                "many_rows_ratio": rows[delivery.key] / before if before and before >= MANY_ROWS else None,
                "same_files": delivery.same_files,
                "changed_files": delivery.changed_files,
                # Rows, then persons.
                "unknown_areas": _count_unknown_areas(delivery.frame, plan),
                "persons": persons,
                "two_areas": two_areas,
                # Persons that another source has in the same month too, and those of them that it has in another area.
                "compared": in_both,
                "elsewhere": elsewhere,
                "elsewhere_share": elsewhere / in_both if in_both else None,
                "coded": coded,
                "other_codes": other_codes,
                "other_codes_share": other_codes / coded if coded else None,
                "areas_before": since.areas,
                "leapt_areas": since.count(Change.LEAPT, Change.GONE),
                "gone_areas": since.count(Change.GONE),
                # Of a register of departments; then of cases, moved where they are in another department than before.
                "departments_before": since.departments,
                "lost_departments": since.count(Change.DEPARTMENT_LOST),
                "cases_before": since.cases,
                "moved_cases": since.count(Change.CASE_MOVED),
                "redated_cases": since.count(Change.CASE_REDATED),
                "doubled_departments": count_doubled_departments(delivery),
                "files": delivery.files,
                "fewer_files": max(files.get(delivery.source.name, 0) - delivery.files, 0) if delivery.files else 0,
                # How many oddities there are of each kind.
                **{kind.value: sum(oddity.kind is kind for oddity in own) for kind in Kind},
            }
        )
        files[delivery.source.name] = delivery.files
    return pd.DataFrame(table).astype(
        dict.fromkeys(("rows_ratio", "many_rows_ratio", "elsewhere_share", "other_codes_share"), "float64")
    )
