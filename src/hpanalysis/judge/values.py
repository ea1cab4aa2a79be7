"""Counts -> the value that is read: scaled, rounded as printed, half up."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pandas as pd

from hpanalysis.definitions import catalogue
from hpanalysis.definitions.model import Indicator


def round_half_up(value: Decimal, decimals: int) -> Decimal:
    """Half up, as a Danish table is printed (12,25 -> 12,3); float's half-to-even would differ by a digit."""
    found = value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    return abs(found) if found == 0 else found  # never "-0,0"


def compute_value(numerator: Decimal | None, denominator: int | None, indicator: Indicator) -> Decimal | None:
    """The figure in the indicator's unit and decimals; None where there is no number, and for x of 0."""
    if numerator is None or pd.isna(numerator):
        return None
    if indicator.denominator is None:
        return round_half_up(Decimal(numerator), indicator.decimals)
    if denominator is None or pd.isna(denominator) or denominator == 0:
        return None
    return round_half_up(indicator.unit.scale * Decimal(numerator) / int(denominator), indicator.decimals)


def compute_values(table: pd.DataFrame) -> pd.Series:
    """The value of each row of a measured table [Float64], by its own indicator."""
    declared = catalogue.indicators()
    rows = zip(table["indicator_id"], table["numerator"], table["denominator"], strict=True)
    found = [
        compute_value(numerator, denominator, declared[indicator_id]) for indicator_id, numerator, denominator in rows
    ]
    return pd.Series([None if number is None else float(number) for number in found], table.index, dtype="Float64")
