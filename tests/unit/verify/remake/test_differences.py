"""Differences written anew: by Newcombe's printed examples, by the program's own p, and the correlation found again."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hpanalysis import statistics
from hpanalysis.statistics import compute_attainable_p, compute_difference_interval, compute_p_of_no_difference
from hpanalysis.verify.remake.formulas.differences import (
    Limited,
    Share,
    compute_p_of_difference,
    compute_two_tails,
    find_correlations,
    find_surest_lower_limit,
)
from hpanalysis.verify.remake.formulas.limits import Z

shares = st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
close = st.integers(5, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.integers(0, n), st.just(n)))


@settings(deadline=None)
@given(shares, shares, st.sampled_from([-0.4, 0.0, 0.0, 0.3, 0.7]))
def test_the_p_of_a_change_is_that_of_the_publication(a, b, correlation):
    expected = compute_p_of_no_difference(statistics.Share(*a), statistics.Share(*b), correlation)
    assert compute_p_of_difference(Share(*a), Share(*b), correlation) == pytest.approx(expected, rel=1e-7, abs=1e-290)


@settings(deadline=None)
@given(st.integers(1, 60), shares)
def test_whether_any_outcome_could_be_sure_is_that_of_the_publication(size, before):
    smallest = compute_attainable_p(statistics.Share(1, size), statistics.Share(*before))
    surest = find_surest_lower_limit(size, Share(*before), Z)
    assert abs(surest) < 1e-9 or (surest > 0) == (smallest <= 0.05)


def test_newcombes_example_reaches_no_difference_at_the_printed_confidence():
    """Newcombe (1998), Statist. Med. 17, 873-890, table II (a): 56/70 - 48/80 is 0.0524 to 0.3339 by method 10."""
    limits = compute_difference_interval(statistics.Share(56, 70), statistics.Share(48, 80))
    assert limits == pytest.approx((0.0524, 0.3339), abs=5e-5)
    assert compute_p_of_difference(Share(56, 70), Share(48, 80), 0.0) < 0.05


@pytest.mark.parametrize("z", [0.5, 1.0, 1.959963984540054, 3.0, 8.0, 30.0])
def test_two_tails_are_those_of_the_normal_distribution(z):
    from scipy.stats import norm

    assert compute_two_tails(z) == pytest.approx(2 * norm.sf(z), rel=1e-12)


@settings(deadline=None, max_examples=200)
@given(close, st.floats(-0.9, 0.9), st.integers(0, 2))
def test_a_rounded_interval_of_a_change_gives_back_the_correlation_that_made_it(counts, correlation, decimals):
    x, y, n = counts
    now, before = statistics.Share(x, n), statistics.Share(y, n)
    limits = compute_difference_interval(now, before, correlation)
    half = 0.5 * 10.0**-decimals + 1e-9
    lower, upper = ((end - half, end + half) for end in (round(100 * limit, decimals) for limit in limits))
    found = find_correlations(_limited(now), _limited(before), lower, upper)
    assert found is not None and found[0] <= correlation <= found[1]


def test_an_interval_that_no_correlation_gives_is_none():
    """Of 30 of 100 after 20 of 100 at most 22.4 points wide, where nobody goes with himself; 40 points is none."""
    now, before = _limited(statistics.Share(30, 100)), _limited(statistics.Share(20, 100))
    assert find_correlations(now, before, (-10.05, -9.95), (29.95, 30.05)) is None
    assert find_correlations(now, before, (-1.95, -1.85), (30.0, 30.1)) is None  # two ends of different correlations


def _limited(share: statistics.Share) -> Limited:
    """The share in per cent, with its limits as they are."""
    low, high = (100 * limit for limit in share.limits())
    assert math.isfinite(low)
    return Limited((100 * share.value, 100 * share.value), (low, low), (high, high))
