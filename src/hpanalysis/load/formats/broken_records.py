"""Finds the broken record of a CSV file, for the error message: the rows are read with Arrow, which is faster."""

from __future__ import annotations

import csv

from hpanalysis.csv_records import iterate_records


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
