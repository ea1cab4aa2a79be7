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
from hpanalysis.load.formats.excel_file import ExcelFile


class ExtractFile(Protocol):
    """An opened extract."""

    headings: list[str]  # as they stand in the file, by position

    def read(self, positions: list[int]) -> pa.Table:
        """The columns at these positions as text, an empty cell as null; each is named by its position."""

    def find_row_number(self, index: int) -> int:
        """Where the row with this index (from 0) stands in the file: counted from 1, with the heading."""


FORMATS: dict[str, Callable[[Path, ExtractErrors], ExtractFile]] = {".csv": CsvFile, ".xlsx": ExcelFile}


def open_extract(path: Path, source: Source) -> ExtractFile:
    """Open the file and read its heading. A file that cannot be read, or of another format, raises `Stop`."""
    errors = ExtractErrors(path, source)
    open_file = FORMATS.get(path.suffix.casefold())
    if open_file is None:
        raise errors.unknown_format()
    return open_file(path, errors)
