"""The p-values that a row of indicators.csv can have, made anew from published counts.

Four questions are asked of a row: against the rest of the municipality, against the other areas, since the baseline and
since the year before. Where single persons, cases or dwellings are counted, the test is exact or follows from the
published shares, and its p is made anew to the last digit. Where persons' time is counted, persons are followed, or a
mean is delivered with its spread, the test rests on sums that are not published: then it is known whether there can be
a test, and its p is bounded or not known.
"""

from __future__ import annotations

from typing import NamedTuple

from hpanalysis.published.figures import Figure
from hpanalysis.verify.remake.figures import (
    COUNT,
    MEAN,
    RATE,
    SCALES,
    SHARE,
    Counts,
    Earlier,
    Figures,
    is_pooled,
    read_counts,
    read_value,
)
from hpanalysis.verify.remake.formulas import differences, exact
from hpanalysis.verify.remake.formulas.differences import Share
from hpanalysis.verify.remake.formulas.families import LEVEL
from hpanalysis.verify.remake.formulas.limits import Range, Z
from hpanalysis.verify.remake.limited import read_range

_TIE = 1e-9  # two numbers that differ by less may be the same but for rounding
_DIGITS = 6e-6  # half of the sixth digit of a p that begins with 1, and a little


class Tested(NamedTuple):
    """What is known of a test before its printed p is looked at. Made for each row and question."""

    can_be: bool  # whether there may be a p
    must_be: bool = False  # whether there must be one
    p: Range | None = None  # what it is, or lies between; None where it rests on what is not published

    def allows(self, text: str) -> bool:
        """Whether a printed p is one that the test can have given, as far as is known. Called for each cell of the four
        columns of p; text: the cell, "" without a p."""
        if not text:
            return not self.must_be
        if not self.can_be:
            return False
        p = float(text)
        least, most = self.p or (0.0, 1.0)
        return least * (1 - _DIGITS) <= p <= min(1.0, most * (1 + _DIGITS)) or p == least

    @property
    def is_exact(self) -> bool:
        """Whether the p is made anew to its last digit. Read when those are counted for the check's sentence."""
        return self.p is not None and self.p[0] == self.p[1]


NO_TEST = Tested(False)
UNKNOWN = Tested(True)


def bound_p_versus_municipality(row: Figure, figures: Figures) -> Tested:
    """What is known of a row's test against the rest of the municipality. Called for every row; that of the
    municipality itself, and of the country, has none."""
    if not figures.is_followed(row) or not figures.get_judging(row).comparable:
        return NO_TEST
    return _compare(row, figures.find_rest(row), figures)


def bound_p_versus_others(row: Figure, figures: Figures) -> Tested:
    """What is known of a row's test against the other housing areas together. Called for every row; only a single
    area's is tested, and no count, which has no size to be compared by."""
    if not figures.is_single_area(row) or figures.get_indicator(row).measure == COUNT:
        return NO_TEST
    return _compare(row, figures.find_others(row), figures)


def _compare(row: Figure, rest: Counts | None, figures: Figures) -> Tested:
    """What is known of the test of a row against the rest of a whole. Called for the municipality and for the other
    areas. rest: None where it cannot be shown."""
    counts, measure = read_counts(row), figures.get_indicator(row).measure
    if read_value(row) is None or counts is None or not counts.denominator or not is_possible(rest, measure):
        return NO_TEST
    assert rest is not None and rest.denominator is not None  # what is possible has a denominator
    if measure == SHARE and not is_pooled(row):
        return _test_shares_of_groups(counts, rest)
    if measure == RATE:
        return _test_rates(counts, rest)
    # Of persons' time and of means, neither the persons nor the spread of the rest are published.
    return UNKNOWN if measure == MEAN else _bound_by_own_limits(row, rest, figures)


def _bound_by_own_limits(row: Figure, rest: Counts, figures: Figures) -> Tested:
    """What is known of the test of a share of persons' time against a rest: where the rest lies within the area's own
    limits, the difference is not sure, because the rest's uncertainty is added to the area's. Called for each such
    comparison."""
    assert rest.denominator
    value = SCALES[row.cells["unit"]] * float(rest.numerator) / float(rest.denominator)
    texts, decimals = (row.cells["lo"], row.cells["hi"]), figures.get_indicator(row).decimals
    if not all(texts):
        return UNKNOWN
    # The inner ends of what the two limits were before they were rounded.
    lower, upper = read_range(texts[0], decimals)[1], read_range(texts[1], decimals)[0]
    return Tested(True, False, (LEVEL, 1.0)) if lower < value < upper else UNKNOWN


