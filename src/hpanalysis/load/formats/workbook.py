"""A workbook opened with care: what is no workbook, is locked, or would fill the memory is never given to calamine."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path

import python_calamine

# A workbook of the sizes met unpacks to a few MB, ten times its own size; one beyond these bounds is no extract.
MOST_UNPACKED = 200_000_000
MOST_TIMES = 200
SMALL = 5_000_000
# Calamine makes room for the rectangle that holds every cell: one in the last row and column is 17 billion.
MOST_CELLS = 10_000_000

_OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # .xls, and every workbook with a password
_CHUNK = 1 << 20
# The tags of rows and cells, as loosely as calamine takes them: a tag missed is memory not guarded.
_TAG = re.compile(rb"<(?:[\w.-]+:)?(c|row)(?=[\s/>])([^<]*)")
_PLACE = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]*)([0-9]+)["']""")
_TYPE_ERROR = re.compile(rb"""\st\s*=\s*["']e["']""")
# Room is made for as many strings as are announced, not for as many as come.
_COUNT = re.compile(rb"""[cC]ount\s*=\s*["']([0-9]+)""")
_YEAR_1904 = re.compile(rb'date1904="(?:1|true)"')


class Refusal(Enum):
    """Why a workbook is not opened."""

    LOCKED = auto()
    TOO_LARGE = auto()
    UNREADABLE = auto()


class ErrorCell(Enum):
    """What stands for #DIV/0! and its like, which calamine gives as empty cells."""

    ERROR = "#FEJL"


@dataclass(frozen=True)
class Sheet:
    """A sheet's cells by row and column from 0, as calamine gives them; merged: first and last cell of each.

    from_1900: whether a number of days counts from 1900, as in all but old workbooks of Macs.
    """

    cells: list[list[object]]
    merged: list[tuple[tuple[int, int], tuple[int, int]]]
    from_1900: bool = True


def _unpack(packed: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """The entry to its true end: the size it declares may be a lie."""
    entry.file_size = MOST_UNPACKED + 1
    with packed.open(entry) as file:
        while chunk := file.read(_CHUNK):
            yield chunk


def _parse_column_letters(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + letter - 64
    return number


class _PartScan:
    """What a part of a workbook, read piece by piece, tells before it is opened. Rows and columns from 1.

    Every part is read as if it were a sheet: which of them is one is for the workbook itself to say.
    """

    def __init__(self) -> None:
        self.rows, self.columns, self.announced = 0, 0, 0
        self.errors: set[tuple[int, int]] = set()
        self._row, self._column, self._rest = 0, 0, b""

    def add(self, chunk: bytes) -> None:
        text = self._rest + chunk
        last = max(text.rfind(b"<"), 0)  # a tag may go on in the next piece
        for kind, attributes in _TAG.findall(text[:last]):
            self._tag(kind, attributes)
        self.announced = max([self.announced, *map(int, _COUNT.findall(text[:last]))])
        self._rest = text[last:]

    def _tag(self, kind: bytes, attributes: bytes) -> None:
        """A row or cell that does not say where it stands follows the one before."""
        place = _PLACE.search(attributes)
        if kind == b"row":
            self._row, self._column = int(place[2]) if place else self._row + 1, 0
        else:
            self._row = int(place[2]) if place else self._row
            self._column = _parse_column_letters(place[1].upper()) if place else self._column + 1
            if _TYPE_ERROR.search(attributes):
                self.errors.add((self._row - 1, self._column - 1))
        self.rows, self.columns = max(self.rows, self._row), max(self.columns, self._column)

    @property
    def too_large(self) -> bool:
        """Whether the rectangle of all cells is, or what is announced, or a single tag that goes on and on."""
        return max(self.rows * self.columns, self.announced) > MOST_CELLS or len(self._rest) > 4 * _CHUNK


@dataclass
class _Inspection:
    """errors: the places, from 0, that hold an error in any of the sheets."""

    errors: set[tuple[int, int]]
    from_1900: bool = True


def _inspect_parts(packed: zipfile.ZipFile, size: int) -> _Inspection | Refusal:
    """Every part to its end, in pieces: nothing is kept that has no bound."""
    entries, unpacked, found = packed.infolist(), 0, _Inspection(set())
    most = min(MOST_UNPACKED, max(SMALL, MOST_TIMES * size))
    if sum(entry.file_size for entry in entries) > most:
        return Refusal.TOO_LARGE
    for entry in entries:
        part = _PartScan()
        for chunk in _unpack(packed, entry):
            unpacked += len(chunk)
            part.add(chunk)
            if unpacked > most or part.too_large:
                return Refusal.TOO_LARGE
            if entry.filename.endswith("/workbook.xml") and _YEAR_1904.search(chunk):
                found.from_1900 = False
        found.errors |= part.errors if "worksheets/" in entry.filename else set()
    return found


def _inspect_file(path: Path) -> _Inspection | Refusal:
    with path.open("rb") as file:
        if file.read(len(_OLD_EXCEL)) == _OLD_EXCEL:
            return Refusal.LOCKED
    try:
        with zipfile.ZipFile(path) as packed:
            return _inspect_parts(packed, path.stat().st_size)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, RuntimeError, NotImplementedError):
        return Refusal.UNREADABLE


def _read_sheet(sheet: python_calamine.CalamineSheet, inspected: _Inspection) -> Sheet:
    cells = sheet.to_python(skip_empty_area=False)
    for row, column in inspected.errors:
        if row < len(cells) and column < len(cells[row]) and cells[row][column] == "":
            cells[row][column] = ErrorCell.ERROR
    return Sheet(cells, sheet.merged_cell_ranges or [], inspected.from_1900)


def read_sheets(path: Path) -> list[Sheet] | Refusal:
    """Every sheet of a workbook, or why it is refused."""
    inspected = _inspect_file(path)
    if isinstance(inspected, Refusal):
        return inspected
    try:
        book = python_calamine.CalamineWorkbook.from_path(path)
        return [_read_sheet(book.get_sheet_by_index(index), inspected) for index in range(len(book.sheet_names))]
    except (OSError, ValueError, python_calamine.CalamineError):
        return Refusal.UNREADABLE
    except BaseException as error:  # a panic in calamine is no Exception, and must not end the run with its own words
        if type(error).__name__ != "PanicException":
            raise
        return Refusal.UNREADABLE
