"""How likely a later measurement is to be sure, where its true value is known: the power of a test.

A difference is sure where the interval's worst limit lies beyond a threshold. At the expected outcome that limit has
some distance to spare; a measurement varies about the expected one by the standard error of the difference; so the
chance to be sure is Phi(to spare / standard error): the power of a normal test (Lachin 1981, Controlled Clin. Trials 2,
93-113), with the interval that is really used in the place of z times a standard error. Both figures count as drawn.

Few events are tested exactly, and an exact test spends less than its level, so its power is summed over what the
earlier count may come to be. Simulated beside the tests themselves in benchmarks/power.py: docs/power.md.
"""

from __future__ import annotations

import math
from dataclasses import replace
from functools import lru_cache
from statistics import NormalDist

from hpanalysis.statistics.differences import Difference
from hpanalysis.statistics.estimates import ClusteredShare, Estimate, ExpectedShare, Mean, Rate, Share
from hpanalysis.statistics.exact import run_poisson_ratio_test

_NORMAL = NormalDist()
FEW_EVENTS = 60  # in both figures together: up to here the power of the exact test is summed
_NEGLIGIBLE = 1e-9  # the chance of an earlier count that is left out of the sum


def compute_level_quantile(level: float) -> float:
    """The normal quantile of a two-sided test at a level: 1.96 at .05. Called for the limits that a sure difference
    must have. ValueError where the level is not in (0, 1)."""
    if not 0 < level < 1:
        raise ValueError("a level lies between 0 and 1")
    return _NORMAL.inv_cdf(1 - level / 2)


def expect_value(estimate: Estimate, value: float) -> Estimate:
    """What a figure of the same size as `estimate` would be if its value were `value`, in raw units.

    Called for each value that a later measurement may have. A clustered share keeps its effective size, a mean its
    spread and n. ValueError for a value that such a figure cannot have; TypeError for an estimate that is no figure.
    """
    if isinstance(estimate, Share):
        return ExpectedShare(value, float(estimate.denominator))
    if isinstance(estimate, ClusteredShare):
        return ExpectedShare(value, estimate.effective_size, estimate.freedom)
    if isinstance(estimate, Rate):
        return Rate(value * estimate.exposure, estimate.exposure)  # type: ignore[arg-type]  # expected, not counted
    if isinstance(estimate, Mean):
        return replace(estimate, mean=value)
    raise TypeError(f"{type(estimate).__name__} is not a figure of some size")


def _compute_standard_error(estimate: Estimate) -> float:
    """How much a figure with this value and size varies by chance, in raw units; 0 for a share of 0 or 1, and for no
    events. Called for both parts of a difference. TypeError for an estimate that is no figure."""
    if isinstance(estimate, Rate):
        return math.sqrt(float(estimate.events)) / float(estimate.exposure)
    if isinstance(estimate, Mean):
        return math.inf if not estimate.spread or not estimate.n else float(estimate.spread) / math.sqrt(estimate.n)
    sizes = {Share: "denominator", ClusteredShare: "effective_size", ExpectedShare: "size"}
    if type(estimate) not in sizes:
        raise TypeError(f"{type(estimate).__name__} is not a figure of some size")
    return math.sqrt(estimate.value * (1 - estimate.value) / float(getattr(estimate, sizes[type(estimate)])))


def compute_power(
    now: Estimate, other: Estimate | None, sign: int, level: float, threshold: float = 0.0, correlation: float = 0.0
) -> float:
    """The probability that `now` minus `other` is surely beyond a threshold, 0 to 1; 0 where there are no limits.

    Called for each later half-year: for a change since the baseline, for a distance to the municipality, and with no
    other figure for a number to reach (the threshold). now: as it is expected; sign: +1 where the difference must be
    over the threshold, -1 under it; level: of the two-sided test, whose interval's limit decides; correlation: of the
    two. 300 persons at 20 % and then at 9 %, tested at .006, have a power of .86.
    """
    difference = now if other is None else Difference(now, other, correlation)
    limits = difference.limits_at(compute_level_quantile(level))
    if limits is None:
        return 0.0
    to_spare = sign * (limits[0 if sign > 0 else 1] - threshold)
    of_now, of_other = _compute_standard_error(now), 0.0 if other is None else _compute_standard_error(other)
    variance = of_now**2 + of_other**2 - 2 * correlation * of_now * of_other
    if variance <= 0:
        return 1.0 if to_spare > 0 else 0.0
    return _NORMAL.cdf(to_spare / math.sqrt(variance))


