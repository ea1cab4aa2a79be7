"""Figures of groups, by sex or age band -> value and interval. They are given no verdicts.

A half-year has some hundred figures of groups, and a test of each would find differences that are chance. The intervals
are those of the figures themselves, by the same formulas.
"""

from __future__ import annotations

from decimal import Decimal

import pandas as pd

from hpanalysis.definitions import catalogue
from hpanalysis.definitions.model import Indicator
from hpanalysis.judge.counts import FigureCounts, make_estimate
from hpanalysis.judge.values import compute_value, round_half_up

Limits = tuple[float | None, float | None]


def _compute_limits(indicator: Indicator, counts: FigureCounts | None) -> Limits:
    """The 95 % interval of a group's figure, in the unit and as it is printed; two Nones without a number. Called for
    each row."""
    estimate = make_estimate(indicator, counts)
    limits = None if estimate is None else estimate.limits()
    if limits is None:
        return None, None
    scale, decimals = indicator.unit.scale, indicator.decimals
    low, high = (float(round_half_up(Decimal(repr(scale * limit)), decimals)) for limit in limits)
    return low, high


def judge_groups(table: pd.DataFrame) -> pd.DataFrame:
    """The same rows with the columns value, lo and hi [Float64] and unit; a hidden row has no number. Called when a run
    of the confidential edition computes its breakdowns. table: figures of groups as `disclose.hide_groups` leaves
    them."""
    declared = catalogue.indicators()
    values: list[float | None] = []
    limits: list[Limits] = []
    for row in table.itertuples(index=False):
        indicator, counts = declared[str(row.indicator_id)], FigureCounts.of(row)
        value = None if counts is None else compute_value(counts.numerator, counts.denominator, indicator)
        values.append(None if value is None else float(value))
        limits.append(_compute_limits(indicator, counts))
    judged = table.assign(unit=[declared[key].unit.text for key in table["indicator_id"]])
    judged["value"] = pd.Series(values, table.index, dtype="Float64")
    for column, cells in (("lo", [low for low, _ in limits]), ("hi", [high for _, high in limits])):
        judged[column] = pd.Series(cells, table.index, dtype="Float64")
    return judged
