"""Amounts -> rows of the measured table: areas, their total, the municipality."""

from __future__ import annotations

from decimal import Decimal

import pandas as pd

from hpanalysis.definitions.model import Given, Indicator
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.measure import delivered_counts, pooled
from hpanalysis.measure.indicator_windows import IndicatorWindow
from hpanalysis.measure.window_amounts import WindowAmounts
from hpanalysis.plan import Adoption, Plan
from hpanalysis.tables import MEASURED, Status
from hpanalysis.workspace import Workspace

_COUNTS = (
    "numerator",
    "denominator",
    "numerator_persons",
    "complement_persons",
    "denominator_persons",
    "largest",
    "sum_nn",
    "sum_nd",
    "sum_dd",
)


def _tally(persons: pd.DataFrame, indicator: Indicator) -> dict[str, int | None]:
    """The counts of one area; `persons` has one row a person, with numerator and denominator.

    Where a source has no persons (cases, dwellings), the counts themselves stand for the persons behind them.
    """
    n, d = persons["numerator"], persons["denominator"]
    whole = indicator.denominator is not None
    row = {"numerator": int(n.sum()), "denominator": int(d.sum()) if whole else None}
    if not all(source.has_persons for source in indicator.sources):
        rest = max(row["denominator"] - row["numerator"], 0) if whole else None
        return row | {
            "numerator_persons": row["numerator"],
            "complement_persons": rest,
            "denominator_persons": row["denominator"],
        }
    return row | {
        "numerator_persons": int((n > 0).sum()),
        "complement_persons": int((d > n).sum()) if whole else None,
        "denominator_persons": int((d > 0).sum()) if whole else None,
        "largest": int(d.max()) if whole and (d > 0).any() else None,
        "sum_nn": int((n * n).sum()),
        "sum_nd": int((n * d).sum()),
        "sum_dd": int((d * d).sum()),
    }


def _by_area(found: pd.DataFrame, indicator: Indicator, plan: Plan) -> dict[str, dict]:
    """Area id -> counts, for an indicator that is counted from rows; `found` is what each person adds in each area."""
    inside = found[found["area_id"].isin([area.id for area in plan.areas])]
    by_area = dict(tuple(inside.groupby("area_id")))
    empty = found.iloc[:0]
    rows = {area.id: _tally(by_area.get(area.id, empty), indicator) for area in plan.areas}
    for area, persons in ((plan.total, inside), (plan.municipality, found)):
        once = persons.groupby("person", as_index=False)[["numerator", "denominator"]].sum()
        rows[area.id] = _tally(once, indicator)
    return rows


def _status(row: dict | None, indicator: Indicator) -> Status:
    if row is None:
        return Status.NOT_MEASURED
    if indicator.denominator is None:
        return Status.SHOWN if row["numerator"] else Status.NO_CASES
    return Status.SHOWN if row["denominator"] else Status.NO_PERSONS


def _area_ids(plan: Plan, counts: dict[str, dict] | None) -> list[str]:
    """The areas a window has rows for: all of the plan, and the country where it was delivered."""
    ids = [area.id for area in (*plan.areas, plan.total, plan.municipality)]
    if counts and plan.country is not None and plan.country.id in counts:
        ids.append(plan.country.id)
    return ids


def _wanted(area_id: str, adoption: Adoption, plan: Plan) -> bool:
    """Whether the plan measures the indicator for an area. The municipality and the country always stand beside."""
    if area_id == plan.total.id:
        return adoption.total
    return area_id in adoption.areas or area_id not in {area.id for area in plan.areas}


def _counts(
    indicator_id: str, indicator: Indicator, cell: IndicatorWindow, counted: WindowAmounts
) -> dict[str, dict] | None:
    """Area id -> counts; None where the window was not delivered."""
    if cell.frames is None:
        return None
    if isinstance(indicator.numerator, Given):
        return delivered_counts.read_counts_by_area(indicator_id, indicator, cell, counted.workspace.plan)
    return _by_area(counted.amounts(indicator_id, cell), indicator, counted.workspace.plan)


def _rows(
    indicator_id: str, indicator: Indicator, cell: IndicatorWindow, counts: dict[str, dict] | None, plan: Plan
) -> list[dict]:
    adoption, rows = plan.adoption(indicator_id), []
    for area_id in _area_ids(plan, counts):
        row = counts.get(area_id) if counts is not None and _wanted(area_id, adoption, plan) else None
        status = _status(row, indicator)
        if counts is None and _wanted(area_id, adoption, plan):
            status = Status.NOT_DELIVERED
        empty = {"numerator": None, "denominator": None} if status is not Status.NO_CASES else {}
        rows.append(
            dict.fromkeys((*_COUNTS, "spread"))
            | (row or empty)
            | {
                "indicator_id": indicator_id,
                "window": cell.span.id,
                "area_id": area_id,
                "half_year": str(cell.shown_in),
                "window_start": cell.span.start,
                "window_end": cell.span.end,
                "definition_version": indicator.version_at(cell.span.end).number,
                "delivered_in": str(cell.delivered_in) if cell.delivered_in else None,
                "status": status.value,
            }
        )
    return rows


def _of_indicator(indicator_id: str, indicator: Indicator, counted: WindowAmounts) -> list[dict]:
    """The rows of its windows, and after them those of its windows pooled."""
    plan, rows = counted.workspace.plan, []
    for cell in counted.cells(indicator_id):
        rows += _rows(indicator_id, indicator, cell, _counts(indicator_id, indicator, cell, counted), plan)
    for pool in pooled.list_pools(indicator_id, counted):
        counts = _by_area(pooled.sum_amounts(indicator_id, pool, counted), indicator, plan)
        rows += _rows(indicator_id, indicator, pooled.make_pooled_window(pool), counts, plan)
    return rows


def _typed(rows: list[dict]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=MEASURED.names)
    for column in _COUNTS[1:]:
        table[column] = table[column].astype("Int64")
    table["numerator"] = table["numerator"].map(lambda n: None if n is None else Decimal(n).quantize(Decimal("0.1")))
    table["spread"] = table["spread"].astype("Float64")
    return table


def measure(
    workspace: Workspace,
    half_year: HalfYear,
    indicator_ids: list[str] | None = None,
    counted: WindowAmounts | None = None,
) -> pd.DataFrame:
    """The measured table (columns `tables.MEASURED`) of the adopted indicators, all windows up to `half_year`.

    A row an indicator, window and area: the housing areas, their total, the municipality, and the country where a
    delivery has it. Rows are in the plan's order; windows pooled (`2023..2025`) come after the indicator's others, and
    in them a person counts once in each window. Counts are null where nothing was delivered or is measured;
    0 of 0 is `ingen personer`, a count of 0 `ingen sager`. `numerator` is decimal, for marks have halves.
    counted: keeps what is counted here, for `linked`.
    """
    counted, rows = counted or WindowAmounts(workspace, half_year), []
    for indicator_id, indicator in counted.adopted(indicator_ids).items():
        rows += _of_indicator(indicator_id, indicator, counted)
    return _typed(rows)
