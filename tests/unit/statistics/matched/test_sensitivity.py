"""The E-value: against printed ones, and in the same words as the interval."""

import math

import pytest

from hpanalysis.statistics.matched import compute_e_value, compute_sensitivity_of_means, compute_sensitivity_of_shares


@pytest.mark.parametrize(
    ("ratio", "printed", "digits"),
    [
        # R package EValue, vignette "unmeasured-confounding": lung cancer and smoking, 10.73 (8.02 to 14.36)
        (10.73, 20.94777, 5),
        (8.02, 15.52336, 5),
        # R package episensr on VanderWeele & Ding's (2017) own example, formula and infant death, 3.9 (1.8 to 8.7)
        (3.9, 7.263034, 6),
        (1.8, 3.0, 6),
    ],
)
def test_printed_e_values(ratio, printed, digits):
    assert round(compute_e_value(ratio), digits) == printed
    assert compute_e_value(1 / ratio) == pytest.approx(compute_e_value(ratio))


def test_no_difference_has_an_e_value_of_1_and_an_infinite_ratio_an_infinite_one():
    assert compute_e_value(1.0) == 1.0
    assert compute_e_value(0.0) == compute_e_value(math.inf) == math.inf
    for wrong in (-0.1, math.nan):
        with pytest.raises(ValueError):
            compute_e_value(wrong)


def test_shares_are_turned_into_their_ratio():
    """.6 where .4 was to be expected, interval .1 to .3 of difference: 1.5 and 1.25."""
    found = compute_sensitivity_of_shares(0.2, (0.1, 0.3), level=0.4)
    assert (found.of_estimate, found.of_limit) == pytest.approx((compute_e_value(1.5), compute_e_value(1.25)))
    down = compute_sensitivity_of_shares(-0.2, (-0.3, -0.1), level=0.4)
    assert (down.of_estimate, down.of_limit) == pytest.approx((compute_e_value(0.5), compute_e_value(0.75)))
    assert compute_sensitivity_of_shares(0.2, (0.1, 0.3), level=0.0).of_limit == math.inf
    assert compute_sensitivity_of_shares(-0.5, (-0.7, -0.3), level=0.4).of_estimate == math.inf


def test_means_are_turned_into_a_ratio_by_their_spread():
    found = compute_sensitivity_of_means(1.0, (0.5, 1.5), spread=2.0)
    assert found.of_estimate == pytest.approx(compute_e_value(math.exp(0.91 * 0.5)))
    assert found.of_limit == pytest.approx(compute_e_value(math.exp(0.91 * 0.25)))
    with pytest.raises(ValueError, match="spread"):
        compute_sensitivity_of_means(1.0, (0.5, 1.5), spread=0.0)


@pytest.mark.parametrize("limits", [(-0.1, 0.5), (0.0, 0.4), (-0.2, 0.2)])
def test_where_the_interval_holds_0_the_limits_e_value_is_1(limits):
    assert compute_sensitivity_of_shares(0.1, limits, level=0.5).of_limit == 1.0
    assert compute_sensitivity_of_means(0.1, limits, spread=1.0).of_limit == 1.0


def test_an_estimate_outside_its_interval_is_refused():
    with pytest.raises(ValueError, match="within its interval"):
        compute_sensitivity_of_means(0.5, (0.1, 0.2), spread=1.0)
