"""The text of a cell -> its value, by the column's type. A text that the type does not allow raises `ValueError`.

The errors carry no message: `columns.read_cells` turns them into a `Stop`, which must not show the text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from decimal import Decimal

from hpanalysis.definitions.model import Column, Type
from hpanalysis.text_encoding import remove_widthless

_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_DANISH = re.compile(r"([0-9]{1,2})([-.])([0-9]{1,2})\2([0-9]{4})")
_NAMED = re.compile(r"([0-9]{1,2})\. ?([a-z]+) ([0-9]{4})")
_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})(?:-01)?")
_DANISH_MONTH = re.compile(r"([0-9]{1,2})-([0-9]{4})")
_NAMED_MONTH = re.compile(r"([a-z]+) ([0-9]{4})")
# Many systems write a day as its first moment; any other time of day may be another day's, by a time zone.
_MIDNIGHT = re.compile(r"[ T]00[:.]00(?:[:.]00(?:[.,]0+)?)?$")
_YEAR = re.compile(r"[0-9]{4}")
# 18 digits always fit an int64, and 14 digits before the comma with 4 after it fit a decimal(18, 4).
_INTEGER = re.compile(r"-?[0-9]{1,18}")
_DECIMAL = re.compile(r"-?[0-9]{1,14}(,[0-9]{1,4})?")
# Three digits after a comma or a point are decimals to some and thousands to others; after a lone 0 they are decimals.
_TWO_READINGS = re.compile(r"-?[1-9][0-9]{0,2}[.,][0-9]{3}")
_THOUSANDS = re.compile(r"(-?[0-9]{1,3}(?:\.[0-9]{3})+)(,[0-9]+)?")
# What a spreadsheet saves for a cell that is too narrow, for an error (#REF!, #I/T), and for a number of many digits,
# of which most are lost.
_NOT_THE_TEXT = re.compile(r"#+|#[A-ZÆØÅ]+[A-ZÆØÅ/0-9]*[!?]?|-?[0-9](?:[.,][0-9]+)?E\+[0-9]{2,3}")
_MONTH_NAMES = "januar februar marts april maj juni juli august september oktober november december"
_MONTH_NUMBERS = {name: str(number) for number, name in enumerate(_MONTH_NAMES.split(), start=1)}
# A year outside these is a slip of the keyboard, not a date in an extract.
_FIRST_YEAR, _LAST_YEAR = 1900, 2100


class TwoReadings(ValueError):
    """A text that is one number to some and another to others: `50,935`. Raised by the readers of counts, and told by
    `columns.read_cells` in words of its own."""


def normalise_text(text: str) -> str:
    """The text with each letter in its composed Unicode form (NFC), single, plain spaces, and no signs without width;
    "" where it is blank. Called on the cells and headings of an extract before they are read, compared or named, and on
    the texts of the plan and the definitions that they are compared with."""
    return " ".join(unicodedata.normalize("NFC", remove_widthless(text)).split())


def fold_text(text: str) -> str:
    """The form in which headings, codes and names are compared: upper case and extra spaces do not count. Called by the
    modules of `load` on both texts of each comparison."""
    return normalise_text(text).casefold()


def spell_case_number(text: str) -> str:
    """The one spelling of a case's number: `u-00092`, `U 92` and `U00092` are all `U-92`. Called on each distinct cell
    of a column that tells cases apart, so that a case that stands twice is seen. Capitals, signs between letters and
    digits, leading noughts and the `.0` of a spreadsheet do not count."""
    parts = re.findall(r"[^\W\d_]+|[0-9]+", re.sub(r"^([0-9]+)[.,](?:00?|0{4,})$", r"\1", text.upper()))
    return "-".join(part.lstrip("0") or "0" if part.isdecimal() else part for part in parts) or text


def _require_match(pattern: re.Pattern[str], text: str) -> re.Match[str]:
    """Match the whole text with the pattern; raises `ValueError` where it does not match. Called when the text of a
    cell is read as a number, date, month or year."""
    match = pattern.fullmatch(text)
    if match is None:
        raise ValueError
    return match


def _build_date(year: str, month: str, day: str) -> date:
    """The date of a year, a month and a day given as digits. Called for each distinct cell of a date, month or year
    column. `ValueError` for a day that is in no calendar, or a year before 1900 or after 2100."""
    if not _FIRST_YEAR <= int(year) <= _LAST_YEAR:
        raise ValueError
    return date(int(year), int(month), int(day))


def _find_month_number(name: str) -> str:
    """The number, as text, of a month given by its Danish name in small letters: `marts` -> "3"; `ValueError` for any
    other word. Called for each distinct cell that names its month."""
    if (number := _MONTH_NUMBERS.get(name)) is None:
        raise ValueError
    return number


def _read_date(text: str) -> date:
    """Read a cell of a date column: `2026-03-01`, `1-3-2026`, `1.3.2026` or `1. marts 2026`, with midnight after it or
    not; `ValueError` for any other text. Called for each distinct cell of such a column that is not blank."""
    text = _MIDNIGHT.sub("", text)
    if iso := _ISO.fullmatch(text):
        return _build_date(iso[1], iso[2], iso[3])
    if named := _NAMED.fullmatch(text.casefold()):
        return _build_date(named[3], _find_month_number(named[2]), named[1])
    danish = _require_match(_DANISH, text)
    return _build_date(danish[4], danish[3], danish[1])


def _read_month(text: str) -> date:
    """Read a cell of a month column, `2026-03`, `2026-03-01`, `3-2026` or `marts 2026`, as the first day of the month;
    `ValueError` for any other text. Called for each distinct cell of such a column that is not blank."""
    text = _MIDNIGHT.sub("", text)
    if danish := _DANISH_MONTH.fullmatch(text):
        return _build_date(danish[2], danish[1], "1")
    if named := _NAMED_MONTH.fullmatch(text.casefold()):
        return _build_date(named[2], _find_month_number(named[1]), "1")
    iso = _require_match(_MONTH, text)
    return _build_date(iso[1], iso[2], "1")


def _read_year(text: str) -> date:
    """Read a cell of a year column, such as `2026`, as 1 January of the year; `ValueError` for anything but a year of
    four digits from 1900 to 2100. Called for each distinct cell of such a column that is not blank."""
    return _build_date(_require_match(_YEAR, text)[0], "1", "1")


def _make_code_reader(codes: dict[str, str]) -> Callable[[str], str]:
    """Make the function that reads the cells of a code column: it turns a label into its code, and raises `ValueError`
    for any other text. Called once for each code column that is read. codes: label as it stands in a file -> code, from
    the column's definition; upper case and extra spaces do not count."""
    code_by_label = {fold_text(label): code for label, code in codes.items()}

    def read(text: str) -> str:
        """The code of a label in `codes`; `ValueError` where there is none. Called for each distinct cell of the
        column."""
        if (code := code_by_label.get(fold_text(text))) is None:
            raise ValueError
        return code

    return read


