"""Which figures stand as they were published, because a correction would tell of few persons."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import partial

import pandas as pd

from hpanalysis.corrections.differences import reveals_few_persons
from hpanalysis.corrections.families import name_families
from hpanalysis.corrections.family import Family, FigureHistory
from hpanalysis.corrections.ledger import CountPair, Key, Ledger
from hpanalysis.corrections.pooled import Unit, Windows
from hpanalysis.definitions import catalogue
from hpanalysis.definitions.windows import HalfYear, is_pooled
from hpanalysis.plan import Plan
from hpanalysis.tables import KEY, MEASURED, Status

# The rows of the measured table that stand, with the counts that were made now beside them; never leaves the data unit.
STANDING = [*MEASURED.names, "numerator_counted", "denominator_counted"]

_PERSONS = ("numerator_persons", "complement_persons", "denominator_persons")
_SUMS = ("sum_nn", "sum_nd", "sum_dd")
_BEHIND = (*_PERSONS, *_SUMS, "largest", "spread")

Rows = dict[Key, dict]


def _rows(measured: pd.DataFrame) -> Rows:
    """The rows that have a number, by key; missing cells are None."""
    shown = measured[measured["status"].isin(Status.words_with_counts())]
    found = shown.astype(object).where(shown.notna(), None).to_dict("records")
    return {tuple(row[column] for column in KEY): row for row in found}


def _counts(row: dict | None) -> CountPair | None:
    if row is None:
        return None
    denominator = row["denominator"]
    return CountPair(Decimal(row["numerator"]), None if denominator is None else int(denominator))


def _figure(key: Key, row: dict, ledger: Ledger, before: dict | None) -> FigureHistory:
    last = ledger.last(key)
    return FigureHistory(_counts(row), ledger.told(key), last.counts if last else None, _counts(before))


def _largest(*rows: dict | None) -> int:
    """The most that one person adds, then or now, in any area; 1 where heads, cases or dwellings are counted."""
    told = [row.get("largest") for row in rows if row is not None]
    return max([1, *(int(each) for each in told if each is not None)])


def _is_few(
    largest: Mapping[str, int], k: int, indicator_id: str, area_id: str, before: CountPair, now: CountPair
) -> bool:
    return reveals_few_persons(before, now, catalogue.indicators()[indicator_id], largest[indicator_id], k)


def _before(key: Key, ledger: Ledger, earlier: Mapping[HalfYear, Rows]) -> dict | None:
    """The row of the run that a figure was published by last, or would have been had it been shown."""
    publications = ledger.so_far(key) or list(ledger.figures.get(key, ()))
    last = ledger.last(key) or (publications[-1] if publications else None)
    return earlier.get(last.half_year, {}).get(key) if last else None


def _heads(row: dict) -> bool:
    """Whether a row's counts are themselves its counts of persons (or cases, where its source has no persons)."""
    return row["numerator"] == row["numerator_persons"] and row["denominator"] == row["denominator_persons"]


def _behind(row: dict, before: dict | None, counts: CountPair) -> dict:
    """The persons and sums behind counts that stand: of the run that published them, if that is known.

    Heads are their own persons. Else those counted now: they are few persons away.
    """
    if before is not None and _counts(before) == counts:
        return {column: before.get(column) for column in _BEHIND}
    if not _heads(row):
        return {}
    n, d = int(counts.numerator), counts.denominator
    sums = (n, n, d) if row["sum_nn"] is not None else (None, None, None)
    rest = None if d is None else max(d - n, 0)
    return dict(zip(_PERSONS, (n, rest, d), strict=True)) | dict(zip(_SUMS, sums, strict=True))


def _status(counts: CountPair) -> Status:
    if counts.denominator is None:
        return Status.SHOWN if counts.numerator else Status.NO_CASES
    return Status.SHOWN if counts.denominator else Status.NO_PERSONS


def _standing_row(key: Key, row: dict, counts: CountPair, ledger: Ledger, before: dict | None) -> dict:
    """A row as it stands; what it was made from is told as it was published, unless it is a sum put together anew."""
    last = ledger.last(key)
    origin = {}
    if last is not None and last.counts == counts:
        origin = {"definition_version": last.definition_version, "delivered_in": last.delivered_in}
    return (
        row
        | _behind(row, before, counts)
        | origin
        | {
            "numerator": counts.numerator.quantize(Decimal("0.1")),
            "denominator": counts.denominator,
            "status": _status(counts).value,
            "numerator_counted": row["numerator"],
            "denominator_counted": row["denominator"],
        }
    )


