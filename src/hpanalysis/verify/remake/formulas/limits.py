"""Limits of one figure: Wilson's of a share, the Poisson ones of a count or a rate, and what printed limits give away.

Proportions are 0 to 1. A share's limits depend on its value and on one number, its stretch: the square of the quantile
divided by the number of independent units (3.84 / 100 at 95 % for 100 persons). Where the units are persons' days or
months, nobody publishes how many independent units they are worth, but the printed limits give the stretch away.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import cache

Z = 1.959963984540054  # the normal quantile of 0.975
EXACT_BELOW = 10  # events; from here on Byar's approximation is as good as exact


Range = tuple[float, float]  # the least and the largest that a number can be; of limits the lower and the upper one


def compute_share_limits(value: float, stretch: float) -> Range:
    """Wilson's limits of a proportion, from 0 to 1, at a stretch (the square of the quantile by the number of units):
    Wilson (1927), J. Amer. Statist. Assoc. 22, 209-212. Called for intervals of shares, and at many quantiles where the
    p of a difference is looked for."""
    centre = value + stretch / 2
    reach = math.sqrt(stretch * (value * (1 - value) + stretch / 4))
    return max(0.0, (centre - reach) / (1 + stretch)), min(1.0, (centre + reach) / (1 + stretch))


def compute_wilson_interval(numerator: float, denominator: float) -> Range:
    """The 95 % interval of a share, as proportions from 0 to 1. Called for each shown row of indicators.csv that is a
    share of single units in one window. denominator: not 0. For 5 of 10 it is 0.237 to 0.763."""
    return compute_share_limits(numerator / denominator, Z * Z / denominator)


def find_stretch(value: float, lower: Range, upper: Range) -> Range | None:
    """The stretches at which a proportion has limits like these, least and largest; None where there is no such
    stretch, so that the three numbers do not belong together. Called for each printed interval of a share of persons'
    time, and of years pooled.

    value: from 0 to 1. lower, upper: the range that each limit lay in before it was rounded. The lower limit falls, and
    the upper one rises, the larger the stretch is; so each limit gives a range of stretches, and what both allow is
    what can be.
    """
    least = max(_solve_stretch(value, lower[1], 0), _solve_stretch(value, upper[0], 1))
    most = min(_solve_stretch(value, lower[0], 0), _solve_stretch(value, upper[1], 1))
    return (least, most) if least <= most else None


def _solve_stretch(value: float, limit: float, end: int) -> float:
    """The stretch at which a proportion has this lower (end 0) or upper (end 1) limit: 0 where the limit lies on the
    inner side of the value, infinite where no stretch reaches it. Called for each end of a printed interval's limits.

    The limit L solves (value - L)^2 = stretch L (1 - L), which is how Wilson defines it.
    """
    outward = limit - value if end else value - limit
    if outward <= 0:
        return 0.0
    return math.inf if limit <= 0 or limit >= 1 else outward**2 / (limit * (1 - limit))


@cache
def compute_poisson_interval(events: float, z: float = Z) -> Range:
    """The interval of a count of events at the normal quantile z, as a Poisson mean; 95 % unless it is said otherwise.
    Called for each shown count of indicators.csv, for the numerator of each shown rate, and at other quantiles where a
    change is held against another. Exact below 10 events (Garwood 1936, Biometrika 28, 437-442), from 10 Byar's
    approximation (Breslow & Day 1987); from 0 for 0 events."""
    if events >= EXACT_BELOW:
        return _compute_byar_interval(events, z)
    tail, low = math.erfc(z / math.sqrt(2)) / 2, 0.0
    if events > 0:
        low = _bisect_mean(lambda mean: _compute_probability_of_at_least(events, mean), tail, z, rises=True)
    return low, _bisect_mean(lambda mean: _compute_probability_of_at_most(events, mean), tail, z, rises=False)


def _compute_byar_interval(events: float, z: float) -> Range:
    """Byar's approximation to the interval of a count. For 10 events it is 4.8 to 18.4 at 95 %. Called for each count
    or rate with ten events or more."""
    above = events + 1
    root = 1 - 1 / (9 * events) - z / (3 * math.sqrt(events))
    return events * max(0.0, root) ** 3, above * (1 - 1 / (9 * above) + z / (3 * math.sqrt(above))) ** 3


def _compute_probability_of_at_most(events: float, mean: float) -> float:
    """The probability of so many events or fewer under a Poisson distribution with a mean. Called at each step of the
    search for an end of an exact interval."""
    return math.exp(-mean) * sum(mean**k / math.factorial(k) for k in range(int(events) + 1))


def _compute_probability_of_at_least(events: float, mean: float) -> float:
    """The probability of so many events or more, with all its digits also where it is tiny. Called at each step of the
    search for the lower end of an exact interval."""
    if mean > events:
        return 1 - _compute_probability_of_at_most(events - 1, mean)
    # From the first of them each is a smaller part of the one before.
    term = math.exp(-mean) * mean**events / math.factorial(int(events))
    total, k = 0.0, int(events)
    while term > 1e-17 * total:
        total, k = total + term, k + 1
        term *= mean / k
    return total


def _bisect_mean(probability_at: Callable[[float], float], tail: float, z: float, rises: bool) -> float:
    """The Poisson mean at which a probability is `tail`, found by halving 0 to 100 (and the square of z more) a hundred
    times. Called for the ends of the interval of a count below ten, which lies in that range; the lower end for no
    events is 0 without it. probability_at: the probability at a mean. rises: whether it rises with the mean; else it
    falls."""
    low, high = 0.0, 100.0 + z * z
    for _ in range(100):
        middle = (low + high) / 2
        if (probability_at(middle) < tail) == rises:
            low = middle
        else:
            high = middle
    return (low + high) / 2
