"""A filled cell -> the text that a CSV file would have, and what makes it doubtful what was meant."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum, auto

from hpanalysis.definitions.model import Column, Type
from hpanalysis.load.formats.excel.sheet import Cell, Kind, Shown

_DAYS = (Type.DATE, Type.MONTH)
_NUMBER = re.compile(r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]{1,3})?")
# A day, and midnight, which is no time of day. Excel takes no notice of the Z, which some programs write always.
_ISO_DAY = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(T00:00(?::00(?:\.0+)?)?Z?)?")
_LAST_DAY = 2_958_465  # 31 December 9999, the last that Excel has
_LAST_OF_FEBRUARY = 60  # Excel takes 1900 for a leap year: this is its 29 February, which never was
_DAYS_TO_1904 = 1462
_DAY_ZERO = date(1899, 12, 30)
# A tenth of a second, which arithmetic with times may leave behind.
_NEARLY = Decimal("0.000001")
# Excel keeps fifteen digits of a number: of a longer one the last are lost.
_KEPT_DIGITS = Decimal(10) ** 15


class Doubt(Enum):
    """Why it is not certain what a cell means; each stops the extract, in its own words."""

    ERROR = auto()
    UNCOMPUTED = auto()
    TIME_OF_DAY = auto()  # a day has a time of day too, and may be the day before or after
    BARE_NUMBER = auto()  # a number where a day is due
    SHOWN_AS_DAY = auto()  # a day or time where none is due: Excel makes one of `1-2`
    SHOWN_AS_PERCENT = auto()
    LOST_DIGITS = auto()
    MERGED = auto()
    HIDDEN_ROW = auto()
    HIDDEN_COLUMN = auto()


def _read_number(cell: Cell) -> Decimal | None:
    """The number in a cell, exactly as saved; None where what is saved is no number. Called for each cell that the
    workbook marks as a number, when the cell is written as text and when it is asked whether its meaning is in
    doubt."""
    return Decimal(cell.text) if _NUMBER.fullmatch(cell.text) else None


def _count_days(number: Decimal, *, from_1900: bool) -> date | None:
    """The day that a day number stands for, without its time; None where there is none, as for 0 and for 29 February
    1900. Called for numbers that are shown as days. from_1900: whether the workbook counts days from 1900; False for
    old ones from Macs, which count from 1904."""
    whole = int(number + _NEARLY)
    if not from_1900:
        whole += _DAYS_TO_1904
    elif 0 < whole < _LAST_OF_FEBRUARY:
        whole += 1
    elif whole == _LAST_OF_FEBRUARY:
        return None
    return _DAY_ZERO + timedelta(days=whole) if 1 < whole <= _LAST_DAY else None


def _has_time(number: Decimal) -> bool:
    """Whether a number by which Excel writes a day has a time of day too, as decimals. Called for the numbers in a
    workbook's columns of days."""
    return abs(number - number.to_integral_value()) > _NEARLY


def format_number(number: Decimal) -> str:
    """A number as text, with a decimal comma and at most four decimals but never just three, because `50,935` as text
    could also mean 50935: it is `50,9350`. Called for each cell with a number that is not written as a day."""
    # A frame keeps four decimals; Excel's own arithmetic leaves noise in the fifteenth digit.
    whole, _, decimals = f"{number:.4f}".partition(".")
    if decimals == "0000":
        return "0" if whole == "-0" else whole
    return f"{whole},{decimals if decimals[2] != '0' else decimals.rstrip('0')}"


def format_cell(cell: Cell, *, from_1900: bool) -> str:
    """A cell as a CSV file would have it: a decimal comma, ISO days, no `.0` on whole numbers, `Ja` or `Nej` for a
    truth value.

    Called for the cells of the heading, of the source's columns and of possible footnotes. An error, an uncomputed
    formula or a number that cannot be read becomes `#FEJL`, which only a column of text accepts. from_1900: whether the
    workbook counts days from 1900, and not from 1904 as old ones from Macs do.
    """
    if cell.kind is Kind.TEXT:
        return cell.text
    if cell.kind is Kind.BOOLEAN:
        return "Ja" if cell.text in ("1", "true") else "Nej"
    if cell.kind is Kind.ISO_DAY:
        day = _ISO_DAY.fullmatch(cell.text)
        return day[1] if day else cell.text
    number = _read_number(cell) if cell.kind is Kind.NUMBER else None
    if number is None:
        return "#FEJL"
    if cell.shown is Shown.DAY and (found := _count_days(number, from_1900=from_1900)):
        return found.isoformat()
    return format_number(number)


def find_doubt(cell: Cell, column: Column) -> Doubt | None:
    """Why it is not certain what a cell means in a column of the source; None for one that is plain to read, whether or
    not it is a value of the column. Called for each filled cell of a column that is read."""
    if cell.kind in (Kind.TEXT, Kind.BOOLEAN):
        return None
    if cell.kind is Kind.UNCOMPUTED:
        return Doubt.UNCOMPUTED
    if cell.kind is Kind.ISO_DAY:
        if column.type not in _DAYS:
            return Doubt.SHOWN_AS_DAY
        return None if _ISO_DAY.fullmatch(cell.text) else Doubt.TIME_OF_DAY
    number = _read_number(cell) if cell.kind is Kind.NUMBER else None
    if number is None:
        return Doubt.ERROR
    if column.type in _DAYS:
        if cell.shown is not Shown.DAY:
            return Doubt.BARE_NUMBER
        return Doubt.TIME_OF_DAY if _has_time(number) else None
    if cell.shown in (Shown.DAY, Shown.TIME):
        return Doubt.SHOWN_AS_DAY
    if cell.shown is Shown.PERCENT:
        return Doubt.SHOWN_AS_PERCENT
    return Doubt.LOST_DIGITS if column.type is Type.TEXT and abs(number) >= _KEPT_DIGITS else None
