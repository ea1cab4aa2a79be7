"""The measured table with a counterpart beside each figure: what the rules of the suite `maalt` compare it with.

A rule of the library compares columns of the same row. So the whole that a figure is a part of, the sum that it must
make and the municipality's figure are each put in a column of the figure's own row.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from hpanalysis.definitions import catalogue
from hpanalysis.definitions.model import Unit
from hpanalysis.plan import Plan
from hpanalysis.tables import KEY

_CELL = ["window", "area_id"]
_PARTS = ("numerator", "denominator")


def _spread_by_indicator(measured: pd.DataFrame, column: str) -> pd.DataFrame:
    """Spread a column of the measured table: a row a window and area, a column an indicator; null without a figure.
    Called for the rules that compare an indicator with its parts or its whole. Of a key that stands twice, which a rule
    of its own refuses, the first row is taken."""
    return measured.drop_duplicates(KEY).set_index(KEY)[column].unstack("indicator_id")


def _align_to_indicator(measured: pd.DataFrame, indicator_id: str, values: pd.Series) -> pd.Series:
    """Put values (by window and area) in the measured table's rows of one indicator; null in all other rows. Called for
    each sum of parts, and for each indicator that is a part of another."""
    cells = pd.MultiIndex.from_frame(measured[_CELL])
    return pd.Series(values.reindex(cells).to_numpy(), measured.index).where(measured["indicator_id"] == indicator_id)


def _add_parts(measured: pd.DataFrame, sums: list[dict[str, Any]]) -> dict[str, pd.Series]:
    """Compute the columns `parts` and `whole`: the numerators of an indicator's parts added, and what they must give.

    Called by `add_counterparts`, because a rule compares the two columns. sums: from the suite's meta, each with the
    key `whole` (an indicator), its `parts`, and the `column` of the whole that the parts must add up to. Both are null
    in rows of other indicators, and `parts` where a part has no figure.
    """
    nothing = pd.Series(float("nan"), measured.index)
    parts, whole, wide = nothing, nothing, _spread_by_indicator(measured, "numerator")
    for declared in sums:
        if not {declared["whole"], *declared["parts"]} <= set(wide):
            continue  # a plan that has not adopted them all
        added = _align_to_indicator(measured, declared["whole"], wide[declared["parts"]].sum(axis=1, skipna=False))
        here = measured["indicator_id"] == declared["whole"]
        parts, whole = parts.where(~here, added), whole.where(~here, measured[declared["column"]])
    return {"parts": parts, "whole": whole}


def _find_superset(measured: pd.DataFrame, subsets: dict[str, str]) -> pd.Series:
    """Find for each row, in its own window and area, the numerator of the indicator that the row's indicator is a part
    of; null where it is part of none, or that one has no figure there. Called by `add_counterparts`, for the rules on
    parts and wholes. subsets: from the suite's meta, part -> whole."""
    superset, wide = pd.Series(float("nan"), measured.index), _spread_by_indicator(measured, "numerator")
    for part, whole in subsets.items():
        if whole in wide:
            superset = superset.where(
                measured["indicator_id"] != part, _align_to_indicator(measured, part, wide[whole])
            )
    return superset


def _add_areas(measured: pd.DataFrame, column: str, plan: Plan) -> pd.Series:
    """Compute, in the total's rows, the areas' figures added; null if an area has none, and in all other rows. Called
    by `add_counterparts` for the columns areas_numerator and areas_denominator, which rules compare with the total's
    own figures. column: the count that is added, `numerator` or `denominator`."""
    areas = [area.id for area in plan.areas]
    by_area = _spread_by_area(measured, column).reindex(columns=areas)
    added = by_area.sum(axis=1, skipna=False)
    return _align_to_windows(measured, added).where(measured["area_id"] == plan.total.id)


def _find_municipality(measured: pd.DataFrame, column: str, plan: Plan) -> pd.Series:
    """Find the municipality's figure for the rows of the areas and their total; null in other rows or if it has none.
    Called by `add_counterparts` for the columns municipality_numerator and municipality_denominator. column:
    `numerator` or `denominator`."""
    inside = [area.id for area in (*plan.areas, plan.total)]
    figures = _spread_by_area(measured, column).reindex(columns=[plan.municipality.id])[plan.municipality.id]
    return _align_to_windows(measured, figures).where(measured["area_id"].isin(inside))


