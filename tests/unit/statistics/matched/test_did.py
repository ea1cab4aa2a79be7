"""Difference-in-differences: by hand, against an implementation of its own to ten digits, and with persons as
clusters."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import matched_by_hand as by_hand
from hpanalysis.statistics.matched import estimate_difference_in_differences, match
from simulated_outcomes import Scenario, draw_persons


def make_rows(*rows: tuple) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["person", "treated", "begin", "weight", "before", "after"])


FOUR = make_rows(
    ("a", True, "m", 1.0, 1.0, 4.0),
    ("b", True, "m", 1.0, 2.0, 3.0),
    ("x", False, "m", 1.5, 1.0, 1.0),
    ("y", False, "m", 0.5, 2.0, 4.0),
)


def test_the_estimate_is_the_difference_of_the_mean_changes():
    found = estimate_difference_in_differences(FOUR)
    # participants: (3 + 1) / 2; others: (1.5 x 0 + 0.5 x 2) / 2
    assert found.estimate == pytest.approx(2 - 0.5)
    assert (found.participants, found.others) == (2, 2)
    assert found.effective_others == pytest.approx(2**2 / (1.5**2 + 0.5**2))


def test_the_jackknife_by_arithmetic():
    """Without a: 1 - 1/2, without b: 3 - 1/2, without x: 2 - 2, without y: 2 - 0."""
    found = estimate_difference_in_differences(FOUR)
    left = np.array([0.5, 2.5, 0.0, 2.0])
    assert found.standard_error == pytest.approx(np.sqrt(3 / 4 * ((left - left.mean()) ** 2).sum()))
    n, m = 2, 1.6
    assert found.freedom == pytest.approx((1 / n + 1 / m) ** 2 / (1 / n**2 / (n - 1) + 1 / m**2 / (m - 1)))


def test_two_groups_of_equal_weight_are_nearly_welchs_test():
    """20 of each: the jackknife's variance is s^2 / (n - 1) on each side, times 39 / 40."""
    rng = np.random.default_rng(4)
    values = rng.normal(size=(40, 2))
    rows = make_rows(*((n, n < 20, "m", 1.0, *values[n]) for n in range(40)))
    changes = values[:, 1] - values[:, 0]
    variance = (changes[:20].var(ddof=1) + changes[20:].var(ddof=1)) / 19 * 39 / 40
    found = estimate_difference_in_differences(rows)
    assert found.standard_error == pytest.approx(np.sqrt(variance))
    assert found.freedom == pytest.approx(38)


@settings(max_examples=50, deadline=None)
@given(st.integers(0, 10**6), st.integers(3, 9), st.integers(4, 20), st.integers(1, 3), st.booleans())
def test_it_agrees_with_an_implementation_of_its_own_to_ten_digits(seed, participants, others, begins, adjust):
    """Random tables, weights and missing values; others stand at several begin months."""
    matched = draw_matched(seed, participants, others, begins)
    assume(matched.loc[matched["treated"], "person"].nunique() >= 3)
    assume(matched.loc[~matched["treated"], "person"].nunique() >= 3)
    adjusted = ["before"] if adjust else []
    for start, end in (("before", "after"), ("earlier", "before")):
        found = estimate_difference_in_differences(matched, start=start, end=end, adjusted=adjusted)
        expected = by_hand.difference_in_differences(matched.to_dict("records"), start, end, adjusted)
        assert (found.estimate, found.standard_error, found.freedom) == pytest.approx(expected, rel=1e-10, abs=1e-12)
        assert found.limits(0.9) == pytest.approx(by_hand.limits(*expected, 0.9), rel=1e-10, abs=1e-12)


def draw_matched(seed: int, participants: int, others: int, begins: int) -> pd.DataFrame:
    """Random persons matched by begin month and three cells of the value before."""
    rng = np.random.default_rng(seed)
    rows = [(f"p{n}", True, f"m{rng.integers(begins)}") for n in range(participants)]
    rows += [(f"o{n}", False, f"m{month}") for n in range(others) for month in range(begins)]
    frame = pd.DataFrame(rows, columns=["person", "treated", "begin"])
    for column in ("earlier", "before", "after"):
        frame[column] = rng.normal(size=len(frame))
    return match(frame, coarsened={"before": [-0.6, 0.6]}).rows


