"""The statistics once more, slowly and in plain Python: what tests/unit/statistics holds the package against.

Nothing here is shared with hpanalysis.statistics: roots are found by halving, chances are summed one by one, and
exact tests are counted in whole numbers.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from fractions import Fraction
from statistics import NormalDist


def root(function: Callable[[float], float], low: float, high: float) -> float:
    """Where a function changes its sign between low and high, by halving until the floats are used up."""
    below = function(low) > 0
    for _ in range(200):
        middle = (low + high) / 2
        if (function(middle) > 0) == below:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def z_of(confidence: float) -> float:
    return NormalDist().inv_cdf(0.5 + confidence / 2)


def wilson(share: float, size: float, z: float) -> tuple[float, float]:
    """The proportions that a score test at z does not reject, found as the roots of the score equation."""

    def score(p: float) -> float:
        return (share - p) ** 2 * size - z * z * p * (1 - p)

    low = 0.0 if share == 0 else root(score, 0.0, share)
    high = 1.0 if share == 1 else root(score, share, 1.0)
    return low, high


def poisson_below(events: int, mean: float) -> float:
    """The chance of at most so many events."""
    return math.fsum(math.exp(k * math.log(mean) - mean - math.lgamma(k + 1)) for k in range(events + 1))


def poisson_limits(events: int, confidence: float) -> tuple[float, float]:
    tail = (1 - confidence) / 2
    low = 0.0 if events == 0 else root(lambda mean: poisson_below(events - 1, mean) - (1 - tail), 1e-12, events)
    return low, root(lambda mean: poisson_below(events, mean) - tail, max(events, 1e-12), 10.0 * events + 50)


def student_tail(t: float, freedom: int, steps: int = 20_000) -> float:
    """The chance beyond t > 0: half less Simpson's sum of the density from 0 to t."""
    constant = math.exp(math.lgamma((freedom + 1) / 2) - math.lgamma(freedom / 2)) / math.sqrt(freedom * math.pi)
    width = t / steps
    density = [constant * (1 + (i * width) ** 2 / freedom) ** (-(freedom + 1) / 2) for i in range(steps + 1)]
    inner = 4 * math.fsum(density[1:-1:2]) + 2 * math.fsum(density[2:-1:2])
    return 0.5 - (density[0] + inner + density[-1]) * width / 3


def student(freedom: int, confidence: float) -> float:
    """The t of a two-sided interval; Cauchy's in closed form, else by halving Simpson's sums."""
    tail = (1 - confidence) / 2
    if freedom == 1:
        return 1 / math.tan(math.pi * tail)
    low, high = 0.0, 100.0
    for _ in range(50):
        middle = (low + high) / 2
        low, high = (middle, high) if student_tail(middle, freedom) > tail else (low, middle)
    return (low + high) / 2


def squared_residuals(persons: Sequence[tuple[float, float]]) -> float:
    """Person by person: what each brings over the ratio of all, squared and summed."""
    ratio = sum(n for n, _ in persons) / sum(d for _, d in persons)
    return math.fsum((n - ratio * d) ** 2 for n, d in persons)


def newcombe(a: tuple[int, int], b: tuple[int, int], phi: float, confidence: float) -> tuple[float, float]:
    """Newcombe's hybrid score interval of a minus b, from the limits by halving."""
    z = z_of(confidence)
    p, q = a[0] / a[1], b[0] / b[1]
    (p_low, p_high), (q_low, q_high) = wilson(p, a[1], z), wilson(q, b[1], z)
    down = (p - p_low) ** 2 - 2 * phi * (p - p_low) * (q_high - q) + (q_high - q) ** 2
    up = (p_high - p) ** 2 - 2 * phi * (p_high - p) * (q - q_low) + (q - q_low) ** 2
    return p - q - math.sqrt(max(0.0, down)), p - q + math.sqrt(max(0.0, up))


def _two_sided(ways: dict[int, int | Fraction], seen: int) -> Fraction:
    """The share of all ways that the outcomes at most as likely as the one seen have; exact."""
    return Fraction(sum(w for w in ways.values() if w <= ways[seen])) / Fraction(sum(ways.values()))


def fisher(a: tuple[int, int], b: tuple[int, int]) -> Fraction:
    """By counting the tables with these margins."""
    cases = a[0] + b[0]
    possible = range(max(0, cases - b[1]), min(cases, a[1]) + 1)
    return _two_sided({k: math.comb(a[1], k) * math.comb(b[1], cases - k) for k in possible}, a[0])


def poisson_ratio(a: tuple[int, int], b: tuple[int, int]) -> Fraction:
    """By counting the divisions of all events; exposures are whole numbers."""
    events = a[0] + b[0]
    ways = {k: math.comb(events, k) * a[1] ** k * b[1] ** (events - k) for k in range(events + 1)}
    return _two_sided(ways, a[0])


def phi(both: int, only_now: int, only_before: int, neither: int) -> float:
    """Pearson's correlation of two yes/no answers, pair by pair."""
    pairs = [(1, 1)] * both + [(1, 0)] * only_now + [(0, 1)] * only_before + [(0, 0)] * neither
    now, before = sum(x for x, _ in pairs) / len(pairs), sum(y for _, y in pairs) / len(pairs)
    products = math.fsum((x - now) * (y - before) for x, y in pairs)
    squares = math.fsum((x - now) ** 2 for x, _ in pairs) * math.fsum((y - before) ** 2 for _, y in pairs)
    return products / math.sqrt(squares)


def benjamini_hochberg(p: Sequence[float], q: float) -> list[bool]:
    """Step up through the ordered p-values, in Fractions."""
    ordered = sorted(Fraction(one) for one in p)
    lines = [Fraction(q) * (rank + 1) / len(p) for rank in range(len(p))]
    under = [one for one, line in zip(ordered, lines, strict=True) if one <= line]
    return [bool(under) and Fraction(one) <= max(under) for one in p]
