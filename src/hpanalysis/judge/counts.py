"""The counts behind a shown figure, and the estimate that they are: what intervals and tests are made from."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeVar

import pandas as pd

from hpanalysis.definitions.model import Indicator, Measure
from hpanalysis.definitions.windows import is_pooled
from hpanalysis.statistics import ClusteredShare, Estimate, Mean, Rate, Share, coarsen_mean, coarsen_share

T = TypeVar("T")


def _read_cell(cell: Any, kind: Callable[[Any], T]) -> T | None:
    """A cell of a table as the number that `kind` makes of it (int, float, Decimal); None where it is None, NaN or NA.
    Called when the counts are read out of a row of the disclosed table."""
    return None if cell is None or pd.isna(cell) else kind(cell)


def _subtract(whole: int | None, part: int | None) -> int | None:
    """What is left of a whole when a part is taken away; None where either is None, that is, not known. Called for each
    count when an area is taken out of the municipality or of the areas' total, so that it can be compared with the
    rest."""
    return None if whole is None or part is None else whole - part


@dataclass(frozen=True, kw_only=True)
class FigureCounts:
    """Numerator and denominator of a figure, with what its interval needs besides; None for what is not known. Made of
    a row of the disclosed table, of a printed baseline, or as what is left of a whole; `make_estimate` makes the
    interval's estimate of it."""

    numerator: Decimal  # marks are summed, and marks have halves
    denominator: int | None  # None for a count of cases
    persons: int | None = None  # distinct persons in the denominator
    nn: int | None = None  # sum over persons of what each adds to the numerator, squared
    nd: int | None = None  # of what each adds to the numerator times what each adds to the denominator
    dd: int | None = None  # of what each adds to the denominator, squared
    spread: float | None = None  # standard deviation as delivered with a mean
    pooled: bool = False  # of windows pooled, in which a person may be counted more than once

    @classmethod
    def of(cls, row: Any) -> FigureCounts | None:
        """The counts of a row of `Disclosed.table`; None where the row shows no number. Called for each row when the
        figures of a half-year are made ready to be looked up for judging."""
        # Disclosure control has emptied the numbers of a hidden row, so nothing of it gets past here.
        numerator = _read_cell(row.numerator, Decimal)
        if numerator is None:
            return None
        return cls(
            numerator=numerator,
            denominator=_read_cell(row.denominator, int),
            persons=_read_cell(row.denominator_persons, int),
            nn=_read_cell(row.sum_nn, int),
            nd=_read_cell(row.sum_nd, int),
            dd=_read_cell(row.sum_dd, int),
            spread=_read_cell(row.spread, float),
            pooled=is_pooled(row.window),
        )

    def without(self, part: FigureCounts) -> FigureCounts:
        """The rest of a whole when a part of it is taken out, such as the municipality without an area.

        A person who lived in both within the window is taken out of the count of persons, so the rest has too few of
        them and its interval is rather too wide than too narrow. Called when an area is compared with the municipality
        or with the other areas. A count that either does not have is None in the rest, as is the spread where it does
        not follow.
        """
        return FigureCounts(
            # Every count is a sum over persons or cases, so the rest of each is whole minus part; a spread is no sum.
            numerator=self.numerator - part.numerator,
            denominator=_subtract(self.denominator, part.denominator),
            persons=_subtract(self.persons, part.persons),
            nn=_subtract(self.nn, part.nn),
            nd=_subtract(self.nd, part.nd),
            dd=_subtract(self.dd, part.dd),
            spread=_compute_spread_of_rest(self, part),
            pooled=self.pooled,
        )


def _sum_squares(numerator: Decimal, denominator: int, spread: float) -> float:
    """The sum of the squares of the single values behind a mean, worked out from their sum, number and spread. Called
    for a whole and for its part, because the spread of the rest follows from the two. numerator: the values' sum;
    denominator: their number, over 0; spread: their standard deviation."""
    mean = float(numerator) / denominator
    return (denominator - 1) * spread**2 + denominator * mean**2


def _compute_spread_of_rest(whole: FigureCounts, part: FigureCounts) -> float | None:
    """The spread of the values that are in the whole and not in the part; None where it does not follow.

    Means are delivered ready made, without the single values that a spread is computed from. But the sums of squares of
    whole and part follow from what is delivered, and their difference is that of the rest. Where the two deliveries
    contradict each other the difference may be negative, and then nothing follows. Called by `FigureCounts.without`.
    The spread is a standard deviation, in the unit of the mean.
    """
    if whole.spread is None or part.spread is None or not whole.denominator or not part.denominator:
        return None
    # One value has no spread, and less than one is a contradiction between two deliveries.
    n = whole.denominator - part.denominator
    if n < 2:
        return None
    mean = float(whole.numerator - part.numerator) / n
    of_whole = _sum_squares(whole.numerator, whole.denominator, whole.spread)
    squares = of_whole - _sum_squares(part.numerator, part.denominator, part.spread) - n * mean**2
    return math.sqrt(squares / (n - 1)) if squares >= 0 else None


def _make_clustered_share(counts: FigureCounts, denominator: int) -> ClusteredShare | None:
    """A share whose interval counts persons, and not their days, months or years; None where the sums over persons are
    not known, as in a printed figure. Called for shares of persons' time and of windows pooled. denominator: the one in
    `counts`, which is known not to be 0 or None."""
    # Nothing is guessed in their place: the interval of a clustered share is all in these sums.
    if counts.persons is None or counts.nn is None or counts.nd is None or counts.dd is None:
        return None
    share = ClusteredShare.of_sums(
        numerator=int(counts.numerator),
        denominator=denominator,
        persons=counts.persons,
        sum_nn=counts.nn,
        sum_nd=counts.nd,
        sum_dd=counts.dd,
    )
    return coarsen_share(share)


def make_estimate(indicator: Indicator, counts: FigureCounts | None) -> Estimate | None:
    """The estimate that intervals and tests are made from, of the kind that the indicator measures (count, share, rate,
    mean). Called for each row that is judged, for each printed baseline, and for what an area is compared with. None
    where `counts` is None, where the denominator is 0 or missing (a plain count needs none), and where a clustered
    share has no sums over persons. What rests on sums over persons is as coarse as it is published, so that nothing
    finer is ever judged by (`statistics.coarse`)."""
    if counts is None:
        return None
    numerator, denominator = counts.numerator, counts.denominator
    if indicator.measure is Measure.COUNT:
        # A plain count has no denominator: it is events in one unit of exposure.
        return Rate(int(numerator))
    # 0 of 0 is no estimate; nor is anything out of 0, which only a faulty delivery has.
    if not denominator:
        return None
    if indicator.measure is Measure.RATE:
        return Rate(int(numerator), denominator)
    # The sum of marks is kept and not the mean, so that areas can be added; the mean is made again here.
    if indicator.measure is Measure.MEAN:
        return coarsen_mean(Mean(float(numerator) / denominator, counts.spread, denominator))
    # In windows pooled a pupil may count in each of three years. They are not three pupils, so the person is the unit.
    if indicator.measure is Measure.CLUSTERED_SHARE or counts.pooled:
        return _make_clustered_share(counts, denominator)
    return Share(int(numerator), denominator)
