"""A sheet of a filled-in workbook -> its rows by column, or what is wrong with the sheet as a sheet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from hpanalysis.by_hand.clean import clean_text
from hpanalysis.load.formats.excel import sheet as excel
from hpanalysis.workbooks.choices import fold_label
from hpanalysis.workbooks.columns import Column, Table

END = "Tabellen slutter her."
_FIRST_ROWS = 12  # the heads stand among these
_LETTERS = 26


class Finding(NamedTuple):
    """What is wrong at a place of the workbook, in Danish; the place is in words: sheet, and cell or row."""

    place: str
    wrong: str
    expected: str


def name_column(position: int) -> str:
    """The letters of a column by its position from 0: `C` for 2. Called for the cells that messages name."""
    letters = ""
    number = position + 1
    while number:
        number, rest = divmod(number - 1, _LETTERS)
        letters = chr(ord("A") + rest) + letters
    return letters


def name_cell(sheet: str, row: int, position: int) -> str:
    """A cell as messages name it: `»Møder«, celle C7`. Called for each finding on a cell."""
    return f"»{sheet}«, celle {name_column(position)}{row}"


@dataclass
class SheetRows:
    """A sheet's filled rows, and where its columns stand. Made by `read_rows`."""

    rows: list[excel.Row] = field(default_factory=list)
    positions: dict[str, int] = field(default_factory=dict)  # head -> position from 0
    findings: list[Finding] = field(default_factory=list)
    from_1900: bool = True


def _find_heads(sheet: Table, found: excel.Sheet) -> tuple[int, dict[str, int]]:
    """The row of the heads (0 for none) and where each stands. Called for each sheet. The row is that with most of the
    heads; a head that stands twice in it is where it stands first."""
    wanted = {fold_label(column.head): column.head for column in sheet.columns}
    best: tuple[int, dict[str, int]] = 0, {}
    for row in found.rows:
        if row.number > _FIRST_ROWS:
            break
        there: dict[str, int] = {}
        for position, cell in sorted(row.cells.items()):
            head = wanted.get(fold_label(cell.text)) if cell.kind is excel.Kind.TEXT else None
            if head is not None:
                there.setdefault(head, position)
        if len(there) > len(best[1]):
            best = row.number, there
    return best


def _is_end(row: excel.Row) -> bool:
    """Whether a row is the one that ends the table. Asked of each row under the heads."""
    return any(cell.kind is excel.Kind.TEXT and clean_text(cell.text) == END for cell in row.cells.values())


def _has_content(cell: excel.Cell) -> bool:
    """Whether a cell holds more than blanks. Asked of each cell under the heads."""
    return cell.kind is not excel.Kind.TEXT or bool(clean_text(cell.text))


def _check_row(sheet: Table, row: excel.Row, positions: dict[str, int], *, after_end: bool) -> Iterator[Finding]:
    """What is wrong with where a row's cells stand: under the table's end, or beside its columns. Called for each."""
    if after_end:
        yield Finding(
            f"»{sheet.name}«, række {row.number}",
            "Rækken står under tabellen og læses ikke.",
            "rækker over linjen, hvor tabellen slutter. Er de alle fyldt, så læs regnearket ind, og lav et nyt.",
        )
        return
    for position, cell in row.cells.items():
        if position not in positions.values() and _has_content(cell):
            yield Finding(
                name_cell(sheet.name, row.number, position),
                "Cellen står uden for tabellens kolonner.",
                "noget under en af tabellens overskrifter.",
            )


def _check_merged(sheet: Table, found: excel.Sheet, heads: int) -> Iterator[Finding]:
    """A finding for each merged range of the table. Called for each sheet. heads: the row of the heads."""
    for (row, position), _ in found.merged:
        if row + 1 > heads:
            yield Finding(
                name_cell(sheet.name, row + 1, position), "Cellen er flettet med andre.", "én værdi i hver celle."
            )


def _check_heads(sheet: Table, heads: dict[str, int]) -> Iterator[Finding]:
    """A finding for each column whose head is not there. Called for each sheet."""
    for column in sheet.columns:
        if column.head not in heads:
            yield Finding(
                f"»{sheet.name}«",
                f"Kolonnen »{column.head}« mangler, eller dens overskrift er ændret.",
                "overskrifterne, som regnearket havde dem. Lav et nyt regneark, og flyt rækkerne over.",
            )


def read_rows(sheet: Table, found: excel.Sheet) -> SheetRows:
    """A sheet's rows down to the line that ends the table, blank ones left out. Called for each sheet of the workbook.
    Columns may have been moved: they are known by their heads. A workbook whose ending line is gone is read to its
    last row."""
    heads_row, positions = _find_heads(sheet, found)
    read = SheetRows(positions=positions, from_1900=found.from_1900)
    read.findings += _check_heads(sheet, positions)
    if read.findings:
        return read
    read.findings += _check_merged(sheet, found, heads_row)
    ended = False
    for row in found.rows:
        if row.number <= heads_row or not any(map(_has_content, row.cells.values())):
            continue
        if not ended and _is_end(row):
            ended = True
            continue
        read.findings += _check_row(sheet, row, positions, after_end=ended)
        if not ended:
            read.rows.append(row)
    return read


def find_cell(rows: SheetRows, row: excel.Row, column: Column) -> excel.Cell | None:
    """The filled cell of a row in a column; None for an empty one. Called for each column of each row."""
    cell = row.cells.get(rows.positions[column.head])
    return cell if cell is not None and _has_content(cell) else None
