"""How far a row lies from the rest of the municipality, and from the straight line to its target, made anew.

Both are published with six digits and their intervals, because verdicts on targets follow from them. The interval is
MOVER's of the two figures' limits. Of persons' time the limits of the rest are not published: then the printed interval
gives them away, and they must be such as one number of independent persons gives.
"""

from __future__ import annotations

import math
from decimal import Decimal
from typing import NamedTuple

from hpanalysis.published.figures import Figure
from hpanalysis.verify.remake.figures import (
    MEAN,
    RATE,
    SCALES,
    SHARE,
    Counts,
    Earlier,
    Figures,
    is_pooled,
    read_value,
)
from hpanalysis.verify.remake.formulas.differences import NO_CORRELATION, Limited, find_correlations
from hpanalysis.verify.remake.formulas.families import LEVEL
from hpanalysis.verify.remake.formulas.limits import (
    Range,
    Z,
    compute_poisson_interval,
    compute_wilson_interval,
    find_stretch,
)
from hpanalysis.verify.remake.limited import compute_exact_value, read_limited

GAP, FROM_LINE = ("gap", "gap_lo", "gap_hi"), ("from_line", "from_line_lo", "from_line_hi")
LEVEL_FORMS = ("at_municipality", "at_or_above_municipality")
_DIGITS = 6e-6  # half of the sixth digit of a number that begins with 1, and a little


Targets = tuple[Decimal, Decimal]  # a row's target now, and at its baseline


class Line(NamedTuple):
    """Where the straight line from a baseline to its target stands at the end of a row's window, in the unit."""

    known: float  # what of it is a known number
    weight: float  # how much of it is the baseline, whose uncertainty it has: 1 at its time, 0 at the plan's end
    before: Earlier


def read_digits(text: str) -> Range:
    """The range that a number printed with six digits lay in. Called for each distance and each of its limits."""
    number = float(text)
    slack = _DIGITS * abs(number) + 1e-9
    return number - slack, number + slack


def _is_in(number: float, bounds: Range) -> bool:
    """Whether a number made anew is the printed one. Called for each distance and each limit that is known exactly."""
    return bounds[0] <= number <= bounds[1]


def find_wrong_gap(row: Figure, figures: Figures) -> str | None:
    """The first column of a row's distance to the rest of the municipality that does not follow, or None. Called for
    each row. There is a distance exactly where the row has a p against the municipality."""
    texts = [row.cells[column] for column in GAP]
    rest, value = figures.find_rest(row), compute_exact_value(row)
    if not row.cells["municipality_p"]:
        return next((column for column in GAP if row.cells[column]), None)
    if not all(texts) or rest is None or not rest.denominator or value is None:
        return GAP[0]
    scale = SCALES[row.cells["unit"]]
    rest_value = scale * float(rest.numerator) / float(rest.denominator)
    printed, lower, upper = (read_digits(text) for text in texts)
    if not _is_in(value - rest_value, printed):
        return GAP[0]
    now = read_limited(row, figures.get_indicator(row))
    if now is None:
        return GAP[1]
    exact = _compute_rest_limits(rest, row, figures)
    if exact is not None:
        other = Limited((rest_value, rest_value), (exact[0], exact[0]), (exact[1], exact[1]))
        found = find_correlations(now, other, lower, upper)
        return None if found is not None and found[0] <= 0 <= found[1] else GAP[1]
    return None if _can_rest_have(now, rest, rest_value, lower, upper, row, figures) else GAP[1]


def _compute_rest_limits(rest: Counts, row: Figure, figures: Figures) -> Range | None:
    """The 95 % limits of the rest of the municipality, in the unit; None for persons' time and means. Called for each
    row that has a distance to it."""
    measure, scale = figures.get_indicator(row).measure, SCALES[row.cells["unit"]]
    numerator, denominator = float(rest.numerator), float(rest.denominator or 1)
    if measure == SHARE and not is_pooled(row):
        low, high = compute_wilson_interval(numerator, denominator)
    elif measure == RATE:
        low, high = (end / denominator for end in compute_poisson_interval(numerator))
    else:
        return None
    return scale * low, scale * high


def _can_rest_have(
    now: Limited, rest: Counts, rest_value: float, lower: Range, upper: Range, row: Figure, figures: Figures
) -> bool:
    """Whether the printed interval of a distance leaves the rest limits that it can have: of persons' time, Wilson's at
    one number of independent persons, not more than its months or days; of a mean, equally far on both sides. Called
    where the rest's limits are not published."""
    reaches = find_rest_reaches(now, rest_value, lower, upper)
    if reaches is None:
        return False
    above, below = reaches
    if figures.get_indicator(row).measure == MEAN:
        return above[0] <= below[1] and below[0] <= above[1]
    scale = SCALES[row.cells["unit"]]
    ends = (
        ((rest_value - below[1]) / scale, (rest_value - below[0]) / scale),
        ((rest_value + above[0]) / scale, (rest_value + above[1]) / scale),
    )
    stretch = find_stretch(rest_value / scale, *ends)
    return stretch is not None and stretch[1] >= Z * Z / float(rest.denominator or 1)


