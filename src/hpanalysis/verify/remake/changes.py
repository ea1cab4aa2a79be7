"""The change of a row of indicators.csv since an earlier figure, with its interval, made anew or bounded.

Shares of partly the same persons go together, and how many persons are in both is not published. The printed interval
of the change then gives the correlation, within the rounding; and the p must be one that such a correlation gives.
Without persons followed there is no correlation, and interval and p are made anew to the last digit.
"""

from __future__ import annotations

from typing import NamedTuple

from hpanalysis.published.figures import Figure
from hpanalysis.verify.remake import tested
from hpanalysis.verify.remake.figures import COUNT, MEAN, RATE, Earlier, Figures
from hpanalysis.verify.remake.formulas.differences import ANY_CORRELATION, NO_CORRELATION, find_correlations
from hpanalysis.verify.remake.formulas.families import LEVEL
from hpanalysis.verify.remake.formulas.limits import Range
from hpanalysis.verify.remake.limited import read_limited, read_range
from hpanalysis.verify.remake.natural_scale import read_printed
from hpanalysis.verify.remake.tested import Tested

# The words of the column `method` where persons were followed from the baseline to the figure.
FOLLOWED = "i parret form"


class RemadeChange(NamedTuple):
    """What was concluded of a printed change: the columns that do not follow, and what is known of its test. Made by
    `remake_change_since_baseline` and `remake_change_since_year_before`."""

    wrong: tuple[str, ...]  # columns of indicators.csv
    p: Tested
    correlations: Range = ANY_CORRELATION  # those of the two figures that the printed interval allows


def remake_change_since_baseline(row: Figure, before: Earlier | None, figures: Figures) -> RemadeChange:
    """The change since the baseline, its interval and its test, held against what is printed. Called for each row that
    was delivered. before: the baseline; None where there is none."""
    ends = (row.cells["change_lo"], row.cells["change_hi"])
    if not tested.has_change(row, before, figures):
        wrong = [column for column in ("change", "change_lo", "change_hi") if row.cells[column]]
        return RemadeChange(tuple(wrong), tested.NO_TEST)
    assert before is not None  # there is a change
    if not row.cells["change"]:
        return RemadeChange(("change",), tested.UNKNOWN)
    correlations = _find_correlations(row, before, figures)
    if correlations is None:
        return RemadeChange(("change_lo", "change_hi"), tested.UNKNOWN)
    correlations = _narrow_by_printed(row, correlations)
    p = tested.bound_p_of_change(row, before, correlations, figures)
    if p == tested.UNKNOWN and all(ends) and figures.get_indicator(row).measure not in (RATE, COUNT, MEAN):
        p = bound_by_interval(ends, figures.get_indicator(row).decimals)
    return RemadeChange((), p, correlations)


def remake_change_since_year_before(row: Figure, before: Earlier | None, figures: Figures) -> RemadeChange:
    """The change since the year before and its test, held against what is printed. Called for each row that was
    delivered. before: the figure of the year before; None where there is none. No interval is published of it, so
    nothing tells how the two figures go together."""
    has_change = tested.has_change(row, before, figures)
    wrong = ("year_before_change",) if has_change != bool(row.cells["year_before_change"]) else ()
    return RemadeChange(wrong, tested.bound_p_of_change(row, before, ANY_CORRELATION, figures))


def _narrow_by_printed(row: Figure, correlations: Range) -> Range:
    """The correlations that the printed interval of a change allows, narrowed to the printed one, with six digits,
    where it is among them. Called for each change; one that is not among them is named with what is needed."""
    text = row.cells.get("baseline_correlation", "")
    if not text:
        return correlations
    low, high = read_printed(text)
    least, most = max(low, correlations[0]), min(high, correlations[1])
    return (least, most) if least <= most else correlations


def _find_correlations(row: Figure, before: Earlier, figures: Figures) -> Range | None:
    """The correlations at which a row's change since the baseline has its printed interval; None where there is none
    that it can have. Called for each change. Where the limits of one of the two figures are not known, as of a baseline
    that only the plan prints, any interval around the change can be right."""
    indicator = figures.get_indicator(row)
    texts = (row.cells["change_lo"], row.cells["change_hi"])
    if any(texts) != all(texts):
        return None
    now, earlier = read_limited(row, indicator), read_limited(before.row, indicator)
    if now is None or earlier is None:
        is_around = not all(texts) or float(texts[0]) <= float(row.cells["change"]) <= float(texts[1])
        # A figure that has no limits itself gives its change none either.
        is_absent = not any(texts) or (now is not None and before.row is None)
        return ANY_CORRELATION if is_around and is_absent else None
    if not all(texts):
        return None
    lower, upper = (read_range(text, indicator.decimals) for text in texts)
    found = find_correlations(now, earlier, lower, upper)
    if found is None or FOLLOWED in row.cells["method"]:
        return found
    return NO_CORRELATION if found[0] <= 0 <= found[1] else None


def bound_by_interval(ends: tuple[str, str], decimals: int) -> Tested:
    """What is known of a p by the interval beside it, where both come from one and the same computation: under .05
    exactly where the interval leaves out 0. Called for each change of a share of persons' time, of shares since a
    baseline that only the plan prints, and for changes held against those of the rest of the municipality. An end that
    is printed as 0 may have lain on either side."""
    if min(abs(float(end)) for end in ends) < 0.5 * 10.0**-decimals:
        return tested.UNKNOWN
    holds_zero = float(ends[0]) < 0 < float(ends[1])
    return Tested(True, False, (LEVEL, 1.0) if holds_zero else (0.0, LEVEL))
