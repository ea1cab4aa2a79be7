"""A published figure with its 95 % limits, exactly where its counts give them, else as the printed ones leave open.

The limits of a share of persons' time rest on how the days lie among the persons, and those of a mean on its spread;
both are published coarsely (`coarse`), and the limits follow. In packages from before that, value and limits must fit
together: limits of Wilson's form for one number of independent units, not more of them than there are days; a mean's in
equal distance on both sides.
"""

from __future__ import annotations

from hpanalysis.published.definitions import Indicator
from hpanalysis.published.figures import Figure
from hpanalysis.verify.remake import coarse
from hpanalysis.verify.remake.figures import COUNT, MEAN, RATE, SCALES, SHARE, is_pooled, read_counts, read_value
from hpanalysis.verify.remake.formulas.differences import Limited
from hpanalysis.verify.remake.formulas.limits import (
    Range,
    Z,
    compute_poisson_interval,
    compute_wilson_interval,
    find_stretch,
)

_SLACK = 1e-9  # what floating point may add to a number that lies on the edge of a rounded one


def compute_exact_limits(row: Figure, indicator: Indicator) -> Range | None:
    """The 95 % limits of a shown row in its own unit, computed anew from its counts.

    Called for each shown row, when its printed interval is checked, when the computed ones are counted, and for both
    figures of a change. None where what is published does not suffice: shares and rates without a denominator, and,
    without their published size or spread, shares of persons' time, shares pooled over periods, where a person may be
    counted more than once, and means.
    """
    counts, scale = read_counts(row), SCALES[row.cells["unit"]]
    if counts is None:
        return None
    if indicator.measure == COUNT:
        return compute_poisson_interval(float(counts.numerator))
    if not counts.denominator:
        return None
    if indicator.measure == SHARE and not is_pooled(row):
        low, high = compute_wilson_interval(float(counts.numerator), float(counts.denominator))
    elif indicator.measure == RATE:
        low, high = (end / float(counts.denominator) for end in compute_poisson_interval(float(counts.numerator)))
    else:
        limits = coarse.compute_limits(row, indicator)
        return None if limits is None else (scale * limits[0], scale * limits[1])
    return scale * low, scale * high


def read_range(text: str, decimals: int) -> Range:
    """The range that a printed number lay in before it was rounded. Called for each printed limit that is used, because
    what it was exactly is not published."""
    half = 0.5 * 10.0**-decimals + _SLACK
    return float(text) - half, float(text) + half


def compute_exact_value(row: Figure) -> float | None:
    """The value of a shown row before it was rounded, in its unit; None where it has none. Called for each figure whose
    limits or change are made anew."""
    counts = read_counts(row)
    if counts is None or read_value(row) is None:
        return None
    return SCALES[row.cells["unit"]] * float(counts.numerator) / float(counts.denominator or 1)


def read_limited(row: Figure | None, indicator: Indicator) -> Limited | None:
    """A row's value with its limits, exact or as its printed limits leave open; None where it has no value or no
    limits. Called for both figures of each change."""
    value = None if row is None else compute_exact_value(row)
    if row is None or value is None:
        return None
    exact = compute_exact_limits(row, indicator)
    if exact is not None:
        return Limited((value, value), (exact[0], exact[0]), (exact[1], exact[1]))
    lower, upper = row.cells["lo"], row.cells["hi"]
    if not lower or not upper:
        return None
    return Limited((value, value), read_range(lower, indicator.decimals), read_range(upper, indicator.decimals))


def fit_together(row: Figure, indicator: Indicator) -> bool:
    """Whether the printed limits of a shown row are such that its value can have them. Called for each row whose limits
    do not follow from its counts. Both may be absent: a mean without a spread, a share of nobody's time."""
    texts, value = (row.cells["lo"], row.cells["hi"]), compute_exact_value(row)
    if not all(texts) or value is None:
        return not any(texts)
    lower, upper = (read_range(text, indicator.decimals) for text in texts)
    if indicator.measure == MEAN:
        # Student's limits lie in equal distance from the mean.
        return (
            lower[0] <= value <= upper[1]
            and value - lower[0] >= upper[0] - value
            and value - lower[1] <= upper[1] - value
        )
    scale = SCALES[row.cells["unit"]]
    counts = read_counts(row)
    assert counts is not None and counts.denominator  # it has a value
    stretch = find_stretch(value / scale, (lower[0] / scale, lower[1] / scale), (upper[0] / scale, upper[1] / scale))
    # Never narrower than if each day or month were a person of its own.
    return stretch is not None and stretch[1] >= Z * Z / float(counts.denominator)
