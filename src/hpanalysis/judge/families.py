"""Many comparisons in one half-year: which of them stand when chance is given its due.

A family is one question (against the municipality, against the others, since the baseline, since the year before) over
the areas and their total, among the windows that one half-year's report shows for the first time: so a verdict once
published does not move when later half-years bring more tests. Benjamini-Hochberg at q = .10, and p at most .05, so
that no verdict contradicts the interval beside it. The municipality's own change is in no family.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hpanalysis.judge.tested import LEVEL
from hpanalysis.statistics import benjamini_hochberg

FALSE_DISCOVERY_RATE = 0.10


@dataclass(frozen=True)
class Entry:
    """A test in a family. p: None where nothing was tested. family: the half-year; None for a test of no family."""

    p: float | None
    family: str | None


def _stand(p_values: Sequence[float]) -> float:
    """The largest p that stands in a family; -1 where none does."""
    held = benjamini_hochberg(p_values, FALSE_DISCOVERY_RATE)
    standing = [p for p, stands in zip(p_values, held, strict=True) if stands]
    return min(LEVEL, max(standing, default=-1.0))


def sure(entries: Sequence[Entry], others: Sequence[Entry] = ()) -> list[bool]:
    """For each entry whether it is sure. `others`: tests of the same families that are judged elsewhere."""
    by_family: dict[str, list[float]] = {}
    for entry in (*entries, *others):
        if entry.family is not None and entry.p is not None:
            by_family.setdefault(entry.family, []).append(entry.p)
    largest = {family: _stand(p_values) for family, p_values in by_family.items()}
    return [entry.p is not None and entry.p <= largest.get(entry.family, LEVEL) for entry in entries]
