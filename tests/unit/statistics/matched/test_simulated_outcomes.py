"""Drawn truths: what is there is found as often as is said, what is not there is not, and docs/outcomes.md says so."""

import re
from dataclasses import replace
from math import sqrt
from pathlib import Path

import numpy as np
import pytest

from hpanalysis.statistics.matched import (
    LEVEL,
    Reason,
    estimate_difference_in_differences,
    list_cutpoints,
    match,
)
from simulated_outcomes import BEYOND, CHOSEN, EFFECT, NO_EFFECT, REFUSED, Outcome, draw_persons, simulate

PAGE = Path(__file__).resolve().parents[4] / "docs" / "outcomes.md"
DRAWS = 200
EVERYBODY = (*NO_EFFECT, *CHOSEN, *EFFECT, *REFUSED, *BEYOND)
# One without the marker `slow`; 200 draws of one take some six seconds.
QUICK = NO_EFFECT[1]


def each(scenarios) -> list:
    return [pytest.param(one, id=one.name, marks=[] if one is QUICK else pytest.mark.slow) for one in scenarios]


def allow(share: float, draws: float) -> float:
    """Three standard errors of a share over so many draws."""
    return 3 * sqrt(max(share * (1 - share), 0.005) / max(draws, 1))


_drawn: dict[str, Outcome] = {}


def draw(scenario) -> Outcome:
    """The outcome of 200 draws, made once for all tests of it."""
    if scenario.name not in _drawn:
        _drawn[scenario.name] = simulate(scenario, DRAWS)
    return _drawn[scenario.name]


@pytest.mark.parametrize("scenario", each((*NO_EFFECT, *CHOSEN)))
def test_without_an_effect_no_more_than_the_level_is_found(scenario):
    found = draw(scenario)
    made = found.compared * DRAWS
    assert found.better + found.worse <= LEVEL + allow(LEVEL, made)
    assert found.better <= LEVEL / 2 + allow(LEVEL / 2, made)
    assert found.worse <= LEVEL / 2 + allow(LEVEL / 2, made)
    assert made >= 0.4 * DRAWS


@pytest.mark.parametrize("scenario", each(CHOSEN))
def test_where_participants_are_chosen_for_a_bad_value_before_and_after_is_fooled_nearly_always(scenario):
    """And the comparison is not: the test above."""
    assert draw(scenario).naive >= 0.85


@pytest.mark.parametrize("scenario", each(EFFECT))
def test_what_is_there_is_found_as_often_as_the_standard_errors_promise(scenario):
    found = draw(scenario)
    assert 0.6 < found.power < 0.95
    assert found.better == pytest.approx(found.power, abs=allow(found.power, found.compared * DRAWS))
    assert found.worse <= 0.01


@pytest.mark.parametrize("scenario", each(REFUSED))
def test_what_may_not_be_compared_is_hardly_ever_compared(scenario):
    found = draw(scenario)
    expected = {
        REFUSED[0].name: Reason.PLACEBO_DIFFERS,
        REFUSED[1].name: Reason.PLACEBO_DIFFERS,
        REFUSED[2].name: Reason.NEARLY_ALL_TREATED,
        REFUSED[3].name: Reason.TOO_LITTLE_VARIES,
    }
    assert found.compared <= 0.06
    assert max(found.reasons, key=found.reasons.__getitem__) is expected[scenario.name]


@pytest.mark.slow
def test_the_error_against_who_was_chosen_is_that_the_others_never_began():
    """docs/outcomes.md's figures of the first row of the chosen, in 400 draws: with each other at the one month at
    which it might have begun, the error is gone."""

    def estimate(scenario, seed: int) -> float:
        rows = draw_persons(scenario, seed)
        cutpoints = list_cutpoints(rows.loc[rows["treated"], "before"].to_numpy(), closed=True)
        matched = match(rows, exact=["sex"], coarsened={"before": cutpoints}).rows
        return estimate_difference_in_differences(matched, adjusted=["before"]).estimate

    at_all, only_then = (
        np.array([estimate(scenario, seed) for seed in range(400)])
        for scenario in (CHOSEN[0], replace(CHOSEN[0], only_then=True))
    )
    assert round(at_all.mean(), 3) == -0.023
    assert round(only_then.mean(), 3) == 0.001
    assert at_all.mean() < -3 * at_all.std() / 20
    assert abs(only_then.mean()) < 2 * only_then.std() / 20


def read_page() -> tuple[int, dict[str, tuple[list[float], dict[str, float]]]]:
    """How many draws docs/outcomes.md is made with, and for each scenario its numbers and reasons, as shares."""
    text = PAGE.read_text(encoding="utf-8")
    (draws,) = re.findall(r"with ([\d,]+) draws of each", text)
    rows = {}
    for line in re.findall(r"^\| (.*) \|$", text, re.MULTILINE):
        name, *numbers, reasons = line.split(" | ")
        if re.fullmatch(r"[\d.]+", numbers[0]):
            told = dict(re.findall(r"([a-z_]+) ([\d.]+)", reasons))
            rows[name] = (
                [float(number) / 100 for number in numbers],
                {reason: float(share) / 100 for reason, share in told.items()},
            )
    return int(draws.replace(",", "")), rows


def test_the_page_has_every_scenario_and_no_other():
    draws, rows = read_page()
    assert draws >= 1000
    assert list(rows) == [scenario.name for scenario in EVERYBODY]


@pytest.mark.parametrize("scenario", each(EVERYBODY))
def test_the_page_says_what_is_drawn_anew(scenario):
    draws, rows = read_page()
    numbers, reasons = rows[scenario.name]
    found = draw(scenario)
    made = found.compared * DRAWS
    for told, mine, n in zip(
        numbers,
        [found.naive, found.compared, found.better, found.worse, found.power],
        [DRAWS, DRAWS, made, made, DRAWS],
        strict=False,
    ):
        if n:
            assert mine == pytest.approx(told, abs=allow(told, n) + allow(told, draws) + 0.001)
    for reason in Reason:
        told, mine = reasons.get(reason.value, 0.0), found.reasons.get(reason, 0.0)
        assert mine == pytest.approx(told, abs=allow(told, DRAWS) + allow(told, draws) + 0.001)


def test_the_page_itself_keeps_the_level_and_the_power():
    """By its own many draws, which are more than a test can make."""
    draws, rows = read_page()
    for scenario in (*NO_EFFECT, *CHOSEN):
        _, compared, better, worse = rows[scenario.name][0]
        assert better + worse <= LEVEL + allow(LEVEL, draws * compared)
    for scenario in EFFECT:
        _, compared, better, _, power = rows[scenario.name][0]
        # Where participants are chosen, the others are those who did not get worse later: fewer are found than stated.
        low = 0.08 if scenario.chosen else 0.04
        assert power - low <= better <= power + 0.04
