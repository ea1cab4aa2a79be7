"""Excel workbooks (.xlsx): the sheet that has the source's columns. Calamine reads them, every cell as text."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa

from hpanalysis.errors import Stop
from hpanalysis.load.extract_errors import ExtractErrors
from hpanalysis.load.formats.sheet_table import DoubtfulCell, SheetTable, extract_table, find_heading_row, has_value
from hpanalysis.load.formats.workbook import Refusal, Sheet, read_sheets
from hpanalysis.load.headings import find_positions, list_wanted_columns
from hpanalysis.load.values import normalise_text

EXPECTED = "en Excel-fil (.xlsx) med udtrækkets kolonner på ét ark."


class ExcelFile:
    """An opened workbook (one kind of `extract_file.ExtractFile`): the heading and rows of its sheet, as text. Made by
    `open_extract` for each delivered file that ends in .xlsx. Rows without any filled cell are left out."""

    def __init__(self, path: Path, errors: ExtractErrors) -> None:
        """Open a delivered workbook and read the sheet that has the extract. Called by `open_extract` for each
        delivered file that ends in .xlsx. `Stop`, made by `errors`, if that cannot be done."""
        self._errors = errors
        sheet, heading = self._choose_sheet(path)
        table = self._extract_table(sheet, heading)
        self.headings, self._rows = table.headings, table.rows

    def _choose_sheet(self, path: Path) -> tuple[Sheet, int]:
        """The sheet with most of the source's columns, and the row of its heading from 0. Called once, when the file is
        opened. `Stop` for a workbook that is refused, has no filled cell, or has all columns on two sheets."""
        sheets = read_sheets(path)
        if isinstance(sheets, Refusal):
            raise self._refuse_workbook(sheets)
        filled = [sheet for sheet in sheets if any(has_value(row) for row in sheet.cells)]
        if not filled:
            raise self._errors.empty()
        headings = [find_heading_row(sheet, self._errors.source) for sheet in filled]
        all_columns = len(list_wanted_columns(self._errors.source))
        if sum(recognised == all_columns for recognised, _ in headings) > 1:
            raise self._errors.two_sheets()
        best = max(range(len(filled)), key=lambda index: headings[index][0])
        return filled[best], headings[best][1]

    def _refuse_workbook(self, refusal: Refusal) -> Stop:
        """The error for a workbook that was not opened: locked, too large or unreadable. Called by `_choose_sheet`."""
        if refusal is Refusal.LOCKED:
            return self._errors.locked()
        return self._errors.too_large() if refusal is Refusal.TOO_LARGE else self._errors.unreadable(EXPECTED)

    def _extract_table(self, sheet: Sheet, heading: int) -> SheetTable:
        """The table under the heading in row `heading` (from 0) of the sheet. Called once, when the sheet has been
        chosen. `Stop` for a cell with an error such as #DIV/0!, or merged where the source does not allow it."""
        try:
            return extract_table(sheet, self._errors.source, heading)
        except DoubtfulCell as error:
            doubtful = error
        # Raised outside the except block, so that the traceback does not carry the sheet's cells.
        raise self._refuse_cell(doubtful, [str(cell) for cell in sheet.cells[heading]])

    def _refuse_cell(self, cell: DoubtfulCell, headings: list[str]) -> Stop:
        """The error for a cell that is merged where it may not be, or that has an error such as #DIV/0! in it. Called
        by `_extract_table`. headings: the texts of the heading row, by position."""
        heading = normalise_text(headings[cell.position])
        if cell.merged:
            return self._errors.merged(cell.row, heading)
        positions = find_positions(self._errors.source, headings)
        columns = list_wanted_columns(self._errors.source)
        column = next(column for column in columns if cell.position in positions[column.name])
        return self._errors.impossible(column, heading, cell.row, 0, empty=False)

    def read(self, positions: list[int]) -> pa.Table:
        """Read the columns at these positions (from 0) as text, an empty cell as null; each is named by its position.
        Called once a file, by `columns.OpenedExtract`. A sheet with a heading and no rows raises `Stop`."""
        if not self._rows:
            raise self._errors.no_rows()
        columns = {str(n): pa.array([cells[n] for _, cells in self._rows], pa.string()) for n in positions}
        return pa.table(columns)

    def find_row_number(self, index: int) -> int:
        """The row of the sheet, as Excel numbers it, that became the row `index` (from 0) of what `read` returned.
        Called for an error message alone, when a cell of that row cannot be read."""
        return self._rows[index][0]
