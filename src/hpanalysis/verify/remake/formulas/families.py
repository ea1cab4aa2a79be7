"""Which of many tests are sure: Benjamini & Hochberg (1995), J. R. Statist. Soc. B 57, 289-300, written anew."""

from __future__ import annotations

from collections.abc import Sequence

LEVEL = 0.05  # no p over it is sure
FALSE_DISCOVERY_RATE = 0.10


def find_largest_sure_p(p_values: Sequence[float]) -> float:
    """The largest p of a family that is sure: the largest that is at most its rank's part of .10, and at most .05; -1
    where none is. Called for each family of a question's tests. p_values: all of them, in any order."""
    ranked = sorted(p_values)
    sure = [p for rank, p in enumerate(ranked, start=1) if p <= FALSE_DISCOVERY_RATE * rank / len(ranked)]
    return min(LEVEL, max(sure, default=-1.0))
