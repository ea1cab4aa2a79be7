"""How likely a later measurement is to be sure where its true value is known, made anew.

A normal test's power (Lachin 1981, Controlled Clin. Trials 2, 93-113) with the distance that the interval's worst limit
has to spare in the place of the test's. The exact test of few events spends less than its level, so its power is summed
over what the two counts may come to be; of many events it is a normal one with half an event taken off.
"""

from __future__ import annotations

import math
from functools import cache
from statistics import NormalDist

from hpanalysis.verify.remake.formulas.differences import Difference
from hpanalysis.verify.remake.formulas.exact import compute_poisson_p, find_last
from hpanalysis.verify.remake.formulas.expected import Expected, ExpectedRate

_NORMAL = NormalDist()
_FEW = 60  # events in both figures: up to here the exact test's power is summed
_NEGLIGIBLE = 1e-9  # the chance of an earlier count that is left out of the sum


def find_level_quantile(level: float) -> float:
    """The normal quantile of a two-sided test at a level: 1.96 at .05. Called for the limits of each later test."""
    return _NORMAL.inv_cdf(1 - level / 2)


def measure_spare(
    now: Expected, other: Expected | None, sign: int, level: float, threshold: float, correlation: float
) -> float:
    """How far beyond a threshold the worst limit of a figure, or of its difference from another, lies at a level; below
    0 where it does not. Called for each value that is tried, and for each power. sign: +1 where more is better."""
    z = find_level_quantile(level)
    limits = now.limits_at(z) if other is None else Difference(now, other, correlation).limits_at(z)
    return sign * (limits[0 if sign > 0 else 1] - threshold)


def compute_power(
    now: Expected, other: Expected | None, sign: int, level: float, threshold: float, correlation: float
) -> float:
    """The chance that a later figure, or its difference from another, is surely beyond a threshold. Called for each
    later measurement but a change of events."""
    spare = measure_spare(now, other, sign, level, threshold, correlation)
    errors = (now.error, 0.0 if other is None else other.error)
    variance = errors[0] ** 2 + errors[1] ** 2 - 2 * correlation * errors[0] * errors[1]
    return float(spare > 0) if variance <= 0 else _NORMAL.cdf(spare / math.sqrt(variance))


def is_surely_changed(
    events: int, exposure: float, before: int, exposure_before: float, sign: int, level: float
) -> bool:
    """Whether so many events are surely better than the earlier ones by the exact test. Called for each count that is
    tried."""
    if sign * (events * exposure_before - before * exposure) <= 0:
        return False
    return compute_poisson_p(events, exposure, before, exposure_before) <= level


@cache
def _find_last_sure(before: int, exposure: float, exposure_before: float, sign: int, level: float) -> int | None:
    """The count nearest to the earlier one that is surely better; None where not even none is. Called for each earlier
    count of a sum. What is further off is surer."""

    def is_sure(events: int) -> bool:
        """Whether so many events are surely better. Called at each step of the search."""
        return is_surely_changed(events, exposure, before, exposure_before, sign, level)

    even = before * exposure / exposure_before
    if sign < 0:
        last = find_last(-1, math.ceil(even), is_sure)
        return None if last < 0 else last
    unsure, sure = math.floor(even), math.floor(even) + 1
    while not is_sure(sure):
        unsure, sure = sure, 2 * sure + 10
    return find_last(unsure, sure, lambda events: not is_sure(events)) + 1


def _compute_chance(events: int, mean: float) -> float:
    """The Poisson chance of so many events. Called for each count of a sum."""
    if mean == 0:
        return float(events == 0)
    return math.exp(events * math.log(mean) - mean - math.lgamma(events + 1))


def compute_power_of_events(now: ExpectedRate, before: ExpectedRate, sign: int, level: float) -> float:
    """The chance that the exact test of a later rate or count against the earlier one is sure. Called for each later
    measurement of events."""
    if now.events + before.events > _FEW:
        part = now.exposure / (now.exposure + before.exposure)
        events = now.events + before.events
        needed = find_level_quantile(level) * math.sqrt(events * part * (1 - part)) + 0.5
        spare = sign * (now.events - events * part) - needed
        return _NORMAL.cdf(spare / math.sqrt(part**2 * before.events + (1 - part) ** 2 * now.events))
    total, earlier = 0.0, 0
    while earlier <= before.events or _compute_chance(earlier, before.events) > _NEGLIGIBLE:
        last = _find_last_sure(earlier, now.exposure, before.exposure, sign, level)
        if last is not None:
            below = math.fsum(_compute_chance(k, now.events) for k in range(last + (sign < 0)))
            total += _compute_chance(earlier, before.events) * (below if sign < 0 else 1 - below)
        earlier += 1
    return min(1.0, total)
