"""Months after disclosure control -> the same months against the limits of their control chart."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pandas as pd

from hpanalysis.definitions import catalogue
from hpanalysis.definitions.model import Indicator, Unit
from hpanalysis.definitions.windows import find_month_end
from hpanalysis.plan import Plan, Target
from hpanalysis.statistics import Assurance, Limits, Point, Rule, assess_target, compute_xmr_points
from hpanalysis.tables import CONTROL, Assured, Special, Status, Variation

# The statistics know no Danish, so their rules and outcomes are turned into what is printed here.
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


def _get_next_month(day: date) -> date:
    """The first day of the month after the one that `day` lies in. Called to list a chart's months, and for an event in
    mid-month, whose new limits begin with the next month."""
    return find_month_end(day) + timedelta(days=1)


def _list_months(months: Sequence[date]) -> list[date]:
    """The first days of all months from the first to the last of `months`, those in between that are missing included.
    Called for each chart: a month that is not in the table of months is to be a gap of the chart."""
    calendar = [min(months)]
    while calendar[-1] < max(months):
        calendar.append(_get_next_month(calendar[-1]))
    return calendar


def _list_restarts(indicator: Indicator, indicator_id: str, area_id: str, plan: Plan) -> dict[date, str]:
    """First day of each month from which a chart's limits are computed anew -> the written reason, a Danish sentence.

    The reasons are breaks in the definition, and the plan's events that are marked as rebasing. Limits are computed
    anew only where somebody has written down why, because limits that are moved whenever the figures have moved would
    never be crossed. An event counts for the area it is written for: what happens in one area, or in all of them,
    computes no limits anew for the municipality. Called for each chart.
    """
    breaks = [(version.since, f"Databrud: {version.why}") for version in indicator.versions if version.breaks]
    # The plan's own events, such as a block that is pulled down; only those that it marks as rebasing.
    events = [
        (event.day, event.what) for event in plan.events_of(indicator_id) if event.rebase and event.area_id == area_id
    ]
    reasons: dict[date, str] = {}
    for day, why in sorted(breaks + events):
        # A month in which it happened on the 14th belongs to both, and so to the phase before.
        month = day if day.day == 1 else _get_next_month(day)
        # Two reasons in one month are told one after the other, in the order of their days.
        reasons[month] = f"{reasons[month]} {why}" if month in reasons else why
    return reasons


def _compute_month_value(row: Any, indicator: Indicator) -> float | None:
    """The value of a month in the indicator's unit, None for a gap of the chart. Called for each row of a control
    chart's months (columns `tables.MONTHLY`). It is not rounded, because rounding would make differences between
    neighbouring months that are not there."""
    # Hidden, not delivered and 0 of 0 are all gaps: none of them is a number that could be high or low.
    if row.status != Status.SHOWN.value or pd.isna(row.numerator):
        return None
    if indicator.denominator is None:
        return float(row.numerator)
    if pd.isna(row.denominator) or row.denominator == 0:
        return None
    return indicator.unit.scale * int(row.numerator) / int(row.denominator)


def _cut_limits(limits: Limits | None, indicator: Indicator) -> Limits | None:
    """The limits of a control chart cut at 0, and at 100 for per cent; None where there are none. Called for each month
    before its limits are published: the mean and the moving ranges know nothing of what a value can be."""
    if limits is None:
        return None
    # A rate per 1,000 dwellings has no ceiling: a dwelling may be vacated twice in a month.
    top = float(indicator.unit.scale) if indicator.unit is Unit.PERCENT else float("inf")
    return Limits(limits.centre, max(0.0, limits.lo), min(top, limits.hi), limits.trial)


def _decide_variation(point: Point, indicator: Indicator) -> Variation | None:
    """What the rules of the control chart say of a month: ordinary, or special in the wanted or the unwanted direction,
    or, for an indicator whose changes are not judged, special in neither. Called for each month of a chart. None for a
    gap (no value), and in a phase that has no limits."""
    if point.value is None or point.limits is None:
        return None
    if not point.direction:
        return Variation.ORDINARY
    # A rule may be met because more departments were delivered, and that is neither good nor bad.
    if not indicator.change_judged:
        return Variation.NEUTRAL
    return Variation.WANTED if point.direction == indicator.direction.sign else Variation.UNWANTED


def _describe_point(point: Point, indicator: Indicator, target: float | None) -> dict[str, object]:
    """The columns of the control charts' table (`tables.CONTROL`) that follow from a chart: value, limits, phase, rules
    and verdicts. Called for each month. target: the number to reach, in the unit; None where the plan's target is no
    number. Numbers are rounded to one decimal more than is printed, None where there are none."""
    limits, variation = _cut_limits(point.limits, indicator), _decide_variation(point, indicator)
    assured = None
    if limits is not None and target is not None:
        assured = _ASSURED[assess_target(limits, target, indicator.direction.sign)].value
    numbers = {"value": point.value, "target": target}
    numbers |= {name: None if limits is None else getattr(limits, name) for name in ("centre", "lo", "hi")}
    # One decimal more than is printed, so that a mark on a limit is not drawn beyond it.
    rounded = {name: None if n is None else round(n, indicator.decimals + 1) for name, n in numbers.items()}
    return rounded | {
        "trial": None if limits is None else limits.trial,
        "phase": point.phase + 1,
        "rules": "; ".join(_SPECIAL[signal].value for signal in point.signals),
        "variation": None if variation is None else variation.value,
        "assurance": assured,
    }


def _chart_series(rows: pd.DataFrame, plan: Plan) -> list[dict[str, object]]:
    """The control chart of one indicator in one area: a row of `tables.CONTROL` for each month of `rows`. Called for
    each indicator and area. rows: its months out of the disclosed table (columns `tables.MONTHLY`), at least one."""
    indicator_id, area_id = rows["indicator_id"].iloc[0], rows["area_id"].iloc[0]
    indicator, adoption = catalogue.indicators()[indicator_id], plan.adoption(indicator_id)
    number = adoption.target_value if adoption.target is Target.NUMBER else None
    target = None if number is None else float(number)
    tuples: list[Any] = list(rows.itertuples(index=False))
    # A month that is not in the table is a gap of the chart, and gets no row in what is returned.
    of_month = {row.month: row for row in tuples}
    months = _list_months(list(of_month))
    values = [_compute_month_value(of_month[month], indicator) if month in of_month else None for month in months]
    restarts = _list_restarts(indicator, indicator_id, area_id, plan)
    # The first month begins a phase anyway, and needs no reason for it.
    reasons = {place: restarts[month] for place, month in enumerate(months) if place and month in restarts}
    reason_of_phase = ["", *(reasons[place] for place in sorted(reasons))]
    return [
        {
            "indicator_id": indicator_id,
            "area_id": area_id,
            "month": month,
            "status": of_month[month].status,
            "unit": indicator.unit.text,
            "phase_reason": reason_of_phase[point.phase],
            **_describe_point(point, indicator, target),
        }
        for month, point in zip(months, compute_xmr_points(values, reasons), strict=True)
        if month in of_month
    ]


def make_control_table(monthly: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """The months (columns `tables.CONTROL`) of a disclosed monthly table (`tables.MONTHLY`), in the plan's order.

    Called by `pipeline.figures` in a run and in `hpanalysis check`, after the small series of months are hidden. The
    municipality has its own chart and limits. A hidden month has no number and is a gap, as is one that was never
    delivered: it ends runs and gives no moving range. One month alone gives no limits. Limits and rules come from
    values that are not rounded, so a reader who computes them from the table's may differ in the last decimal. XmR
    takes the months as independent; a stock of the same persons moves slowly, so its rules are met oftener than by
    chance, and the chart says so.
    """
    groups = {key: months for key, months in monthly.groupby(["indicator_id", "area_id"], sort=False)}
    # In the plan's order, whatever the rows' order is: the published file must be the same from run to run.
    order = [(a.indicator_id, area.id) for a in plan.adoptions for area in plan.all_areas]
    rows = [row for key in order if key in groups for row in _chart_series(groups[key], plan)]
    return pd.DataFrame(rows, columns=CONTROL.names).astype(CONTROL.dtypes)
