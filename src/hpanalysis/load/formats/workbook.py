"""Opens a workbook with care, before calamine is given it.

A file that is no workbook, that has a password, or that would fill the memory when unpacked, is refused.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path

import python_calamine

# A workbook of the usual sizes unpacks to a few MB, about ten times its own size; one beyond these bounds is no
# extract. Every workbook may unpack to SMALL bytes, however small it is itself.
MOST_UNPACKED = 200_000_000
MOST_TIMES = 200
SMALL = 5_000_000
# Calamine makes room for the rectangle that holds every cell: with one in the last row and column, 17 billion cells.
MOST_CELLS = 10_000_000

_OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # .xls files, and every workbook with a password, begin so
_CHUNK = 1 << 20
# The tags of rows and cells, in every spelling that calamine takes: of a tag missed here, the size is not guarded.
_TAG = re.compile(rb"<(?:[\w.-]+:)?(c|row)(?=[\s/>])([^<]*)")
_PLACE = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]*)([0-9]+)["']""")
_TYPE_ERROR = re.compile(rb"""\st\s*=\s*["']e["']""")
# Calamine makes room for as many strings as a workbook says it has, not for as many as come.
_COUNT = re.compile(rb"""[cC]ount\s*=\s*["']([0-9]+)""")
_YEAR_1904 = re.compile(rb'date1904="(?:1|true)"')

# The first and the last cell of a merged range, each as row and column from 0.
MergedRange = tuple[tuple[int, int], tuple[int, int]]


class Refusal(Enum):
    """Why a workbook is not opened; returned in place of its sheets, and turned into an error by `excel_file`."""

    LOCKED = auto()  # it has a password, or is of the old Excel format
    TOO_LARGE = auto()
    UNREADABLE = auto()


class ErrorCell(Enum):
    """The value put into a sheet's cell for #DIV/0! and other errors, which calamine gives as empty cells."""

    ERROR = "#FEJL"


@dataclass(frozen=True)
class Sheet:
    """A sheet of a workbook as calamine gives it, with its error cells marked. Made by `read_sheets`; read by
    `excel_file` and `sheet_table`, which look for the extract in it."""

    cells: list[list[object]]  # by row and column from 0; every row has the same length
    merged: list[MergedRange]
    from_1900: bool = True  # whether day numbers count from 1900, as they do but for old workbooks from Macs


def _unpack(packed: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """The content of one file in a workbook's zip, in chunks of a MB, to its true end. Called for each file in the zip,
    before the workbook is opened."""
    # The declared size may be a lie, and zipfile would stop reading there.
    entry.file_size = MOST_UNPACKED + 1
    with packed.open(entry) as file:
        while chunk := file.read(_CHUNK):
            yield chunk


def _parse_column_letters(letters: bytes) -> int:
    """The number of a column from its letters in capitals: `A` -> 1, `Z` -> 26, `AA` -> 27; no letters give 0. Called
    for each cell that says where it stands, when it is found out how much memory a workbook would take."""
    number = 0
    for letter in letters:
        number = 26 * number + letter - 64
    return number


class _PartScan:
    """Measures one file (part) of a workbook's zip while it is unpacked, before calamine reads it. Made by
    `_inspect_parts` for every part, as if each were a sheet, because the workbook itself says which parts are sheets.
    Rows and columns count from 1, but for the places in `errors`."""

    def __init__(self) -> None:
        """Begin with nothing scanned. Called for each file (part) of a workbook's zip."""
        self.rows, self.columns = 0, 0  # the last row and column that any cell stands in
        self.announced = 0  # the most strings that any tag says there are
        self.errors: set[tuple[int, int]] = set()  # the places of error cells, by row and column from 0
        self._row, self._column, self._rest = 0, 0, b""

    def add(self, chunk: bytes) -> None:
        """Scan the next chunk of a part's XML for cells and their errors; a tag that is cut off at the chunk's end is
        kept for the next one. Called for each chunk, in order."""
        text = self._rest + chunk
        last = max(text.rfind(b"<"), 0)
        for kind, attributes in _TAG.findall(text[:last]):
            self._add_tag(kind, attributes)
        self.announced = max([self.announced, *map(int, _COUNT.findall(text[:last]))])
        self._rest = text[last:]

    def _add_tag(self, kind: bytes, attributes: bytes) -> None:
        """Take in where a row or a cell stands, and whether the cell holds an error. A tag without a place follows the
        one before, as in calamine. Called for each such tag. kind: `row` or `c` (a cell). attributes: the rest of the
        tag."""
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
        """Whether reading the part would take too much memory: too many cells in their rectangle, too many strings
        announced, or a tag that never ends. Asked after each chunk; if so, the workbook is refused."""
        return max(self.rows * self.columns, self.announced) > MOST_CELLS or len(self._rest) > 4 * _CHUNK


@dataclass
class _Inspection:
    """What was learnt of a workbook that may be opened. Made by `_inspect_parts`, read when its sheets are."""

    errors: set[tuple[int, int]]  # the places, by row and column from 0, that hold an error in any of the sheets
    from_1900: bool = True  # see `Sheet`


def _inspect_parts(packed: zipfile.ZipFile, size: int) -> _Inspection | Refusal:
    """Unpack every part of a workbook's zip in chunks that are scanned and let go: where its errors are, and how it
    counts days. Called before the workbook is opened. size: of the packed workbook, in bytes. Returns
    `Refusal.TOO_LARGE` at the first bound on memory that is exceeded."""
    entries, unpacked, inspection = packed.infolist(), 0, _Inspection(set())
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
                inspection.from_1900 = False
        inspection.errors |= part.errors if "worksheets/" in entry.filename else set()
    return inspection


def _inspect_file(path: Path) -> _Inspection | Refusal:
    """Scan a workbook before calamine opens it: where its errors are and how it counts days, or why it is refused.
    Called once for each .xlsx file that is delivered."""
    with path.open("rb") as file:
        if file.read(len(_OLD_EXCEL)) == _OLD_EXCEL:
            return Refusal.LOCKED
    try:
        with zipfile.ZipFile(path) as packed:
            return _inspect_parts(packed, path.stat().st_size)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, RuntimeError, NotImplementedError):
        return Refusal.UNREADABLE


def _read_sheet(sheet: python_calamine.CalamineSheet, inspection: _Inspection) -> Sheet:
    """A sheet's cells, with `ErrorCell.ERROR` in each empty cell whose place has an error in any of the sheets. Called
    for each sheet of a workbook that was found safe to open. inspection: what was found."""
    cells: list[list[object]] = [list(row) for row in sheet.to_python(skip_empty_area=False)]
    for row, column in inspection.errors:
        if row < len(cells) and column < len(cells[row]) and cells[row][column] == "":
            cells[row][column] = ErrorCell.ERROR
    return Sheet(cells, sheet.merged_cell_ranges or [], inspection.from_1900)


def read_sheets(path: Path) -> list[Sheet] | Refusal:
    """Every sheet of a workbook, or why the workbook is refused: locked, too large or unreadable. Called by `ExcelFile`
    when a delivered file that ends in .xlsx is opened."""
    inspection = _inspect_file(path)
    if isinstance(inspection, Refusal):
        return inspection
    try:
        book = python_calamine.CalamineWorkbook.from_path(path)
        return [_read_sheet(book.get_sheet_by_index(index), inspection) for index in range(len(book.sheet_names))]
    except (OSError, ValueError, python_calamine.CalamineError):
        return Refusal.UNREADABLE
    except BaseException as error:  # calamine's panic is no Exception, and its own words must not end the run
        if type(error).__name__ != "PanicException":
            raise
        return Refusal.UNREADABLE
