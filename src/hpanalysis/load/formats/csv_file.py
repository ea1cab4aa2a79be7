"""CSV files in UTF-8, UTF-16 or Windows-1252, with fields separated by `;`, `,` or tab.

Arrow reads every cell as text.
"""

from __future__ import annotations

import csv
import re
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.csv as arrow_csv

from hpanalysis.csv_records import DELIMITERS, blank_sep_line, iterate_records
from hpanalysis.load.extract_errors import ExtractErrors
from hpanalysis.load.formats.broken_records import find_broken_line
from hpanalysis.load.formats.excel.content import Content, recognise_content
from hpanalysis.load.headings import count_recognised_columns
from hpanalysis.text_encoding import NotText, convert_to_utf8

# Arrow reads a record only if it lies within two blocks; one that is longer than that is no row of an extract.
_BLOCK = 1 << 22
# A quotation mark in the middle of a field: neither side of it is the field's edge or another quotation mark.
_STRAY = {d: re.compile(rf'"(?<=[^{d}\r\n"]")[^{d}\r\n"]'.encode()) for d in DELIMITERS}
_BLANK_LINE = re.compile(rb"\n\r?(?=\n)")
_LINE_BREAK = re.compile(rb"\r\n?|\n")
# Titles are few: what stands below this many records is no heading.
_MOST_TITLES = 50


def _read_utf8(path: Path, errors: ExtractErrors) -> bytes:
    r"""The text of a CSV file as UTF-8, with `\n` as line breaks where the file has only `\r`.

    Called once, when a `CsvFile` is made. An empty file, or one in an encoding that cannot be read, raises `Stop`.
    """
    row = None
    try:
        content = convert_to_utf8(path.read_bytes())
    except NotText as error:
        row = error.row
    # Raised outside the except block, so that the traceback does not carry the bytes that could not be read.
    if row is not None:
        raise errors.workbook_by_another_name() if _is_workbook(path) else errors.encoding(row)
    if not content.strip():
        raise errors.empty()
    return content if b"\n" in content else content.replace(b"\r", b"\n")


def _is_workbook(path: Path) -> bool:
    """Whether a file that is no text begins as a workbook does. Asked where a file that ends in .csv cannot be read."""
    return recognise_content(path) in (Content.WORKBOOK, Content.OLD_EXCEL, Content.BINARY_EXCEL, Content.LOCKED)


def _find_end(content: bytes, delimiter: str) -> int:
    """The index in `content` at which the text ends when its last lines without any filled cell are left out. Called
    once, when a `CsvFile` is made: spreadsheets save such lines, `;;;`, for rows that once had content. content: the
    file as UTF-8. The result is 0 where no line has a filled cell."""
    end, empty_signs = len(content), f' \t\r\n"{delimiter}'.encode()
    while end:
        start = content.rfind(b"\n", 0, end - 1) + 1
        if content[start:end].strip(empty_signs):
            return end
        end = start
    return end


class _Heading(NamedTuple):
    """A record that may be a file's heading. Made by `_list_first_records`."""

    delimiter: str
    lines_above: int
    last_line: int  # of the record, from 1
    fields: list[str]


def _list_first_records(content: bytes, delimiter: str) -> list[_Heading]:
    """The first records of a file under a delimiter, at most 50, up to one whose quotation marks are not in order.
    Called for each delimiter while the heading is looked for. content: the file as UTF-8."""
    records: list[_Heading] = []
    try:
        for line, fields in islice(iterate_records(content, delimiter), _MOST_TITLES):
            records.append(_Heading(delimiter, records[-1].last_line if records else 0, line, fields))
    except csv.Error:
        pass  # a quotation mark that is never closed makes the rest of the file one field
    return records


def _blank_titles(content: bytes, lines: int) -> bytes:
    """The text with its first lines empty, so that every other line keeps its number. Called once, when a file's
    heading is found: lines above it are titles, which need not have its number of fields."""
    breaks = [found.end() for found in islice(_LINE_BREAK.finditer(content), lines)]
    return b"\n" * len(breaks) + content[breaks[-1] :] if breaks else content


