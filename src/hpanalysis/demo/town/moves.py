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
    """All moves of all households, from the town's first month to its last. Made by `simulate_moves`; read when persons
    are drawn and when the move-outs are counted."""

    home: np.ndarray  # by household and month, the dwelling; -1 where the household is not in the municipality
    room: np.ndarray  # by household, the dwelling it first lives in, which decides its composition
    # By dwelling and month, whether a household moved out of its department (out of a private dwelling, of it).
    left: np.ndarray


def _derive_monthly_rates(stock: Dwellings, calibration: Calibration, shares: list[float]) -> np.ndarray:
    """By dwelling, the chance that its household moves in a month, before any drift. Called once, before the synthetic
    moves are drawn. shares: moves a year per social dwelling, by region. Private dwellings have demo.yaml's rate."""
    private = calibration.settings.private_moves_a_year / 100
    social = np.array(shares)[stock.region]
    return np.where(stock.department >= 0, social, private) / 12


def _draw_baseline_moves(
    stock: Dwellings, counts: list[int], months: np.ndarray, rng: np.random.Generator
) -> np.ndarray:
    """By synthetic dwelling and month of the baseline year, whether its household moves out: `counts` dwellings in each
    region, once each. Called once, before the households are moved. counts: by region, the moves that give the printed
    percentage; only dwellings that it counts are drawn. months: the year's months; empty without a baseline."""
    left = np.zeros((len(stock.region), len(months)), dtype=bool)
    for region, count in enumerate(counts):
        chosen = pick(rng, np.flatnonzero(stock.counted & (stock.region == region)), count)
        left[chosen, rng.integers(0, len(months), len(chosen))] = True
    return left


def _choose_neutral_shares(calibration: Calibration) -> list[float]:
    """Moves a year per social dwelling, by region: demo.yaml's rate of move-outs, else that of private dwellings.
    Called once, before the synthetic households move, and only where no baseline of the move-outs is delivered."""
    settings = calibration.settings
    if KEY not in settings.rates:
        return [settings.private_moves_a_year / 100] * (calibration.elsewhere + 1)
    return [calibration.level(KEY, r) for r in range(calibration.elsewhere + 1)]


def _calculate_shares(calibration: Calibration, counts: list[int], dwellings: list[int]) -> list[float]:
    """Moves per synthetic dwelling in each region in the baseline year. Called once, if the baseline is delivered, for
    the rate of other years. counts, dwellings: by region, the moves that give the printed percentage, and the dwellings
    that count in it. Where a region has no such dwelling, the rate is demo.yaml's."""
    return [c / d if d else calibration.level(KEY, r) for r, (c, d) in enumerate(zip(counts, dwellings, strict=True))]


def simulate_moves(
    stock: Dwellings,
    calibration: Calibration,
    *,
    timeline: Timeline,
    baseline: Span | None,
    trends: Trends,
    draws: Draws,
) -> Moves:
    """Let the synthetic households move, from the timeline's first month to its last.

    Called once, before persons are drawn. The baseline year has the moves that give the printed percentages. Before and
    after it they come at the same rate, which drifts after it. baseline: None where the plan does not follow the moves,
    or has no baseline delivered.
    """
    rng = draws("moves")
    dwellings = [int((stock.counted & (stock.region == r)).sum()) for r in range(calibration.elsewhere + 1)]
    counts = calibration.counts(KEY, dwellings) if baseline else [0] * len(dwellings)
    shares = _calculate_shares(calibration, counts, dwellings) if baseline else _choose_neutral_shares(calibration)
    rates = _derive_monthly_rates(stock, calibration, shares)
    months = timeline.indices(baseline) if baseline else np.array([], dtype=int)
    baseline_moves = _draw_baseline_moves(stock, counts, months, rng)
    occupancy = _Occupancy(stock, calibration.settings.moves_out_of_municipality, timeline.months)
    for month in range(1, timeline.months):
        drift = trends.at(KEY, timeline.first_day(month), stock.region, shares)
        moving = rng.random(len(stock.region)) < rates * drift
        if month in months:
            moving = np.where(stock.counted, baseline_moves[:, month - months[0]], moving)
        occupancy.move(month, np.flatnonzero(moving), rng)
    if len(months) and months[0] == 0:
        # The first month's moves happened before anyone was counted, so only the dwellings left are known.
        occupancy.left[:, 0] = baseline_moves[:, 0]
    return occupancy.collect_moves()


class _Occupancy:
    """Which household lives in which dwelling, as the months go by. Made by `simulate_moves`, which moves its
    households month by month and collects the moves at the end."""

    def __init__(self, stock: Dwellings, out: float, months: int) -> None:
        """Let one household live in each dwelling in the first month. Called once, when the moves are to be simulated.
        out: the share of the moves that go out of the municipality. months: how many the town lives through."""
        self.stock, self.out = stock, out
        count = len(stock.region)
        self.living = np.zeros((months, count), dtype=np.int32)  # by month and dwelling, the household
        self.living[0] = np.arange(count)
        self.rooms = [np.arange(count)]  # see `Moves.room`, in the order in which households came
        self.households = count
        self.left = np.zeros((count, months), dtype=bool)  # see `Moves`

    def _add_newcomers(self, rooms: np.ndarray) -> np.ndarray:
        """Make a new synthetic household for each dwelling in `rooms` (numbers of dwellings), with as many adults and
        children as the dwelling has room for. Returns the numbers of the households. Called each month for the
        dwellings whose households have left the municipality."""
        newcomers = np.arange(self.households, self.households + len(rooms))
        self.households += len(rooms)
        self.rooms.append(rooms)
        return newcomers

    def move(self, month: int, moving: np.ndarray, rng: np.random.Generator) -> None:
        """Move the synthetic households of some dwellings in a month.

        Called for each month but the first, in order. month: its index. moving: the dwellings that are left. Some of
        their households leave the municipality and are followed by newcomers; the others take over each other's
        dwellings, each one that its composition (children, adults) fits.
        """
        before = self.living[month - 1]
        now = before.copy()
        leaves = rng.random(len(moving)) < self.out
        stay = moving[~leaves]
        key = self.stock.composition[stay]
        to, by = stay[np.argsort(key, kind="stable")], stay[np.lexsort((rng.random(len(stay)), key))]
        now[to] = before[by]
        same = self.stock.department[to] == self.stock.department[by]
        # A household that would stay in its department leaves the municipality instead, because the move-out
        # percentage counts only moves out of the department.
        back = to[same & ((self.stock.department[to] >= 0) | (to == by))]
        replaced = np.sort(np.concatenate([moving[leaves], back]))
        now[replaced] = self._add_newcomers(replaced)
        self.living[month] = now
        self.left[moving, month] = True

    def collect_moves(self) -> Moves:
        """All synthetic moves: each household's dwelling in each month (-1 while it is not in the municipality), the
        dwelling it first lived in, and the dwellings that were left. Called once, after the last month is simulated."""
        months = len(self.living)
        home = np.full((self.households, months), -1, dtype=np.int32)
        for month in range(months):
            home[self.living[month], month] = np.arange(self.living.shape[1])
        return Moves(home, np.concatenate(self.rooms), self.left)
