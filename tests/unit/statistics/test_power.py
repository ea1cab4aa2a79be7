"""The power of a later measurement, held against sums over every outcome that it may have."""

import math

import pytest
from scipy.stats import binom, poisson

from hpanalysis.statistics import (
    ClusteredShare,
    ExpectedShare,
    Mean,
    Rate,
    Share,
    compute_difference_interval,
    compute_power,
    compute_power_of_poisson_test,
    expect_value,
    find_sure_events,
    run_poisson_ratio_test,
)


def sum_power_of_shares(size: int, now: float, before: float, level: float, threshold: float = 0.0) -> float:
    """Every pair of counts, by the judge's own interval: sure where its upper limit is at most the threshold."""

    def is_sure(count: int, earlier: int) -> bool:
        high = compute_difference_interval(Share(count, size), Share(earlier, size), confidence=1 - level)[1]
        return high <= threshold

    power = 0.0
    for earlier in range(size + 1):
        chance = binom.pmf(earlier, size, before)
        if chance < 1e-5:
            continue
        least, most = -1, size + 1  # sure, and not sure
        while most - least > 1:
            middle = (least + most) // 2
            least, most = (middle, most) if is_sure(middle, earlier) else (least, middle)
        power += chance * binom.cdf(least, size, now) if least >= 0 else 0.0
    return power


@pytest.mark.parametrize(
    ("size", "now", "before", "level"),
    [(50, 0.18, 0.5, 0.0126), (100, 0.12, 0.33, 0.0126), (60, 0.66, 0.9, 0.0126), (40, 0.03, 0.3, 0.02)],
)
def test_the_power_of_a_change_is_within_5_points_of_the_sum_over_all_outcomes(size, now, before, level):
    power = compute_power(ExpectedShare(now, size), Share(round(before * size), size), -1, level)
    assert power == pytest.approx(sum_power_of_shares(size, now, before, level), abs=0.05)
    assert 0.7 < power < 0.9


def test_the_power_to_lie_within_a_margin():
    """Non-inferiority by 5 points: the difference must be surely under .05."""
    power = compute_power(ExpectedShare(0.22, 150), Share(33, 150), -1, 0.05, threshold=0.13)
    assert power == pytest.approx(sum_power_of_shares(150, 0.22, 0.22, 0.05, 0.13), abs=0.03)


@pytest.mark.parametrize(("now", "before"), [(4, 22), (2, 14), (14, 40), (95, 150)])
def test_the_power_of_the_exact_test_is_the_sum_over_all_pairs_of_counts(now, before):
    level, power = 0.0126, 0.0
    for earlier in range(int(before + 7 * math.sqrt(before))):
        sure = [n for n in range(earlier) if run_poisson_ratio_test(Rate(n), Rate(earlier)).p <= level]
        power += poisson.pmf(earlier, before) * (poisson.cdf(max(sure), now) if sure else 0)
    assert compute_power_of_poisson_test(Rate(now), Rate(before), -1, level) == pytest.approx(power, abs=0.01)


def test_a_rise_is_as_powerful_as_a_fall_where_more_is_better():
    up, down = (
        compute_power(ExpectedShare(p, 100), Share(q, 100), s, 0.05) for p, q, s in ((0.3, 50, -1), (0.7, 50, 1))
    )
    assert up == pytest.approx(down)
    many = compute_power_of_poisson_test(Rate(60), Rate(30), 1, 0.05)
    assert many == pytest.approx(compute_power_of_poisson_test(Rate(30), Rate(60), -1, 0.05), abs=0.02)


def test_persons_who_stay_make_a_change_easier_to_know():
    powers = [compute_power(ExpectedShare(0.15, 100), Share(33, 100), -1, 0.0126, correlation=r) for r in (0, 0.5, 0.9)]
    assert powers == sorted(powers) and powers[-1] > 0.99


def test_a_figure_without_another_is_held_against_the_threshold():
    # 25 of 100: the upper limit of Wilson's interval is 34.3, so 35 is surely not reached and 34 is not sure.
    assert compute_power(ExpectedShare(0.25, 100), None, -1, 0.05, threshold=0.343) == pytest.approx(0.5, abs=0.01)
    assert compute_power(ExpectedShare(0.25, 100), None, -1, 0.05, threshold=0.25) == pytest.approx(0.02, abs=0.01)


def test_what_cannot_vary_is_sure_or_it_is_not():
    assert compute_power(ExpectedShare(0.0, 100), None, -1, 0.05, threshold=0.05) == 1.0
    assert compute_power(ExpectedShare(0.0, 100), None, -1, 0.05, threshold=0.03) == 0.0
    assert compute_power(Mean(5.0, None, None), Mean(4.0, 2.0, 40), 1, 0.05) == 0.0


def test_the_most_events_that_are_surely_fewer():
    most = find_sure_events(22, 1.0, 1.0, -1, 0.0126)
    assert run_poisson_ratio_test(Rate(most), Rate(22)).p <= 0.0126 < run_poisson_ratio_test(Rate(most + 1), Rate(22)).p
    assert find_sure_events(5, 1.0, 1.0, -1, 0.0126) is None  # 0 after 5 has a p of .0625
    fewest = find_sure_events(22, 2.0, 1.0, 1, 0.0126)
    assert run_poisson_ratio_test(Rate(fewest, 2), Rate(22)).p <= 0.0126
    assert run_poisson_ratio_test(Rate(fewest - 1, 2), Rate(22)).p > 0.0126


def test_a_figure_that_is_expected_keeps_its_size():
    months = ClusteredShare.of_sums(numerator=120, denominator=600, persons=60, sum_nn=1100, sum_nd=1200, sum_dd=6000)
    expected = expect_value(months, months.value)
    assert expected.limits() == pytest.approx(months.limits())
    assert expect_value(Share(8, 27), 8 / 27).limits() == pytest.approx(Share(8, 27).limits())
    assert expect_value(Rate(8, 40), 0.1) == Rate(4, 40)
    assert expect_value(Mean(5.0, 2.0, 40), 6.0) == Mean(6.0, 2.0, 40)


@pytest.mark.parametrize("make", [lambda: ExpectedShare(1.2, 10), lambda: ExpectedShare(0.5, 0)])
def test_what_is_no_share_is_refused(make):
    with pytest.raises(ValueError):
        make()
