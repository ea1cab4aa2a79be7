"""95 % intervals from published counts alone: Wilson's of a share, the Poisson ones of a count or a rate.

Written anew from the formulas, so that a fault in the program that published them is seen here. Proportions are 0 to 1.
"""

from __future__ import annotations

import math

Z = 1.959963984540054  # the normal quantile of 0.975
TAIL = 0.025
EXACT_BELOW = 10  # events


def wilson(numerator: float, denominator: float) -> tuple[float, float]:
    """Wilson (1927), J. Amer. Statist. Assoc. 22, 209-212."""
    p, n, square = numerator / denominator, denominator, Z * Z
    centre = (p + square / (2 * n)) / (1 + square / n)
    reach = Z / (1 + square / n) * math.sqrt(p * (1 - p) / n + square / (4 * n * n))
    return max(0.0, centre - reach), min(1.0, centre + reach)


def poisson(events: float) -> tuple[float, float]:
    """Exact below 10 events (Garwood 1936, Biometrika 28, 437-442), from 10 Byar's (Breslow & Day 1987)."""
    if events >= EXACT_BELOW:
        return _byar(events)
    low = 0.0 if events == 0 else _where(lambda mean: 1 - _up_to(events - 1, mean), rising=True)
    return low, _where(lambda mean: _up_to(events, mean), rising=False)


def _byar(events: float) -> tuple[float, float]:
    above = events + 1
    low = events * (1 - 1 / (9 * events) - Z / (3 * math.sqrt(events))) ** 3
    return low, above * (1 - 1 / (9 * above) + Z / (3 * math.sqrt(above))) ** 3


def _up_to(events: float, mean: float) -> float:
    """The chance of so many events or fewer at a Poisson mean."""
    return math.exp(-mean) * sum(mean**k / math.factorial(k) for k in range(int(events) + 1))


def _where(chance, rising: bool) -> float:
    """The mean at which a chance that rises (or falls) with it is the tail, by halving."""
    low, high = 0.0, 100.0
    for _ in range(100):
        middle = (low + high) / 2
        if (chance(middle) < TAIL) == rising:
            low = middle
        else:
            high = middle
    return (low + high) / 2
