"""The plan's CSV files as people keep them: with commas, or as a Danish Excel saves them.

The program reads them in either form (`by_hand.csv_table`), so a package may hold either. Here they are read by Python
alone, and as far as the pages' names and numbers need.
"""

from __future__ import annotations

import csv
import io
import re

_DECIMAL = re.compile(r"-?\d+,\d+")


def read_plan_rows(content: bytes) -> list[dict[str, str]]:
    """The rows of a file of the plan's folder, column -> cell, numbers with a point. Called for each of them. A file in
    UTF-8, or in Windows' own letters; csv.Error where it is no CSV file. content: the whole file."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252")
    head = text.partition("\n")[0]
    excel = head.count(";") > head.count(",")
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=";" if excel else ",", strict=True)
    return [{column: _read_cell(cell, excel) for column, cell in row.items() if column is not None} for row in rows]


def _read_cell(cell: str | None, excel: bool) -> str:
    """A cell's text; a decimal comma is a point, as the program's own files have it. Called for each cell. excel: the
    file is a Danish Excel's."""
    text = cell or ""
    return text.replace(",", ".") if excel and _DECIMAL.fullmatch(text) else text
