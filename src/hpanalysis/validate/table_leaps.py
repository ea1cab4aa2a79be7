"""Tables of ready figures against themselves and the delivery before: figures that are missing, or that leap."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from hpanalysis.definitions import catalogue
from hpanalysis.definitions.model import Count, Place, Source, Type, Unit
from hpanalysis.frame_files import open_frame
from hpanalysis.validate.delivered import Delivered
from hpanalysis.validate.oddities import (
    ENOUGH_DEVIATIONS,
    Kind,
    Oddity,
    compute_odds,
    is_beyond,
    measure_leap_of_count,
    measure_leap_of_share,
)

# What a figure is counted among: people come and go, dwellings stand. A few dwellings more or less are two made one.
FACTOR_OF_PEOPLE, FACTOR_OF_DWELLINGS, FEW_DWELLINGS = 1.5, 1.25, 2
FACTOR_OF_ODDS = 1.5
# Marks: by how many the mean must have leapt, and a spread that it hardly has on a scale from -3 to 12.
LEAST_MARKS, SPREAD_OF_MARKS = 1.5, 3.0
# A mean above every mark is of something else, such as incomes in percent of the municipality's. Then the same parts of
# the mean itself are taken, as 1.5 and 3 are of a usual mark.
HIGHEST_MARK, LEAST_PART, SPREAD_PART = 12.0, 0.25, 0.5
# A row that is the sum of fewer than this many others may be so by chance.
ENOUGH_PARTS = 4
# Numbers from which a last nought is no rule, and how many of them are not round by chance.
LEAST_LARGE, ENOUGH_LARGE = 100, 4

_DEPARTMENT = ["organisation", "afdeling"]


@dataclass(frozen=True)
class _Shape:
    """Which columns of a source's frame make a table of figures. Made by `_find_shape` for each delivery."""

    group: list[str]  # columns: the figures that must have the same periods, an indicator or a department
    key: list[str]  # columns: the figure within its group, an area or a block
    numerator: str
    denominator: str


def _find_shape(source: Source) -> _Shape | None:
    """Which columns make a source's frame a table of figures; None where its rows are persons or cases. Called for each
    delivery, to know whether its figures can be compared with those delivered before. A table is delivered by area, or
    by department with one column to add up for the numerator and another for the denominator."""
    if source.place is Place.AREA:
        return _Shape(["indicator_id"], ["area_id"], "numerator", "denominator")
    for key in catalogue.list_indicators_of(source):
        parts = (catalogue.indicators()[key].numerator, catalogue.indicators()[key].denominator)
        columns = [part.column for part in parts if isinstance(part, Count) and not part.per_person and part.column]
        if source.place is Place.DEPARTMENT and len(columns) == 2:
            return _Shape(_DEPARTMENT, ["blok"], columns[0], columns[1])
    return None


def find_tables(delivered: list[Delivered]) -> set[str]:
    """The names of the sources that are tables of figures. Called before deliveries are compared with earlier ones,
    because such a source's figures are compared one by one, and the means of its columns are not."""
    return {each.source.name for each in delivered if _find_shape(each.source) is not None}


def _read_table(delivery: Delivered, shape: _Shape) -> pd.DataFrame | None:
    """Read a delivery as a table of figures: columns group, key, period, numerator, denominator, each row once; None
    where the frame lacks one of them. Called for each delivery whose rows are ready figures, to look for figures that
    are missing or have leapt since the delivery before. shape: the columns of its frame that they are read from."""
    period = delivery.source.period
    wanted = [*shape.group, *shape.key, period, shape.numerator, shape.denominator]
    opened = open_frame(delivery.frame)
    if not {*wanted} <= {*opened.schema.names}:
        return None
    frame = opened.to_table(columns=wanted).to_pandas()
    texts = {name: frame[name].astype("string").fillna("") for name in (*shape.group, *shape.key)}
    table = pd.DataFrame(
        {
            "group": pd.Series(list(zip(*(texts[name] for name in shape.group), strict=True)), dtype="object"),
            "key": texts[shape.key[0]].astype("object"),
            "period": pd.to_datetime(frame[period].astype("string")),
            "numerator": pd.to_numeric(frame[shape.numerator]).astype("float64"),
            "denominator": pd.to_numeric(frame[shape.denominator]).astype("float64"),
        }
    )
    return table.drop_duplicates(["group", "key", "period"])


