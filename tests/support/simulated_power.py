"""The needs of a figure, held against what happens: its later measurement drawn many times, and judged by the judge."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.stats import binom

from disclosed_tables import RANDERS
from hpanalysis.definitions import catalogue
from hpanalysis.definitions.model import Indicator, Measure
from hpanalysis.judge.target.needed import SureTest
from hpanalysis.judge.target.sure_from import compute_power_at
from hpanalysis.statistics import (
    ClusteredShare,
    Estimate,
    Mean,
    Rate,
    Share,
    compute_difference_interval,
    compute_p_of_no_difference,
    run_poisson_ratio_test,
    run_welch_test,
)

SPREAD = 2.4  # of marks


@dataclass(frozen=True, kw_only=True)
class Scenario:
    """A figure that follows a straight line from its baseline to its target. Sizes are of all areas together."""

    name: str
    indicator_id: str
    size: float  # persons, dwellings, marks; 1 for a count
    before: float  # the true value at the baseline, raw
    target: float  # at the line's end, raw
    level: float  # at which a change is tested
    margin: float | None = None  # raw; None where the target is met by a sure change since the baseline

    @property
    def indicator(self) -> Indicator:
        return catalogue.indicators()[self.indicator_id]


SCENARIOS = [
    Scenario(name="andel, 141 børn", indicator_id="sprog_fokuseret_eller_saerlig", size=141, before=0.52, target=0.30,
             level=0.0126),
    Scenario(name="andel, 40 børn", indicator_id="sprog_fokuseret_eller_saerlig", size=40, before=0.52, target=0.10,
             level=0.0126),
    Scenario(name="andel, 40 børn, få", indicator_id="sprog_fokuseret_eller_saerlig", size=40, before=0.30, target=0.02,
             level=0.0126),
    Scenario(name="personmåneder, 300 personer", indicator_id="kontanthjaelp", size=300, before=0.20, target=0.08,
             level=0.006),
    Scenario(name="personmåneder, 3000 personer", indicator_id="kontanthjaelp", size=3000, before=0.08, target=0.055,
             level=0.006),
    Scenario(name="antal, 22 sager", indicator_id="udsaettelser", size=1, before=22, target=3, level=0.0115),
    Scenario(name="antal, 60 sager", indicator_id="udsaettelser", size=1, before=60, target=25, level=0.0115),
    Scenario(name="rate, 300 boliger", indicator_id="fraflytning", size=300, before=0.16, target=0.04, level=0.0115),
    Scenario(name="rate, 4200 boliger", indicator_id="fraflytning", size=4200, before=0.148, target=0.12, level=0.0115),
    Scenario(name="gennemsnit, 42 elever", indicator_id="karakter_dansk_matematik", size=42, before=5.6, target=8.0,
             level=0.0126),
    Scenario(name="kommunens niveau, 900 elever", indicator_id="elevfravaer_over_10", size=900, before=0.33,
             target=0.23, level=0.05, margin=0.05),
    Scenario(name="kommunens niveau, 200 elever", indicator_id="elevfravaer_over_10", size=200, before=0.33,
             target=0.15, level=0.05, margin=0.10),
]  # fmt: skip


def draw(scenario: Scenario, value: float, rng: np.random.Generator, size: float | None = None) -> Estimate:
    """A measurement whose true value is `value`."""
    n, measure = int(size or scenario.size), scenario.indicator.measure
    if measure in (Measure.RATE, Measure.COUNT):
        return Rate(int(rng.poisson(value * n)), n)
    if measure is Measure.MEAN:
        marks = rng.normal(value, SPREAD, n)
        return Mean(float(marks.mean()), float(marks.std(ddof=1)), n)
    if measure is Measure.CLUSTERED_SHARE:
        # Half of the persons who are in at all are in for all twelve months, the others for six.
        months = np.where(rng.random(n) < value * 4 / 3, np.where(rng.random(n) < 0.5, 12, 6), 0)
        sums = {"sum_nn": int((months**2).sum()), "sum_nd": int(12 * months.sum()), "sum_dd": 144 * n}
        return ClusteredShare.of_sums(numerator=int(months.sum()), denominator=12 * n, persons=n, **sums)
    return Share(int(binom.rvs(n, value, random_state=rng)), n)


def is_sure(scenario: Scenario, now: Estimate, other: Estimate) -> bool:
    """Whether the judge's own test is sure, and on the good side."""
    sign = scenario.indicator.direction.sign
    if scenario.margin is not None:
        low, high = compute_difference_interval(now, other, confidence=1 - scenario.level)
        return low > -scenario.margin if sign > 0 else high < scenario.margin
    if isinstance(now, Rate):
        p = run_poisson_ratio_test(now, other).p
    elif isinstance(now, Mean):
        p = run_welch_test(now, other).p
    else:
        p = compute_p_of_no_difference(now, other)
    return sign * (now.value - other.value) > 0 and p <= scenario.level


def make_test(scenario: Scenario) -> SureTest:
    """The test that the needs are computed with: of figures that are exactly what they are expected to be."""
    rng = np.random.default_rng(15)
    now = _make_typical(scenario, scenario.before, rng)
    margin, sign = scenario.margin or 0.0, scenario.indicator.direction.sign
    other = now if scenario.margin is None else Share(round(40_000 * scenario.target), 40_000)
    return SureTest(
        indicator=scenario.indicator, now=now, other=other, threshold=-sign * margin, is_change=scenario.margin is None
    )


def _make_typical(scenario: Scenario, value: float, rng: np.random.Generator) -> Estimate:
    """A measurement that is as it is expected to be: of many, the one nearest to the truth."""
    if scenario.indicator.measure is Measure.MEAN:
        return Mean(value, SPREAD, int(scenario.size))
    return min((draw(scenario, value, rng) for _ in range(400)), key=lambda one: abs(one.value - value))


def compute_power_of(scenario: Scenario, expected: float) -> float:
    """The power that the needs compute where the true value is `expected`."""
    return compute_power_at(make_test(scenario), expected, scenario.level, 0.0)


def simulate(scenario: Scenario, expected: float, draws: int, rng: np.random.Generator) -> float:
    """How often a measurement with this truth is sure; baseline, or rest of the municipality, drawn each time too."""
    sure = 0
    for _ in range(draws):
        if scenario.margin is None:
            other = draw(scenario, scenario.before, rng)
        else:
            other = draw(scenario, scenario.target, rng, 40_000)
        sure += is_sure(scenario, draw(scenario, expected, rng), other)
    return sure / draws


def find_even(scenario: Scenario) -> float:
    """The true value at which the computed power is the plan's own, .8, between the baseline and the target (or a
    little beyond it): the time at which a half-year would just be the first."""
    test, power = make_test(scenario), float(RANDERS.settings.judgement.power)
    near, far = scenario.before, scenario.target
    for _ in range(40):
        middle = (near + far) / 2
        reached = compute_power_at(test, middle, scenario.level, 0.0) >= power
        near, far = (near, middle) if reached else (middle, far)
    return far
