"""Figures of groups beside the figures of all: nothing about few persons follows, by an attacker of the test's own."""

import pytest
from hypothesis import HealthCheck, given, settings

from disclosure_tables import AREAS, PLAN
from grouped_tables import LARGE, ONE_SMALL, choose, drawn_cells, given_away, tables
from hpanalysis import disclose
from hpanalysis.definitions.breakdowns import Breakdown
from hpanalysis.tables import KEY


def test_where_all_groups_are_large_all_are_shown():
    whole, grouped = tables(LARGE)
    _, rule = choose(whole, grouped)
    assert rule.isna().all()


def test_a_small_group_is_hidden_and_so_is_what_gives_it_away():
    whole, grouped = tables(ONE_SMALL)
    pattern, rule = choose(whole, grouped)
    assert pattern["rule"].isna().all(), "the figures of all are shown as they were"
    small = grouped[rule == "lille antal"]
    assert list(zip(small["breakdown"], small["group_id"], small["area_id"], strict=True)) == [
        ("koen", "kvinde", AREAS[0])
    ]
    assert (rule == disclose.PROTECTS_ANOTHER).sum() >= 3
    assert rule.isna().any()
    assert not given_away(whole, pattern, grouped, rule)


def test_the_attacker_of_this_test_finds_a_group_that_is_hidden_alone():
    whole, grouped = tables(ONE_SMALL)
    pattern, rule = choose(whole, grouped)
    alone = rule.where(rule != disclose.PROTECTS_ANOTHER, None)
    assert ("x", "koen", "kvinde", AREAS[0]) in given_away(whole, pattern, grouped, alone)


def test_nobody_in_the_numerator_is_no_secret_of_a_group():
    none = [[(0, d) for _, d in one_place] for one_place in LARGE]
    _, rule = choose(*tables(none))
    assert rule.isna().all()


def test_groups_that_are_not_together_the_figure_are_hidden_whole():
    whole, grouped = tables(LARGE)
    whole.loc[whole["area_id"] == AREAS[0], ["numerator", "denominator"]] += 1
    pattern = whole[KEY].assign(rule=None)
    rule = disclose.choose_group_pattern(grouped, whole, pattern, PLAN)
    assert rule.notna().all()


def test_hidden_groups_have_no_number():
    whole, grouped = tables(ONE_SMALL)
    _, rule = choose(whole, grouped)
    table = disclose.hide_groups(grouped, rule)
    numbers = ["numerator", "denominator", "denominator_persons", "sum_nn", "sum_nd", "sum_dd"]
    assert table.loc[rule.notna(), numbers].isna().all(axis=None)
    assert "numerator_persons" not in table
    assert table.loc[rule.isna(), "numerator"].notna().all()


@pytest.mark.slow
@settings(max_examples=12, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(drawn_cells())
def test_no_choice_gives_a_hidden_count_away(cells):
    whole, grouped = tables(cells)
    pattern, rule = choose(whole, grouped)
    assert not given_away(whole, pattern, grouped, rule)


@pytest.mark.parametrize("breakdown", list(Breakdown))
def test_one_breakdown_alone_is_chosen_as_well(breakdown):
    whole, grouped = tables(ONE_SMALL)
    alone = grouped[grouped["breakdown"] == breakdown.value].reset_index(drop=True)
    pattern, rule = choose(whole, alone)
    assert rule.isna().any()
    assert not given_away(whole, pattern, alone, rule)
