"""Standardised mean differences: by arithmetic, and against an implementation of its own."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import matched_by_hand as by_hand
from hpanalysis.statistics.matched import BalanceRow, compute_balance, find_largest_imbalance, match

ROWS = pd.DataFrame(
    [
        ("a", True, "m", "nord", 1.0, True),
        ("b", True, "m", "nord", 3.0, False),
        ("c", True, "m", "syd", 5.0, True),
        ("x", False, "m", "nord", 1.0, True),
        ("y", False, "m", "syd", 4.0, True),
        ("z", False, "m", "vest", 9.0, True),
    ],
    columns=["person", "treated", "begin", "area", "age", "flag"],
)


def test_a_number_is_measured_in_the_participants_spread_before_matching():
    matched = match(ROWS, exact=["area"]).rows
    (age,) = compute_balance(ROWS, matched, ["age"])
    # participants 1, 3, 5: mean 3, SD 2; others 1, 4, 9: mean 14/3; matched: x counts two thirds and y one third
    assert age.before_matching == pytest.approx((3 - 14 / 3) / 2)
    assert age.after_matching == pytest.approx((3 - (2 * 1 + 4) / 3) / 2)


def test_a_text_is_a_share_for_each_of_its_values_and_exact_matching_makes_it_alike():
    matched = match(ROWS, exact=["area"]).rows
    found = compute_balance(ROWS, matched, ["area"])
    assert [row.level for row in found] == ["nord", "syd", "vest"]
    assert found[0].before_matching == pytest.approx((2 / 3 - 1 / 3) / np.std([1, 1, 0], ddof=1))
    assert [row.after_matching for row in found] == pytest.approx([0, 0, 0])


def test_where_participants_are_all_alike_the_spread_is_everybodys():
    matched = match(ROWS).rows
    found = compute_balance(ROWS.assign(flag=ROWS["treated"]), matched.assign(flag=matched["treated"]), ["flag"])
    assert found[0].before_matching == pytest.approx(1 / np.std([1, 1, 1, 0, 0, 0], ddof=1))
    alike = compute_balance(ROWS.assign(flag=True), matched.assign(flag=True), ["flag"])
    assert alike == (BalanceRow("flag", None, 0.0, 0.0),)


def test_a_missing_text_is_a_value_and_a_missing_number_is_left_out():
    rows = ROWS.assign(area=[None, *ROWS["area"][1:]], age=[np.nan, *ROWS["age"][1:]])
    found = compute_balance(rows, match(rows).rows, ["area", "age"])
    assert [row.level for row in found] == ["missing", "nord", "syd", "vest", None]
    assert found[-1].after_matching == pytest.approx((4 - 14 / 3) / np.std([3, 5], ddof=1))
    with pytest.raises(ValueError, match="no value of age"):
        compute_balance(rows.assign(age=np.nan), match(rows).rows.assign(age=np.nan), ["age"])


def test_the_largest_is_without_its_sign():
    rows = [BalanceRow("a", None, 0.9, 0.02), BalanceRow("b", "x", 0.1, -0.3)]
    assert find_largest_imbalance(rows) == 0.3
    assert find_largest_imbalance([]) == 0


@settings(max_examples=50, deadline=None)
@given(st.integers(0, 10**6), st.integers(3, 12), st.integers(4, 30))
def test_it_agrees_with_an_implementation_of_its_own_to_ten_digits(seed, participants, others):
    rng = np.random.default_rng(seed)
    size = participants + others
    rows = pd.DataFrame({"person": range(size), "treated": np.arange(size) < participants, "begin": "m"})
    rows["before"], rows["age"] = rng.normal(size=size), rng.integers(0, 5, size).astype(float)
    matched = match(rows, coarsened={"before": [-0.5, 0.5]}).rows
    assume(len(matched))
    records = rows.to_dict("records")
    mine = by_hand.match(records, [], {"before": [-0.5, 0.5]})
    for row in compute_balance(rows, matched, ["before", "age"]):
        if rows.loc[rows["treated"], row.covariate].nunique() > 1:
            expected = by_hand.standardised_difference(records, mine, row.covariate)
            assert (row.before_matching, row.after_matching) == pytest.approx(expected, rel=1e-10, abs=1e-12)
