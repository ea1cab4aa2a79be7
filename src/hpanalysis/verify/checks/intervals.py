"""95 % intervals from published counts alone: Wilson's of a share, the Poisson ones of a count or a rate.

They are written anew from the formulas and share no code with the program that published them, so that a fault in that
program is seen here. Proportions are 0 to 1.
"""

from __future__ import annotations

import math
from collections.abc import Callable

Z = 1.959963984540054  # the normal quantile of 0.975
TAIL = 0.025  # the probability outside a 95 % interval, on each side
EXACT_BELOW = 10  # events; from here on Byar's approximation is as good as exact


def compute_wilson_interval(numerator: float, denominator: float) -> tuple[float, float]:
    """The 95 % interval of a share, as proportions from 0 to 1: Wilson (1927), J. Amer. Statist. Assoc. 22, 209-212.
    Called for each shown row of indicators.csv that is a share of single units in one window. denominator: not 0. For 5
    of 10 it is 0.237 to 0.763."""
    p, n, square = numerator / denominator, denominator, Z * Z
    centre = (p + square / (2 * n)) / (1 + square / n)
    reach = Z / (1 + square / n) * math.sqrt(p * (1 - p) / n + square / (4 * n * n))
    return max(0.0, centre - reach), min(1.0, centre + reach)


def compute_poisson_interval(events: float) -> tuple[float, float]:
    """The 95 % interval of a count of events, as a Poisson mean. Called for each shown count of indicators.csv, and for
    the numerator of each shown rate. Exact below 10 events (Garwood 1936, Biometrika 28, 437-442), from 10 Byar's
    approximation (Breslow & Day 1987); from 0 for 0 events."""
    if events >= EXACT_BELOW:
        return _compute_byar_interval(events)
    low = 0.0
    if events > 0:
        low = _bisect_mean(lambda mean: 1 - _compute_probability_of_at_most(events - 1, mean), rises=True)
    return low, _bisect_mean(lambda mean: _compute_probability_of_at_most(events, mean), rises=False)


def _compute_byar_interval(events: float) -> tuple[float, float]:
    """Byar's approximation to the 95 % interval of a count. For 10 events it is 4.8 to 18.4. Called when a published
    interval is checked, for each count or rate with ten events or more."""
    above = events + 1
    low = events * (1 - 1 / (9 * events) - Z / (3 * math.sqrt(events))) ** 3
    return low, above * (1 - 1 / (9 * above) + Z / (3 * math.sqrt(above))) ** 3


def _compute_probability_of_at_most(events: float, mean: float) -> float:
    """The probability of so many events or fewer under a Poisson distribution with a mean. Called at each step of the
    search for an end of an exact interval."""
    return math.exp(-mean) * sum(mean**k / math.factorial(k) for k in range(int(events) + 1))


def _bisect_mean(probability_at: Callable[[float], float], rises: bool) -> float:
    """The Poisson mean at which a probability is 0.025, found by halving 0 to 100 a hundred times. Called for the ends
    of the interval of a count below ten, which lies in that range; the lower end for no events is 0 without it.
    probability_at: the probability at a mean. rises: whether the probability rises with the mean; else it falls."""
    low, high = 0.0, 100.0
    for _ in range(100):
        middle = (low + high) / 2
        if (probability_at(middle) < TAIL) == rises:
            low = middle
        else:
            high = middle
    return (low + high) / 2
