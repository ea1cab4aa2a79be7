"""Work and benefits of everyone aged 18-64, month by month: spells that begin and end.

A code is held as its place in `CODES`. To be outside is to be outside the labour market, on kontanthjælp or not.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from hpanalysis.definitions.benefits import KONTANTHJAELP, OUTSIDE_LABOUR_MARKET
from hpanalysis.definitions.columns import YDELSER
from hpanalysis.demo.town.life import Life

CODES = list(YDELSER.values())
KONT = np.array([CODES.index(code) for code in KONTANTHJAELP])
OUTSIDE = np.array([CODES.index(code) for code in OUTSIDE_LABOUR_MARKET])
OTHERS = np.array([i for i in OUTSIDE if i not in KONT])  # outside, and not on kontanthjælp
INSIDE = np.array([i for i in range(len(CODES)) if i not in OUTSIDE])
OUT_KEY, KONT_KEY = "uden_for_arbejdsmarkedet", "kontanthjaelp"

# The chance that a spell ends in a month, and how the spells outside kontanthjælp are spread. Made up.
_ENDS = {
    "kontanthjaelp_jobparat": 0.06,
    "kontanthjaelp_aktivitetsparat": 0.03,
    "uddannelseshjaelp": 0.06,
    "hjemrejseydelse": 0.04,
    "overgangsydelse": 0.05,
    "sygedagpenge": 0.1,
    "ressourceforloeb": 0.03,
    "foertidspension": 0.001,
    "efterloen": 0.004,
    "selvforsoergende": 0.04,
}
_SPREAD = {
    "uddannelseshjaelp": 0.09,
    "hjemrejseydelse": 0.02,
    "overgangsydelse": 0.01,
    "sygedagpenge": 0.15,
    "ressourceforloeb": 0.06,
    "foertidspension": 0.44,
    "efterloen": 0.07,
    "selvforsoergende": 0.16,
}
# What those who are in the labour market do, and what those of them under 25 do. Made up.
_WORK = {"arbejde": 0.8, "uddannelse": 0.09, "fleksjob": 0.05, "dagpenge": 0.06}
_WORK_YOUNG = {"arbejde": 0.4, "uddannelse": 0.56, "fleksjob": 0.01, "dagpenge": 0.03}
_YOUNG = 25
ABSENT = -1
# Most spells are long. For the level to drift within years, their beginnings must drift several times as much.
_RESPONSE = 3


def _order_by_code(shares: dict[str, float]) -> np.ndarray:
    """The shares, given by the name of a benefit or work code, in the order of `CODES`; 0 for a code without one.
    Called for the made-up tables of shares, before synthetic persons' codes are drawn by them."""
    return np.array([shares.get(code, 0.0) for code in CODES])


ENDS = _order_by_code(_ENDS)

# Of the spells, of how often a spell of each code begins (by adult and code), of the adults and of the month: how often
# spells are to begin.
Hold = Callable[["Spells", np.ndarray, np.ndarray, int], np.ndarray]


