"""Student's t distribution without a library: its tail by the incomplete beta function, its quantile by Newton's steps.

The incomplete beta function is the continued fraction of Abramowitz & Stegun (1964), 26.5.8, evaluated from the front
by Lentz's way; the tail of t is half of it (26.7.1).
"""

from __future__ import annotations

import math
from functools import cache
from statistics import NormalDist

_TINY = 1e-300  # stands for 0 where a fraction would be divided by it
_MANY = 200  # degrees of freedom from which a series gives the quantile
_NEAR = 1e-13  # how small the last step is, relatively
_EXACT = 1e-15  # what the next step may change, relatively, when the fraction is done


def _compute_beta_fraction(a: float, b: float, x: float) -> float:
    """The continued fraction of the incomplete beta function at x, under (a + 1) / (a + b + 2), where it ends soon.
    Called for each value of the function."""
    c, d = 1.0, 1 / _keep_from_zero(1 - (a + b) * x / (a + 1))
    value = d
    for m in range(1, 1000):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        for term in (even, odd):
            d = 1 / _keep_from_zero(1 + term * d)
            c = _keep_from_zero(1 + term / c)
            value *= c * d
        if abs(c * d - 1) < _EXACT:
            break
    return value


def _keep_from_zero(number: float) -> float:
    """The number, or a tiny one in the place of 0. Called before each division of a continued fraction."""
    return number if abs(number) > _TINY else _TINY


def compute_incomplete_beta(a: float, b: float, x: float) -> float:
    """The regularised incomplete beta function I_x(a, b), 0 to 1. Called for tails of Student's t. a, b: over 0; x:
    from 0 to 1."""
    if x <= 0 or x >= 1:
        return float(x >= 1)
    front = math.exp(math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x))
    if x < (a + 1) / (a + b + 2):
        return front * _compute_beta_fraction(a, b, x) / a
    return 1 - front * _compute_beta_fraction(b, a, 1 - x) / b


def compute_student_tail(t: float, freedom: float) -> float:
    """The probability that Student's t is over t, which is at least 0. Called for its quantile, and for the p of a
    difference of two means. freedom: the degrees of freedom, over 0."""
    # The complement of the usual argument, so that large t keep their digits.
    return compute_incomplete_beta(freedom / 2, 0.5, freedom / (freedom + t * t)) / 2


@cache
def compute_student_quantile(freedom: float, tail: float = 0.025) -> float:
    """The t that a part `tail` lies beyond: at .025 it is 1.96 for many degrees of freedom, 12.7 for one. Called for
    the limits of means, and for those of persons' time. By Newton's steps from the normal quantile, which is less; the
    tail is convex, so no step goes too far."""
    z = -NormalDist().inv_cdf(tail)
    if freedom >= _MANY:
        return _expand_quantile(z, freedom)
    log_density = math.lgamma((freedom + 1) / 2) - math.lgamma(freedom / 2) - math.log(freedom * math.pi) / 2
    t = z
    for _ in range(100):
        density = math.exp(log_density - (freedom + 1) / 2 * math.log1p(t * t / freedom))
        step = (compute_student_tail(t, freedom) - tail) / density
        t += step
        if abs(step) <= _NEAR * t:
            break
    return t


def _expand_quantile(z: float, freedom: float) -> float:
    """The t of a normal quantile for many degrees of freedom: Abramowitz & Stegun (1964), 26.7.5, whose next term is
    under the tenth decimal. Called in the place of the search, which takes long there."""
    parts = (
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
        (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92160,
    )
    return z + math.fsum(part / freedom**power for power, part in enumerate(parts, start=1))
