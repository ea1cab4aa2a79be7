"""Households move, month by month: within the municipality, out of it, and new ones in."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from hpanalysis.definitions.windows import Span
from hpanalysis.demo.calibration.draws import Draws, pick
from hpanalysis.demo.calibration.schedule import Timeline
from hpanalysis.demo.calibration.sizes_and_counts import Calibration
from hpanalysis.demo.calibration.trends import Trends
from hpanalysis.demo.town.dwellings import Dwellings

KEY = "fraflytning"


@dataclass
class Moves:
    """home: by household and month, the dwelling, -1 where the household is not in the municipality.

    room: by household, the dwelling it first lives in (its composition). left: by dwelling and month, whether a
    household moved out of the department (out of the dwelling, where there is none).
    """

    home: np.ndarray
    room: np.ndarray
    left: np.ndarray


def _derive_monthly_rates(stock: Dwellings, calibration: Calibration, shares: list[float]) -> np.ndarray:
    """The chance that a dwelling's household moves in a month: as its region's social dwellings, or private."""
    private = calibration.settings.private_moves_a_year / 100
    social = np.array(shares)[stock.region]
    return np.where(stock.department >= 0, social, private) / 12


def _draw_baseline_moves(
    stock: Dwellings, counts: list[int], months: np.ndarray, rng: np.random.Generator
) -> np.ndarray:
    """For each month of the baseline year, the counted dwellings that are left: `counts` in each region, once each."""
    events = np.zeros((len(stock.region), len(months)), dtype=bool)
    for region, count in enumerate(counts):
        left = pick(rng, np.flatnonzero(stock.counted & (stock.region == region)), count)
        events[left, rng.integers(0, len(months), len(left))] = True
    return events


def _choose_neutral_shares(calibration: Calibration) -> list[float]:
    """A year's moves from the social dwellings of each region where the plan does not follow them."""
    settings = calibration.settings
    if KEY not in settings.rates:
        return [settings.private_moves_a_year / 100] * (calibration.elsewhere + 1)
    return [calibration.level(KEY, r) for r in range(calibration.elsewhere + 1)]


def _calculate_shares(calibration: Calibration, counts: list[int], dwellings: list[int]) -> list[float]:
    return [c / d if d else calibration.level(KEY, r) for r, (c, d) in enumerate(zip(counts, dwellings, strict=True))]


def simulate_moves(
    stock: Dwellings, calibration: Calibration, timeline: Timeline, baseline: Span | None, trends: Trends, draws: Draws
) -> Moves:
    """All moves from the timeline's first month to its last.

    The baseline year has as many moves as calibrated; before and after it they come at the same rate, which drifts.
    """
    rng = draws("moves")
    dwellings = [int((stock.counted & (stock.region == r)).sum()) for r in range(calibration.elsewhere + 1)]
    counts = calibration.counts(KEY, dwellings) if baseline else [0] * len(dwellings)
    shares = _calculate_shares(calibration, counts, dwellings) if baseline else _choose_neutral_shares(calibration)
    rates = _derive_monthly_rates(stock, calibration, shares)
    months = timeline.indices(baseline) if baseline else np.array([], dtype=int)
    events = _draw_baseline_moves(stock, counts, months, rng)
    world = _Occupancy(stock, calibration.settings.moves_out_of_municipality, timeline.months)
    for month in range(1, timeline.months):
        drift = trends.at(KEY, timeline.first_day(month), stock.region)
        moving = rng.random(len(stock.region)) < rates * drift
        if month in months:
            moving = np.where(stock.counted, events[:, month - months[0]], moving)
        world.move(month, np.flatnonzero(moving), rng)
    if len(months) and months[0] == 0:
        world.move_before_the_first(events[:, 0])
    return world.history()


class _Occupancy:
    """Who lives in which dwelling, as the months go."""

    def __init__(self, stock: Dwellings, out: float, months: int) -> None:
        self.stock, self.out = stock, out
        count = len(stock.region)
        self.living = np.zeros((months, count), dtype=np.int32)
        self.living[0] = np.arange(count)
        self.rooms = [np.arange(count)]
        self.households = count
        self.left = np.zeros((count, months), dtype=bool)

    def _newcomers(self, rooms: np.ndarray) -> np.ndarray:
        """New households that fit the dwellings."""
        found = np.arange(self.households, self.households + len(rooms))
        self.households += len(rooms)
        self.rooms.append(rooms)
        return found

    def move(self, month: int, moving: np.ndarray, rng: np.random.Generator) -> None:
        """Some households leave the municipality, the others take over each other's dwellings, like for like."""
        before = self.living[month - 1]
        now = before.copy()
        leaves = rng.random(len(moving)) < self.out
        stay = moving[~leaves]
        key = self.stock.composition[stay]
        to, by = stay[np.argsort(key, kind="stable")], stay[np.lexsort((rng.random(len(stay)), key))]
        now[to] = before[by]
        same = self.stock.department[to] == self.stock.department[by]
        # One who would stay in the department leaves the municipality instead: such moves are not external.
        back = to[same & ((self.stock.department[to] >= 0) | (to == by))]
        replaced = np.sort(np.concatenate([moving[leaves], back]))
        now[replaced] = self._newcomers(replaced)
        self.living[month] = now
        self.left[moving, month] = True

    def move_before_the_first(self, leaving: np.ndarray) -> None:
        """The first month's moves happened before anyone was counted: only the dwellings left are known."""
        self.left[:, 0] = leaving

    def history(self) -> Moves:
        months = len(self.living)
        home = np.full((self.households, months), -1, dtype=np.int32)
        for month in range(months):
            home[self.living[month], month] = np.arange(self.living.shape[1])
        return Moves(home, np.concatenate(self.rooms), self.left)
