"""Axis limits and ticks, made from what is shown and from nothing else, and where on a drawing a value lies."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from matplotlib.ticker import MaxNLocator

_NEAR_ZERO = 0.4  # an axis begins at zero when the lowest figure is under this part of the highest
_LEAST_WHOLE = 2  # an axis of whole numbers goes at least from 0 to 2: fewer than three numbers tell no distance


@dataclass(frozen=True)
class Scale:
    """An axis from low to high. Made by `make_scale`; `Frame` turns its values into pixels."""

    low: float
    high: float
    ticks: tuple[float, ...] = ()
    decimals: int = 0  # what the tick labels need

    @property
    def begins_at_zero(self) -> bool:
        """Whether the axis starts at 0. Read for the note under a chart of areas or of courses, which warns if not."""
        return self.low == 0


def make_scale(
    values: Iterable[Decimal | float | None], steps: int = 6, from_zero: bool = False, whole: bool = False
) -> Scale:
    """Make a scale that holds every value, with at most so many round steps. Called for each axis of a chart that shows
    values, or once for panels that share one. None is skipped; 0 to 1 where nothing is shown. It begins at 0 (below it
    only for a negative value) with from_zero (as counts are drawn), and if the lowest value is under four tenths of the
    highest or equals it. whole: only whole numbers stand at it, as half a case is none."""
    shown = [float(value) for value in values if value is not None]
    low, high = (min(shown), max(shown)) if shown else (0.0, 1.0)
    if from_zero or low < _NEAR_ZERO * high or low == high:
        low = min(0.0, low)
    if whole:
        high = max(high, low + _LEAST_WHOLE)
    locator = MaxNLocator(nbins=steps, steps=[1, 2, 5, 10], integer=whole)
    ticks = [float(tick) for tick in locator.tick_values(low, high if high > low else low + 1)]
    step = ticks[1] - ticks[0]
    decimals = 0 if step >= 1 else 1 if step >= 0.1 else 2
    return Scale(ticks[0], ticks[-1], tuple(ticks), decimals)


@dataclass(frozen=True, kw_only=True)
class Frame:
    """Where things stand in a drawing, in CSS pixels with y downwards: its size, and the rectangle of its scales. Each
    chart has one or two of its own."""

    width: int
    height: int
    left: int
    right: int
    top: int
    bottom: int

    def x(self, value: Decimal | float, scale: Scale) -> float:
        """How far from the left, in pixels, a value of the horizontal scale stands. Called by the comparison chart and
        the funnel for each thing they draw; the scale's low must not equal its high."""
        return self.left + (float(value) - scale.low) / (scale.high - scale.low) * (self.right - self.left)

    def y(self, value: Decimal | float, scale: Scale) -> float:
        """How far from the top, in pixels, a value of the vertical scale stands: high values are near the top. Called
        by the charts for each thing they draw; the scale's low must not equal its high."""
        return self.bottom - (float(value) - scale.low) / (scale.high - scale.low) * (self.bottom - self.top)
