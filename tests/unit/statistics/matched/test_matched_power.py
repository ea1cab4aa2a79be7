"""The power of a matched comparison: against scipy's noncentral t, drawn t values and textbook sizes."""

import numpy as np
import pytest
from scipy.stats import nct, t
from statsmodels.stats.power import TTestIndPower

from hpanalysis.statistics.matched import compute_power_of_difference, expect_standard_error, find_smallest_difference


@pytest.mark.parametrize(("true", "freedom", "level"), [(0.3, 12.5, 0.05), (0.5, 40, 0.01), (-0.4, 90, 0.1)])
def test_the_power_is_that_of_the_noncentral_t(true, freedom, level):
    expected = nct.sf(t.ppf(1 - level / 2, freedom), freedom, abs(true) / 0.15)
    assert compute_power_of_difference(true, 0.15, freedom, level) == pytest.approx(expected, rel=1e-6)


def test_without_a_difference_half_the_level_is_found_in_each_direction():
    assert compute_power_of_difference(0.0, 1.0, 30, 0.05) == pytest.approx(0.025)


def test_two_groups_of_64_find_half_a_standard_deviation_with_80_per_cent():
    """Cohen (1988), Statistical Power Analysis, table 2.4.1: d = .5 at .05, two-sided, takes 64 in each group."""
    error = expect_standard_error(1.0, 64, 64)
    assert find_smallest_difference(error, 126, 0.05) == pytest.approx(0.5, abs=0.001)


def test_the_smallest_difference_is_statsmodels():
    error = expect_standard_error(1.0, 30, 90)
    expected = TTestIndPower().solve_power(nobs1=30, ratio=3, alpha=0.05, power=0.8, alternative="two-sided")
    assert find_smallest_difference(error, 118, 0.05) == pytest.approx(expected, rel=1e-5)


def test_the_smallest_difference_has_its_power():
    for power in (0.5, 0.8, 0.99):
        smallest = find_smallest_difference(0.07, 33.3, 0.02, power)
        assert compute_power_of_difference(smallest, 0.07, 33.3, 0.02) == pytest.approx(power)


def test_drawn_t_values_are_found_as_often():
    rng = np.random.default_rng(8)
    drawn = (rng.standard_normal(200_000) + 2.2) / np.sqrt(rng.chisquare(20, 200_000) / 20)
    found = (drawn > t.ppf(0.975, 20)).mean()
    assert compute_power_of_difference(2.2, 1.0, 20, 0.05) == pytest.approx(found, abs=0.004)


@pytest.mark.parametrize(
    ("error", "level", "power"), [(0.0, 0.05, 0.8), (1.0, 0.0, 0.8), (1.0, 0.05, 1.0), (1.0, 0.1, 0.05)]
)
def test_what_has_no_power_is_refused(error, level, power):
    with pytest.raises(ValueError):
        find_smallest_difference(error, 10, level, power) if power != 0.8 else compute_power_of_difference(
            1, error, 10, level
        )


def test_a_side_without_persons_is_refused():
    with pytest.raises(ValueError, match="both sides"):
        expect_standard_error(1.0, 0, 5)