class CsvFile:
    """An opened CSV file (one kind of `extract_file.ExtractFile`): its text as UTF-8, its delimiter and its headings.
    Made for each delivered file that ends in .csv. Last lines without any filled cell are left out."""

    def __init__(self, path: Path, errors: ExtractErrors) -> None:
        """Read a delivered file in UTF-8, UTF-16 or Windows-1252, and find its delimiter and heading. Called when an
        extract whose name ends in .csv is opened. `Stop`, made by `errors`, where the file is empty or no text, names a
        delimiter that is not known, or has a first record whose quotation marks are not in order."""
        self._errors = errors
        said, self._content = blank_sep_line(_read_utf8(path, errors))
        if said and said not in DELIMITERS:
            raise errors.unknown_delimiter(DELIMITERS.values())
        if not self._content.strip():
            raise errors.empty()
        heading = self._find_heading()
        self.delimiter, self._heading_line, self.headings = heading.delimiter, heading.last_line, heading.fields
        self._content = _blank_titles(self._content, heading.lines_above)
        self._content = self._content[: _find_end(self._content, self.delimiter)]

    def _find_heading(self) -> _Heading:
        """The first record, of those at the top, that has most of the source's columns under any delimiter. Called
        once, when the file is opened: titles may stand above the heading. Raises `Stop` where the first record's
        quotation marks are not in order under every delimiter."""
        found: list[_Heading] = []
        for delimiter in DELIMITERS:
            found += _list_first_records(self._content, delimiter)
        if not found:
            raise self._errors.ragged(1, DELIMITERS.values())
        return max(found, key=lambda heading: count_recognised_columns(self._errors.source, heading.fields))

    def _read_table(self, positions: list[int]) -> pa.Table | None:
        """Read the columns at these positions (from 0) as text, with Arrow; None where Arrow refuses the file. Called
        once a file. Nothing is left to Arrow's guesses: "NA" would be a missing value, and a CPR number lose its first
        0."""
        names = [str(n) for n in range(len(self.headings))]
        wanted = [str(n) for n in positions]
        try:
            return arrow_csv.read_csv(
                pa.BufferReader(self._content),
                arrow_csv.ReadOptions(
                    use_threads=False, block_size=_BLOCK, skip_rows=self._heading_line, column_names=names
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
            return None  # Arrow's own message quotes the line, so it must not be shown

    def _has_plain_quotes(self, rows: int) -> bool:
        """Whether the quotation marks are surely in order, so that the slow walk through the records can be spared.

        Called when Arrow has read the file. rows: how many rows Arrow read. The marks are in order if each is closed,
        each stands at a field's edge, and none encloses a line break: then lines are as many as rows and one for the
        heading.
        """
        if b'"' not in self._content:
            return True
        if self._content.count(b'"') % 2 or _STRAY[self.delimiter].search(self._content):
            return False
        text = self._content.lstrip(b"\r\n")  # without the lines that titles were
        lines = text.count(b"\n") + (not text.endswith(b"\n"))
        return lines - len(_BLANK_LINE.findall(text)) == rows + 1

    def read(self, positions: list[int]) -> pa.Table:
        """Read the columns at these positions (from 0) as text, an empty cell as null; each is named by its position.
        Called once a file, by `columns.OpenedExtract`. A file without rows, or with a broken row, raises `Stop`."""
        if self._has_no_rows():
            raise self._errors.no_rows()
        table = self._read_table(positions)
        if table is None or not self._has_plain_quotes(table.num_rows):
            line = find_broken_line(self._content, self.delimiter)
            if line is not None or table is None:
                raise self._errors.ragged(line, [DELIMITERS[self.delimiter]])
        return table

    def _has_no_rows(self) -> bool:
        """Whether the heading is the file's only record. Asked by `read`, before Arrow reads the rows. A record that is
        broken counts as one, and is refused later."""
        records = iterate_records(self._content, self.delimiter)
        next(records)
        try:
            return next(records, None) is None
        except csv.Error:
            return False

    def find_row_number(self, index: int) -> int:
        """The line of the file, from 1 with the heading, on which row `index` (from 0) of the table read ends. Called
        for an error message alone, so it may be slow: it counts through the text again, because Arrow keeps no line
        numbers, and blank lines and line breaks within quotation marks make the line another than the index."""
        records = iterate_records(self._content, self.delimiter)
        return next(line for number, (line, _) in enumerate(records) if number == index + 1)
