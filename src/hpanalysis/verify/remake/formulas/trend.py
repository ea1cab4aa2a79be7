"""A straight line through a series of windows by generalised least squares, in plain Python.

Aitken (1935, Proc. R. Soc. Edinburgh 55, 42-48). Windows go together by the days they share, and by the persons who are
there again: `(1 - lasting) x shared days + lasting x (r / lasting)^years`, r being the correlation a year apart. How it
fades is not known, so the standard error is the largest of several; and it grows where the values lie further from the
line than sampling explains (Thompson & Sharp 1999, Statist. Med. 18, 2693-2708, model 2).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hpanalysis.verify.remake.formulas.limits import Range, Z

FEWEST = 3  # values that a line is drawn through
# Correlations of windows a year apart that are tried where the true one is not known.
_UNKNOWN = (0.1, 0.25, 0.5, 0.75, 0.9)
_MOST = 0.99  # windows a year apart are never taken to be the same

Vector = Sequence[float]
Matrix = Sequence[Vector]


@dataclass(frozen=True)
class Point:
    """A window's value on the natural scale with its standard error, and its first and last day as numbers. Made for
    each window of a course."""

    value: float
    se: float
    first: int
    last: int

    @property
    def time(self) -> float:
        """The window's middle, in years. Read for the line, and for how far apart two windows lie."""
        return (self.first + self.last) / 2 / 365.25


@dataclass(frozen=True)
class Line:
    """A straight line through the values of windows. Made by `fit_line`."""

    slope: float  # a year
    level: float  # in the middle of what the windows weigh to
    se: float  # of the slope

    @property
    def limits(self) -> Range:
        """The 95 % interval of the slope. Read when the printed one is checked."""
        return self.slope - Z * self.se, self.slope + Z * self.se

    @property
    def p(self) -> float:
        """The two-sided p of no slope. Read when the printed one is checked."""
        return math.erfc(abs(self.slope) / self.se / math.sqrt(2))


def _share_days(a: Point, b: Point) -> float:
    """The days that two windows have in common, by the root of the product of their days. Called for each pair."""
    common = max(0, min(a.last, b.last) - max(a.first, b.first) + 1)
    return common / math.sqrt((a.last - a.first + 1) * (b.last - b.first + 1))


def _correlate(a: Point, b: Point, yearly: float, lasting: float) -> float:
    """The correlation of two windows by the formula at the top. Called for each pair; with a yearly one of 0 only
    shared days count."""
    shared = _share_days(a, b)
    if yearly == 0:
        return shared
    return (1 - lasting) * shared + lasting * (yearly / lasting) ** abs(a.time - b.time)


def _list_fadings(yearly: float | None, repeats: bool) -> Iterator[tuple[float, float]]:
    """The correlations a year apart that are tried, each with how much of it lasts; the line is fitted by the first.
    Called for each line. repeats: whether persons may count in several windows."""
    if not repeats or yearly is None or yearly <= 0:
        yield 0.0, 1.0
    if not repeats or (yearly is not None and yearly <= 0):
        return
    if yearly is None:
        for r in _UNKNOWN:
            yield from ((r, math.sqrt(r)), (r, 1.0))
    else:
        r = min(_MOST, yearly)
        yield from ((r, math.sqrt(r)), (r, 1.0), (r, r))


def _solve(matrix: Matrix, right: Vector) -> list[float]:
    """The vector that the matrix makes into `right`: Gauss's elimination, the largest number of each column first.
    ValueError where there is no one such vector. Called for each vector that is weighed by a covariance."""
    n = len(right)
    rows = [[*row, end] for row, end in zip(matrix, right, strict=True)]
    for column in range(n):
        place = max(range(column, n), key=lambda i: abs(rows[i][column]))
        rows[column], rows[place] = rows[place], rows[column]
        if rows[column][column] == 0:
            raise ValueError("a covariance without an inverse")
        for i in range(column + 1, n):
            times = rows[i][column] / rows[column][column]
            rows[i] = [a - times * b for a, b in zip(rows[i], rows[column], strict=True)]
    found = [0.0] * n
    for i in reversed(range(n)):
        rest = math.fsum(rows[i][j] * found[j] for j in range(i + 1, n))
        found[i] = (rows[i][n] - rest) / rows[i][i]
    return found


def _multiply(a: Vector, b: Vector) -> float:
    """The sum of the products of two vectors. Called wherever values are weighed."""
    return math.fsum(x * y for x, y in zip(a, b, strict=True))


def fit_line(points: Sequence[Point], yearly: float | None, repeats: bool) -> Line:
    """The line through the values of three windows or more. Called for each row that has a course. yearly: the
    correlation of windows a year apart, None where it is not known; repeats: whether persons may count in several
    windows. ValueError where the windows lie at one time, or their covariance has no inverse."""
    covariances = [
        [[a.se * b.se * _correlate(a, b, *fading) for b in points] for a in points]
        for fading in _list_fadings(yearly, repeats)
    ]
    times, values = [point.time for point in points], [point.value for point in points]
    weights = _solve(covariances[0], [1.0] * len(points))
    centre = _multiply(weights, times) / math.fsum(weights)
    level = _multiply(weights, values) / math.fsum(weights)
    distances = [time - centre for time in times]
    weighed = _solve(covariances[0], distances)
    information = _multiply(weighed, distances)
    if information <= 0:
        raise ValueError("windows of one time")
    shares = [each / information for each in weighed]
    slope = _multiply(shares, values)
    residuals = [value - level - slope * away for value, away in zip(values, distances, strict=True)]
    scatter = _multiply(residuals, _solve(covariances[0], residuals)) / (len(points) - 2)
    variance = max(_multiply(shares, [_multiply(row, shares) for row in matrix]) for matrix in covariances)
    return Line(slope, level, math.sqrt(variance * max(1.0, scatter)))