def _find_country(measured: pd.DataFrame, column: str, plan: Plan) -> pd.Series:
    """Find the country's figure for all rows but its own; null where it has none, or the plan has no country. Called by
    `add_counterparts` for the columns country_numerator and country_denominator. column: which figure."""
    if plan.country is None:
        return pd.Series(float("nan"), measured.index)
    figures = _spread_by_area(measured, column).reindex(columns=[plan.country.id])[plan.country.id]
    return _align_to_windows(measured, figures).where(measured["area_id"] != plan.country.id)


def _compute_means(measured: pd.DataFrame) -> pd.Series:
    """Compute the mean of each measured row whose indicator is a mean, such as of marks; null for all other rows, and
    where the denominator is 0. Called by `add_counterparts` for the column mean, because a rule asks whether the mean
    lies on the scale."""
    means = [key for key, indicator in catalogue.indicators().items() if indicator.unit is Unit.MEAN]
    here = measured["indicator_id"].isin(means) & (measured["denominator"] > 0)
    return (measured["numerator"] / measured["denominator"]).where(here)


def _spread_by_area(measured: pd.DataFrame, column: str) -> pd.DataFrame:
    """Spread a column of the measured table: a row an indicator and window, a column an area; null without a figure.
    Called when areas are added up, and when the municipality's or country's figure is found, for the rules on measured
    figures."""
    return measured.drop_duplicates(KEY).set_index(KEY)[column].unstack("area_id")


def _align_to_windows(measured: pd.DataFrame, values: pd.Series) -> pd.Series:
    """Put values (by indicator and window) in the measured table's rows: the same in the rows of all areas. Called for
    the areas' sums and for the municipality's and country's figures, which become columns beside the figures
    themselves."""
    windows = pd.MultiIndex.from_frame(measured[["indicator_id", "window"]])
    return pd.Series(values.reindex(windows).to_numpy(), measured.index)


def _limit_numerator(measured: pd.DataFrame) -> pd.Series:
    """Return what each numerator may be at most: the denominator. Null for means, whose numerator is a sum. Called by
    `add_counterparts` for the column ceiling. A sum, such as of marks, may well be larger than the denominator."""
    means = [key for key, indicator in catalogue.indicators().items() if indicator.unit is Unit.MEAN]
    return measured["denominator"].where(~measured["indicator_id"].isin(means))


def add_counterparts(measured: pd.DataFrame, plan: Plan, meta: dict[str, Any]) -> pd.DataFrame:
    """Return the measured table with the counterparts that rules compare each figure with.

    Called before the measured table is validated, and when rows that break a rule are listed. meta: the suite's. Where
    a counterpart is null, a rule leaves the figure out. Columns: KEY, numerator, denominator, numerator_persons,
    denominator_persons [float]; ceiling; mean; parts and whole (by `sums` in the suite's meta); superset (by
    `subsets`); areas_, municipality_ and country_ numerator and denominator.
    """
    counts = [*_PARTS, "numerator_persons", "denominator_persons"]
    frame = measured[[*KEY, *counts]].reset_index(drop=True)
    # Counts and tenths of marks are exact in a float; the table's decimals and nullable integers no rule can compare.
    frame = frame.assign(**{name: pd.to_numeric(frame[name]).astype("float64") for name in counts})
    columns = {
        "ceiling": _limit_numerator(frame),
        "mean": _compute_means(frame),
        "superset": _find_superset(frame, meta["subsets"]),
        **_add_parts(frame, meta["sums"]),
    }
    for part in _PARTS:
        columns[f"areas_{part}"] = _add_areas(frame, part, plan)
        columns[f"municipality_{part}"] = _find_municipality(frame, part, plan)
        columns[f"country_{part}"] = _find_country(frame, part, plan)
    return frame.assign(**columns)
