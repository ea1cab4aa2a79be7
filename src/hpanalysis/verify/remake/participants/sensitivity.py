"""E-values and the smallest difference that would be seen, made anew from a printed difference and its interval.

E = RR + sqrt(RR (RR - 1)): VanderWeele & Ding (2017), Ann. Intern. Med. 167, 268-274. Of an outcome of 0 and 1 the
ratio is the participants' share over what it would have been without the difference; of a number it is
exp(.91 difference / spread), and the spread is not published. But one spread must give both E-values.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import product
from statistics import NormalDist

from hpanalysis.verify.remake.formulas.limits import Range
from hpanalysis.verify.remake.formulas.student import compute_student_quantile

LOG_RATIO_PER_SD = 0.91
MOST = 99.0  # beyond which E-values are not told
_LEVEL, _POWER = 0.05, 0.8
_FEWEST = 20  # participants, and others in effect, of a comparison
_SLACK = 0.01  # of the approximation to the noncentral t


def _find_log_ratio(e_value: float) -> float:
    """The logarithm of the risk ratio, over 1, that an E-value is of. Called for both ends of a printed one. Under 1 it
    is 0, for rounding may take it there."""
    bounded = max(e_value, 1.0)
    return math.log(bounded * bounded / (2 * bounded - 1))


def _compute_e_value(ratio: float) -> float:
    """The E-value of a risk ratio, at most what is told. Called for each corner of the ranges."""
    if ratio <= 0 or math.isinf(ratio):
        return MOST
    over = max(ratio, 1 / ratio)
    return min(MOST, over + math.sqrt(over * (over - 1)))


def _measure_size(difference: Range) -> Range:
    """The least and the largest size of a difference, whatever its sign. Called for the estimate and its limit."""
    low, high = sorted(map(abs, difference))
    return (0.0 if difference[0] <= 0 <= difference[1] else low), high


def _find_spreads(difference: Range, e_value: Range) -> Range:
    """The spreads by which a difference has an E-value. Called for the estimate and for the limit."""
    sizes, ratios = _measure_size(difference), tuple(map(_find_log_ratio, e_value))
    largest = math.inf if e_value[1] >= MOST else ratios[1]
    least = LOG_RATIO_PER_SD * sizes[0] / largest if largest else math.inf
    return (0.0 if math.isinf(largest) else least), LOG_RATIO_PER_SD * sizes[1] / ratios[0] if ratios[0] else math.inf


def _fit_means(pairs: list[tuple[Range, Range]], scale: int) -> bool:
    """Whether one spread gives all these E-values of their differences. Called for the E-values of a number. No spread
    of values from 0 to the scale is over half of it."""
    spreads = [_find_spreads(*pair) for pair in pairs]
    least, most = max(low for low, _ in spreads), min(high for _, high in spreads)
    return least <= min(most, scale / 2) and most > 0


def _compute_ratio(after: float, difference: float, of: float) -> float:
    """The risk ratio of a difference, or of a limit of it (of), by the participants' mean after and the difference.
    Called for each corner of the ranges. Infinite where none would be left without the difference."""
    without = after - difference
    return max(0.0, without + of) / without if without > 0 else math.inf


def _fit_shares(pairs: list[tuple[Range, Range]], difference: Range, after: Range) -> bool:
    """Whether the participants' share after gives all these E-values of their differences. Called for the E-values of
    an outcome of 0 and 1."""
    for of, e_value in pairs:
        corners = [_compute_e_value(_compute_ratio(*each)) for each in product(after, difference, of)]
        least = 1.0 if of[0] <= 0 <= of[1] else min(corners)
        if not (least <= e_value[1] and e_value[0] <= max(corners)):
            return False
    return True


def find_wrong_e_values(
    difference: Range,
    limits: tuple[Range, Range],
    after: Range,
    e_values: tuple[Range, Range],
    told: tuple[float, float],
    scale: int,
) -> Iterator[str]:
    """The columns of the E-values that the difference and its interval cannot have. Called for each row that is
    compared. e_values: of the difference and of its limit; told: the limits as they are printed; after: the
    participants' mean."""
    if e_values[0][1] < 1 or e_values[0][0] > MOST:
        yield "e_value"
        return
    pairs = [(difference, e_values[0])]
    holds_0 = told[0] <= 0 <= told[1]
    if holds_0 and told[0] < 0 < told[1]:
        # Nothing unknown is needed for what may be no difference.
        if not e_values[1][0] <= 1 <= e_values[1][1]:
            yield "e_value_of_limit"
    else:
        nearest = min(limits, key=lambda each: abs(sum(each)))
        pairs.append((nearest, e_values[1]))
        if e_values[1][1] < 1 or e_values[1][0] > e_values[0][1]:
            yield "e_value_of_limit"
            return
    if not _fit_means(pairs, scale) and not _fit_shares(pairs, difference, after):
        yield from ("e_value", "e_value_of_limit")[: len(pairs)]


def _measure_ratio(level: float, freedom: float) -> float:
    """How many times half the interval's width the difference is that is seen with 80 %, at a level and so many degrees
    of freedom. Called for the ends of what they may be. By the normal approximation to the noncentral t (Johnson &
    Kotz 1970, Continuous Univariate Distributions 2, 31.4)."""
    critical = compute_student_quantile(freedom, level / 2)
    spread = math.sqrt(1 + critical**2 / (2 * freedom))
    return 1 - 1 / (4 * freedom) + NormalDist().inv_cdf(_POWER) * spread / critical


def fits_smallest(smallest: Range, limits: tuple[Range, Range], levels: tuple[int, int]) -> bool:
    """Whether a smallest difference fits an interval's width. Called for each row that is compared. levels: how many
    comparisons may share the level, least and most."""
    ratios = [_measure_ratio(_LEVEL / number, freedom) for number in levels for freedom in (_FEWEST - 1, 1e6)]
    width = limits[1][0] - limits[0][1], limits[1][1] - limits[0][0]
    least, most = min(ratios) * (1 - _SLACK) * width[0] / 2, max(ratios) * (1 + _SLACK) * width[1] / 2
    return smallest[0] <= most and least <= smallest[1]
