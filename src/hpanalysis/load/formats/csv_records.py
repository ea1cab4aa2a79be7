"""A strict record-by-record reading of a CSV file, which finds the broken record and the line each record ends on.

It is slow, so it is used for the heading and for error messages; `csv_file` reads the rows with Arrow.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

# The signs that may separate fields, and their Danish names for error messages.
DELIMITERS = {";": "semikolon", ",": "komma", "\t": "tabulator"}
# Python stops at fields of 131,072 characters, where Arrow goes on; both must take the same cells.
csv.field_size_limit(1 << 24)


def iterate_records(content: bytes, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """The records of a CSV text that are not blank: each as the line it ends on, counted from 1, and its fields. Called
    by `csv_file` for the heading and for row numbers in error messages, and by `find_broken_line`. content: the file as
    UTF-8. Raises `csv.Error` at a record whose quotation marks are not in order."""
    text = io.TextIOWrapper(io.BytesIO(content), encoding="utf-8", newline="")
    reader = csv.reader(text, delimiter=delimiter, strict=True)
    return ((reader.line_num, fields) for fields in reader if fields)


def _has_swallowed_rows(fields: list[str], delimiter: str) -> bool:
    """Whether one of a record's fields has both a line break and a delimiter in it. Asked of each record of a CSV file
    that may be broken. Such a field begins at a lost quotation mark and has taken in whole rows up to the next mark."""
    return any("\n" in field and delimiter in field for field in fields)


def find_broken_line(content: bytes, delimiter: str) -> int | None:
    """The first line of the first broken record, counted from 1; None where every record is in order.

    Called by `CsvFile.read` when Arrow has refused the file or its quotation marks are not surely in order. A record is
    broken by having more or fewer fields than the heading, by a quotation mark that is never closed or stands within a
    field, and by a field that has swallowed rows. content: the file as UTF-8.
    """
    last_line, width = 0, None
    try:
        for line, fields in iterate_records(content, delimiter):
            width = width or len(fields)
            if len(fields) != width or _has_swallowed_rows(fields, delimiter):
                return last_line + 1
            last_line = line
    except csv.Error:
        return last_line + 1
    return None
