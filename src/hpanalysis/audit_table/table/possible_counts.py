"""Which whole numbers of persons can stand behind a printed percentage (the GRIM test), and the ranges they form.

Example: 12,3 pct. of 65 persons. Everything from 12,25 to 12,35 pct. is printed as 12,3, which is from 7,96 to 8,03
persons; the only whole number there is 8. Of 650 persons it is from 79,6 to 80,3, so 80. Of 50 persons it is from
6,13 to 6,18: there is no whole number there, so 12,3 pct. of 50 persons cannot be true.

The counts that print as the same figure are neighbours, so they are stored as the least and the greatest of them. The
sum of two such ranges has every whole number between its ends, so adding the ends loses nothing.

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
    """All whole numbers from least to greatest that a figure can be; false (empty) where least is above greatest."""

    least: int
    greatest: int

    def __bool__(self) -> bool:
        """Whether any number is in the range; if none is, the figure is impossible. Asked when a figure is checked
        against its n or another print of it, and when relations between figures have narrowed its range."""
        return self.least <= self.greatest

    def __contains__(self, count: int) -> bool:
        """Whether the count is in the range; asked when a count is printed beside its percentage."""
        return self.least <= count <= self.greatest

    def __and__(self, other: PossibleCounts) -> PossibleCounts:
        """The counts in both ranges, an empty range where they share none; asked where a count or a second print must
        agree with a percentage."""
        return PossibleCounts(max(self.least, other.least), min(self.greatest, other.greatest))

    @property
    def ends(self) -> tuple[int, int]:
        """The least and the greatest; of an empty range they have no meaning. Read where a range is worded, and where
        the smallest group that it gives away is sought."""
        return self.least, self.greatest


def find_possible_counts(value: PrintedNumber, n: int) -> PossibleCounts:
    """Find the counts out of n persons whose percentage can be printed as this value (the GRIM test). Called for each
    percentage with an n, before it is checked alone or against others. Empty where no count can, and of 0 persons
    always: nothing is a percentage of nobody."""
    if n == 0:
        return PossibleCounts(1, 0)
    low, high = value.least, value.greatest
    # Whole-number arithmetic on the fractions, rounded up for the lower end and down for the upper one: exact.
    least = -(-low.numerator * n // (100 * low.denominator))
    return PossibleCounts(max(0, least), min(n, high.numerator * n // (100 * high.denominator)))


def compute_percentage(count: int, n: int, decimals: int) -> Decimal:
    """Compute what a count out of n is in percent as it would be printed with so many decimals, halves rounded up.
    Called where a finding says which percentage a count gives. n must not be 0."""
    exact = Fraction(100 * count, n)
    tens = 10**decimals
    return (Decimal(floor(exact * tens + Fraction(1, 2))) / tens).quantize(
        Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP
    )
