from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from hpanalysis.definitions import catalogue
from hpanalysis.definitions.model import Direction
from hpanalysis.judge import verdicts
from hpanalysis.judge.values import rounded, value
from hpanalysis.judge.verdicts import Figures
from hpanalysis.plan import Target
from hpanalysis.tables import Since, Verdict, Versus

LOW = catalogue.indicators()["elevfravaer"]  # low is good
HIGH = catalogue.indicators()["ungdomsskole"]  # high is good


def figures(now=None, municipality=None, before=None, municipality_before=None, **changes) -> Figures:
    numbers = [None if n is None else Decimal(str(n)) for n in (now, municipality, before, municipality_before)]
    dates = (date(2024, 8, 1), date(2025, 7, 31), date(2023, 8, 1), date(2024, 7, 31))
    return replace(Figures(*numbers, *dates), **changes)


def test_direction_decides_what_better_means():
    assert verdicts.against_municipality(LOW, figures(9, 8))[0] is Versus.WORSE
    assert verdicts.against_municipality(HIGH, figures(9, 8))[0] is Versus.BETTER
    assert verdicts.against_municipality(LOW, figures(8, 8))[0] is Versus.NO_SURE_DIFFERENCE


@pytest.mark.parametrize("now", [7, 8, 9])
def test_turning_the_direction_mirrors_every_verdict(now):
    turned = replace(LOW, direction=Direction.HIGHER_IS_BETTER)
    mirror = {Versus.BETTER: Versus.WORSE, Versus.WORSE: Versus.BETTER, Since.IMPROVED: Since.WORSENED}
    mirror |= {Since.WORSENED: Since.IMPROVED}
    given = figures(now, 8, 8, 8)
    for rule in (verdicts.against_municipality, verdicts.since_baseline):
        verdict = rule(LOW, given)[0]
        assert rule(turned, given)[0] is mirror.get(verdict, verdict)


def test_a_fall_since_the_baseline_is_forbedret_where_low_is_good():
    assert verdicts.since_baseline(LOW, figures(9, None, 10))[0] is Since.IMPROVED
    assert verdicts.since_baseline(HIGH, figures(9, None, 10))[0] is Since.WORSENED
    assert verdicts.since_baseline(LOW, figures(10, None, 10))[0] is Since.NO_SURE_CHANGE


def test_windows_that_overlap_are_not_compared():
    given = figures(9, None, 10, start=date(2024, 7, 1))
    assert verdicts.since_baseline(LOW, given) == (Since.NOT_JUDGEABLE, verdicts.OVERLAP)


def test_across_a_new_definition_it_is_a_break_and_never_a_change():
    kontanthjaelp = catalogue.indicators()["kontanthjaelp"]
    after = figures(12, None, 7, start=date(2025, 4, 1), end=date(2026, 3, 31), baseline_end=date(2024, 9, 30))
    assert verdicts.since_baseline(kontanthjaelp, after)[0] is Since.BREAK
    assert verdicts.against_target(kontanthjaelp, Target.FALLING, after) == (Verdict.NOT_JUDGEABLE, "databrud")
    before = replace(after, end=date(2025, 6, 30), start=date(2024, 10, 1))
    assert verdicts.since_baseline(kontanthjaelp, before)[0] is Since.WORSENED


def test_a_hidden_figure_has_no_verdict_but_cannot_be_judged():
    given = figures(None, 8, 10, 8)
    assert verdicts.against_municipality(LOW, given)[0] is Versus.NOT_JUDGEABLE
    assert verdicts.since_baseline(LOW, given)[0] is Since.NOT_JUDGEABLE
    assert verdicts.against_target(LOW, Target.AT_MUNICIPALITY, given)[0] is Verdict.NOT_JUDGEABLE


@pytest.mark.parametrize(
    ("now", "verdict"), [(8, Verdict.MET), (7, Verdict.MET), (9, Verdict.ON_TRACK), (10, Verdict.NOT_ON_TRACK)]
)
def test_at_the_municipalitys_level_is_met_nearer_is_on_track_and_no_nearer_is_not(now, verdict):
    assert verdicts.against_target(LOW, Target.AT_MUNICIPALITY, figures(now, 8, 10, 8))[0] is verdict


@pytest.mark.parametrize(("now", "verdict"), [(9, Verdict.MET), (10, Verdict.NOT_ON_TRACK), (11, Verdict.NOT_ON_TRACK)])
def test_falling_is_met_when_it_has_fallen(now, verdict):
    assert verdicts.against_target(LOW, Target.FALLING, figures(now, None, 10))[0] is verdict


def test_the_states_criterion_is_never_met_by_another_measure():
    two_fold = Target.FALLING_AND_BELOW_STATE_CRITERION
    assert verdicts.against_target(LOW, two_fold, figures(9, None, 10)) == (
        Verdict.NOT_JUDGEABLE,
        verdicts.STATE_CRITERION,
    )
    assert verdicts.against_target(LOW, two_fold, figures(11, None, 10))[0] is Verdict.NOT_ON_TRACK


def test_counts_are_not_held_against_the_municipality():
    cases = catalogue.indicators()["udsaettelser"]
    assert verdicts.against_municipality(cases, figures(9, 29)) == (Versus.NOT_JUDGEABLE, verdicts.NO_COMPARISON)


def test_charges_are_never_a_success_story():
    charged = catalogue.indicators()["sigtede_15_29"]
    better_in_every_way = figures(0.5, 1.8, 0.9, 1.8)
    assert verdicts.since_baseline(charged, better_in_every_way) == (Since.NOT_JUDGEABLE, verdicts.COVERAGE)
    assert verdicts.against_municipality(charged, better_in_every_way)[0] is Versus.NOT_JUDGEABLE


def test_a_delmaal_is_as_good_as_its_weakest_indicator_that_can_be_judged():
    assert Verdict.weakest([Verdict.MET, Verdict.NOT_JUDGEABLE, Verdict.ON_TRACK]) is Verdict.ON_TRACK
    assert Verdict.weakest([Verdict.MET, Verdict.NOT_ON_TRACK]) is Verdict.NOT_ON_TRACK
    assert Verdict.weakest([Verdict.NOT_JUDGEABLE, None]) is Verdict.NOT_JUDGEABLE


def test_values_round_half_up_and_nothing_of_nothing_is_no_value():
    assert rounded(Decimal("12.25"), 1) == Decimal("12.3")
    assert value(Decimal(1), 3, LOW) == Decimal("33.3")
    assert value(Decimal(0), 10, LOW) == Decimal("0.0")
    assert value(Decimal(0), 0, LOW) is None
    assert value(None, None, LOW) is None
    assert value(Decimal(4), None, catalogue.indicators()["udsaettelser"]) == 4
