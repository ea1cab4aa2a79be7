"""Takes the table out of a sheet: it stands under title lines and above footnotes, and may have merged cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from hpanalysis.definitions.model import Column, Source
from hpanalysis.load.formats.excel.cell_text import Doubt, find_doubt, format_cell
from hpanalysis.load.formats.excel.sheet import MergedRange, Row, Sheet
from hpanalysis.load.headings import count_recognised_columns, find_positions, list_wanted_columns
from hpanalysis.load.values import find_reader, normalise_text

# Titles are few: what stands below this many filled rows is no heading.
_MOST_TITLES = 50

Texts = dict[int, str]  # a row's cells that are not blank, by column from 0
Columns = dict[int, Column]  # position -> the source's column that stands there


class DoubtfulCell(Exception):
    """A cell, a row or a column of which it is not certain what it means. Raised while the table is taken out of a
    sheet; `excel_file` turns it into a `Stop` that names file, row and column."""

    def __init__(self, doubt: Doubt, row: int | None, position: int, others: int = 0) -> None:
        """Called where the meaning of a cell, row or column of a sheet is not certain. row: as Excel numbers it, None
        for a whole column. position: the column, from 0. others: how many more rows have the same doubt in the same
        column."""
        super().__init__(f"row {row}")
        self.doubt = doubt
        self.row = row
        self.position = position
        self.others = others


@dataclass(frozen=True)
class Heading:
    """What looks most like a source's heading in a sheet. Made by `find_heading` for each sheet with a filled cell."""

    index: int  # of its row among the sheet's rows, from 0
    texts: list[str]  # by position; "" where the cell is empty
    recognised: int  # how many of the source's columns it has


@dataclass(frozen=True)
class SheetTable:
    """The rows under a sheet's heading, as text. Made by `extract_table` for the opened `ExcelFile`."""

    rows: list[tuple[int, Texts]]  # number in the sheet from 1, and cells; without footnotes and empty rows


def list_texts(sheet: Sheet, row: Row) -> list[str]:
    """The cells of a row as text, by position; "" where the cell is empty. Called for rows that may be a heading."""
    width = max(row.cells, default=-1) + 1
    cells = (row.cells.get(position) for position in range(width))
    return [format_cell(cell, from_1900=sheet.from_1900) if cell else "" for cell in cells]


def find_heading(sheet: Sheet, source: Source) -> Heading:
    """The row that looks most like the source's heading. Called for each sheet of a workbook that has a filled cell.
    Only the first 50 filled rows are looked at; of rows with equally many columns the first is taken, because the
    heading stands above the rows."""
    found = []
    for index, row in islice(enumerate(sheet.rows), _MOST_TITLES):
        texts = list_texts(sheet, row)
        found.append(Heading(index, texts, count_recognised_columns(source, texts)))
    return max(found, key=lambda heading: heading.recognised)


def find_columns(source: Source, headings: Sequence[str]) -> Columns:
    """The source's wanted columns by their place (from 0) in a row of headings; of two with one heading the first.
    Called for each sheet when one is chosen, when the table is taken out of it, and for the message on a doubtful
    cell."""
    positions = find_positions(source, headings)
    return {at[0]: column for column in list_wanted_columns(source) if (at := positions[column.name])}


def extract_table(sheet: Sheet, source: Source, heading: Heading) -> SheetTable:
    """The table under the heading of a sheet, without footnotes and with merged cells filled. Called for the sheet that
    has the extract. `DoubtfulCell` for a cell of which it is not certain what it means, or where it belongs."""
    columns = find_columns(source, heading.texts)
    for position in columns:
        if sheet.hides_column(position):
            raise DoubtfulCell(Doubt.HIDDEN_COLUMN, None, position)
    below = [row for row in sheet.rows[_find_first_row(sheet, heading) :] if row.has_value]
    below = _drop_footnotes(sheet, below, columns)
    _refuse_heading_over_columns(sheet, heading, below, columns)
    _refuse_doubts(below, columns)
    rows = [(row.number, _read_texts(sheet, row, columns)) for row in below]
    _fill_merged_cells(rows, sheet.merged, columns)
    return SheetTable(rows)


def _read_texts(sheet: Sheet, row: Row, columns: Columns) -> Texts:
    """The filled cells of a row as text, by position (from 0), in the source's wanted columns alone. Called for each
    row of the table, and for rows that may be a footnote or go on with a table from another sheet."""
    return {n: format_cell(row.cells[n], from_1900=sheet.from_1900) for n in columns if n in row.cells}


def _find_first_row(sheet: Sheet, heading: Heading) -> int:
    """The index (from 0) of the first row under the heading. Called once for an extract's sheet. The heading may be
    merged downwards over empty rows; merged over rows with filled cells it raises `DoubtfulCell`."""
    top, first = sheet.rows[heading.index].number - 1, heading.index + 1
    for (start, left), (end, _) in sheet.merged:
        if start == top:
            filled = next((row for row in sheet.rows[first:] if row.has_value), None)
            if filled and filled.number <= end + 1:
                raise DoubtfulCell(Doubt.MERGED, filled.number, left)
    return first


