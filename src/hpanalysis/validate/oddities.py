"""What is odd about a delivery beside those before it: the kinds that rules ask about, and the record of each."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import Enum

# A leap that chance alone makes once in about a hundred thousand comparisons, in standard deviations. A half-year makes
# some hundred of them, and nobody reads a rule that is broken every year.
ENOUGH_DEVIATIONS = 4.5


class Kind(Enum):
    """A way in which a delivery is odd. The value is the column of the deliveries frame that counts it, which rules in
    expectations/paa_tvaers.json name."""

    ONE_VALUE = "one_value_columns"  # a column is all one value, which it never was
    ROWS = "leapt_rows"  # the rows of a small delivery
    SHARE = "leapt_shares"  # a code's share of the rows, or the share of cells without a value
    MEAN = "leapt_means"  # the mean of a column of whole numbers
    MISSING = "missing_figures"  # figures of a table that other periods, or the delivery before, have
    STALE = "stale_indicators"  # indicators of a yearly table that have no newer year
    SIZE = "leapt_sizes"  # what a figure is counted among
    RATIO = "leapt_ratios"  # a figure's numerator over its denominator
    TOTAL = "total_rows"  # rows that are the sum of the others
    RESTATED = "restated_figures"  # figures of a period that the delivery before told of otherwise
    REDATED = "redated_figures"  # figures that the delivery before gave another period
    ROUNDED = "rounded_columns"  # columns of a table whose numbers are all round, which they were not
    SORTED = "sorted_columns"  # columns whose equal values all stand together, which they did not
    GAPS = "months_between"  # persons who lack a month between two others, many more than before
    COPIED = "copied_parts"  # parts of a delivery whose rows are those of the delivery before, whatever their days
    LEAVERS = "months_of_leavers"  # months after which, or before which, many persons are missing
    REWRITTEN = "rewritten_months"  # months that both deliveries have, in which many rows are others

    @property
    def danish(self) -> str:
        """The Danish words for this way of being odd in the protected list of what differs from the deliveries before.
        Read when that list is written."""
        return _DANISH[self]


_DANISH = {
    Kind.ONE_VALUE: "kolonnen har samme værdi i alle rækker",
    Kind.ROWS: "antallet af rækker er sprunget",
    Kind.SHARE: "andelen af rækkerne er sprunget",
    Kind.MEAN: "gennemsnittet er sprunget",
    Kind.MISSING: "tallet mangler",
    Kind.STALE: "nøgletallet har intet nyt år",
    Kind.SIZE: "antallet, der er målt blandt, er sprunget",
    Kind.RATIO: "andelen er sprunget",
    Kind.TOTAL: "rækken er summen af andre",
    Kind.RESTATED: "tallet for samme periode var et andet i leveringen før",
    Kind.REDATED: "tallet havde en anden periode i leveringen før",
    Kind.ROUNDED: "alle tal i kolonnen er runde",
    Kind.SORTED: "kolonnens værdier er sorteret for sig",
    Kind.GAPS: "personer mangler i en måned mellem to andre",
    Kind.COPIED: "rækkerne er de samme som i leveringen før",
    Kind.LEAVERS: "mange personer er kun med før eller efter måneden",
    Kind.REWRITTEN: "månedens rækker er andre end i leveringen før",
}


@dataclass(frozen=True)
class Oddity:
    """One odd thing about a delivery. Made where deliveries are compared; counted in the deliveries frame, and listed
    in the protected folder."""

    kind: Kind
    place: str  # a column and its code, or the figure's own key; never what tells of one person
    before: float | None = None
    now: float | None = None


def measure_leap_of_share(some: float, whole: float, some_now: float, whole_now: float) -> float:
    """How many standard deviations lie between two shares, `some` of `whole` in the delivery before and now. Called for
    each share that is compared with the delivery before. Anscombe's arcsine keeps small numbers from looking certain:
    one of seven against none of a thousand is no leap."""
    pairs = ((some, whole), (some_now, whole_now))
    angles = [math.asin(math.sqrt((min(max(x, 0), n) + 3 / 8) / (n + 3 / 4))) for x, n in pairs]
    return abs(angles[1] - angles[0]) * 2 / math.sqrt(1 / (whole + 3 / 4) + 1 / (whole_now + 3 / 4))


def measure_leap_of_count(count: float, count_now: float) -> float:
    """How many standard deviations lie between two counts, each moved by chance (Poisson). Called when a delivery is
    compared with the one before: for the rows of a small one, and for the denominators of a table's figures."""
    return abs(math.sqrt(max(count_now, 0)) - math.sqrt(max(count, 0))) * math.sqrt(2)


def is_beyond(before: float, now: float, factor: float) -> bool:
    """Whether one number is more than `factor` times another, either way; also when only one of them is nought. Called
    when a delivery is compared with the one before. The tests by standard deviations do not suffice there, because
    between large numbers any change is certain but few are strange, and nothing of dwellings is chance."""
    low, high = sorted((abs(before), abs(now)))
    return high > factor * low


def compute_odds(some: float, whole: float) -> float:
    """The odds of a share (`some` of `whole`), half a case added on both sides so that none is infinite. Called for the
    shares of two deliveries, where it is asked whether they are a factor apart."""
    return (min(max(some, 0), whole) + 0.5) / (whole - min(max(some, 0), whole) + 0.5)