def compute_power_of_poisson_test(now: Rate, before: Rate, sign: int, level: float) -> float:
    """The probability that the exact test of two Poisson rates is sure at a level, 0 to 1.

    Called for each later half-year of a count or a rate. now, before: the expected events, which need not be whole;
    sign: -1 where fewer are better. Up to `FEW_EVENTS` the chances of all pairs of counts that are sure are added; with
    more the test is read as a normal one with a correction for continuity of half an event. 22 events and then 6,
    tested at .012, have a power of .67.
    """
    if now.events + before.events <= FEW_EVENTS:
        return _sum_power(now, before, sign, level)
    share = float(now.exposure) / (float(now.exposure) + float(before.exposure))
    events = float(now.events) + float(before.events)
    to_spare = sign * (float(now.events) - events * share) - 0.5
    reach = compute_level_quantile(level) * math.sqrt(events * share * (1 - share))
    return _NORMAL.cdf((to_spare - reach) / math.sqrt(share**2 * before.events + (1 - share) ** 2 * now.events))


def _sum_power(now: Rate, before: Rate, sign: int, level: float) -> float:
    """The power of the exact test, summed over the counts that the earlier figure may come to have. Called where events
    are few."""
    power, earlier = 0.0, 0
    while earlier <= before.events or _compute_chance(earlier, before.events) > _NEGLIGIBLE:
        limit = find_sure_events(earlier, float(now.exposure), float(before.exposure), sign, level)
        if limit is not None:
            power += _compute_chance(earlier, before.events) * _compute_chance_of_reaching(limit, now.events, sign)
        earlier += 1
    return min(1.0, power)


@lru_cache(maxsize=100_000)
def find_sure_events(before: int, exposure: float, exposure_before: float, sign: int, level: float) -> int | None:
    """The most events (the fewest, with the sign +1) that are surely fewer (more) than `before` were; None where not
    even none would be. Called for the value that the next measurement must have, and for the power of few events."""

    def is_sure(events: int) -> bool:
        """Whether so many events now are sure at the level. Called at each step of the search."""
        return run_poisson_ratio_test(Rate(events, exposure), Rate(before, exposure_before)).p <= level

    even = before * exposure / exposure_before
    if sign < 0:
        sure, unsure = 0, math.ceil(even)
        if unsure == 0 or not is_sure(sure):
            return None
    else:
        sure, unsure = math.floor(even) + 1, math.floor(even)
        while not is_sure(sure):
            sure, unsure = 2 * sure + 10, sure
    while abs(sure - unsure) > 1:
        middle = (sure + unsure) // 2
        sure, unsure = (middle, unsure) if is_sure(middle) else (sure, middle)
    return sure


def _compute_chance(events: int, mean: float) -> float:
    """The Poisson probability of exactly so many events. Called for each count of a sum."""
    return 1.0 * (events == 0) if mean == 0 else math.exp(events * math.log(mean) - mean - math.lgamma(events + 1))


def _compute_chance_of_reaching(limit: int, mean: float, sign: int) -> float:
    """The Poisson probability of at most `limit` events (sign -1) or at least so many (+1). Called for each earlier
    count of a sum."""
    if sign < 0:
        return math.fsum(_compute_chance(events, mean) for events in range(limit + 1))
    return 1 - math.fsum(_compute_chance(events, mean) for events in range(limit))
