"""A cell as the text that stands in a table, beside a mark or in a description."""

from __future__ import annotations

from hpanalysis.definitions.model import Indicator
from hpanalysis.report import marks, numbers
from hpanalysis.report.cells import Cell


def format_cell(cell: Cell, indicator: Indicator) -> str:
    """A cell in a table or a description: the number, or the word of why there is none."""
    if not cell.has_number:
        return cell.status.value
    figure = numbers.format_on_mark(cell.number, indicator)
    return f"{figure} {marks.WITHHELD}" if cell.withheld else figure
