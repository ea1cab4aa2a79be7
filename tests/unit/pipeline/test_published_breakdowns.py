"""A breakdown of a window is chosen once: a later run repeats it, or leaves it out, whatever is counted then."""

from dataclasses import replace

import pandas as pd
import pytest

from disclosure_tables import PLAN
from grouped_tables import KEY_OF_TEST, ONE_SMALL, tables
from hpanalysis import disclose
from hpanalysis.definitions.breakdowns import Breakdown
from hpanalysis.pipeline.publication import published_breakdowns
from hpanalysis.pipeline.publication.earlier_breakdowns import Standing, list_divided
from hpanalysis.tables import GROUP_KEY, PUBLISHED_BREAKDOWNS

COLUMNS = [*GROUP_KEY, "window_start", "window_end", "status", "numerator", "denominator"]
NOTHING = Standing(frozenset(), pd.DataFrame(columns=COLUMNS))
BOTH = tuple(each.value for each in Breakdown)
ADOPTIONS = tuple(replace(a, breakdowns=BOTH if a.indicator_id == KEY_OF_TEST else ()) for a in PLAN.adoptions)
ADOPTING = replace(PLAN, adoptions=ADOPTIONS)


def choose(cells, standing=NOTHING):
    whole, grouped = tables(cells)
    pattern = disclose.choose_pattern(whole, PLAN)
    return published_breakdowns.choose_published_groups(grouped, whole, pattern, ADOPTING, None, None, standing)


def standing(table, stands=True):
    return Standing(frozenset(list_divided(table)), table[COLUMNS] if stands else table[COLUMNS].iloc[:0])


@pytest.fixture(scope="module")
def first():
    return choose(ONE_SMALL)


def test_hidden_groups_are_published_without_a_number(first):
    assert list(first) == PUBLISHED_BREAKDOWNS.names
    hidden = first["status"] == "diskretioneret"
    assert hidden.any() and not hidden.all()
    assert first.loc[hidden, ["value", "lo", "hi", "numerator", "denominator"]].isna().all(axis=None)
    assert first.loc[~hidden, ["value", "lo", "hi", "numerator", "denominator"]].notna().all(axis=None)


def test_a_later_run_repeats_what_was_published_whatever_it_counts(first):
    """Some girls are boys now, in a corrected extract with the same figures of all."""
    moved = [[(a[0] - 1, a[1] - 3), b, c, (d[0] + 1, d[1] + 3)] for a, b, c, d in ONE_SMALL]
    assert not choose(moved).equals(first)
    again = choose(moved, standing(first))
    text = published_breakdowns.format_breakdowns_csv(first)
    assert published_breakdowns.format_breakdowns_csv(again) == text


def test_what_does_not_stand_any_more_is_left_out(first):
    assert choose(ONE_SMALL, standing(first, stands=False)).empty


def test_persons_are_not_divided_where_their_days_were(first):
    other = first.assign(indicator_id="elevfravaer")
    told = Standing(frozenset(list_divided(other)), other[COLUMNS].iloc[:0])
    assert not choose(ONE_SMALL, told).empty, "of another source"
    days = ("elevfravaer", "2024-25", "koen")
    assert published_breakdowns._is_bounded(("elevfravaer_over_10", "2024-25", "koen"), {days})
    assert not published_breakdowns._is_bounded(("elevfravaer_over_10", "2023-24", "koen"), {days})


def test_what_readers_know_is_all_that_was_told_and_is_told_now(first):
    before = standing(first[first["breakdown"] == "koen"])
    known = published_breakdowns.list_published_beside(before, first)
    assert len(known) == len(first)
    assert not known.duplicated(GROUP_KEY).any()
