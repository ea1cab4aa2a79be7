"""How the chance in the windows of one series goes together: by months that windows share, and by persons who stay.

Two reasons make windows alike. Rolling windows share months, and a month counts in full in both. And a person who is
there a year later brings her luck along. The correlation of windows a lag of L years apart, r being that of windows a
year apart and `lasting` (from r to 1) the part of a window's chance that lasts with its persons, is

    (1 - lasting) x the share of days in common  +  lasting x (r / lasting)^L

Without days in common it is r at a year whatever `lasting` is; `lasting` decides only how fast it fades with the
years. At 1 it fades as fast as can be (r^2 at two years: the chain of Markov); at r it does not fade at all. Both parts
are covariances of processes (overlapping sums of independent days; an exponential fading, Diggle, Heagerty, Liang &
Zeger 2002, Analysis of Longitudinal Data, 2nd ed., section 5.2), so their sum is one.

What is unknown is chosen to widen the interval of a slope. A slope weighs the ends of a series against each other: what
distant windows have in common cancels out of it, and what neighbours have in common does not. So persons who are taken
to be strangers make the interval too wide in a short series; in a series of many windows a correlation that fades makes
neighbours more alike than distant windows, and independence would be too narrow: by a sixth in six yearly windows, by a
quarter in ten half-yearly ones. Therefore several correlations are offered where r is not known, and `fit_trend` takes
the widest.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from hpanalysis.statistics.trend import Matrix

# Correlations of windows a year apart that are tried where the true one may not be used or is not known. From no person
# staying to all but a few; over .9 the slope's variance only falls.
UNKNOWN = (0.0, 0.1, 0.25, 0.5, 0.75, 0.9)
MOST = 0.99  # windows a year apart are never taken to be the same


def compute_shared_time(spans: Sequence[tuple[int, int]]) -> Matrix:
    """For each two windows the days in common, over the root of their numbers of days: half a year of two whole years
    is 0.5.

    Called for the course of each figure. spans: each window's first and last day as whole numbers (of the calendar),
    both included. It is the correlation of two sums of independent days or months; on the diagonal it is 1.
    """
    first, last = np.asarray(spans, dtype=float).T
    common = np.minimum.outer(last, last) - np.maximum.outer(first, first) + 1
    lengths = np.diag(common)
    return np.clip(common, 0, None) / np.sqrt(np.outer(lengths, lengths))


def compute_correlation(times: Sequence[float], shared: Matrix, yearly: float, lasting: float) -> Matrix:
    """The correlation matrix of a series of windows, by the formula at the top. Called for each correlation that is
    tried. times: the windows' midpoints in years; shared: of `compute_shared_time`; yearly: r, from 0 to under 1;
    lasting: from r to 1. With r = 0 only shared days count."""
    if not 0 <= yearly < 1 or not yearly <= lasting <= 1:
        raise ValueError("the correlation a year apart must lie between 0 and the lasting part, and that be at most 1")
    if yearly == 0:
        return shared
    lags = np.abs(np.subtract.outer(np.asarray(times, dtype=float), np.asarray(times, dtype=float)))
    return (1 - lasting) * shared + lasting * (yearly / lasting) ** lags


def list_covariances(
    times: Sequence[float], errors: Sequence[float], shared: Matrix, yearly: float | None, repeats: bool
) -> list[Matrix]:
    """The covariance matrices that a series of windows may have, the likeliest first, for `fit_trend`.

    Called for the course of each figure. errors: the windows' standard errors; yearly: the correlation of windows a
    year apart, None where it may not be used or is not known; repeats: whether persons may count in several windows.
    Where they do not (events, or pupils who leave school once) only shared days count. Where the correlation is
    known, three ways of fading are tried; where it is not, those of `UNKNOWN`, the fit itself being made without it.
    """
    if not repeats:
        tried = [(0.0, 1.0)]
    elif yearly is None:
        faded = [(r, fading) for r in UNKNOWN if r > 0 for fading in (math.sqrt(r), 1.0)]
        tried = [(0.0, 1.0), *faded]
    else:
        r = min(MOST, max(0.0, yearly))
        tried = [(r, math.sqrt(r)), (r, 1.0), (r, r)] if r else [(0.0, 1.0)]
    scale = np.outer(errors, errors)
    return [scale * compute_correlation(times, shared, r, lasting) for r, lasting in tried]
