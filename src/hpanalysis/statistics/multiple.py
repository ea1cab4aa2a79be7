"""Many comparisons at once: which of them may be called sure.

Written here and not taken from scipy.stats, because that takes half a second to import, in the run and in every page
that computes a delaftale anew; a test holds it to scipy's answer.
"""

from __future__ import annotations

from collections.abc import Sequence


def reject_by_benjamini_hochberg(p_values: Sequence[float], false_discovery_rate: float = 0.10) -> list[bool]:
    """Say for each test whether its hypothesis is rejected, in the order given.

    Called for each family of tests: those of one kind, such as the changes since the baseline, in a half-year's report.
    Among the rejected, at most the share `false_discovery_rate` is expected to be false. Give only tests that could
    have come out significant, because a test that never could makes the others harder to reject. No tests give an empty
    list; a p outside 0..1 is a ValueError.

    Benjamini & Hochberg (1995), J. R. Statist. Soc. B 57, 289-300: for independent or positively dependent tests.
    """
    if not all(0 <= p <= 1 for p in p_values):
        raise ValueError("every p must lie between 0 and 1")
    tests = len(p_values)
    passing = [p for rank, p in enumerate(sorted(p_values), 1) if p * (tests / rank) <= false_discovery_rate]
    return [bool(passing) and p <= passing[-1] for p in p_values]
