"""The measured table with what each figure is held against beside it: the whole, the superset, the municipality."""

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
    """A column of the table, a row a window and area, a column an indicator; null where there is no figure."""
    once = measured.drop_duplicates(KEY).set_index(KEY)[column]
    return once.unstack("indicator_id")


def _align_to_indicator(measured: pd.DataFrame, indicator_id: str, values: pd.Series) -> pd.Series:
    """Values by window and area, set beside the rows of one indicator; null in all other rows."""
    cells = pd.MultiIndex.from_frame(measured[_CELL])
    return pd.Series(values.reindex(cells).to_numpy(), measured.index).where(measured["indicator_id"] == indicator_id)


def _add_parts(measured: pd.DataFrame, sums: list[dict[str, Any]]) -> dict[str, pd.Series]:
    """Columns parts and whole: the parts of an indicator added, and the figure they must give."""
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
    """The numerator of the indicator that this one is a part of."""
    superset, wide = pd.Series(float("nan"), measured.index), _spread_by_indicator(measured, "numerator")
    for part, whole in subsets.items():
        if whole in wide:
            superset = superset.where(
                measured["indicator_id"] != part, _align_to_indicator(measured, part, wide[whole])
            )
    return superset


def _add_areas(measured: pd.DataFrame, column: str, plan: Plan) -> pd.Series:
    """Beside the total's rows: the areas added, where every area has a figure."""
    areas = [area.id for area in plan.areas]
    by_area = _spread_by_area(measured, column).reindex(columns=areas)
    added = by_area.sum(axis=1, skipna=False)
    return _align_to_windows(measured, added).where(measured["area_id"] == plan.total.id)


def _find_municipality(measured: pd.DataFrame, column: str, plan: Plan) -> pd.Series:
    """Beside the rows of the areas and their total: the municipality's figure."""
    inside = [area.id for area in (*plan.areas, plan.total)]
    figures = _spread_by_area(measured, column).reindex(columns=[plan.municipality.id])[plan.municipality.id]
    return _align_to_windows(measured, figures).where(measured["area_id"].isin(inside))


def _spread_by_area(measured: pd.DataFrame, column: str) -> pd.DataFrame:
    return measured.drop_duplicates(KEY).set_index(KEY)[column].unstack("area_id")


def _align_to_windows(measured: pd.DataFrame, values: pd.Series) -> pd.Series:
    windows = pd.MultiIndex.from_frame(measured[["indicator_id", "window"]])
    return pd.Series(values.reindex(windows).to_numpy(), measured.index)


def _limit_numerator(measured: pd.DataFrame) -> pd.Series:
    """The denominator, but for means: their numerator is a sum, which may well be larger."""
    declared = catalogue.indicators()
    means = [key for key, indicator in declared.items() if indicator.unit is Unit.MEAN]
    return measured["denominator"].where(~measured["indicator_id"].isin(means))


def add_counterparts(measured: pd.DataFrame, plan: Plan, meta: dict[str, Any]) -> pd.DataFrame:
    """A row a measured figure; what it has no counterpart for is null, and a rule leaves it out.

    Columns: KEY, numerator, denominator, numerator_persons, denominator_persons [float]; ceiling; parts and whole
    (by `sums` in the suite's meta); superset (by `subsets`); areas_ and municipality_ numerator and denominator.
    """
    counts = [*_PARTS, "numerator_persons", "denominator_persons"]
    frame = measured[[*KEY, *counts]].reset_index(drop=True)
    # Counts and tenths of marks are exact in a float; the table's decimals and nullable integers no rule can compare.
    frame = frame.assign(**{name: pd.to_numeric(frame[name]).astype("float64") for name in counts})
    columns = {
        "ceiling": _limit_numerator(frame),
        "superset": _find_superset(frame, meta["subsets"]),
        **_add_parts(frame, meta["sums"]),
    }
    for part in _PARTS:
        columns[f"areas_{part}"] = _add_areas(frame, part, plan)
        columns[f"municipality_{part}"] = _find_municipality(frame, part, plan)
    return frame.assign(**columns)
