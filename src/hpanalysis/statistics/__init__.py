"""Statistics that suit small areas: estimates with limits, differences, likeness, exact tests, pairing, many tests.

Knows nothing of indicators, plans or tables. Proportions are 0 to 1, rates events per unit. Every public name gives
its source.
"""

from hpanalysis.statistics.coarse import coarsen_correlation, coarsen_mean, coarsen_share
from hpanalysis.statistics.differences import Difference, compute_difference_interval, compute_p_of_no_difference
from hpanalysis.statistics.empirical_bayes import compute_probability_above_zero, estimate_prior_sd
from hpanalysis.statistics.equivalence import compute_equivalence_interval, is_equivalent
from hpanalysis.statistics.estimates import ClusteredShare, Estimate, ExpectedShare, Interval, Mean, Rate, Share
from hpanalysis.statistics.exact import (
    TestResult,
    compute_attainable_p,
    compute_attainable_p_of_changes,
    run_fisher_test,
    run_poisson_ratio_test,
    run_welch_test,
)
from hpanalysis.statistics.funnel import compute_funnel_limits_of_rate, compute_funnel_limits_of_share
from hpanalysis.statistics.multiple import reject_by_benjamini_hochberg
from hpanalysis.statistics.natural_scale import NaturalValue, compute_natural_difference, compute_natural_value
from hpanalysis.statistics.pairing import compute_clustered_correlation, compute_paired_correlation
from hpanalysis.statistics.power import (
    compute_level_quantile,
    compute_power,
    compute_power_of_poisson_test,
    expect_value,
    find_sure_events,
)
from hpanalysis.statistics.spending import compute_look_level, compute_spent
from hpanalysis.statistics.trend import FEWEST_VALUES, Trend, fit_trend
from hpanalysis.statistics.window_correlation import compute_shared_time, list_covariances
from hpanalysis.statistics.xmr import Assurance, Limits, Point, Rule, assess_target, compute_xmr_points

__all__ = [
    "FEWEST_VALUES",
    "Assurance",
    "ClusteredShare",
    "Difference",
    "Estimate",
    "ExpectedShare",
    "Interval",
    "Limits",
    "Mean",
    "NaturalValue",
    "Point",
    "Rate",
    "Rule",
    "Share",
    "TestResult",
    "Trend",
    "assess_target",
    "coarsen_correlation",
    "coarsen_mean",
    "coarsen_share",
    "compute_attainable_p",
    "compute_attainable_p_of_changes",
    "compute_clustered_correlation",
    "compute_difference_interval",
    "compute_equivalence_interval",
    "compute_funnel_limits_of_rate",
    "compute_funnel_limits_of_share",
    "compute_level_quantile",
    "compute_look_level",
    "compute_natural_difference",
    "compute_natural_value",
    "compute_p_of_no_difference",
    "compute_paired_correlation",
    "compute_power",
    "compute_power_of_poisson_test",
    "compute_probability_above_zero",
    "compute_shared_time",
    "compute_spent",
    "compute_xmr_points",
    "estimate_prior_sd",
    "expect_value",
    "find_sure_events",
    "fit_trend",
    "is_equivalent",
    "list_covariances",
    "reject_by_benjamini_hochberg",
    "run_fisher_test",
    "run_poisson_ratio_test",
    "run_welch_test",
]
