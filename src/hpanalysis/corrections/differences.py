"""How many persons the difference of two publications of a figure tells of, at least.

Published twice, a figure gives its difference away. If one person can add no more than `largest` to a count, then a
difference of d concerns at least d / largest persons: 40 days of absence more in a window of 31 days are two pupils or
more. Counts that are equal may hide persons who changed places, but tell of none.
Source: Hundepool et al., Statistical Disclosure Control (2012), ch. 5, on differencing.
"""

from __future__ import annotations

from decimal import ROUND_CEILING, Decimal

from hpanalysis.corrections.ledger import CountPair
from hpanalysis.definitions.model import Indicator, Measure

# From -3 to 12: what one mark can change a sum of marks by (karakterskalabekendtgørelsen, the 7-step scale).
MARKS_SPAN = 15


def count_fewest_persons(difference: Decimal | int, largest: int) -> int:
    """The fewest persons that a difference of two counts can concern; 0 only where there is no difference. Called for
    each count of a published figure that is counted anew, to see of how many a correction would tell. largest: the most
    that one person can change the count by."""
    # Rounded up: 32 days in a month of 31 cannot be one person's.
    return int((abs(Decimal(difference)) / largest).to_integral_value(ROUND_CEILING))


def count_persons_concerned(before: CountPair, now: CountPair, indicator: Indicator, largest: int) -> tuple[int, ...]:
    """The fewest persons behind the change of a figure's numerator and, if it has them, denominator and complement.

    Called by `reveals_few_persons`, for which at least one person but fewer than k is too few. before, now: two
    publications' counts of the figure. largest: the most that one person adds to the denominator, such as the days of a
    window; 1 where heads, cases or dwellings are counted.
    """
    numerator = now.numerator - before.numerator
    # A count of cases: each case is taken as somebody's, because the source does not say whose.
    if before.denominator is None or now.denominator is None:
        return (count_fewest_persons(numerator, largest),)
    denominator = now.denominator - before.denominator
    # A sum of marks has no complement, and one pupil's mark can change it by 15 at most.
    if indicator.measure is Measure.MEAN:
        return count_fewest_persons(numerator, MARKS_SPAN), count_fewest_persons(denominator, largest)
    # The complement counts too: where 10 of 20 becomes 16 of 27, one person more is outside the numerator.
    differences = (numerator, denominator, denominator - numerator)
    return tuple(count_fewest_persons(difference, largest) for difference in differences)


def reveals_few_persons(before: CountPair, now: CountPair, indicator: Indicator, largest: int, k: int) -> bool:
    """Whether two counts of a figure, seen side by side by a reader, would tell of fewer than k persons, but of some.

    Called before a figure of a window or a month may be corrected: for the figure, and for what is left of it when
    others are subtracted. largest: the most that one person adds to the denominator. k: the plan's least number of
    persons.
    """
    # No difference tells of nobody, and one of k persons or more is protected by their number.
    return any(0 < count < k for count in count_persons_concerned(before, now, indicator, largest))
