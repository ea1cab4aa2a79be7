"""The difference of two estimates, from the limits of each (the method of variance recovery, MOVER)."""

from __future__ import annotations

import math
from itertools import pairwise

from scipy.optimize import brentq
from scipy.special import ndtr

from hpanalysis.statistics.estimates import Estimate, Interval, compute_normal_quantile

FURTHEST = 37.0  # the normal tail beyond it is under 1e-298: no p is smaller
# Where p is looked for, from the widest p on; the quantiles of 95 % and 99 % are among them, so that p never says less
# than .05 of a 95 % interval that holds 0.
_STEPS = (
    0.0,
    0.5,
    1.0,
    1.5,
    compute_normal_quantile(0.95),
    compute_normal_quantile(0.99),
    3.5,
    5.0,
    8.0,
    13.0,
    21.0,
    FURTHEST,
)


def _reach(toward_a: float, toward_b: float, correlation: float) -> float:
    """The two distances added as lengths of vectors whose cosine is the correlation."""
    square = toward_a**2 - 2 * correlation * toward_a * toward_b + toward_b**2
    return math.sqrt(max(0.0, square))


def _limits_at(a: Estimate, b: Estimate, correlation: float, z: float) -> Interval | None:
    of_a, of_b = a.limits_at(z), b.limits_at(z)
    if of_a is None or of_b is None:
        return None
    between = a.value - b.value
    down = _reach(a.value - of_a[0], of_b[1] - b.value, correlation)
    up = _reach(of_a[1] - a.value, b.value - of_b[0], correlation)
    return between - down, between + up


def _checked(correlation: float) -> float:
    if not -1 <= correlation <= 1:
        raise ValueError("the correlation must lie between -1 and 1")
    return float(correlation)


def compute_difference_interval(
    a: Estimate, b: Estimate, correlation: float = 0.0, confidence: float = 0.95
) -> Interval | None:
    """The interval of a minus b; None where either has no limits.

    For two shares this is Newcombe's hybrid score interval: method 10 of Newcombe (1998), Statist. Med. 17, 873-890,
    and with a correlation the paired method 10 of Newcombe (1998), Statist. Med. 17, 2635-2650. In general it is the
    MOVER of Zou & Donner (2008), Statist. Med. 27, 1693-1702. `correlation` is that of the two estimates (see pairing).
    """
    return _limits_at(a, b, _checked(correlation), compute_normal_quantile(confidence))


def compute_p_of_no_difference(a: Estimate, b: Estimate, correlation: float = 0.0) -> float | None:
    """The two-sided p of no difference: 1 minus the confidence at which the interval just reaches 0.

    So p is under .05 exactly where the 95 % interval leaves out 0. (Only at correlations near 1 of very few persons,
    never in a table of pairs, can the interval narrow as the confidence rises; then p is the largest that fits.)
    1 where the two are equal; never under 1e-298; None where either has no limits.
    """
    correlation = _checked(correlation)
    if _limits_at(a, b, correlation, 1.0) is None:
        return None
    larger, smaller = (a, b) if a.value >= b.value else (b, a)

    def above_zero(z: float) -> float:
        return _limits_at(larger, smaller, correlation, z)[0]

    if larger.value == smaller.value or above_zero(0.0) <= 0:  # exact limits of counts are apart even at no confidence
        return 1.0
    for near, far in pairwise(_STEPS):
        if above_zero(far) <= 0:
            return float(2 * ndtr(-brentq(above_zero, near, far, xtol=1e-13)))
    return float(2 * ndtr(-FURTHEST))
