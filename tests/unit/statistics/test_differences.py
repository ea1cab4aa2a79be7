"""The interval and the p of a difference, held against Newcombe's tables, a second implementation and statsmodels."""

import math
from time import process_time

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.stats import fisher_exact
from statsmodels.stats.proportion import confint_proportions_2indep

import statistics_by_hand as by_hand
from hpanalysis.statistics import (
    ClusteredShare,
    Mean,
    Rate,
    Share,
    compute_difference_interval,
    compute_p_of_no_difference,
    compute_paired_correlation,
)

SMALL = st.integers(1, 80)
CELLS = st.tuples(*[st.integers(0, 40)] * 4)  # in both, only now, only before, neither
ALPHAS = [0.2, 0.05, 0.01]


@st.composite
def shares(draw) -> Share:
    denominator = draw(SMALL)
    return Share(draw(st.integers(0, denominator)), denominator)


@st.composite
def estimates(draw):
    kind = draw(st.sampled_from(["share", "clustered", "rate", "mean"]))
    if kind == "share":
        return draw(shares())
    if kind == "rate":
        return Rate(draw(st.integers(0, 60)), draw(st.sampled_from([1, 2.5, 40])))
    if kind == "mean":
        return Mean(draw(st.integers(-5, 5)), draw(st.sampled_from([0.5, 2.0])), draw(st.integers(2, 60)))
    persons = draw(st.lists(st.tuples(st.integers(0, 12), st.integers(1, 12)), min_size=3, max_size=30))
    nd = [(min(n, d), d) for n, d in persons]
    return ClusteredShare.of_sums(
        numerator=sum(n for n, _ in nd),
        denominator=sum(d for _, d in nd),
        persons=len(nd),
        sum_nn=sum(n * n for n, _ in nd),
        sum_nd=sum(n * d for n, d in nd),
        sum_dd=sum(d * d for _, d in nd),
    )


def paired(cells: tuple[int, int, int, int]) -> tuple[Share, Share, float]:
    both, only_now, only_before, _ = cells
    size = sum(cells)
    return Share(both + only_now, size), Share(both + only_before, size), compute_paired_correlation(*cells, size, size)


@pytest.mark.parametrize(
    ("a", "b", "low", "high"),
    [
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((6, 7), (2, 7), 0.0582, 0.8062),
        ((5, 56), (0, 29), -0.0381, 0.1926),
        ((0, 10), (0, 20), -0.1611, 0.2775),
        ((0, 10), (0, 10), -0.2775, 0.2775),
        ((10, 10), (0, 20), 0.6791, 1.0000),
        ((10, 10), (0, 10), 0.6075, 1.0000),
    ],
)
def test_independent_shares_agree_with_newcombe_1998_cases_a_to_h_method_10(a, b, low, high):
    """Newcombe (1998), Statist. Med. 17, 873-890, table II."""
    assert [round(limit, 4) for limit in compute_difference_interval(Share(*a), Share(*b))] == [low, high]


def test_independent_shares_agree_with_the_trial_of_fagerland_lydersen_and_laake():
    """Statistical Analysis of Contingency Tables (2017), chapter 4: 7 of 34 against 1 of 34, 0.0189 to 0.3404."""
    assert [round(limit, 4) for limit in compute_difference_interval(Share(7, 34), Share(1, 34))] == [0.0189, 0.3404]


@pytest.mark.parametrize(
    ("cells", "low", "high"),
    [
        ((36, 12, 2, 0), 0.0569, 0.3404),
        ((20, 12, 2, 16), 0.0562, 0.3292),
        ((18, 12, 2, 18), 0.0562, 0.3290),
        ((36, 14, 0, 0), 0.1528, 0.4167),
        ((35, 14, 0, 1), 0.1461, 0.4175),
        ((18, 14, 0, 18), 0.1441, 0.3963),
        ((2, 97, 1, 0), 0.8721, 0.9854),
        ((0, 29, 1, 0), 0.6666, 0.9882),
        ((2, 98, 0, 0), 0.9178, 0.9945),
        ((1, 98, 0, 1), 0.9171, 0.9916),
        ((0, 30, 0, 0), 0.8395, 1.0000),
        ((54, 0, 0, 0), -0.0664, 0.0664),
        ((53, 0, 0, 1), -0.0729, 0.0729),
        ((30, 0, 0, 24), -0.0358, 0.0358),
        ((29, 0, 0, 25), -0.0354, 0.0354),
        ((28, 0, 0, 26), -0.0352, 0.0352),
        ((27, 0, 0, 27), -0.0351, 0.0351),
    ],
)
def test_paired_shares_agree_with_newcombe_1998_table_iii_method_10(cells, low, high):
    """Newcombe (1998), Statist. Med. 17, 2635-2650, table III."""
    now, before, together = paired(cells)
    assert [round(limit, 4) for limit in compute_difference_interval(now, before, together)] == [low, high]


