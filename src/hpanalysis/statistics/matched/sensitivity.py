"""How strong something unmeasured would have to be to explain a difference away: the E-value.

VanderWeele & Ding (2017), Ann. Intern. Med. 167, 268-274: E = RR + sqrt(RR (RR - 1)), the ratio by which an unmeasured
cause must make both taking part and the outcome more likely, beyond all that was matched on. Rosenbaum's bound was not
taken: it is for pairs or sets in which nobody stands twice, and here one person may serve at several begin months with
a weight. In one sentence: with an E-value of 2, something that makes taking part twice as likely, and the outcome twice
as likely too, would be enough to explain the difference; anything weaker would not.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from hpanalysis.statistics.estimates import Interval

# A standardised difference d of means is about a risk ratio of exp(.91 d): VanderWeele & Ding (2017), after Chinn
# (2000), Statist. Med. 19, 3127-3131.
LOG_RATIO_PER_SD = 0.91


@dataclass(frozen=True)
class Sensitivity:
    """The E-value of the estimate, and that of the limit of its interval that lies nearest to no difference. Both are 1
    at least; 1 for the limit where the interval holds 0, and infinite where the ratio is (nobody on one side)."""

    of_estimate: float
    of_limit: float


def compute_e_value(ratio: float) -> float:
    """The E-value of a risk ratio; that of its inverse where it is under 1; infinite where it is 0 or infinite. Called
    for the estimate and for the limit. ValueError for a negative ratio and for nan. 3.9 gives 7.26."""
    if math.isnan(ratio) or ratio < 0:
        raise ValueError("a risk ratio is not negative")
    if ratio in (0.0, math.inf):
        return math.inf
    ratio = max(ratio, 1 / ratio)
    return ratio + math.sqrt(ratio * (ratio - 1))


def compute_sensitivity_of_shares(estimate: float, limits: Interval, level: float) -> Sensitivity:
    """The E-values of a difference of shares. Called where the outcome is 0 or 1.

    estimate, limits: the difference and its interval, as shares; level: the share that the participants would have had
    by the comparison, their own share after less the estimate. The ratio is (level + difference) / level, with the
    level taken as known, so that it is 1 exactly where the difference is 0 and the E-value cannot contradict the
    interval. A level that is not over 0 makes it infinite.
    """

    def to_ratio(difference: float) -> float:
        """The risk ratio of a difference. Called for the estimate and its nearest limit."""
        share = max(0.0, level + difference)
        return share / level if level > 0 else (math.inf if difference else 1.0)

    return _judge(estimate, limits, to_ratio(estimate), to_ratio(_find_nearest(limits)))


def compute_sensitivity_of_means(estimate: float, limits: Interval, spread: float) -> Sensitivity:
    """The E-values of a difference of means. Called where the outcome is a number.

    estimate, limits: in the outcome's unit; spread: its standard deviation among the others like the participants, over
    0 (ValueError). The paper takes 1.78 = 1.96 x .91 standard errors for the limit; here it is the limit that is shown,
    by t, because of the small numbers.
    """
    if not spread > 0:
        raise ValueError("the spread must be over 0")
    ratios = [math.exp(LOG_RATIO_PER_SD * each / spread) for each in (estimate, _find_nearest(limits))]
    return _judge(estimate, limits, *ratios)


def _find_nearest(limits: Interval) -> float:
    """The limit nearest to 0, or 0 where the interval holds it. Called for the second E-value."""
    low, high = limits
    return 0.0 if low <= 0 <= high else min(limits, key=abs)


def _judge(estimate: float, limits: Interval, ratio: float, nearest: float) -> Sensitivity:
    """The two E-values of two ratios. Called for shares and for means. ValueError where the interval does not hold its
    own estimate."""
    if not limits[0] <= estimate <= limits[1]:
        raise ValueError("the estimate must lie within its interval")
    return Sensitivity(compute_e_value(ratio), compute_e_value(nearest))
