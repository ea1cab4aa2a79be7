"""Axis limits and ticks: from what is shown, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from matplotlib.ticker import MaxNLocator

_NEAR_NOUGHT = 0.4  # an axis begins at nought when the lowest figure is under this part of the highest


@dataclass(frozen=True)
class Scale:
    """An axis from low to high with ticks; decimals is what its tick labels need."""

    low: float
    high: float
    ticks: tuple[float, ...]
    decimals: int

    @property
    def begins_at_nought(self) -> bool:
        return self.low == 0


def make_scale(values: Iterable[Decimal | float | None], steps: int = 6, from_nought: bool = False) -> Scale:
    """A scale that holds every value shown; with none shown, from 0 to 1. from_nought: as counts are drawn."""
    shown = [float(value) for value in values if value is not None]
    low, high = (min(shown), max(shown)) if shown else (0.0, 1.0)
    if from_nought or low < _NEAR_NOUGHT * high or low == high:
        low = min(0.0, low)
    locator = MaxNLocator(nbins=steps, steps=[1, 2, 5, 10])
    ticks = [float(tick) for tick in locator.tick_values(low, high if high > low else low + 1)]
    step = ticks[1] - ticks[0]
    decimals = 0 if step >= 1 else 1 if step >= 0.1 else 2
    return Scale(ticks[0], ticks[-1], tuple(ticks), decimals)