def _name_figure(row: tuple[Any, str], period: pd.Timestamp | None = None) -> str:
    """Name a figure for the protected list of oddities: indicator or department, area or block, and day. Called for
    each figure of a table that is odd or missing. row: group (indicator or department) and key (area, block or "").
    period: None where the indicator is missing altogether."""
    group, key = row
    parts = [*group, *([key] if key else []), *([f"{period:%Y-%m-%d}"] if period is not None else [])]
    return ", ".join(parts)


def _find_missing(source: Source, now: pd.DataFrame, before: pd.DataFrame | None) -> list[Oddity]:
    """The figures that a table (an extract of ready figures by area or by department) lacks. Called for each table.

    By area: each period of an indicator has all the areas that it has in another, or had before. By department: the
    newest period has each block that a department had; a department that is gone is found by another rule. before: the
    delivery before, None for the first.
    """
    seen = now if before is None else pd.concat([now, before])
    found = []
    for group, rows in seen.groupby("group"):
        own = now[now["group"] == group]
        if own.empty and source.place is not Place.AREA:
            continue
        if own.empty:  # the whole indicator is gone
            found += [Oddity(Kind.MISSING, _name_figure((group, key)), 1, 0) for key in sorted(set(rows["key"]))]
            continue
        by_area = source.place is Place.AREA
        for period in sorted(set(own["period"])) if by_area else [now["period"].max()]:
            there = set(own.loc[own["period"] == period, "key"])
            if by_area or there:
                lost = sorted(set(rows["key"]) - there)
                found += [Oddity(Kind.MISSING, _name_figure((group, key), period), 1, 0) for key in lost]
    return found


def _find_lost_periods(source: Source, now: pd.DataFrame, before: pd.DataFrame) -> list[Oddity]:
    """The periods that a table by area no longer tells of, though it tells of others of the same indicator again.
    Called for each table that has one before it. A supplier who delivers the new year alone has lost none."""
    if source.place is not Place.AREA:
        return []
    periods, old = (set(zip(table["group"], table["period"], strict=True)) for table in (now, before))
    again = {group for group, _ in periods & old}
    newest = now.groupby("group")["period"].max()
    lost = sorted((group, period) for group, period in old - periods if group in again and period < newest[group])
    return [Oddity(Kind.MISSING, _name_figure((group, ""), period), 1, 0) for group, period in lost]


def _find_restated(now: pd.DataFrame, before: pd.DataFrame) -> list[Oddity]:
    """The figures of a period that the delivery before told of too, and otherwise. Called for each table that has one
    before it. They may be corrected by their supplier, or another year's."""
    both = now.merge(before, on=["group", "key", "period"], suffixes=("", "_before"))
    others = both[
        (both["numerator"] != both["numerator_before"]) & both["numerator_before"].notna()
        | (both["denominator"] != both["denominator_before"]) & both["denominator_before"].notna()
    ]
    return [
        Oddity(
            Kind.RESTATED,
            _name_figure((row["group"], row["key"]), row["period"]),
            row["numerator_before"],
            row["numerator"],
        )
        for row in others.to_dict("records")
    ]


