"""An activity's outcome: what became of its participants, and what may be concluded beside others like them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hpanalysis.statistics.matched.comparison import Comparison
from hpanalysis.statistics.matched.paired import ExpectedChange, PairedChange


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """An activity's outcome in a half-year. Made by `measure.outcomes`; what of it may be told is decided by
    `disclose.outcomes`. Numbers are in the outcome's unit, such as per cent of a person's time."""

    activity_id: str
    indicator_id: str
    begins: tuple[date, ...]  # the begin months that are told of; empty where none is measured yet
    change: PairedChange | None  # of the participants whom the means are of; None for nobody
    expected: ExpectedChange | None  # what was to be expected by the others; None without enough of them
    comparison: Comparison | None  # None for nobody
    matched_on: tuple[str, ...] = ()  # the columns that were matched on
    elsewhere: int = 0  # participants who began another activity with the same outcome near the same time
