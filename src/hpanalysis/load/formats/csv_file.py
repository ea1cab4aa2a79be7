"""CSV in UTF-8, UTF-16 or Windows-1252, fields parted by `;`, `,` or tab. Read by Arrow, every cell as text."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pyarrow as pa
import pyarrow.csv as arrow_csv

from hpanalysis.load.findings import ExtractErrors
from hpanalysis.load.formats.csv_records import DELIMITERS, find_broken_line, iterate_records
from hpanalysis.load.headings import count_recognised_columns
from hpanalysis.text_encoding import NotText, as_utf8

# A record must lie within two blocks; one that is longer is no row of an extract.
_BLOCK = 1 << 22
# A quotation mark with neither the edge of a field nor another one at either side.
_STRAY = {d: re.compile(rf'"(?<=[^{d}\r\n"]")[^{d}\r\n"]'.encode()) for d in DELIMITERS}
_BLANK_LINE = re.compile(rb"\n\r?(?=\n)")


def _read_utf8(path: Path, about: ExtractErrors) -> bytes:
    """The file's text as UTF-8. One that is empty, or in no tegnsæt that can be read, raises `Stop`."""
    row = None
    try:
        content = as_utf8(path.read_bytes())
    except NotText as error:
        row = error.row
    if row is not None:
        raise about.encoding(row)
    if not content.strip():
        raise about.empty()
    return content if b"\n" in content else content.replace(b"\r", b"\n")


def _find_end(content: bytes, delimiter: str) -> int:
    """Where the text ends when the last lines that hold no cell, only delimiters, are left out."""
    end, nothing = len(content), f' \t\r\n"{delimiter}'.encode()
    while end:
        start = content.rfind(b"\n", 0, end - 1) + 1
        if content[start:end].strip(nothing):
            return end
        end = start
    return end


class CsvFile:
    """An opened CSV file; see `formats.ExtractFile`. Last lines without any cell filled are left out."""

    def __init__(self, path: Path, about: ExtractErrors) -> None:
        self._about = about
        self._content = _read_utf8(path, about)
        self.delimiter, self._before_rows, self.headings = self._heading()
        self._content = self._content[: _find_end(self._content, self.delimiter)]

    def _heading(self) -> tuple[str, int, list[str]]:
        """The delimiter that finds most of the source's columns; the heading's last line; its fields."""
        read = []
        for delimiter in DELIMITERS:
            try:
                read.append((delimiter, *next(iterate_records(self._content, delimiter))))
            except csv.Error:
                continue  # a quotation mark that is never closed takes the file for one field
        if not read:
            raise self._about.ragged(1, DELIMITERS.values())
        return max(read, key=lambda found: count_recognised_columns(self._about.source, found[2]))

    def _table(self, positions: list[int]) -> pa.Table | None:
        """Everything is declared: a guess would take "NA" for a null and the zero off a CPR. None: cannot be read."""
        names = [str(n) for n in range(len(self.headings))]
        wanted = [str(n) for n in positions]
        try:
            return arrow_csv.read_csv(
                pa.BufferReader(self._content),
                arrow_csv.ReadOptions(
                    use_threads=False, block_size=_BLOCK, skip_rows=self._before_rows, column_names=names
                ),
                arrow_csv.ParseOptions(delimiter=self.delimiter, newlines_in_values=True),
                arrow_csv.ConvertOptions(
                    column_types=dict.fromkeys(wanted, pa.string()),
                    include_columns=wanted,
                    null_values=[""],
                    strings_can_be_null=True,
                ),
            )
        except pa.ArrowException:
            return None  # its message quotes the line

    def _plain(self, rows: int) -> bool:
        """Whether the quotation marks are beyond doubt: each closed, at a field's edge, none around a line break."""
        if b'"' not in self._content:
            return True
        if self._content.count(b'"') % 2 or _STRAY[self.delimiter].search(self._content):
            return False
        lines = self._content.count(b"\n") + (not self._content.endswith(b"\n"))
        return lines - len(_BLANK_LINE.findall(self._content)) == rows + 1

    def read(self, positions: list[int]) -> pa.Table:
        if self._only_heading():
            raise self._about.no_rows()
        table = self._table(positions)
        if table is None or not self._plain(table.num_rows):
            line = find_broken_line(self._content, self.delimiter)
            if line is not None or table is None:
                raise self._about.ragged(line, [DELIMITERS[self.delimiter]])
        return table

    def _only_heading(self) -> bool:
        found = iterate_records(self._content, self.delimiter)
        next(found)
        try:
            return next(found, None) is None
        except csv.Error:
            return False

    def row(self, index: int) -> int:
        """Counted anew by lines, for blank lines and line breaks within quotes shift it; only findings need it."""
        found = iterate_records(self._content, self.delimiter)
        return next(line for number, (line, _) in enumerate(found) if number == index + 1)
