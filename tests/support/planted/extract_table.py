"""A delivered file as texts, so that any cell, row or column of it can be changed and the file written again."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass, replace
from pathlib import Path

from python_calamine import CalamineWorkbook

from hpanalysis.definitions.model import Column, Personal, Source, Type

Rows = list[list[str]]

# Columns that no figure is made of: names, postcodes and towns are for readers.
UNREAD = (Personal.NAME, Personal.POSTCODE)


@dataclass(frozen=True)
class Table:
    """One delivered file of a source, every cell as text. Made by `read_table`; a kind of fault returns another."""

    source: Source
    headings: list[str]
    rows: Rows

    def copy(self) -> Table:
        return replace(self, headings=list(self.headings), rows=[list(row) for row in self.rows])

    def at(self, column: Column) -> int:
        """Where a column of the source stands in the file, from 0."""
        return next(n for n, heading in enumerate(self.headings) if heading in column.headings)

    @property
    def period(self) -> Column:
        return next(column for column in self.source.columns if column.name == self.source.period)

    @property
    def read_columns(self) -> list[Column]:
        """The columns that figures are made of."""
        return [column for column in self.source.columns if column.personal not in UNREAD]

    def of_type(self, *types: Type) -> list[Column]:
        return [column for column in self.read_columns if column.type in types]

    def values(self, column: Column) -> list[str]:
        place = self.at(column)
        return [row[place] for row in self.rows]


def find_street(address: str) -> str:
    """The street of an address as the demo writes it."""
    return re.split(r" \d", address, maxsplit=1)[0]


def _write_cell(cell: object) -> str:
    if not isinstance(cell, float):
        return str(cell)
    return str(int(cell)) if cell.is_integer() else str(cell).replace(".", ",")


def read_table(path: Path, source: Source) -> Table:
    """Read a demo extract: CSV with semicolons, or the only sheet of a workbook."""
    if path.suffix == ".csv":
        rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig")), delimiter=";"))
    else:
        sheet = CalamineWorkbook.from_path(path).get_sheet_by_index(0)
        rows = [[_write_cell(cell) for cell in row] for row in sheet.to_python()]
    return Table(source, rows[0], rows[1:])


def write_table(table: Table, path: Path) -> Path:
    """Write a table as CSV, which each source may be delivered as."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";", lineterminator="\r\n").writerows([table.headings, *table.rows])
    path.write_bytes(text.getvalue().encode("utf-8-sig"))
    return path