def _find_redated(source: Source, now: pd.DataFrame, before: pd.DataFrame) -> list[Oddity]:
    """The figures of a table by area that the delivery before had under a period which is not told of now, and that
    stand under another. Called for each table that has one before it. Two years may be alike in one figure, so it is
    only told where all of an indicator's figures of the period have moved."""
    if source.place is not Place.AREA:
        return []
    parts = ["group", "key", "numerator", "denominator"]
    anywhere = set(now[parts].itertuples(index=False, name=None))
    told = set(zip(now["group"], now["period"], strict=True))
    found = []
    for (group, period), rows in before.groupby(["group", "period"]):
        moved = [row in anywhere for row in rows[parts].itertuples(index=False, name=None)]
        if (group, period) not in told and all(moved):
            found.append(Oddity(Kind.REDATED, _name_figure((group, ""), rows["period"].iloc[0]), len(moved), 0))
    return found


def _find_stale(source: Source, now: pd.DataFrame, before: pd.DataFrame) -> list[Oddity]:
    """The indicators of a yearly table by area that have no newer year than in the delivery before. Called for each
    delivery but a source's first. An election is held when it is held, so tables by day are left out."""
    if source.place is not Place.AREA or source.column(source.period).type is not Type.YEAR:
        return []
    newest, newest_before = now.groupby("group")["period"].max(), before.groupby("group")["period"].max()
    both = newest.index.intersection(newest_before.index)
    return [
        Oddity(Kind.STALE, ", ".join(group), newest_before[group].year, newest[group].year)
        for group in both
        if newest[group] <= newest_before[group]
    ]


def _find_rounded(now: pd.DataFrame, before: pd.DataFrame) -> list[Oddity]:
    """The columns of a table whose larger numbers all end in nought, which they did not before. Called for each table
    that has one before it. Round numbers are not counts, and small ones among them would be hidden or shown wrongly."""
    found = []
    for name in ("numerator", "denominator"):
        large = [table.loc[table[name] >= LEAST_LARGE, name] for table in (now, before)]
        if len(large[0]) >= ENOUGH_LARGE and (large[0] % 10 == 0).all() and not (large[1] % 10 == 0).all():
            found.append(Oddity(Kind.ROUNDED, name, len(large[1]), len(large[0])))
    return found


def _find_reference(now: pd.DataFrame, before: pd.DataFrame) -> pd.DataFrame:
    """Put beside each figure the one it is compared with: the same period's in the delivery before, else the newest
    there. Called for each delivery of a table but a source's first. Figures without a numerator or a denominator, now
    or before, are left out."""
    same = now.merge(before, on=["group", "key", "period"], how="left", suffixes=("", "_before"))
    newest = before.sort_values("period").drop_duplicates(["group", "key"], keep="last").drop(columns="period")
    other = now.merge(newest, on=["group", "key"], how="left", suffixes=("", "_before"))
    for name in ("numerator_before", "denominator_before"):
        same[name] = same[name].fillna(other[name])
    return same.dropna(subset=["numerator", "denominator", "numerator_before", "denominator_before"])


def _has_leapt_size(source: Source, before: float, now: float) -> bool:
    """Whether a figure's denominator (people or dwellings) has changed so much since the delivery before that something
    else seems to be counted. Called for each figure of a delivered table. before, now: the denominator in the two
    deliveries."""
    if source.place is Place.DEPARTMENT:  # dwellings: nothing of it is chance
        return abs(now - before) > FEW_DWELLINGS and is_beyond(before, now, FACTOR_OF_DWELLINGS)
    return is_beyond(before, now, FACTOR_OF_PEOPLE) and measure_leap_of_count(before, now) > ENOUGH_DEVIATIONS


def _has_leapt_ratio(is_mean: bool, some: float, whole: float, some_now: float, whole_now: float) -> bool:
    """Whether a figure has leapt since the delivery before, by more than chance and a real change explain. False where
    a denominator is not over 0. Called for each figure of a table, and for all departments added together. is_mean: a
    mean of marks or of something larger, not a share. some, whole: its numerator and denominator before; some_now,
    whole_now: those in the new delivery."""
    if whole <= 0 or whole_now <= 0:
        return False
    if is_mean:
        mean, now = some / whole, some_now / whole_now
        is_marks = max(mean, now) <= HIGHEST_MARK
        least, spread = (LEAST_MARKS, SPREAD_OF_MARKS) if is_marks else (LEAST_PART * mean, SPREAD_PART * mean)
        return abs(now - mean) > max(least, ENOUGH_DEVIATIONS * spread * (1 / whole + 1 / whole_now) ** 0.5)
    odds = compute_odds(some, whole), compute_odds(some_now, whole_now)
    leap = measure_leap_of_share(some, whole, some_now, whole_now)
    return leap > ENOUGH_DEVIATIONS and is_beyond(*odds, FACTOR_OF_ODDS)


