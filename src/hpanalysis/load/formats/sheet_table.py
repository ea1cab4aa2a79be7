"""The table within a sheet: under title lines, above footnotes, with merged cells taken apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice

from hpanalysis.definitions.model import Column, Source, Type
from hpanalysis.load.formats.workbook import ErrorCell, Sheet
from hpanalysis.load.headings import count_recognised_columns, find_positions, list_wanted_columns
from hpanalysis.load.values import find_reader, normalise_text

# Titles are few; a heading further down is none.
_MOST_TITLES = 50
_DAY_ZERO = date(1899, 12, 30)
# Day numbers of 1900 to 2100, as Excel counts them.
_DAY_NUMBERS = range(2, 73_416)

Row = tuple[int, list[str | None]]  # where it stands in the sheet, from 1; its cells


class DoubtfulCell(Exception):
    """A cell that is an error, or merged over rows or columns though the source does not say so. row from 1."""

    def __init__(self, row: int, position: int, *, merged: bool) -> None:
        super().__init__(f"row {row}")
        self.row, self.position, self.merged = row, position, merged


@dataclass(frozen=True)
class SheetTable:
    """headings by position; rows: the table's own, those without any cell filled left out."""

    headings: list[str]
    rows: list[Row]


def format_cell(cell: object) -> str | None:
    """A cell as a CSV file would have it: decimal comma, ISO dates, no `.0` on whole numbers."""
    if cell is None or cell == "":
        return None
    if isinstance(cell, ErrorCell):
        return cell.value
    if isinstance(cell, bool):
        return "Ja" if cell else "Nej"
    if isinstance(cell, float):
        # Four decimals are what a frame keeps; Excel's own go on to the fifteenth digit.
        rounded = round(cell, 4)
        return str(int(rounded)) if rounded.is_integer() else f"{rounded:.4f}".rstrip("0").replace(".", ",")
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def _restore_date(cell: object) -> object:
    """A day that lost its date format is a number of days; anything else stays."""
    is_day = isinstance(cell, float) and cell.is_integer() and int(cell) in _DAY_NUMBERS
    return _DAY_ZERO + timedelta(days=int(cell)) if is_day else cell


def find_heading_row(sheet: Sheet, source: Source) -> tuple[int, int]:
    """How many of the source's columns the best row finds, and its index; the first of equals."""
    filled = (
        (index, cells) for index, cells in enumerate(sheet.cells) if any(cell not in (None, "") for cell in cells)
    )
    rows = {index: [format_cell(cell) or "" for cell in cells] for index, cells in islice(filled, _MOST_TITLES)}
    found = {index: count_recognised_columns(source, cells) for index, cells in rows.items()}
    best = max(found, key=lambda index: found[index])
    return found[best], best


def extract_table(sheet: Sheet, source: Source, heading: int) -> SheetTable:
    """The table under the heading in row `heading` (from 0). A cell that cannot be relied on raises `DoubtfulCell`."""
    headings = [format_cell(cell) or "" for cell in sheet.cells[heading]]
    columns = {
        at[0]: column for column in list_wanted_columns(source) if (at := find_positions(source, headings)[column.name])
    }
    first = _find_first_row(sheet, heading)
    days = {n for n, column in columns.items() if column.type in (Type.DATE, Type.MONTH) and sheet.from_1900}
    rows = []
    for number, cells in enumerate(sheet.cells[first:], start=first + 1):
        texts = [format_cell(_restore_date(c) if n in days else c) for n, c in enumerate(cells)]
        if any(text and normalise_text(text) for text in texts):
            rows.append((number, texts))
    rows = _drop_footnotes(rows, columns)
    _refuse_errors(sheet, rows, columns)
    _fill_merged_cells(rows, sheet.merged, columns)
    return SheetTable(headings, rows)


def _find_first_row(sheet: Sheet, heading: int) -> int:
    """The row under the heading, which may be merged over empty rows; over rows with cells raises `DoubtfulCell`."""
    first = heading + 1
    for (top, left), (bottom, _) in sheet.merged:
        if top == heading:
            for row in range(heading + 1, min(bottom + 1, len(sheet.cells))):
                if any(cell not in (None, "") for cell in sheet.cells[row]):
                    raise DoubtfulCell(row + 1, left, merged=True)
            first = max(first, bottom + 1)
    return first


def _list_filled(cells: Sequence[str | None]) -> list[int]:
    return [position for position, cell in enumerate(cells) if cell and normalise_text(cell)]


def _drop_footnotes(rows: list[Row], columns: dict[int, Column]) -> list[Row]:
    """The rows above the notes: the last rows that fill at most one cell or none of the required columns.

    A note stands after an empty row, or is no value of the column it stands under: a row torn off is none.
    """
    required = {position for position, column in columns.items() if column.required}
    end = len(rows)
    while end and _may_be_note(_list_filled(rows[end - 1][1]), required):
        end -= 1
    for index in range(end, len(rows)):
        gap = index > 0 and rows[index][0] > rows[index - 1][0] + 1
        if gap or not _holds_value(rows[index][1], columns):
            return rows[:index]
    return rows


def _may_be_note(filled: list[int], required: set[int]) -> bool:
    return not required.intersection(filled) or (len(filled) == 1 and len(required) > 1)


def _holds_value(cells: list[str | None], columns: dict[int, Column]) -> bool:
    """Whether a row that may be a note holds a value of the source in any cell."""
    for position in _list_filled(cells):
        if position in columns:
            try:
                find_reader(columns[position])(normalise_text(cells[position]))
            except ValueError:
                continue
            return True
    return False


def _refuse_errors(sheet: Sheet, rows: list[Row], columns: dict[int, Column]) -> None:
    """An error is no empty cell, though it may stand where a cell may be empty."""
    for number, _ in rows:
        for position in columns:
            if sheet.cells[number - 1][position] is ErrorCell.ERROR:
                raise DoubtfulCell(number, position, merged=False)


def _fill_merged_cells(rows: list[Row], merged: list[tuple], columns: dict[int, Column]) -> None:
    """Fill a merged cell's value into each of its rows where the column says so; anywhere else raise `DoubtfulCell`."""
    by_number = dict(rows)
    for (top, left), (bottom, right) in merged:
        inside = [number for number in by_number if top < number <= bottom + 1]
        touched = [position for position in columns if left <= position <= right]
        if not inside or not touched:
            continue
        if left != right or not columns[left].filled_down or inside[0] != top + 1:
            raise DoubtfulCell(inside[0], touched[0], merged=True)
        for number in inside[1:]:
            by_number[number][left] = by_number[top + 1][left]
