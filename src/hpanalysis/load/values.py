"""Text of a cell -> its value, by the column's type. What a type does not allow raises `ValueError`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pyarrow as pa

from hpanalysis.definitions.model import Column, Type

ARROW_TYPES = {
    Type.TEXT: pa.string(),
    Type.CODE: pa.string(),
    Type.INTEGER: pa.int64(),
    Type.DECIMAL: pa.decimal128(18, 4),
    Type.DATE: pa.date32(),
    Type.MONTH: pa.date32(),
    Type.YEAR: pa.date32(),
}

_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_DANISH = re.compile(r"([0-9]{1,2})-([0-9]{1,2})-([0-9]{4})")
_NAMED = re.compile(r"([0-9]{1,2})\. ?([a-z]+) ([0-9]{4})")
_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})(?:-01)?")
_DANISH_MONTH = re.compile(r"([0-9]{1,2})-([0-9]{4})")
_NAMED_MONTH = re.compile(r"([a-z]+) ([0-9]{4})")
_YEAR = re.compile(r"[0-9]{4}")
_INTEGER = re.compile(r"-?[0-9]{1,18}")
_DECIMAL = re.compile(r"-?[0-9]{1,14}(,[0-9]{1,4})?")
_THOUSANDS = re.compile(r"(-?[0-9]{1,3}(?:\.[0-9]{3})+)(,[0-9]+)?")
_MONTH_NAMES = "januar februar marts april maj juni juli august september oktober november december"
_MONTH_NUMBERS = {name: str(number) for number, name in enumerate(_MONTH_NAMES.split(), start=1)}
_FIRST_YEAR, _LAST_YEAR = 1900, 2100


def normalise_text(text: str) -> str:
    """A cell's text with one form of each letter and single, plain spaces."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def fold_text(text: str) -> str:
    """The form in which headings, codes and names are compared: case and spaces do not count."""
    return normalise_text(text).casefold()


def _require_match(pattern: re.Pattern, text: str) -> re.Match:
    found = pattern.fullmatch(text)
    if found is None:
        raise ValueError
    return found


def _build_date(year: str, month: str, day: str) -> date:
    if not _FIRST_YEAR <= int(year) <= _LAST_YEAR:
        raise ValueError
    return date(int(year), int(month), int(day))


def _find_month_number(month: str) -> str:
    if (number := _MONTH_NUMBERS.get(month)) is None:
        raise ValueError
    return number


def _read_date(text: str) -> date:
    if iso := _ISO.fullmatch(text):
        return _build_date(*iso.groups())
    if named := _NAMED.fullmatch(text.casefold()):
        day, month, year = named.groups()
        return _build_date(year, _find_month_number(month), day)
    day, month, year = _require_match(_DANISH, text).groups()
    return _build_date(year, month, day)


def _read_month(text: str) -> date:
    if danish := _DANISH_MONTH.fullmatch(text):
        return _build_date(danish[2], danish[1], "1")
    if named := _NAMED_MONTH.fullmatch(text.casefold()):
        return _build_date(named[2], _find_month_number(named[1]), "1")
    return _build_date(*_require_match(_MONTH, text).groups(), "1")


def _read_year(text: str) -> date:
    return _build_date(_require_match(_YEAR, text)[0], "1", "1")


def _make_code_reader(codes: dict[str, str]) -> Callable[[str], str]:
    known = {fold_text(label): code for label, code in codes.items()}

    def read(text: str) -> str:
        if (code := known.get(fold_text(text))) is None:
            raise ValueError
        return code

    return read


_READERS: dict[Type, Callable[[str], object]] = {
    Type.TEXT: str,
    Type.INTEGER: lambda text: int(_require_match(_INTEGER, text)[0]),
    Type.DECIMAL: lambda text: Decimal(_require_match(_DECIMAL, text)[0].replace(",", ".")),
    Type.DATE: _read_date,
    Type.MONTH: _read_month,
    Type.YEAR: _read_year,
}


def _accept_thousands_points(read: Callable[[str], object]) -> Callable[[str], object]:
    """A reader that also takes `1.204`: a point before each three digits, and nowhere else."""

    def number(text: str) -> object:
        if grouped := _THOUSANDS.fullmatch(text):
            text = grouped[1].replace(".", "") + (grouped[2] or "")
        return read(text)

    return number


def find_reader(column: Column) -> Callable[[str], object]:
    """The reader of a column's cells: a text that is not blank in, its value out, `ValueError` if it has none."""
    if column.type is Type.CODE:
        return _make_code_reader(column.codes)
    read = _READERS[column.type]
    return _accept_thousands_points(read) if column.thousands_point else read
