"""The measured table with a counterpart beside each figure: what the rules of the suite `maalt` hold it against.

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
    """A column of the table, with a row a window and area and a column an indicator; null where there is no figure.

    Of a key that stands twice, which a rule of its own refuses, the first row is taken.
    """
    return measured.drop_duplicates(KEY).set_index(KEY)[column].unstack("indicator_id")


def _align_to_indicator(measured: pd.DataFrame, indicator_id: str, values: pd.Series) -> pd.Series:
    """Values by window and area as a column of the table: in the rows of one indicator, and null in all others."""
    cells = pd.MultiIndex.from_frame(measured[_CELL])
    return pd.Series(values.reindex(cells).to_numpy(), measured.index).where(measured["indicator_id"] == indicator_id)


def _add_parts(measured: pd.DataFrame, sums: list[dict[str, Any]]) -> dict[str, pd.Series]:
    """Columns parts and whole: the numerators of an indicator's parts added, and the figure they must give.

    sums: from the suite's meta, each with an indicator, its parts, and the column of its own that they must give.
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
    """The numerator of the indicator that each row's indicator is a part of; null where it is a part of none.

    subsets: from the suite's meta, part -> whole.
    """
    superset, wide = pd.Series(float("nan"), measured.index), _spread_by_indicator(measured, "numerator")
    for part, whole in subsets.items():
        if whole in wide:
            superset = superset.where(
                measured["indicator_id"] != part, _align_to_indicator(measured, part, wide[whole])
            )
    return superset


def _add_areas(measured: pd.DataFrame, column: str, plan: Plan) -> pd.Series:
    """In the total's rows: the areas' figures added, if every area has one; null in all other rows."""
    areas = [area.id for area in plan.areas]
    by_area = _spread_by_area(measured, column).reindex(columns=areas)
    added = by_area.sum(axis=1, skipna=False)
    return _align_to_windows(measured, added).where(measured["area_id"] == plan.total.id)


def _find_municipality(measured: pd.DataFrame, column: str, plan: Plan) -> pd.Series:
    """In the rows of the areas and their total: the municipality's figure; null in all other rows."""
    inside = [area.id for area in (*plan.areas, plan.total)]
    figures = _spread_by_area(measured, column).reindex(columns=[plan.municipality.id])[plan.municipality.id]
    return _align_to_windows(measured, figures).where(measured["area_id"].isin(inside))


def _spread_by_area(measured: pd.DataFrame, column: str) -> pd.DataFrame:
    """A column of the table, with a row an indicator and window and a column an area."""
    return measured.drop_duplicates(KEY).set_index(KEY)[column].unstack("area_id")


def _align_to_windows(measured: pd.DataFrame, values: pd.Series) -> pd.Series:
    """Values by indicator and window as a column of the table: the same in the rows of all areas."""
    windows = pd.MultiIndex.from_frame(measured[["indicator_id", "window"]])
    return pd.Series(values.reindex(windows).to_numpy(), measured.index)


def _limit_numerator(measured: pd.DataFrame) -> pd.Series:
    """What a numerator may be at most: the denominator. Null for means, whose numerator is a sum and may be larger."""
    means = [key for key, indicator in catalogue.indicators().items() if indicator.unit is Unit.MEAN]
    return measured["denominator"].where(~measured["indicator_id"].isin(means))


def add_counterparts(measured: pd.DataFrame, plan: Plan, meta: dict[str, Any]) -> pd.DataFrame:
    """A row a measured figure, with its counterparts; where one is null, a rule leaves the figure out.

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
