"""Figures by month that stand as they were published: the rule of `family`, for the total and the municipality.

A month is delivered again for as long as rolling windows reach back to it, and its source mends it; so it is published
again and again, each time perhaps with one person more.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pandas as pd

from hpanalysis.corrections.differences import reveals_few_persons
from hpanalysis.corrections.family import Family, FigureHistory, name_families
from hpanalysis.corrections.ledger import CountPair
from hpanalysis.definitions import catalogue
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.plan import Plan
from hpanalysis.tables import Status

DAYS = 31  # the most that one person adds to a month where days are counted
_COUNTS = ("numerator", "denominator")
_PERSONS = ("numerator_persons", "complement_persons", "denominator_persons")

MonthKey = tuple[str, str, date]  # indicator, area, month
Row = dict[str, Any]  # a row of `tables.MONTHLY`
Months = dict[MonthKey, Row]


def _parse_day(cell: object) -> date:
    """A cell with a day as a date, whether the table has it as a text, a date or a timestamp. Called for the column
    `month` of the run's tables and of published ones, so that they can be compared."""
    return date.fromisoformat(str(cell)[:10])


def select_months_shown(published: pd.DataFrame, monthly: pd.DataFrame) -> pd.DataFrame:
    """The rows of a run's table of months that its publication shows with a number. Called for each publication before
    the months are compared with it. published: its maanedstal.csv (columns `tables.CONTROL`), which has values and no
    counts; monthly: the table of the run that made it (columns `tables.MONTHLY`), which has them."""
    shown = published[published["status"].isin(Status.words_with_counts())]
    rows: list[Any] = list(shown.itertuples(index=False))
    keys = {(row.indicator_id, row.area_id, _parse_day(row.month)) for row in rows}
    counted = zip(monthly["indicator_id"], monthly["area_id"], monthly["month"], strict=True)
    # The published file has no counts, only values; the counts come from the table of the run that made it.
    is_shown = [(indicator_id, area_id, _parse_day(month)) in keys for indicator_id, area_id, month in counted]
    return monthly[pd.Series(is_shown, index=monthly.index, dtype=bool)]


def _read_rows(monthly: pd.DataFrame) -> Months:
    """The rows of a table of months (columns `tables.MONTHLY`) by indicator, area and month, in their order. Called for
    the months as counted now and for those that each publication shows, before it is settled which may be corrected."""
    records: list[Any] = monthly.to_dict("records")
    return {(row["indicator_id"], row["area_id"], _parse_day(row["month"])): row for row in records}


def _get_counts(row: Row) -> CountPair:
    """The numerator and denominator of a month's row, as they are compared with what was published. Called for each
    month as counted now, and as each publication's run counted it."""
    return CountPair(Decimal(int(row["numerator"])), int(row["denominator"]))


def _make_history(key: MonthKey, row: Row, published: Mapping[HalfYear, Months], half_year: HalfYear) -> FigureHistory:
    """A month's figure as counted now, beside the counts of it that publications show.

    Called for each row of the table of months, before it is settled which may be corrected. key: indicator, area,
    month. published: half-year -> the months, by such a key, that its publication shows. half_year: the run's; the last
    publication is the latest up to it, else the nearest after it.
    """
    counts: dict[HalfYear, CountPair] = {
        half: _get_counts(months[key]) for half, months in sorted(published.items()) if key in months
    }
    before = [half for half in counts if half <= half_year]
    # As `Ledger.find_last_shown` chooses among publications of half-years.
    last = counts[before[-1] if before else next(iter(counts))] if counts else None
    return FigureHistory(_get_counts(row), published={half: pair for half, pair in counts.items()}, last=last)


def _make_rule(rows: Months, month: date, k: int) -> Callable[[str, str, CountPair, CountPair], bool]:
    """Make the function by which `Family` decides for one month whether two counts of a figure differ by some, but
    fewer than k, persons. Called for each family of indicators and month, because such a figure is not corrected. rows:
    all rows of months as counted now, which say whether heads or days are counted."""

    def reveals_few(indicator_id: str, area_id: str, before: CountPair, now: CountPair) -> bool:
        """Whether two counts of this month's figure differ by some, but fewer than k, persons. Called by `Family` with
        the counts published and the counts now."""
        row = rows[indicator_id, area_id, month]
        # Where the counts are the persons themselves (heads), one person adds 1; else days are counted, up to a month.
        counts_heads = all(row[counted] == row[f"{counted}_persons"] for counted in _COUNTS)
        largest = 1 if counts_heads else DAYS
        return reveals_few_persons(before, now, catalogue.indicators()[indicator_id], largest, k)

    return reveals_few


def _make_standing_row(key: MonthKey, row: Row, counts: CountPair, published: Mapping[HalfYear, Months]) -> Row:
    """A month's row with the counts that are published for it (`counts`), which are not those counted now (`row`).
    Status and persons are those of the publication with the same counts, if there is one; else they stay as in `row`.
    Called for each such month. published: the rows shown by each half-year's publication."""
    for months in published.values():
        # Disclosure control needs the persons behind these counts, and the run that counted so has them.
        if key in months and _get_counts(months[key]) == counts:
            return row | {column: months[key][column] for column in (*_COUNTS, *_PERSONS, "status")}
    return row | {"numerator": int(counts.numerator), "denominator": counts.denominator}


def _group_into_units(rows: Months) -> dict[tuple[str, date], dict[str, list[str]]]:
    """(family, month) -> indicator -> the ids of its areas: what is corrected together or not at all. Called once a
    run, before it is decided which months are published as before. A family is the indicators over one denominator,
    named by the first of them in the alphabet (`name_families`)."""
    family_of = name_families(catalogue.indicators())
    units: dict[tuple[str, date], dict[str, list[str]]] = {}
    for indicator_id, area_id, month in rows:
        units.setdefault((family_of[indicator_id], month), {}).setdefault(indicator_id, []).append(area_id)
    return units


def restore_standing_months(
    monthly: pd.DataFrame, published: Mapping[HalfYear, pd.DataFrame], half_year: HalfYear, plan: Plan
) -> pd.DataFrame:
    """The table `monthly` (columns `tables.MONTHLY`), in which the months that may not be corrected have their
    published numbers again.

    Called when the figures are computed, by a run or `hpanalysis check`, before the months are protected. A month that
    moved by fewer than k persons since it was published may not be corrected, nor may other figures that would give it
    away. What a window's figure minus its months tells is not looked at here. published: half-year -> the rows by month
    that its publication shows (`select_months_shown`). half_year: the run's.
    """
    rows, before = _read_rows(monthly), {half: _read_rows(table) for half, table in published.items()}
    for (_, month), members in _group_into_units(rows).items():
        # The last publication of a month may be of a later half-year, where an old one is run again.
        figures = {
            i: {area: _make_history((i, area, month), rows[i, area, month], before, half_year) for area in areas}
            for i, areas in members.items()
        }
        rule = _make_rule(rows, month, plan.k)
        # The country is in no table of months, so nothing stands apart.
        settled = Family(figures, plan.total.id, plan.municipality.id, frozenset(), rule).settle_counts()
        for key, counts in (((i, area, month), settled[i][area]) for i, areas in members.items() for area in areas):
            if counts != figures[key[0]][key[1]].now:
                rows[key] = _make_standing_row(key, rows[key], counts, before)
    # In the order and with the dtypes that it came with, so that what follows need not know of any correction.
    return pd.DataFrame(list(rows.values()), columns=list(monthly.columns)).astype(monthly.dtypes)
