"""Exact tests written anew: by printed values, by scipy, and by the program's own, over wide ranges."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.stats import binomtest, fisher_exact

from hpanalysis.statistics import Rate, Share, run_fisher_test, run_poisson_ratio_test
from hpanalysis.verify.remake.formulas.exact import (
    compute_fisher_p,
    compute_poisson_p,
    find_smallest_fisher_p,
    find_smallest_poisson_p,
)

shares = st.integers(1, 3000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
large = st.integers(1, 100_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


def test_fishers_tea_taster():
    """Fisher (1935), The Design of Experiments, chapter II: three of four right, 17/70 one-sided, so 34/70."""
    assert compute_fisher_p(3, 4, 1, 4) == pytest.approx(34 / 70, rel=1e-12)


def test_fishers_convicted_twins():
    """Fisher (1970), Statistical Methods for Research Workers; two-sided 0.0005367 by R's fisher.test."""
    assert round(compute_fisher_p(10, 13, 2, 17), 7) == 0.0005367


@settings(deadline=None)
@given(shares, large)
def test_fishers_p_is_that_of_the_publication(a, b):
    expected = run_fisher_test(Share(*a), Share(*b))
    p = compute_fisher_p(*a, *b)
    assert p == pytest.approx(expected.p, rel=1e-8, abs=1e-290)
    assert find_smallest_fisher_p(p, a[1], *b) == pytest.approx(expected.attainable, rel=1e-8, abs=1e-290)


@settings(deadline=None, max_examples=40)
@given(shares, large)
def test_fishers_p_is_scipys(a, b):
    table = [[a[0], a[1] - a[0]], [b[0], b[1] - b[0]]]
    assert compute_fisher_p(*a, *b) == pytest.approx(fisher_exact(table).pvalue, rel=1e-6, abs=1e-290)


@settings(deadline=None)
@given(st.integers(0, 400), st.integers(1, 5000), st.integers(0, 4000), st.integers(1, 60_000))
def test_the_p_of_two_rates_is_that_of_the_publication(events, exposure, others, of):
    assume(events + others > 0)
    expected = run_poisson_ratio_test(Rate(events, exposure), Rate(others, of))
    p = compute_poisson_p(events, exposure, others, of)
    assert p == pytest.approx(expected.p, rel=1e-8, abs=1e-290)
    smallest = find_smallest_poisson_p(p, events + others, exposure, of)
    assert smallest == pytest.approx(expected.attainable, rel=1e-8, abs=1e-290)


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 60), st.integers(1, 500), st.integers(0, 300), st.integers(1, 5000))
def test_the_p_of_two_rates_is_scipys_binomial(events, exposure, others, of):
    assume(events + others > 0)
    expected = binomtest(events, events + others, exposure / (exposure + of)).pvalue
    assert compute_poisson_p(events, exposure, others, of) == pytest.approx(expected, rel=1e-6)


def test_no_events_at_all_are_no_difference():
    assert compute_poisson_p(0, 1, 0, 1) == 1.0
