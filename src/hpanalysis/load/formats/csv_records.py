"""A slow, strict walk through a CSV file's records: which one is broken, and on which line each ends."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

# The signs that may part fields, and what they are called in a finding.
DELIMITERS = {";": "semikolon", ",": "komma", "\t": "tabulator"}
# Python's own limit, 131,072 characters, would stop at a cell that the fast reading takes.
csv.field_size_limit(1 << 24)


def iterate_records(content: bytes, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """The records that are not blank, each with the line it ends on, from 1. content: UTF-8. `csv.Error` if broken."""
    text = io.TextIOWrapper(io.BytesIO(content), encoding="utf-8", newline="")
    reader = csv.reader(text, delimiter=delimiter, strict=True)
    return ((reader.line_num, fields) for fields in reader if fields)


def _has_swallowed_rows(fields: list[str], delimiter: str) -> bool:
    """Whether a field holds both a line break and a delimiter: two lost quotation marks and the rows between them."""
    return any("\n" in field and delimiter in field for field in fields)


def find_broken_line(content: bytes, delimiter: str) -> int | None:
    """The first line of the first record that is not as the heading; None where all are.

    A record is broken by too few or too many fields, by a quotation mark never closed or within a field, and by a
    field that swallows rows.
    """
    before, wide = 0, None
    try:
        for line, fields in iterate_records(content, delimiter):
            wide = wide or len(fields)
            if len(fields) != wide or _has_swallowed_rows(fields, delimiter):
                return before + 1
            before = line
    except csv.Error:
        return before + 1
    return None
