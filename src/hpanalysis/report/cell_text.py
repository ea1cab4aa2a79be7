"""A cell as the text that stands in a table, beside a mark or in a description."""

from __future__ import annotations

from hpanalysis.definitions.model import Indicator
from hpanalysis.report import marks, numbers
from hpanalysis.report.cells import Cell


def format_cell(cell: Cell, indicator: Indicator) -> str:
    """A cell as text: its number (`12,3 %` for a percentage, else without a unit), or the word of why there is none;
    one that only the confidential edition shows is marked as withheld. Called for the value in most tables of figures,
    and for charts' descriptions."""
    if not cell.has_number:
        return cell.status.value
    figure = numbers.format_on_mark(cell.number, indicator)
    return f"{figure} {marks.WITHHELD}" if cell.withheld else figure
