"""Estimates as coarse as they may be published: what is computed from sums over persons tells nothing of single ones.

A share of persons' time and a mean have a standard error that rests on how the time, or the marks, lie among the
persons. Printed with six digits it gives that away: of all ways to spread 16 months over 60 residents, 13 can then be
told from every other. So the number that carries it is rounded, before anything is computed from it: limits, tests,
probabilities and what is needed all follow from the rounded one. It is rounded so that an estimate never seems surer
than it is: a size down, a spread up, a correlation down. The less there is to spread, the fewer are the ways to do so,
and the coarser the steps must be: tests/unit/disclose/test_digits_tell_nothing.py counts them.
"""

from __future__ import annotations

import math
from dataclasses import replace

from hpanalysis.statistics.estimates import ClusteredShare, Mean, Share

# Renard's series of preferred numbers, 10, 20 and 40 to a decade (ISO 3:1973).
R10 = ("1.00", "1.25", "1.60", "2.00", "2.50", "3.15", "4.00", "5.00", "6.30", "8.00")
R20 = (
    *("1.00", "1.12", "1.25", "1.40", "1.60", "1.80", "2.00", "2.24", "2.50", "2.80", "3.15", "3.55", "4.00", "4.50"),
    *("5.00", "5.60", "6.30", "7.10", "8.00", "9.00"),
)
R40 = (
    *("1.00", "1.06", "1.12", "1.18", "1.25", "1.32", "1.40", "1.50", "1.60", "1.70", "1.80", "1.90", "2.00", "2.12"),
    *("2.24", "2.36", "2.50", "2.65", "2.80", "3.00", "3.15", "3.35", "3.55", "3.75", "4.00", "4.25", "4.50", "4.75"),
    *("5.00", "5.30", "5.60", "6.00", "6.30", "6.70", "7.10", "7.50", "8.00", "8.50", "9.00", "9.50"),
)
# Days or months (of windows pooled: persons) inside a share, and outside it, from which on the finer steps are used;
# and marks, of a mean.
MANY = 100
_TRACE = 1e-9  # what floating point may add to a number, or take from it, that lies on a step itself


def round_down_to_preferred(number: float, series: tuple[str, ...]) -> float:
    """The largest number of a series of preferred numbers that is not over `number`: 250 of 283.2 in R10, and 280 in
    R40. Called for effective sizes, and for numbers of persons. ValueError for a number that is not over 0."""
    if not number > 0:
        raise ValueError("only a number over 0 has a preferred number below it")
    most = number * (1 + _TRACE)
    exponent = math.floor(math.log10(most))
    steps = [float(f"{step}e{exponent}") for step in series]
    return max((step for step in steps if step <= most), default=steps[0])


def _has_many(share: Share | ClusteredShare) -> bool:
    """Whether a share has so much on both of its sides that the ways to spread it are past counting. Asked of each
    share and each correlation before it is rounded; it is known from the published counts."""
    return min(share.numerator, share.denominator - share.numerator) >= MANY


def coarsen_share(share: ClusteredShare) -> ClusteredShare:
    """A share of persons' time with its effective size and its number of persons rounded down to preferred numbers, the
    latter to a whole one. Called for each that is published or tested. Its standard error grows by at most 13.2 %, and
    with `MANY` on both sides by 3.6 %."""
    series = R40 if _has_many(share) else R10
    persons = math.floor(round_down_to_preferred(share.freedom + 1, series))
    return replace(share, effective_size=round_down_to_preferred(share.effective_size, series), freedom=persons - 1)


def coarsen_mean(mean: Mean) -> Mean:
    """A mean with its spread rounded up to a preferred number; one without a spread, or with none, as it is. Called for
    each that is published or tested. A spread of 2.41 is 2.5. The steps of R20 do to a standard error what those of R10
    do to a size."""
    if not mean.spread:
        return mean
    least = mean.spread * (1 - _TRACE)
    series = R40 if (mean.n or 0) >= MANY else R20
    below = round_down_to_preferred(least, series)
    # The next step may be the first of the next decade.
    exponents = (math.floor(math.log10(below)) + more for more in (-1, 0, 1))
    steps = sorted(float(f"{step}e{exponent}") for exponent in exponents for step in series)
    return replace(mean, spread=next(step for step in steps if step >= least))


def coarsen_correlation(correlation: float, now: Share | ClusteredShare, before: Share | ClusteredShare) -> float:
    """The correlation of two shares of persons' time rounded down: to tenths (0.6 of 0.69, -0.1 of -0.01), and to
    hundredths where both have `MANY` on both sides. Called for each change of such shares. With a smaller correlation a
    change is less sure."""
    steps = 100 if _has_many(now) and _has_many(before) else 10
    return math.floor(correlation * steps + _TRACE) / steps
