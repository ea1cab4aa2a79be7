"""Intervals of single estimates, held against printed values, a second implementation and statsmodels."""

import math
import random
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.regression.linear_model import WLS
from statsmodels.stats.proportion import proportion_confint

import statistics_by_hand as by_hand
from hpanalysis.statistics import ClusteredShare, Mean, Rate, Share

LEVELS = [0.8, 0.95, 0.998]


def clustered(persons: list[tuple[float, float]]) -> ClusteredShare:
    """(numerator, denominator) of each person -> the estimate."""
    return ClusteredShare.of_sums(
        numerator=sum(n for n, _ in persons),
        denominator=sum(d for _, d in persons),
        persons=len(persons),
        sum_nn=sum(n * n for n, _ in persons),
        sum_nd=sum(n * d for n, d in persons),
        sum_dd=sum(d * d for _, d in persons),
    )


def made_up_persons(count: int, seed: int, most: int = 12) -> list[tuple[int, int]]:
    draw = random.Random(seed)
    months = [draw.randint(1, most) for _ in range(count)]
    return [(draw.choice([0, draw.randint(0, d), d]), d) for d in months]


@pytest.mark.parametrize(
    ("numerator", "denominator", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0000, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_shares_agree_with_newcombe_1998_single_proportion_table_method_3(numerator, denominator, low, high):
    """Newcombe (1998), Statist. Med. 17, 857-872, table I."""
    assert [round(limit, 4) for limit in Share(numerator, denominator).limits()] == [low, high]


@pytest.mark.parametrize(
    ("numerator", "denominator", "confidence", "low", "high"),
    [
        (1, 100, 0.95, 0.001767432064, 0.054486196179),
        (5, 100, 0.95, 0.021543679154, 0.111750469232),
        (20, 100, 0.95, 0.133366933331, 0.288829165593),
        (65, 100, 0.95, 0.552544432969, 0.736357517569),
        (65, 100, 0.998, 0.495494657407, 0.778354061409),
        (9856, 12345, 0.95, 0.791210175291, 0.805364007361),
        (222, 3215, 0.998, 0.056471019646, 0.084184141853),
        (1045, 5000, 0.998, 0.191793817990, 0.227315629025),
    ],
)
def test_shares_agree_with_the_test_data_of_phe_proportion(numerator, denominator, confidence, low, high):
    """PHEindicatormethods (UK Health Security Agency), tests/testthat/testdata_Proportion.xlsx, to 12 decimals."""
    assert [round(limit, 12) for limit in Share(numerator, denominator).limits(confidence)] == [low, high]


@pytest.mark.parametrize("confidence", LEVELS)
@pytest.mark.parametrize(("numerator", "denominator"), [(0, 5), (1, 5), (3, 7), (7, 7), (40, 100), (59_990, 60_000)])
def test_a_share_solves_the_score_equation_to_ten_digits(numerator, denominator, confidence):
    expected = by_hand.wilson(numerator / denominator, denominator, by_hand.z_of(confidence))
    found = Share(numerator, denominator).limits(confidence)
    assert found == pytest.approx(expected, rel=1e-10, abs=1e-13)
    assert found == pytest.approx(proportion_confint(numerator, denominator, 1 - confidence, "wilson"), abs=1e-12)


@given(st.integers(1, 400), st.data(), st.floats(0.5, 0.999), st.integers(2, 50))
def test_more_persons_in_the_same_proportion_narrow_the_interval(denominator, data, confidence, times):
    numerator = data.draw(st.integers(0, denominator))
    low, high = Share(numerator, denominator).limits(confidence)
    closer_low, closer_high = Share(numerator * times, denominator * times).limits(confidence)
    assert closer_high - closer_low < high - low
    assert 0 <= low <= numerator / denominator <= high <= 1


@given(st.integers(1, 400), st.data())
def test_counting_the_others_mirrors_the_interval(denominator, data):
    numerator = data.draw(st.integers(0, denominator))
    low, high = Share(numerator, denominator).limits()
    assert Share(denominator - numerator, denominator).limits() == pytest.approx((1 - high, 1 - low), abs=1e-14)


@pytest.mark.parametrize(
    ("events", "low", "high"),
    [
        (0, 0.000, 3.689),
        (1, 0.025, 5.572),
        (2, 0.242, 7.225),
        (3, 0.619, 8.767),
        (4, 1.090, 10.242),
        (5, 1.623, 11.668),
        (6, 2.202, 13.059),
        (7, 2.814, 14.423),
        (8, 3.454, 15.763),
        (9, 4.115, 17.085),
    ],
)
def test_few_events_have_the_exact_limits_of_the_poisson_tables(events, low, high):
    """Altman, Machin, Bryant & Gardner (2000), Statistics with Confidence, Poisson limits (95 %)."""
    assert [round(limit, 3) for limit in Rate(events).limits()] == [low, high]


@pytest.mark.parametrize(
    ("events", "exposure", "confidence", "low", "high"),
    [
        (1, 1, 0.95, 0.02531780798429, 5.571643390939),
        (5, 1, 0.95, 1.623486390118, 11.668332079323),
        (5, 1, 0.998, 0.739371731918, 16.454745203680),
        (10, 200, 0.95, 0.023937249569838, 0.091957293028782),
        (10, 1, 0.998, 2.916318374696, 24.193724927881),
        (20, 1, 0.95, 12.211428834876, 30.889880369197),
        (65, 1, 0.95, 50.163187710459, 82.849138545940),
        (65, 1, 0.998, 42.880261471480, 94.000290844318),
        (1045, 1, 0.95, 982.593201807333, 1110.331212985650),
        (1045, 1, 0.998, 947.940703561037, 1148.806160988033),
    ],
)
def test_rates_agree_with_the_test_data_of_phe_rate(events, exposure, confidence, low, high):
    """PHEindicatormethods, testdata_Rate.xlsx and testdata_Byars_Wilson.xlsx: exact below 10 events, else Byar."""
    assert Rate(events, exposure).limits(confidence) == pytest.approx((low, high), rel=1e-12)


@pytest.mark.parametrize("confidence", LEVELS)
@pytest.mark.parametrize("events", range(10))
def test_few_events_solve_the_sums_of_the_poisson_chances_to_ten_digits(events, confidence):
    expected = by_hand.poisson_limits(events, confidence)
    assert Rate(events).limits(confidence) == pytest.approx(expected, rel=1e-10)


@pytest.mark.parametrize("events", [10, 25, 137, 5000])
def test_byar_is_close_to_the_exact_limits(events):
    """Within 0.2 % from 10 events on (Public Health England 2018, Technical Guide: Confidence Intervals)."""
    assert Rate(events).limits() == pytest.approx(by_hand.poisson_limits(events, 0.95), rel=0.002)


def test_byar_in_plain_arithmetic():
    z = by_hand.z_of(0.95)
    low = 12 * (1 - 1 / 108 - z / (3 * math.sqrt(12))) ** 3
    high = 13 * (1 - 1 / 117 + z / (3 * math.sqrt(13))) ** 3
    assert Rate(12, 4).limits() == pytest.approx((low / 4, high / 4), rel=1e-13)


def test_byar_never_falls_below_no_events():
    assert Rate(10).limits_at(20.0)[0] == 0.0


@given(st.integers(0, 400), st.floats(0.01, 1000), st.integers(2, 20), st.floats(0.5, 0.9999))
def test_more_events_at_the_same_rate_narrow_the_interval(events, exposure, times, confidence):
    low, high = Rate(events, exposure).limits(confidence)
    closer_low, closer_high = Rate(events * times, exposure * times).limits(confidence)
    assert closer_high - closer_low < high - low
    assert 0 <= low <= events / exposure <= high


def test_a_mean_agrees_with_the_heat_flow_meter_of_the_nist_handbook():
    """NIST/SEMATECH e-Handbook of Statistical Methods, section 1.3.5.2: N 195, mean 9.261460, sd 0.022789."""
    assert [round(limit, 5) for limit in Mean(9.261460, 0.02278881, 195).limits()] == [9.25824, 9.26468]


@pytest.mark.parametrize(
    ("mean", "spread", "n", "confidence", "low", "high"),
    [
        (53.704345, 20.975575257709, 8, 0.95, 36.168325241337, 71.240364758664),
        (53.704345, 20.975575257709, 8, 0.998, 18.216705294789, 89.191984705211),
        (5678.962957777778, 2117.831716159067, 18, 0.95, 4625.790022452972, 6732.135893102583),
    ],
)
def test_means_agree_with_the_test_data_of_phe_mean(mean, spread, n, confidence, low, high):
    """PHEindicatormethods, tests/testthat/testdata_Mean.xlsx, Student's t."""
    assert Mean(mean, spread, n).limits(confidence) == pytest.approx((low, high), rel=1e-12)


@pytest.mark.parametrize(("n", "confidence"), [(2, 0.95), (2, 0.998), (4, 0.95), (12, 0.998), (61, 0.95)])
def test_a_mean_has_the_student_limits_of_simpsons_rule_to_ten_digits(n, confidence):
    reach = by_hand.student(n - 1, confidence) * 2.5 / math.sqrt(n)
    assert Mean(7.0, 2.5, n).limits(confidence) == pytest.approx((7 - reach, 7 + reach), rel=1e-10)


@pytest.mark.parametrize("given", [Mean(7.0, None, 20), Mean(7.0, 2.5, None), Mean(7.0, 2.5, 1), Mean(7.0, 2.5, 0)])
def test_a_mean_without_n_or_spread_has_no_limits(given):
    assert given.value == 7.0
    assert given.limits() is None


@given(st.integers(2, 300), st.data(), st.floats(0.5, 0.999))
def test_a_clustered_share_of_single_persons_is_wilson_at_one_less_with_student(persons, data, confidence):
    inside = data.draw(st.integers(0, persons))
    t = Mean(0.0, math.sqrt(persons), persons).limits(confidence)[1]  # spread / sqrt(n) is 1: the quantile itself
    expected = by_hand.wilson(inside / persons, persons - (0 < inside < persons), t)
    found = clustered([(1, 1)] * inside + [(0, 1)] * (persons - inside)).limits(confidence)
    assert found == pytest.approx(expected, abs=1e-10)


@pytest.mark.parametrize("seed", range(6))
def test_the_effective_size_comes_from_the_residuals_person_by_person(seed):
    persons = made_up_persons(30, seed)
    share = clustered(persons)
    variance = 30 / 29 * by_hand.squared_residuals(persons) / share.denominator**2
    by_person = share.value * (1 - share.value) / variance
    assert share.effective_size == pytest.approx(by_person, rel=1e-10)
    expected = by_hand.wilson(share.value, by_person, by_hand.student(29, 0.95))
    assert share.limits() == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize("seed", range(3))
def test_the_variance_is_that_of_a_weighted_regression_with_robust_errors(seed):
    """The ratio is the constant of a regression weighted by denominator, its variance White's (HC1)."""
    persons = made_up_persons(40, seed)
    share = clustered(persons)
    n, d = np.array(persons, dtype=float).T
    fitted = WLS(n / d, np.ones(len(d)), weights=d).fit(cov_type="HC1")
    assert fitted.params[0] == pytest.approx(share.value, rel=1e-12)
    variance = share.value * (1 - share.value) / share.effective_size
    assert variance == pytest.approx(fitted.bse[0] ** 2, rel=1e-10)


def test_months_of_the_same_person_are_not_counted_as_more_persons():
    twelve_months_each = clustered([(12, 12)] * 6 + [(0, 12)] * 14)
    once_each = clustered([(1, 1)] * 6 + [(0, 1)] * 14)
    assert twelve_months_each.limits() == pytest.approx(once_each.limits(), abs=1e-12)
    low, high = twelve_months_each.limits()
    naive_low, naive_high = Share(72, 240).limits()
    assert high - low > 3 * (naive_high - naive_low)


def test_an_effective_size_is_never_over_the_denominator():
    alike = clustered([(1, 4)] * 10)  # no difference between persons at all: luck, not 10 times 4 and more
    assert alike.effective_size == 40
    assert alike.limits()[1] - alike.limits()[0] > Share(10, 40).limits()[1] - Share(10, 40).limits()[0]


@pytest.mark.parametrize("inside", [0, 12])
def test_where_all_persons_agree_each_counts_once(inside):
    share = clustered([(inside, 12)] * 10)
    assert share.effective_size == 10
    assert share.limits() == pytest.approx(by_hand.wilson(inside / 12, 10, by_hand.student(9, 0.95)), abs=1e-10)


def test_one_person_says_nothing():
    assert clustered([(3, 12)]).limits() == (0.0, 1.0)


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(1, 12)), min_size=2, max_size=40), st.floats(0.5, 0.999))
def test_clustered_limits_lie_around_the_value_within_0_and_1(drawn, confidence):
    share = clustered([(min(n, d), d) for n, d in drawn])
    low, high = share.limits(confidence)
    assert 0 <= low <= share.value <= high <= 1


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(1, 12)), min_size=2, max_size=40), st.integers(2, 6))
def test_the_same_persons_again_narrow_a_clustered_interval(drawn, times):
    persons = [(min(n, d), d) for n, d in drawn]
    low, high = clustered(persons).limits()
    closer_low, closer_high = clustered(persons * times).limits()
    assert closer_high - closer_low < high - low


