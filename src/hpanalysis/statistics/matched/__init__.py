"""Outcomes of participants, held against others like them: before and after, matching, differences, what may be said.

Knows no plan, no file and no protection: who calls it decides what of it may be shown. Every threshold is a constant
with its reason, and every formula names its source.
"""

from hpanalysis.statistics.matched.balance import LARGEST_ALLOWED, BalanceRow, compute_balance, find_largest_imbalance
from hpanalysis.statistics.matched.comparison import Comparison, Counts, Reason, Verdict
from hpanalysis.statistics.matched.conclusion import (
    FEWEST_EXPECTED,
    FEWEST_MATCHED,
    KEPT_SHARE,
    LEVEL,
    MEASURED_SHARE,
    NEARLY_ALL,
    PLACEBO_LEVEL,
    compare_with_others,
)
from hpanalysis.statistics.matched.did import DifferenceInDifferences, estimate_difference_in_differences
from hpanalysis.statistics.matched.matching import SUBCLASSES, Matching, list_cutpoints, match
from hpanalysis.statistics.matched.outcome import Outcome
from hpanalysis.statistics.matched.paired import (
    ExpectedChange,
    PairedChange,
    compute_paired_change,
    compute_paired_change_of_shares,
    compute_unpaired_change_of_shares,
    expect_change,
)
from hpanalysis.statistics.matched.power import (
    POWER,
    compute_power_of_difference,
    expect_standard_error,
    find_smallest_difference,
)
from hpanalysis.statistics.matched.sensitivity import (
    Sensitivity,
    compute_e_value,
    compute_sensitivity_of_means,
    compute_sensitivity_of_shares,
)

__all__ = [
    "FEWEST_EXPECTED",
    "FEWEST_MATCHED",
    "KEPT_SHARE",
    "LARGEST_ALLOWED",
    "LEVEL",
    "MEASURED_SHARE",
    "NEARLY_ALL",
    "PLACEBO_LEVEL",
    "POWER",
    "SUBCLASSES",
    "BalanceRow",
    "Comparison",
    "Counts",
    "DifferenceInDifferences",
    "ExpectedChange",
    "Matching",
    "Outcome",
    "PairedChange",
    "Reason",
    "Sensitivity",
    "Verdict",
    "compare_with_others",
    "compute_balance",
    "compute_e_value",
    "compute_paired_change",
    "compute_paired_change_of_shares",
    "compute_power_of_difference",
    "compute_sensitivity_of_means",
    "compute_sensitivity_of_shares",
    "compute_unpaired_change_of_shares",
    "estimate_difference_in_differences",
    "expect_change",
    "expect_standard_error",
    "find_largest_imbalance",
    "find_smallest_difference",
    "list_cutpoints",
    "match",
]