def test_the_one_row_of_table_iii_that_differs_from_itself():
    """97 against 1 discordant: no positive correlation, so methods 8 and 10 are one; printed .8737 and .8736."""
    now, before, together = paired((1, 97, 1, 1))
    assert [round(limit, 4) for limit in compute_difference_interval(now, before, together)] == [0.8737, 0.9850]


@pytest.mark.parametrize(
    ("cells", "low", "high"), [((59, 6, 16, 80), -0.1186, -0.0046), ((1, 0, 0, 1), -0.5734, 0.5734)]
)
def test_paired_shares_agree_with_fagerland_lydersen_and_laake(cells, low, high):
    """Statistical Analysis of Contingency Tables (2017), chapter 8; R package contingencytables, test-ch8.R."""
    now, before, together = paired(cells)
    assert [round(limit, 4) for limit in compute_difference_interval(now, before, together)] == [low, high]


@pytest.mark.parametrize("confidence", [0.8, 0.95, 0.998])
@pytest.mark.parametrize(("a", "b"), [((3, 8), (40, 90)), ((0, 5), (5, 5)), ((1, 60), (700, 60_000))])
def test_a_difference_agrees_with_a_second_implementation_to_ten_digits(a, b, confidence):
    for phi in (0.0, -0.3, 0.6):
        found = compute_difference_interval(Share(*a), Share(*b), phi, confidence)
        assert found == pytest.approx(by_hand.newcombe(a, b, phi, confidence), rel=1e-10, abs=1e-12)
    expected = confint_proportions_2indep(*a, *b, method="newcomb", compare="diff", alpha=1 - confidence)
    assert compute_difference_interval(Share(*a), Share(*b), 0.0, confidence) == pytest.approx(expected, abs=1e-12)


def test_a_difference_of_means_adds_the_squares_of_their_reaches():
    reach = [by_hand.student(n - 1, 0.95) * sd / math.sqrt(n) for sd, n in ((2.0, 10), (3.0, 25))]
    expected = (4 - math.hypot(*reach), 4 + math.hypot(*reach))
    assert compute_difference_interval(Mean(12, 2.0, 10), Mean(8, 3.0, 25)) == pytest.approx(expected, rel=1e-10)


def test_a_difference_of_rates_adds_the_squares_of_their_reaches():
    (low, high), (other_low, other_high) = by_hand.poisson_limits(8, 0.95), by_hand.poisson_limits(3, 0.95)
    expected = (5 - math.hypot(8 - low, other_high - 3), 5 + math.hypot(high - 8, 3 - other_low))
    assert compute_difference_interval(Rate(8), Rate(3)) == pytest.approx(expected, rel=1e-10)


@given(estimates(), estimates(), st.floats(-0.9, 0.9))
def test_swapping_a_and_b_mirrors_the_interval_and_keeps_the_p(a, b, together):
    low, high = compute_difference_interval(a, b, together)
    assert compute_difference_interval(b, a, together) == pytest.approx((-high, -low), abs=1e-12)
    assert compute_p_of_no_difference(b, a, together) == compute_p_of_no_difference(a, b, together)


@given(shares(), shares())
def test_a_difference_of_shares_lies_between_minus_1_and_1(a, b):
    low, high = compute_difference_interval(a, b)
    assert -1 <= low <= a.value - b.value <= high <= 1


@given(shares(), shares(), st.integers(2, 20))
def test_multiplying_all_counts_narrows_the_interval_of_a_difference(a, b, times):
    low, high = compute_difference_interval(a, b)
    more = [Share(one.numerator * times, one.denominator * times) for one in (a, b)]
    closer_low, closer_high = compute_difference_interval(*more)
    assert closer_high - closer_low < high - low


