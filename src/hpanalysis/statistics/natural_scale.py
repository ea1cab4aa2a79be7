"""Estimates on the scale where chance is near normal: log odds for shares, logarithms for rates, means as they are.

A share of 3 % cannot fall by 5 points, and its chance variation is skew; its log odds can fall by any amount, and vary
nearly as much up as down. So changes of large and small figures, in large and small areas, can be weighed by one
normal distribution (`empirical_bayes`), and windows be put on one straight line (`trend`), on this scale and no other.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from hpanalysis.statistics.estimates import ClusteredShare, Estimate, Mean, Rate, Share


@dataclass(frozen=True)
class NaturalValue:
    """A value on the natural scale and its standard error: of an estimate, or of the difference of two. Made by
    `compute_natural_value` and `compute_natural_difference`."""

    value: float  # log odds, log of events per unit of exposure, or the mean itself; of a difference, that of two such
    se: float  # over 0


def compute_natural_value(estimate: Estimate) -> NaturalValue | None:
    """An estimate on its natural scale; None where it has no standard error (a mean without spread, of under four
    values, or of values all alike). Called for both figures of each change that is weighed, and for each window of a
    course. TypeError for an estimate that has no natural scale, such as a point of a line.

    Half a person is added to both sides of a share, and half an event to a rate, so that 0 of 27 has a logarithm too:
    for the log odds Anscombe (1956), Biometrika 43, 461-464, with the variance of Gart & Zweifel (1967), Biometrika 54,
    181-187; for the rate the same on one side (Pettigrew, Gart & Thomas 1986, Biometrika 73, 425-435). A clustered
    share counts at its effective size. 8 of 27 is -0.830 with a standard error of 0.411.
    """
    if isinstance(estimate, Share):
        return _compute_log_odds(float(estimate.numerator), float(estimate.denominator))
    if isinstance(estimate, ClusteredShare):
        size = estimate.effective_size
        return _compute_log_odds(estimate.value * size, size)
    if isinstance(estimate, Rate):
        events = float(estimate.events) + 0.5
        return NaturalValue(math.log(events / float(estimate.exposure)), 1 / math.sqrt(events))
    if isinstance(estimate, Mean):
        return _compute_mean(estimate)
    raise TypeError(f"{type(estimate).__name__} has no natural scale")


def compute_natural_difference(a: Estimate, b: Estimate, correlation: float = 0.0) -> NaturalValue | None:
    """a minus b on the natural scale: the log odds ratio of two shares, the log ratio of two rates, the difference of
    two means. Called for each change that may be judged. correlation: of the two estimates, -1 to 1 (`pairing`); on the
    natural scale it is the same to the first order, because near its value a smooth scale is a straight line. None
    where either has no standard error, and where the difference has none: with a correlation of 1 nobody's own share
    has changed, so there is no chance to weigh."""
    first, second = compute_natural_value(a), compute_natural_value(b)
    if first is None or second is None:
        return None
    variance = first.se**2 + second.se**2 - 2 * correlation * first.se * second.se
    # A correlation of 1 leaves 0, but for the rounding of floats, which may leave a trace on either side of it.
    if variance <= 1e-12 * (first.se**2 + second.se**2):
        return None
    return NaturalValue(first.value - second.value, math.sqrt(variance))


def _compute_log_odds(numerator: float, denominator: float) -> NaturalValue:
    """The log odds of numerator in denominator, half a person added to each side, and their standard error. Called for
    shares, and for clustered shares at their effective size, where neither number is whole."""
    inside, outside = numerator + 0.5, denominator - numerator + 0.5
    return NaturalValue(math.log(inside / outside), math.sqrt(1 / inside + 1 / outside))


def _compute_mean(estimate: Mean) -> NaturalValue | None:
    """A mean and its standard error. Called for figures that are delivered as means. None without n or spread, with n
    under 4, and with a spread of 0, because values that are all alike show no chance.

    The standard error is spread / sqrt(n), times the standard deviation of Student's t with n - 1 degrees of freedom,
    sqrt((n - 1) / (n - 3)): the spread is itself estimated, and means of eight marks vary more than a normal does.
    """
    if not estimate.spread or estimate.n is None or estimate.n < 4:
        return None
    n = estimate.n
    return NaturalValue(estimate.value, float(estimate.spread) / math.sqrt(n) * math.sqrt((n - 1) / (n - 3)))
