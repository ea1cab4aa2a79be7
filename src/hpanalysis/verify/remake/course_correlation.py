"""How the windows of a course go together by the persons who stay, bounded by what is published of its pairs.

Persons are followed from a window's baseline, and from the year before. Of the first pair the correlation is published,
and whether persons were followed at all. Of the second the p of the change gives it away: at the quantile of the p the
interval of the change (MOVER) ends at 0. Of the pairs with the least time between them that persons are followed over
the course has the mean, none below 0, brought to a year.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from hpanalysis.published.figures import Figure
from hpanalysis.verify.remake.changes import FOLLOWED
from hpanalysis.verify.remake.figures import Figures, find_version
from hpanalysis.verify.remake.formulas.differences import ANY_CORRELATION, FURTHEST, find_quantile
from hpanalysis.verify.remake.formulas.expected import Expected
from hpanalysis.verify.remake.formulas.limits import Range
from hpanalysis.verify.remake.natural_scale import read_printed
from hpanalysis.verify.remake.needs.sizes import find_sizes

CORRELATION = "trend_correlation"
_DAYS_A_YEAR = 365.25
_SLACK = 2e-5  # what the six digits of a p leave open of a correlation, where sizes are published


class Pair(NamedTuple):
    """Two windows that persons may have been followed between. Made for each two windows of a course that are
    compared."""

    years: float  # between them, with one decimal
    correlations: Range  # that it may have
    is_followed: bool  # whether it is known that persons were followed; else they may not have been


def _measure_years(now: Figure, before: Figure, figures: Figures) -> float:
    """The years between the middles of two windows, with one decimal. Called for each pair."""
    middles = [sum(day.toordinal() for day in figures.get_days(one)) / 2 / _DAYS_A_YEAR for one in (now, before)]
    return round(middles[0] - middles[1], 1)


def _bound_by_p(now: Figure, before: Figure, figures: Figures) -> Range:
    """The correlations at which the change between two windows has the printed p since the year before. Called for each
    pair that is no baseline. Any where there is no p, or one that says nothing."""
    text, sizes = now.cells["year_before_p"], (find_sizes(now, figures), find_sizes(before, figures))
    if not text or float(text) >= 1 or sizes[0] is None or sizes[1] is None:
        return ANY_CORRELATION
    ends = [find_quantile(p) for p in read_printed(text)]
    if max(ends) >= FURTHEST:
        return ANY_CORRELATION
    found = [_solve(a, b, z) for a in sizes[0] for b in sizes[1] for z in ends]
    return max(-1.0, min(found) - _SLACK), min(1.0, max(found) + _SLACK)


def _solve(a: Expected, b: Expected, z: float) -> float:
    """The correlation at which the interval of a minus b just reaches 0 at a quantile. Called for the ends of what a
    pair's sizes and its p can be."""
    larger, smaller = (a, b) if a.value >= b.value else (b, a)
    down, up = larger.value - larger.limits_at(z)[0], smaller.limits_at(z)[1] - smaller.value
    if down <= 0 or up <= 0:
        return 0.0
    return (down * down + up * up - (larger.value - smaller.value) ** 2) / (2 * down * up)


def _make_pair(now: Figure, before: Figure, figures: Figures) -> Pair | None:
    """Two windows as a pair, or None where persons are surely not followed between them. Called for each two windows of
    a course, the later first. A window that is counted again is only ever the earlier one."""
    if find_version(now) or figures.get_days(before)[1] >= figures.get_days(now)[0]:
        return None
    years, text = _measure_years(now, before, figures), now.cells["baseline_correlation"]
    if before.key[1] == now.cells["baseline_window"] and now.cells["change_lo"]:
        if FOLLOWED not in now.cells["method"]:
            return None
        return Pair(years, read_printed(text) if text else ANY_CORRELATION, True)
    if before.key[1] not in (now.cells["baseline_window"], now.cells["year_before_window"]):
        return None
    if before.key[1] != now.cells["year_before_window"]:
        return Pair(years, ANY_CORRELATION, False)
    bounds = _bound_by_p(now, before, figures)
    return Pair(years, bounds, bounds[0] > 0 or bounds[1] < 0)


def _bound_mean(pairs: Sequence[Pair]) -> Range:
    """The least and the largest mean of the correlations of some pairs, those that may not be followed counted or not.
    Called for the pairs with one time between them."""
    sure = [pair for pair in pairs if pair.is_followed]
    ends = []
    for end, pick in ((0, min), (1, max)):
        known = [max(0.0, pair.correlations[end]) for pair in sure]
        maybe = sorted((max(0.0, p.correlations[end]) for p in pairs if not p.is_followed), reverse=end == 1)
        # The more of the open ones that are counted, the further the mean goes, until they draw it back.
        means = [math.fsum([*known, *maybe[:n]]) / (len(known) + n) for n in range(len(maybe) + 1) if len(known) + n]
        ends.append(pick(means))
    return ends[0], ends[1]


def is_wrong(row: Figure, windows: Sequence[Figure], figures: Figures) -> bool:
    """Whether a course's printed correlation is one that its pairs of windows cannot have. Called for each course of
    persons. windows: of the course, oldest first."""
    text = row.cells[CORRELATION]
    every = [_make_pair(now, before, figures) for i, now in enumerate(windows) for before in windows[:i]]
    pairs = [pair for pair in every if pair is not None]
    if not text:
        return any(pair.is_followed for pair in pairs)
    low, high = read_printed(text)
    for years in sorted({pair.years for pair in pairs}):
        of_time = [pair for pair in pairs if pair.years == years]
        bounds = [mean ** (1 / years) for mean in _bound_mean(of_time)]
        if bounds[0] - _SLACK <= high and low <= bounds[1] + _SLACK:
            return False
        # Persons that are surely followed over this time leave no longer one.
        if any(pair.is_followed for pair in of_time):
            return True
    return True
