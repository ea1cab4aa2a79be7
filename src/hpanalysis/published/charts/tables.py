"""A chart's table as a CSV file for people: semicolons, decimal commas, UTF-8 with its mark, Danish heads.

A number alone is written as a Danish spreadsheet reads it, without points and with an ordinary minus; an interval has
its two ends in two columns; a word that stands in place of several cells stands in each of them.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence

from hpanalysis.published.charts.found import read_words
from hpanalysis.published.office.parts import Malformed
from hpanalysis.published.office.people_csv import BOM

_ROW = re.compile(r"<tr[^>]*>(.*?)</tr>", re.DOTALL)
_HEAD = re.compile(r"<thead>(.*?)</thead>", re.DOTALL)
_CELL = re.compile(r"<(th|td)([^>]*)>(.*?)</\1>", re.DOTALL)
_SPAN = re.compile(r' colspan="(\d+)"')
_NUMBER = r"[−+-]?(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?"
_ALONE = re.compile(rf"({_NUMBER})( %)?")
_INTERVAL = re.compile(rf"({_NUMBER})(?:–| til )({_NUMBER})( %)?")
_GROUP, _FROM, _TO = "Gruppe", ", fra", ", til"
# What the first column of a chart's table may be called; none is a heading of an extract.
_FIRST = frozenset({_GROUP, "Område", "Måned", "Tal", "Planens aktivitet", "Sammenlignet på"})
# What a spreadsheet takes for the beginning of a formula, also after a sign at which it begins a cell.
_FORMULA = re.compile(r"(?:^|(?<=[;\t\r\n]))(?=\s*'*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20])")

Row = list[str]


def _list_cells(row: str) -> Iterator[str]:
    """The texts of a row's cells, one that spans several columns once for each. Called for each row of a table."""
    for _, attributes, inside in _CELL.findall(row):
        span = _SPAN.search(attributes)
        yield from [read_words(inside)] * (int(span[1]) if span else 1)


def list_rows(table: str) -> list[Row]:
    """The head of a chart's table and its rows as texts, as the page has them; where rows stand in named groups, the
    group's name is the first column. Called for each table that is written or held against its file."""
    head = _HEAD.search(table)
    heads = list(_list_cells(head[1])) if head else []
    rows, group, grouped = [], "", False
    for row in _ROW.findall(_HEAD.sub("", table)):
        if 'scope="rowgroup"' in row:
            group, grouped = next(_list_cells(row), ""), True
        else:
            rows.append([group, *_list_cells(row)])
    if grouped:
        return [[_GROUP, *heads], *rows]
    return [heads, *(cells for _, *cells in rows)]


def _write_number(written: str) -> str:
    """A number of a page as a Danish spreadsheet reads it: `4.854` is 4854, `+0,4` is 0,4, a minus is an ordinary one.
    Called for each."""
    return written.replace(".", "").replace("\u2212", "-").removeprefix("+")


def write_cell(text: str) -> str:
    """A cell's text as it stands in the file. Called for each: a number alone as a number, with its per cent; any other
    text guarded against being run as a formula."""
    if number := _ALONE.fullmatch(text):
        return f"{_write_number(number[1])}{number[2] or ''}"
    return _FORMULA.sub("'", text)


def part_intervals(rows: Sequence[Row]) -> list[Row]:
    """The rows with each column of intervals as two, from and to; a word in it stands in both. Called for each table.
    rows: the head first. `Malformed` for a table whose rows are not as long as its head."""
    width = len(rows[0])
    if any(len(row) != width for row in rows):
        raise Malformed
    parted = {column for column in range(width) if any(_INTERVAL.fullmatch(row[column]) for row in rows[1:])}
    return [
        [
            part
            for column, text in enumerate(row)
            for part in (_part_cell(text, place == 0) if column in parted else (text,))
        ]
        for place, row in enumerate(rows)
    ]


def _part_cell(text: str, is_head: bool) -> tuple[str, str]:
    """A cell of a column of intervals as two. Called for each. is_head: whether it is the column's name."""
    if is_head:
        return f"{text}{_FROM}", f"{text}{_TO}"
    interval = _INTERVAL.fullmatch(text)
    if interval is None:
        return text, text
    unit = interval[3] or ""  # said once for both ends
    return f"{interval[1]}{unit}", f"{interval[2]}{unit}"


def make_table_file(table: str) -> bytes:
    """The bytes of a chart's CSV file. Called for each table of each chart. table: its html on the page."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerows([write_cell(cell) for cell in row] for row in part_intervals(list_rows(table)))
    return BOM + text.getvalue().encode("utf-8")


def read_table_file(data: bytes) -> list[Row]:
    """The head and the rows of a chart's CSV file, as texts; `Malformed` where it is not of the form that the program
    writes. Called for each such file that is searched for data on persons, or held against its page."""
    if not data.startswith(BOM):
        raise Malformed
    try:
        text = data[len(BOM) :].decode("utf-8")
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=";", strict=True))
    except (UnicodeDecodeError, csv.Error):
        raise Malformed from None
    # An extract's first row has no such heads: the first column names an area, a period or a figure.
    if len(rows) < 2 or rows[0][0] not in _FIRST or any(len(row) != len(rows[0]) for row in rows):
        raise Malformed
    return rows
