"""Indicators that are delivered ready made, by area: the rows of a table -> counts."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

import pyarrow.compute as pc

from hpanalysis.definitions.model import Indicator, Unit
from hpanalysis.frame_files import open_frame
from hpanalysis.measure.indicator_windows import IndicatorWindow
from hpanalysis.plan import Plan

Counts = dict[str, int | float | Decimal | None]  # columns of `tables.MEASURED`


class DeliveredRow(NamedTuple):
    """What a delivery by area says of one area: read by `_read_rows`, made into the counts of the measured table."""

    numerator: Decimal
    denominator: Decimal
    spread: Decimal | None  # the standard deviation behind a mean; None where it was not delivered


def _read_rows(indicator_id: str, indicator: Indicator, window: IndicatorWindow) -> dict[str, DeliveredRow]:
    """Area id -> numerator, denominator and spread as delivered for the window; an area that was not is left out.
    Called for each window of an indicator that is delivered ready made. `ValueError` if the window was not delivered at
    all."""
    source = indicator.numerator.source
    period = pc.field(source.period)
    of_window = (pc.field("indicator_id") == indicator_id) & (period >= window.span.start) & (period <= window.span.end)
    columns = ["area_id", *DeliveredRow._fields]
    rows = open_frame(window.frames[source.name]).to_table(columns=columns, filter=of_window).to_pylist()
    return {row.pop("area_id"): DeliveredRow(**row) for row in rows}


def _add_up(rows: Iterable[DeliveredRow]) -> DeliveredRow:
    """The rows of several areas as one; its spread is None, because it does not follow from theirs. Called for a merged
    area that the delivery has only in parts."""
    numerators, denominators, _ = zip(*rows, strict=True)
    return DeliveredRow(sum(numerators), sum(denominators), None)


def _merge_areas(rows: dict[str, DeliveredRow], plan: Plan) -> dict[str, DeliveredRow]:
    """The rows by area, with the plan's merged areas in place of their parts. Called for each window that is delivered
    ready made. A merged area has its own delivered row, else the sum of its parts if all were delivered, else none."""
    merged = {area: row for area, row in rows.items() if area not in plan.merged_into}
    for area in plan.settings.merged_areas:
        if area.id not in rows and all(part in rows for part in area.areas):
            merged[area.id] = _add_up(rows[part] for part in area.areas)
    return merged


def _make_counts(indicator: Indicator, row: DeliveredRow) -> Counts:
    """The counts of an area (columns of `tables.MEASURED`) from its delivered row, with the number of persons behind
    them. Called for each area of a window that is delivered ready made. A mean's persons are those it is a mean of."""
    n, d = int(row.numerator), int(row.denominator)
    is_mean = indicator.unit is Unit.MEAN
    return {
        "numerator": n if row.numerator == n else row.numerator,
        "denominator": d,
        "spread": None if row.spread is None else float(row.spread),
        "numerator_persons": d if is_mean else n,
        "complement_persons": d if is_mean else d - n,
        "denominator_persons": d,
    }


def read_counts_by_area(
    indicator_id: str, indicator: Indicator, window: IndicatorWindow, plan: Plan
) -> dict[str, Counts]:
    """Area id -> counts (columns of `tables.MEASURED`), of the areas that a window was delivered for. Called for each
    window that was delivered of an indicator that comes ready made, by area."""
    rows = _merge_areas(_read_rows(indicator_id, indicator, window), plan)
    return {area: _make_counts(indicator, row) for area, row in rows.items()}
