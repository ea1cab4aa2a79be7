"""Takes the table out of a sheet: it stands under title lines and above footnotes, and may have merged cells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice

from hpanalysis.definitions.model import Column, Source, Type
from hpanalysis.load.formats.workbook import ErrorCell, MergedRange, Sheet
from hpanalysis.load.headings import count_recognised_columns, find_positions, list_wanted_columns
from hpanalysis.load.values import find_reader, normalise_text

# Titles are few: what stands below this many filled rows is no heading.
_MOST_TITLES = 50
_DAY_ZERO = date(1899, 12, 30)
# The day numbers of the years 1900 to 2100, as Excel counts them.
_DAY_NUMBERS = range(2, 73_416)

Row = tuple[int, list[str | None]]  # its number in the sheet, from 1; its cells


class DoubtfulCell(Exception):
    """A cell that holds an error, or that is merged over rows or columns where the source does not allow it. Raised
    while the table is taken out of a sheet; `excel_file` turns it into a `Stop` that names file, row and column."""

    def __init__(self, row: int, position: int, *, merged: bool) -> None:
        """Called when such a cell is met while the table is taken out of a sheet. row: as Excel numbers it. position:
        the column, from 0. merged: False where the cell holds an error."""
        super().__init__(f"row {row}")
        self.row = row  # from 1
        self.position = position  # the column, from 0
        self.merged = merged


@dataclass(frozen=True)
class SheetTable:
    """A sheet's heading and the rows under it, as text. Made by `extract_table` for the opened `ExcelFile`."""

    headings: list[str]  # by position; "" where the cell is empty
    rows: list[Row]  # without the footnotes, and without rows that have no filled cell


def format_cell(cell: object) -> str | None:
    """A cell of a sheet as a CSV file would have it: a decimal comma, ISO dates, no `.0` on whole numbers. None if
    empty. Called for every cell of heading and rows. cell: calamine's: a text, number, date, bool or error."""
    if cell is None or cell == "":
        return None
    if isinstance(cell, ErrorCell):
        return cell.value
    if isinstance(cell, bool):
        return "Ja" if cell else "Nej"
    if isinstance(cell, float):
        # A frame keeps four decimals; Excel's own arithmetic leaves noise in the fifteenth digit.
        rounded = round(cell, 4)
        return str(int(rounded)) if rounded.is_integer() else f"{rounded:.4f}".rstrip("0").replace(".", ",")
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def has_value(cells: Iterable[object]) -> bool:
    """Whether any cell of a row is filled. Asked of rows while the heading and the row below it are looked for."""
    return any(cell not in (None, "") for cell in cells)


def _restore_date(cell: object) -> object:
    """In a date column, turn 45292.0 into 1 January 2024: Excel shows a date without its format as a day number. Called
    by `extract_table` for each cell of a column of dates or months. Any other cell is returned as it is."""
    if isinstance(cell, float) and cell.is_integer() and int(cell) in _DAY_NUMBERS:
        return _DAY_ZERO + timedelta(days=int(cell))
    return cell


def find_heading_row(sheet: Sheet, source: Source) -> tuple[int, int]:
    """The row that looks most like the source's heading: how many of its columns it has, and its index from 0. Called
    for each sheet of a workbook that has a filled cell. Only the first 50 filled rows are looked at; of rows with
    equally many the first is taken, because the heading stands above the rows."""
    filled = ((index, cells) for index, cells in enumerate(sheet.cells) if has_value(cells))
    rows = {index: [format_cell(cell) or "" for cell in cells] for index, cells in islice(filled, _MOST_TITLES)}
    recognised = {index: count_recognised_columns(source, cells) for index, cells in rows.items()}
    best = max(recognised, key=lambda index: recognised[index])
    return recognised[best], best


