"""Figures of groups beside the figures of all: nothing about few persons follows, by an attacker of the test's own.

The attacker here knows nothing of `disclose`: she writes the sums of areas and groups as rows of a matrix, and asks
scipy how low and how high each hidden count can be.
"""

from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from disclosure_tables import AREAS, PLAN, K, measured, one
from hpanalysis import disclose
from hpanalysis.definitions.breakdowns import Breakdown, list_groups
from hpanalysis.definitions.sources.sprogvurdering import SOURCE
from hpanalysis.tables import KEY

KEY_OF_TEST = "sprog_saerlig"
PLACES = [*AREAS[:3], "resten"]  # three areas and the rest of the municipality, which no row tells of
WHOLES = {AREAS[3]: AREAS[:3], AREAS[4]: PLACES}
GROUPS = {each: [group.id for group in list_groups(SOURCE, each)] for each in Breakdown}


def tables(cells):
    """The measured table and the groups' of four places; cells: of each place (numerator, denominator) of the four
    groups woman-young, woman-old, man-young, man-old."""
    whole = measured(*one(KEY_OF_TEST, *(tuple(map(sum, zip(*place, strict=True))) for place in cells)))
    rows = []
    for breakdown, members in ((Breakdown.SEX, ((0, 1), (2, 3))), (Breakdown.AGE, ((0, 2), (1, 3)))):
        for group, own in zip(GROUPS[breakdown], members, strict=True):
            parts = [tuple(map(sum, zip(*(place[n] for n in own), strict=True))) for place in cells]
            named = {"breakdown": breakdown.value, "group_id": group, "group": group}
            rows.append(measured(*one(KEY_OF_TEST, *parts)).assign(**named))
    return whole, pd.concat(rows, ignore_index=True)


def choose(whole, grouped):
    pattern = disclose.choose_pattern(whole, PLAN)
    return pattern, disclose.choose_group_pattern(grouped, whole, pattern, PLAN)


def intervals(whole, pattern, grouped, rule):
    """(kind, breakdown, group, area) -> the lowest and highest that each hidden count can be, for an attacker who knows
    what is shown and that sex and age make four kinds of person in each place."""
    atoms = {key: n for n, key in enumerate(product(("x", "c"), PLACES, range(4)))}
    of_group = {"": {"": range(4)}, "koen": {}, "alder": {}}
    for breakdown, members in (("koen", ((0, 1), (2, 3))), ("alder", ((0, 2), (1, 3)))):
        of_group[breakdown] = dict(zip(GROUPS[Breakdown(breakdown)], members, strict=True))

    def row_of(kind, breakdown, group, area):
        row = np.zeros(len(atoms))
        for place, atom in product(WHOLES.get(area, [area]), of_group[breakdown][group]):
            for part in ("x", "c") if kind == "n" else (kind,):
                row[atoms[part, place, atom]] = 1
        return row

    counts = [(("", "", r.area_id), r, h) for r, h in zip(whole.itertuples(), pattern["rule"].notna(), strict=True)]
    counts += [
        ((r.breakdown, r.group_id, r.area_id), r, h) for r, h in zip(grouped.itertuples(), rule.notna(), strict=True)
    ]
    equations, sides, asked = [], [], []
    for name, r, hidden in counts:
        true = {"x": float(r.numerator), "n": float(r.denominator)}
        true["c"] = true["n"] - true["x"]
        for kind, number in true.items():
            if hidden:
                asked.append((kind, *name))
            else:
                equations.append(row_of(kind, *name))
                sides.append(number)
    found = {}
    for name in asked:
        goal = row_of(*name)
        ends = []
        for sign in (1, -1):
            solved = linprog(sign * goal, A_eq=np.array(equations) if equations else None, b_eq=sides or None)
            ends.append(sign * solved.fun if solved.status == 0 else np.inf)
        found[name] = tuple(ends)
    return found


def given_away(whole, pattern, grouped, rule):
    """The hidden counts that are worked out: neither 0 and k possible, nor surely k; nor known without the groups."""
    before = intervals(whole, pattern, grouped, pd.Series("skjult", grouped.index))
    now = intervals(whole, pattern, grouped, rule)
    return [
        name
        for name, (low, high) in now.items()
        if not (low < 1e-6 and high > K - 1e-6) and low < K - 1e-6 and before[name][1] - before[name][0] > 1e-6
    ]


def place(*pairs):
    return list(pairs)


LARGE = [
    place((10, 40), (12, 44), (11, 38), (14, 52)),
    place((20, 60), (9, 41), (13, 45), (17, 50)),
    place((12, 37), (11, 39), (16, 47), (10, 36)),
    place((90, 300), (80, 310), (95, 290), (85, 280)),
]
ONE_SMALL = [place((2, 40), (1, 44), (11, 38), (14, 52)), *LARGE[1:]]


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


@st.composite
def drawn(draw):
    def pair(most):
        d = draw(st.integers(0, most))
        return draw(st.integers(0, d)), d

    return [[pair(30) for _ in range(4)] for _ in range(3)] + [[pair(200) for _ in range(4)]]


@settings(max_examples=12, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(drawn())
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
