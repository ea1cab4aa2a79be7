"""The printed figures under audit: one figure is an indicator in a window and an area, as one source prints it."""

from __future__ import annotations

from dataclasses import dataclass

from hpanalysis.audit_table.table.numbers_as_printed import NotANumber, PrintedNumber, read_printed, read_whole_number
from hpanalysis.audit_table.table.table_file import TableFile, TableRow, refuse_file
from hpanalysis.definitions.model import Indicator, Unit
from hpanalysis.plan import BASELINE_COLUMNS

# As params/plan/baselines.csv; of these only the first four must be there.
COLUMNS = BASELINE_COLUMNS
_NEEDED = COLUMNS[:4]


@dataclass(frozen=True)
class PrintedCell:
    """A place in a printed table that a finding names. column: the heading; row: the line of the file, from 1."""

    file: str
    row: int
    indicator: str
    window: str
    area: str
    column: str = "value_as_printed"


@dataclass(frozen=True)
class PrintedFigure:
    """A printed figure. value, n and count are None where nothing is printed; source is empty where none is named."""

    file: str
    row: int
    indicator: str
    window: str
    area: str
    value: PrintedNumber | None
    n: int | None = None
    count: int | None = None
    source: str = ""

    def cell(self, column: str = "value_as_printed") -> PrintedCell:
        return PrintedCell(self.file, self.row, self.indicator, self.window, self.area, column)


def is_figures(table: TableFile) -> bool:
    return set(_NEEDED) <= set(table.headings)


def refuse_headings(table: TableFile) -> Exception:
    """The error for a table that lacks a column which a table of printed figures has."""
    missing = next(column for column in _NEEDED if column not in table.headings)
    return refuse_file(
        table.name,
        f"Kolonnen »{missing}« mangler.",
        f"kolonnerne {', '.join(COLUMNS)}.",
        "Ret overskriften, og prøv igen.",
        1,
    )


def _refuse_field(table: TableFile, row: TableRow, column: str, expected: str) -> Exception:
    return refuse_file(
        table.name,
        "Feltet kan ikke læses som et tal.",
        expected,
        "Skriv tallet, som det er trykt, og prøv igen.",
        row.line,
        column,
    )


def read_value(table: TableFile, row: TableRow, column: str, whole: bool | None) -> PrintedNumber | None:
    """The number printed in a field. `Stop` with row and column where it is none, or may be two."""
    try:
        return read_printed(row[column], whole)
    except NotANumber:
        raise _refuse_field(
            table, row, column, "et tal som 12,3 eller 12.3; 1.204 kun, hvor tusinder er det eneste mulige."
        ) from None


def read_whole(table: TableFile, row: TableRow, column: str) -> int | None:
    """The whole number in a field. `Stop` with row and column where it is none."""
    try:
        return read_whole_number(row[column])
    except NotANumber:
        raise _refuse_field(table, row, column, "et helt tal, 0 eller større.") from None


def read_figures(table: TableFile, indicators: dict[str, Indicator]) -> list[PrintedFigure]:
    """The figures of a table with `COLUMNS`, in its order. `Stop` for a missing column or a field that is no number."""
    if not is_figures(table):
        raise refuse_headings(table)
    found = []
    for row in table.rows:
        known = indicators.get(row["indicator_id"])
        whole = None if known is None else known.unit is Unit.COUNT
        found.append(
            PrintedFigure(
                table.name,
                row.line,
                row["indicator_id"],
                row["window"],
                row["area_id"],
                read_value(table, row, "value_as_printed", whole),
                read_whole(table, row, "n_as_printed"),
                read_whole(table, row, "count_as_printed"),
                row["source_as_printed"],
            )
        )
    return found