class Spells:
    """The code of each adult in each month; `live` fills the months in, one after the other. Made by
    `demo.registers.work`, which lives and adjusts it and reads both extracts from it. How often spells begin follows
    the area that a person ever lives in, because those who move there are like those who live there."""

    def __init__(
        self, life: Life, months: np.ndarray, *, outside: list[float], kont: list[float], weight_month: int
    ) -> None:
        """Begin with no benefit code in any month, and settle how prone each adult is to be outside the labour market.

        Called twice for the synthetic register of work: for a trial that counts person-months, then for the spells
        proper. months: by column, the month as an index of the town's timeline. outside, kont: by region, the shares
        expected outside the labour market and on kontanthjælp (a cash benefit), in the column `weight_month`.
        """
        self.life, self.months = life, months
        self.shares = {OUT_KEY: outside, KONT_KEY: kont}
        persons, firsts = life.persons, [life.timeline.first_day(int(m)) for m in months]
        # The places, among the persons, of those who are 18-64 at some time; the arrays below are by these adults.
        self.adults = np.flatnonzero((persons.age_at(firsts[-1]) >= 18) & (persons.age_at(firsts[0]) < 65))
        self.region = persons.region[self.adults][:, months]  # by adult and column
        self.age = np.stack([persons.age_at(day)[self.adults] for day in firsts], axis=1).astype(np.int8)
        # By adult and column, whether it is 18-64 and in the municipality, and so has a code.
        self.eligible = (self.region >= 0) & (self.age >= 18) & (self.age < 65)
        self.state = np.full(self.eligible.shape, ABSENT, dtype=np.int8)  # by adult and column, a code or ABSENT
        self.home = _find_first_area(persons.region[self.adults], life.calibration.elsewhere)
        # By adult, how prone it is to be outside, before the factor of its age.
        self.level = self._fit_levels(outside, _weigh_age(self.age[:, weight_month]), weight_month)
        # By adult, the share of its spells outside that are on kontanthjælp.
        self.kont = np.minimum(np.array(kont) / np.maximum(outside, 1e-9), 0.9)[self.home]

    def _fit_levels(self, shares: list[float], factor: np.ndarray, column: int) -> np.ndarray:
        """By adult, how prone it is to be outside the labour market, before the factor of its age: such that, with the
        factor, the mean in each region is the share expected there. Called when synthetic spells on benefits are made.
        shares: by region. factor: by adult, how prone its age is. column: the month in which the mean is taken."""
        levels = np.zeros(len(self.adults))
        for region, share in enumerate(shares):
            here = self.home == region
            counted = here & self.eligible[:, column]
            mean = factor[counted].mean() if counted.any() else 1.0
            levels[here] = share / mean
        return levels

    def _expect_outside(self, who: np.ndarray, column: int) -> np.ndarray:
        """By adult, the chance that it is outside the labour market in a month, by its age then; at most 0.95. Called
        for every month of synthetic benefits that is filled in. who: indices of `self.adults`. column: the month's
        place in the spells."""
        return np.clip(self.level[who] * _weigh_age(self.age[who, column]), 0, 0.95)

    def _mix_codes(self, who: np.ndarray, column: int) -> np.ndarray:
        """By synthetic adult and code (benefit or work), its share of the spells outside the labour market that begin
        in a month. Called for every month that is filled in. who: indices of `self.adults`. column: the month's place
        in the spells. Uddannelseshjælp is for those under 30, and efterløn for those of 60 or older."""
        age = self.age[who, column]
        mix = np.tile(_order_by_code(_SPREAD), (len(who), 1))
        mix[age >= 30, CODES.index("uddannelseshjaelp")] = 0
        mix[age < 60, CODES.index("efterloen")] = 0
        share = self.kont[who][:, None]
        mix = mix / mix.sum(1, keepdims=True) * (1 - share)
        mix[:, KONT[0]], mix[:, KONT[1]] = share[:, 0] * 0.35, share[:, 0] * 0.65
        return mix

    def _draw_inside(self, who: np.ndarray, column: int, rng: np.random.Generator) -> np.ndarray:
        """Draw a code within the labour market for each synthetic adult, as an index of `CODES`. Called for every month
        that is filled in, also for adults who turn out to be outside the labour market: their draw is not used. who:
        indices of `self.adults`. column: a month's place in the spells, which gives their age."""
        young = (self.age[who, column] < _YOUNG)[:, None]
        return _pick_codes(rng, np.where(young, _order_by_code(_WORK_YOUNG), _order_by_code(_WORK)))

    def _begin(self, who: np.ndarray, column: int, rng: np.random.Generator) -> None:
        """Give synthetic adults the code (of a benefit or of work) of their first month; the chance of one outside the
        labour market is the one expected of them. Called each month for those who have no code in the month before.
        who: indices of `self.adults`. column: the month's place in `self.state`, which is filled in."""
        outside = rng.random(len(who)) < self._expect_outside(who, column)
        inside = self._draw_inside(who, column, rng)
        self.state[who, column] = np.where(outside, _pick_codes(rng, self._mix_codes(who, column)), inside)

    def _continue(self, who: np.ndarray, column: int, rng: np.random.Generator, hold: Hold | None) -> None:
        """Give synthetic adults the work or benefit code of their next month; the share outside the labour market
        stays, but for drift, or is held to a line.

        Called for each month, for those who have a code in the month before. who: indices of `self.adults`. column: the
        month's place. A share stays when as many spells begin as end. So the chance to begin one is the chance that
        such spells end, times the odds of being outside. hold: as in `live`.
        """
        before = self.state[who, column - 1]
        day = self.life.timeline.first_day(int(self.months[column]))
        region = self.region[who, column]
        out = np.isin(before, OUTSIDE)
        entry = self._mix_codes(who, column) * ENDS
        share = self._expect_outside(who, column)
        odds = share / (1 - share)
        if hold is None:
            drift = self.life.trends.at(OUT_KEY, day, region, self.shares[OUT_KEY])
            kont = self.life.trends.at(KONT_KEY, day, region, self.shares[KONT_KEY])
            entry[:, KONT] *= (kont / drift)[:, None]
            chance = entry.sum(1) * (odds * drift**_RESPONSE)
        else:
            entry = hold(self, entry * odds[:, None], who, column)
            chance = entry.sum(1)
        begins, ends = rng.random(len(who)) < chance, rng.random(len(who)) < ENDS[before]
        changes_work = rng.random(len(who)) < 0.01
        inside = np.where(changes_work | out, self._draw_inside(who, column, rng), before)
        self.state[who, column] = np.where(
            out, np.where(ends, inside, before), np.where(begins, _pick_codes(rng, entry), inside)
        )

    def live(self, first: int, last: int, rng: np.random.Generator, hold: Hold | None = None) -> None:
        """Draw every synthetic adult's work or benefit code in the columns (months) from `first` to `last`, month by
        month; the columns before must be filled. Called up to the end of each baseline window, because the window is
        adjusted before later months are drawn from it, and once more to the last month. hold: changes how often spells
        begin so that the levels follow a line (`benefits_line`); None where they drift."""
        for column in range(first, last + 1):
            here = self.eligible[:, column]
            known = here & (self.state[:, column - 1] != ABSENT) if column else np.zeros(len(here), bool)
            self._begin(np.flatnonzero(here & ~known), column, rng)
            self._continue(np.flatnonzero(known), column, rng, hold)


