"""Tests of one estimate against another: exact for counts, Welch's for means, each with the smallest p in its reach.

Fisher's test and the Poisson test are written here and not taken from scipy, because scipy's are ten times slower and
a run makes thousands of them. The p-values differ from scipy's by at most 1.6e-15. Welch's is written here because
scipy.stats takes half a second to import, in the run and in every page that computes a delaftale anew.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
from scipy.special import stdtr

from hpanalysis.statistics.differences import Difference, compute_p_of_no_difference
from hpanalysis.statistics.estimates import ClusteredShare, Estimate, Mean, Rate, Share

SAME = 1 + 1e-7  # outcomes as likely as the one seen, but for rounding, count with it (as R's fisher.test)


@dataclass(frozen=True)
class TestResult:
    """The p of a test of `a` against `b`, and whether any outcome of `a` could have given a small one. Made by the
    tests of this module and by `judge`, which makes an `Outcome` of it."""

    __test__ = False  # not a pytest class

    p: float  # two-sided
    # The smallest p that any outcome of `a` could have given. Where it is over the level of the test, even the most
    # extreme outcome could not have been told from chance: 0 of 3 persons against 20 of 100 gives p = 1 at the least.
    attainable: float


def run_fisher_test(a: Share, b: Share) -> TestResult:
    """Fisher's exact test of two independent shares, two-sided: all tables at most as likely as the one seen.

    Fisher (1935), The Design of Experiments, chapter II. Called when an area's share is compared with the rest of the
    municipality or of the areas. attainable: the smallest p among the outcome seen and the two outermost of `a` (none,
    all), with `b` as it is. ValueError where a count is no whole number.
    """
    outermost = (_compute_fisher_p(0, a.denominator, b), _compute_fisher_p(a.denominator, a.denominator, b))
    p = _compute_fisher_p(_convert_to_whole_number(a.numerator), a.denominator, b)
    return TestResult(p, min(p, *outermost))


def run_poisson_ratio_test(a: Rate, b: Rate) -> TestResult:
    """The exact conditional test of two Poisson rates: a's events of all events are binomial if the rates are equal.

    Przyborowski & Wilenski (1940), Biometrika 31, 313-323. Two-sided: all divisions at most as likely as the one seen.
    Called when an area is compared with the rest, for a change, and for the smallest p that a test could give.
    attainable: the smaller p of the two outermost divisions of the same events (none in a, all in a). ValueError where
    a count is no whole number.
    """
    events, all_events = (
        _convert_to_whole_number(a.events),
        _convert_to_whole_number(a.events) + _convert_to_whole_number(b.events),
    )
    odds = float(a.exposure) / float(b.exposure)
    outcomes = np.arange(all_events, dtype=float)
    chances = _compute_chances((all_events - outcomes) / (outcomes + 1) * odds)
    p = _sum_chances_up_to(chances, events)
    return TestResult(p, min(p, _sum_chances_up_to(chances, 0), _sum_chances_up_to(chances, all_events)))


def run_welch_test(a: Mean, b: Mean) -> TestResult:
    """Welch's t test of two means (Welch 1947, Biometrika 34, 28-35), two-sided; the smallest p attainable is 0.
    Without a spread, with n under 2, or with no spread in either, nothing can be tested: p and attainable are 1. Called
    when an area is compared with the rest, and for a change."""
    if a.limits() is None or b.limits() is None:
        return TestResult(1.0, 1.0)
    assert a.spread is not None and a.n is not None and b.spread is not None and b.n is not None  # both have limits
    of_a, of_b = float(a.spread) ** 2 / a.n, float(b.spread) ** 2 / b.n  # the squared standard errors of the two means
    squared = of_a + of_b
    if squared == 0:
        return TestResult(1.0, 1.0)
    degrees = 1 / ((of_a / squared) ** 2 / (a.n - 1) + (of_b / squared) ** 2 / (b.n - 1))
    t = (a.mean - b.mean) / math.sqrt(squared)
    return TestResult(float(2 * stdtr(degrees, -abs(t))), 0.0)


def compute_attainable_p(now: Estimate, before: Estimate) -> float:
    """The smallest p of no difference that any outcome now, of the same size, could give against `before`.

    Called where there is no exact test: for a change of a share, and for a share of persons' time in an area (`now`)
    against the rest (`before`). A test that could never have given a small p is not counted as one. Shares: none or all
    of the same persons, compared with `before` without correlation (a share of 0 or 1 has none). Rates: as
    `run_poisson_ratio_test`, the same events divided to the utmost. Means: 0. Where one of the two has no limits: 1.
    """
    if isinstance(now, Rate) and isinstance(before, Rate):
        return run_poisson_ratio_test(now, before).attainable
    outcomes = _list_outermost_outcomes(now)
    p_values = [p for outcome in outcomes if (p := compute_p_of_no_difference(outcome, before)) is not None]
    if len(p_values) < len(outcomes) or before.limits() is None:
        return 1.0
    return min(p_values, default=0.0)


def compute_attainable_p_of_changes(now: Estimate, before: Estimate, other: Estimate) -> float:
    """The smallest p of no difference between the change from `before` to `now` and another change, that any outcome of
    the same size could give.

    Called where an area's change is held against that of the rest of the municipality (`judge.development`). other: the
    change that stays as it is. Shares: none or all of the persons now. Rates and counts: the area's events all now, or
    all before. Means: 0. Where one of them has no limits: 1.
    """
    pairs = [(outcome, before) for outcome in _list_outermost_outcomes(now)]
    if isinstance(now, Rate) and isinstance(before, Rate):
        events = now.events + before.events
        pairs = [(replace(now, events=n), replace(before, events=events - n)) for n in (0, events)]
    p_values = [compute_p_of_no_difference(Difference(a, b), other) for a, b in pairs]
    known = [p for p in p_values if p is not None]
    if len(known) < len(p_values) or before.limits() is None or other.limits() is None:
        return 1.0
    return min(known, default=0.0)


def _list_outermost_outcomes(now: Estimate) -> list[Estimate]:
    """The outcomes furthest out that an estimate of this size can have, such as 0 of 12 and 12 of 12. Called for a
    share or mean when the smallest p that a test could give is looked for. A mean has no furthest outcome and gives an
    empty list; a mean without limits gives itself, which has no p."""
    if isinstance(now, Share):
        return [replace(now, numerator=0), replace(now, numerator=now.denominator)]
    if isinstance(now, ClusteredShare):
        # Where all agree on 0 or on 1, the persons tell nothing of the clustering: they count as independent.
        size = min(float(now.freedom + 1), float(now.denominator))
        return [replace(now, numerator=n, effective_size=size) for n in (0, now.denominator)]
    return [] if now.limits() is not None else [now]


def _convert_to_whole_number(count: float) -> int:
    """The count as an int; ValueError where it has decimals, because chances are counted one outcome at a time. Called
    for every count of an exact test."""
    if count != math.floor(count):
        raise ValueError("an exact test needs whole numbers")
    return int(count)


def _compute_fisher_p(numerator: int, size: int, b: Share) -> float:
    """Two-sided p of Fisher's test of `numerator` in `size` against the share b, the margins given (hypergeometric).
    Called for the outcome seen and for the two most extreme ones (none, all), which show whether any could be
    significant. ValueError where a count is no whole number."""
    size, others = _convert_to_whole_number(size), _convert_to_whole_number(b.denominator)
    cases = numerator + _convert_to_whole_number(b.numerator)
    first, last = max(0, cases - others), min(cases, size)  # the fewest and the most cases that can lie in `size`
    k = np.arange(first, last, dtype=float)
    chances = _compute_chances((cases - k) * (size - k) / ((k + 1) * (others - cases + k + 1)))
    return _sum_chances_up_to(chances, numerator - first)


def _compute_chances(ratios: np.ndarray) -> np.ndarray:
    """Chances of the outcomes 0, 1, ... of an exact test, summing to 1, from the ratio of each to the one before.
    Called for Fisher's test and for that of two Poisson rates. ratios: falling, one fewer than the outcomes. Multiplied
    outwards from the likeliest outcome: precise to some 1e-13, where log-gammas of large n are not."""
    mode = int(np.searchsorted(-ratios, -1.0))  # ratios fall: the chances rise as long as they are over 1
    above = np.cumprod(ratios[mode:])
    below = np.cumprod(1 / ratios[:mode][::-1])[::-1]
    chances = np.concatenate([below, [1.0], above])
    return chances / chances.sum()


def _sum_chances_up_to(chances: np.ndarray, seen: int) -> float:
    """The two-sided p of the outcome `seen`: the chances of all outcomes that are at most as likely, added. Called for
    both exact tests, on the outcome seen, and on the outermost ones for the smallest p that could be reached. chances:
    of outcomes 0, 1, ..., summing to 1."""
    return min(1.0, float(chances[chances <= chances[seen] * SAME].sum()))
