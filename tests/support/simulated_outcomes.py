"""Persons with a known truth, some of whom take part: drawn for the proofs of matched comparisons and docs/outcomes.md.

Each person has a level that stays, and a series of months about it that goes together from month to month. A
participant begins at a month; the values are means of the six months after it, the six before, and the six before
those. Whoever takes no part stands at every begin month. All of it is drawn: no person is meant.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from scipy.stats import norm

from hpanalysis.statistics.matched import (
    LEVEL,
    Comparison,
    Reason,
    Verdict,
    compare_with_others,
    compute_paired_change,
    compute_power_of_difference,
    list_cutpoints,
)

SPAN = 6  # months in a value
WOMEN_HIGHER = 0.3  # half of the persons, in standard deviations of a month
FIRST_BEGIN = 2 * SPAN  # the first month somebody may begin at


@dataclass(frozen=True, kw_only=True)
class Scenario:
    """A truth. effect and trend are in the outcome's unit, and over 0 for the better.

    kind: 'value', a mean of months, higher is better; 'share', 0 or 1, higher is better; 'days', days of a month,
    lower is better. begins: how many begin months there are; stays: the share of a month's variance that is the
    person's own level; goes_on: the correlation of one month's rest with the next's; chosen: how strongly a bad value
    before makes a person take part (0: chance); trend: by how much the participants get better from each value to the
    next, whatever is done; lower: by how much their own level is lower, in standard deviations of a month; cut: of a
    'share', where a month's value is 1 above it; only_then: whether each other stands only at the one month at which
    it might have begun, and not at all of them.
    """

    name: str
    participants: int = 60
    others: int = 240
    kind: str = "value"
    begins: int = 4
    stays: float = 0.5
    goes_on: float = 0.3
    effect: float = 0.0
    chosen: float = 0.0
    trend: float = 0.0
    lower: float = 0.0
    cut: float = -0.25
    only_then: bool = False

    @property
    def chance_of_0(self) -> float:
        """The share of persons whose outcome is 0, where it is 0 or 1 and nobody is chosen."""
        return float(norm.cdf([self.cut, self.cut - WOMEN_HIGHER]).mean())

    @property
    def sign(self) -> int:
        """+1 where higher is better."""
        return -1 if self.kind == "days" else 1


_SHARE, _DAYS = {"kind": "share", "stays": 0.6}, {"kind": "days"}
NO_EFFECT = (
    Scenario(name="value, 60 of 300"),
    Scenario(name="value, 25 of 175", participants=25, others=150),
    Scenario(name="value, 40 of 100", participants=40, others=60),
    Scenario(name="value, months go together by .9", goes_on=0.9),
    Scenario(name="value, others at 12 begin months", participants=40, others=50, begins=12, goes_on=0.9),
    Scenario(name="0 or 1, 60 of 300", **_SHARE),
    Scenario(name="0 or 1, 30 of 180", participants=30, others=150, cut=0.0, **_SHARE),
    Scenario(name="0 or 1, 80 of 480, one in seven is 0", participants=80, others=400, cut=-0.95, **_SHARE),
    Scenario(name="days a month, 60 of 300", **_DAYS),
    Scenario(name="days a month, 25 of 175", participants=25, others=150, **_DAYS),
)
CHOSEN = (
    Scenario(name="value, 80 of 480, chosen", participants=80, others=400, stays=0.2, chosen=1.2),
    Scenario(name="value, 40 of 240, chosen", participants=40, others=200, stays=0.2, chosen=1.5),
    Scenario(name="0 or 1, 60 of 300, chosen", chosen=1.5, kind="share", stays=0.3),
    Scenario(name="days a month, 80 of 480, chosen", participants=80, others=400, stays=0.2, chosen=1.2, **_DAYS),
)
EFFECT = (
    Scenario(name="value, 60 of 300, .19 better", effect=0.19),
    Scenario(name="value, 25 of 175, .3 better", participants=25, others=150, effect=0.3),
    Scenario(name="value, months go together by .9, .22 better", goes_on=0.9, effect=0.22),
    Scenario(name="0 or 1, 60 of 300, 15 points better", effect=0.15, **_SHARE),
    Scenario(name="days a month, 60 of 300, .3 fewer", effect=0.3, **_DAYS),
    Scenario(
        name="value, 80 of 480, chosen, .25 better", participants=80, others=400, stays=0.2, chosen=1.2, effect=0.25
    ),
)
REFUSED = (
    Scenario(name="value, 60 of 300, getting better already", trend=0.35),
    Scenario(name="value, 60 of 300, falling already", trend=-0.35),
    Scenario(name="value, 45 of 79", participants=45, others=34, effect=0.5),
    Scenario(name="0 or 1, 80 of 480, one in 13 is 0", participants=80, others=400, cut=-1.3, **_SHARE),
)
BEYOND = (Scenario(name="value, 60 of 300, of a lower level", lower=0.5),)


def draw_persons(scenario: Scenario, seed: int) -> pd.DataFrame:
    """The table of persons of a scenario; the same for the same seed."""
    rng = np.random.default_rng([20261130, seed])
    size, months = scenario.participants + scenario.others, FIRST_BEGIN + scenario.begins + SPAN
    begins = rng.integers(0, scenario.begins, size)
    sex = rng.choice(["k", "m"], size)
    level = rng.standard_normal(size) * np.sqrt(scenario.stays) + WOMEN_HIGHER * (sex == "k")
    if scenario.lower:
        level[: scenario.participants] -= scenario.lower  # the first are the participants, whatever their values
    latent = level[:, None] + _draw_rest(rng, size, months, scenario)
    values = np.stack([_take_values(scenario, latent, FIRST_BEGIN + begin) for begin in range(scenario.begins)])
    own = values[begins, np.arange(size)]  # a row a person: earlier, before, after
    bad = -scenario.sign * own[:, 1]
    score = scenario.chosen * bad / bad.std() + rng.gumbel(size=size)
    taking = np.arange(size) if scenario.lower else np.argsort(-score)
    taking, free = taking[: scenario.participants], np.sort(taking[scenario.participants :])
    mine = _make_rows(taking, begins[taking], sex, own[taking], treated=True)
    mine["before"] += scenario.sign * scenario.trend
    mine["after"] += scenario.sign * (2 * scenario.trend + _draw_effect(scenario, mine["after"].to_numpy(), rng))
    rest = [
        _make_rows(there, np.full(len(there), month), sex, values[month, there], treated=False)
        for month in range(scenario.begins)
        for there in [free[begins[free] == month] if scenario.only_then else free]
    ]
    return pd.concat([mine, *rest], ignore_index=True)


def _draw_rest(rng: np.random.Generator, size: int, months: int, scenario: Scenario) -> np.ndarray:
    """The months' rest, each month's going together with the one before."""
    drawn, new = rng.standard_normal((size, months)), np.sqrt(1 - scenario.goes_on**2)
    for month in range(1, months):
        drawn[:, month] = scenario.goes_on * drawn[:, month - 1] + new * drawn[:, month]
    return drawn * np.sqrt(1 - scenario.stays)


def _take_values(scenario: Scenario, latent: np.ndarray, begin: int) -> np.ndarray:
    """Earlier, before and after of everybody at a begin month."""
    spans = [latent[:, begin + start : begin + start + SPAN] for start in (-2 * SPAN, -SPAN, 0)]
    if scenario.kind == "value":
        return np.column_stack([span.mean(axis=1) for span in spans])
    if scenario.kind == "share":
        return np.column_stack([(span[:, -1] > scenario.cut).astype(float) for span in spans])
    return np.column_stack([np.floor(np.exp(0.5 - 0.7 * span) + 0.5).mean(axis=1) for span in spans])


def _make_rows(who: np.ndarray, begins: np.ndarray, sex: np.ndarray, values: np.ndarray, treated: bool) -> pd.DataFrame:
    """Rows of persons at their begin months."""
    named = {"person": who, "treated": treated, "begin": [f"month {begin:02d}" for begin in begins], "sex": sex[who]}
    return pd.DataFrame(named | {"earlier": values[:, 0], "before": values[:, 1], "after": values[:, 2]})


def _draw_effect(scenario: Scenario, after: np.ndarray, rng: np.random.Generator) -> np.ndarray | float:
    """What taking part adds: the effect itself, or for 0 and 1 a 1 in the place of a 0, as often as the effect says."""
    if scenario.kind != "share" or not scenario.effect:
        return scenario.effect
    return ((after == 0) & (rng.random(len(after)) < scenario.effect / scenario.chance_of_0)) * 1.0


def compare(scenario: Scenario, rows: pd.DataFrame) -> Comparison:
    """The comparison as an activity's is made: by begin month, sex and the value before, in tenths of the participants'
    own; an outcome of 0 or 1 exactly."""
    if scenario.kind == "share":
        return compare_with_others(rows, higher_is_better=True, exact=["sex", "before"])
    cutpoints = {"before": list_cutpoints(rows.loc[rows["treated"], "before"].to_numpy(), closed=True)}
    return compare_with_others(rows, higher_is_better=scenario.sign > 0, exact=["sex"], coarsened=cutpoints)


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What became of all draws of a scenario, as shares of 0 to 1. naive: before and after of the participants alone
    "shows" a change in the sense that the comparison would call better or worse; compared: of all draws; better, worse
    and power (the mean of what each draw's own standard error promises): of those compared; reasons: of all."""

    naive: float
    compared: float
    better: float
    worse: float
    power: float
    reasons: dict[Reason, float]