def _read_text(text: str) -> str:
    """Read a cell of a text column: the text itself; `ValueError` where a spreadsheet has put something else in its
    place. Called for each distinct cell of such a column that is not blank."""
    if _NOT_THE_TEXT.fullmatch(text):
        raise ValueError
    return text


_READERS: dict[Type, Callable[[str], object]] = {
    Type.TEXT: _read_text,
    Type.INTEGER: lambda text: int(_require_match(_INTEGER, text)[0]),
    Type.DECIMAL: lambda text: Decimal(_require_match(_DECIMAL, text)[0].replace(",", ".")),
    Type.DATE: _read_date,
    Type.MONTH: _read_month,
    Type.YEAR: _read_year,
}


def _accept_thousands_points(read: Callable[[str], object]) -> Callable[[str], object]:
    """Make a reader of numbers that also takes `1.204`: a point before each group of three digits, and nowhere else.
    Called by `find_reader` for a column whose definition says that its numbers may have such points. read: the reader
    of numbers without points. `1.5` is still refused, because it could be one and a half as well as a slip."""

    def read_number(text: str) -> object:
        """The number of a cell, after its thousands points are taken out; `ValueError` for a text that is no number.
        Called for each distinct cell of the column."""
        if grouped := _THOUSANDS.fullmatch(text):
            text = grouped[1].replace(".", "") + (grouped[2] or "")
        return read(text)

    return read_number


def _refuse_two_readings(read: Callable[[str], object]) -> Callable[[str], object]:
    """Make a reader of counts that raises `TwoReadings` for `50,935`, which may be 50935 or 50 and a fraction. Called
    by `find_reader` for a column of whole numbers, or one that is declared to be counted. read: the reader of numbers,
    used for every other text."""

    def read_count(text: str) -> object:
        """The number of a cell; `TwoReadings` for a text that may be two numbers. Called for each distinct cell."""
        if _TWO_READINGS.fullmatch(text):
            raise TwoReadings
        return read(text)

    return read_count


def find_reader(column: Column) -> Callable[[str], object]:
    """The function that reads a column's cells, by the column's type. It takes a text that is not blank and returns the
    value. Called for each column that is kept when an extract is read, and to tell the last rows of an Excel sheet from
    footnotes. It raises `ValueError` for a text that has no value of the column's type."""
    if column.type is Type.CODE:
        return _make_code_reader(column.codes)
    read = _READERS[column.type]
    if column.type is Type.INTEGER or column.counted:
        read = _refuse_two_readings(read)
    return _accept_thousands_points(read) if column.thousands_point else read
