"""A figure now against an earlier one: since the baseline, since the year before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from hpanalysis.definitions.model import Indicator, Measure
from hpanalysis.judge.figure_lookup import WindowFigure
from hpanalysis.judge.outcomes import (
    COVERAGE,
    NOT_SHOWN,
    ONE_POINT,
    OVERLAP,
    PRINTED_WITHOUT_N,
    Outcome,
    kept,
    untested,
)
from hpanalysis.judge.values import round_half_up
from hpanalysis.statistics import (
    ClusteredShare,
    Estimate,
    Interval,
    compute_attainable_p_of_change,
    compute_clustered_correlation,
    compute_difference_interval,
    compute_p_of_no_difference,
    compute_paired_correlation,
    run_poisson_ratio_test,
    run_welch_test,
)

_EXACT = {Measure.RATE: run_poisson_ratio_test, Measure.COUNT: run_poisson_ratio_test, Measure.MEAN: run_welch_test}


@dataclass(frozen=True)
class Change:
    """value: as printed, in percentage points; None where the two may not be subtracted. broken: a break lies between.

    limits: its interval, in the unit; None where there is none. paired: whether persons were followed.
    """

    tested: Outcome
    value: Decimal | None = None
    limits: Interval | None = None
    paired: bool = False
    broken: bool = False


def correlate(now: Estimate, before: Estimate, link: Any) -> float:
    """How two figures of partly the same persons go together; 0 where the persons may not be followed."""
    if link is None:
        return 0.0
    if isinstance(now, ClusteredShare):
        return compute_clustered_correlation(now, before, link.sum_nn, link.sum_nd, link.sum_dn, link.sum_dd)
    four = (link.both_in, link.only_now, link.only_before, link.neither)
    return compute_paired_correlation(*map(int, four), now.denominator, before.denominator)


def is_broken(indicator: Indicator, before_end: date | None, end: date) -> bool:
    """Whether the definition changed between two windows so that they cannot be compared ("databrud")."""
    return before_end is not None and indicator.broken_between(before_end, end) is not None


def _hindrance(now: WindowFigure, before: WindowFigure | None, missing: str) -> str:
    """Why the two cannot be subtracted; empty if they can."""
    if now.value is None:
        return NOT_SHOWN
    if before is None or before.value is None or before.end is None:
        return missing
    if now.end <= before.end:
        return ONE_POINT
    return OVERLAP if now.start <= before.end else ""


def compute_change(
    indicator: Indicator, now: WindowFigure, before: WindowFigure | None, link: Any, missing: str
) -> Change:
    """Now minus before. `link`: the persons in both, where they may be used; `missing`: the reason without a before."""
    if now.value is not None and before is not None and is_broken(indicator, before.end, now.end):
        return Change(untested(""), broken=True)
    if reason := _hindrance(now, before, missing) or ("" if indicator.change_judged else COVERAGE):
        return Change(untested(reason))
    moved = round_half_up(now.value - before.value, indicator.decimals)
    if now.estimate is None or before.estimate is None:
        return Change(untested(PRINTED_WITHOUT_N), moved)
    together = correlate(now.estimate, before.estimate, link)
    limits = compute_difference_interval(now.estimate, before.estimate, together)
    if limits is None:
        return Change(untested(PRINTED_WITHOUT_N), moved)
    scale = indicator.unit.scale
    tested = _tested(indicator, now.estimate, before.estimate, together, indicator.direction.sign * moved)
    return Change(tested, moved, (scale * limits[0], scale * limits[1]), link is not None)


def _tested(indicator: Indicator, now: Estimate, before: Estimate, together: float, good: Decimal) -> Outcome:
    """Exact where the measure has an exact test, else the interval's own p."""
    if indicator.measure in _EXACT:
        found = _EXACT[indicator.measure](now, before)
        return kept(found.p, found.attainable, good, indicator)
    return kept(
        compute_p_of_no_difference(now, before, together), compute_attainable_p_of_change(now, before), good, indicator
    )
