"""The difference of two estimates, from the limits of each (the method of variance recovery, MOVER)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise

import scipy  # scipy.optimize is imported at its first use: it takes a quarter of a second
from scipy.special import ndtr

from hpanalysis.statistics.estimates import Estimate, Interval, compute_normal_quantile

FURTHEST = 37.0  # the normal tail beyond it is under 1e-298: no p is smaller
# p is looked for between neighbouring values of z here. The quantiles of 95 % and 99 % are among them, so that p is
# never under .05 where the 95 % interval holds 0.
_STEPS = (
    *(0.0, 0.5, 1.0, 1.5, compute_normal_quantile(0.95), compute_normal_quantile(0.99)),
    *(3.5, 5.0, 8.0, 13.0, 21.0, FURTHEST),
)


def _combine_distances(of_a: float, of_b: float, correlation: float) -> float:
    """How far a limit of the difference of two estimates lies from the difference.

    Called for the lower and for the upper limit. of_a, of_b: how far the limits of the two estimates lie from their
    values; correlation: of the two estimates, -1 to 1. The two distances are added like two sides of a triangle.
    Without correlation that is Pythagoras: distances of 3 and 4 give 5. The more two estimates rise and fall together,
    the shorter it is, because what moves both of them does not move their difference.
    """
    square = of_a**2 - 2 * correlation * of_a * of_b + of_b**2
    return math.sqrt(max(0.0, square))


def _compute_limits_at(a: Estimate, b: Estimate, correlation: float, z: float) -> Interval | None:
    """The interval of a minus b at the normal quantile z (1.96 for 95 %); None where either has no limits. Called for
    the interval of a difference, and many times by the search for the p of no difference. correlation: of the two
    estimates, -1 to 1."""
    limits_a, limits_b = a.limits_at(z), b.limits_at(z)
    if limits_a is None or limits_b is None:
        return None
    between = a.value - b.value
    # The difference is smallest where a is at its lower limit and b at its upper one, and largest the other way round.
    down = _combine_distances(a.value - limits_a[0], limits_b[1] - b.value, correlation)
    up = _combine_distances(limits_a[1] - a.value, b.value - limits_b[0], correlation)
    return between - down, between + up


def _check_correlation(correlation: float) -> float:
    """The correlation of two estimates as a float; ValueError where it is not from -1 to 1. Called before the interval
    or the p of their difference is computed."""
    if not -1 <= correlation <= 1:
        raise ValueError("the correlation must lie between -1 and 1")
    return float(correlation)


def compute_difference_interval(
    a: Estimate, b: Estimate, correlation: float = 0.0, confidence: float = 0.95
) -> Interval | None:
    """The interval of a minus b; None where either has no limits.

    Called when a change is judged, and an area against the rest of the municipality or against the line to its target.
    The interval is in raw units: shares from 0 to 1, rates per unit of exposure. correlation: of the two estimates
    (`pairing`). For two shares this is Newcombe's hybrid score interval: method 10 of Newcombe (1998), Statist. Med.
    17, 873-890, and with a correlation the paired method 10 of Newcombe (1998), Statist. Med. 17, 2635-2650. In general
    it is the MOVER of Zou & Donner (2008), Statist. Med. 27, 1693-1702.
    """
    return _compute_limits_at(a, b, _check_correlation(correlation), compute_normal_quantile(confidence))


@dataclass(frozen=True)
class Difference(Estimate):
    """The difference of two estimates as an estimate of its own: a change, to be held against another change.

    Its limits are MOVER's at every confidence, so the difference of two differences has MOVER's interval too: Zou &
    Donner (2008) ask of a part only that it has limits. Made by `judge.development` for the change of an area and for
    that of the rest of the municipality. ValueError where the correlation is not from -1 to 1.
    """

    a: Estimate
    b: Estimate
    correlation: float = 0.0  # of the two; 0 where nobody was followed from the one to the other

    def __post_init__(self) -> None:
        """Refuse a correlation that none can be. Called by the dataclass whenever a difference is made."""
        _check_correlation(self.correlation)

    @property
    def value(self) -> float:
        """a minus b, in raw units (-1 to 1 for shares). Read when two changes are subtracted."""
        return self.a.value - self.b.value

    def limits_at(self, z: float) -> Interval | None:
        """The limits of a minus b at the normal quantile z (1.96 for 95 %); None where either has none. Called for the
        interval of a change, and for that of the difference of two changes."""
        return _compute_limits_at(self.a, self.b, self.correlation, z)


def compute_p_of_no_difference(a: Estimate, b: Estimate, correlation: float = 0.0) -> float | None:
    """The two-sided p of no difference: 1 minus the confidence at which the interval just reaches 0.

    Called where there is no exact test, and for shares of partly the same persons. correlation: of the two estimates,
    -1 to 1. The p is under .05 exactly where the 95 % interval leaves out 0; 1 where the two are equal; never under
    1e-298; None where either has no limits. (Where a correlation near 1 of very few persons lets the interval reach 0
    at several confidences, p is the largest that fits; a table of pairs never gives such a correlation.)
    """
    correlation = _check_correlation(correlation)
    if _compute_limits_at(a, b, correlation, 1.0) is None:
        return None
    larger, smaller = (a, b) if a.value >= b.value else (b, a)

    def lower_limit(z: float) -> float:
        """The lower limit of larger minus smaller at the normal quantile z. Called at many z by the search for the one
        where the limit is 0, whose tail is the p."""
        limits = _compute_limits_at(larger, smaller, correlation, z)
        assert limits is not None  # an estimate that has limits at one z has them at all
        return limits[0]

    # The exact limits of counts lie apart even at no confidence (z = 0), so they may reach 0 there already.
    if larger.value == smaller.value or lower_limit(0.0) <= 0:
        return 1.0
    for near, far in pairwise(_STEPS):
        if lower_limit(far) <= 0:
            return float(2 * ndtr(-scipy.optimize.brentq(lower_limit, near, far, xtol=1e-13)))
    return float(2 * ndtr(-FURTHEST))
