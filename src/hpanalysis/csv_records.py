"""The records of a CSV text, strictly one by one, and the line `sep=;` that a spreadsheet may write above them.

For files that people and other systems make: extracts, the plan's tables, tables of printed figures.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

# The signs that may separate fields, and their Danish names for error messages.
DELIMITERS = {";": "semikolon", ",": "komma", "\t": "tabulator"}
# Python stops at fields of 131,072 characters, where Arrow goes on; both must take the same cells.
csv.field_size_limit(1 << 24)
# A program that saves the file once more may quote the line, fill it up with a delimiter for each column, and put the
# BOM of the file below after it.
_SEP_LINE = re.compile(
    rb'"?sep= *([\xc2-\xf4][\x80-\xbf]+|[^\r\n"])"?[;,\t ]*(\r\n?|\n|\Z)(?:\xef\xbb\xbf)*', re.IGNORECASE
)


def blank_sep_line(text: bytes) -> tuple[str, bytes]:
    """The delimiter that a first line like `sep=;` names, and the text with that line empty, so that every other line
    keeps its number. Called for each CSV file when it is opened. text: the file as UTF-8 without BOM. The delimiter is
    "" and the text as it was where there is no such line; it may be a sign that is not in `DELIMITERS`."""
    found = _SEP_LINE.match(text)
    return (found[1].decode("utf-8", "replace"), found[2] + text[found.end() :]) if found else ("", text)


def iterate_records(content: bytes, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """The records of a CSV text that are not blank: each as the line it ends on, counted from 1, and its fields. Called
    for all of a table kept by hand, and for an extract's heading, faults and row numbers in messages. content: the file
    as UTF-8. Raises `csv.Error` at a record whose quotation marks are not in order."""
    text = io.TextIOWrapper(io.BytesIO(content), encoding="utf-8", newline="")
    reader = csv.reader(text, delimiter=delimiter, strict=True)
    return ((reader.line_num, fields) for fields in reader if fields)
