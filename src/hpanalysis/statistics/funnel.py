"""Funnel limits: how far from a common level may a small unit lie by chance alone?

The plot is Spiegelhalter's (Funnel plots for comparing institutional performance, Statistics in Medicine 24, 2005,
1185-1202), with his two pairs of limits, 95 % and 99.8 %. Of the ways to compute them we take those of
PHEindicatormethods (`calculate_funnel_limits`, R/Funnels.R, version 2.1): the limits are where a unit's own interval
just touches the level, by Wilson's interval for shares and the exact Poisson interval for rates. So the chart never
disagrees with the interval beside the figure: outside the 95 % limits is the same as a 95 % interval without the level.
"""

from __future__ import annotations

from math import isfinite, sqrt
from statistics import NormalDist

from scipy.special import gdtrib

INNER, OUTER = 0.95, 0.998  # the confidence of the two pairs of limits


def _check_level_and_size(level: float, size: float, highest: float) -> None:
    """ValueError where the level lies outside 0 to `highest`, or the unit has no positive size. Called before funnel
    limits are computed; neither number is named in the error."""
    if not (isfinite(level) and 0 <= level <= highest):
        raise ValueError("the level of a funnel is out of range")
    if not (isfinite(size) and size > 0):
        raise ValueError("the size of a unit in a funnel is not positive")


def compute_funnel_limits_of_share(level: float, denominator: float, confidence: float = INNER) -> tuple[float, float]:
    """The shares (0 to 1) between which a unit of `denominator` persons is expected when its share is `level`.

    Wilson's interval is the score test turned round, so the shares whose interval just touches the level lie z standard
    errors of the level away from it. Cut at 0 and 1. A level outside 0 to 1, or a denominator that is not positive,
    raises ValueError. Called for many sizes along the axis of a funnel chart, and for each area's size, to place the
    area. level: the municipality's share.
    """
    _check_level_and_size(level, denominator, 1.0)
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    reach = z * sqrt(level * (1 - level) / denominator)
    return max(0.0, level - reach), min(1.0, level + reach)


def compute_funnel_limits_of_rate(level: float, exposure: float, confidence: float = INNER) -> tuple[float, float]:
    """The rates (events per unit of exposure) between which an area with `exposure` is expected if its rate is `level`.

    The exact Poisson interval of o events has gamma quantiles with shape o and o + 1 as its ends (Garwood, Biometrika
    28, 1936, 437-442); solved for the shape at the expected number, they give the events, between whole numbers too,
    whose interval just touches it. The lower limit is 0 where an area without any event would not be unusual. A
    negative level, or an exposure that is not positive, raises ValueError. Called for many sizes along the axis of a
    funnel chart, and for each area in it.
    """
    _check_level_and_size(level, exposure, float("inf"))
    expected, tail = level * exposure, (1 - confidence) / 2
    if expected == 0:
        return 0.0, 0.0
    low = float(gdtrib(1.0, 1 - tail, expected)) - 1
    return max(0.0, low / exposure), float(gdtrib(1.0, tail, expected)) / exposure
