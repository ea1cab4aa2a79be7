"""Outcomes as they are published, beside those that an earlier edition of the half-year told.

What a half-year tells of an outcome is told once, as it is of reach: a later edition of it repeats the rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from hpanalysis import disclose
from hpanalysis.definitions import catalogue
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.disclose import ToldOutcomes
from hpanalysis.published.columns import read_csv_rows
from hpanalysis.published.names import BALANCE_CSV, OUTCOMES_CSV
from hpanalysis.tables import BALANCE, OUTCOMES, write_csv


def _read_cells(path: Path, numbers: set[str]) -> list[dict[str, object]]:
    """The rows of a CSV file with its numbers as numbers. Called for both files of an earlier edition."""
    cells = read_csv_rows(path) if path.is_file() else []
    return [
        {name: (float(text) if text else None) if name in numbers else text or None for name, text in row.items()}
        for row in cells
    ]


def read_earlier_outcomes(folders: Sequence[Path], half_year: HalfYear) -> ToldOutcomes | None:
    """What an edition of this half-year told of outcomes, the first of them; None where none did. Called once a run.
    folders: of the editions before."""
    texts = {"activity_id", "half_year", "indicator_id", "first_month", "last_month", "status", "concluded", "reason"}
    for folder in folders:
        rows = _read_cells(folder / OUTCOMES_CSV, set(OUTCOMES.names) - texts)
        if any(row["half_year"] == str(half_year) for row in rows):
            return disclose.tabulate_outcomes(
                rows, _read_cells(folder / BALANCE_CSV, {"before_matching", "after_matching"})
            )
    return None


def format_outcomes_csv(table: pd.DataFrame) -> str:
    """The text of udfald.csv, columns `tables.OUTCOMES`, each row with the decimals of its indicator. Called when the
    data files of a half-year are written."""
    declared = catalogue.indicators()
    return write_csv(table, OUTCOMES, [declared[key].decimals for key in table["indicator_id"]])


def format_balance_csv(table: pd.DataFrame) -> str:
    """The text of balance.csv, columns `tables.BALANCE`. Called when the data files of a half-year are written."""
    return write_csv(table, BALANCE, [2] * len(table))
