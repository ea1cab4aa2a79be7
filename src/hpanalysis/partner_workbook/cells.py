"""The cells of a row: the open ones read, and what the locked ones say."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from hpanalysis.by_hand import values
from hpanalysis.by_hand.clean import clean_text
from hpanalysis.load.formats.excel import sheet as excel
from hpanalysis.workbooks.cell_values import Unfit, read_cell
from hpanalysis.workbooks.columns import Column, Form, Table
from hpanalysis.workbooks.sheet_rows import Finding, SheetRows, find_cell, name_cell


@dataclass
class Cells:
    """A row's cells, read: values by key, and what is wrong. Made by `read_cells`."""

    table: Table
    rows: SheetRows
    row: excel.Row
    values: dict[str, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    filled: set[str] = field(default_factory=set)  # the keys of open cells that hold anything, also what cannot be read

    def place(self, key: str) -> str:
        """The cell of a key as messages name it. Called for each finding."""
        column = next(one for one in self.table.columns if one.keys[0] == key)
        return name_cell(self.table.name, self.row.number, self.rows.positions[column.head])

    def find(self, key: str, wrong: str, expected: str) -> None:
        """Add a finding on the cell of a key. Called by the checks of a row."""
        self.findings.append(Finding(self.place(key), wrong, expected))

    def count(self, key: str) -> int | None:
        """The whole number in a cell; None for an empty one. Called for a row without findings."""
        return int(self.values[key]) if key in self.values else None


def _read_column(cell: excel.Cell, column: Column, *, from_1900: bool) -> str | Unfit:
    """What an open cell says. Called for each filled one."""
    text = read_cell(cell, column, from_1900=from_1900)
    if isinstance(text, Unfit) or column.choices is None:
        return text
    found = column.choices.find(text)
    if found is None:
        return Unfit("Det, der står i cellen, er ikke på cellens liste.", "et af ordene på listen, som det står dér.")
    return str(found[0])


def read_cells(table: Table, rows: SheetRows, row: excel.Row) -> Cells:
    """A row's open cells. Called for each row of each sheet."""
    cells = Cells(table, rows, row)
    for column in table.columns:
        cell = find_cell(rows, row, column)
        if column.is_locked or cell is None:
            continue
        key = column.keys[0]
        cells.filled.add(key)
        read = _read_column(cell, column, from_1900=rows.from_1900)
        if isinstance(read, Unfit):
            cells.find(key, *read)
        else:
            cells.values[key] = read
    return cells


def read_locked(cells: Cells, key: str) -> str | date | None:
    """What a locked cell says; None where it is empty or has lost its form. Called for what a row is known by."""
    column = next(one for one in cells.table.columns if one.keys[0] == key)
    cell = find_cell(cells.rows, cells.row, column)
    if cell is None:
        return None
    read = read_cell(cell, column, from_1900=cells.rows.from_1900)
    if isinstance(read, Unfit):
        return None
    return values.read_day(read) if column.form is Form.DAY else clean_text(read)
