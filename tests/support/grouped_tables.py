"""Figures of groups in four places, and an attacker who knows nothing of `disclose`: she writes the sums of areas and
groups as rows of a matrix, and asks scipy how low and how high each hidden count can be.
"""

from __future__ import annotations

from itertools import product

import numpy as np
import pandas as pd
from hypothesis import strategies as st
from scipy.optimize import linprog

from disclosure_tables import AREAS, PLAN, K, measured, one
from hpanalysis import disclose
from hpanalysis.definitions.breakdowns import Breakdown, list_groups
from hpanalysis.definitions.sources.sprogvurdering import SOURCE

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


@st.composite
def drawn_cells(draw):
    def pair(most):
        d = draw(st.integers(0, most))
        return draw(st.integers(0, d)), d

    return [[pair(30) for _ in range(4)] for _ in range(3)] + [[pair(200) for _ in range(4)]]
