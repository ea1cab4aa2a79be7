"""Exact tests, held against printed values, a count in whole numbers and scipy."""

from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binomtest, fisher_exact, ttest_ind, ttest_ind_from_stats

import statistics_by_hand as by_hand
from hpanalysis.statistics import (
    ClusteredShare,
    Mean,
    Rate,
    Share,
    compute_attainable_p,
    compute_p_of_no_difference,
    run_fisher_test,
    run_poisson_ratio_test,
    run_welch_test,
)


def test_fishers_tea_taster():
    """Fisher (1935), The Design of Experiments, chapter II: three of four right, 17/70 one-sided, so 34/70."""
    found = run_fisher_test(Share(3, 4), Share(1, 4))
    assert found.p == pytest.approx(34 / 70, rel=1e-14)


def test_fishers_convicted_twins():
    """Fisher (1970), Statistical Methods for Research Workers; two-sided 0.0005367 by R's fisher.test."""
    assert round(run_fisher_test(Share(10, 13), Share(2, 17)).p, 7) == 0.0005367


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ((0, 5), (12, 60)),
        ((5, 5), (12, 60)),
        ((7, 31), (40, 300)),
        ((15, 40), (0, 9)),
        ((3, 3), (3, 3)),
        ((0, 4), (0, 9)),
    ],
)
def test_fisher_counts_the_tables_to_ten_digits(a, b):
    found = run_fisher_test(Share(*a), Share(*b))
    assert found.p == pytest.approx(float(by_hand.fisher(a, b)), rel=1e-10)
    utmost = min(by_hand.fisher((0, a[1]), b), by_hand.fisher((a[1], a[1]), b))
    assert found.attainable == pytest.approx(float(utmost), rel=1e-10)


def test_fisher_keeps_ten_digits_against_a_whole_municipality():
    for a in ((1, 60), (40, 400)):
        expected = float(by_hand.fisher(a, (5400, 60_000)))
        assert run_fisher_test(Share(*a), Share(5400, 60_000)).p == pytest.approx(expected, rel=1e-10)


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("inside", [0, 100, 234, 300, 2600])
def test_fisher_neither_overflows_nor_underflows_where_the_likeliest_outcome_is_far_off(inside):
    table = [[inside, 2600 - inside], [5400, 54_600]]
    expected = fisher_exact(table).pvalue
    assert run_fisher_test(Share(inside, 2600), Share(5400, 60_000)).p == pytest.approx(expected, rel=1e-7, abs=1e-200)


@given(st.integers(1, 60), st.integers(1, 200), st.data())
def test_fisher_agrees_with_scipy_and_does_not_mind_the_order(size, others, data):
    a = Share(data.draw(st.integers(0, size)), size)
    b = Share(data.draw(st.integers(0, others)), others)
    table = [[a.numerator, size - a.numerator], [b.numerator, others - b.numerator]]
    assert run_fisher_test(a, b).p == pytest.approx(fisher_exact(table).pvalue, rel=1e-9)
    assert run_fisher_test(b, a).p == pytest.approx(run_fisher_test(a, b).p, rel=1e-9)


@given(st.integers(1, 40), st.integers(1, 200), st.data())
def test_no_outcome_in_a_has_a_smaller_p_than_the_attainable(size, others, data):
    b = Share(data.draw(st.integers(0, others)), others)
    outcomes = [run_fisher_test(Share(k, size), b) for k in range(size + 1)]
    smallest = min(outcome.p for outcome in outcomes)
    assert all(outcome.attainable >= smallest * (1 - 1e-9) for outcome in outcomes)
    assert outcomes[0].attainable == pytest.approx(smallest, rel=1e-6)


def test_one_person_against_a_common_condition_can_never_be_significant():
    assert run_fisher_test(Share(1, 1), Share(3000, 10_000)).attainable > 0.05
    assert run_fisher_test(Share(5, 5), Share(3000, 10_000)).attainable < 0.05


def test_the_rates_of_fredericia_and_three_other_towns():
    """R's poisson.test, eba1977: 11 of 800 against 21 of 3011, two-sided 0.07967."""
    assert round(run_poisson_ratio_test(Rate(11, 800), Rate(21, 3011)).p, 5) == 0.07967


@pytest.mark.parametrize(("a", "b"), [((0, 2), (5, 3)), ((4, 1), (4, 1)), ((9, 13), (300, 900)), ((0, 1), (0, 5))])
def test_poisson_ratio_counts_the_divisions_to_ten_digits(a, b):
    found = run_poisson_ratio_test(Rate(*a), Rate(*b))
    assert found.p == pytest.approx(float(by_hand.poisson_ratio(a, b)), rel=1e-10)
    events = a[0] + b[0]
    utmost = min(by_hand.poisson_ratio((k, a[1]), (events - k, b[1])) for k in (0, events))
    assert found.attainable == pytest.approx(float(utmost), rel=1e-10)


@given(st.integers(0, 60), st.integers(0, 400), st.floats(0.01, 100))
def test_poisson_ratio_agrees_with_scipys_binomial_test(events, others, exposure):
    p = run_poisson_ratio_test(Rate(events, exposure), Rate(others, 3.0)).p
    expected = 1.0 if events + others == 0 else binomtest(events, events + others, exposure / (exposure + 3)).pvalue
    assert p == pytest.approx(expected, rel=1e-8, abs=1e-15)