def _pick_codes(rng: np.random.Generator, weights: np.ndarray) -> np.ndarray:
    """A code for each row of weights, drawn in proportion to them, as an index of `CODES`. Called wherever synthetic
    adults get a new benefit or work code. weights: by adult and code."""
    edges = weights.cumsum(1)
    return (rng.random(len(weights))[:, None] * edges[:, -1:] >= edges).sum(1).clip(0, len(CODES) - 1).astype(np.int8)


def _weigh_age(age: np.ndarray) -> np.ndarray:
    """How prone people of an age are to be outside the labour market, relative to those of 40-54; made up. Called when
    adults' levels are fitted and for every month that is simulated. age: in whole years."""
    return np.select([age < 20, age < 25, age < 40, age < 55], [0.4, 0.8, 0.85, 1.0], 1.35)


def _find_first_area(region: np.ndarray, elsewhere: int) -> np.ndarray:
    """The first area that each synthetic person lives in, as its place in the plan; `elsewhere` for those who never
    live in one. Called when spells on benefits are set up, because how often they begin follows that area. region: by
    person and month; -1 where not in the municipality."""
    inside = (region >= 0) & (region < elsewhere)
    first = region[np.arange(len(region)), inside.argmax(1)]
    return np.where(inside.any(1), first, elsewhere)
