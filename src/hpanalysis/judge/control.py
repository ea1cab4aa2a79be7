"""Months after disclosure control -> the same months against the limits of their control chart."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import pandas as pd

from hpanalysis.definitions import catalogue
from hpanalysis.definitions.model import Indicator, Unit
from hpanalysis.definitions.windows import find_month_end
from hpanalysis.plan import Plan, Target
from hpanalysis.statistics import Assurance, Limits, Point, Rule, assess_target, compute_xmr_points
from hpanalysis.tables import CONTROL, Assured, Special, Status, Variation

_SPECIAL = {
    (Rule.OUTSIDE, 1): Special.ABOVE,
    (Rule.OUTSIDE, -1): Special.BELOW,
    (Rule.TREND, 1): Special.RISING,
    (Rule.TREND, -1): Special.FALLING,
    (Rule.TWO_OF_THREE, 1): Special.NEAR_UPPER,
    (Rule.TWO_OF_THREE, -1): Special.NEAR_LOWER,
    (Rule.SHIFT, 1): Special.HIGH,
    (Rule.SHIFT, -1): Special.LOW,
}
_ASSURED = {
    Assurance.MET: Assured.MET,
    Assurance.MISSED: Assured.MISSED,
    Assurance.VARIES: Assured.VARIES,
}


def _next_month(month: date) -> date:
    return find_month_end(month) + timedelta(days=1)


def _calendar(months: Sequence[date]) -> list[date]:
    """Every month from the first to the last: one that is not in the table is a gap, not a shorter way."""
    found = [min(months)]
    while found[-1] < max(months):
        found.append(_next_month(found[-1]))
    return found


def _restarts(indicator: Indicator, indicator_id: str, area_id: str, plan: Plan) -> dict[date, str]:
    """First months of new phases, with the written reason: breaks in the definition, and the plan's rebasing events.

    A phase begins with the first whole month. An event counts for the area it is written for: what happens in one
    area, or in all of them, computes no limits anew for the municipality.
    """
    broken = [(version.since, f"Databrud: {version.why}") for version in indicator.versions if version.breaks]
    events = [
        (event.day, event.what) for event in plan.events_of(indicator_id) if event.rebase and event.area_id == area_id
    ]
    found: dict[date, str] = {}
    for day, why in sorted(broken + events):
        month = day if day.day == 1 else _next_month(day)
        found[month] = f"{found[month]} {why}" if month in found else why
    return found


def _value(row, indicator: Indicator) -> float | None:
    """The month's figure, not rounded: rounding to the printed decimals would make moving ranges of its own."""
    if row.status != Status.SHOWN.value or pd.isna(row.numerator):
        return None
    if indicator.denominator is None:
        return float(row.numerator)
    if pd.isna(row.denominator) or row.denominator == 0:
        return None
    return indicator.unit.scale * int(row.numerator) / int(row.denominator)


def _possible(limits: Limits | None, indicator: Indicator) -> Limits | None:
    """The limits cut where no value can be: the mean and the ranges know nothing of 0 and 100 pct."""
    if limits is None:
        return None
    top = float(indicator.unit.scale) if indicator.unit is Unit.PERCENT else float("inf")
    return Limits(limits.centre, max(0.0, limits.lo), min(top, limits.hi), limits.trial)


def _variation(point: Point, indicator: Indicator) -> Variation | None:
    if point.value is None or point.limits is None:
        return None
    if not point.direction:
        return Variation.ORDINARY
    if not indicator.change_judged:
        return Variation.NEUTRAL
    return Variation.WANTED if point.direction == indicator.direction.sign else Variation.UNWANTED


def _month(point: Point, indicator: Indicator, target: float | None) -> dict:
    """The columns of CONTROL that come from the chart."""
    limits, variation = _possible(point.limits, indicator), _variation(point, indicator)
    held = None if limits is None or target is None else assess_target(limits, target, indicator.direction.sign)
    numbers = {"value": point.value, "target": target}
    numbers |= {name: None if limits is None else getattr(limits, name) for name in ("centre", "lo", "hi")}
    rounded = {k: None if v is None else round(v, indicator.decimals + 1) for k, v in numbers.items()}
    return rounded | {
        "trial": None if limits is None else limits.trial,
        "phase": point.phase + 1,
        "rules": "; ".join(_SPECIAL[signal].value for signal in point.signals),
        "variation": None if variation is None else variation.value,
        "assurance": None if held is None else _ASSURED[held].value,
    }


def _target(indicator_id: str, plan: Plan) -> float | None:
    adoption = plan.adoption(indicator_id)
    return float(adoption.target_value) if adoption.target is Target.NUMBER else None


def _series(rows: pd.DataFrame, plan: Plan) -> list[dict]:
    """The chart of one indicator and area, a row a month of `rows`."""
    indicator_id, area_id = rows["indicator_id"].iloc[0], rows["area_id"].iloc[0]
    indicator, target = catalogue.indicators()[indicator_id], _target(indicator_id, plan)
    of_month = {row.month: row for row in rows.itertuples(index=False)}
    months = _calendar(list(of_month))
    values = [_value(of_month[month], indicator) if month in of_month else None for month in months]
    restarts = _restarts(indicator, indicator_id, area_id, plan)
    reasons = {place: restarts[month] for place, month in enumerate(months) if place and month in restarts}
    why = ["", *(reasons[place] for place in sorted(reasons))]
    return [
        {
            "indicator_id": indicator_id,
            "area_id": area_id,
            "month": month,
            "status": of_month[month].status,
            "unit": indicator.unit.text,
            "phase_reason": why[point.phase],
            **_month(point, indicator, target),
        }
        for month, point in zip(months, compute_xmr_points(values, reasons), strict=True)
        if month in of_month
    ]


def make_control_table(monthly: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """The months (columns `tables.CONTROL`) of a disclosed monthly table (`tables.MONTHLY`), in the plan's order.

    The municipality has its own chart, with its own limits. A hidden month has no number and is a gap, as is one that
    was never delivered: it ends runs and gives no moving range. One month gives no limits, and nothing is said of it.
    Limits and rules come from values that are not rounded; a reader who computes them from the table's, which have
    one decimal more than is printed, may differ in the last one.

    XmR takes the months as independent. A stock of the same persons from month to month moves slowly, so its moving
    ranges are small and its rules are met oftener than by chance; the chart says so.
    """
    groups = {key: rows for key, rows in monthly.groupby(["indicator_id", "area_id"], sort=False)}
    order = [(a.indicator_id, area.id) for a in plan.adoptions for area in plan.all_areas]
    found = [row for key in order if key in groups for row in _series(groups[key], plan)]
    table = pd.DataFrame(found, columns=CONTROL.names)
    return table.astype(CONTROL.dtypes)
