"""Files for office programs, read as their readers see them.

A CSV file for a Danish Excel has semicolons, as the extracts have, and a workbook's cells refer to its texts by
numbers that nobody sees. Read as plain text the one would look like an extract, and the other could look like a CPR
number by chance. A document may part a number that its reader sees as one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import PurePath

from hpanalysis.published.charts.tables import read_table_file
from hpanalysis.published.names import CHARTS_FOLDER, PEOPLE_CSV
from hpanalysis.published.office.parts import Malformed
from hpanalysis.published.office.people_csv import read_people_csv

_SHEETS, _TEXTS = "xl/worksheets/", "word/"
_SHARED_TEXT = re.compile(rb'(<c r="[A-Z]+\d+"(?: s="\d+")? t="s">)<v>\d+</v>')
# What parts two pieces of a paragraph, each in letters of its own.
_BETWEEN_PIECES = re.compile(rb"</w:t></w:r><w:r\b[^>]*>(?:<w:rPr>.*?</w:rPr>)?<w:t\b[^>]*>", re.DOTALL)


def list_people_texts(content: bytes, name: str) -> list[str] | None:
    """The texts of tal_til_excel.csv, or of a chart's table: each cell, and the cells of each row that have digits, for
    a number may be cut by a semicolon. Called for each file that is searched; None for any other, and where it has not
    the very columns that the program writes, for then it is read as any file, and an extract is seen."""
    if PurePath(name).parts[-3:-2] == (CHARTS_FOLDER,) and name.endswith(".csv"):
        return _list_chart_texts(content)
    if PurePath(name).name != PEOPLE_CSV:
        return None
    try:
        rows = read_people_csv(content)
    except Malformed:
        return None
    return _list_texts([list(row.values()) for row in rows])


def _list_texts(rows: Iterable[Sequence[str]]) -> list[str]:
    """Each cell of a table for people, and each row's cells with digits, joined. An area's name before its number would
    be a street and a house, so words are left out of the rows. Called for each such table."""
    several = list(rows)
    joined = (",".join(cell for cell in row if any(map(str.isdigit, cell))) for row in several)
    return list(dict.fromkeys([*(cell for row in several for cell in row), *joined]))


def _list_chart_texts(content: bytes) -> list[str] | None:
    """The texts of a chart's table, each row by its cells; None where it is not a table as the program writes it: the
    same number of cells in each row, and heads that are words. Called for each table of a chart."""
    try:
        heads, *rows = read_table_file(content)
    except Malformed:
        return None
    return _list_texts([heads, *rows])


def show_part(content: bytes, name: str) -> bytes:
    """A part of an office file as its reader sees it: a sheet without the numbers by which its cells refer to texts,
    which lie in a part of their own, and a document with each paragraph's pieces as one text; any other part as it is.
    Called for each file in an archive that is searched."""
    if name.startswith(_SHEETS):
        return _SHARED_TEXT.sub(rb"\1", content)
    return _BETWEEN_PIECES.sub(b"", content) if name.startswith(_TEXTS) else content