def find_rest_reaches(now: Limited, rest_value: float, lower: Range, upper: Range) -> tuple[Range, Range] | None:
    """How far the rest's upper and lower limit may lie from its value, by the printed interval of the distance; None
    where that leaves none. Called where the rest's limits are not published. lower, upper: of the distance."""
    value, between = now.value[0], now.value[0] - rest_value
    above = _take_side_off((between - lower[1], between - lower[0]), (value - now.lower[1], value - now.lower[0]))
    below = _take_side_off((upper[0] - between, upper[1] - between), (now.upper[0] - value, now.upper[1] - value))
    return None if above is None or below is None else (above, below)


def _take_side_off(reach: Range, side: Range) -> Range | None:
    """The other side of a right-angled triangle, as a range; None where the longest side is not the longest. Called for
    both limits of a distance: what is not the area's own uncertainty is the rest's."""
    if reach[1] < side[0]:
        return None
    return (
        math.sqrt(max(0.0, reach[0] ** 2 - side[1] ** 2)) - 1e-6 if reach[0] > side[1] else 0.0,
        math.sqrt(max(0.0, reach[1] ** 2 - max(0.0, side[0]) ** 2)) + 1e-6,
    )


def is_gap_unlike_p(row: Figure, figures: Figures) -> bool:
    """Whether the p of persons' time against the municipality contradicts the interval of the distance: it is under .05
    exactly where the interval leaves out 0. Called for each row; exact tests and those of means are another
    computation than the interval."""
    is_time = figures.get_indicator(row).measure not in (RATE, MEAN) and (
        figures.get_indicator(row).measure != SHARE or is_pooled(row)
    )
    if not is_time or not row.cells["municipality_p"] or not all(row.cells[column] for column in GAP):
        return False
    ends = [float(row.cells[column]) for column in GAP[1:]]
    return ((ends[0] > 0) or (ends[1] < 0)) != (float(row.cells["municipality_p"]) < LEVEL)


def find_line(row: Figure, figures: Figures) -> Line | None:
    """Where the straight line to a row's target stands at the end of its window; None without one: for a target that
    has no size, at the baseline's own time and before, and where a number that it needs is not shown. Called for each
    row of an area or the total."""
    judging, before, end = figures.get_judging(row), figures.find_baseline(row), figures.definitions.plan_end
    now_end = figures.get_days(row)[1]
    if before is None or before.value is None or read_value(row) is None or end is None or now_end <= before.end:
        return None
    targets = find_targets(row, figures)
    if targets is None:
        return None
    left = min(1.0, max(0.0, (end - now_end).days / (end - before.end).days))
    # A baseline that was not on the bad side has no way to go: its line is the target.
    weight = left if judging.sign * (before.value - targets[1]) < 0 else 0.0
    return Line(float(targets[0]) - weight * float(targets[1]), weight, before)


def find_targets(row: Figure, figures: Figures) -> Targets | None:
    """A row's target now, and at its baseline: a number is the same at both, and the municipality's level is that of
    the time. None where the target has no size, or a level is not shown. Called for each row of an area or their
    total."""
    judging = figures.get_judging(row)
    if judging.target == "number" and judging.target_value is not None:
        return judging.target_value, judging.target_value
    whole = figures.find(row.key[0], row.key[1], judging.compared_with)
    if judging.target not in LEVEL_FORMS or whole is None:
        return None
    level, before = read_value(whole), figures.find_baseline(whole)
    return None if level is None or before is None or before.value is None else (level, before.value)


def find_wrong_line(row: Figure, line: Line | None, correlations: Range, figures: Figures) -> str | None:
    """The first of a row's columns on the line to its target that does not follow, or None: where the line stands, and
    the row's distance to it. Called for each row of an area or the total that was delivered. correlations: those of the
    row and its baseline that the printed interval of the change allows."""
    cells, indicator = row.cells, figures.get_indicator(row)
    if line is None or not cells["line"]:
        # A baseline that only the plan prints may lack the n that a line needs.
        is_known = line is not None and line.before.row is not None
        return "line" if cells["line"] or is_known else next((c for c in FROM_LINE if cells[c]), None)
    baseline = None if line.before.row is None else compute_exact_value(line.before.row)
    half = 0.5 * 10.0**-indicator.decimals + 1e-9
    if baseline is not None and abs(float(cells["line"]) - line.known - line.weight * baseline) > half:
        return "line"
    has_distance = bool(cells["change_p"])
    if any(bool(cells[column]) != has_distance for column in FROM_LINE):
        return FROM_LINE[0]
    if not has_distance or baseline is None:
        return None
    return _find_wrong_distance(row, line, correlations, figures)


def _find_wrong_distance(row: Figure, line: Line, correlations: Range, figures: Figures) -> str | None:
    """The first column of a row's distance to the line that does not follow, or None. Called for each row that has one
    and whose baseline is published."""
    indicator = figures.get_indicator(row)
    printed, lower, upper = (read_digits(row.cells[column]) for column in FROM_LINE)
    now, before = read_limited(row, indicator), read_limited(line.before.row, indicator)
    if now is None or before is None:
        return FROM_LINE[1]
    moved = Limited(*((line.known + line.weight * ends[0], line.known + line.weight * ends[1]) for ends in before))
    if not _is_in(now.value[0] - moved.value[0], printed):
        return FROM_LINE[0]
    found = find_correlations(now, moved, lower, upper)
    allowed = correlations if correlations != NO_CORRELATION else (-1e-9, 1e-9)
    if found is None or found[1] < allowed[0] or allowed[1] < found[0]:
        return FROM_LINE[1]
    return None
