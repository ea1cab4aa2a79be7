"""Many comparisons in one half-year: which of them stand when chance is given its due.

A family is one question (against the municipality, against the others, since the baseline, since the year before) over
the areas and their total, among the windows that one half-year's report shows for the first time: so a verdict once
published does not move when later half-years bring more tests. Benjamini-Hochberg at q = .10, and p at most .05, so
that no verdict contradicts the interval beside it. The municipality's own change is in no family. Windows pooled are
families of their own: what is said of a year does not move because the years are pooled too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hpanalysis.definitions.windows import POOLED, is_pooled
from hpanalysis.judge.outcomes import LEVEL
from hpanalysis.statistics import reject_by_benjamini_hochberg

FALSE_DISCOVERY_RATE = 0.10


@dataclass(frozen=True)
class FamilyTest:
    """A test in a family (`name_family`, None for a test of no family). p: None where nothing was tested."""

    p: float | None
    family: str | None


def name_family(half_year: str, window: str) -> str:
    """The family of a window's tests: those of the half-year that shows it first; of windows pooled, theirs."""
    return f"{half_year}{POOLED}" if is_pooled(window) else half_year


def _stand(p_values: Sequence[float]) -> float:
    """The largest p that stands in a family; -1 where none does."""
    held = reject_by_benjamini_hochberg(p_values, FALSE_DISCOVERY_RATE)
    standing = [p for p, stands in zip(p_values, held, strict=True) if stands]
    return min(LEVEL, max(standing, default=-1.0))


def mark_sure(entries: Sequence[FamilyTest], others: Sequence[FamilyTest] = ()) -> list[bool]:
    """For each entry whether it is sure. `others`: tests of the same families that are judged elsewhere."""
    by_family: dict[str, list[float]] = {}
    for entry in (*entries, *others):
        if entry.family is not None and entry.p is not None:
            by_family.setdefault(entry.family, []).append(entry.p)
    largest = {family: _stand(p_values) for family, p_values in by_family.items()}
    return [entry.p is not None and entry.p <= largest.get(entry.family, LEVEL) for entry in entries]
