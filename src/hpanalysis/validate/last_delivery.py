"""A delivery against the one before it from the same source: areas whose share has leapt, and departments now gone.

A supplier who begins to write a street or a department in another way gives no error anywhere else: the rows are whole,
and only fewer of them lie in the areas.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from hpanalysis.definitions import catalogue
from hpanalysis.definitions.model import Count, Place, Source
from hpanalysis.frame_files import CONFIG, read_frame
from hpanalysis.validate.delivered import Delivered

# A share that leaps by chance alone does so once in a million: a run asks some hundred times, and nobody reads a rule
# that is broken every year. A large area may drift for real, so its share must be another by a sixth too.
CHANCE = 1e-6
LEAST_LEAP = 0.15
# An area with less than a tenth of its share is not one that people have moved from.
GONE = 0.1

ALL_AREAS = "alle områder"
_DEPARTMENT = ("organisation", "afdeling")


class Change(Enum):
    """What is another than in the delivery before. The value is printed in the protected list."""

    LEAPT = "områdets andel er sprunget"
    GONE = "området er næsten forsvundet"
    DEPARTMENT_LOST = "boligafdelingen er ikke med mere"
    CASE_MOVED = "sagen hører til en anden boligafdeling"
    CASE_REDATED = "sagen har en anden dato"


@dataclass(frozen=True)
class Changed:
    """An area, a department or a case of a delivery that is another than before. Made by `compare_deliveries`; names
    and counts are for the protected folder alone."""

    half_year: str
    source: str
    what: Change
    name: str  # the area's id, organisation and department, or organisation and case
    before: int  # persons, dwellings or cases; 1 for a department or a case
    now: int


@dataclass(frozen=True)
class Comparison:
    """What a delivery was held against the one before it for: how many areas, departments and cases, and those that are
    another. Made for each delivery; all empty for the first of a source and for tables by area."""

    areas: int = 0
    departments: int = 0
    cases: int = 0
    changes: tuple[Changed, ...] = ()

    def count(self, *kinds: Change) -> int:
        """How many areas, departments or cases have changed in one of these ways since the delivery before. Called by
        `build_deliveries_frame` for the counts that the rules across deliveries look at."""
        return sum(change.what in kinds for change in self.changes)


def _find_size_column(source: Source) -> str | None:
    """The column that says how large a row is, such as a department's dwellings: what the source's indicators are
    divided by. None where each row counts as one. Called for each delivery, when it is compared with the delivery
    before, and when departments that are counted twice are looked for."""
    for key in catalogue.list_indicators_of(source):
        denominator = catalogue.indicators()[key].denominator
        if isinstance(denominator, Count) and denominator.source == source and denominator.column:
            return denominator.column
    return None


def _count_by_area(delivery: Delivered) -> dict[str | None, int]:
    """How many persons (dwellings, cases) a delivery has in each area; None is outside the areas. Called for each
    delivery but tables by area, when it is compared with the one before it from the same source."""
    size, there = _find_size_column(delivery.source), pq.read_schema(delivery.frame).names
    if delivery.source.has_persons:
        counted = "count(distinct hash(person))"
    elif size is not None and size in there:
        counted = f"coalesce(sum({size}), 0)"
    else:
        counted = "count(*)"
    with duckdb.connect(config=CONFIG) as connection:
        read_frame(connection, delivery.frame).create_view("delivered")
        rows = connection.execute(f"select area_id, {counted} from delivered group by area_id").fetchall()
    return {area: int(count) for area, count in rows}


def _judge_share(before: int, now: int, all_before: int, all_now: int) -> Change | None:
    """How an area's share of a delivery has changed since the delivery before: `GONE` if less than a tenth of it is
    left, else `LEAPT`; None if it has moved by less than 15 per cent of itself, or chance may have moved it so. Called
    for each area and for all together. before, now: the area's counts; all_before, all_now: the deliveries'. Given both
    counts together, the later one is binomial where the share is the same."""
    if before + now == 0 or all_before == 0 or all_now == 0:
        return None
    share_before, share_now = before / all_before, now / all_now
    if abs(share_now - share_before) < LEAST_LEAP * share_before:
        return None
    from scipy.stats import binomtest  # half a second, and few shares come this far

    if binomtest(now, before + now, all_now / (all_before + all_now)).pvalue >= CHANCE:
        return None
    return Change.GONE if share_now < GONE * share_before else Change.LEAPT


def _compare_areas(delivery: Delivered, now: dict[str | None, int], before: dict[str | None, int]) -> list[Changed]:
    """The areas whose share of the delivery has leapt since the one before, and all of them together. Called for each
    delivery that has one before it. now, before: persons (or dwellings, cases) by area, None outside the areas."""
    totals = sum(before.values()), sum(now.values())
    pairs = {area: (before.get(area, 0), now.get(area, 0)) for area in {**before, **now} if area is not None}
    together = sum(pair[0] for pair in pairs.values()), sum(pair[1] for pair in pairs.values())
    found = []
    for name, (earlier, later) in [*sorted(pairs.items()), (ALL_AREAS, together)]:
        if (what := _judge_share(earlier, later, *totals)) is not None:
            found.append(Changed(*delivery.key, what, name, earlier, later))
    return found


def _list_departments(delivery: Delivered) -> set[tuple[str, str]]:
    """The departments (organisation, department) in the newest period of a delivery that is to have them all, because
    indicators are divided by their size; none for any other source. Called for each delivery but tables by area, to see
    which are gone since the delivery before."""
    period, there = delivery.source.period, pq.read_schema(delivery.frame).names
    if _find_size_column(delivery.source) is None or not {*_DEPARTMENT, period} <= {*there}:
        return set()
    table = pq.read_table(delivery.frame, columns=[*_DEPARTMENT, period])
    newest: pa.Table = table.filter(pc.equal(table[period], pc.max(table[period])))
    return set(zip(*(newest[name].to_pylist() for name in _DEPARTMENT), strict=True))


def count_doubled_departments(delivery: Delivered) -> int:
    """How many departments stand both as a whole and block by block in the same period, with the same size, so that
    they are counted twice. Called for each delivery that a run or `hpanalysis check` has loaded, because a rule asks
    for none; 0 for a source that does not tell how large its departments are."""
    size, there = _find_size_column(delivery.source), pq.read_schema(delivery.frame).names
    wanted = [*_DEPARTMENT, "blok", delivery.source.period, size]
    if size is None or not {*wanted} <= {*there}:
        return 0
    keys = [*_DEPARTMENT, delivery.source.period]
    table = pq.read_table(delivery.frame, columns=wanted).to_pandas()
    whole = table[table["blok"].isna()].groupby(keys)[size].sum()
    blocks = table[table["blok"].notna()].groupby(keys)[size].sum()
    both = whole.index.intersection(blocks.index)
    return int(((whole[both] == blocks[both]) & (whole[both] > 0)).sum())


_Case = tuple[str, str | None, date]  # department, block, and the day it began


def _read_cases(delivery: Delivered) -> dict[tuple[str, str], _Case]:
    """Each case of a delivery: (organisation, case number) -> (department, block, day); empty for a source without
    cases. Called for each delivery but tables by area, to find cases that have another department or another day in the
    next delivery."""
    numbers = [column.name for column in delivery.source.columns if column.tells_cases_apart]
    wanted = ["organisation", *numbers, "afdeling", "blok", delivery.source.period]
    if not numbers or not {*wanted} <= {*pq.read_schema(delivery.frame).names}:
        return {}
    columns = pq.read_table(delivery.frame, columns=wanted)
    rows = zip(*(columns[name].to_pylist() for name in wanted), strict=True)
    return {(organisation, number): (department, block, day) for organisation, number, department, block, day in rows}


@dataclass(frozen=True)
class _Read:
    """What is kept of a delivery until the next of its source comes. Made for each delivery but tables by area."""

    areas: dict[str | None, int]
    departments: set[tuple[str, str]]
    cases: dict[tuple[str, str], _Case]


def _compare(delivery: Delivered, now: _Read, before: _Read) -> Comparison:
    """What differs in a delivery from the one before it of the same source: areas' shares, departments that are gone,
    and cases in another department (which is wrong in one of the two) or of another day (which may move them between
    years). Called for each delivery that has one before it. now, before: what was read of the two."""
    both = now.cases.keys() & before.cases.keys()
    lost = sorted(before.departments - now.departments)
    moved = sorted(case for case in both if now.cases[case][:2] != before.cases[case][:2])
    redated = sorted(case for case in both if now.cases[case][2] != before.cases[case][2])
    changes = [
        *_compare_areas(delivery, now.areas, before.areas),
        *(Changed(*delivery.key, Change.DEPARTMENT_LOST, ", ".join(name), 1, 0) for name in lost),
        *(Changed(*delivery.key, Change.CASE_MOVED, ", ".join(case), 1, 1) for case in moved),
        *(Changed(*delivery.key, Change.CASE_REDATED, ", ".join(case), 1, 1) for case in redated),
    ]
    areas = {area for area in {**before.areas, **now.areas} if area is not None}
    return Comparison(len(areas), len(before.departments), len(both), tuple(changes))


def compare_deliveries(delivered: list[Delivered]) -> list[Comparison]:
    """Each delivery against the one before it from the same source, in the order given, which is oldest first; an empty
    `Comparison` for the first of a source, for tables by area, which name the areas that they are about, and for lists
    of participants, which are in none. Called by a run and by `hpanalysis check`, when the deliveries are loaded."""
    last: dict[str, _Read] = {}
    found = []
    for delivery in delivered:
        if delivery.source.place in (Place.AREA, Place.NOWHERE):
            found.append(Comparison())
            continue
        now = _Read(_count_by_area(delivery), _list_departments(delivery), _read_cases(delivery))
        before = last.get(delivery.source.name)
        found.append(Comparison() if before is None else _compare(delivery, now, before))
        last[delivery.source.name] = now
    return found
