"""Correlations of two shares of partly the same persons, held against sums person by person."""

import math
import random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import statistics_by_hand as by_hand
from hpanalysis.statistics import ClusteredShare, Share, compute_clustered_correlation, compute_paired_correlation

CELLS = st.tuples(*[st.integers(0, 40)] * 4)


def share_of(amounts: dict[int, tuple[int, int]]) -> ClusteredShare:
    """Person -> (numerator, denominator)."""
    pairs = amounts.values()
    return ClusteredShare.of_sums(
        numerator=sum(n for n, _ in pairs),
        denominator=sum(d for _, d in pairs),
        persons=len(amounts),
        sum_nn=sum(n * n for n, _ in pairs),
        sum_nd=sum(n * d for n, d in pairs),
        sum_dd=sum(d * d for _, d in pairs),
    )


def crossed(now: dict[int, tuple[int, int]], before: dict[int, tuple[int, int]]) -> tuple[int, int, int, int]:
    both = [(*now[i], *before[i]) for i in now.keys() & before.keys()]
    return (
        sum(n * m for n, _, m, _ in both),
        sum(n * e for n, _, _, e in both),
        sum(d * m for _, d, m, _ in both),
        sum(d * e for _, d, _, e in both),
    )


def made_up(seed: int, size: int, stayers: int) -> tuple[dict, dict]:
    """Two windows: persons with a lasting tendency, some of them in both."""
    draw = random.Random(seed)
    tendency = {i: draw.random() for i in range(2 * size)}

    def amount(i: int) -> tuple[int, int]:
        months = draw.randint(1, 12)
        return sum(draw.random() < tendency[i] for _ in range(months)), months

    now = {i: amount(i) for i in range(size)}
    return now, {i: amount(i) for i in range(size - stayers, 2 * size - stayers)}


@given(CELLS)
def test_persons_who_each_count_once_and_are_in_both_have_phi(cells):
    both, only_now, only_before, neither = cells
    margins = (both + only_now, only_before + neither, both + only_before, only_now + neither)
    assume(all(margins))
    now, before = Share(both + only_now, sum(cells)), Share(both + only_before, sum(cells))
    found = compute_clustered_correlation(now, before, both, both + only_now, both + only_before, sum(cells))
    assert found == pytest.approx(by_hand.phi(*cells), abs=1e-10)


@given(CELLS)
def test_newcombes_correction_draws_a_positive_phi_toward_0_and_leaves_a_negative_one(cells):
    both, only_now, only_before, neither = cells
    assume((both + only_now) * (only_before + neither) * (both + only_before) * (only_now + neither))
    phi, corrected = by_hand.phi(*cells), compute_paired_correlation(*cells, sum(cells), sum(cells))
    if both * neither <= only_now * only_before:
        assert corrected == pytest.approx(phi, abs=1e-12)
    else:
        assert 0 <= corrected < phi


def test_newcombes_correction_in_plain_arithmetic():
    """20 12 2 16: 20 x 16 - 12 x 2 = 296, less 50 / 2 is 271, over the root of 32 x 18 x 22 x 28."""
    assert compute_paired_correlation(20, 12, 2, 16, 50, 50) == pytest.approx(
        271 / math.sqrt(32 * 18 * 22 * 28), rel=1e-14
    )
    assert compute_paired_correlation(5, 4, 4, 5, 18, 18) == 0.0  # 25 - 16 = 9, less 9: nothing left


def test_persons_in_one_window_only_weaken_the_correlation():
    everyone = compute_paired_correlation(20, 12, 2, 16, 50, 50)
    assert compute_paired_correlation(20, 12, 2, 16, 80, 125) == pytest.approx(everyone * 50 / 100, rel=1e-14)


@pytest.mark.parametrize("cells", [(0, 0, 0, 0), (7, 0, 0, 0), (0, 0, 0, 7), (3, 4, 0, 0), (0, 5, 0, 5)])
def test_where_all_are_alike_in_a_window_there_is_no_correlation(cells):
    assert compute_paired_correlation(*cells, 10, 10) == 0.0


@pytest.mark.parametrize(("stayers", "seed"), [(40, 1), (32, 2), (32, 3), (5, 4)])
def test_the_clustered_correlation_is_that_of_the_residuals_person_by_person(stayers, seed):
    now, before = made_up(seed, 40, stayers)
    r, s = share_of(now).value, share_of(before).value
    products = math.fsum(
        (now[i][0] - r * now[i][1]) * (before[i][0] - s * before[i][1]) for i in now.keys() & before.keys()
    )
    squares = by_hand.squared_residuals(list(now.values())) * by_hand.squared_residuals(list(before.values()))
    found = compute_clustered_correlation(share_of(now), share_of(before), *crossed(now, before))
    assert found == pytest.approx(products / math.sqrt(squares), rel=1e-10)
    assert compute_clustered_correlation(share_of(before), share_of(now), *crossed(before, now)) == pytest.approx(
        found, rel=1e-12
    )


def test_the_same_months_of_the_same_persons_go_wholly_together():
    now, _ = made_up(9, 30, 30)
    assert compute_clustered_correlation(share_of(now), share_of(now), *crossed(now, now)) == pytest.approx(1.0)


def test_no_person_in_both_means_no_correlation():
    assert compute_clustered_correlation(Share(3, 10), Share(4, 10), 0, 0, 0, 0) == 0.0


@pytest.mark.parametrize("inside", [0, 10])
def test_a_share_of_none_or_all_goes_together_with_nothing(inside):
    assert compute_clustered_correlation(Share(inside, 10), Share(4, 10), 4, 10, 4, 10) == 0.0


@given(st.integers(2, 30), st.integers(0, 30), st.integers(0, 10_000))
def test_a_correlation_lies_between_minus_1_and_1(size, stayers, seed):
    now, before = made_up(seed, size, min(stayers, size))
    assert -1 <= compute_clustered_correlation(share_of(now), share_of(before), *crossed(now, before)) <= 1


@pytest.mark.parametrize(("cells", "sizes"), [((-1, 2, 3, 4), (20, 20)), ((5, 5, 5, 5), (20, 19))])
def test_more_persons_in_both_than_in_either_is_refused(cells, sizes):
    with pytest.raises(ValueError, match="persons in both"):
        compute_paired_correlation(*cells, *sizes)
