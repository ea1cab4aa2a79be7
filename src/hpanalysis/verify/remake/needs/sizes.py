"""How much chance there is in a row's figure, for what a later one of its size would show.

Of single persons, dwellings and cases the size is the published count. Of persons' time it is the number of independent
persons, which the printed standard error and limits give away within their rounding, and the degrees of freedom, which
lie between what the denominator allows. Of the rest of the municipality they follow from the interval of the distance.
"""

from __future__ import annotations

import math
from typing import NamedTuple

from hpanalysis.published.figures import Figure
from hpanalysis.verify.remake.coarse import read_sized
from hpanalysis.verify.remake.distances import GAP, find_rest_reaches, read_digits
from hpanalysis.verify.remake.figures import COUNT, MEAN, RATE, SCALES, SHARE, Counts, Figures, is_pooled, read_counts
from hpanalysis.verify.remake.formulas.differences import Limited
from hpanalysis.verify.remake.formulas.expected import Expected, ExpectedMean, ExpectedRate, ExpectedShare
from hpanalysis.verify.remake.formulas.limits import Range, Z, find_stretch
from hpanalysis.verify.remake.formulas.student import compute_student_quantile
from hpanalysis.verify.remake.limited import compute_exact_value
from hpanalysis.verify.remake.natural_scale import find_effective_sizes, find_mean_errors, narrow_sizes


class Sizes(NamedTuple):
    """A figure with the least and with the most certainty that it can have; the same where its size is published."""

    least: Expected
    most: Expected


def find_sizes(row: Figure | None, figures: Figures) -> Sizes | None:
    """A row's figure with its size; None where there is no row, or it has no number or no limits. Called for both
    figures of each test."""
    counts = read_counts(row)
    if row is None or counts is None or compute_exact_value(row) is None or not (row.cells["lo"] and row.cells["hi"]):
        return None
    exact = _make_exact(counts, row, figures)
    if exact is not None:
        return exact
    indicator, n = figures.get_indicator(row), float(counts.denominator or 1)
    value = float(counts.numerator) / n
    if indicator.measure == MEAN:
        errors = find_mean_errors(row, int(n), indicator)
        return None if errors is None else _make_means(value, errors, int(n))
    sizes = find_effective_sizes(row, value, n, indicator, figures.definitions.k)
    if sizes is None:
        return None
    sizes = narrow_sizes(row, value, sizes)
    sized = read_sized(row)
    least, most = _bound_persons(row, n, figures) if sized is None else (sized.persons, sized.persons)
    return Sizes(
        ExpectedShare(value=value, size=sizes[0], freedom=max(1, least - 1)),
        ExpectedShare(value=value, size=sizes[1], freedom=max(1, most - 1)),
    )


def _make_exact(counts: Counts, row: Figure, figures: Figures) -> Sizes | None:
    """The figure that counts are, where they tell its size; None of persons' time and of means. Called for a row, and
    for the rest of the municipality beside it."""
    measure, n = figures.get_indicator(row).measure, float(counts.denominator or 1)
    if measure in (RATE, COUNT):
        figure: Expected = ExpectedRate(value=float(counts.numerator) / n, exposure=n)
    elif measure == SHARE and not is_pooled(row):
        figure = ExpectedShare(value=float(counts.numerator) / n, size=n)
    else:
        return None
    return Sizes(figure, figure)


def _make_means(value: float, errors: Range, n: int) -> Sizes:
    """A mean with the largest and the least standard error that it can have. Called for a row and for the rest."""
    least, most = (ExpectedMean(value=value, of_mean=error, n=n) for error in reversed(errors))
    return Sizes(least, most)


def _bound_persons(row: Figure, denominator: float, figures: Figures) -> tuple[int, int]:
    """The fewest and the most distinct persons in a denominator of their time, where their number is not published:
    that of the rest of the municipality, and of packages from before it was. Called for each such figure. Nobody brings
    more than the definition tells, and what is shown is of at least twice the fewest that may be told of."""
    found = figures.definitions.find_series(row.key[0], row.key[1])
    each = 1 if found is None else figures.definitions.indicators[found[0]].windows[found[1]].most_per_person
    fewest = max(2 * figures.definitions.k, math.ceil(denominator / each))
    return min(fewest, int(denominator)), int(denominator)


def find_rest_sizes(row: Figure, now: Sizes, figures: Figures) -> Sizes | None:
    """The rest of the municipality beside a row, with its size; None where it is not published, or the printed distance
    leaves none. Called for each row whose target is the municipality's level. now: the row's own."""
    rest = figures.find_rest(row)
    if rest is None or not rest.denominator:
        return None
    exact = _make_exact(rest, row, figures)
    if exact is not None:
        return exact
    value, scale, n = float(rest.numerator) / float(rest.denominator), SCALES[row.cells["unit"]], rest.denominator
    ends = [[scale * end for end in figure.limits_at(Z)] for figure in now]
    own = (scale * now.least.value,) * 2
    limited = Limited(own, (ends[0][0], ends[1][0]), (ends[1][1], ends[0][1]))
    reaches = find_rest_reaches(limited, scale * value, *(read_digits(row.cells[column]) for column in GAP[1:]))
    if reaches is None:
        return None
    above, below = reaches
    if figures.get_indicator(row).measure == MEAN:
        quantile = compute_student_quantile(max(1, int(n) - 1))
        errors = max(above[0], below[0]) / quantile, min(above[1], below[1]) / quantile
        return _make_means(value, errors, int(n))
    stretch = find_stretch(
        value,
        (value - below[1] / scale, value - below[0] / scale),
        (value + above[0] / scale, value + above[1] / scale),
    )
    return None if stretch is None else _make_rest_shares(value, stretch, _bound_persons(row, float(n), figures))


def _make_rest_shares(value: float, stretch: Range, persons: tuple[int, int]) -> Sizes:
    """The rest's share of persons' time by the stretch of its limits. Called for each such rest. persons: the fewest
    and the most; there are never more independent ones than units of time."""
    shares = []
    for many, wide in zip(persons, reversed(stretch), strict=True):
        freedom = max(1, many - 1)
        square = compute_student_quantile(freedom) ** 2
        size = min(float(persons[1]), square / wide) if wide > 0 else float(persons[1])
        shares.append(ExpectedShare(value=value, size=max(1.0, size), freedom=freedom))
    return Sizes(*shares)
