"""Differences of differences and equivalence, held against published examples and against simulated truths."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hpanalysis.statistics import (
    Difference,
    Mean,
    Rate,
    Share,
    compute_attainable_p_of_changes,
    compute_difference_interval,
    compute_equivalence_interval,
    compute_p_of_no_difference,
    is_equivalent,
)

MANY = 10**6  # so many that Student's t is the normal distribution, as the printed standard errors have it


def printed(mean: float, error: float) -> Mean:
    """An estimate as a paper prints it: with its standard error."""
    return Mean(mean, error * math.sqrt(MANY), MANY)


def find_correlation(now: float, before: float, change: float) -> float:
    """The correlation that two printed standard errors and that of their difference have between them."""
    return (now**2 + before**2 - change**2) / (2 * now * before)


# Card & Krueger (1994), Amer. Econ. Rev. 84, 772-793, table 3, columns i to iii, rows 1 to 3: full-time equivalent
# employment in restaurants of Pennsylvania and New Jersey before and after the rise of New Jersey's minimum wage.
PENNSYLVANIA = (printed(21.17, 0.94), printed(23.33, 1.35), find_correlation(0.94, 1.35, 1.25))
NEW_JERSEY = (printed(21.03, 0.52), printed(20.44, 0.51), find_correlation(0.52, 0.51, 0.54))


def reach(a, b, correlation: float = 0.0) -> float:
    """The standard error of a minus b: half its interval at z = 1."""
    low, high = Difference(a, b, correlation).limits_at(1.0)
    return (high - low) / 2


def test_a_difference_in_differences_is_that_of_card_and_kruegers_table_3():
    changes = [Difference(now, before, r) for now, before, r in (NEW_JERSEY, PENNSYLVANIA)]
    assert [f"{change.value:.2f}" for change in changes] == ["0.59", "-2.16"]
    assert [f"{reach(*state):.2f}" for state in (NEW_JERSEY, PENNSYLVANIA)] == ["0.54", "1.25"]
    assert f"{reach(*changes):.2f}" == "1.36"
    # 0.59 and 2.16 are 2.75; the paper's 2.76 is of figures with more decimals than it prints.
    assert changes[0].value - changes[1].value == pytest.approx(2.76, abs=0.011)
    # Rows 1 and 2: the states beside each other before and after.
    assert f"{reach(NEW_JERSEY[1], PENNSYLVANIA[1]):.2f}" == "1.44"
    assert f"{reach(NEW_JERSEY[0], PENNSYLVANIA[0]):.2f}" == "1.07"


@pytest.mark.parametrize(
    ("a", "b", "low", "high"),  # Newcombe (1998), Statist. Med. 17, 873-890, table II, method 10
    [
        ((56, 70), (48, 80), "0.0524", "0.3339"),
        ((9, 10), (3, 10), "0.1705", "0.8090"),
        ((10, 10), (0, 20), "0.6791", "1.0000"),
        ((5, 56), (0, 29), "-0.0381", "0.1926"),
    ],
)
def test_the_change_of_a_share_has_newcombes_interval(a, b, low, high):
    limits = Difference(Share(*a), Share(*b)).limits()
    assert [f"{limit:.4f}" for limit in limits] == [low, high]


def test_equivalence_is_that_of_lakens_example():
    """Lakens (2017), Soc. Psychol. Pers. Sci. 8, 355-362: means 5.25 (SD 0.95, n 95) and 5.22 (SD 0.83, n 89) are alike
    within 0.384, the larger p of the two one-sided tests is .004."""
    control, organic = Mean(5.25, 0.95, 95), Mean(5.22, 0.83, 89)
    assert is_equivalent(compute_equivalence_interval(control, organic), 0.384)
    # p is from .0035 to .0045: the interval that has the tail on each side lies within the margin, and does not.
    assert is_equivalent(compute_difference_interval(control, organic, confidence=1 - 2 * 0.0045), 0.384)
    assert not is_equivalent(compute_difference_interval(control, organic, confidence=1 - 2 * 0.0035), 0.384)


def test_a_limit_at_the_margin_is_not_within_it_and_a_margin_is_over_0():
    assert not is_equivalent((-5.0, 3.0), 5.0)
    assert is_equivalent((-4.9, 4.9), 5.0)
    with pytest.raises(ValueError, match="over 0"):
        is_equivalent((-1.0, 1.0), 0.0)


def test_a_correlation_that_none_can_be_is_refused():
    with pytest.raises(ValueError, match="-1 and 1"):
        Difference(Share(1, 2), Share(1, 2), 1.5)


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(60, 90)), min_size=4, max_size=4))
def test_p_is_under_5_percent_exactly_where_the_interval_leaves_out_no_difference(counts):
    a, b, c, d = (Share(*pair) for pair in counts)
    changes = Difference(a, b), Difference(c, d)
    low, high = compute_difference_interval(*changes)
    p = compute_p_of_no_difference(*changes)
    assert (p < 0.05) == (low > 1e-12 or high < -1e-12) or p == pytest.approx(0.05, abs=1e-9)


def test_the_smallest_p_tells_whether_any_outcome_could_be_sure():
    rest = Difference(Share(2100, 7000), Share(2000, 7000))
    assert compute_attainable_p_of_changes(Share(20, 100), Share(25, 100), rest) < 0.001
    assert compute_attainable_p_of_changes(Share(1, 2), Share(1, 2), rest) > 0.05
    slow = Difference(Rate(700, 6000), Rate(690, 6000))
    assert compute_attainable_p_of_changes(Rate(1, 40), Rate(1, 40), slow) > 0.05
    assert compute_attainable_p_of_changes(Rate(20, 400), Rate(25, 400), slow) < 0.05


def test_the_intervals_cover_and_likeness_is_rarely_told_of_what_is_not_alike():
    """Drawn from a truth: a 95 % interval misses in about 5 of 100, and at the margin itself each of the two one-sided
    tests errs in 5 of 100 at most."""
    rng, draws = np.random.default_rng(15), 2000
    missed = told = 0
    for _ in range(draws):
        # The area's share rises from 30 to 35 %, the rest's from 20 to 20 %: 5 points, which is the margin.
        area = Difference(Share(int(rng.binomial(300, 0.35)), 300), Share(int(rng.binomial(280, 0.30)), 280))
        rest = Difference(Share(int(rng.binomial(6000, 0.2)), 6000), Share(int(rng.binomial(6000, 0.2)), 6000))
        low, high = compute_difference_interval(area, rest)
        missed += not low <= 0.05 <= high
        told += is_equivalent(compute_equivalence_interval(area, rest), 0.05)
    assert 0.035 <= missed / draws <= 0.065
    assert told / draws <= 0.05 + 3 * math.sqrt(0.05 * 0.95 / draws)
