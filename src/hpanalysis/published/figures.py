"""indicators.csv and maanedstal.csv of a published folder, read as what a stranger may know from them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from hpanalysis.published.failures import describe_unreadable
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
    """A figure's address, indicator/window/area: where auditor and verifier name it in a failure, and as the marks of
    charts on a page carry it. Called for each failure, for the certificate, and for every figure before a page's marks
    are checked."""
    return "/".join(key)


@dataclass(frozen=True)
class Figure:
    """A row of indicators.csv: an indicator in a window and an area; made by `parse_figures`, read by every check."""

    key: Key
    status: str  # one of `STATUSES`
    numerator: Decimal | None  # None in a row that shows no number
    denominator: Decimal | None  # None for a count, too
    cells: dict[str, str]  # every column as it is printed

    @property
    def shown(self) -> bool:
        """Whether its numbers are published, a 0 included, and not hidden or missing. Read wherever published figures
        are checked, or related to each other."""
        return self.status in NUMBERS

    @property
    def hidden(self) -> bool:
        """Whether its number is hidden (`diskretioneret`). Read wherever figures are checked or related."""
        return self.status == HIDDEN

    @property
    def latest(self) -> bool:
        """Whether its window is the one that the half-year reports on. Read when pages are checked: there a cell that
        names no window tells of such a row."""
        return self.cells["latest"] == "ja"

    def require_numerator(self) -> Decimal:
        """The numerator of a row that is shown and so must have one; ValueError if it has none. Called where audit and
        verify compute with the numerator of a shown row."""
        if self.numerator is None:
            raise ValueError("a shown figure without a numerator")
        return self.numerator

    def require_denominator(self) -> Decimal:
        """The denominator of a shown row whose definition says that there is one; ValueError if there is none. Called
        when remainders and small counts in indicators.csv are checked."""
        if self.denominator is None:
            raise ValueError("a shown figure without its denominator")
        return self.denominator


@dataclass(frozen=True)
class Month:
    """A month of the total or the municipality, shown as a value in the indicator's unit. Made by `_read_month`;
    relations bound its numerator by it. Numerator over denominator lies between lo and hi, both shares of one: a value
    of 12.3 % was between 12.25 and 12.35 before rounding, so lo is 0.1225."""

    indicator_id: str
    area_id: str
    month: str  # 2024-10
    lo: float
    hi: float


def _parse_number(text: str) -> Decimal | None:
    """The number of a cell of indicators.csv; None where it is empty. Called for numerator and denominator."""
    return Decimal(text) if text else None


def read_figure_row(row: dict[str, str]) -> Figure:
    """A row of indicators.csv (column -> text) as a figure; ValueError, KeyError or InvalidOperation if it is no row as
    the program writes it. Called for each row, and for each of opdelinger.csv. A row without cases counts 0, one
    without persons 0 of 0."""
    status, key = row["status"], (row["indicator_id"], row["window"], row["area_id"])
    # csv puts cells beyond the heading under None, and None in cells that are missing.
    if status not in STATUSES or None in row or None in row.values():
        raise ValueError
    numerator, denominator = _parse_number(row["numerator"]), _parse_number(row["denominator"])
    # The words are the number: the columns are empty, and a reader knows the nought.
    if status == NO_CASES:
        numerator = Decimal(0)
    elif status == NO_PERSONS:
        numerator = denominator = Decimal(0)
    # A shown figure has its counts beside it, so that anybody can compute it again.
    if status == SHOWN and numerator is None:
        raise ValueError
    return Figure(key, status, numerator, denominator, row)


def read_rows(text: str) -> Iterator[dict[str, str]]:
    """The rows of a CSV file as text, column -> cell; csv.Error where it is not of the form. Called for every published
    CSV file that is audited, verified or compared with an accounting year's pages. text: the whole file."""
    # Strict: a quote out of its place is refused, for a reader could only guess where the cell ends.
    yield from csv.DictReader(io.StringIO(text, newline=""), strict=True)


def parse_figures(text: str) -> dict[Key, Figure]:
    """The rows of indicators.csv by key, in the file's order. Called by `read_figures`, and by `hpanalysis verify` for
    a package. text: the whole file. One of the exceptions `UNREADABLE` is raised if a row is there twice or cannot be
    read."""
    figures: dict[Key, Figure] = {}
    for row in read_rows(text):
        figure = read_figure_row(row)
        # Of two rows for one figure a reader would not know which holds, and relations would take the last.
        if figure.key in figures:
            raise ValueError
        figures[figure.key] = figure
    return figures


def read_figures(folder: Path) -> dict[Key, Figure]:
    """The rows of a folder's indicators.csv by key; `Stop` if it is missing or cannot be read. Called for each folder
    that is audited, and for the half-year whose figures an accounting year shows."""
    path = folder / FIGURES_CSV
    if not path.is_file():
        raise describe_unreadable(path, "Filen mangler, så de udgivne tal kan ikke kontrolleres.")
    try:
        return parse_figures(path.read_bytes().decode("utf-8"))
    except UNREADABLE:
        raise describe_unreadable(path, "Filen har ikke den form, som kontrolprogrammet læser.") from None


# The units of months that bound a numerator by a denominator; a count or a mean by month does not.
_SCALES = {"pct.": 100, "pr. 1.000": 1000}


def _read_month(row: dict[str, str]) -> Month:
    """A row of maanedstal.csv, of a share or a rate, as the bounds that its rounded value sets. Called for each such
    row that has a value. One of the exceptions `UNREADABLE` is raised if that is no number."""
    value = Decimal(row["value"])
    exponent = value.as_tuple().exponent
    if not isinstance(exponent, int):
        raise ValueError  # not a number, or infinite
    # Half of the last decimal that is printed: 12.3 has one decimal, so 0.05.
    half = Decimal(1).scaleb(exponent) / 2
    scale = _SCALES[row["unit"]]
    lo, hi = ((value + sign * half) / scale for sign in (-1, 1))
    # No share or rate is below nought, though half a decimal below a printed 0.0 is.
    return Month(row["indicator_id"], row["area_id"], row["month"][:7], float(max(lo, Decimal(0))), float(hi))


def parse_months(text: str) -> list[Month]:
    """The months of maanedstal.csv (text) with a value, of shares and rates; other months bound no numerator by its
    denominator. One of the exceptions `UNREADABLE` is raised if the text is not of the form. Called by `read_months`
    for the audit, and by `hpanalysis verify`."""
    return [_read_month(row) for row in read_rows(text) if row["value"] and row["unit"] in _SCALES]


def read_months(folder: Path) -> list[Month]:
    """The months with a value in a folder's maanedstal.csv; an empty list without the file, `Stop` if it is not of its
    form. Called for each folder that is audited."""
    path = folder / MONTHS_CSV
    if not path.is_file():
        return []
    try:
        return parse_months(path.read_bytes().decode("utf-8"))
    except UNREADABLE:
        raise describe_unreadable(path, "Filen har ikke den form, som kontrolprogrammet læser.") from None
