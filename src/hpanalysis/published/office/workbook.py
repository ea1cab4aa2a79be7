"""tabeller.xlsx as a reader sees it: sheets of cells that are a text or a number, and nothing else.

Only the form that the program writes is read: shared texts and numbers, no formula, no hidden sheet, row or column, no
number format that could show something else than the number. Anything else is `Malformed`.

Source: ECMA-376, Office Open XML File Formats, 5th edition, part 1, 18 (SpreadsheetML).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from xml.etree.ElementTree import Element

from hpanalysis.published.office.parts import Malformed, list_texts, parse_part, read_parts

Value = str | Decimal

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_PARTS = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|docProps/(?:app|core)\.xml"
    r"|xl/(?:workbook|styles|sharedStrings|metadata)\.xml|xl/_rels/workbook\.xml\.rels|xl/theme/theme1\.xml"
    r"|xl/worksheets/sheet\d+\.xml|xl/worksheets/_rels/sheet\d+\.xml\.rels|xl/tables/table\d+\.xml"
)
# What a sheet may have beside its cells, and which of that holds texts.
_AROUND = re.compile(
    r"sheetPr|dimension|sheetViews|sheetFormatPr|cols|sheetData|hyperlinks|printOptions|pageMargins|pageSetup"
    r"|headerFooter|tableParts|ignoredErrors"
)
_WITH_TEXTS = ("headerFooter", "hyperlinks")
_NAMED_PLACES = "_xlnm."  # what is printed, and the rows that each printed page repeats
_CELL = re.compile(r"([A-Z]{1,3})([1-9]\d{0,5})")
# Digits, their group, decimals and signs: what shows the number itself and no other.
_FORMAT = re.compile(r"[#0,.+\-;\u2212]+|General|@")
_BUILT_IN_FORMATS = frozenset({"0", "1", "2", "3", "4", "49"})


@dataclass(frozen=True)
class Sheet:
    """A sheet of a workbook. cells: (row, column), both from 1 -> text or number. tables: of each table in it, where it
    lies (`A4:AB90`), and the heads of its columns."""

    name: str
    cells: dict[tuple[int, int], Value]
    tables: tuple[tuple[str, tuple[str, ...]], ...]
    around: tuple[str, ...]  # the texts in no cell: of the printed pages' feet and of links


@dataclass(frozen=True)
class Workbook:
    """A workbook that was read. about: the texts that stand in no sheet, such as its title."""

    sheets: tuple[Sheet, ...]
    about: tuple[str, ...]


def number_column(letters: str) -> int:
    """The number of a column by its letters, from 1: 28 for `AB`. Called for each cell."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def read_workbook(data: bytes) -> Workbook:
    """A workbook from its bytes; `Malformed` where it has anything that the program does not write. Called by the
    auditor and by `hpanalysis verify` for each tabeller.xlsx."""
    parts = read_parts(data)
    if not all(_PARTS.fullmatch(name) for name in parts):
        raise Malformed
    _refuse_odd_formats(parse_part(parts, "xl/styles.xml"))
    shared, used = _read_shared_texts(parts), set[int]()
    sheets = tuple(_read_sheet(parts, name, part, shared, used) for name, part in _list_sheets(parts))
    if used != set(range(len(shared))):  # a text that stands in no cell
        raise Malformed
    about = list_texts(parse_part(parts, "docProps/core.xml")) + list_texts(parse_part(parts, "docProps/app.xml"))
    return Workbook(sheets, tuple(about))


def _refuse_odd_formats(styles: Element) -> None:
    """`Malformed` where a number format could show another number than the cell's, or hide it. Called once a
    workbook."""
    codes = [each.get("formatCode", "") for each in styles.iter(f"{_MAIN}numFmt")]
    declared = {each.get("numFmtId") for each in styles.iter(f"{_MAIN}numFmt")}
    asked = {each.get("numFmtId") for each in styles.iter(f"{_MAIN}xf")}
    if not all(_FORMAT.fullmatch(code) for code in codes) or asked - declared - _BUILT_IN_FORMATS - {None}:
        raise Malformed


