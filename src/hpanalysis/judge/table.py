"""Disclosed -> the judged table, row by row: each row beside its baseline and its municipality."""

from __future__ import annotations

from decimal import Decimal

import pandas as pd

from hpanalysis.definitions import catalogue
from hpanalysis.definitions.model import Coverage, Indicator
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.judge.values import rounded, value
from hpanalysis.judge.verdicts import Figures, against_municipality, against_target, since_baseline
from hpanalysis.plan import Adoption, Plan
from hpanalysis.tables import JUDGED, Disclosed, Since, Status

METHOD = "Tal og vurdering bygger på de viste værdier; tilfældig usikkerhed er ikke regnet med."


class _Lookup:
    """Values by indicator, window and area, and the dates of windows."""

    def __init__(self, table: pd.DataFrame, values: list[Decimal | None]) -> None:
        keys = zip(table["indicator_id"], table["window"], table["area_id"], strict=True)
        self._values = dict(zip(keys, values, strict=True))
        windows = zip(table["indicator_id"], table["window"], strict=True)
        dates = zip(table["window_start"], table["window_end"], strict=True)
        self._dates = dict(zip(windows, dates, strict=True))

    def value(self, indicator_id: str, window: str, area_id: str | None) -> Decimal | None:
        return self._values.get((indicator_id, window, area_id))

    def dates(self, indicator_id: str, window: str) -> tuple:
        return self._dates.get((indicator_id, window), (None, None))


def printed_value(plan: Plan, adoption: Adoption, area_id: str) -> Decimal | None:
    """The printed baseline of a cell; where the plan prints two sources of a count apart, their sum."""
    printed = plan.printed_for(adoption.indicator_id, area_id, adoption.baseline_window)
    return sum((p.value for p in printed), Decimal(0)) if printed else None


def _comparison(indicator: Indicator, plan: Plan) -> str | None:
    if indicator.municipality is Coverage.COUNTRY:
        return plan.country.id if plan.country else None
    return plan.municipality.id


def _latest(table: pd.DataFrame, half_year: HalfYear) -> tuple[dict[str, str], dict[str, str]]:
    """Indicator -> the latest window that was delivered, and the same for the half-year before.

    An indicator that was never delivered keeps its latest window: it stands in the reports as not delivered.
    """
    found = []
    for last in (half_year, half_year.previous):
        rows = table[table["half_year"].map(HalfYear.parse) <= last].sort_values("window_end", kind="stable")
        delivered = rows[rows["delivered_in"].notna()]
        newest = dict(zip(rows["indicator_id"], rows["window"], strict=True))
        found.append(newest | dict(zip(delivered["indicator_id"], delivered["window"], strict=True)))
    return found[0], found[1]


def _figures(row, number: Decimal | None, adoption: Adoption, indicator: Indicator, plan: Plan, lookup: _Lookup):
    """The figures of a row, its printed and its recomputed baseline."""
    other, window = _comparison(indicator, plan), adoption.baseline_window
    printed = printed_value(plan, adoption, row.area_id)
    again = lookup.value(row.indicator_id, window, row.area_id)
    baseline_other = lookup.value(row.indicator_id, window, other)
    if baseline_other is None and other is not None:
        baseline_other = printed_value(plan, adoption, other)
    start, end = lookup.dates(row.indicator_id, window)
    municipality = lookup.value(row.indicator_id, row.window, other)
    baseline = again if again is not None else printed
    figures = Figures(number, municipality, baseline, baseline_other, row.window_start, row.window_end, start, end)
    return figures, printed, again


def _verdicts(row, figures: Figures, adoption: Adoption, indicator: Indicator, plan: Plan) -> dict:
    """The verdict columns; a row that is not measured here, and the comparison itself, get none."""
    none = {"versus_municipality": None, "since_baseline": None, "verdict": None, "reason": ""}
    own = row.area_id not in (plan.municipality.id, plan.country.id if plan.country else None)
    if row.status in (Status.NOT_MEASURED.value, Status.NOT_DELIVERED.value):
        return none
    since, since_reason = since_baseline(indicator, figures)
    if not own:
        return none | {"since_baseline": since.value, "reason": since_reason}
    versus, versus_reason = against_municipality(indicator, figures)
    verdict, reason = against_target(indicator, adoption.target, figures)
    return {
        "versus_municipality": versus.value,
        "since_baseline": since.value,
        "verdict": None if verdict is None else verdict.value,
        "reason": reason or since_reason or versus_reason,
    }


def _row(row, number: Decimal | None, plan: Plan, lookup: _Lookup) -> dict:
    indicator, adoption = catalogue.indicators()[row.indicator_id], plan.adoption(row.indicator_id)
    figures, printed, again = _figures(row, number, adoption, indicator, plan, lookup)
    verdicts = _verdicts(row, figures, adoption, indicator, plan)
    comparable = verdicts["since_baseline"] in (
        Since.IMPROVED.value,
        Since.WORSENED.value,
        Since.NO_SURE_CHANGE.value,
    )
    return verdicts | {
        "value": number,
        "unit": indicator.unit.text,
        "baseline_window": adoption.baseline_window,
        "baseline_value": printed,
        "baseline_recomputed": again,
        "change": rounded(number - figures.baseline, indicator.decimals) if comparable else None,
        "municipality_value": figures.municipality,
        "target": adoption.target_words,
        "method": METHOD,
        "sources": " ".join(source.name for source in indicator.sources),
    }


_DECIMAL = ("numerator", "value", "baseline_value", "baseline_recomputed", "change", "municipality_value")


def judge(disclosed: Disclosed, plan: Plan, half_year: HalfYear) -> pd.DataFrame:
    """The judged table (columns `tables.JUDGED`), a row a disclosed row, in the same order.

    Numbers are floats rounded as the definition prints them; a hidden row has none, and nothing is computed from it.
    """
    table = disclosed.table
    rows = list(table.itertuples(index=False))
    numbers = [value(row.numerator, row.denominator, catalogue.indicators()[row.indicator_id]) for row in rows]
    lookup = _Lookup(table, numbers)
    judged = pd.DataFrame(
        [_row(row, number, plan, lookup) for row, number in zip(rows, numbers, strict=True)],
        index=table.index,
    )
    judged = pd.concat([table[[c for c in table if c not in judged]], judged], axis=1)
    now, before = _latest(table, half_year)
    judged["latest"] = judged["indicator_id"].map(now) == judged["window"]
    judged["new"] = judged["latest"] & (judged["indicator_id"].map(before) != judged["window"])
    for column in _DECIMAL:
        judged[column] = judged[column].map(lambda n: None if n is None or pd.isna(n) else float(n)).astype("Float64")
    return judged[JUDGED]
