"""What a comparison came to, and the closed lists of what may be said of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from hpanalysis.statistics.estimates import Interval
from hpanalysis.statistics.matched.balance import BalanceRow
from hpanalysis.statistics.matched.did import DifferenceInDifferences
from hpanalysis.statistics.matched.sensitivity import Sensitivity


class Verdict(Enum):
    """How the participants fared beside the others like them. None of them says why."""

    BETTER = "better"  # the interval lies wholly on the good side of no difference
    WORSE = "worse"  # wholly on the bad side
    NO_DIFFERENCE = "no_difference"  # it holds 0: none was seen, and what it holds is not excluded
    NOT_COMPARED = "not_compared"  # a rule forbids a comparison: see Reason


class Reason(Enum):
    """Why nothing is compared. In the order in which the rules are asked; the first that holds is told."""

    NEARLY_ALL_TREATED = "nearly_all_treated"  # so many take part that those who do not are a special few
    TOO_FEW_MEASURED = "too_few_measured"  # too few participants have a value both before and after
    TOO_FEW_MATCHED = (
        "too_few_matched"  # too few participants have others like them, or too few others carry the weight
    )
    ANOTHER_GROUP = "another_group"  # so many participants have nobody like them that the rest are another group
    OUT_OF_BALANCE = "out_of_balance"  # the matched differ still in something that is known
    NO_EARLIER_VALUE = "no_earlier_value"  # too few have a value of before that, so the placebo cannot be asked
    PLACEBO_DIFFERS = "placebo_differs"  # they changed otherwise already before anything had begun
    TOO_LITTLE_VARIES = "too_little_varies"  # nearly everybody has the same value after, so no interval holds


@dataclass(frozen=True, kw_only=True)
class Counts:
    """Persons of both sides: all in the table, those with a value before and after, and those matched.
    effective_others: how many equally weighted persons the matched others are worth."""

    participants: int
    others: int
    measured_participants: int
    measured_others: int
    matched_participants: int
    matched_others: int
    effective_others: float


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """Participants held against matched others. Made by `compare_with_others`.

    reason is None where something was compared. Where nothing was, difference, limits and sensitivity are None, so
    that no number can be shown of what may not be said; balance and placebo are there as far as the rules were asked.
    smallest_found: the true difference that would have been found with 80 % at these sizes. Numbers are in the
    outcome's unit; level: of the two-sided test; limits: the interval of 1 - level.
    """

    verdict: Verdict
    reason: Reason | None
    counts: Counts
    balance: tuple[BalanceRow, ...]
    largest_imbalance: float | None
    placebo: DifferenceInDifferences | None
    difference: DifferenceInDifferences | None
    limits: Interval | None
    sensitivity: Sensitivity | None
    smallest_found: float | None
    higher_is_better: bool
    level: float

    @property
    def largest_good(self) -> float | None:
        """The largest difference in the good direction that is not excluded, 0 or over; None where nothing is compared.
        Read for the sentence on no difference."""
        return None if self.limits is None else max(0.0, self.limits[1] if self.higher_is_better else -self.limits[0])

    @property
    def largest_bad(self) -> float | None:
        """The same in the bad direction, as a size of 0 or over."""
        return None if self.limits is None else max(0.0, -self.limits[0] if self.higher_is_better else self.limits[1])
