"""What must hold for every table: mirrored directions, narrower intervals of more persons, no gain from fewer."""

from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binom

from disclosed_tables import AREAS, MUNICIPALITY, TOTAL, figure, first_of_september, judged
from hpanalysis.definitions import catalogue
from hpanalysis.definitions.model import Direction
from hpanalysis.tables import Since, Verdict, Versus
from slow_cases import keep_some_quick

SCHOOL = "ungdomsskole"
NOW, BEFORE = first_of_september(2025), first_of_september(2024)
MIRRORED = {
    Versus.BETTER.value: Versus.WORSE.value,
    Versus.WORSE.value: Versus.BETTER.value,
    Since.IMPROVED.value: Since.WORSENED.value,
    Since.WORSENED.value: Since.IMPROVED.value,
}

Group = tuple[int, int]
groups = st.tuples(st.integers(0, 150), st.integers(0, 150)).map(lambda two: (two[0], sum(two))).filter(lambda g: g[1])
large = st.tuples(st.integers(0, 2000), st.integers(0, 2000)).map(lambda two: (two[0], sum(two)))


@contextmanager
def turned():
    """The indicator with its good direction the other way."""
    declared = catalogue.indicators()
    other = replace(declared[SCHOOL], direction=Direction.LOWER_IS_BETTER)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(catalogue, "indicators", lambda: declared | {SCHOOL: other})
        yield


def rows_of(areas: list[tuple[Group, Group]], rest: tuple[Group, Group], times: int = 1, complement: bool = False):
    """Baseline and now, of some areas, their total and the municipality; every count multiplied, or turned about."""
    rows = []
    for number, window in enumerate((BEFORE, NOW)):
        found = {area: groups[number] for area, groups in zip(AREAS, areas, strict=False)}
        found[TOTAL] = tuple(np.sum(list(found.values()), axis=0))
        found[MUNICIPALITY] = tuple(np.add(found[TOTAL], rest[number]))
        for area, (x, n) in found.items():
            numerator = n - x if complement else x
            rows.append(figure(SCHOOL, window, area, times * int(numerator), times * int(n)))
    return rows


tables = st.tuples(st.lists(st.tuples(groups, groups), min_size=2, max_size=7), st.tuples(large, large))


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(tables)
def test_swapping_the_direction_mirrors_every_verdict(table):
    straight = judged(*rows_of(*table))
    with turned():
        swapped = judged(*rows_of(*table))
    for column in ("versus_municipality", "versus_others", "since_baseline", "since_year_before"):
        mirrored = straight[column].map(lambda word: MIRRORED.get(word, word))
        assert mirrored.equals(swapped[column]), column


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(tables)
def test_swapping_direction_and_counts_leaves_every_verdict_of_the_target_as_it_was(table):
    straight = judged(*rows_of(*table))
    with turned():
        swapped = judged(*rows_of(*table, complement=True))
    # The printed baseline is no part of the table, so it cannot be turned: it is not used, for every baseline is shown.
    assert straight["verdict"].equals(swapped["verdict"])
    assert straight["versus_municipality"].equals(swapped["versus_municipality"])


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(tables, st.integers(2, 50))
def test_multiplying_both_counts_narrows_every_interval(table, times):
    few, many = judged(*rows_of(*table)), judged(*rows_of(*table, times=times))
    for lo, hi in (("lo", "hi"), ("change_lo", "change_hi")):
        width, wider = many[hi] - many[lo], few[hi] - few[lo]
        assert (width <= wider + 1).dropna().all()  # printed whole per cent: one rounding


@settings(max_examples=40, deadline=None)
@given(groups, large.filter(lambda g: g[1] > 500), st.integers(2, 20))
def test_no_verdict_of_met_is_earned_by_having_fewer_persons(area, rest, times):
    """The same shares with fewer persons: what many do not earn, few do not either."""

    def verdict(factor: int) -> str:
        x, n = factor * area[0], factor * area[1]
        rows = [figure(SCHOOL, NOW, "vangdalen", x, n), figure(SCHOOL, NOW, MUNICIPALITY, x + rest[0], n + rest[1])]
        return judged(*rows)["verdict"].iloc[0]

    if verdict(1) == Verdict.MET.value:
        assert verdict(times) == Verdict.MET.value


def _met(n: int, rest: Group = (30000, 100000)) -> list[bool]:
    """For every possible number of n persons, whether the target is met; each number is a day of its own. Twenty days a
    table, for a course through hundreds of windows is no course that anybody has."""
    met = []
    for first in range(0, n + 1, 20):
        rows = []
        for x in range(first, min(first + 20, n + 1)):
            day = NOW[1] + timedelta(days=x)
            window = (day.isoformat(), day, day)
            rows.append(figure(SCHOOL, window, "vangdalen", x, n))
            rows.append(figure(SCHOOL, window, MUNICIPALITY, x + rest[0], n + rest[1]))
        met += (judged(*rows).xs("vangdalen", level="area_id")["verdict"] == Verdict.MET.value).tolist()
    return met


@pytest.fixture(scope="module")
def met_by_size() -> dict[int, list[bool]]:
    return {n: _met(n) for n in (10, 40, 160, 640)}


@pytest.mark.slow
@pytest.mark.parametrize("share", keep_some_quick([0.25, 0.24, 0.20], every=3))
def test_an_area_outside_the_margin_is_met_by_luck_in_one_case_of_forty_at_most(met_by_size, share):
    """The municipality at 30 per cent, the margin 5: the exact chance over all outcomes, whatever the size."""
    for n, met in met_by_size.items():
        chance = binom.pmf(np.arange(n + 1), n, share) @ np.array(met)
        assert chance <= 0.03, (n, share, chance)


def test_an_area_at_the_level_is_met_the_likelier_the_more_persons_it_has(met_by_size):
    chances = [binom.pmf(np.arange(n + 1), n, 0.30) @ np.array(met) for n, met in met_by_size.items()]
    print(
        "\nchance of opfyldt at the municipality's level, by size:",
        dict(zip(met_by_size, np.round(chances, 3), strict=True)),
    )
    assert chances == sorted(chances)
    assert chances[0] < 0.05
