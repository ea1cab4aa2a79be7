"""Excel workbooks (.xlsx), the first sheet, heading in its first row. Read by calamine, every cell as text."""

from __future__ import annotations

import zipfile
from datetime import date, datetime
from pathlib import Path

import pyarrow as pa
import python_calamine

from hpanalysis.load.findings import About

EXPECTED = "en Excel-fil (.xlsx) med overskrift i første række."
# A workbook of the sizes met unpacks to a few MB; one that unpacks to more than this is no extract.
MOST_UNPACKED = 200_000_000


def _text(cell: object) -> str | None:
    """A cell as a CSV file would have it: decimal comma, ISO dates, no `.0` on whole numbers."""
    if cell is None or cell == "":
        return None
    if isinstance(cell, bool):
        return "Ja" if cell else "Nej"
    if isinstance(cell, float):
        # Four decimals are what a frame keeps; Excel's own go on to the fifteenth digit.
        rounded = round(cell, 4)
        return str(int(rounded)) if rounded.is_integer() else f"{rounded:.4f}".rstrip("0").replace(".", ",")
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def _sheet(path: Path) -> list[list[object]] | None:
    """The cells of the first sheet; None where the file is no workbook, torn, or unpacks beyond reason."""
    try:
        with zipfile.ZipFile(path) as packed:
            if sum(entry.file_size for entry in packed.infolist()) > MOST_UNPACKED:
                return None
        workbook = python_calamine.CalamineWorkbook.from_path(path)
        return workbook.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (zipfile.BadZipFile, OSError, ValueError, python_calamine.CalamineError):
        return None


class ExcelFile:
    """An opened workbook; see `formats.ExtractFile`. Rows without any cell filled are left out."""

    def __init__(self, path: Path, about: About) -> None:
        self.path, self._about = path, about
        sheet = _sheet(path)
        if sheet is None:
            raise about.unreadable(EXPECTED)
        filled = [(number, [_text(cell) for cell in cells]) for number, cells in enumerate(sheet, start=1)]
        filled = [(number, cells) for number, cells in filled if any(cells)]
        if not filled:
            raise about.empty()
        self.headings = [cell or "" for cell in filled[0][1]]
        self._rows = filled[1:]

    def read(self, positions: list[int]) -> pa.Table:
        if not self._rows:
            raise self._about.no_rows()
        columns = {str(n): pa.array([cells[n] for _, cells in self._rows], pa.string()) for n in positions}
        return pa.table(columns)

    def row(self, index: int) -> int:
        return self._rows[index][0]
