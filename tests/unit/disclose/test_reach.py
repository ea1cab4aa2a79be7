"""What is hidden of reach: nothing of few who took part follows, by an attacker who reckons with kinds of person alone
(`reach_tables`), and every hidden small count has two whole populations that publish the same files to the byte."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from unittest import mock

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from disclosure_tables import AREAS
from hpanalysis import disclose
from hpanalysis.definitions import reach
from reach_tables import (
    ABSENT,
    PLACES,
    TOTAL,
    TOWN,
    YOUNG,
    Attacker,
    Besides,
    K,
    Kind,
    Published,
    World,
    draw_population,
    few_in,
    fill,
    find_given_away,
)

ONE = (("hold", "2026H1"),)
TWO_HALF_YEARS = (("hold", "2025H2"), ("hold", "2026H1"))
TWO_ACTIVITIES = (("hold", "2026H1"), ("andet", "2026H1"))
ALL_THREE = (("hold", "2025H2"), ("hold", "2026H1"), ("andet", "2026H1"))
# A whole plan: 2025-29, a list each half-year.
WHOLE_PLAN = tuple(("hold", f"{year}H{half}") for year in range(2025, 2029) for half in (1, 2))
WORLDS = [World(group, told) for group in (ABSENT, YOUNG) for told in (ONE, TWO_HALF_YEARS, TWO_ACTIVITIES)]
BESIDES = Besides(outside=12, ended=11, finished=3)

drawing = settings(max_examples=12, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


@st.composite
def drawn(draw, worlds=WORLDS):
    """A world and a population of it: from few to many, few to nearly all of whom took part, and figures of all that
    are hidden where there are few."""
    world = draw(st.sampled_from(worlds))
    rates = [draw(st.sampled_from([0.05, 0.15, 0.3, 0.5, 0.8, 0.97])) for _ in world.told]
    scale, others = draw(st.sampled_from([3, 8, 15, 25])), draw(st.sampled_from([2, 10, 60]))
    return world, draw_population(world, draw(st.integers(0, 10**6)), scale=scale, rates=rates, others=others)


def given_away(published):
    """As `find_given_away`. Of several half-years only what is known to be few: a table of all kinds against each other
    may tell that somebody took part in an area, where nearly everybody did, which no relation between rows tells."""
    found = find_given_away(published)
    if len(published.world.half_years) > 1:
        found = [one for one in found if one[3] < K - 1e-6]
    return found


@pytest.mark.slow
@drawing
@given(drawn())
def test_no_choice_gives_few_away(case):
    world, population = case
    assert given_away(Published(world, population)) == []


@pytest.mark.slow
@pytest.mark.parametrize("world", WORLDS, ids=lambda world: f"{world.target_group}-{len(world.told)}")
def test_no_choice_gives_few_away_in_many_more_worlds(world):
    for seed in range(60):
        rng = np.random.default_rng(seed)
        rates = rng.choice([0.05, 0.2, 0.5, 0.8, 0.97], len(world.told))
        population = draw_population(world, seed, scale=float(rng.choice([5, 12, 25])), rates=rates)
        assert given_away(Published(world, population)) == [], seed


@pytest.mark.parametrize("group", [ABSENT, YOUNG])
def test_where_all_are_many_all_is_shown(group):
    world = World(group, TWO_ACTIVITIES)
    assert Published(world, fill(world)).hidden == []


@pytest.mark.parametrize(
    ("took_part", "did_not", "why"),
    [
        (3, 40, "lille antal"),
        (9, 30, "lille antal"),
        (40, 3, "lille restgruppe"),
        (30, 9, "lille restgruppe"),
        (10, 9, "lille gruppe"),
        (0, 19, "lille gruppe"),
        (19, 0, "lille gruppe"),
        (10, 10, None),
        (0, 20, None),
        (20, 0, None),
        (0, 0, None),
    ],
)
def test_few_who_took_part_few_who_did_not_and_a_small_group_are_hidden_by_the_participants_k(took_part, did_not, why):
    world = World(YOUNG, ONE)
    inside = [kind for kind in world.kinds if kind.place == PLACES[0]]
    population = fill(world, [(kind, 0) for kind in inside])
    for took, number in ((frozenset(ONE), took_part), (frozenset(), did_not)):
        population[world.kinds.index(Kind(PLACES[0], True, world.ages[0], False, took))] = number
    published = Published(world, population)
    row = published.rule["2026H1"].iloc[0]
    assert (None if pd.isna(row) else row) == why
    # One area that is hidden alone would follow from the total.
    assert len([name for name in published.hidden if not name[1]]) == (0 if why is None else 2)
    assert given_away(published) == []


def test_what_is_hidden_alone_is_found_by_the_attacker_of_this_test():
    world = World(YOUNG, ONE)
    population = fill(world, few_in(world, PLACES[0], 4))
    published = Published(world, population)
    rule = published.rule["2026H1"]
    published.rule["2026H1"] = rule.where(rule != "beskytter et andet tal", None)
    alone = Published(world, population, given=published)
    assert [name[3] for name in alone.hidden] == [PLACES[0]]
    assert ("reached", (ONE[0], "", "", PLACES[0]), 4.0, 4.0) in find_given_away(alone)


def test_rows_of_one_group_are_hidden_together_whichever_activity_they_are_of():
    """Each of them tells how large the group is. In the second activity many of that age took part."""
    world = World(YOUNG, TWO_ACTIVITIES)
    of_age = [kind for kind in world.kinds if kind.age == world.ages[0] and TWO_ACTIVITIES[0] in kind.took_part]
    published = Published(world, fill(world, [(kind, 3.0 if n == 0 else 0.0) for n, kind in enumerate(of_age)]))
    for told in TWO_ACTIVITIES:
        assert (told, reach.BY_AGE, world.ages[0], TOTAL) in published.hidden
    assert given_away(published) == []


def test_a_row_is_hidden_where_the_figure_that_counts_its_group_is():
    world = World(ABSENT, ONE)
    # One area has four members in all: its figure is hidden, and another's with it.
    few = [(kind, 0.0) for kind in world.kinds if kind.place == PLACES[0] and kind.is_member]
    population = fill(world, [*few[1:], (few[0][0], 4.0)])
    published = Published(world, population)
    hidden = {area for area in AREAS if area not in published.shown_figures}
    assert PLACES[0] in hidden and len(hidden) > 1
    assert {name[3] for name in published.hidden if not name[1]} >= hidden - {TOWN}
    assert given_away(published) == []


@pytest.mark.parametrize("world", WORLDS, ids=lambda world: f"{world.target_group}-{len(world.told)}")
def test_nothing_that_indicators_csv_shows_is_changed(world):
    """The pattern is what it is without reach, and neither it nor the figures are written to."""
    population = draw_population(world, 7, scale=8, rates=[0.3] * len(world.told))
    alone = world.measure(population)
    pattern = disclose.choose_pattern(alone, world.plan)
    published = Published(world, population)
    assert published.hidden
    pd.testing.assert_frame_equal(published.measured, alone)
    pd.testing.assert_frame_equal(published.pattern, pattern)


def both_groups(earlier_members=None):
    """The rules of a half-year in which one activity is for the absent and another for the young, all of them many.
    earlier_members: how large the first group was told to be in an area of the half-year before; None for untold."""
    absent, young = World(ABSENT, ONE), World(YOUNG, TWO_ACTIVITIES[1:])
    tables = [world.count(fill(world), "2026H1") for world in (absent, young)]
    earlier = None
    if earlier_members is not None:
        earlier = tables[0].assign(half_year="2025H2").iloc[:1].assign(members=earlier_members)
    return tables, disclose.choose_reach_pattern(
        pd.concat(tables, ignore_index=True),
        absent.measure(fill(absent)),
        disclose.choose_pattern(absent.measure(fill(absent)), absent.plan),
        absent.plan,
        {world.target_group: world.target for world in (absent, young)},
        earlier=earlier,
    )


def test_a_group_that_is_another_number_now_than_was_told_is_hidden_whole_and_no_other_is():
    """A list of pupils that came anew has one more: told, it would be known of one that she came."""
    (absent, young), rule = both_groups()
    assert rule.isna().all()
    size = int(absent["members"].iloc[0])
    assert both_groups(size)[1].isna().all()
    _, rule = both_groups(size - 1)
    assert set(rule[: len(absent)]) == {disclose.PROTECTS_ANOTHER}
    assert rule[len(absent) :].isna().all() and len(rule) == len(absent) + len(young)


def test_a_group_that_a_figure_counts_otherwise_is_hidden_whole():
    """The figure stands as it was published, though the pupils are counted anew."""
    world = World(ABSENT, ONE)
    population = fill(world)
    measured = world.measure(population)
    pattern = disclose.choose_pattern(measured, world.plan)
    measured.loc[measured["area_id"] == PLACES[1], "numerator"] -= 1
    given = (world.count(population, "2026H1"), measured, pattern, world.plan, {ABSENT: world.target})
    assert set(disclose.choose_reach_pattern(*given)) == {disclose.PROTECTS_ANOTHER}


def find_witnesses(published, tried: Counter) -> None:
    """Two whole populations for each hidden small count: the count is 0 in one and K or more in the other; of those who
    did not take part the second alone, for it may be known that there are some."""
    world, attacker, blind = published.world, Attacker(published), Attacker(published, with_reach=False)
    files = published.write()
    for name in published.hidden:
        for kind in ("reached", "rest"):
            count = world.counts(name)[kind]
            true = count @ published.population
            if not 0 < true < K:
                continue
            for low, high in [(K, np.inf)] if kind == "rest" else [(0, 0), (K, np.inf)]:
                other = attacker.find_population(count, low, high)
                if other is None and blind.find_population(count, low, high) is None:
                    tried["known without reach"] += 1
                    continue
                assert other is not None, (kind, name, low, high, attacker.find_ends(count))
                assert low <= count @ other <= high
                told = Published(world, other, published.besides, given=published)
                assert told.write() == files, (kind, name)
                tried["witnesses"] += 1


@pytest.mark.slow
@settings(drawing, max_examples=3)
@given(drawn())
def test_every_hidden_small_count_has_two_populations_that_publish_the_same_bytes(case):
    world, population = case
    tried: Counter = Counter()
    find_witnesses(Published(world, population, BESIDES), tried)


@pytest.mark.slow
def test_there_are_many_witnesses_and_few_counts_that_the_figures_tell_by_themselves():
    tried: Counter = Counter()
    for world in WORLDS:
        for seed in range(2):
            population = draw_population(world, seed, scale=8, rates=[0.15, 0.6][: len(world.told)], others=20)
            find_witnesses(Published(world, population, BESIDES), tried)
    assert tried["witnesses"] > 60, tried
    assert tried["witnesses"] > 3 * tried["known without reach"], tried


@pytest.mark.slow
@pytest.mark.parametrize("group", [ABSENT, YOUNG])
def test_over_a_whole_plan_every_hidden_small_count_has_two_populations_that_publish_the_same_bytes(group):
    """Eight half-years of one activity, each told beside all that were told before."""
    world, tried, rows = World(group, WHOLE_PLAN, without_pauses=True), Counter(), Counter()
    for seed, (scale, begins, stays) in enumerate([(40, 0.7, 0.6), (40, 0.4, 0.3)]):
        population = draw_population(world, seed, scale=scale, rates=[begins, stays])
        published = Published(world, population, BESIDES)
        assert given_away(published) == []
        find_witnesses(published, tried)
        rows.update(hidden=len(published.hidden), all=len(world.names))
    assert tried["witnesses"] > 20, tried
    assert rows["hidden"] < rows["all"], rows


def test_files_of_another_population_with_nothing_hidden_are_other_files_so_the_comparison_can_fail():
    world = World(YOUNG, ONE)
    population = fill(world, few_in(world, PLACES[0], 4))
    published = Published(world, population)
    published.rule["2026H1"] = published.rule["2026H1"].map(lambda _: None)
    all_shown = Published(world, population, given=published)
    other = population.copy()
    other[world.kinds.index(Kind(PLACES[0], True, world.ages[0], False, frozenset(ONE)))] += 1
    assert Published(world, other, given=published).write() != all_shown.write()


def without(*fields, series=lambda name: True):
    """The declared series of reach with relations dropped. Stands in for `Reach.declare`."""
    declare = reach.Reach.declare

    def drop(self):
        empty = {name: type(getattr(next(iter(declare(self).values())), name))() for name in fields}
        return {name: replace(one, **empty) if series(name) else one for name, one in declare(self).items()}

    return mock.patch.object(reach.Reach, "declare", drop)


def is_age_of_participants(name):
    return name.startswith("naaet") and ":alder:" in name


# What is left out, the world, and (seed, scale, rates) of a population of which too much is told then.
MUTATIONS = {
    "who took part is a part of the members": (
        without("part_of", series=is_age_of_participants),
        World(YOUNG, ONE),
        (55, 12.0, [0.8]),
    ),
    "bands are together the whole": (without("sum_of", "category_of"), World(YOUNG, ONE), (12, 20.0, [0.3])),
    "the worst placed who took part are in both": (
        without("overlap_of"),
        World(YOUNG, TWO_HALF_YEARS),
        (205, 5.0, [0.95, 0.3]),
    ),
}


@pytest.mark.parametrize("name", MUTATIONS)
def test_without_a_relation_the_attacker_finds_a_count(name):
    dropped, world, (seed, scale, rates) = MUTATIONS[name]
    population = draw_population(world, seed, scale=scale, rates=rates)
    assert find_given_away(Published(world, population)) == []
    with dropped:
        published = Published(world, population)
    assert find_given_away(published) != []


@pytest.mark.parametrize(("seed", "scale", "rates"), [(24, 20.0, [0.3, 0.95]), (32, 12.0, [0.95, 0.8])])
def test_without_the_earlier_half_year_the_attacker_finds_a_count(seed, scale, rates):
    world = World(YOUNG, TWO_HALF_YEARS)
    population = draw_population(world, seed, scale=scale, rates=rates)
    assert find_given_away(Published(world, population)) == []
    assert find_given_away(Published(world, population, forgets=True)) != []


def test_groups_are_asked_about_before_the_whole_is_settled():
    """In the first half-year one band of two was told, 0 of 20, so the other is known to have 51 of the 71; of 60 who
    took part in the second at least nine are in the band of 20."""
    world = World(YOUNG, TWO_HALF_YEARS)
    population = draw_population(world, 44, scale=12.0, rates=[0.1, 0.8])
    published = Published(world, population)
    assert (TWO_HALF_YEARS[1], "", "", TOTAL) in published.hidden
    assert find_given_away(published) == []


def test_the_whole_is_not_hidden_for_a_group_that_is_told_itself():
    """All is told in the first half-year; of the second two areas are hidden, and the total tells nothing of a group
    that its own row does not."""
    world = World(YOUNG, TWO_HALF_YEARS)
    population = fill(world, few_in(world, PLACES[0], 4, TWO_HALF_YEARS[1]))
    published = Published(world, population)
    assert {name[3] for name in published.hidden} == {PLACES[0], PLACES[1]}
    assert find_given_away(published) == []


def test_with_the_k_of_figures_few_participants_are_shown():
    world = World(YOUNG, ONE)
    population = fill(world, few_in(world, PLACES[0], 7))
    assert find_given_away(Published(world, population)) == []
    loose = find_given_away(Published(world, population, k=world.plan.k))
    assert ("reached", (ONE[0], "", "", PLACES[0]), 7.0, 7.0) in loose
