"""How likely a number is at a threshold, from its published interval: against the normal distribution, by hand."""

import pytest
from scipy.stats import binom, norm

from hpanalysis.judge.target.probability import compute_probability_at_least
from hpanalysis.statistics import Share
from hpanalysis.statistics.differences import compute_difference_interval, compute_p_of_no_difference


def test_half_of_the_interval_is_1_96_standard_deviations():
    # 4 with 95 % from 0 to 8: a standard deviation of 2.04, so 2 lies 0.98 of them below.
    assert compute_probability_at_least(2, 4, 0, 8) == round(norm.cdf(2 / (4 / norm.ppf(0.975))), 4) == 0.8365


def test_the_half_towards_the_threshold_counts():
    below = compute_probability_at_least(2, 4, 0, 100)
    assert below == compute_probability_at_least(2, 4, 0, 8)
    assert compute_probability_at_least(6, 4, -100, 8) == round(1 - below, 4)


def test_it_meets_the_test_at_the_intervals_ends():
    """The interval's worst end at the threshold is where the two-sided test is at .05, and the target is met."""
    assert compute_probability_at_least(0, 4, 0, 8) == 0.975
    assert compute_probability_at_least(8, 4, 0, 8) == 0.025


@pytest.mark.parametrize(("threshold", "expected"), [(4, 0.5), (3, 1.0), (5, 0.0)])
def test_an_interval_without_width_leaves_no_doubt(threshold, expected):
    assert compute_probability_at_least(threshold, 4, 4, 4) == expected


@pytest.mark.parametrize("numerator", [12, 20, 26, 30, 36, 44])
def test_it_is_near_the_probability_that_the_intervals_own_method_gives(numerator):
    """Of Newcombe's interval at every confidence, where the normal reading has the one of 95 % only."""
    area, rest = Share(numerator, 100), Share(2100, 7000)
    p = compute_p_of_no_difference(area, rest)
    exact = 1 - p / 2 if area.value > rest.value else p / 2
    low, high = compute_difference_interval(area, rest)
    assert compute_probability_at_least(0, area.value - rest.value, low, high) == pytest.approx(exact, abs=0.02)


@pytest.mark.parametrize("size", [50, 200, 800])
@pytest.mark.parametrize("share", [0.15, 0.3, 0.5])
def test_a_figure_exactly_at_the_limit_is_said_to_be_past_it_in_one_case_of_five(size, share):
    """Over every outcome, with its own chance: what the pages say of a word that is wrong about a level."""
    chance = 0.0
    for count in range(size + 1):
        low, high = Share(count, size).limits()
        if compute_probability_at_least(share, count / size, low, high) >= 0.8:
            chance += binom.pmf(count, size, share)
    assert 0.12 < chance < 0.25
