"""An area against the rest of the municipality, and against the other areas."""

from __future__ import annotations

from hpanalysis.definitions.model import Coverage, Indicator, Measure
from hpanalysis.judge.counts import FigureCounts, make_estimate
from hpanalysis.judge.figure_lookup import WindowFigure
from hpanalysis.judge.outcomes import NO_MUNICIPALITY, NO_OTHERS, NO_SPREAD, NOT_SHOWN, Outcome, explain_incomparable
from hpanalysis.judge.values import compute_value
from hpanalysis.statistics import (
    Estimate,
    Mean,
    Rate,
    Share,
    TestResult,
    compute_attainable_p,
    compute_p_of_no_difference,
    run_fisher_test,
    run_poisson_ratio_test,
    run_welch_test,
)


def compute_rest(indicator: Indicator, whole: WindowFigure | None, area: WindowFigure) -> FigureCounts | None:
    """What an area is tested against: the municipality without the area, or the whole country.

    Called by `facts` for every row of the disclosed table, and for its baseline when its change is held against the
    rest's. whole: the municipality's figure in the same window, or the country's where the indicator has that instead;
    None where there is no such row.

    The area is taken out because its residents would else be on both sides of the test: an area with a tenth of the
    municipality's unemployed would be compared with itself to that extent, and no test of two independent groups holds.
    The country comes from another table than the area, so nothing is taken out of it. None where either has no number:
    the rest of the municipality would give a hidden area away.
    """
    # One hidden number on either side hides the difference: whole minus rest is the area.
    if whole is None or whole.counts is None or area.counts is None:
        return None
    return whole.counts if indicator.municipality is Coverage.COUNTRY else whole.counts.without(area.counts)


def compare_with_municipality(indicator: Indicator, area: WindowFigure, rest: FigureCounts | None) -> Outcome:
    """The test of an area against the rest of the municipality. Called for every row of a housing area and of their
    total. rest: what `compute_rest` gave; None where it has no number. Tested only where both measure the same, which
    the definition says (`Indicator.comparable`); else the outcome holds the reason."""
    # Such a figure has a municipality that covers others than the area does, as all tenants beside one landlord's.
    if not indicator.comparable:
        return Outcome.without_test(explain_incomparable(indicator))
    return _compare(indicator, area, rest, NO_MUNICIPALITY)


def compare_with_others(indicator: Indicator, area: WindowFigure, others: FigureCounts | None) -> Outcome:
    """The test of an area against the other housing areas together. Called for every row of a single housing area, not
    for their total. others: the total without the area; None where it has no number. A count is not tested."""
    # 12 evictions in a large area and 3 in a small one may be the same risk: a count has no size to compare by.
    if indicator.measure is Measure.COUNT:
        return Outcome.without_test("antal ikke kan sammenlignes mellem områder af forskellig størrelse")
    return _compare(indicator, area, others, NO_OTHERS)


def _compare(indicator: Indicator, area: WindowFigure, rest: FigureCounts | None, missing: str) -> Outcome:
    """The two-sided test of an area against the rest of a whole, or the reason why there is none. Called for the
    municipality and for the other areas. rest: None where it has no number; missing: the reason to give then, in
    Danish."""
    # The order of the reasons is that of what a reader can see: first the figure itself, then what it is beside.
    if area.value is None:
        return Outcome.without_test(NOT_SHOWN)
    if area.estimate is None or rest is None or not is_possible(indicator, rest):
        return Outcome.without_test(missing)
    estimate = make_estimate(indicator, rest)
    # Only a mean can be without limits where it has a number: its spread was not delivered.
    if estimate is None or area.estimate.limits() is None or estimate.limits() is None:
        return Outcome.without_test(NO_SPREAD if indicator.measure is Measure.MEAN else missing)
    result = _test_estimates(area.estimate, estimate)
    rest_value = compute_value(rest.numerator, rest.denominator, indicator)
    assert rest_value is not None  # a possible rest has a denominator over 0
    # Of values as printed, so that no verdict says better between two figures that are printed alike.
    good_difference = indicator.direction.sign * (area.value - rest_value)
    return Outcome.of_test(result.p, result.attainable, good_difference, indicator)


def _test_estimates(area: Estimate, rest: Estimate) -> TestResult:
    """The test of no difference between an area and the rest: exact for shares, rates and counts, Welch's for means.
    Called for each comparison in which both have confidence limits. Shares of persons' time have no exact test; their p
    follows from the interval of the difference."""
    # Area and rest share no person, so the exact tests of two independent groups hold. At these sizes approximations
    # are off: 0 of 6 against 30 of 100 has an expected count under 2.
    if isinstance(area, Share) and isinstance(rest, Share):
        return run_fisher_test(area, rest)
    if isinstance(area, Rate) and isinstance(rest, Rate):
        return run_poisson_ratio_test(area, rest)
    if isinstance(area, Mean) and isinstance(rest, Mean):
        return run_welch_test(area, rest)
    p = compute_p_of_no_difference(area, rest)
    assert p is not None  # both have limits
    return TestResult(p, compute_attainable_p(area, rest))


def is_possible(indicator: Indicator, rest: FigureCounts) -> bool:
    """Whether the counts of a rest (a whole without the area) are possible: nothing below 0, and no share over 100 %.
    Called before an area is tested against the rest, and before its change is held against the rest's (`development`).
    Area and whole may come from different deliveries, and then the area can have more than the whole: 41 of 40. A rest
    without a denominator is not possible either."""
    if not rest.denominator or rest.denominator < 0 or rest.numerator < 0:
        return False
    if indicator.measure is Measure.SHARE and rest.numerator > rest.denominator:
        return False
    # The sums over persons are of the same two deliveries, so they may contradict each other likewise.
    squares = (rest.nn, rest.nd, rest.dd, rest.persons)
    return all(number is None or number >= 0 for number in squares)
