"""A table of printed figures as a file -> its rows, each cell as text."""

from __future__ import annotations

from pathlib import Path

from hpanalysis.by_hand import csv_table
from hpanalysis.by_hand.csv_table import CsvTable
from hpanalysis.errors import Stop, WrongUse
from hpanalysis.plan import BASELINE_COLUMNS

# Headings that tell one of the four kinds of table: printed figures, context.csv, areas.csv and hours.csv.
_KNOWN = (
    *BASELINE_COLUMNS,
    *("fact", "unit", "period", "same_as", "part_of"),
    *("name_da", "kind"),
    *("activity_id", "hours_per_year", "hours_basis_as_printed"),
)


def refuse_file(
    name: str, wrong: str, expected: str, do: str, *, row: int | None = None, column: str | None = None
) -> Stop:
    """Make the `Stop` for a file that cannot be used; it names file, row and column, never the value. Raised by the
    readers of printed tables. wrong, expected, do: Danish, what is wrong, what should be there, what to do."""
    return csv_table.refuse(f"»{name}«", wrong, expected, do, line=row, column=column)


def read_table_file(path: Path) -> CsvTable:
    """Read a file of printed figures: its headings and its rows, every cell still text. Blank rows are left out. Called
    by `audit.read_tables` for the table to audit and for each file given beside it, such as areas.csv. `Stop` with the
    row where the file cannot be read for sure; `WrongUse` where it cannot be opened."""
    try:
        return csv_table.read(path, f"»{path.name}«", _KNOWN, ";".join(BASELINE_COLUMNS))
    except OSError:
        raise WrongUse(
            "Filen findes ikke eller kan ikke åbnes.",
            place=f"»{path.name}«",
            expected="en CSV-fil med trykte tal.",
            do="Ret stien.",
        ) from None
