"""Exact and coarsened exact matching: by hand on a small table, against an implementation of its own, and misuse."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import matched_by_hand as by_hand
from hpanalysis.statistics.matched import list_cutpoints, match


def make_rows(*rows: tuple) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["person", "treated", "begin", "sex", "before"])


SMALL = make_rows(
    ("a", True, "2026-01", "k", 1.0),
    ("b", True, "2026-01", "k", 2.0),
    ("c", True, "2026-02", "m", 9.0),
    ("x", False, "2026-01", "k", 1.5),
    ("y", False, "2026-01", "k", 0.0),
    ("y", False, "2026-02", "k", 0.0),
    ("z", False, "2026-01", "m", 1.0),
    ("z", False, "2026-02", "m", 1.0),
    ("w", False, "2026-01", "k", 1.9),
)


def test_the_others_of_a_stratum_count_as_its_participants_do():
    """January, women, at most 2: a and b beside x, y and w. c lies above 2, and nobody of hers does."""
    found = match(SMALL, exact=["sex"], coarsened={"before": [2.0]})
    assert (found.matched_participants, found.matched_others, found.strata) == (2, 3, 1)
    assert (found.participants, found.others, found.unmatched_participants) == (3, 4, 1)
    assert found.kept_share == pytest.approx(2 / 3)
    # 2 participants for 3 others, times 3 matched others / 2 matched participants
    assert found.rows.set_index("person")["weight"].to_dict() == {"a": 1, "b": 1, "x": 1, "y": 1, "w": 1}


def test_two_strata_are_weighted_by_their_participants():
    found = match(SMALL, exact=["sex"])
    weights = found.rows.set_index("person")["weight"].to_dict()
    # women: 2 participants for 3 others; men of February: 1 for 1; in all 4 others' rows for 3 participants
    assert weights["x"] == pytest.approx(2 / 3 * 4 / 3)
    assert weights["z"] == pytest.approx(1 / 1 * 4 / 3)
    others = found.rows.loc[~found.rows["treated"], "weight"]
    assert others.mean() == pytest.approx(1)


def test_nobody_is_matched_across_begin_months():
    """y stands at both months, and serves only where a participant began."""
    found = match(SMALL, exact=["sex"])
    assert found.rows.loc[found.rows["person"] == "y", "begin"].tolist() == ["2026-01"]


def test_a_value_at_a_cutpoint_lies_below_it():
    assert match(SMALL, exact=["sex"], coarsened={"before": [1.0]}).rows["person"].tolist() == ["a", "b", "x", "y", "w"]
    assert match(SMALL, exact=["sex"], coarsened={"before": [0.5, 1.0]}).rows["person"].tolist() == ["b", "x", "w"]


def test_a_row_with_a_missing_value_is_like_nobody():
    rows = SMALL.copy()
    rows.loc[0, "before"] = np.nan
    rows.loc[3, "sex"] = None
    found = match(rows, exact=["sex"], coarsened={"before": [2.0]})
    assert found.rows["person"].tolist() == ["b", "y", "w"]


def test_nothing_alike_is_an_empty_matching():
    found = match(SMALL[SMALL["treated"] | (SMALL["sex"] == "m")].query("begin == '2026-01'"), exact=["sex"])
    assert (found.matched_participants, found.matched_others, len(found.rows), found.strata) == (0, 0, 0, 0)
    assert match(SMALL.iloc[:0]).kept_share == 0


def test_the_order_of_the_rows_changes_nothing():
    found = match(SMALL, exact=["sex"], coarsened={"before": [1.2, 2.0]}).rows
    again = match(SMALL.sample(frac=1, random_state=3), exact=["sex"], coarsened={"before": [1.2, 2.0]}).rows
    columns = ["person", "begin", "weight"]
    pd.testing.assert_frame_equal(
        found[columns].sort_values(columns[:2]).reset_index(drop=True),
        again[columns].sort_values(columns[:2]).reset_index(drop=True),
    )


@settings(max_examples=50, deadline=None)
@given(st.integers(0, 10**6), st.integers(1, 8), st.integers(2, 30), st.integers(1, 3))
def test_matching_agrees_with_an_implementation_of_its_own(seed, participants, others, begins):
    rows = draw_rows(seed, participants, others, begins)
    cutpoints = [-0.5, 0.2, 0.9]
    found = match(rows, exact=["sex"], coarsened={"before": cutpoints}).rows
    mine = by_hand.match(rows.to_dict("records"), ["sex"], {"before": cutpoints})
    expected = {(row["person"], row["begin"]): row["weight"] for row in mine}
    assert found.set_index(["person", "begin"])["weight"].to_dict() == pytest.approx(expected, rel=1e-12)


def draw_rows(seed: int, participants: int, others: int, begins: int) -> pd.DataFrame:
    """Random persons, where every other stands at each begin month; a tenth of the values are missing."""
    rng = np.random.default_rng(seed)
    rows = [(f"p{n}", True, f"m{rng.integers(begins)}", rng.choice(["k", "m"])) for n in range(participants)]
    sexes = rng.choice(["k", "m"], others)
    rows += [(f"o{n}", False, f"m{month}", sexes[n]) for n in range(others) for month in range(begins)]
    frame = pd.DataFrame(rows, columns=["person", "treated", "begin", "sex"])
    for column in ("earlier", "before", "after"):
        frame[column] = rng.normal(size=len(frame))
    frame.loc[rng.random(len(frame)) < 0.1, "before"] = np.nan
    return frame


def test_cutpoints_part_values_into_equal_parts():
    assert list_cutpoints(np.arange(1, 11.0), 5) == pytest.approx((2.8, 4.6, 6.4, 8.2))
    assert list_cutpoints(np.array([0.0, 0, 0, 0, 0, 1]), 5) == (0.0,)
    assert list_cutpoints(np.array([3.0, 3, np.nan])) == ()
    assert list_cutpoints(np.array([])) == ()
    assert len(list_cutpoints(np.arange(100.0))) == 9
    with pytest.raises(ValueError, match="two subclasses"):
        list_cutpoints(np.arange(3.0), 1)


SECRET = "secret-person"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda rows: rows.drop(columns="sex"), "lacks columns: sex"),
        (lambda rows: rows.assign(treated=rows["treated"].astype(int)), "type bool"),
        (lambda rows: rows.assign(person=[None, *rows["person"][1:]]), "may not be missing"),
        (lambda rows: rows.assign(person=[SECRET, SECRET, *rows["person"][2:]]), "two rows"),
        (lambda rows: rows.assign(person=[SECRET, *rows["person"][1:3], SECRET, *rows["person"][4:]]), "takes no part"),
        (lambda rows: rows.assign(person=[*rows["person"][:3], SECRET, SECRET, *rows["person"][5:]]), "stands twice"),
        (lambda rows: rows.assign(before=[SECRET, *rows["before"][1:]]), "before holds what is no number"),
        (lambda rows: rows.assign(before=[np.inf, *rows["before"][1:]]), "before holds an infinite number"),
    ],
)
def test_what_no_matching_can_be_made_of_is_refused_without_a_value(change, message):
    with pytest.raises(ValueError, match=message) as refused:
        match(change(SMALL), exact=["sex"], coarsened={"before": [2.0]})
    assert SECRET not in str(refused.value)


@pytest.mark.parametrize("cutpoints", [[2.0, 1.0], [1.0, 1.0], [np.nan]])
def test_cutpoints_rise(cutpoints):
    with pytest.raises(ValueError, match="must rise"):
        match(SMALL, coarsened={"before": cutpoints})


def test_the_placebos_value_is_not_matched_on():
    with pytest.raises(ValueError, match="kept for the placebo"):
        match(SMALL.assign(earlier=1.0), coarsened={"earlier": [0.0]})
