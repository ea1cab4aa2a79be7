"""contradictions.csv: where the plan says two things that cannot both hold, in its own words.

Numbers that contradict each other are found by `audit_table`. What stands here was found by reading.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from hpanalysis.by_hand.csv_table import CsvRow
from hpanalysis.plan.agreed.cells import Cells, Refuse

FILE = "contradictions.csv"
COLUMNS = ("title_da", "quote_da", "quote_lines", "against_da", "against_lines", "meaning_da")


@dataclass(frozen=True, kw_only=True)
class Contradiction:
    """A row of contradictions.csv: two places of the plan's text. Read with the plan; told on the page
    baseline_revision. Texts are Danish."""

    title_da: str
    quote_da: str  # the plan's own words
    quote_lines: str  # where they stand, such as `L315-316`
    against_da: str  # its other words, or what its table prints
    against_lines: str
    meaning_da: str  # what follows for the figures, or who can settle it


def _parse_contradiction(cells: Cells) -> Contradiction:
    """A row as a contradiction; `Stop` where a cell is empty or names no lines. Called for each row."""
    return Contradiction(
        title_da=cells.text("title_da"),
        quote_da=cells.text("quote_da"),
        quote_lines=cells.lines("quote_lines"),
        against_da=cells.text("against_da"),
        against_lines=cells.lines("against_lines"),
        meaning_da=cells.text("meaning_da"),
    )


def parse_contradictions(rows: Iterable[CsvRow], refuse: Refuse) -> tuple[Contradiction, ...]:
    """The rows of contradictions.csv in their order; `Stop` where one cannot be used. Called once when the plan is
    read; a plan without the file has none."""
    return tuple(_parse_contradiction(Cells(FILE, row, refuse)) for row in rows)
