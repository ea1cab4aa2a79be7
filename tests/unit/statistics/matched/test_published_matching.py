"""Printed results of coarsened exact matching and of a difference-in-differences, on the data that they are of.

nsw.csv: the 722 men of the National Supported Work experiment of the 1970s, as LaLonde (1986, Amer. Econ. Rev. 76,
604-620) used them and as the R package cem 1.1.31 has them (data/LL.rda): earnings of 1974, 1975 and 1978 in dollars.
No names, no addresses; published for research since 1986. README.md tells where they are from and on which licence.
"""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm

import matched_by_hand as by_hand
from hpanalysis.statistics.matched import compute_balance, estimate_difference_in_differences, match

COVARIATES = ["age", "education", "black", "married", "nodegree", "re74", "re75", "hispanic", "u74", "u75"]


@pytest.fixture(scope="module")
def men() -> pd.DataFrame:
    men = pd.read_csv(Path(__file__).with_name("nsw.csv"))
    named = {"person": range(len(men)), "begin": "1976", "treated": men["treated"] == 1, "nothing": 0.0}
    return men.assign(**named, before=men["re75"], after=men["re78"])


@pytest.fixture(scope="module")
def cutpoints(men) -> dict[str, list[float]]:
    """What cem takes where nobody chooses: ten bins of equal width, as Sturges' rule has it for 722 (11 breaks)."""
    breaks = int(np.ceil(np.log2(len(men)) + 1))
    return {each: np.linspace(men[each].min(), men[each].max(), breaks)[1:-1].tolist() for each in COVARIATES}


@pytest.fixture(scope="module")
def matching(men, cutpoints):
    return match(men, coarsened=cutpoints)


def test_the_matched_are_those_of_iacus_king_and_porro(matching):
    """J. Statist. Software 30(9), 2009, "Estimating the causal effect from cem output" (read in the package's
    JSS-paper.tex of version 1.0.106 and in its vignette of 1.1.31): all 425 and 297, matched 222 and 163."""
    assert (matching.others, matching.participants) == (425, 297)
    assert (matching.matched_others, matching.matched_participants) == (222, 163)
    assert matching.unmatched_participants == 134


def test_the_estimate_is_theirs_to_every_printed_digit(matching):
    """SATT 550.962564: with nothing before, a difference of changes is a difference of the earnings of 1978."""
    found = estimate_difference_in_differences(matching.rows, start="nothing")
    assert round(found.estimate, 6) == 550.962564


@pytest.mark.parametrize(
    ("adjusted", "estimate", "p", "low", "high"),
    [
        ([], 550.962564, 0.368242, -647.777701, 1749.702830),
        (["re74"], 553.113736, 0.362760, -636.606542, 1742.834014),
    ],
)
def test_the_weights_give_their_intervals(matching, adjusted, estimate, p, low, high):
    """att(mat, re78 ~ treated) and re78 ~ treated + re74: least squares with the weights, the model's own standard
    error and normal limits, as cem has them; both printed in the same place."""
    rows = matching.rows
    design = sm.add_constant(rows[["treated", *adjusted]].astype(float))
    fitted = sm.WLS(rows["re78"], design, weights=rows["weight"]).fit()
    value, error = fitted.params["treated"], fitted.bse["treated"]
    reach = 1.959963984540054 * error
    found = [value, fitted.pvalues["treated"], value - reach, value + reach]
    assert [round(each, 6) for each in found] == [estimate, p, low, high]


def test_the_adjusted_estimate_is_theirs_too(matching):
    found = estimate_difference_in_differences(matching.rows, start="nothing", adjusted=["re74"])
    assert round(found.estimate, 6) == 553.113736


EDUCATION_AND_THE_REST = ["age", "age_squared", "education", "nodegree", "black", "hispanic"]


@pytest.mark.parametrize(
    ("start", "end", "adjusted", "printed"),
    [
        ("nothing", "before", [], 39),  # earnings of 1975
        ("nothing", "before", EDUCATION_AND_THE_REST, -21),
        ("nothing", "after", [], 886),  # earnings of 1978
        ("before", "after", [], 847),  # the difference of the changes
        ("before", "after", ["age", "age_squared"], 857),
        ("before", "after", ["before"], 879),
        ("before", "after", ["before", *EDUCATION_AND_THE_REST], 802),
    ],
)
def test_the_differences_of_all_men_are_those_of_lalondes_table(men, start, end, adjusted, printed):
    """LaLonde (1986), table 5, row Controls, as it was made anew and printed in a replication
    (github.com/Loeckx/Bachelorthesis, "Notebook second draft"); the paper itself was not read. Its column of the
    adjusted earnings of 1978 (799) is left out, because two predictions are rounded there before they are
    subtracted."""
    rows = men.assign(weight=1.0, age_squared=men["age"] ** 2)
    assert round(estimate_difference_in_differences(rows, start=start, end=end, adjusted=adjusted).estimate) == printed


def test_the_difference_in_differences_of_the_matched_men_is_that_of_another_implementation(men, cutpoints, matching):
    """1975 -> 1978 of the 163 and the 222: no paper prints it, so the matching and the difference are both written
    anew. test_published_did.py has a difference-in-differences of matched ones that is printed."""
    records = by_hand.match(men.to_dict("records"), [], cutpoints)
    for adjusted in ([], ["before", "re74"]):
        found = estimate_difference_in_differences(matching.rows, adjusted=adjusted)
        expected = by_hand.difference_in_differences(records, "before", "after", adjusted)
        assert (found.estimate, found.standard_error, found.freedom) == pytest.approx(expected, rel=1e-10)


def test_matching_by_their_cutpoints_leaves_them_nearly_alike(men, matching):
    balance = {row.covariate: row for row in compute_balance(men, matching.rows, COVARIATES)}
    assert max(abs(row.before_matching) for row in balance.values()) > 0.15
    assert max(abs(row.after_matching) for row in balance.values()) < 0.1
