"""Before and after of the same persons, and the change that is to be expected by regression to the mean."""

import numpy as np
import pandas as pd
import pytest
from scipy.stats import ttest_rel

from hpanalysis.statistics.matched import (
    compute_paired_change,
    compute_paired_change_of_shares,
    compute_unpaired_change_of_shares,
    expect_change,
)


def test_the_paired_t_interval_is_scipys():
    rng = np.random.default_rng(2)
    before, after = rng.normal(3, 1, 14), rng.normal(4, 2, 14)
    found = compute_paired_change(before, after, 0.9)
    expected = ttest_rel(after, before).confidence_interval(0.9)
    assert found.limits == pytest.approx((expected.low, expected.high), rel=1e-10)
    assert (found.n, found.change) == (14, pytest.approx((after - before).mean()))


def test_students_ten_patients():
    """Student (1908), Biometrika 6, 1-25: the additional hours of sleep of ten patients by two drugs; in many books and
    in R's `sleep`, whose help gives t = -4.0621 with 9 degrees of freedom and -2.4598858 to -0.7001142."""
    first = np.array([0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0])
    second = np.array([1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4])
    found = compute_paired_change(second, first)
    assert found.limits == pytest.approx((-2.4598858, -0.7001142), abs=5e-8)


def test_who_lacks_a_value_is_left_out_and_one_person_has_no_interval():
    before, after = np.array([1.0, np.nan, 2.0, 3.0]), np.array([2.0, 1.0, np.nan, 5.0])
    found = compute_paired_change(before, after)
    assert (found.n, found.before, found.after) == (2, 2.0, 3.5)
    assert compute_paired_change(before[:3], after[:3]).limits is None
    assert compute_paired_change(before[1:3], after[1:3]) is None
    with pytest.raises(ValueError, match="same persons"):
        compute_paired_change(before, after[:2])


def test_shares_have_newcombes_paired_interval():
    """Newcombe (1998), Statist. Med. 17, 2635-2650, table III: 36, 12, 2, 0 gives .0569 to .3404."""
    found = compute_paired_change_of_shares(both=36, only_before=2, only_after=12, neither=0)
    assert [round(limit, 4) for limit in found.limits] == [0.0569, 0.3404]
    assert (found.n, found.before, found.after) == (50, 38 / 50, 48 / 50)
    assert compute_paired_change_of_shares(0, 0, 0, 0) is None
    with pytest.raises(ValueError, match="not negative"):
        compute_paired_change_of_shares(-1, 0, 0, 3)


def test_from_the_margins_alone_the_interval_is_newcombes_of_two_groups():
    """Newcombe (1998), Statist. Med. 17, 873-890, as Fagerland, Lydersen & Laake (2017) print it: 7 and 1 of 34."""
    found = compute_unpaired_change_of_shares(before=1, after=7, n=34)
    assert [round(limit, 4) for limit in found.limits] == [0.0189, 0.3404]
    assert compute_unpaired_change_of_shares(0, 0, 0) is None


@pytest.mark.parametrize("counts", [(20, 4, 9, 17), (30, 1, 6, 13), (5, 3, 8, 40)])
def test_the_margins_give_the_wider_interval_where_persons_stay_as_they_are(counts):
    both, only_before, only_after, _ = counts
    low, high = compute_paired_change_of_shares(*counts).limits
    wide = compute_unpaired_change_of_shares(both + only_before, both + only_after, sum(counts)).limits
    assert wide[0] < low and high < wide[1]


def others(*rows: tuple) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["person", "before", "after"])


def test_the_expected_change_is_read_off_the_others_line():
    """Others: after = 2 + before / 2. Participants begin at 1 in the mean, so 2.5 is to be expected."""
    found = expect_change(np.array([0.0, 2.0, np.nan]), others(("a", 2, 3), ("b", 4, 4), ("c", 6, 5)))
    assert (found.after, found.change, found.slope) == pytest.approx((2.5, 1.5, 0.5))
    assert found.others == 3


def test_a_person_with_several_begin_months_weighs_as_one():
    once = expect_change(np.array([1.0]), others(("a", 2, 3), ("b", 4, 5), ("c", 6, 5)))
    often = expect_change(np.array([1.0]), others(*[("a", 2, 3)] * 5, ("b", 4, 5), ("c", 6, 5)))
    assert often == once


def test_davis_regression_to_the_mean_is_found():
    """Of a normal population whose two values go together by r, those under a limit rise by (1 - r) times how far they
    lie below the mean (Davis 1976). 200,000 are drawn, nothing is done, and the others' line foresees it."""
    rng = np.random.default_rng(76)
    before = rng.standard_normal(200_000)
    after = 0.6 * before + 0.8 * rng.standard_normal(200_000)
    chosen = before < -1
    frame = pd.DataFrame({"person": range(200_000), "before": before, "after": after})
    found = expect_change(before[chosen], frame[~chosen])
    assert found.change == pytest.approx(0.4 * -before[chosen].mean(), abs=0.01)
    assert found.change == pytest.approx((after - before)[chosen].mean(), abs=0.02)


@pytest.mark.parametrize(
    "frame",
    [others(("a", 1, 2), ("b", 2, 3)), others(("a", 1, 2), ("b", 1, 3), ("c", 1, 4)), others(*[("a", 1, 2)] * 5)],
)
def test_nothing_is_expected_of_too_few_or_of_others_who_are_alike(frame):
    assert expect_change(np.array([1.0]), frame) is None
    assert expect_change(np.array([np.nan]), others(("a", 1, 2), ("b", 2, 2), ("c", 3, 4))) is None
