"""A delivered workbook (.xlsx) opened: the sheet that has the source's columns, every cell as text."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa

from hpanalysis.errors import Stop
from hpanalysis.load.extract_errors import ExtractErrors
from hpanalysis.load.formats.excel.choice import Candidate, choose_sheet
from hpanalysis.load.formats.excel.content import Content
from hpanalysis.load.formats.excel.errors import WorkbookErrors
from hpanalysis.load.formats.excel.table import DoubtfulCell, SheetTable, extract_table, find_columns
from hpanalysis.load.formats.excel.workbook import read_sheets
from hpanalysis.load.values import normalise_text


class ExcelFile:
    """An opened workbook (one kind of `extract_file.ExtractFile`): the heading and rows of its sheet, as text. Made by
    `open_extract` for each delivered file that ends in .xlsx. Rows without any filled cell are left out."""

    def __init__(self, path: Path, errors: ExtractErrors) -> None:
        """Open a delivered workbook and read the sheet that has the extract. Called by `open_extract` for each
        delivered file that ends in .xlsx. `Stop`, made by `errors`, if that cannot be done."""
        self._errors = WorkbookErrors(errors.path, errors.source)
        sheets = read_sheets(path)
        if isinstance(sheets, Content):
            raise self._errors.no_workbook(sheets)
        chosen = choose_sheet(sheets, self._errors)
        self.headings = chosen.heading.texts
        self._rows = self._extract_table(chosen).rows

    def _extract_table(self, chosen: Candidate) -> SheetTable:
        """The table under the heading of the chosen sheet. Called once, when a delivered workbook is opened. `Stop` for
        a cell, row or column of which it is not certain what it means."""
        try:
            return extract_table(chosen.sheet, self._errors.source, chosen.heading)
        except DoubtfulCell as error:
            doubtful = error
        # Raised outside the except block, so that the traceback does not carry the sheet's cells.
        raise self._refuse_cell(doubtful)

    def _refuse_cell(self, cell: DoubtfulCell) -> Stop:
        """The error for a cell, row or column of which it is not certain what it means. Called by `_extract_table`."""
        column = find_columns(self._errors.source, self.headings).get(cell.position)
        heading = normalise_text(self.headings[cell.position]) if cell.position < len(self.headings) else ""
        return self._errors.doubtful(cell.doubt, column, heading, cell.row, cell.others)

    def read(self, positions: list[int]) -> pa.Table:
        """Read the columns at these positions (from 0) as text, an empty cell as null; each is named by its position.
        Called once a file, by `columns.OpenedExtract`. A sheet with a heading and no rows raises `Stop`."""
        if not self._rows:
            raise self._errors.no_rows()
        columns = {str(n): pa.array([cells.get(n) for _, cells in self._rows], pa.string()) for n in positions}
        return pa.table(columns)

    def find_row_number(self, index: int) -> int:
        """The row of the sheet, as Excel numbers it, that became the row `index` (from 0) of what `read` returned.
        Called for error messages alone: when a cell of that row cannot be read, or the plan does not know its
        department."""
        return self._rows[index][0]
