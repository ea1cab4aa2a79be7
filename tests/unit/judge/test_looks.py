"""At which level each look is tested, and how often a figure without change is ever called changed."""

import math
from collections import defaultdict
from dataclasses import replace

import numpy as np
import pytest
from scipy.special import ndtr

from drawn_plans import PLAN, simulate
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.judge.families import FamilyTest, mark_sure
from hpanalysis.judge.looks import SPENT, Look, assign_levels, compute_time_passed, find_level
from hpanalysis.judge.outcomes import LEVEL
from hpanalysis.tables import CHANCE_EVER, SIMULATED_CHANCE_EVER
from simulated_looks import measure_chances

FIGURE = ("udsaettelser", "vangdalen", "")


def test_the_plans_ten_half_years_are_tenths_of_its_time():
    every = [str(one) for one in HalfYear.parse("2029H1").since(PLAN.first)]
    assert len(every) == 10
    assert [compute_time_passed(HalfYear.parse(one), PLAN) for one in every] == [n / 10 for n in range(1, 11)]
    assert compute_time_passed(HalfYear.parse("2030H1"), PLAN) == 1
    assert compute_time_passed(HalfYear.parse("2024H1"), PLAN) == 0


def test_the_parts_are_the_whole():
    assert sum(SPENT.values()) == pytest.approx(CHANCE_EVER)


def test_a_look_that_was_not_had_is_spent_by_the_next():
    looks = [Look(FIGURE, half_year, True) for half_year in ("2025H1", "2026H1", "2027H1")]
    first, second, third = assign_levels("baseline", looks, PLAN)
    assert (
        first == find_level("baseline", PLAN, "2025H1", None) == pytest.approx(0.06 * math.log(1 + (math.e - 1) * 0.2))
    )
    assert second == find_level("baseline", PLAN, "2026H1", "2025H1")
    untested = [looks[0], replace(looks[1], is_tested=False), looks[2]]
    assert assign_levels("baseline", untested, PLAN)[2] == find_level("baseline", PLAN, "2027H1", "2025H1") > third


def test_a_level_does_not_move_when_later_half_years_come():
    looks = [Look(FIGURE, half_year, True) for half_year in ("2025H1", "2026H1", "2027H1")]
    assert assign_levels("course", looks[:2], PLAN) == assign_levels("course", looks, PLAN)[:2]


def test_another_figure_spends_nothing_of_this_ones():
    other = Look(("udsaettelser", "energivej", ""), "2025H1", True)
    assert assign_levels("baseline", [other, Look(FIGURE, "2026H1", True)], PLAN)[1] == find_level(
        "baseline", PLAN, "2026H1", None
    )


def test_comparisons_with_others_are_tested_as_before():
    assert assign_levels("municipality", [Look(FIGURE, "2026H1", True)], PLAN) == [LEVEL]


def test_a_p_over_its_level_is_not_sure_whatever_its_family_allows():
    family = [FamilyTest(0.0001, "2026H1")] * 20
    assert mark_sure([FamilyTest(0.03, "2026H1", 0.02), *family])[0] is False
    assert mark_sure([FamilyTest(0.019, "2026H1", 0.02), *family])[0] is True
    assert mark_sure([FamilyTest(0.03, None, 0.02)]) == [False]


def _count_called(levels_of, plans: int, looks: tuple[str, ...]) -> float:
    """The share of unchanged figures ever called changed, a fifth of a family of 50; z of a shared baseline."""
    rng, called = np.random.default_rng(15), []
    for _ in range(plans):
        own, baseline = rng.standard_normal((10, len(looks))), rng.standard_normal((10, 1))
        p_values = 2 * ndtr(-np.abs(own - baseline) / math.sqrt(2))
        ever = defaultdict(bool)
        for look, level in enumerate(levels_of):
            tests = [FamilyTest(float(p), looks[look], level) for p in p_values[:, look]]
            sure = mark_sure([*tests, *[FamilyTest(1e-9, looks[look], level)] * 40])
            for number in range(10):
                ever[number] |= sure[number]
        called += list(ever.values())
    return float(np.mean(called))


def test_over_all_looks_few_unchanged_figures_are_ever_called_changed():
    """A small simulation by the real families: five looks since one baseline, four of five figures surely changed."""
    looks = ("2025H1", "2026H1", "2027H1", "2028H1", "2029H1")
    levels = assign_levels("baseline", [Look(FIGURE, one, True) for one in looks], PLAN)
    unspent = _count_called([LEVEL] * 5, 150, looks)
    spent = _count_called(levels, 150, looks)
    assert unspent > CHANCE_EVER  # why it is spent
    assert spent <= SPENT["baseline"]


@pytest.mark.slow
@pytest.mark.parametrize("share", [0.0, 0.25, 0.5, 0.75])
def test_over_whole_plans_at_most_one_figure_in_ten_is_ever_called_changed(share):
    """The plan's own indicators, areas and windows, persons drawn one by one, the judge's own tests and families."""
    plans = [simulate(1000 + seed, share) for seed in range(40)]
    for question, by_kind in measure_chances(plans).items():
        print(
            f"\n{share:.0%} changed, {question}:",
            {kind: f"{c.chance:.1%} of {c.figures}" for kind, c in by_kind.items()},
        )
        for chance in by_kind.values():
            # Few figures of a kind: the bound within two standard errors.
            assert chance.chance <= CHANCE_EVER + 2 * math.sqrt(0.09 / chance.figures)
        assert by_kind["alle"].chance <= CHANCE_EVER
        # What pages may print: the largest, over all kinds and questions together.
        assert by_kind["alle"].chance <= SIMULATED_CHANCE_EVER + 0.015