@given(st.integers(2, 60), st.data(), st.floats(0.5, 0.99), st.floats(0.991, 0.9999))
def test_more_confidence_widens_every_interval(n, data, confidence, more):
    inside = data.draw(st.integers(0, n))
    for estimate in (Share(inside, n), Rate(inside), Mean(0.0, 1.0, n), clustered([(1, 2)] * inside + [(0, 3)] * n)):
        low, high = estimate.limits(confidence)
        wider_low, wider_high = estimate.limits(more)
        assert wider_low <= low <= high <= wider_high
        assert wider_high - wider_low > high - low


@pytest.mark.parametrize(
    ("make", "named"),
    [
        (lambda: Share(6, 5), "the numerator is over its denominator"),
        (lambda: Share(0, 0), "0 of 0 is not an estimate"),
        (lambda: Share(-1, 5), "the numerator must"),
        (lambda: Share(math.nan, 5), "the numerator must"),
        (lambda: Share(1, math.inf), "the denominator must"),
        (lambda: Rate(-1), "the number of events must"),
        (lambda: Rate(3, 0), "a rate needs an exposure"),
        (lambda: Rate(3, math.nan), "the exposure must"),
        (lambda: Mean(math.nan, 1, 5), "the mean must"),
        (lambda: Mean(1, -1, 5), "the spread must"),
        (lambda: Mean(1, 1, -5), "n must"),
        (
            lambda: ClusteredShare.of_sums(numerator=6, denominator=5, persons=3, sum_nn=1, sum_nd=1, sum_dd=1),
            "the numerator is over its denominator",
        ),
        (
            lambda: ClusteredShare.of_sums(numerator=1, denominator=5, persons=0, sum_nn=1, sum_nd=1, sum_dd=5),
            "needs persons",
        ),
        (
            lambda: ClusteredShare.of_sums(numerator=1, denominator=5, persons=3, sum_nn=1, sum_nd=math.nan, sum_dd=5),
            "sum_nd must",
        ),
        (
            lambda: ClusteredShare.of_sums(numerator=1, denominator=5, persons=3, sum_nn=7, sum_nd=6, sum_dd=5),
            "the sums of squares do not belong",
        ),
        (lambda: Share(1, 5).limits(1.0), "the confidence must"),
    ],
)
def test_what_is_no_estimate_is_refused_by_name_and_without_its_value(make, named):
    with pytest.raises(ValueError, match=named) as refused:
        make()
    assert not set(str(refused.value)) & set("23456789")


def test_decimals_are_taken_as_they_are():
    assert Share(Decimal("3"), 10).limits() == Share(3, 10).limits()
