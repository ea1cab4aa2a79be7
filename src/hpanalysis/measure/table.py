"""Amounts -> rows of the measured table: areas, their total, the municipality."""

from __future__ import annotations

from decimal import Decimal

import pandas as pd

from hpanalysis.definitions import bridges
from hpanalysis.definitions.model import Given, Indicator
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.errors import Stop
from hpanalysis.measure import delivered_counts, pooled, recounted
from hpanalysis.measure.amounts import PARTS
from hpanalysis.measure.delivered_counts import Counts
from hpanalysis.measure.indicator_windows import IndicatorWindow
from hpanalysis.measure.missing_months import find_missing_months
from hpanalysis.measure.window_amounts import WindowAmounts
from hpanalysis.plan import Adoption, Plan
from hpanalysis.tables import MEASURED, Status
from hpanalysis.workspace import Workspace

_COUNTS = (
    *PARTS,
    *("numerator_persons", "complement_persons", "denominator_persons", "largest"),
    *("sum_nn", "sum_nd", "sum_dd"),
)


def _tally_persons(persons: pd.DataFrame, indicator: Indicator) -> Counts:
    """The counts of one area; `persons` has one row a person, with numerator and denominator; no rows give counts of 0.
    Where a source has no persons (cases, dwellings), the counts themselves stand for the persons behind them. Called
    for each area, the total and the municipality of a window that is counted."""
    n, d = persons["numerator"], persons["denominator"]
    has_denominator = indicator.denominator is not None
    numerator, denominator = int(n.sum()), int(d.sum()) if has_denominator else None
    counts: Counts = {"numerator": numerator, "denominator": denominator}
    if not all(source.has_persons for source in indicator.sources):
        return counts | {
            "numerator_persons": numerator,
            "complement_persons": None if denominator is None else max(denominator - numerator, 0),
            "denominator_persons": denominator,
        }
    return counts | {
        "numerator_persons": int((n > 0).sum()),
        "complement_persons": int((d > n).sum()) if has_denominator else None,
        "denominator_persons": int((d > 0).sum()) if has_denominator else None,
        "largest": int(d.max()) if has_denominator and (d > 0).any() else None,
        "sum_nn": int((n * n).sum()),
        "sum_nd": int((n * d).sum()),
        "sum_dd": int((d * d).sum()),
    }


def tally_by_area(amounts: pd.DataFrame, indicator: Indicator, plan: Plan) -> dict[str, Counts]:
    """Area id -> counts, of all areas, their total and the municipality, for an indicator that is counted from rows.
    Called for each window delivered, and for each pool of windows, such as three years together. amounts: what each
    person adds in each area (null: outside)."""
    inside = amounts[amounts["area_id"].isin([area.id for area in plan.areas])]
    by_area = dict(tuple(inside.groupby("area_id")))
    nobody = amounts.iloc[:0]
    counts = {area.id: _tally_persons(by_area.get(area.id, nobody), indicator) for area in plan.areas}
    # A person who moved from one area to another within the window is one person of the total, with what she adds in
    # both. So the total is counted from its persons anew; the distinct persons of the areas would be too many.
    for area, persons in ((plan.total, inside), (plan.municipality, amounts)):
        once = persons.groupby("person", as_index=False)[list(PARTS)].sum()
        counts[area.id] = _tally_persons(once, indicator)
    return counts


def _decide_status(counts: Counts | None, indicator: Indicator) -> Status:
    """The status of a row before disclosure control; without counts (None) it is not measured, and 0 of 0 and a count
    of 0 have statuses of their own. Called for each row of the measured table."""
    if counts is None:
        return Status.NOT_MEASURED
    if indicator.denominator is None:
        return Status.SHOWN if counts["numerator"] else Status.NO_CASES
    return Status.SHOWN if counts["denominator"] else Status.NO_PERSONS


def _list_area_ids(plan: Plan, by_area: dict[str, Counts] | None) -> list[str]:
    """The ids of the areas that a window has rows for: all of the plan, and the country where it was delivered. Called
    for each window. by_area: area id -> counts; None where the window was not delivered."""
    ids = [area.id for area in (*plan.areas, plan.total, plan.municipality)]
    if by_area and plan.country is not None and plan.country.id in by_area:
        ids.append(plan.country.id)
    return ids


def _is_measured(area_id: str, adoption: Adoption, plan: Plan) -> bool:
    """Whether an indicator is measured for an area: the plan says for which housing areas and whether for their total;
    the municipality and the country always are. Called for each row of the measured table."""
    if area_id == plan.total.id:
        return adoption.total
    return area_id in adoption.areas or area_id not in {area.id for area in plan.areas}


