"""The straight line from a figure's baseline to its target at the end of the plan, and where it stands on a day.

Falling has no size, so it has no line.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from hpanalysis.definitions.model import Indicator
from hpanalysis.judge.figure_lookup import FigureLookup, WindowFigure
from hpanalysis.plan import Adoption, Target
from hpanalysis.statistics import Estimate, Interval

LEVEL_FORMS = (Target.AT_MUNICIPALITY, Target.AT_OR_ABOVE_MUNICIPALITY)


@dataclass(frozen=True)
class LineTarget:
    """The target that a line runs to, in the unit, as it is printed. Made by `find_line_target`; a number is the same
    now and at the baseline, and the municipality's level may have moved."""

    now: Decimal
    before: Decimal  # at the baseline


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


def find_line_target(indicator: Indicator, adoption: Adoption, window: str, lookup: FigureLookup) -> LineTarget | None:
    """The target that the straight line of a row's figure runs to. Called by `facts` for each housing area and their
    total. window: the row's. None where the plan sets no number and no municipality's level to reach, and where the
    municipality's figure, now or at the baseline, is not shown."""
    if adoption.target is Target.NUMBER and adoption.target_value is not None:
        return LineTarget(adoption.target_value, adoption.target_value)
    comparison_id = lookup.comparison_id(indicator)
    if adoption.target not in LEVEL_FORMS or comparison_id is None:
        return None
    # The municipality's level itself moves: it is one number now, and was another then.
    level = lookup.find(adoption.indicator_id, window, comparison_id)
    level_before = lookup.find_baseline(adoption, comparison_id, window)
    # Either of the two may be hidden, and then nobody can say how far the municipality has moved.
    if level is None or level.value is None or level_before is None or level_before.value is None:
        return None
    return LineTarget(level.value, level_before.value)


def compute_line_point(
    target: LineTarget, baseline: WindowFigure, indicator: Indicator, left: float
) -> LinePoint | None:
    """The straight line to the target at a point where `left` of the way is left, from 1 (all of it) to 0.

    Called by `facts` to see whether a figure is on its way: for each one shown of a housing area or their total, later
    than the baseline, with a target that has a size; and by `sure_from` for where the figure is to be later.

    The baseline's gap to the target shrinks along the line: from 30 % to a target of 20 % it is at 25 % halfway. A
    baseline that was not on the bad side has no way to go: its line is the target. None where the baseline has no
    number or no estimate.
    """
    if baseline.estimate is None or baseline.value is None:
        return None
    # At the line's start the baseline's uncertainty is the line's own. At its end the target is known exactly.
    weight = left if indicator.direction.sign * (baseline.value - target.before) < 0 else 0.0
    known = float(target.now) - weight * float(target.before)
    return LinePoint(baseline.estimate, weight, known / indicator.unit.scale)


def draw_line(
    indicator: Indicator, now: WindowFigure, baseline: WindowFigure | None, target: LineTarget | None, plan_end: date
) -> LinePoint | None:
    """Where the straight line from the baseline to the target stands at the end of the figure's window. Called by
    `facts` for each row. None without a baseline or a target with a size, where the figure is not shown, and where its
    window ends no later than the baseline's."""
    # At the baseline's own time the whole way is left, and before it there is no line.
    if baseline is None or target is None or now.end <= baseline.end or now.value is None:
        return None
    return compute_line_point(target, baseline, indicator, compute_way_left(baseline.end, plan_end, now.end))