def _find_leaps(source: Source, now: pd.DataFrame, before: pd.DataFrame) -> list[Oddity]:
    """The figures of a table whose denominator, or ratio, has leapt since the delivery before; where the rows are
    departments, also all of them added together. Called for each delivery of such a table but a source's first."""
    pairs, found = _find_reference(now, before), []
    if source.place is Place.DEPARTMENT and len(pairs):
        newest = pairs[pairs["period"] == now["period"].max()]
        whole = newest.sum(numeric_only=True).to_dict() | {"group": ("alle",), "key": "", "period": now["period"].max()}
        pairs = pd.concat([pairs, pd.DataFrame([whole])], ignore_index=True)
    indicators = catalogue.indicators()
    for row in pairs.to_dict("records"):
        indicator = indicators.get(row["group"][0])
        is_mean = indicator is not None and indicator.unit is Unit.MEAN
        name = _name_figure((row["group"], row["key"]), row["period"])
        size, size_now, some, some_now = (
            row[part] for part in ("denominator_before", "denominator", "numerator_before", "numerator")
        )
        if _has_leapt_size(source, size, size_now):
            found.append(Oddity(Kind.SIZE, name, size, size_now))
        if _has_leapt_ratio(is_mean, some, size, some_now, size_now):
            found.append(Oddity(Kind.RATIO, name, some, some_now))
    return found


def _find_totals(source: Source, now: pd.DataFrame) -> list[Oddity]:
    """The rows of a table by department that are the sum of the others of the same period, or of their organisation, in
    both columns; none in a table by area. Called for each table, because such a row of totals would count every
    dwelling twice. A sum of fewer than four others (`ENOUGH_PARTS`) may be chance and is passed over."""
    if source.place is not Place.DEPARTMENT:
        return []
    table, found = now.assign(organisation=[group[0] for group in now["group"]]), set()
    for by in (["period"], ["period", "organisation"]):
        for _, rows in table.groupby(by):
            if len(rows) <= ENOUGH_PARTS:
                continue
            others = rows[["numerator", "denominator"]].sum() - rows[["numerator", "denominator"]]
            totals = (others == rows[["numerator", "denominator"]]).all(axis=1) & (rows["numerator"] > 0)
            found |= {
                _name_figure((row["group"], row["key"]), row["period"]) for row in rows[totals].to_dict("records")
            }
    return [Oddity(Kind.TOTAL, name) for name in sorted(found)]


def find_table_leaps(delivered: list[Delivered]) -> list[list[Oddity]]:
    """What is odd about the figures of each delivery that is a table of figures, in the order given, which is oldest
    first; an empty list for any other. Called when a run or `hpanalysis check` has loaded its deliveries."""
    last: dict[str, pd.DataFrame] = {}
    found = []
    for delivery in delivered:
        shape, odd = _find_shape(delivery.source), []
        now = None if shape is None else _read_table(delivery, shape)
        if now is not None and len(now):
            before = last.get(delivery.source.name)
            odd = _find_missing(delivery.source, now, before) + _find_totals(delivery.source, now)
            if before is not None:
                odd += _find_lost_periods(delivery.source, now, before) + _find_restated(now, before)
                odd += _find_redated(delivery.source, now, before) + _find_rounded(now, before)
                odd += _find_stale(delivery.source, now, before) + _find_leaps(delivery.source, now, before)
            last[delivery.source.name] = now
        found.append(odd)
    return found
