"""How far a figure lies from what it is held against: the difference and its interval, in published digits.

What is decided by a difference is decided by these digits, so that whoever has indicators.csv reaches the same verdict.
"""

from __future__ import annotations

from dataclasses import dataclass

from hpanalysis.statistics import Estimate, compute_difference_interval


@dataclass(frozen=True, kw_only=True)
class PublishedDifference:
    """A figure minus another number and its 95 % interval, in the unit (percentage points of a per cent), each with six
    significant digits. Made by `make_difference`: of a figure and the rest of the municipality, and of a figure and the
    line to its target."""

    value: float
    low: float
    high: float

    def turn(self, sign: int) -> tuple[float, float, float]:
        """Value, worst and best limit, turned so that more is better. Called by the forms of a target, which then have
        one way to look. sign: +1 where a high figure is good, else -1."""
        worst, best = sorted((sign * self.low, sign * self.high))
        return sign * self.value, worst, best


def _keep_published_digits(number: float) -> float:
    """The number with the six significant digits that indicators.csv has; never -0. Called for each part of a
    difference."""
    return float(f"{number:.6g}") + 0.0


def make_difference(now: Estimate, other: Estimate, scale: int, correlation: float = 0.0) -> PublishedDifference | None:
    """The difference `now` minus `other` with its interval; None where either has no limits.

    Called for each row that is judged: for the rest of the municipality, and for the line to the target. scale: what
    raw numbers are multiplied by to be in the unit, such as 100 for per cent; correlation: of the two estimates.
    """
    limits = compute_difference_interval(now, other, correlation)
    if limits is None:
        return None
    value, low, high = (_keep_published_digits(scale * raw) for raw in (now.value - other.value, *limits))
    return PublishedDifference(value=value, low=low, high=high)
