"""The promise, asked of one count: may it still be nought, and may it still be k or more?

A count that must be at least k persons, whatever the hidden numbers are, is no small count, and needs no hiding. Nor is
that of windows pooled, where one of them is known to have k persons: the others only add to them.

The criterion looks at intervals alone and so can be held against published files by anybody. It does not ask what the
count truly is. If it did, a stranger could not check it; and a rule such as "the true number lies well inside its
interval" would itself tell something of that number.

With k = 5: 0 to 9 is protected (nobody can tell it from 0, or from 9), 5 to 9 is no small count, but 3 to 9 is neither:
it is known that there is somebody, and they may be as few as three.
"""

from __future__ import annotations

from hpanalysis.audit.intervals import Interval
from hpanalysis.published.known import TOLERANCE


def may_be_small_or_not(interval: Interval, k: int) -> bool:
    """Whether a count may be 0 and may be k or more, so that nobody can tell which. Called by `is_protected` for each
    count that no row of a publication shows, when it is audited. interval: the least and the most that the count may
    be. k: the fewest persons that a count may be shown for."""
    # The solver's ends may be off in their last digits.
    return interval.lo <= TOLERANCE and may_be_many(interval, k)


def may_be_many(interval: Interval, k: int) -> bool:
    """Whether a count may be k or more. Called for those of a target group who did not take part, of whom it may be
    known that there are some. interval: the least and the most that the count may be."""
    return interval.hi is None or interval.hi >= k - TOLERANCE


def is_surely_not_small(interval: Interval, k: int, most_per_person: int) -> bool:
    """Whether a count is so large that at least k persons are behind it, if each adds at most `most_per_person` (1 for
    heads, more for days). Called by `is_protected` for each examined count, and for a year within pooled years, because
    its persons are in the pooled count too. interval: the least and the most that the count may be."""
    return interval.lo >= k * most_per_person - TOLERANCE


def is_protected(interval: Interval, k: int, most_per_person: int) -> bool:
    """Whether a count that no row shows is protected: it may be 0 and may be k or more, or k persons are surely behind
    it. Called by the audit for each such count but a remainder (a total less its areas) that is known exactly.
    interval: the least and the most that the count may be; most_per_person: the most that one person adds."""
    return may_be_small_or_not(interval, k) or is_surely_not_small(interval, k, most_per_person)


def is_small(count: float, below: int) -> bool:
    """Whether a count is of too few persons: under `below` (k, or 2k for a denominator), but not nought. Called for
    counts that a reader can work out: what the areas leave of a total, where that is known exactly, and by how much a
    figure, or a sum of hidden ones, differs between two half-years."""
    return TOLERANCE < count < below - TOLERANCE
