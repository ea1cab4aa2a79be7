"""The change of a row on the scale where chance is near normal: log odds, log rate, or the mean itself.

Half a person (event) is added on both sides of a share (to a rate), so that nought has a logarithm: Anscombe (1956),
Biometrika 43, 461-464; Gart & Zweifel (1967), 54, 181-187; Pettigrew, Gart & Thomas (1986), 73, 425-435. Of persons'
time the number of independent persons is published coarsely, as all is computed from it; in packages from before that
the printed limits of each figure bound it, and so the change.
"""

from __future__ import annotations

import math
from typing import NamedTuple

from hpanalysis.published.definitions import Indicator
from hpanalysis.published.figures import Figure
from hpanalysis.verify.remake import coarse
from hpanalysis.verify.remake.figures import COUNT, MEAN, RATE, SCALES, SHARE, is_pooled, read_counts
from hpanalysis.verify.remake.formulas.limits import Range, Z, find_stretch
from hpanalysis.verify.remake.formulas.student import compute_student_quantile
from hpanalysis.verify.remake.limited import compute_exact_value, read_range

_DIGITS = 6e-6  # half of the sixth digit of a number that begins with 1, and a little


class Natural(NamedTuple):
    """A value on the natural scale and its standard error, each exact (two equal ends) or bounded. Made for both
    figures of a change."""

    value: Range
    se: Range


def compute_natural(row: Figure, indicator: Indicator, k: int) -> Natural | None:
    """A shown row's value on its natural scale; None where it has none, or what is printed does not bound it. Called
    for both figures of each change. k: the fewest persons that may be shown; a denominator has at least twice as
    many."""
    counts = read_counts(row)
    if counts is None or compute_exact_value(row) is None:
        return None
    numerator, denominator = float(counts.numerator), float(counts.denominator or 1)
    if indicator.measure in (RATE, COUNT):
        value, se = math.log((numerator + 0.5) / denominator), 1 / math.sqrt(numerator + 0.5)
        return Natural((value, value), (se, se))
    if indicator.measure == MEAN:
        return _compute_natural_mean(row, int(denominator), indicator)
    if indicator.measure == SHARE and not is_pooled(row):
        return _compute_log_odds(numerator / denominator, (denominator, denominator))
    sizes = find_effective_sizes(row, numerator / denominator, denominator, indicator, k)
    return None if sizes is None else _compute_log_odds(numerator / denominator, sizes)


def _compute_log_odds(share: float, sizes: Range) -> Natural:
    """The log odds of a share of so many persons, half a person added on both sides. Called for shares, and for those
    of persons' time at the fewest and the most independent persons that they can be of."""
    sides = [(share * size + 0.5, (1 - share) * size + 0.5) for size in sizes]
    values = sorted(math.log(inside / outside) for inside, outside in sides)
    errors = sorted(math.sqrt(1 / inside + 1 / outside) for inside, outside in sides)
    return Natural((values[0], values[1]), (errors[0], errors[1]))


def find_effective_sizes(row: Figure, share: float, denominator: float, indicator: Indicator, k: int) -> Range | None:
    """The fewest and the most independent persons that a share of persons' time can be of, by its printed limits; None
    without limits. Called for each such figure of a change. Where it is published the two are one. The limits are at
    Student's t, which is 1.96 for many persons and most for the fewest that may be shown."""
    sized = coarse.read_sized(row)
    if sized is not None and sized.size > 0:
        return sized.size, sized.size
    texts, scale = (row.cells["lo"], row.cells["hi"]), SCALES[row.cells["unit"]]
    if not all(texts):
        return None
    lower, upper = (read_range(text, indicator.decimals) for text in texts)
    stretch = find_stretch(share, (lower[0] / scale, lower[1] / scale), (upper[0] / scale, upper[1] / scale))
    if stretch is None:
        return None
    most = compute_student_quantile(max(1, 2 * k - 1)) ** 2
    return Z * Z / stretch[1], denominator if stretch[0] * denominator <= most else most / stretch[0]


def narrow_sizes(row: Figure, share: float, sizes: Range) -> Range:
    """The fewest and the most independent persons that a share of persons' time can be of, by its printed standard
    error too, which falls with them. Called for each such figure of what is needed. sizes: by its printed limits."""
    text = row.cells["natural_se"]
    if not text:
        return sizes
    low, high = (_find_size(share, error) for error in reversed(read_printed(text)))
    return min(max(low, sizes[0]), sizes[1]), max(min(high, sizes[1]), sizes[0])


