"""The straight line from a figure's baseline to its target at the end of the plan, and where it stands on a day.

Falling has no size, so it has no line.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from hpanalysis.definitions.model import Indicator
from hpanalysis.judge.figure_lookup import WindowFigure
from hpanalysis.statistics import Estimate, Interval


@dataclass(frozen=True)
class LinePoint(Estimate):
    """A point of the straight line: a share of the baseline, which is uncertain, and a known number, in raw units. Made
    by `compute_line_point`, and compared with the figure when it is judged whether the figure is on its way."""

    baseline: Estimate
    weight: float  # the share of the baseline: 1 at its own time, 0 at the plan's end
    known: float

    @property
    def value(self) -> float:
        """Where the straight line from the baseline to the target is at this point, in raw units (a share from 0 to 1,
        a rate per unit of exposure). Read when the figure is compared with the line, and for the table of judged
        figures."""
        return self.known + self.weight * self.baseline.value

    def limits_at(self, z: float) -> Interval | None:
        """The limits of this point of the line to the target: the baseline's limits, moved along the line; None where
        the baseline has none. Called when the difference of figure and line gets its interval. z: the normal quantile
        of the interval, 1.96 for 95 %."""
        limits = self.baseline.limits_at(z)
        return None if limits is None else (self.known + self.weight * limits[0], self.known + self.weight * limits[1])


def compute_way_left(start: date, end: date, on: date) -> float:
    """How much of the way from the baseline (1) to the plan's end (0) is left on a day. Called for each figure that is
    compared with the line to its target. start, end: the last day of the baseline's window, and of the plan. Days
    before the start give 1, days after the end 0."""
    return min(1.0, max(0.0, (end - on).days / (end - start).days))


def compute_line_point(
    target_now: Decimal, target_before: Decimal, baseline: WindowFigure, indicator: Indicator, left: float
) -> LinePoint | None:
    """The straight line to the target at a point where `left` of the way is left, from 1 (all of it) to 0.

    Called by `facts` to see whether a figure is on its way: for each one shown of a housing area or their total, later
    than the baseline, with a target that is a number or the municipality's level. target_now, target_before: the target
    in the unit, now and at the baseline (a fixed number is the same at both).

    The baseline's gap to the target shrinks along the line: from 30 % to a target of 20 % it is at 25 % halfway. A
    baseline that was not on the bad side has no way to go: its line is the target. None where the baseline has no
    number or no estimate.
    """
    if baseline.estimate is None or baseline.value is None:
        return None
    # At the line's start the baseline's uncertainty is the line's own. At its end the target is known exactly.
    weight = left if indicator.direction.sign * (baseline.value - target_before) < 0 else 0.0
    known = float(target_now) - weight * float(target_before)
    return LinePoint(baseline.estimate, weight, known / indicator.unit.scale)
