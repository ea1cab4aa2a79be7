"""Many comparisons at once: which of them may be called sure."""

from __future__ import annotations

from collections.abc import Sequence

from statsmodels.stats.multitest import multipletests


def benjamini_hochberg(p: Sequence[float], q: float = 0.10) -> list[bool]:
    """Which hypotheses are rejected when at most the share q of the rejected are to be false; in the order given.

    Benjamini & Hochberg (1995), J. R. Statist. Soc. B 57, 289-300: independent or positively dependent tests. Give only
    the tests that could have been significant. No tests, nothing rejected; a p outside 0..1 is a ValueError.
    """
    if not all(0 <= one <= 1 for one in p):
        raise ValueError("every p must lie between 0 and 1")
    if not p:
        return []
    return [bool(rejected) for rejected in multipletests(p, alpha=q, method="fdr_bh")[0]]
