"""Whether two quantities are alike within a margin: two one-sided tests, and the interval that they come to.

That no difference can be seen is no proof that there is none: a small n sees none either. Equivalence is shown by
rejecting both that the difference is at or below minus the margin and that it is at or above it, each one-sided at
.05, which is the same as that the whole 90 % interval lies within the margin. No correction for the two tests is
needed, since the difference cannot be beyond both ends. Schuirmann (1987), J. Pharmacokinet. Biopharm. 15, 657-680.
"""

from __future__ import annotations

from decimal import Decimal

from hpanalysis.statistics.differences import compute_difference_interval
from hpanalysis.statistics.estimates import Estimate, Interval

# 1 - 2 x .05: each of the two one-sided tests is at .05.
EQUIVALENCE_CONFIDENCE = 0.90


def compute_equivalence_interval(a: Estimate, b: Estimate, correlation: float = 0.0) -> Interval | None:
    """The 90 % interval of a minus b (MOVER), which the two one-sided tests come to; None where either has no limits.
    Called when an area's change is held against that of the rest of the municipality. Raw units. correlation: of the
    two estimates, -1 to 1."""
    return compute_difference_interval(a, b, correlation, EQUIVALENCE_CONFIDENCE)


def is_equivalent(limits: tuple[Decimal, Decimal] | Interval, margin: Decimal | float) -> bool:
    """Whether a 90 % interval lies wholly within the margin on both sides of 0, so that both one-sided tests reject.
    Called on the rounded limits that are published, so that whoever has these alone comes to the same word. A limit at
    the margin itself is not within it. limits, margin: in the same unit; ValueError for a margin that is not over 0."""
    if margin <= 0:
        raise ValueError("the margin must be over 0")
    low, high = limits
    return -margin < low and high < margin