@settings(deadline=None)
@given(st.integers(0, 30), st.integers(0, 30))
def test_two_counts_are_tested_alike_from_either_side(now, before):
    there, back = run_poisson_ratio_test(Rate(now), Rate(before)), run_poisson_ratio_test(Rate(before), Rate(now))
    assert there.p == pytest.approx(back.p)
    assert there.attainable == pytest.approx(min(1.0, 2 * 0.5 ** (now + before)))


def test_five_cases_in_all_can_never_show_a_change_but_six_can():
    assert run_poisson_ratio_test(Rate(0), Rate(5)).attainable > 0.05
    assert run_poisson_ratio_test(Rate(0), Rate(6)).attainable < 0.05


def test_welch_on_students_sleep_data():
    """Student (1908), Biometrika 6, 1-25; as R prints it for extra ~ group: p = 0.07939."""
    first = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0]
    second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]
    found = run_welch_test(Mean(0.75, 1.7890097, 10), Mean(2.33, 2.0022487, 10))
    assert round(found.p, 5) == 0.07939
    assert found.p == pytest.approx(ttest_ind(first, second, equal_var=False).pvalue, rel=1e-7)
    assert found.attainable == 0.0


def test_welch_from_simpsons_rule_to_ten_digits():
    """Equal spreads and sizes: the degrees of freedom are 2 (n - 1), a whole number."""
    t = (12.0 - 10.0) / (3.0 * (2 / 9) ** 0.5)
    assert run_welch_test(Mean(12.0, 3.0, 9), Mean(10.0, 3.0, 9)).p == pytest.approx(
        2 * by_hand.student_tail(t, 16), rel=1e-10
    )


_MEANS = st.builds(Mean, st.floats(-100, 100), st.floats(0.01, 50), st.integers(2, 400))


@given(_MEANS, _MEANS)
def test_welch_is_scipys_for_any_two_means(a, b):
    p = ttest_ind_from_stats(a.mean, a.spread, a.n, b.mean, b.spread, b.n, equal_var=False).pvalue
    assert run_welch_test(a, b).p == pytest.approx(p, rel=1e-9, abs=1e-300)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (Mean(7, 1e-200, 20), Mean(8, 0, 20)),  # its square is nothing to a computer
        (Mean(7, None, 20), Mean(8, 1, 20)),
        (Mean(7, 1, 20), Mean(8, 1, 1)),
        (Mean(7, 0, 20), Mean(8, 0, 20)),
    ],
)
def test_means_that_cannot_be_tested_say_so(a, b):
    assert (run_welch_test(a, b).p, run_welch_test(a, b).attainable) == (1.0, 1.0)


@given(st.integers(1, 30), st.integers(1, 60), st.data())
def test_no_outcome_now_changes_more_surely_than_the_attainable(size, size_before, data):
    before = Share(data.draw(st.integers(0, size_before)), size_before)
    ps = [compute_p_of_no_difference(Share(k, size), before) for k in range(size + 1)]
    assert compute_attainable_p(Share(0, size), before) == pytest.approx(min(ps), rel=1e-9)


def test_what_a_change_can_attain_depends_on_the_size_not_on_the_outcome():
    before = Share(20, 60)
    assert compute_attainable_p(Share(1, 8), before) == compute_attainable_p(Share(7, 8), before)
    months = ClusteredShare.of_sums(numerator=30, denominator=96, persons=8, sum_nn=300, sum_nd=330, sum_dd=1152)
    once_each = compute_attainable_p(
        ClusteredShare.of_sums(numerator=3, denominator=8, persons=8, sum_nn=3, sum_nd=3, sum_dd=8), before
    )
    assert compute_attainable_p(months, before) == pytest.approx(once_each, rel=1e-9)


def test_what_a_change_of_events_or_of_means_can_attain():
    assert compute_attainable_p(Rate(1), Rate(2)) == run_poisson_ratio_test(Rate(1), Rate(2)).attainable == 0.25
    assert compute_attainable_p(Mean(7, 1, 20), Mean(8, 1, 20)) == 0.0
    assert compute_attainable_p(Mean(7, None, 20), Mean(8, 1, 20)) == 1.0
    assert compute_attainable_p(Mean(7, 1, 20), Mean(8, 1, None)) == 1.0


@pytest.mark.slow
def test_exact_tests_against_a_municipality_take_no_longer_than_those_of_scipy():
    """As a ratio in the same run: a machine at other work is slow at both."""
    start = process_time()
    ours = [run_fisher_test(Share(300 + i, 3000), Share(5400, 60_000)).p for i in range(300)]
    middle = process_time()
    theirs = [fisher_exact([[300 + i, 2700 - i], [5400, 54_600]]).pvalue for i in range(300)]
    assert ours == pytest.approx(theirs, rel=1e-6)
    assert middle - start < process_time() - middle


def test_an_exact_test_of_parts_of_persons_is_refused():
    with pytest.raises(ValueError, match="whole numbers"):
        run_fisher_test(Share(2.5, 5), Share(1, 5))