@pytest.mark.slow
def test_persons_are_the_clusters_and_single_rows_would_be_too_sure():
    """80 participants and 40 others who stand at 12 begin months, whose months go together. Over 100 draws of no effect
    the standard error of persons is as large as the estimates vary; that of single rows, from the implementation of its
    own, is not."""
    scenario = Scenario(name="few others", participants=80, others=40, begins=12, goes_on=0.9)
    estimates, by_persons, by_rows = [], [], []
    for seed in range(100):
        matched = match(draw_persons(scenario, seed), coarsened={"before": [-0.6, 0.0, 0.6]}).rows
        found = estimate_difference_in_differences(matched, adjusted=["before"])
        estimates.append(found.estimate)
        by_persons.append(found.standard_error)
        if seed < 3:
            records = matched.to_dict("records")
            by_rows.append(by_hand.difference_in_differences(records, "before", "after", ["before"], cluster=False)[1])
    spread = float(np.std(estimates))
    assert np.mean(by_persons) == pytest.approx(spread, rel=0.1)
    assert np.mean(by_rows) < 0.85 * np.mean(by_persons[:3])
    assert np.mean(by_rows) < 0.87 * spread


def test_what_is_adjusted_for_takes_its_part_of_the_difference():
    """The change is the value before, whoever takes part: nothing is left of the difference."""
    rng = np.random.default_rng(1)
    before = np.r_[rng.normal(1, 1, 30), rng.normal(0, 1, 30)]
    noise = rng.normal(0, 0.01, 60)
    rows = make_rows(*((n, n < 30, "m", 1.0, before[n], 2 * before[n] + noise[n]) for n in range(60)))
    assert abs(estimate_difference_in_differences(rows).estimate) > 0.5
    assert estimate_difference_in_differences(rows, adjusted=["before"]).estimate == pytest.approx(0, abs=0.02)


@pytest.mark.parametrize("before", [[1.0] * 6, [1.0, 1, 1, 1, 1, 2]])
def test_a_column_in_which_nearly_nobody_differs_is_left_out(before):
    rows = make_rows(*((n, n < 3, "m", 1.0, before[n], float(n % 4)) for n in range(6)))
    assert estimate_difference_in_differences(rows, adjusted=["before"]) == estimate_difference_in_differences(rows)


def test_where_all_changed_alike_the_standard_error_is_0_and_p_is_1():
    rows = make_rows(*((n, n < 3, "m", 1.0, float(n), n + 0.1) for n in range(8)))
    found = estimate_difference_in_differences(rows)
    assert (found.standard_error, found.p) == (0.0, 1.0)
    assert found.estimate == pytest.approx(0, abs=1e-12)


@pytest.mark.parametrize("value", [100.0, 100 / 3, 0.0])
def test_where_all_have_one_value_at_both_times_nothing_is_found_of_rounding_errors(value):
    """Everybody was on kontanthjælp all year: the arithmetic gives 1e-15 over 1e-16, which is no difference."""
    rng = np.random.default_rng(7)
    rows = pd.DataFrame(
        {
            "person": [f"p{n}" for n in range(90)],
            "treated": [n < 30 for n in range(90)],
            "begin": "2025-08",
            "earlier": value,
            "before": value,
            "after": value,
            "age": rng.integers(20, 60, 90).astype(float),
        }
    )
    matched = match(rows, coarsened={"age": (30.0, 45.0)}).rows
    found = estimate_difference_in_differences(matched, start="earlier", end="before", adjusted=("age",))
    assert (found.standard_error, found.p) == (0, 1)


def test_the_p_is_under_the_level_exactly_where_the_interval_leaves_out_0():
    for shift in np.linspace(0, 8, 33):
        rows = FOUR.assign(after=FOUR["after"] + shift * FOUR["treated"])
        found = estimate_difference_in_differences(rows)
        low, high = found.limits(0.9)
        assert (found.p < 0.1) == (low > 0 or high < 0)


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (FOUR.assign(after=[1.0, np.nan, 2, 3]), "a value is missing"),
        (FOUR.iloc[1:], "at least two participants"),
        (FOUR.iloc[:3], "at least two participants"),
    ],
)
def test_what_no_difference_can_be_made_of_is_refused(rows, message):
    with pytest.raises(ValueError, match=message):
        estimate_difference_in_differences(rows)


def test_a_column_that_follows_from_taking_part_is_refused():
    rows = FOUR.assign(follows=[1.0, 1.0, 0.0, 0.0])
    with pytest.raises(ValueError, match="follows from the others"):
        estimate_difference_in_differences(rows, adjusted=["follows"])


@pytest.mark.parametrize("confidence", [0.0, 1.0])
def test_a_confidence_lies_between_0_and_1(confidence):
    with pytest.raises(ValueError, match="between 0 and 1"):
        estimate_difference_in_differences(FOUR).limits(confidence)
