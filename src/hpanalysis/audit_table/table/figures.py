"""The printed figures under audit: one figure is an indicator in a window and an area, as one source prints it."""

from __future__ import annotations

from dataclasses import dataclass

from hpanalysis.audit_table.table.numbers_as_printed import NotANumber, Printed, printed, whole_number
from hpanalysis.audit_table.table.table_file import Row, TableFile, refused
from hpanalysis.definitions.model import Indicator, Unit
from hpanalysis.plan import BASELINE_COLUMNS

# As params/plan/baselines.csv; of these only the first four must be there.
COLUMNS = BASELINE_COLUMNS
_NEEDED = COLUMNS[:4]


@dataclass(frozen=True)
class Cell:
    """A place in a printed table that a finding names. column: the heading; row: the line of the file, from 1."""

    file: str
    row: int
    indicator: str
    window: str
    area: str
    column: str = "value_as_printed"


@dataclass(frozen=True)
class Figure:
    """A printed figure. value, n and count are None where nothing is printed; source is empty where none is named."""

    file: str
    row: int
    indicator: str
    window: str
    area: str
    value: Printed | None
    n: int | None = None
    count: int | None = None
    source: str = ""

    def cell(self, column: str = "value_as_printed") -> Cell:
        return Cell(self.file, self.row, self.indicator, self.window, self.area, column)


def is_figures(table: TableFile) -> bool:
    return set(_NEEDED) <= set(table.headings)


def not_figures(table: TableFile) -> Exception:
    """The error for a table that lacks a column which a table of printed figures has."""
    missing = next(column for column in _NEEDED if column not in table.headings)
    return refused(
        table.name,
        f"Kolonnen »{missing}« mangler.",
        f"kolonnerne {', '.join(COLUMNS)}.",
        "Ret overskriften, og prøv igen.",
        1,
    )


def _bad(table: TableFile, row: Row, column: str, expected: str) -> Exception:
    return refused(
        table.name,
        "Feltet kan ikke læses som et tal.",
        expected,
        "Skriv tallet, som det er trykt, og prøv igen.",
        row.line,
        column,
    )


def value_of(table: TableFile, row: Row, column: str, whole: bool | None) -> Printed | None:
    """The number printed in a field. `Stop` with row and column where it is none, or may be two."""
    try:
        return printed(row[column], whole)
    except NotANumber:
        raise _bad(
            table, row, column, "et tal som 12,3 eller 12.3; 1.204 kun, hvor tusinder er det eneste mulige."
        ) from None


def whole_of(table: TableFile, row: Row, column: str) -> int | None:
    """The whole number in a field. `Stop` with row and column where it is none."""
    try:
        return whole_number(row[column])
    except NotANumber:
        raise _bad(table, row, column, "et helt tal, 0 eller større.") from None


def figures_of(table: TableFile, indicators: dict[str, Indicator]) -> list[Figure]:
    """The figures of a table with `COLUMNS`, in its order. `Stop` for a missing column or a field that is no number."""
    if not is_figures(table):
        raise not_figures(table)
    found = []
    for row in table.rows:
        known = indicators.get(row["indicator_id"])
        whole = None if known is None else known.unit is Unit.COUNT
        found.append(
            Figure(
                table.name,
                row.line,
                row["indicator_id"],
                row["window"],
                row["area_id"],
                value_of(table, row, "value_as_printed", whole),
                whole_of(table, row, "n_as_printed"),
                whole_of(table, row, "count_as_printed"),
                row["source_as_printed"],
            )
        )
    return found
