"""Figures by month that stand as they were published: the rule of `units`, for the total and the municipality.

A month is delivered again for as long as rolling windows reach back to it, and its source mends it; so it is published
again and again.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import partial

import pandas as pd

from hpanalysis.corrections.differences import reveals_few_persons
from hpanalysis.corrections.families import name_families
from hpanalysis.corrections.family import Family, FigureHistory
from hpanalysis.corrections.ledger import CountPair
from hpanalysis.definitions import catalogue
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.plan import Plan
from hpanalysis.tables import Status

MONTH_KEY = ["indicator_id", "area_id", "month"]
DAYS = 31  # the most that one person adds to a month where days are counted
_SHOWN = Status.words_with_counts()
_COUNTED = ["numerator", "denominator"]
_PERSONS = ["numerator_persons", "complement_persons", "denominator_persons"]

MonthKey = tuple[str, str, date]
Months = dict[MonthKey, dict]


def _day(value) -> date:
    return date.fromisoformat(str(value)[:10])


def select_months_shown(published: pd.DataFrame, monthly: pd.DataFrame) -> pd.DataFrame:
    """The rows of `monthly` (`tables.MONTHLY`) of a publication's run that its maanedstal.csv, `published`, shows."""
    shown = published[published["status"].isin(_SHOWN)]
    keys = {(row.indicator_id, row.area_id, _day(row.month)) for row in shown.itertuples(index=False)}
    own = zip(*(monthly[column] for column in MONTH_KEY), strict=True)
    kept = [(indicator_id, area_id, _day(month)) in keys for indicator_id, area_id, month in own]
    return monthly[pd.Series(kept, index=monthly.index, dtype=bool)]


def _rows(monthly: pd.DataFrame) -> Months:
    records = monthly.to_dict("records")
    return {(row["indicator_id"], row["area_id"], _day(row["month"])): row for row in records}


def _counts(row: dict) -> CountPair:
    return CountPair(Decimal(int(row["numerator"])), int(row["denominator"]))


def _figure(key: MonthKey, row: dict, published: Mapping[HalfYear, Months], half_year: HalfYear) -> FigureHistory:
    """A month's figure beside its publications: the last is the latest up to the half-year, else the nearest after."""
    told = {half: months[key] for half, months in sorted(published.items()) if key in months}
    before = [half for half in told if half <= half_year]
    last = _counts(told[before[-1] if before else next(iter(told))]) if told else None
    return FigureHistory(_counts(row), {half: _counts(months) for half, months in told.items()}, last)


def _is_few(
    rows: Months, month: date, k: int, indicator_id: str, area_id: str, before: CountPair, now: CountPair
) -> bool:
    row = rows[indicator_id, area_id, month]
    heads = all(row[own] == row[persons] for own, persons in zip(_COUNTED, (_PERSONS[0], _PERSONS[2]), strict=True))
    return reveals_few_persons(before, now, catalogue.indicators()[indicator_id], 1 if heads else DAYS, k)


def _standing(key: MonthKey, row: dict, counts: CountPair, published: Mapping[HalfYear, Months]) -> dict:
    """A row as it stands: that of a run which counted so, else the counts alone."""
    for months in published.values():
        if key in months and _counts(months[key]) == counts:
            return row | {column: months[key][column] for column in (*_COUNTED, *_PERSONS, "status")}
    return row | {"numerator": int(counts.numerator), "denominator": counts.denominator}


def _together(rows: Months) -> dict[tuple[str, date], dict[str, list[str]]]:
    """(family, month) -> indicator -> areas."""
    of, found = name_families(catalogue.indicators()), {}
    for indicator_id, area_id, month in rows:
        found.setdefault((of[indicator_id], month), {}).setdefault(indicator_id, []).append(area_id)
    return found


def restore_standing_months(
    monthly: pd.DataFrame, published: Mapping[HalfYear, pd.DataFrame], half_year: HalfYear, plan: Plan
) -> pd.DataFrame:
    """`monthly` (columns `tables.MONTHLY`, as counted now) with each month that may not be corrected as it was.

    published: the rows by month that publications show (`select_months_shown`). A month that moved by fewer than k
    persons since it was published stands, and so does what would give it away; the rest is as counted. What a
    window's figure minus its months tells is not looked at here.
    """
    rows, before = _rows(monthly), {half: _rows(table) for half, table in published.items()}
    for (_, month), members in _together(rows).items():
        figures = {
            i: {area: _figure((i, area, month), rows[i, area, month], before, half_year) for area in areas}
            for i, areas in members.items()
        }
        is_few = partial(_is_few, rows, month, plan.k)
        counts = Family(figures, plan.total.id, plan.municipality.id, frozenset(), is_few).counts()
        for i, area in ((i, area) for i, areas in members.items() for area in areas):
            if counts[i][area] != figures[i][area].now:
                rows[i, area, month] = _standing((i, area, month), rows[i, area, month], counts[i][area], before)
    return pd.DataFrame(list(rows.values()), columns=list(monthly.columns)).astype(monthly.dtypes)
