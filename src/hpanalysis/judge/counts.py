"""The counts behind a shown figure, and the estimate that they are: what intervals and tests are made from."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pandas as pd

from hpanalysis.definitions.model import Indicator, Measure
from hpanalysis.definitions.windows import is_pooled
from hpanalysis.plan import Printed
from hpanalysis.statistics import ClusteredShare, Estimate, Mean, Rate, Share


def _number(given: Any, kind: type) -> Any:
    return None if given is None or pd.isna(given) else kind(given)


def _minus(whole: Any, part: Any) -> Any:
    return None if whole is None or part is None else whole - part


@dataclass(frozen=True)
class FigureCounts:
    """Numerator and denominator of a figure, with what its interval needs besides; None where it is not known.

    persons: distinct persons in the denominator. nn, nd, dd: sums over persons of the products of what each adds to
    numerator and denominator. spread: standard deviation as delivered with a mean. pooled: of windows pooled, in which
    a person may be counted more than once.
    """

    numerator: Decimal
    denominator: int | None
    persons: int | None = None
    nn: int | None = None
    nd: int | None = None
    dd: int | None = None
    spread: float | None = None
    pooled: bool = False

    @classmethod
    def of(cls, row: Any) -> FigureCounts | None:
        """The counts of a row of `Disclosed.table`; None where it shows no number."""
        numerator = _number(row.numerator, Decimal)
        if numerator is None:
            return None
        names = ("denominator", "denominator_persons", "sum_nn", "sum_nd", "sum_dd")
        numbers = (_number(getattr(row, name), int) for name in names)
        return cls(numerator, *numbers, _number(row.spread, float), is_pooled(row.window))

    def without(self, part: FigureCounts) -> FigureCounts:
        """The rest of a whole when a part of it is taken out.

        A person who lived in both within the window is taken out of the count of persons: too few, never too many.
        """
        names = ("numerator", "denominator", "persons", "nn", "nd", "dd")
        rest = (_minus(getattr(self, name), getattr(part, name)) for name in names)
        return FigureCounts(*rest, _spread_of_rest(self, part), self.pooled)


def _squares(counts: FigureCounts) -> float:
    """The sum of the squared deviations from 0 of the values behind a mean."""
    mean = float(counts.numerator) / counts.denominator
    return (counts.denominator - 1) * counts.spread**2 + counts.denominator * mean**2


def _spread_of_rest(whole: FigureCounts, part: FigureCounts) -> float | None:
    """The spread of the values that are in the whole and not in the part; None where it does not follow."""
    if whole.spread is None or part.spread is None:
        return None
    n = whole.denominator - part.denominator
    if n < 2 or not part.denominator:
        return None
    mean = float(whole.numerator - part.numerator) / n
    squares = _squares(whole) - _squares(part) - n * mean**2
    return math.sqrt(squares / (n - 1)) if squares >= 0 else None


def _share(counts: FigureCounts) -> Estimate | None:
    """Heads; in windows pooled the person, not the year, is the unit."""
    return _clustered(counts) if counts.pooled else Share(int(counts.numerator), counts.denominator)


def _clustered(counts: FigureCounts) -> Estimate | None:
    if None in (counts.persons, counts.nn, counts.nd, counts.dd):
        return None
    numerator = int(counts.numerator)
    return ClusteredShare(
        numerator=numerator,
        denominator=counts.denominator,
        persons=counts.persons,
        sum_nn=counts.nn,
        sum_nd=counts.nd,
        sum_dd=counts.dd,
    )


def _mean(counts: FigureCounts) -> Estimate:
    return Mean(float(counts.numerator) / counts.denominator, counts.spread, counts.denominator)


_ESTIMATES = {
    Measure.SHARE: _share,
    Measure.CLUSTERED_SHARE: _clustered,
    Measure.RATE: lambda counts: Rate(int(counts.numerator), counts.denominator),
    Measure.MEAN: _mean,
}


def make_estimate(indicator: Indicator, counts: FigureCounts | None) -> Estimate | None:
    """The estimate that counts are, by the indicator's kind of measure; None where they give none (0 of 0)."""
    if counts is None:
        return None
    if indicator.measure is Measure.COUNT:
        return Rate(int(counts.numerator))
    return _ESTIMATES[indicator.measure](counts) if counts.denominator else None


def derive_printed_counts(indicator: Indicator, printed: Iterable[Printed]) -> FigureCounts | None:
    """The counts behind a printed baseline; None where the plan prints too little for a test.

    A count is itself. A share or rate is its printed count, or the whole number that gives the printed percentage, of
    the printed n. Where the plan prints two sources of a count apart, they are added.
    """
    found = list(printed)
    if indicator.measure is Measure.COUNT and found:
        return FigureCounts(sum((one.value for one in found), Decimal(0)), None)
    if len(found) != 1 or not found[0].n or indicator.measure not in (Measure.SHARE, Measure.RATE):
        return None
    (one,) = found
    count = one.count if one.count is not None else round(one.value * one.n / indicator.unit.scale)
    half_a_digit = Decimal(5).scaleb(one.value.as_tuple().exponent - 1)
    if abs(indicator.unit.scale * Decimal(count) / one.n - one.value) > half_a_digit:
        return None
    return FigureCounts(Decimal(count), one.n)
