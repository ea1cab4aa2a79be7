"""The promise, asked of one count: may it still be nought, and may it still be k or more?

A count that must be at least k persons, whatever the hidden numbers are, is no small count, and needs no hiding. Nor is
that of windows pooled, where one of them is known to have k persons: the others only add to them.
The criterion looks at intervals alone and so can be held against published files by anybody.
"""

from __future__ import annotations

from hpanalysis.audit.intervals import Interval
from hpanalysis.published.known import TOLERANCE


def may_be_small_or_not(interval: Interval, k: int) -> bool:
    """Whether the count may be 0 and may be k or more."""
    return interval.lo <= TOLERANCE and (interval.hi is None or interval.hi >= k - TOLERANCE)


def is_surely_not_small(interval: Interval, k: int, most_per_person: int) -> bool:
    """Whether there must be k persons behind the count, each of whom adds at most `most_per_person`."""
    return interval.lo >= k * most_per_person - TOLERANCE


def is_protected(interval: Interval, k: int, most_per_person: int) -> bool:
    return may_be_small_or_not(interval, k) or is_surely_not_small(interval, k, most_per_person)


def is_small(count: float, below: int) -> bool:
    """Whether a count that can be read is of too few persons: under `below`, but not nought."""
    return TOLERANCE < count < below - TOLERANCE