def _find_size(share: float, error: float) -> float:
    """The number n of independent persons whose log odds have a standard error e, for a share p. Called for both ends
    of a printed one. It is the positive root of e^2 (n p + 1/2) (n (1 - p) + 1/2) = n + 1."""
    square = error * error
    a, b, c = square * share * (1 - share), square / 2 - 1, square / 4 - 1
    if a == 0:
        return -c / b if b < 0 else math.inf
    return (-b + math.sqrt(max(0.0, b * b - 4 * a * c))) / (2 * a)


def find_mean_errors(row: Figure, n: int, indicator: Indicator) -> Range | None:
    """The least and the largest standard error that a mean of n values can have; None where its limits do not tell.
    Called for each mean of what is needed. It is the one on the natural scale without what is added for the spread,
    which is itself estimated; means of under four values have none, and then the limits alone tell."""
    if n < 2 or not (row.cells["lo"] and row.cells["hi"]):
        return None
    if (spread := coarse.read_spread(row)) is not None:
        return spread / math.sqrt(n), spread / math.sqrt(n)
    if row.cells["natural_se"] and n > 3:
        added = math.sqrt((n - 1) / (n - 3))
        low, high = read_printed(row.cells["natural_se"])
        return low / added, high / added
    value = compute_exact_value(row)
    assert value is not None  # it has limits
    lower, upper = (read_range(row.cells[column], indicator.decimals) for column in ("lo", "hi"))
    quantile = compute_student_quantile(n - 1)
    return (
        max(0.0, value - lower[1], upper[0] - value) / quantile,
        max(0.0, min(value - lower[0], upper[1] - value)) / quantile,
    )


def _compute_natural_mean(row: Figure, n: int, indicator: Indicator) -> Natural | None:
    """A mean and its standard error, from its printed limits: their distance by Student's t, times the standard
    deviation of that t, because the spread is itself estimated. Called for each mean of a change. None without limits,
    and for under four values, whose t has no standard deviation."""
    value, texts, spread = compute_exact_value(row), (row.cells["lo"], row.cells["hi"]), coarse.read_spread(row)
    if value is None or not all(texts) or n < 4:
        return None
    if spread is not None:
        error = spread / math.sqrt(n) * math.sqrt((n - 1) / (n - 3))
        return Natural((value, value), (error, error))
    lower, upper = (read_range(text, indicator.decimals) for text in texts)
    reach = max(0.0, value - lower[1], upper[0] - value), min(value - lower[0], upper[1] - value)
    times = math.sqrt((n - 1) / (n - 3)) / compute_student_quantile(n - 1)
    return Natural((value, value), (times * reach[0], times * reach[1]))


def subtract_naturals(now: Natural, before: Natural, correlations: Range) -> Natural:
    """The change between two figures on the natural scale, with its standard error. Called for each change. The two go
    together by a correlation between the ends of `correlations`: the larger it is, the smaller is the error."""
    value = (now.value[0] - before.value[1], now.value[1] - before.value[0])
    # The square of the error is convex in the two errors: largest in a corner of their ranges, least on an edge.
    largest = max(_combine_errors(a, b, correlations[0]) for a in now.se for b in before.se)
    edges = [
        _combine_errors(given, min(max(correlations[1] * given, free[0]), free[1]), correlations[1])
        for ends, free in ((now.se, before.se), (before.se, now.se))
        for given in ends
    ]
    return Natural(value, (min(edges), largest))


def _combine_errors(a: float, b: float, correlation: float) -> float:
    """The standard error of a difference of two figures with these errors. Called for the edges of what the two can
    be."""
    return math.sqrt(max(0.0, a * a + b * b - 2 * correlation * a * b))


def read_printed(text: str) -> Range:
    """The range that a number printed with six digits lay in. Called for each effect and standard error."""
    number = float(text)
    slack = _DIGITS * abs(number) + 1e-12
    return number - slack, number + slack


def is_printed_from(text: str, bounds: Range) -> bool:
    """Whether a number printed with six digits lies between two bounds, or is the one number that both are. Called for
    each effect and standard error."""
    low, high = read_printed(text)
    return bounds[0] <= high and low <= bounds[1]
