"""Exact tests of two counts, written anew: Fisher's of two shares, and the conditional test of two Poisson rates.

Both add the chances of all outcomes that are at most as likely as the one seen. Outcomes are likeliest in one place and
rarer the further they lie from it, so those to be added are two tails. A chance is computed by logarithms of
factorials, and the tail from it by the ratio of each outcome to its neighbour, until what is left cannot be seen in six
digits. That takes a thousandth of the work of going through all outcomes.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

SAME = 1e-7  # outcomes whose chances differ by less, relatively, are equally likely; rounding alone parts them
_ENOUGH = 1e-12  # what a tail's next outcome may add to it, relatively, when the rest is left out


@dataclass(frozen=True)
class Outcomes:
    """The whole numbers that a count can come out as when nothing differs, with their chances. Made by each exact test,
    and summed by `compute_two_sided_p`."""

    first: int
    last: int
    mode: int  # a likeliest outcome: chances rise up to it, and fall after it
    log_chance: Callable[[int], float]  # the logarithm of an outcome's chance
    ratio: Callable[[int], float]  # the chance of an outcome's upper neighbour, divided by its own


def compute_two_sided_p(outcomes: Outcomes, seen: int) -> float:
    """The chance of an outcome that is at most as likely as the one seen: the two-sided p of an exact test. Called for
    each test of counts that is made anew, and for the outermost outcomes it could have had. seen: from the first
    outcome to the last."""
    limit = outcomes.log_chance(seen) + SAME
    if outcomes.log_chance(outcomes.mode) <= limit:
        return 1.0
    # Chances rise up to the likeliest outcome and fall after it, so the rare ones lie outermost on both sides.
    below = find_last(outcomes.first - 1, outcomes.mode, lambda k: outcomes.log_chance(k) <= limit)
    above = find_last(outcomes.mode, outcomes.last + 1, lambda k: outcomes.log_chance(k) > limit)
    return min(1.0, _sum_tail(outcomes, below, -1) + _sum_tail(outcomes, above + 1, 1))


def find_last(low: int, high: int, holds: Callable[[int], bool]) -> int:
    """The last number from `low` on for which something holds, below `high`. Found by halving, because it holds at
    `low`, which is not asked, and for all numbers up to one and for none after. Called for the end of each tail."""
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if holds(middle) else (low, middle)
    return low


def _sum_tail(outcomes: Outcomes, start: int, step: int) -> float:
    """The chances of the outcome `start` and of all beyond it, added; 0 where there is none. Called for both tails of
    an exact test. step: -1 downwards, 1 upwards."""
    if not outcomes.first <= start <= outcomes.last:
        return 0.0
    chance = total = math.exp(outcomes.log_chance(start))
    place = start
    while outcomes.first <= place + step <= outcomes.last and chance > total * _ENOUGH:
        chance = chance * outcomes.ratio(place) if step > 0 else chance / outcomes.ratio(place - 1)
        place += step
        total += chance
    return total


def _list_fisher_outcomes(cases: int, size: int, others: int) -> Outcomes:
    """How many of all `cases` may lie among `size` persons, the rest among `others`: hypergeometric. Called for each
    comparison of two shares, with the cases seen and with the utmost that there could have been."""
    log = math.lgamma
    constant = (
        log(size + 1) + log(others + 1) + log(cases + 1) + log(size + others - cases + 1) - log(size + others + 1)
    )

    def compute_log_chance(k: int) -> float:
        """The logarithm of the chance that k of the cases are in `size`. Called for the outcomes at a tail's end."""
        ways = log(k + 1) + log(size - k + 1) + log(cases - k + 1) + log(others - cases + k + 1)
        return constant - ways

    return Outcomes(
        first=max(0, cases - others),
        last=min(cases, size),
        mode=(cases + 1) * (size + 1) // (size + others + 2),
        log_chance=compute_log_chance,
        ratio=lambda k: (cases - k) * (size - k) / ((k + 1) * (others - cases + k + 1)),
    )


def _list_poisson_outcomes(events: int, exposure: float, other_exposure: float) -> Outcomes:
    """How many of all `events` may befall the first exposure, if both have the same rate: binomial. Called for each
    comparison of two rates or counts."""
    chance = exposure / (exposure + other_exposure)
    log_yes, log_no, constant = math.log(chance), math.log1p(-chance), math.lgamma(events + 1)

    def compute_log_chance(k: int) -> float:
        """The logarithm of the chance that k of the events befall the first exposure. Called for the outcomes at a
        tail's end."""
        return constant - math.lgamma(k + 1) - math.lgamma(events - k + 1) + k * log_yes + (events - k) * log_no

    return Outcomes(
        first=0,
        last=events,
        mode=min(events, int((events + 1) * chance)),
        log_chance=compute_log_chance,
        ratio=lambda k: (events - k) / (k + 1) * exposure / other_exposure,
    )


def compute_fisher_p(numerator: int, size: int, other_numerator: int, other_size: int) -> float:
    """The two-sided p of Fisher's exact test of two shares: Fisher (1935), The Design of Experiments, chapter II.
    Called for each share of persons that is compared with the rest of the municipality or with the other areas."""
    outcomes = _list_fisher_outcomes(numerator + other_numerator, size, other_size)
    return compute_two_sided_p(outcomes, numerator)


def find_smallest_fisher_p(p: float, size: int, other_numerator: int, other_size: int) -> float:
    """The smallest p that Fisher's test could have given with `size` persons: of the outcome seen, with its p, of none,
    and of all. Called for each such test, because one that never could be sure is not counted as a test."""
    return min(p, *(compute_fisher_p(utmost, size, other_numerator, other_size) for utmost in (0, size)))


def compute_poisson_p(events: int, exposure: float, other_events: int, other_exposure: float) -> float:
    """The two-sided p of the exact conditional test of two Poisson rates: Przyborowski & Wilenski (1940), Biometrika
    31, 313-323. Called for each rate that is compared with another place or with an earlier time, and for each change
    of a count, whose exposure is 1."""
    return compute_two_sided_p(_list_poisson_outcomes(events + other_events, exposure, other_exposure), events)


def find_smallest_poisson_p(p: float, events: int, exposure: float, other_exposure: float) -> float:
    """The smallest p that any division of the same events between two exposures could have given: the one seen, with
    its p, none in the first, or all of them. Called for each test of two rates or counts. events: of both together."""
    outcomes = _list_poisson_outcomes(events, exposure, other_exposure)
    return min(p, *(compute_two_sided_p(outcomes, utmost) for utmost in (0, events)))