def extract_table(sheet: Sheet, source: Source, heading: int) -> SheetTable:
    """The table under the heading in row `heading` (from 0) of a sheet, without footnotes and with merged cells filled.
    Called for the sheet that has the extract. `DoubtfulCell` for an error in a wanted column, or a merging not
    allowed."""
    headings = [format_cell(cell) or "" for cell in sheet.cells[heading]]
    positions = find_positions(source, headings)
    columns = {at[0]: column for column in list_wanted_columns(source) if (at := positions[column.name])}
    first = _find_first_row(sheet, heading)
    # Day numbers of a workbook that counts from 1904 are left alone, because they would be four years wrong.
    dates = {n for n, column in columns.items() if column.type in (Type.DATE, Type.MONTH) and sheet.from_1900}
    rows: list[Row] = []
    for number, cells in enumerate(sheet.cells[first:], start=first + 1):
        texts = [format_cell(_restore_date(cell) if n in dates else cell) for n, cell in enumerate(cells)]
        if _list_filled(texts):
            rows.append((number, texts))
    rows = _drop_footnotes(rows, columns)
    _refuse_errors(sheet, rows, columns)
    _fill_merged_cells(rows, sheet.merged, columns)
    return SheetTable(headings, rows)


def _find_first_row(sheet: Sheet, heading: int) -> int:
    """The index (from 0) of the first row under the heading, which stands in row `heading`. Called once for an
    extract's sheet. The heading may be merged downwards over empty rows; merged over rows with filled cells it raises
    `DoubtfulCell`."""
    first = heading + 1
    for (top, left), (bottom, _) in sheet.merged:
        if top == heading:
            for row in range(heading + 1, min(bottom + 1, len(sheet.cells))):
                if has_value(sheet.cells[row]):
                    raise DoubtfulCell(row + 1, left, merged=True)
            first = max(first, bottom + 1)
    return first


def _list_filled(cells: Sequence[str | None]) -> list[int]:
    """The positions (from 0) of a row's cells that are not blank. Called for each row under the heading, and again for
    the last ones when footnotes are looked for."""
    return [position for position, cell in enumerate(cells) if cell and normalise_text(cell)]


def _drop_footnotes(rows: list[Row], columns: dict[int, Column]) -> list[Row]:
    """The rows without the footnotes below them. Called once for an extract's sheet. columns: position -> the source's
    column that stands there.

    Footnotes are looked for from below, among the rows that `_may_be_note`. They begin at the first of these that
    stands after an empty row, or that holds no value of the source at all. A last row that holds values is kept even
    though it is incomplete, so that it is refused and not lost.
    """
    required = {position for position, column in columns.items() if column.required}
    end = len(rows)
    while end and _may_be_note(_list_filled(rows[end - 1][1]), required):
        end -= 1
    for index in range(end, len(rows)):
        after_gap = index > 0 and rows[index][0] > rows[index - 1][0] + 1
        if after_gap or not _holds_value(rows[index][1], columns):
            return rows[:index]
    return rows


def _may_be_note(filled: list[int], required: set[int]) -> bool:
    """Whether a row may be a footnote: it has no required column filled, or one cell alone. Asked of a sheet's rows,
    from the last upwards. filled: the positions of its cells that are not blank. required: those of the required
    columns."""
    return not required.intersection(filled) or (len(filled) == 1 and len(required) > 1)


def _holds_value(cells: list[str | None], columns: dict[int, Column]) -> bool:
    """Whether any cell of a row can be read as a value of the column it stands in; a footnote's text cannot. Called by
    `_drop_footnotes` for the last rows. columns: position -> the source's column that stands there."""
    for position, column in columns.items():
        if text := normalise_text(cells[position] or ""):
            try:
                find_reader(column)(text)
            except ValueError:
                continue
            return True
    return False


def _refuse_errors(sheet: Sheet, rows: list[Row], columns: dict[int, Column]) -> None:
    """Raise `DoubtfulCell` for the first error cell in a wanted column, also where the column may be empty. Called by
    `extract_table` when the footnotes are gone. columns: position -> the source's column that stands there. An error
    such as #DIV/0! is not an empty cell: the supplier's sheet had a value there and lost it."""
    for number, _ in rows:
        for position in columns:
            if sheet.cells[number - 1][position] is ErrorCell.ERROR:
                raise DoubtfulCell(number, position, merged=False)


def _fill_merged_cells(rows: list[Row], merged: list[MergedRange], columns: dict[int, Column]) -> None:
    """Write a merged cell's value into each of its rows, in columns that are declared `filled_down`; `rows` is changed.
    Called by `extract_table`, last. columns: position -> the source's column that stands there. A merged cell in
    another wanted column, or over several columns, raises `DoubtfulCell`."""
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
