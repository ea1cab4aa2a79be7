"""Excel workbooks (.xlsx): the sheet that has the source's columns. Read by calamine, every cell as text."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa

from hpanalysis.load.findings import ExtractErrors
from hpanalysis.load.formats.sheet_table import DoubtfulCell, SheetTable, extract_table, find_heading_row
from hpanalysis.load.formats.workbook import Refusal, Sheet, read_sheets
from hpanalysis.load.headings import find_positions, list_wanted_columns
from hpanalysis.load.values import normalise_text

EXPECTED = "en Excel-fil (.xlsx) med udtrækkets kolonner på ét ark."


class ExcelFile:
    """An opened workbook; see `formats.ExtractFile`. Rows without any cell filled are left out."""

    def __init__(self, path: Path, about: ExtractErrors) -> None:
        self._about = about
        sheet, heading = self._sheet(path)
        found = self._table(sheet, heading)
        self.headings, self._rows = found.headings, found.rows

    def _sheet(self, path: Path) -> tuple[Sheet, int]:
        """The sheet with most of the source's columns, and its heading's row from 0."""
        opened = read_sheets(path)
        if isinstance(opened, Refusal):
            raise self._refusal(opened)
        filled = [sheet for sheet in opened if any(cell not in (None, "") for row in sheet.cells for cell in row)]
        if not filled:
            raise self._about.empty()
        headings = [find_heading_row(sheet, self._about.source) for sheet in filled]
        whole = len(list_wanted_columns(self._about.source))
        if sum(found == whole for found, _ in headings) > 1:
            raise self._about.two_sheets()
        best = max(range(len(filled)), key=lambda index: headings[index][0])
        return filled[best], headings[best][1]

    def _refusal(self, refused: Refusal) -> Exception:
        if refused is Refusal.LOCKED:
            return self._about.locked()
        return self._about.too_large() if refused is Refusal.TOO_LARGE else self._about.unreadable(EXPECTED)

    def _table(self, sheet: Sheet, heading: int) -> SheetTable:
        try:
            return extract_table(sheet, self._about.source, heading)
        except DoubtfulCell as error:
            doubtful = error
        raise self._doubt(doubtful, [str(cell) for cell in sheet.cells[heading]])

    def _doubt(self, cell: DoubtfulCell, headings: list[str]) -> Exception:
        heading = normalise_text(headings[cell.position])
        if cell.merged:
            return self._about.merged(cell.row, heading)
        stand = find_positions(self._about.source, headings)
        column = next(
            column for column in list_wanted_columns(self._about.source) if cell.position in stand[column.name]
        )
        return self._about.impossible(column, heading, cell.row, 0, empty=False)

    def read(self, positions: list[int]) -> pa.Table:
        if not self._rows:
            raise self._about.no_rows()
        columns = {str(n): pa.array([cells[n] for _, cells in self._rows], pa.string()) for n in positions}
        return pa.table(columns)

    def row(self, index: int) -> int:
        return self._rows[index][0]