def simulate(scenario: Scenario, draws: int) -> Outcome:
    """Draw a scenario so many times, compare, and count."""
    comparisons, naive = [], 0
    for seed in range(draws):
        rows = draw_persons(scenario, seed)
        mine = rows[rows["treated"]]
        low, high = compute_paired_change(mine["before"].to_numpy(), mine["after"].to_numpy()).limits
        naive += low > 0 or high < 0
        comparisons.append(compare(scenario, rows))
    made = [each for each in comparisons if each.difference is not None]
    refused = [each.reason for each in comparisons if each.reason is not None]

    def share(verdict: Verdict) -> float:
        return sum(each.verdict is verdict for each in made) / max(1, len(made))

    powers = [
        compute_power_of_difference(scenario.effect, each.difference.standard_error, each.difference.freedom, LEVEL)
        for each in made
    ]
    return Outcome(
        naive=naive / draws,
        compared=len(made) / draws,
        better=share(Verdict.BETTER),
        worse=share(Verdict.WORSE),
        power=float(np.mean(powers)) if powers else 0.0,
        reasons={reason: refused.count(reason) / draws for reason in Reason if reason in refused},
    )


def without_effect(scenario: Scenario) -> Scenario:
    """The same persons, but that taking part does nothing."""
    return replace(scenario, effect=0.0)
