"""Many comparisons in one half-year: which of them are sure when chance is given its due.

A family is one question (a key of `facts.P_COLUMNS`: against the municipality, since the baseline, the course ...) over
the areas and their total, among the windows that one half-year's report shows for the first time: so a verdict once
published does not move when later half-years bring more tests. Benjamini-Hochberg at q = .10, and p at most .05, so
that no verdict contradicts the interval beside it. Since the baseline, since the year before and in the course p must
besides be at most the level of the look, which is lower (`looks`). The municipality's own change is in no family. What
is asked for besides the delmål is weighed by itself, because no figure that the board asks for may make a verdict on a
delmål harder to reach. Windows pooled are families of their own: what is said of a year does not move because the years
are pooled too. So are windows counted again by a later version: they are of years that have been told of, and would
make the tests of the new one harder.

Of 40 comparisons in which nothing differs, two would have p under .05 by chance alone; without families a report would
print them as findings.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hpanalysis.definitions.windows import POOLED, RECOUNTED, is_pooled, is_recounted
from hpanalysis.judge.outcomes import LEVEL
from hpanalysis.statistics import reject_by_benjamini_hochberg

FALSE_DISCOVERY_RATE = 0.10


@dataclass(frozen=True)
class FamilyTest:
    """One test of one row, to be weighed with the other tests of its family; made by `facts`, read by `mark_sure`."""

    p: float | None  # None where nothing was tested
    family: str | None  # `name_family`; None for a test of no family, which is judged by itself at its level
    level: float = LEVEL  # the largest p that may be sure at this look, whatever the family allows (`looks`)


SUPPLEMENTARY = "+"  # at the end of the name of a family of supplementary figures


def name_family(half_year: str, window: str, *, is_supplementary: bool = False) -> str:
    """The name of the family (tests weighed together) of a window's tests: the half-year that shows the window first,
    as 2026H1. Called for every row that is judged. Windows pooled are a family of their own in it, with ".." at the
    end, and windows counted again another, with "@". The supplementary figures have families of the same kinds, with
    "+" after them."""
    # A figure keeps the family of the half-year that showed it first. Its verdict could else change when a later
    # half-year adds tests, though nothing of the figure had changed.
    apart = RECOUNTED if is_recounted(window) else POOLED if is_pooled(window) else ""
    return f"{half_year}{apart}{SUPPLEMENTARY if is_supplementary else ''}"


def _find_largest_sure_p(p_values: Sequence[float]) -> float:
    """The largest p, at most `LEVEL` (0.05), that is significant when all tests of a family are weighed together; -1
    where none is. Called for each family, before verdicts are given. p_values: those of all its tests, each from 0 to
    1."""
    rejected = reject_by_benjamini_hochberg(p_values, FALSE_DISCOVERY_RATE)
    sure = [p for p, is_rejected in zip(p_values, rejected, strict=True) if is_rejected]
    # Among many true differences the procedure would pass a p of .07; the interval beside that figure holds 0.
    return min(LEVEL, max(sure, default=-1.0))


def mark_sure(tests: Sequence[FamilyTest], elsewhere: Sequence[FamilyTest] = ()) -> list[bool]:
    """For each of `tests` whether it is significant when its whole family is weighed, or by itself where it has no
    family; one without a p never is. Called once for each question (such as since the baseline), with the tests of all
    rows that are judged. elsewhere: tests of the same families from indicators judged in another table; they are
    weighed, and get no answer here."""
    by_family: dict[str, list[float]] = {}
    for test in (*tests, *elsewhere):
        if test.family is not None and test.p is not None:
            by_family.setdefault(test.family, []).append(test.p)
    # One threshold a family is the same as its list of rejected tests, because the procedure rejects every p up to one.
    largest = {family: _find_largest_sure_p(p_values) for family, p_values in by_family.items()}
    return [
        test.p is not None and test.p <= min(test.level, LEVEL if test.family is None else largest[test.family])
        for test in tests
    ]
