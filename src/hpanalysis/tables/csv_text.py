"""A published table as the text of its CSV file, each column written as it is declared."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from hpanalysis import published_csv
from hpanalysis.tables.column import Column, Decimals, Table, Type

if TYPE_CHECKING:
    import pandas as pd

_YES_NO = {True: "ja", False: "nej"}
# Counts from here on are written with a decimal point, so that none is written with an exponent.
_LARGE = 1e5


def _write_as_counted(number: float) -> str:
    """A count or a printed number as text: `12` for 12.0, `12.5` for 12.5, and never with an exponent. Called for
    columns that are declared as `Decimals.AS_COUNTED`."""
    return f"{number:g}" if abs(number) < _LARGE else f"{number:.1f}".removesuffix(".0")


def _write_number(column: Column, number: float, decimals: int) -> str:
    """A number as text, in the way its column is declared. Called for each number of indicators.csv and maanedstal.csv.
    decimals: how many the row's figure is printed with."""
    if column.decimals is Decimals.AS_COUNTED:
        return _write_as_counted(number)
    if column.decimals is Decimals.SIX_DIGITS:
        return f"{number:.6g}"
    if column.decimals is Decimals.FOUR_DECIMALS:
        return f"{number:.4f}"
    return f"{number:.{decimals + (column.decimals is Decimals.ONE_MORE)}f}"


def _write_cells(column: Column, cells: pd.Series[Any], decimals: Sequence[int]) -> list[Any]:
    """The cells of a column as they are given to the CSV writer: numbers and yes or no as text, None where a cell is
    empty, all else as it is. Called for each column of a published table. decimals: for each row, how many its figure
    is printed with."""
    if column.type is Type.YES_NO:
        return [_YES_NO.get(cell) for cell in cells]
    if column.type is Type.NUMBER:
        pairs = zip(cells, decimals, strict=True)
        return [None if number is None else _write_number(column, number, places) for number, places in pairs]
    return list(cells)


def write_csv(frame: pd.DataFrame, table: Table, decimals: Sequence[int]) -> str:
    """The CSV file of a table: comma, decimal point, `ja` and `nej`, empty where there is nothing. frame: the table's
    columns, in any order. decimals: for each row, how many decimals its figure is printed with. Called for the texts of
    indicators.csv and maanedstal.csv, to be published or held against what is published."""
    import pandas as pd

    cells = frame.astype(object).where(frame.notna(), None)
    written = {column.name: _write_cells(column, cells[column.name], decimals) for column in table}
    return published_csv.format_csv(pd.DataFrame(written, columns=table.names, dtype=object))
