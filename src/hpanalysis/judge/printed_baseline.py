"""A baseline as the plan prints it: its value, and the counts behind it where the plan prints enough to know them.

The plan prints some baselines in parts: a count by two sources, or a share whose indicator is the sum of two others
(`Indicator.sum_of`). The parts are added, and `added_up` marks the sum, because a reader who looks for that number in
the plan would look in vain.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from hpanalysis.definitions import catalogue
from hpanalysis.definitions.model import Indicator, Measure
from hpanalysis.judge.counts import FigureCounts
from hpanalysis.plan import Plan, Printed


@dataclass(frozen=True)
class PrintedBaseline:
    """The printed baseline of an indicator in an area. Made by `read_printed_baseline` for each row that is judged,
    shown beside the baseline recomputed from the extracts, and compared with where there is none of those."""

    value: Decimal  # in the unit, with the decimals that the plan prints
    counts: FigureCounts | None  # None where the plan prints too little for a test
    added_up: bool  # whether it is the sum of several printed numbers, and is itself printed nowhere


def read_printed_baseline(plan: Plan, indicator_id: str, area_id: str, window: str) -> PrintedBaseline | None:
    """The baseline that the plan prints for an indicator and area, added up where it is printed in parts; None where
    it, or one of its parts, is not printed. Called for each row that is judged, and for each baseline that the extracts
    do not give. window: the id of the baseline's window."""
    indicator = catalogue.indicators()[indicator_id]
    sources = plan.printed_for(indicator_id, area_id, window)
    if sources:
        return PrintedBaseline(
            _sum_printed_values(sources), _derive_printed_counts(indicator, sources), added_up=len(sources) > 1
        )
    parts = [read_printed_baseline(plan, part, area_id, window) for part in indicator.sum_of]
    printed = [part for part in parts if part is not None]
    # One part alone is less than the whole, so a sum is made of all of them or not at all.
    if not printed or len(printed) < len(parts):
        return None
    return PrintedBaseline(
        sum((part.value for part in printed), Decimal(0)), _add_counts([part.counts for part in printed]), added_up=True
    )


def _add_counts(parts: Iterable[FigureCounts | None]) -> FigureCounts | None:
    """The counts of a sum of shares of one denominator: their numerators added; None where one is not known, or where
    the plan prints them of different numbers of persons. Called for a baseline that is printed in parts."""
    known = list(parts)
    if any(part is None for part in known):
        return None
    counts = [part for part in known if part is not None]
    # Shares of different groups do not add up to the share of any group.
    if len({part.denominator for part in counts}) != 1:
        return None
    numerator = sum((part.numerator for part in counts), Decimal(0))
    denominator = counts[0].denominator
    # Two percentages that are each rounded up can give more persons than there are.
    if denominator is not None and numerator > denominator:
        return None
    return FigureCounts(numerator=numerator, denominator=denominator)


def _read_value(printed: Printed) -> Decimal:
    """The value of a printed figure; TypeError where it has none. Called for each printed source of a baseline."""
    if printed.value is None:
        raise TypeError("a printed baseline has no value")
    return printed.value


def _sum_printed_values(sources: Iterable[Printed]) -> Decimal:
    """The printed value of a baseline: its only source's, or the sum where the plan prints two sources. Called for each
    baseline that the plan prints. sources: the rows of baselines.csv for one indicator, area and window; several only
    for a count. TypeError where a source is printed without its value."""
    return sum((_read_value(source) for source in sources), Decimal(0))


def _derive_printed_counts(indicator: Indicator, sources: list[Printed]) -> FigureCounts | None:
    """The counts behind a printed baseline; None where the plan prints too little for a test, or a percentage that no
    whole number gives.

    A count is itself. A share or rate is its printed count, or the whole number that gives the printed percentage, of
    the printed n: 29.6 % of 27 can only be 8. Called for each baseline that the plan prints, for the change is tested
    by it where the extracts give none. sources: the rows of baselines.csv for one indicator, area and window, at least
    one.
    """
    if indicator.measure is Measure.COUNT:
        return FigureCounts(numerator=_sum_printed_values(sources), denominator=None)
    # Persons' time is left out: a printed share of months does not say how many persons' months they are.
    if len(sources) != 1 or not sources[0].n or indicator.measure not in (Measure.SHARE, Measure.RATE):
        return None
    value, n, count = _read_value(sources[0]), sources[0].n, sources[0].count
    # The plan prints most percentages with their n and without their count.
    if count is None:
        count = round(value * n / indicator.unit.scale)
    # 30.9 % of 27 is no whole number of persons. The plan's n is then another one than the percentage's, and a test
    # against it would be a test against invented persons.
    half_a_digit = Decimal(5).scaleb(int(value.as_tuple().exponent) - 1)
    if abs(indicator.unit.scale * Decimal(count) / n - value) > half_a_digit:
        return None
    return FigureCounts(numerator=Decimal(count), denominator=n)
