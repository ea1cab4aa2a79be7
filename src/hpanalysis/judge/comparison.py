"""An area held against the rest of the municipality, and against the other areas."""

from __future__ import annotations

from hpanalysis.definitions.model import Coverage, Indicator, Measure
from hpanalysis.judge.counts import FigureCounts, make_estimate
from hpanalysis.judge.figure_lookup import WindowFigure
from hpanalysis.judge.outcomes import (
    NO_COMPARISON,
    NO_MUNICIPALITY,
    NO_OTHERS,
    NO_SPREAD,
    NOT_SHOWN,
    Outcome,
    kept,
    untested,
)
from hpanalysis.judge.values import compute_value
from hpanalysis.statistics import (
    ClusteredShare,
    Estimate,
    TestResult,
    compute_attainable_p_of_change,
    compute_p_of_no_difference,
    run_fisher_test,
    run_poisson_ratio_test,
    run_welch_test,
)

_EXACT = {Measure.SHARE: run_fisher_test, Measure.RATE: run_poisson_ratio_test, Measure.MEAN: run_welch_test}


def compute_rest(indicator: Indicator, whole: WindowFigure | None, own: WindowFigure) -> FigureCounts | None:
    """What an area is held against: the municipality without the area; the country, which is another's table, whole.

    None where either has no number: the rest of the municipality would tell a hidden area.
    """
    if whole is None or None in (whole.counts, own.counts):
        return None
    return whole.counts if indicator.municipality is Coverage.COUNTRY else whole.counts.without(own.counts)


def _test(indicator: Indicator, own: Estimate, rest: Estimate) -> TestResult:
    """Exact where the measure has an exact test; else by the interval of the difference, clustered by person."""
    if indicator.measure in _EXACT and not isinstance(own, ClusteredShare):
        return _EXACT[indicator.measure](own, rest)
    return TestResult(compute_p_of_no_difference(own, rest), compute_attainable_p_of_change(own, rest))


def _possible(counts: FigureCounts | None) -> bool:
    """Whether a rest is one: figures of different deliveries might contradict each other."""
    if counts is None or not counts.denominator or counts.denominator < 0 or counts.numerator < 0:
        return False
    squares = (counts.nn, counts.nd, counts.dd, counts.persons)
    return all(number is None or number >= 0 for number in squares)


def held_against(indicator: Indicator, own: WindowFigure, rest: FigureCounts | None, missing: str) -> Outcome:
    """The two-sided test of an area against a rest; `missing`: the reason where the rest has no number."""
    if own.value is None:
        return untested(NOT_SHOWN)
    if own.estimate is None or not _possible(rest) or (indicator.measure is Measure.SHARE and _over(rest)):
        return untested(missing)
    other = make_estimate(indicator, rest)
    if other is None or own.estimate.limits() is None or other.limits() is None:
        return untested(NO_SPREAD if indicator.measure is Measure.MEAN else missing)
    found = _test(indicator, own.estimate, other)
    between = own.value - compute_value(rest.numerator, rest.denominator, indicator)
    return kept(found.p, found.attainable, indicator.direction.sign * between, indicator)


def _over(counts: FigureCounts) -> bool:
    return counts.numerator > counts.denominator


def compare_with_municipality(indicator: Indicator, own: WindowFigure, rest: FigureCounts | None) -> Outcome:
    """Only where both measure the same: the definition says so (`comparable`)."""
    if not indicator.comparable:
        return untested(NO_COMPARISON)
    return held_against(indicator, own, rest, NO_MUNICIPALITY)


def compare_with_others(indicator: Indicator, own: WindowFigure, others: FigureCounts | None) -> Outcome:
    """Against the other areas together: the total without the area. Counts have no size to be held against."""
    if indicator.measure is Measure.COUNT:
        return untested("antal ikke kan sammenlignes mellem områder af forskellig størrelse")
    return held_against(indicator, own, others, NO_OTHERS)
