"""An activity's outcome: what became of its participants, and what may be concluded beside others like them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hpanalysis.statistics.matched.comparison import Comparison
from hpanalysis.statistics.matched.paired import PairedChange


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """An activity's outcome in a half-year. Made by `measure.outcomes`; what of it may be told is decided by
    `disclose.outcomes`. Numbers are in the outcome's unit, such as per cent of a person's time."""

    activity_id: str
    indicator_id: str
    begins: tuple[date, ...]  # the begin months that are told of; empty where none is measured yet
    change: PairedChange | None  # of the participants whom the means are of; None for nobody
    comparison: Comparison | None  # None for nobody
    matched_on: tuple[str, ...] = ()  # the columns that were matched on
    # Of the participants whom the means are of, the smallest number over 0 of those who have anything, or who lack
    # anything, of the outcome before or after: a mean of 99 % of thirty may tell of one. 0 where there is none.
    fewest: int = 0
    elsewhere: int = 0  # participants who began another activity with the same outcome near the same time
