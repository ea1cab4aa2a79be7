"""The test by which a row's target is surely met, tried with the values that a later measurement may have.

Falling: the change since the baseline. The municipality's level: the interval of the distance to the rest, which stays
where it is. A number: the figure's own interval. Where sizes are bounded, the test is tried at their ends: it must be
sure where it is at both, and may be where it is at one.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from hpanalysis.verify.remake.formulas.expected import (
    Expected,
    ExpectedMean,
    ExpectedRate,
    ExpectedShare,
    compute_welch_p,
)
from hpanalysis.verify.remake.formulas.power import (
    compute_power,
    compute_power_of_events,
    is_surely_changed,
    measure_spare,
)
from hpanalysis.verify.remake.needs.sizes import Sizes

_TIE = 1e-9  # a limit this near to the threshold may have been taken for either side of it
_MOST_SPREADS = 20  # no mean further off than so many spreads is asked for

Pair = tuple[Expected, Expected | None]


@dataclass(frozen=True, kw_only=True)
class SureTest:
    """A test of a later measurement. Made for each row whose target is surely met by some test, and once more for a
    sure improvement since the baseline."""

    sign: int  # +1 where a high figure is the good one
    now: Sizes  # the figure, whose size the later one is taken to have
    other: Sizes | None  # the baseline or the rest of the municipality; None for a number
    threshold: float  # what the difference, or the figure, must be beyond
    is_change: bool

    def list_pairs(self) -> Iterator[Pair]:
        """Each pair of figure and other that the published numbers leave open. Read wherever the test is tried."""
        others = (None,) if self.other is None else tuple(dict.fromkeys(self.other))
        yield from product(dict.fromkeys(self.now), others)

    def may_be_sure(self, value: float, level: float, correlation: float) -> bool:
        """Whether a measurement of a value may be sure. Asked of the printed value that is needed."""
        return any(self._is_sure(pair, value, level, correlation, -_TIE) for pair in self.list_pairs())

    def must_be_sure(self, value: float, level: float, correlation: float) -> bool:
        """Whether a measurement of a value is sure, whatever is not published. Asked of what is less than needed."""
        return all(self._is_sure(pair, value, level, correlation, _TIE) for pair in self.list_pairs())

    def _is_sure(self, pair: Pair, value: float, level: float, correlation: float, spare: float) -> bool:
        """Whether a measurement of a value is sure beside one pair. Called for each value that is tried. spare: what
        the limit must have to spare."""
        now, other = pair[0].at(value), pair[1]
        if self.is_change and isinstance(now, ExpectedRate) and isinstance(other, ExpectedRate):
            # A count must be whole: at most so many, or at least so many, are that many or better.
            events = now.events
            counted = math.ceil(events - _TIE) if self.sign < 0 else math.floor(events + _TIE)
            before = round(other.events)
            return is_surely_changed(counted, now.exposure, before, other.exposure, self.sign, level)
        if self.is_change and isinstance(now, ExpectedMean) and isinstance(other, ExpectedMean):
            is_better = self.sign * (now.value - other.value) > 0
            return is_better and compute_welch_p(now, other) <= level * (1 - spare)
        return measure_spare(now, other, self.sign, level, self.threshold, correlation) >= spare

    def find_best_value(self) -> float:
        """The best value that a later figure may have, or for rates that are to rise and for means one that is surely
        enough where any is. Called where no value is told to be needed."""
        best, other = self.now.most, None if self.other is None else self.other.most
        even = self.threshold + (0.0 if other is None else other.value)
        if isinstance(best, ExpectedShare):
            return float(self.sign > 0)
        if isinstance(best, ExpectedRate):
            return 0.0 if self.sign < 0 else 10 * even + 30 / best.exposure
        assert isinstance(best, ExpectedMean)  # the figures that are left
        spreads = [one.of_mean * math.sqrt(one.n) for one in (best, other) if isinstance(one, ExpectedMean)]
        return even + self.sign * _MOST_SPREADS * max(spreads)

    def is_possible(self, value: float) -> bool:
        """Whether a later figure may have a value at all. Asked of the value that is printed, and of its neighbour."""
        if isinstance(self.now.least, ExpectedMean):
            return True
        return value >= 0 and (isinstance(self.now.least, ExpectedRate) or value <= 1)

    def compute_power(self, pair: Pair, expected: float, level: float, correlation: float) -> float:
        """The chance that a measurement is sure where the true figure has a value. Called for each later measurement
        and each pair."""
        now, other = pair[0].at(expected), pair[1]
        if self.is_change and isinstance(now, ExpectedRate) and isinstance(other, ExpectedRate):
            return compute_power_of_events(now, other, self.sign, level)
        return compute_power(now, other, self.sign, level, self.threshold, correlation)
