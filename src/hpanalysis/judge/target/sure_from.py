"""The first half-year in which it can be known that a target is met, if the figure goes as it is expected to go.

A figure with a target that has a size is expected to follow the straight line from its baseline to the target. Falling
has no size: the figure is expected to go on as it has gone since its baseline, its change drawn towards none as far as
the empirical Bayes estimate draws it (`judge.evidence`), on the natural scale. Each later measurement has the figure's
present size, and a chance to be sure: the power. The first that has enough of it is the answer.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from hpanalysis.judge.looks import NextLook
from hpanalysis.judge.target.needed import SureTest
from hpanalysis.statistics import (
    ClusteredShare,
    Estimate,
    Mean,
    Rate,
    Share,
    compute_natural_value,
    compute_power,
    compute_power_of_poisson_test,
    expect_value,
)


@dataclass(frozen=True, kw_only=True)
class Drift:
    """How a figure without a size to reach has moved since its baseline, on the natural scale, and how much of that is
    taken to be true. Made by `needs`, of published columns."""

    start: date  # the last day of the baseline's window
    now: date  # of the figure's
    effect: float  # from the one to the other
    kept: float  # how much of the effect is left when it is drawn towards none, 0 to 1


def compute_kept(effect_se: float, prior_sd: float) -> float:
    """How much of an effect is left when it is drawn towards none: prior^2 / (prior^2 + se^2) (Efron & Morris 1975, as
    in `statistics.empirical_bayes`). Called for each figure whose course is carried on."""
    return prior_sd**2 / (prior_sd**2 + effect_se**2)


def carry_on(drift: Drift, baseline: Estimate, now: Estimate, on: date) -> float | None:
    """Where a figure is on a later day if it goes on as it has gone, in raw units; None where it has no natural scale.
    Called for each later measurement of a figure that is to fall. baseline, now: the two figures; the answer is for a
    figure of the size of `now`."""
    start = compute_natural_value(baseline)
    if start is None:
        return None
    moved = drift.kept * drift.effect * (on - drift.start).days / (drift.now - drift.start).days
    return _read_natural(start.value + moved, now)


def _read_natural(value: float, size: Estimate) -> float:
    """A value on the natural scale in raw units, for a figure of some size. Called when a course is carried on. The
    half person (or event) that the natural scale adds is taken off again."""
    if isinstance(size, Mean):
        return value
    if isinstance(size, Rate):
        return max(0.0, math.exp(value) - 0.5 / float(size.exposure))
    assert isinstance(size, Share | ClusteredShare)  # the figures that are left
    n = float(size.effective_size if isinstance(size, ClusteredShare) else size.denominator)
    share = 1 / (1 + math.exp(-value))
    return min(1.0, max(0.0, (share * (n + 1) - 0.5) / n))


def compute_power_at(test: SureTest, expected: float, level: float, correlation: float) -> float:
    """The chance that a measurement is sure where the true figure is `expected`, in raw units; four decimals, as
    published. Called for each later half-year."""
    now = expect_value(test.now, expected)
    if test.is_change and isinstance(now, Rate) and isinstance(test.other, Rate):
        return round(compute_power_of_poisson_test(now, test.other, test.sign, level), 4)
    return round(compute_power(now, test.other, test.sign, level, test.threshold, correlation), 4)


def fade(correlation: float, days_now: int, days_then: int) -> float:
    """The correlation of a figure with its baseline when more time has passed: persons move away, so it fades, as fast
    as a chain of Markov lets it (`statistics.window_correlation`). Called for each later measurement. correlation: now,
    `days_now` after the baseline; 0 where persons are not followed, or where it is not over 0."""
    if correlation <= 0 or days_now <= 0:
        return 0.0
    return correlation ** (days_then / days_now)


def find_first(
    looks: Sequence[NextLook], compute: Callable[[NextLook], float], power: float
) -> tuple[NextLook, float] | None:
    """The first later measurement whose chance to be sure is at least `power`, and that chance; None where none has it
    in the plan. Called for each row of an area with a target."""
    for look in looks:
        chance = compute(look)
        if chance >= power:
            return look, chance
    return None
