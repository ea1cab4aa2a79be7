"""Text of a cell -> its value, by the column's type. What a type does not allow raises `ValueError`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pyarrow as pa

from hpanalysis.definitions.model import Column, Type

ARROW = {
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
_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})(?:-01)?")
_YEAR = re.compile(r"[0-9]{4}")
_INTEGER = re.compile(r"-?[0-9]{1,18}")
_DECIMAL = re.compile(r"-?[0-9]{1,14}(,[0-9]{1,4})?")
_FIRST_YEAR, _LAST_YEAR = 1900, 2100


def plain(text: str) -> str:
    """A cell's text with one form of each letter and single, plain spaces."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def folded(text: str) -> str:
    """The form in which headings, codes and names are compared: case and spaces do not count."""
    return plain(text).casefold()


def _match(pattern: re.Pattern, text: str) -> re.Match:
    found = pattern.fullmatch(text)
    if found is None:
        raise ValueError
    return found


def _day(year: str, month: str, day: str) -> date:
    if not _FIRST_YEAR <= int(year) <= _LAST_YEAR:
        raise ValueError
    return date(int(year), int(month), int(day))


def _date(text: str) -> date:
    if iso := _ISO.fullmatch(text):
        return _day(*iso.groups())
    day, month, year = _match(_DANISH, text).groups()
    return _day(year, month, day)


def _month(text: str) -> date:
    return _day(*_match(_MONTH, text).groups(), "1")


def _year(text: str) -> date:
    return _day(_match(_YEAR, text)[0], "1", "1")


def _code(codes: dict[str, str]) -> Callable[[str], str]:
    known = {folded(label): code for label, code in codes.items()}

    def read(text: str) -> str:
        if (code := known.get(folded(text))) is None:
            raise ValueError
        return code

    return read


_READERS: dict[Type, Callable[[str], object]] = {
    Type.TEXT: str,
    Type.INTEGER: lambda text: int(_match(_INTEGER, text)[0]),
    Type.DECIMAL: lambda text: Decimal(_match(_DECIMAL, text)[0].replace(",", ".")),
    Type.DATE: _date,
    Type.MONTH: _month,
    Type.YEAR: _year,
}


def reader(column: Column) -> Callable[[str], object]:
    """The reader of a column's cells: a text that is not blank in, its value out, `ValueError` if it has none."""
    return _code(column.codes) if column.type is Type.CODE else _READERS[column.type]