@given(estimates(), estimates(), st.sampled_from(ALPHAS))
def test_p_is_under_alpha_exactly_where_the_interval_leaves_out_0(a, b, alpha):
    low, high = compute_difference_interval(a, b, 0.0, 1 - alpha)
    p = compute_p_of_no_difference(a, b)
    assume(abs(p - alpha) > 1e-9)
    assert (p < alpha) == (low > 0 or high < 0)


@given(CELLS, st.sampled_from(ALPHAS))
def test_a_paired_p_is_under_alpha_exactly_where_its_interval_leaves_out_0(cells, alpha):
    assume(sum(cells))
    now, before, together = paired(cells)
    low, high = compute_difference_interval(now, before, together, 1 - alpha)
    p = compute_p_of_no_difference(now, before, together)
    assume(abs(p - alpha) > 1e-9)
    assert (p < alpha) == (low > 0 or high < 0)


@given(estimates(), estimates())
def test_the_interval_at_one_minus_p_just_reaches_0(a, b):
    p = compute_p_of_no_difference(a, b)
    assume(1e-9 < p < 1)
    low, high = compute_difference_interval(a, b, 0.0, 1 - p)
    assert min(abs(low), abs(high)) < 1e-6 * max(1.0, high - low)


@given(estimates(), estimates(), st.floats(0.0, 1.0))
def test_whatever_the_correlation_an_interval_that_holds_0_has_no_p_under_its_level(a, b, together):
    low, high = compute_difference_interval(a, b, together)
    assume(low < 0 < high)
    assert compute_p_of_no_difference(a, b, together) >= 0.05 - 1e-12


@given(CELLS)
def test_stayers_who_agree_make_a_change_surer(cells):
    assume(sum(cells))
    now, before, together = paired(cells)
    assume(together > 0)
    low, high = compute_difference_interval(now, before, together)
    apart_low, apart_high = compute_difference_interval(now, before)
    assert high - low < apart_high - apart_low


def test_equal_estimates_have_p_1():
    assert compute_p_of_no_difference(Share(3, 10), Share(6, 20)) == 1.0
    assert compute_p_of_no_difference(Rate(0), Rate(0)) == 1.0


def test_an_overwhelming_difference_has_a_tiny_p_and_no_error():
    assert 0 < compute_p_of_no_difference(Share(59_000, 60_000), Share(100, 60_000)) < 1e-200
    assert 0 < compute_p_of_no_difference(Mean(0, 1e-9, 1000), Mean(9, 1e-9, 1000)) < 1e-200


@pytest.mark.parametrize("without", [Mean(7.0, None, 20), Mean(7.0, 1.0, 1)])
def test_without_limits_there_is_no_difference_to_judge(without):
    assert compute_difference_interval(without, Mean(7.0, 1.0, 20)) is None
    assert compute_difference_interval(Mean(7.0, 1.0, 20), without) is None
    assert compute_p_of_no_difference(without, Mean(9.0, 1.0, 20)) is None
    assert compute_p_of_no_difference(Mean(7.0, 1.0, 20), without) is None


@pytest.mark.slow
def test_two_thousand_ps_take_no_longer_than_as_many_exact_tests_of_scipy():
    """As a ratio in the same run: a machine at other work is slow at both."""
    months = ClusteredShare.of_sums(
        numerator=300, denominator=1000, persons=100, sum_nn=3000, sum_nd=3000, sum_dd=10_100
    )
    pairs = [(months, Share(50 + i % 50, 120)) for i in range(1000)] + [(Rate(i % 40), Rate(15)) for i in range(1000)]
    start = process_time()
    assert all(0 < compute_p_of_no_difference(a, b, 0.3) <= 1 for a, b in pairs)
    ours = process_time() - start
    start = process_time()
    assert all(0 < fisher_exact([[50 + i % 50, 50], [300, 700]]).pvalue <= 1 for i in range(2000))
    assert ours < process_time() - start


@pytest.mark.parametrize("impossible", [1.01, -1.01, math.nan])
def test_an_impossible_correlation_is_refused(impossible):
    for function in (compute_difference_interval, compute_p_of_no_difference):
        with pytest.raises(ValueError, match="the correlation must"):
            function(Share(1, 5), Share(2, 5), impossible)
