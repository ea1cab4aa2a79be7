"""Work and benefits of everyone aged 18-64, month by month: spells that begin and end."""

from __future__ import annotations

import numpy as np

from hpanalysis.definitions.benefits import KONTANTHJAELP, OUTSIDE_LABOUR_MARKET
from hpanalysis.definitions.columns import YDELSER
from hpanalysis.demo.town.life import Life

CODES = list(YDELSER.values())
KONT = np.array([CODES.index(code) for code in KONTANTHJAELP])
OUTSIDE = np.array([CODES.index(code) for code in OUTSIDE_LABOUR_MARKET])
OTHERS = np.array([i for i in OUTSIDE if i not in KONT])
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
_WORK = {"arbejde": 0.8, "uddannelse": 0.09, "fleksjob": 0.05, "dagpenge": 0.06}
_WORK_YOUNG = {"arbejde": 0.4, "uddannelse": 0.56, "fleksjob": 0.01, "dagpenge": 0.03}
_YOUNG = 25
ABSENT = -1
# Most spells are long: that the level drifts within years, beginnings must drift several times as much.
_RESPONSE = 3


def _order_by_code(shares: dict[str, float]) -> np.ndarray:
    return np.array([shares.get(code, 0.0) for code in CODES])


ENDS = _order_by_code(_ENDS)


class Spells:
    """state: by adult and month, a code's place; ABSENT where not aged 18-64 in the municipality.

    adults: places among the persons. level: by adult, how prone to be outside, before the factor of its age; kont: of
    the spells outside, the share on kontanthjælp. They decide how often spells begin, and follow the area a person
    ever lives in, for those who move there are like those there.
    """

    def __init__(
        self, life: Life, months: np.ndarray, outside: list[float], kont: list[float], weight_month: int
    ) -> None:
        self.life, self.months = life, months
        persons, firsts = life.persons, [life.timeline.first_day(int(m)) for m in months]
        self.adults = np.flatnonzero((persons.age_at(firsts[-1]) >= 18) & (persons.age_at(firsts[0]) < 65))
        self.region = persons.region[self.adults][:, months]
        self.age = np.stack([persons.age_at(day)[self.adults] for day in firsts], axis=1).astype(np.int8)
        self.eligible = (self.region >= 0) & (self.age >= 18) & (self.age < 65)
        self.state = np.full(self.eligible.shape, ABSENT, dtype=np.int8)
        self.home = _find_first_area(persons.region[self.adults], life.calibration.elsewhere)
        self.level = self._levels(outside, _weigh_age(self.age[:, weight_month]), weight_month)
        self.kont = np.minimum(np.array(kont) / np.maximum(outside, 1e-9), 0.9)[self.home]

    def _levels(self, shares: list[float], factor: np.ndarray, month: int) -> np.ndarray:
        """Levels by adult such that, with the factor of its age, the mean in each region is the region's."""
        found = np.zeros(len(self.adults))
        for region, share in enumerate(shares):
            here = self.home == region
            counted = here & self.eligible[:, month]
            mean = factor[counted].mean() if counted.any() else 1.0
            found[here] = share / mean
        return found

    def _outside(self, who: np.ndarray, column: int) -> np.ndarray:
        """The share of months that adults are expected to be outside, at the age they have in a month."""
        return np.clip(self.level[who] * _weigh_age(self.age[who, column]), 0, 0.95)

    def _mix(self, who: np.ndarray, column: int) -> np.ndarray:
        """By adult: the share of each code among the spells outside the labour market."""
        age = self.age[who, column]
        mix = np.tile(_order_by_code(_SPREAD), (len(who), 1))
        mix[age >= 30, CODES.index("uddannelseshjaelp")] = 0
        mix[age < 60, CODES.index("efterloen")] = 0
        share = self.kont[who][:, None]
        mix = mix / mix.sum(1, keepdims=True) * (1 - share)
        mix[:, KONT[0]], mix[:, KONT[1]] = share[:, 0] * 0.35, share[:, 0] * 0.65
        return mix

    def _draw_inside(self, who: np.ndarray, column: int, rng: np.random.Generator) -> np.ndarray:
        young = (self.age[who, column] < _YOUNG)[:, None]
        return _pick_codes(rng, np.where(young, _order_by_code(_WORK_YOUNG), _order_by_code(_WORK)))

    def _begin(self, who: np.ndarray, column: int, rng: np.random.Generator) -> None:
        """First month: in a spell or not, as the shares have it."""
        outside = rng.random(len(who)) < self._outside(who, column)
        inside = self._draw_inside(who, column, rng)
        self.state[who, column] = np.where(outside, _pick_codes(rng, self._mix(who, column)), inside)

    def _continue(self, who: np.ndarray, column: int, rng: np.random.Generator) -> None:
        """Spells end and begin such that the shares stay what they are, but for the drift."""
        before = self.state[who, column - 1]
        day = self.life.timeline.first_day(int(self.months[column]))
        region = self.region[who, column]
        out = np.isin(before, OUTSIDE)
        entry = self._mix(who, column) * ENDS
        drift = self.life.trends.at(OUT_KEY, day, region)
        entry[:, KONT] *= (self.life.trends.at(KONT_KEY, day, region) / drift)[:, None]
        share = self._outside(who, column)
        odds = share / (1 - share) * drift**_RESPONSE
        chance = entry.sum(1) * odds
        begins, ends = rng.random(len(who)) < chance, rng.random(len(who)) < ENDS[before]
        changes_work = rng.random(len(who)) < 0.01
        inside = np.where(changes_work | out, self._draw_inside(who, column, rng), before)
        self.state[who, column] = np.where(
            out, np.where(ends, inside, before), np.where(begins, _pick_codes(rng, entry), inside)
        )

    def live(self, first: int, last: int, rng: np.random.Generator) -> None:
        """The columns from `first` to `last`."""
        for column in range(first, last + 1):
            here = self.eligible[:, column]
            known = here & (self.state[:, column - 1] != ABSENT) if column else np.zeros(len(here), bool)
            self._begin(np.flatnonzero(here & ~known), column, rng)
            self._continue(np.flatnonzero(known), column, rng)


def _pick_codes(rng: np.random.Generator, weights: np.ndarray) -> np.ndarray:
    """A code for each row, in proportion to the row's weights."""
    edges = weights.cumsum(1)
    return (rng.random(len(weights))[:, None] * edges[:, -1:] >= edges).sum(1).clip(0, len(CODES) - 1).astype(np.int8)


def _weigh_age(age: np.ndarray) -> np.ndarray:
    return np.select([age < 20, age < 25, age < 40, age < 55], [0.4, 0.8, 0.85, 1.0], 1.35)


def _find_first_area(region: np.ndarray, elsewhere: int) -> np.ndarray:
    """The first area a person lives in, else elsewhere."""
    inside = (region >= 0) & (region < elsewhere)
    first = region[np.arange(len(region)), inside.argmax(1)]
    return np.where(inside.any(1), first, elsewhere)