def _families(rows: Rows) -> dict[Unit, dict[str, list[str]]]:
    """(family, window) -> indicator -> the areas that have a number."""
    of, found = name_families(catalogue.indicators()), {}
    for indicator_id, window, area_id in rows:
        own = found.setdefault((of[indicator_id], window), {})
        own.setdefault(indicator_id, []).append(area_id)
    return found


def _family(
    window: str,
    members: Mapping[str, list[str]],
    rows: Rows,
    made: Mapping[Key, dict | None],
    ledger: Ledger,
    plan: Plan,
) -> Family:
    """The figures of a family in a window. made: the row that each was published by last."""
    keys = {i: {area: (i, window, area) for area in areas} for i, areas in members.items()}
    figures = {
        i: {area: _figure(key, rows[key], ledger, made[key]) for area, key in own.items()} for i, own in keys.items()
    }
    both = {i: [each[key] for key in own.values() for each in (rows, made)] for i, own in keys.items()}
    is_few = partial(_is_few, {i: _largest(*own) for i, own in both.items()}, plan.k)
    country = frozenset({plan.country.id} if plan.country else ())
    return Family(figures, plan.total.id, plan.municipality.id, country, is_few)


def _made_of(members: Mapping[Unit, Mapping[str, list[str]]], rows: Rows) -> dict[Unit, tuple[Unit, ...]]:
    """Windows pooled -> those of the same figures that lie within them."""
    spans = {}
    for unit, own in members.items():
        indicator_id, areas = next(iter(own.items()))
        row = rows[indicator_id, unit[1], areas[0]]
        spans[unit] = row["window_start"], row["window_end"]
    single = {unit: span for unit, span in spans.items() if not is_pooled(unit[1])}
    return {
        (family, window): tuple(u for u, (a, b) in single.items() if u[0] == family and start <= a and b <= end)
        for (family, window), (start, end) in spans.items()
        if is_pooled(window)
    }


def _typed(rows: list[dict], like: pd.DataFrame) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=STANDING, dtype=object)
    for column in MEASURED.names:
        table[column] = table[column].astype(like[column].dtype)
    table["denominator_counted"] = table["denominator_counted"].astype("Int64")
    return table


def find_standing_figures(
    measured: pd.DataFrame, ledger: Ledger, plan: Plan, earlier: Mapping[HalfYear, pd.DataFrame] | None = None
) -> pd.DataFrame:
    """The rows of `measured` that stand otherwise than they were counted now (columns `STANDING`).

    A figure whose numerator, denominator or complement differs from one ever published by the counts of fewer than k
    persons, but not by none, stands as published last; so does what would give it away (`units`, `pooled`).
    earlier: the measured tables of the half-years that are published, for the persons and sums behind what stands; none
    need be known.
    """
    rows = _rows(measured)
    before = {half: _rows(table) for half, table in (earlier or {}).items()}
    made = {key: _before(key, ledger, before) for key in rows}
    members = _families(rows)
    families = {unit: _family(unit[1], own, rows, made, ledger, plan) for unit, own in members.items()}
    stand = []
    for (_, window), found in Windows(families, _made_of(members, rows)).counts().items():
        for key, counts in (((i, window, area), counts) for i, own in found.items() for area, counts in own.items()):
            if counts != _counts(rows[key]):
                stand.append(_standing_row(key, rows[key], counts, ledger, made[key]))
    return _typed(stand, measured)


def restore_standing_figures(measured: pd.DataFrame, standing: pd.DataFrame) -> pd.DataFrame:
    """`measured` with the rows that stand in place of those counted now; of a part of the table, those of that part."""
    if standing.empty:
        return measured
    own = standing.set_index(KEY)[[column for column in MEASURED.names if column not in KEY]]
    changed = measured.set_index(KEY)
    own = own[own.index.isin(changed.index)]
    for column in own:
        changed.loc[own.index, column] = own[column]
    return changed.reset_index()[list(measured.columns)]


def drop_links_of_standing_figures(linked: pd.DataFrame, standing: pd.DataFrame) -> pd.DataFrame:
    """The rows of `linked` that no standing figure is in: their counts are of now, and would tell what was counted."""
    stands = set(zip(standing["indicator_id"], standing["window"], strict=True))
    now = zip(linked["indicator_id"], linked["window"], strict=True)
    then = zip(linked["indicator_id"], linked["reference"], strict=True)
    kept = [a not in stands and b not in stands for a, b in zip(now, then, strict=True)]
    return linked[pd.Series(kept, index=linked.index, dtype=bool)].reset_index(drop=True)
