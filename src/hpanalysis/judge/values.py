"""Counts -> the value that is read: scaled, rounded as printed, half up."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pandas as pd

from hpanalysis.definitions import catalogue
from hpanalysis.definitions.model import Indicator


def round_half_up(value: Decimal, decimals: int) -> Decimal:
    """The value rounded half up to so many decimals, as a Danish table is printed (12,25 -> 12,3, and -12,25 -> -12,3);
    never "-0,0". Called for every value, limit and change that is printed: the half-to-even of floats would differ by a
    digit."""
    rounded = value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    return abs(rounded) if rounded == 0 else rounded  # never "-0,0"


def compute_value(numerator: Decimal | None, denominator: int | None, indicator: Indicator) -> Decimal | None:
    """The figure in the indicator's unit and decimals; None where there is no number, and for 0 of 0. Called for each
    figure that is judged, for what it is compared with, and for the confidential edition. 8 of 27 is 29.6 in per cent;
    a count is its numerator."""
    if numerator is None:
        return None
    if indicator.denominator is None:
        return round_half_up(Decimal(numerator), indicator.decimals)
    # 0 of 0 is no share: nobody was asked. It is told as `ingen personer`, never as 0 %.
    if denominator is None or denominator == 0:
        return None
    return round_half_up(indicator.unit.scale * Decimal(numerator) / int(denominator), indicator.decimals)


def compute_values(table: pd.DataFrame) -> pd.Series:
    """The value of each row of a measured table [Float64], in the unit and decimals of its own indicator.

    Called for the confidential edition only, whose hidden cells get their values again (`recompute.join_hidden`).
    table: columns indicator_id, numerator and denominator; an empty cell (None, NaN or NA) is no number and gives NA,
    as 0 of 0 does.
    """
    declared = catalogue.indicators()
    # pandas' own missing values (NaN, NA) are turned into None, the only one that `compute_value` knows.
    counts = table[["numerator", "denominator"]].astype(object)
    counts = counts.where(counts.notna(), None)
    rows = zip(table["indicator_id"], counts["numerator"], counts["denominator"], strict=True)
    values = [compute_value(numerator, denominator, declared[key]) for key, numerator, denominator in rows]
    return pd.Series([None if value is None else float(value) for value in values], table.index, dtype="Float64")