def _read_shared_texts(parts: dict[str, bytes]) -> list[str]:
    """The texts that cells refer to by their places. Called once a workbook."""
    texts = []
    for item in parse_part(parts, "xl/sharedStrings.xml"):
        if [each.tag for each in item] != [f"{_MAIN}t"]:  # letters in several types, or hidden ones
            raise Malformed
        texts.append(item[0].text or "")
    return texts


def _list_sheets(parts: dict[str, bytes]) -> list[tuple[str, str]]:
    """Name and part of each sheet, in their order; `Malformed` for a hidden one. Called once a workbook."""
    relations = parse_part(parts, "xl/_rels/workbook.xml.rels")
    targets = {each.get("Id"): f"xl/{each.get('Target')}" for each in relations}
    sheets, workbook = [], parse_part(parts, "xl/workbook.xml")
    if any(not each.get("name", "").startswith(_NAMED_PLACES) for each in workbook.iter(f"{_MAIN}definedName")):
        raise Malformed
    for sheet in workbook.iter(f"{_MAIN}sheet"):
        if sheet.get("state") is not None:
            raise Malformed
        sheets.append((sheet.get("name", ""), targets[sheet.get(_RELATION)]))
    return sheets


def _read_sheet(parts: dict[str, bytes], name: str, part: str, shared: list[str], used: set[int]) -> Sheet:
    """A sheet with its cells and tables. Called for each sheet. used: the places of the shared texts that were met,
    which is added to."""
    root = parse_part(parts, part)
    if not all(_AROUND.fullmatch(each.tag.removeprefix(_MAIN)) for each in root):
        raise Malformed
    if any(each.get("hidden") is not None for tag in ("row", "col") for each in root.iter(f"{_MAIN}{tag}")):
        raise Malformed
    cells: dict[tuple[int, int], Value] = {}
    for cell in root.iter(f"{_MAIN}c"):
        value = _read_cell(cell, shared, used)
        place = _CELL.fullmatch(cell.get("r", ""))
        if place is None:
            raise Malformed
        if value is not None:
            cells[int(place[2]), number_column(place[1])] = value
    around = [text for tag in _WITH_TEXTS for each in root.iter(f"{_MAIN}{tag}") for text in list_texts(each)]
    return Sheet(name, cells, tuple(_list_tables(parts, part)), tuple(around))


def _read_cell(cell: Element, shared: list[str], used: set[int]) -> Value | None:
    """The text or the number of a cell; None for one that has a style alone. Called for each cell."""
    if not len(cell):
        return None
    if [each.tag for each in cell] != [f"{_MAIN}v"] or cell.get("t") not in (None, "n", "s"):
        raise Malformed
    written = cell[0].text or ""
    if cell.get("t") != "s":
        try:
            return Decimal(written)
        except InvalidOperation:
            raise Malformed from None
    if not written.isdecimal() or int(written) >= len(shared):
        raise Malformed
    used.add(int(written))
    return shared[int(written)]


def _list_tables(parts: dict[str, bytes], part: str) -> list[tuple[str, tuple[str, ...]]]:
    """Where each table of a sheet lies, and the heads of its columns. Called for each sheet."""
    folder, _, file = part.rpartition("/")
    relations = f"{folder}/_rels/{file}.rels"
    if relations not in parts:
        return []
    tables = []
    for relation in parse_part(parts, relations):
        target = relation.get("Target", "")
        if relation.get("TargetMode") is not None or not target.startswith("../tables/"):
            raise Malformed  # a picture, a note or an address outside
        table = parse_part(parts, f"xl/{target.removeprefix('../')}")
        heads = tuple(column.get("name", "") for column in table.iter(f"{_MAIN}tableColumn"))
        tables.append((table.get("ref", ""), heads))
    return tables