def _refuse_heading_over_columns(sheet: Sheet, heading: Heading, below: list[Row], columns: Columns) -> None:
    """Raise `DoubtfulCell` for a wanted heading that is merged over several columns with filled cells: it is not
    certain which of them it names. Called by `extract_table`. below: the rows of the table."""
    top = sheet.rows[heading.index].number - 1
    for (start, left), (end, right) in sheet.merged:
        if start <= top <= end and left in columns:
            others = range(left + 1, right + 1)
            if any(position in row.cells for row in below for position in others):
                raise DoubtfulCell(Doubt.MERGED, top + 1, left)


def _list_filled(row: Row) -> list[int]:
    """The positions (from 0) of a row's cells that are not blank. Called for the last rows of a sheet when footnotes
    are looked for."""
    return [n for n, cell in row.cells.items() if normalise_text(format_cell(cell, from_1900=True))]


def _drop_footnotes(sheet: Sheet, rows: list[Row], columns: Columns) -> list[Row]:
    """The rows without the footnotes below them. Called once for an extract's sheet.

    Footnotes are looked for from below, among the last rows that have no required column filled, or one cell alone.
    They begin at the first of these that follows an empty row, or has no value that the source can have. A last row
    with such values is kept even though it is incomplete, so that it is refused and not lost.
    """
    required = {position for position, column in columns.items() if column.required}
    end = len(rows)
    while end and _may_be_note(_list_filled(rows[end - 1]), required):
        end -= 1
    for index in range(end, len(rows)):
        after_gap = index > 0 and rows[index].number > rows[index - 1].number + 1
        if after_gap or not _holds_value(sheet, rows[index], columns):
            return rows[:index]
    return rows


def _may_be_note(filled: list[int], required: set[int]) -> bool:
    """Whether a row may be a footnote: it has no required column filled, or one cell alone where several columns are
    required. Asked of a sheet's rows, from the last upwards. filled: the positions of its cells that are not blank.
    required: those of the required columns."""
    return not required.intersection(filled) or (len(filled) == 1 and len(required) > 1)


def _holds_value(sheet: Sheet, row: Row, columns: Columns) -> bool:
    """Whether any cell of a row can be read as a value of the column it stands in; a footnote's text cannot. Called by
    `_drop_footnotes` for the last rows."""
    return any(True for _ in iterate_readable(sheet, row, columns))


def iterate_readable(sheet: Sheet, row: Row, columns: Columns) -> Iterator[Column]:
    """The columns of which a row has a value that can be read. Called for rows that may be a footnote, and for rows of
    another sheet that may go on with the table."""
    for position, text in _read_texts(sheet, row, columns).items():
        if text := normalise_text(text):
            try:
                find_reader(columns[position])(text)
            except ValueError:
                continue
            yield columns[position]


def _refuse_doubts(rows: list[Row], columns: Columns) -> None:
    """Raise `DoubtfulCell` for the first hidden row or doubtful cell of the table, counting the others like it. Called
    by `extract_table` when the footnotes are gone: an optional column is no exception, for the supplier's sheet had a
    value there and lost it."""
    hidden = [row.number for row in rows if row.hidden]
    if hidden:
        raise DoubtfulCell(Doubt.HIDDEN_ROW, hidden[0], min(columns, default=0), len(hidden) - 1)
    doubts = [
        (row.number, position, doubt)
        for row in rows
        for position, column in columns.items()
        if position in row.cells and (doubt := find_doubt(row.cells[position], column))
    ]
    if doubts:
        number, position, doubt = doubts[0]
        alike = sum(each[1:] == (position, doubt) for each in doubts)
        raise DoubtfulCell(doubt, number, position, alike - 1)


def _fill_merged_cells(rows: list[tuple[int, Texts]], merged: list[MergedRange], columns: Columns) -> None:
    """Write a merged cell's value into each of its rows, in columns that are declared `filled_down`; `rows` is changed.
    Called by `extract_table`, last. A merged cell in another wanted column, over several columns, or whose first row is
    not in `rows`, raises `DoubtfulCell`."""
    by_number = dict(rows)
    for (top, left), (bottom, right) in merged:
        inside = [number for number in by_number if top < number <= bottom + 1]
        touched = [position for position in columns if left <= position <= right]
        if not inside or not touched:
            continue
        if left != right or not columns[left].filled_down or inside[0] != top + 1:
            raise DoubtfulCell(Doubt.MERGED, inside[0], touched[0])
        for number in inside[1:]:
            if left in by_number[inside[0]]:
                by_number[number][left] = by_number[inside[0]][left]