def is_possible(rest: Counts | None, measure: str) -> bool:
    """Whether a rest can be compared with: it is there, has a denominator, and nothing in it is below 0 or over 100 %.
    Called for each comparison; area and whole may come from deliveries that contradict each other."""
    if rest is None or not rest.denominator or rest.denominator < 0 or rest.numerator < 0:
        return False
    return measure != SHARE or rest.numerator <= rest.denominator


def _test_shares_of_groups(counts: Counts, rest: Counts) -> Tested:
    """Fisher's test of an area's share against that of a rest, in which none of its persons is. Called for each such
    comparison."""
    assert counts.denominator is not None and rest.denominator is not None
    sizes = int(counts.denominator), int(rest.numerator), int(rest.denominator)
    p = exact.compute_fisher_p(int(counts.numerator), *sizes)
    return _make_exact(p, exact.find_smallest_fisher_p(p, *sizes) - LEVEL)


def _make_exact(p: float, excess: float) -> Tested:
    """A test with its exact p, which is made where some outcome could be sure. Called for each exact test. excess: how
    far the smallest p that it could give is over .05; where it is .05 itself (none of 1 against all of 19), rounding
    alone decides, and the test may be made or not."""
    return NO_TEST if excess > _TIE else Tested(True, excess < -_TIE, (p, p))


def _test_rates(now: Counts, other: Counts) -> Tested:
    """The exact test of two rates, or of two counts, whose exposure is 1. Called for comparisons and for changes."""
    events, other_events = int(now.numerator), int(other.numerator)
    exposures = float(now.denominator or 1), float(other.denominator or 1)
    p = exact.compute_poisson_p(events, exposures[0], other_events, exposures[1])
    return _make_exact(p, exact.find_smallest_poisson_p(p, events + other_events, *exposures) - LEVEL)


def has_change(row: Figure, before: Earlier | None, figures: Figures) -> bool:
    """Whether a row must have a change since an earlier figure: both have a number, the earlier window ends before this
    one begins, no break in the definition lies between, and the indicator's changes may be judged. Called for each row,
    for the baseline and for the year before."""
    if read_value(row) is None or before is None or before.value is None:
        return False
    start, end = figures.get_days(row)
    if before.end >= start or before.end >= end or figures.is_broken_between(row, before.rule_day):
        return False
    return figures.get_judging(row).change_judged


def is_broken(row: Figure, before: Earlier | None, figures: Figures) -> bool:
    """Whether a row's change is told to be across a break in the definition. Called for each row, for the baseline and
    for the year before, whose number may be hidden; a row that shows no number itself is told with no break."""
    if read_value(row) is None or before is None:
        return False
    return figures.is_broken_between(row, before.rule_day)


def bound_p_of_change(row: Figure, before: Earlier | None, correlations: Range, figures: Figures) -> Tested:
    """What is known of the test of a row's change since an earlier figure. Called for each row, for the baseline and
    for the year before. correlations: those that two shares may have, because persons may be in both."""
    if not has_change(row, before, figures):
        return NO_TEST
    assert before is not None  # there is a change
    now, measure = read_counts(row), figures.get_indicator(row).measure
    earlier = read_counts(before.row)
    # How many persons a printed baseline is of stands in the plan, not in what is published of the half-year.
    if now is None or earlier is None:
        return UNKNOWN
    if measure in (RATE, COUNT):
        return _test_rates(now, earlier)
    if measure == SHARE and not is_pooled(row):
        return _test_shares_in_time(now, earlier, correlations)
    return UNKNOWN


def _test_shares_in_time(now: Counts, earlier: Counts, correlations: Range) -> Tested:
    """The test of a share against an earlier one, some of whose persons may be the same. Called for each such change.
    The more two shares go together, the smaller is the p of one and the same change; so the two ends of the
    correlations give the two ends of the p."""
    a, b = make_share(now), make_share(earlier)
    # Whether any outcome could be sure is asked without the persons in both, whom no outcome can be said to have.
    surest = differences.find_surest_lower_limit(a.denominator, b, Z)
    if surest < -_TIE:
        return NO_TEST
    least = differences.compute_p_of_difference(a, b, correlations[1])
    most = least if correlations[0] == correlations[1] else differences.compute_p_of_difference(a, b, correlations[0])
    return Tested(True, surest > _TIE, (least, most))


def make_share(counts: Counts) -> Share:
    """The share that counts are. Called for both figures of each change of a share of persons."""
    assert counts.denominator is not None  # a share has one
    return Share(int(counts.numerator), int(counts.denominator))