def _count_window(
    indicator_id: str, indicator: Indicator, window: IndicatorWindow, windows: WindowAmounts
) -> dict[str, Counts] | None:
    """Area id -> counts of one window; None where the window was not delivered. Called for each window, not pooled, of
    each indicator that is measured. windows: keeps what is read of the frames."""
    if window.delivery is None:
        return None
    plan = windows.workspace.plan
    if isinstance(indicator.numerator, Given):
        return delivered_counts.read_counts_by_area(indicator_id, indicator, window, plan)
    return tally_by_area(windows.get_amounts(indicator_id, window), indicator, plan)


def _find_version(indicator: Indicator, window: IndicatorWindow) -> int:
    """The number of the definition's version that a window is measured by. Called for each row of the measured table.
    `Stop` for a window before the first version: a delivery that names its own years may name one that is a slip."""
    first = min(version.since for version in indicator.versions)
    if window.span.end >= first:
        # A window that is counted again has the version of the day whose rule it is counted by.
        return indicator.version_at(bridges.find_rule_day(indicator, window.span.id, window.span.end)).number
    half_year = window.delivery.half_year if window.delivery else window.shown_in
    raise Stop(
        f"Tallet for »{indicator.label}« i {window.span.id} ligger før den første definition af nøgletallet.",
        place=f"»{indicator.sources[0].usual_file}« i mappen data/raw/{half_year}",
        expected=f"perioder fra {first.year} og frem.",
        do="Se efter, om årstallet er en tastefejl, og bed om et rettet udtræk.",
        ask=f"{indicator.sources[0].contact}.",
    )


def make_rows(
    indicator_id: str, indicator: Indicator, window: IndicatorWindow, by_area: dict[str, Counts] | None, plan: Plan
) -> list[dict[str, object]]:
    """The rows of the measured table for one window, an area each. Called for each window and each pooled window of an
    indicator. by_area: area id -> counts; None where the window was not delivered."""
    adoption, rows = plan.adoption(indicator_id), []
    for area_id in _list_area_ids(plan, by_area):
        is_measured = _is_measured(area_id, adoption, plan)
        counts = by_area.get(area_id) if by_area is not None and is_measured else None
        status = _decide_status(counts, indicator)
        if by_area is None and is_measured:
            status = Status.NOT_DELIVERED
        rows.append(
            dict.fromkeys((*_COUNTS, "spread"))
            | (counts or {})
            | {
                "indicator_id": indicator_id,
                "window": window.span.id,
                "area_id": area_id,
                "half_year": str(window.shown_in),
                "window_start": window.span.start,
                "window_end": window.span.end,
                "definition_version": _find_version(indicator, window),
                "delivered_in": str(window.delivery.half_year) if window.delivery else None,
                "status": status.value,
            }
        )
    return rows


def _measure_indicator(indicator_id: str, indicator: Indicator, windows: WindowAmounts) -> list[dict[str, object]]:
    """The rows of the measured table for one indicator: of its windows, then of those counted again by a later version,
    and last of its windows pooled. Called by `measure` for each adopted indicator. windows: what the run has read of
    the frames."""
    plan, rows = windows.workspace.plan, []
    again = recounted.list_recounted_windows(indicator_id, indicator, windows)
    for window in (*windows.get_windows(indicator_id), *again):
        counts = _count_window(indicator_id, indicator, window, windows)
        rows += make_rows(indicator_id, indicator, window, counts, plan)
    for pool in pooled.list_pools(indicator_id, windows):
        pooled_counts = tally_by_area(pooled.sum_amounts(indicator_id, pool, windows), indicator, plan)
        rows += make_rows(indicator_id, indicator, pooled.make_pooled_window(pool), pooled_counts, plan)
    return rows


def make_measured_table(rows: list[dict[str, object]]) -> pd.DataFrame:
    """The rows as the measured table: numerators are decimal, counts that may be missing Int64. Called once, when the
    rows of all indicators are made."""
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
    windows: WindowAmounts | None = None,
) -> pd.DataFrame:
    """The measured table (columns `tables.MEASURED`) of the adopted indicators, all windows up to `half_year`.

    Called once a run, before anything is hidden, and by the notebook of a delaftale. A row an indicator, window and
    area: the housing areas, their total, the municipality, and the country where a delivery has it. Rows are in the
    plan's order; windows counted again by a later version (`2024-12@3`) come after the indicator's others, and windows
    pooled (`2023..2025`) last, where a person counts once in each window. Counts are null where nothing was delivered
    or is measured; 0 of 0 is `ingen personer`, a count of 0 `ingen sager`. `numerator` is decimal, for marks have
    halves. windows: keeps what is read here, for `link_persons`. indicator_ids: None for all that the plan has adopted.
    `Stop` where a monthly source lacks a month of a window.
    """
    if errors := find_missing_months(workspace, half_year):
        raise Stop("\n".join(map(str, errors)))
    windows, rows = windows or WindowAmounts(workspace, half_year), []
    for indicator_id, indicator in windows.list_adopted(indicator_ids).items():
        rows += _measure_indicator(indicator_id, indicator, windows)
    return make_measured_table(rows)
