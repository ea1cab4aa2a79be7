"""The printed figures under audit: one figure is an indicator in a window and an area, as one source prints it."""

from __future__ import annotations

from dataclasses import dataclass

from hpanalysis.audit_table.table.numbers_as_printed import PrintedNumber, read_printed, read_whole_number
from hpanalysis.audit_table.table.table_file import refuse_file
from hpanalysis.by_hand.csv_table import CsvRow, CsvTable
from hpanalysis.by_hand.values import NotPlain
from hpanalysis.definitions.model import Indicator, Unit
from hpanalysis.errors import Stop
from hpanalysis.plan import BASELINE_COLUMNS

# As params/plan/baselines.csv; of these only the first four must be there.
COLUMNS = BASELINE_COLUMNS
_NEEDED = COLUMNS[:4]


@dataclass(frozen=True, kw_only=True)
class PrintedCell:
    """A place in a printed table, which a finding names so that the reader can look it up."""

    file: str
    row: int  # the line of the file, from 1
    indicator: str
    window: str
    area: str
    column: str = "value_as_printed"  # the heading


@dataclass(frozen=True, kw_only=True)
class PrintedFigure:
    """A printed figure: an indicator's value in a window and an area, as one row of a table has it. Made by the readers
    of the table and of its context files; every check of an audit reads them."""

    file: str
    row: int
    indicator: str
    window: str  # empty for a fact printed without a period
    area: str
    value: PrintedNumber | None  # None where nothing is printed
    n: int | None = None  # the denominator in persons; None where it is not printed
    count: int | None = None  # the numerator in persons; None where it is not printed
    source: str = ""  # empty where none is named

    @property
    def number(self) -> PrintedNumber:
        """The value; `ValueError` without one. Read by checks that have left out figures without a value."""
        if self.value is None:
            raise ValueError(f"row {self.row} prints no value")
        return self.value

    @property
    def size(self) -> int:
        """The n; `ValueError` without one. Read by `shares_of_persons`, which has left out figures without an n."""
        if self.n is None:
            raise ValueError(f"row {self.row} prints no n")
        return self.n

    def cell(self, column: str = "value_as_printed") -> PrintedCell:
        """The place of one of the figure's columns, as findings name it; of its value where no column is given. Called
        by every check for the figures that its finding is about."""
        return PrintedCell(
            file=self.file, row=self.row, indicator=self.indicator, window=self.window, area=self.area, column=column
        )


def is_figures(table: CsvTable) -> bool:
    """Say by its headings whether a file is a table of printed figures; asked for each context file of an audit."""
    return set(_NEEDED) <= set(table.headings)


def _refuse_field(table: CsvTable, row: CsvRow, column: str, expected: str) -> Stop:
    """Make the `Stop` for a field that is no number; it names row and column. expected: Danish, what should be there.
    Raised by `read_value` and `read_whole`."""
    return refuse_file(
        table.name,
        "Feltet kan ikke læses som et tal.",
        expected,
        "Skriv tallet, som det er trykt, og prøv igen.",
        row=row.line,
        column=column,
    )


def read_value(table: CsvTable, row: CsvRow, column: str, whole: bool | None) -> PrintedNumber | None:
    """Read the number in a field of a row; None where none is printed. `Stop` with row and column if it is not plain.
    Called for each value when a table of printed figures, facts or hours is read. whole: whether the number is a count,
    in which `1.204` must be a thousand; None if that is not known."""
    try:
        return read_printed(row[column], whole)
    except NotPlain:
        raise _refuse_field(
            table, row, column, "et tal som 12,3 eller 12.3; 1.204 kun, hvor tusinder er det eneste mulige."
        ) from None


def read_whole(table: CsvTable, row: CsvRow, column: str) -> int | None:
    """Read the whole number in a field of a row; None where none is printed. Called for each n and count when a table
    of printed figures is read, and for the counts of areas.csv. `Stop` with row and column where it is negative or not
    whole."""
    try:
        return read_whole_number(row[column])
    except NotPlain:
        raise _refuse_field(table, row, column, "et helt tal, 0 eller større.") from None


def read_figures(table: CsvTable, indicators: dict[str, Indicator]) -> list[PrintedFigure]:
    """Read the figures of a table with the columns `COLUMNS`, in the table's order. Called by `audit.read_tables` for
    the table to audit and its context files of the same form. indicators: the definitions by key; they say which values
    are counts. `Stop` for a missing column or a field that is no number."""
    if missing := [column for column in _NEEDED if column not in table.headings]:
        raise refuse_file(
            table.name,
            f"Kolonnen »{missing[0]}« mangler.",
            f"kolonnerne {', '.join(COLUMNS)}.",
            "Ret overskriften, og prøv igen.",
            row=1,
        )
    figures = []
    for row in table.rows:
        indicator = indicators.get(row["indicator_id"])
        whole = None if indicator is None else indicator.unit is Unit.COUNT
        figures.append(
            PrintedFigure(
                file=table.name,
                row=row.line,
                indicator=row["indicator_id"],
                window=row["window"],
                area=row["area_id"],
                value=read_value(table, row, "value_as_printed", whole),
                n=read_whole(table, row, "n_as_printed"),
                count=read_whole(table, row, "count_as_printed"),
                source=row["source_as_printed"],
            )
        )
    return figures
