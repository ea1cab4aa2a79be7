"""Tests of one estimate against another: exact for counts, Welch's for means, each with the smallest p in its reach."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
from scipy.stats import ttest_ind_from_stats

from hpanalysis.statistics.differences import compute_p_of_no_difference
from hpanalysis.statistics.estimates import ClusteredShare, Estimate, Mean, Rate, Share

SAME = 1 + 1e-7  # outcomes as likely as the one seen, but for rounding, count with it (as R's fisher.test)


@dataclass(frozen=True)
class TestResult:
    """A two-sided p, and the smallest p that any outcome of `a` could have given.

    Where `attainable` is over the level of the test, no outcome would have been told from chance: not judgeable.
    """

    __test__ = False  # not a pytest class

    p: float
    attainable: float


def run_fisher_test(a: Share, b: Share) -> TestResult:
    """Fisher's exact test of two independent shares, two-sided: all tables at most as likely as the one seen.

    Fisher (1935), The Design of Experiments, chapter II. attainable: the smaller p of the two outermost outcomes of `a`
    (none, all) with `b` as it is.
    """
    outermost = (_fisher_p(0, a.denominator, b), _fisher_p(a.denominator, a.denominator, b))
    p = _fisher_p(_whole(a.numerator), a.denominator, b)
    return TestResult(p, min(p, *outermost))


def run_poisson_ratio_test(a: Rate, b: Rate) -> TestResult:
    """The exact conditional test of two Poisson rates: a's events of all events are binomial if the rates are equal.

    Przyborowski & Wilenski (1940), Biometrika 31, 313-323. Two-sided: all divisions at most as likely as the one seen.
    attainable: the smaller p of the two outermost divisions of the same events (none in a, all in a).
    """
    events, all_events = _whole(a.events), _whole(a.events) + _whole(b.events)
    odds = float(a.exposure) / float(b.exposure)
    outcomes = np.arange(all_events, dtype=float)
    chances = _from_ratios((all_events - outcomes) / (outcomes + 1) * odds)
    p = _two_sided(chances, events)
    return TestResult(p, min(p, _two_sided(chances, 0), _two_sided(chances, all_events)))


def run_welch_test(a: Mean, b: Mean) -> TestResult:
    """Welch's t test of two means (Welch 1947, Biometrika 34, 28-35), two-sided.

    A continuous measure has no smallest p (0). Without a spread, with n under 2, or with no spread in either, nothing
    can be tested: p and attainable are 1.
    """
    if a.limits() is None or b.limits() is None or a.spread == b.spread == 0:
        return TestResult(1.0, 1.0)
    found = ttest_ind_from_stats(a.mean, a.spread, a.n, b.mean, b.spread, b.n, equal_var=False)
    return TestResult(float(found.pvalue), 0.0)


def compute_attainable_p_of_change(now: Estimate, before: Estimate) -> float:
    """The smallest p of no difference that any outcome now, of the same size, could give against `before`.

    Shares: none or all of the same persons, held against `before` without correlation (a share of 0 or 1 has none).
    Rates: as `run_poisson_ratio_test`, the same events divided to the utmost. Means: 0, or 1 without limits.
    """
    if isinstance(now, Rate) and isinstance(before, Rate):
        return run_poisson_ratio_test(now, before).attainable
    found = [compute_p_of_no_difference(outcome, before) for outcome in _outermost(now)]
    if None in found or before.limits() is None:
        return 1.0
    return min(found, default=0.0)


def _outermost(now: Estimate) -> list[Estimate]:
    """The outcomes furthest out that an estimate of this size can have; none where there is no furthest."""
    if isinstance(now, Share):
        return [replace(now, numerator=0), replace(now, numerator=now.denominator)]
    if isinstance(now, ClusteredShare):
        none = replace(now, numerator=0, sum_nn=0, sum_nd=0)
        return [none, replace(now, numerator=now.denominator, sum_nn=now.sum_dd, sum_nd=now.sum_dd)]
    return [] if now.limits() is not None else [now]


def _whole(count) -> int:
    if count != math.floor(count):
        raise ValueError("an exact test needs whole numbers")
    return int(count)


def _fisher_p(numerator: int, size: int, b: Share) -> float:
    """Two-sided p of `numerator` in `size` against b, the margins given (hypergeometric)."""
    size, others = _whole(size), _whole(b.denominator)
    cases = numerator + _whole(b.numerator)
    first, last = max(0, cases - others), min(cases, size)
    k = np.arange(first, last, dtype=float)
    chances = _from_ratios((cases - k) * (size - k) / ((k + 1) * (others - cases + k + 1)))
    return _two_sided(chances, numerator - first)


def _from_ratios(ratios: np.ndarray) -> np.ndarray:
    """Chances of outcomes 0, 1, ... from the ratio of each to the one before, summing to 1.

    Multiplied outwards from the likeliest outcome: precise to some 1e-13 where log-gammas of large n are not.
    """
    mode = int(np.searchsorted(-ratios, -1.0))  # ratios fall: the chances rise as long as they are over 1
    above = np.cumprod(ratios[mode:])
    below = np.cumprod(1 / ratios[:mode][::-1])[::-1]
    chances = np.concatenate([below, [1.0], above])
    return chances / chances.sum()


def _two_sided(chances: np.ndarray, seen: int) -> float:
    return min(1.0, float(chances[chances <= chances[seen] * SAME].sum()))
