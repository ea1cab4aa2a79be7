"""Which whole numbers of persons can stand behind a printed percentage (GRIM), and what they add up to.

The counts that print as the same figure lie side by side, so a set of possible counts is kept as its least and its
greatest member; the sum of two such sets has every whole number between its ends, so nothing is lost by adding ends.
A count is possible if its exact percentage lies within half a unit of the last printed digit, both ends included: so
it does not matter whether halves were rounded up, down or to even. Digits cut off instead of rounded are a fault.

Source: N. J. L. Brown and J. A. J. Heathers, The GRIM Test, Social Psychological and Personality Science 8(4), 2017.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from math import floor

from hpanalysis.audit_table.table.numbers_as_printed import PrintedNumber


@dataclass(frozen=True)
class PossibleCounts:
    """All whole numbers from least to greatest; none where least is above greatest."""

    least: int
    greatest: int

    def __bool__(self) -> bool:
        return self.least <= self.greatest

    def __contains__(self, count: int) -> bool:
        return self.least <= count <= self.greatest

    def __and__(self, other: PossibleCounts) -> PossibleCounts:
        return PossibleCounts(max(self.least, other.least), min(self.greatest, other.greatest))

    @property
    def single(self) -> bool:
        return self.least == self.greatest


def find_possible_counts(value: PrintedNumber, n: int) -> PossibleCounts:
    """The counts out of n whose percentage may be printed as the value; none of 0."""
    if n == 0:
        return PossibleCounts(1, 0)
    low, high = value.least, value.greatest
    least = -(-low.numerator * n // (100 * low.denominator))
    return PossibleCounts(max(0, least), min(n, high.numerator * n // (100 * high.denominator)))


def compute_percentage(count: int, n: int, decimals: int) -> Decimal:
    """count of n as it would be printed, halves up."""
    exact = Fraction(100 * count, n)
    tens = 10**decimals
    return (Decimal(floor(exact * tens + Fraction(1, 2))) / tens).quantize(
        Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP
    )
