"""Statistics that suit small areas: estimates with limits, differences, exact tests, pairing, many tests at once.

Knows nothing of indicators, plans or tables. Proportions are 0 to 1, rates events per unit. Every public name gives
its source.
"""

from hpanalysis.statistics.differences import difference, p_no_difference
from hpanalysis.statistics.estimates import ClusteredShare, Estimate, Interval, Mean, Rate, Share
from hpanalysis.statistics.exact import Test, change_attainable, fisher, poisson_ratio, welch
from hpanalysis.statistics.funnel import rate_limits, share_limits
from hpanalysis.statistics.multiple import reject_by_benjamini_hochberg
from hpanalysis.statistics.pairing import correlation, paired_correlation
from hpanalysis.statistics.xmr import Assurance, Limits, Point, Rule, assurance, xmr

__all__ = [
    "Assurance",
    "ClusteredShare",
    "Estimate",
    "Interval",
    "Limits",
    "Mean",
    "Point",
    "Rate",
    "Rule",
    "Share",
    "Test",
    "assurance",
    "change_attainable",
    "correlation",
    "difference",
    "fisher",
    "p_no_difference",
    "paired_correlation",
    "poisson_ratio",
    "rate_limits",
    "reject_by_benjamini_hochberg",
    "share_limits",
    "welch",
    "xmr",
]
