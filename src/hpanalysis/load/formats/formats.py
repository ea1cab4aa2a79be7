"""The files of a source, each opened as rows of text: what is in a cell is not yet judged.

A further format is a further class with `headings`, `read` and `row`, and an entry in `FORMATS`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

import pyarrow as pa

from hpanalysis.definitions.model import Source
from hpanalysis.load.findings import ExtractErrors
from hpanalysis.load.formats.csv_file import CsvFile
from hpanalysis.load.formats.excel_file import ExcelFile


class ExtractFile(Protocol):
    """An opened extract. headings: as they stand in the file, by position."""

    headings: list[str]

    def read(self, positions: list[int]) -> pa.Table:
        """The columns at these positions as text, an empty cell as null; columns are named by position."""

    def row(self, index: int) -> int:
        """Where the row with this index (from 0) stands in the file: 1-based, the heading counted."""


FORMATS: dict[str, type[ExtractFile]] = {".csv": CsvFile, ".xlsx": ExcelFile}


def open_extract(path: Path, source: Source) -> ExtractFile:
    """The file, with its heading read. A file that cannot be read raises `Stop`."""
    about = ExtractErrors(path, source)
    opened = FORMATS.get(path.suffix.casefold())
    if opened is None:
        raise about.unknown_format()
    return opened(path, about)
