"""Several half-years held together: what one tells, the others have told too.

A reader keeps every publication. If an area was hidden in one and is shown in the other, it is known; if a total was
100 and is 102 while the areas shown are what they were, two persons came into those that are hidden.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from hpanalysis.audit import criterion
from hpanalysis.published.definitions import Indicator
from hpanalysis.published.failures import Failure, Fault, make_failure
from hpanalysis.published.figures import Figure, Key, format_address
from hpanalysis.published.names import FIGURES_CSV
from hpanalysis.published.relations import Count, Relation

Rows = dict[Key, Figure]
# The unknown counts of an equation with their coefficients -> what they come to together.
HiddenSums = dict[tuple[tuple[Count, float], ...], float]


def find_changed_decisions(history: dict[str, Rows]) -> Iterator[Failure]:
    """Yield a failure for each cell that is hidden in one half-year and shown in another: what was shown is known.
    Called by `audit` once. history: half-year -> its rows of indicators.csv."""
    # Over all half-years first, for a cell may be hidden before it is shown as well as after.
    shown: dict[Key, str] = {}
    for half_year, rows in history.items():
        shown |= {key: half_year for key, row in rows.items() if row.shown}
    for half_year, rows in history.items():
        for key, row in rows.items():
            if row.hidden and key in shown:
                yield make_failure(half_year, Fault.DECISION, format_address(key), FIGURES_CSV)


def _differs_by_few(before: Decimal | None, now: Decimal | None, k: int) -> bool:
    """Whether two published numbers (None where a row has none) differ by under k but not by nought. Called by
    `_tells_of_few` for a figure's numerators, denominators and complements in two half-years. k: the fewest persons
    that may be shown."""
    return before is not None and now is not None and criterion.is_small(float(abs(now - before)), k)


def _tells_of_few(before: Figure, now: Figure, indicator: Indicator, k: int) -> bool:
    """Whether a figure's numerator, denominator or complement, where it is a count, moved by 1 to k - 1 persons. Called
    by `find_revealing_corrections` for a figure that two half-years show; before, now: its row in each."""
    if indicator.counts_numerator and _differs_by_few(before.numerator, now.numerator, k):
        return True
    if _differs_by_few(before.denominator, now.denominator, k):
        return True
    if not indicator.has_complement or before.denominator is None or now.denominator is None:
        return False
    # Two movements that are each large may leave a small one between them.
    complement_before = before.denominator - before.require_numerator()
    return _differs_by_few(complement_before, now.denominator - now.require_numerator(), k)


def find_revealing_corrections(history: dict[str, Rows], indicators: dict[str, Indicator], k: int) -> Iterator[Failure]:
    """Yield a failure for each cell that two half-years show with counts that differ by 1 to k - 1 persons. Called by
    `audit` once, before a half-year is published. history: half-year -> the rows of its indicators.csv; each is
    compared with every later one."""
    for (_, before), (half_year, now) in combinations(history.items(), 2):
        for key, row in now.items():
            earlier = before.get(key)
            # Of a figure hidden in either half-year there are not two numbers to subtract.
            if earlier is None or not (row.shown and earlier.shown):
                continue
            if _tells_of_few(earlier, row, indicators[key[0]], k):
                yield make_failure(half_year, Fault.RESTATED, format_address(key), FIGURES_CSV)


def compute_hidden_sums(relations: list[Relation], known: dict[Count, float]) -> HiddenSums:
    """What the hidden counts of each equation come to: if a total is 23 and an area 20, the others are 3 together.
    Called for each family (figures over one denominator) that is audited, to compare the sums of two half-years. known:
    the counts that rows show. The result: hidden counts with their coefficients -> sum. Inequalities are left out."""
    sums: HiddenSums = {}
    for relation in relations:
        unknown = tuple((count, times) for count, times in relation.terms if count not in known)
        # An inequality says only that its counts come to something or more, and that is not compared.
        if relation.equal and unknown:
            sums[unknown] = sum(times * known[count] for count, times in relation.terms if count in known)
    return sums


def find_moved_hidden_sums(half_year: str, before: HiddenSums, now: HiddenSums, k: int) -> Iterator[Failure]:
    """Yield a failure where hidden cells come to a sum in the newest half-year that differs from an older one's by 1 to
    k - 1 persons. Called by `audit` for each older half-year. before, now: the hidden counts of each equation -> their
    sum, in the older half-year and in the newest, named `half_year`."""
    for unknown, total in now.items():
        # The same cells, hidden in both half-years, with the same coefficients: the sums may be subtracted.
        if unknown in before and criterion.is_small(abs(total - before[unknown]), k):
            place = " + ".join(format_address((count.of, count.period, count.place)) for count, _ in unknown)
            yield make_failure(half_year, Fault.RESTATED, place, FIGURES_CSV)
