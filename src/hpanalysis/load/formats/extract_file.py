"""Opens a delivered file by its suffix, as rows of text.

A further format is a further class with `headings`, `read` and `find_row_number`, and an entry in `FORMATS`.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import pyarrow as pa

from hpanalysis.definitions.model import Source
from hpanalysis.load.extract_errors import ExtractErrors
from hpanalysis.load.formats.csv_file import CsvFile
from hpanalysis.load.formats.excel.excel_file import ExcelFile


class ExtractFile(Protocol):
    """An opened extract, whatever its format: its headings, and its columns as text. Made by `open_extract`; read by
    `columns`, which knows the source's columns. `CsvFile` and `ExcelFile` are the two kinds."""

    headings: list[str]  # as they stand in the file, by position

    def read(self, positions: list[int]) -> pa.Table:
        """Read the columns at these positions (from 0) as text, an empty cell as null; each is named by its position.
        Called once a file, when the source's columns are found in it. `Stop` for a file without rows or a broken
        one."""

    def find_row_number(self, index: int) -> int:
        """The row of the file, from 1 with the heading, that became the row `index` (from 0) of what `read` returned.
        Called for messages alone: about a cell that cannot be read, and about a department that the plan does not
        know."""


FORMATS: dict[str, Callable[[Path, ExtractErrors], ExtractFile]] = {".csv": CsvFile, ".xlsx": ExcelFile}


def open_extract(path: Path, source: Source) -> ExtractFile:
    """Open a delivered file by its suffix and read its heading. Called by `columns.open_columns` for each file that is
    loaded. A file that cannot be read, or whose name ends in neither .csv nor .xlsx, raises `Stop`."""
    errors = ExtractErrors(path, source)
    open_file = FORMATS.get(path.suffix.casefold())
    if open_file is None:
        raise errors.unknown_format()
    return open_file(path, errors)
