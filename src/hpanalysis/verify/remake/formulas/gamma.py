"""The incomplete gamma function without a library, and the limits of a Poisson mean whose count need not be whole.

The limits of an expected count (5.5 events) are those of Garwood (1936, Biometrika 28, 437-442), whose sums of Poisson
chances are incomplete gamma functions. Their series and continued fraction: Abramowitz & Stegun (1964), 6.5.29 and
6.5.31.
"""

from __future__ import annotations

import math
from functools import cache

from hpanalysis.verify.remake.formulas.limits import EXACT_BELOW, Range, compute_poisson_interval

_ENOUGH = 1e-16  # what the next term may add, relatively, when the rest is left out


def compute_gamma_tails(shape: float, x: float) -> Range:
    """The parts of the gamma distribution with a shape over 0 that lie below and above x, which is at least 0. Called
    at each step of the search for a limit."""
    if x <= 0:
        return 0.0, 1.0
    front = math.exp(shape * math.log(x) - x - math.lgamma(shape + 1))
    if x < shape + 1:
        term = total = 1.0
        place = shape
        while term > total * _ENOUGH:
            place += 1
            term *= x / place
            total += term
        return front * total, 1 - front * total
    above = front * shape * _compute_fraction(shape, x)
    return 1 - above, above


def _compute_fraction(shape: float, x: float) -> float:
    """The continued fraction of the upper part, from its end. Called where x is beyond the middle, where forty steps of
    it and the distance from the middle give every digit."""
    value = 0.0
    for n in range(400, 0, -1):
        value = n * (n - shape) / (x + 2 * n + 1 - shape - value)
    return 1 / (x + 1 - shape - value)


@cache
def compute_expected_interval(events: float, z: float) -> Range:
    """The limits of a count of events at the normal quantile z, where the count is an expected one and need not be
    whole. Called for the interval of a later rate or count. From 10 events they are Byar's, as for whole counts."""
    if events >= EXACT_BELOW:
        return compute_poisson_interval(events, z)
    tail = math.erfc(z / math.sqrt(2)) / 2
    low = 0.0 if events == 0 else _find_quantile(events, tail, 0)
    return low, _find_quantile(events + 1, tail, 1)


def _find_quantile(shape: float, tail: float, end: int) -> float:
    """The x below (end 0) or above (end 1) which a part `tail` of a gamma distribution lies, by halving. Called for
    both limits of a count."""
    low, high = 0.0, 100.0
    for _ in range(80):
        middle = (low + high) / 2
        is_beyond = (compute_gamma_tails(shape, middle)[end] < tail) == (end == 0)
        low, high = (middle, high) if is_beyond else (low, middle)
    return (low + high) / 2
