"""indicators.csv and maanedstal.csv of a published folder, read as what a stranger may know from them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from hpanalysis.errors import Stop
from hpanalysis.published.names import FIGURES_CSV, MONTHS_CSV

# The words of the column status, as they are published.
SHOWN, HIDDEN, NO_PERSONS, NO_CASES = "vist", "diskretioneret", "ingen personer", "ingen sager"
NOT_MEASURED, NOT_DELIVERED = "opgøres ikke her", "ikke leveret"
NUMBERS = frozenset({SHOWN, NO_PERSONS, NO_CASES})
STATUSES = NUMBERS | {HIDDEN, NOT_MEASURED, NOT_DELIVERED}

Key = tuple[str, str, str]

# What a file that is not of its form gives, whoever reads it.
UNREADABLE = (ValueError, KeyError, TypeError, InvalidOperation, csv.Error)


def format_address(key: Key) -> str:
    """A cell's address as reports and charts write it: indicator/window/area."""
    return "/".join(key)


@dataclass(frozen=True)
class Figure:
    """A row of indicators.csv. cells: every column as it is printed."""

    key: Key
    status: str
    numerator: Decimal | None
    denominator: Decimal | None
    cells: dict[str, str]

    @property
    def shown(self) -> bool:
        """Whether its numbers are told of, a nought included."""
        return self.status in NUMBERS

    @property
    def hidden(self) -> bool:
        return self.status == HIDDEN

    @property
    def latest(self) -> bool:
        return self.cells["latest"] == "ja"


@dataclass(frozen=True)
class Month:
    """A month of the total or the municipality, shown as a value in the indicator's unit: between lo and hi."""

    indicator_id: str
    area_id: str
    month: str
    lo: float
    hi: float


def _make_stop(path: Path, wrong: str) -> Stop:
    return Stop(
        wrong,
        place=f"»{path.parent.name}/{path.name}«",
        expected="filen, som programmet skrev den.",
        do="Kør halvåret igen, så filerne bliver udgivet på ny.",
    )


def _parse_number(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def _read_figure(row: dict[str, str]) -> Figure:
    status, key = row["status"], (row["indicator_id"], row["window"], row["area_id"])
    if status not in STATUSES or None in row or None in row.values():
        raise ValueError
    numerator, denominator = _parse_number(row["numerator"]), _parse_number(row["denominator"])
    if status == NO_CASES:
        numerator = Decimal(0)
    elif status == NO_PERSONS:
        numerator = denominator = Decimal(0)
    if status == SHOWN and numerator is None:
        raise ValueError
    return Figure(key, status, numerator, denominator, row)


def read_rows(text: str) -> Iterator[dict[str, str]]:
    """The rows of a CSV file as text; csv.Error where it is not of the form."""
    yield from csv.DictReader(io.StringIO(text, newline=""), strict=True)


def parse_figures(text: str) -> dict[Key, Figure]:
    """The rows of indicators.csv by key, in the file's order; one of `UNREADABLE` if a row is twice there or no row."""
    found: dict[Key, Figure] = {}
    for row in read_rows(text):
        figure = _read_figure(row)
        if figure.key in found:
            raise ValueError
        found[figure.key] = figure
    return found


def read_figures(folder: Path) -> dict[Key, Figure]:
    """The rows of a folder's indicators.csv by key; `Stop` if it is missing or cannot be read."""
    path = folder / FIGURES_CSV
    if not path.is_file():
        raise _make_stop(path, "Filen mangler, så de udgivne tal kan ikke kontrolleres.")
    try:
        return parse_figures(path.read_bytes().decode("utf-8"))
    except UNREADABLE:
        raise _make_stop(path, "Filen har ikke den form, som kontrolprogrammet læser.") from None


_SCALES = {"pct.": 100, "pr. 1.000": 1000}


def _read_month(row: dict[str, str]) -> Month:
    value = Decimal(row["value"])
    half = Decimal(1).scaleb(value.as_tuple().exponent) / 2
    scale = _SCALES[row["unit"]]
    lo, hi = ((value + sign * half) / scale for sign in (-1, 1))
    return Month(row["indicator_id"], row["area_id"], row["month"][:7], float(max(lo, Decimal(0))), float(hi))


def parse_months(text: str) -> list[Month]:
    """The months with a value of maanedstal.csv; one of `UNREADABLE` if it is not of the form."""
    return [_read_month(row) for row in read_rows(text) if row["value"] and row["unit"] in _SCALES]


def read_months(folder: Path) -> list[Month]:
    """The months with a value: what a reader knows of numerator over denominator. None without a file."""
    path = folder / MONTHS_CSV
    if not path.is_file():
        return []
    try:
        return parse_months(path.read_bytes().decode("utf-8"))
    except UNREADABLE:
        raise _make_stop(path, "Filen har ikke den form, som kontrolprogrammet læser.") from None
