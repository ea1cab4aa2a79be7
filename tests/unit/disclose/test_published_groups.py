"""Groups that are published: beside shown figures alone, and beside all that was told of groups before.

The attacker is the test's own (`grouped_tables`), and holds the groups of both publications.
"""

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from disclosure_tables import AREAS, PLAN
from grouped_tables import LARGE, ONE_SMALL, drawn_cells, given_away, tables
from hpanalysis import disclose
from hpanalysis.definitions.breakdowns import Breakdown
from hpanalysis.tables import GROUP_KEY, KEY

COLUMNS = [*GROUP_KEY, "window_start", "window_end", "status", "numerator", "denominator"]


def told(grouped, rule):
    """The groups as a publication tells them."""
    return disclose.hide_groups(grouped, rule)[COLUMNS]


def choose(whole, grouped, pattern=None, earlier=None):
    pattern = disclose.choose_pattern(whole, PLAN) if pattern is None else pattern
    rule = disclose.choose_group_pattern(grouped, whole, pattern, PLAN, earlier=earlier, beside_shown=True)
    return pattern, rule


def halves(grouped, first=Breakdown.SEX):
    """The groups of one breakdown, and those of the other."""
    is_first = grouped["breakdown"] == first.value
    return grouped[is_first].reset_index(drop=True), grouped[~is_first].reset_index(drop=True)


def test_a_group_is_shown_only_where_the_figure_of_all_is():
    whole, grouped = tables(LARGE)
    rules = [disclose.PROTECTS_ANOTHER if area in AREAS[:2] else None for area in whole["area_id"]]
    pattern = whole[KEY].assign(rule=pd.Series(rules, dtype=object))
    _, rule = choose(whole, grouped, pattern)
    assert rule[grouped["area_id"].isin(AREAS[:2])].notna().all()
    free = disclose.choose_group_pattern(grouped, whole, pattern, PLAN)
    assert set(free[free.notna()].index) <= set(rule[rule.notna()].index)


@pytest.mark.parametrize("first", list(Breakdown))
def test_what_was_told_before_is_told_again_whatever_it_is_now(first):
    whole, grouped = tables(ONE_SMALL)
    before, _ = halves(grouped, first)
    # All of one breakdown was hidden once, though it might be shown.
    hidden = told(before, pd.Series(disclose.PROTECTS_ANOTHER, before.index, dtype=object))
    pattern, rule = choose(whole, grouped, earlier=hidden)
    assert rule[grouped["breakdown"] == first.value].notna().all()
    shown = told(*(before, choose(whole, before)[1]))
    _, rule = choose(whole, grouped, pattern, shown)
    for status, now in zip(shown["status"], rule[grouped["breakdown"] == first.value], strict=True):
        assert (status == "diskretioneret") is (now is not None)


def _given_away_with(whole, pattern, before, rule_before, after, rule_after):
    both = pd.concat([before, after], ignore_index=True)
    rule = pd.concat([rule_before, rule_after], ignore_index=True)
    return given_away(whole, pattern, both, rule)


@pytest.mark.slow
@settings(max_examples=10, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(drawn_cells(), st.sampled_from(list(Breakdown)))
def test_no_later_choice_beside_an_earlier_one_gives_a_hidden_count_away(cells, first):
    whole, grouped = tables(cells)
    before, after = halves(grouped, first)
    pattern, rule_before = choose(whole, before)
    _, rule_after = choose(whole, after, pattern, told(before, rule_before))
    assert not _given_away_with(whole, pattern, before, rule_before, after, rule_after)


def test_the_attacker_finds_what_a_choice_without_the_earlier_one_would_give_away():
    """Of the areas' girls all but one's were told once; to tell the total's would tell that one's."""
    whole, grouped = tables(ONE_SMALL)
    girls = (grouped["breakdown"] == "koen").to_numpy()
    areas = grouped[girls & grouped["area_id"].isin(AREAS[:3])].reset_index(drop=True)
    others = grouped[girls & ~grouped["area_id"].isin(AREAS[:3])].reset_index(drop=True)
    pattern = disclose.choose_pattern(whole, PLAN)
    rule = pd.Series([disclose.PROTECTS_ANOTHER if a == AREAS[0] else None for a in areas["area_id"]], dtype=object)
    nothing = pd.Series([None] * len(others), dtype=object)
    assert _given_away_with(whole, pattern, areas, rule, others, nothing)
    _, chosen = choose(whole, others, pattern, told(areas, rule))
    assert chosen.notna().any()
    assert not _given_away_with(whole, pattern, areas, rule, others, chosen)
