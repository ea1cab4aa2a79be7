"""Where a row's figure is expected to be at a later measurement, in raw units (a share from 0 to 1).

With a target that has a size: on the straight line from the baseline to it. Falling: as far along as its change since
the baseline takes it, drawn towards none as in the evidence (Efron & Morris 1975, J. Amer. Statist. Assoc. 70,
311-319), on the natural scale.
"""

from __future__ import annotations

import math
from datetime import date

from hpanalysis.published.figures import Figure
from hpanalysis.verify.remake.distances import find_targets
from hpanalysis.verify.remake.figures import COUNT, MEAN, RATE, SCALES, Earlier, Figures
from hpanalysis.verify.remake.formulas.expected import Expected, ExpectedRate, ExpectedShare
from hpanalysis.verify.remake.limited import compute_exact_value


def find_point_of_line(row: Figure, before: Earlier, on: date, figures: Figures) -> float:
    """Where the straight line to a row's target stands on a day; kept to what the figure can be. Called for each later
    measurement of a figure with a target that has a size. before: the baseline, of a published row."""
    targets, baseline = find_targets(row, figures), None if before.row is None else compute_exact_value(before.row)
    end, scale, measure = figures.definitions.plan_end, SCALES[row.cells["unit"]], figures.get_indicator(row).measure
    assert targets is not None and end is not None and before.value is not None and baseline is not None
    left = min(1.0, max(0.0, (end - on).days / (end - before.end).days))
    # A baseline that was not on the bad side has no way to go.
    weight = left if figures.get_judging(row).sign * (before.value - targets[1]) < 0 else 0.0
    point = (float(targets[0]) - weight * float(targets[1]) + weight * baseline) / scale
    if measure == MEAN:
        return point
    return max(0.0, point if measure in (RATE, COUNT) else min(1.0, point))


def carry_on(row: Figure, before: Earlier, baseline: Expected, now: Expected, on: date, figures: Figures) -> float:
    """Where a row's figure is on a day if it goes on as it has gone since its baseline. Called for each later
    measurement of a figure that is to fall and has evidence. now: the figure, whose size the later one has."""
    effect, error, prior = (float(row.cells[column]) for column in ("effect", "effect_se", "prior_sd"))
    kept = prior**2 / (prior**2 + error**2)
    days = (on - before.end).days / (figures.get_days(row)[1] - before.end).days
    return _leave_natural(_make_natural(baseline) + kept * effect * days, now)


def _make_natural(figure: Expected) -> float:
    """A figure on its natural scale, half a person or event added on each side. Called for each baseline."""
    if isinstance(figure, ExpectedShare):
        inside = figure.value * figure.size
        return math.log((inside + 0.5) / (figure.size - inside + 0.5))
    if isinstance(figure, ExpectedRate):
        return math.log((figure.events + 0.5) / figure.exposure)
    return figure.value


def _leave_natural(natural: float, size: Expected) -> float:
    """A value on the natural scale as a figure of a size, without what was added. Called for each value that a course
    is carried on to."""
    if isinstance(size, ExpectedShare):
        share = 1 / (1 + math.exp(-natural))
        return min(1.0, max(0.0, (share * (size.size + 1) - 0.5) / size.size))
    return max(0.0, math.exp(natural) - 0.5 / size.exposure) if isinstance(size, ExpectedRate) else natural
