"""Opens a workbook with care and reads its sheets.

A file that is no workbook, that has a password, or that would fill the memory when unpacked, is refused.
"""

from __future__ import annotations

import zipfile
import zlib
from dataclasses import dataclass, field
from pathlib import Path

from hpanalysis.load.formats.excel.content import Content, recognise_content
from hpanalysis.load.formats.excel.number_formats import read_formats
from hpanalysis.load.formats.excel.parts import Parts, Related
from hpanalysis.load.formats.excel.shared_strings import read_shared_strings
from hpanalysis.load.formats.excel.sheet import Cell, Sheet, Shown
from hpanalysis.load.formats.excel.sheet_xml import Budget, SheetReader
from hpanalysis.load.formats.excel.xml_events import Attributes, Malformed, TooLarge, find_attribute, parse_part

_TRUE = ("1", "true", "on")


@dataclass
class _Contents:
    """What a workbook says of itself: its sheets, and how its numbers are to be taken. Made by `_read_contents`."""

    sheets: list[tuple[str, str, str]] = field(default_factory=list)  # name, state and id of each, in order
    from_1900: bool = True  # see `Sheet`
    recalculated: bool = False  # see `SheetReader`


def _read_contents(parts: Parts, name: str) -> _Contents:
    """Read the part (a file in the workbook's zip) that lists the sheets: their names, states and ids, whether day
    numbers count from 1900, and whether Excel is to compute all values on opening. Called once a workbook. name: the
    part's. `Malformed` for what is no XML."""
    contents = _Contents()

    def start(tag: str, attributes: Attributes) -> None:
        """Note what an opening tag tells of a sheet or the workbook. Called for each opening tag of the part."""
        if tag == "sheet":
            state = attributes.get("state", "visible")
            contents.sheets.append((attributes.get("name", ""), state, find_attribute(attributes, "id") or ""))
        elif tag == "workbookPr":
            contents.from_1900 = attributes.get("date1904", "").strip().casefold() not in _TRUE
        elif tag == "calcPr":
            contents.recalculated = attributes.get("fullCalcOnLoad", "").strip().casefold() in _TRUE

    parse_part(parts.unpack(name), start, lambda tag: None)
    return contents


def _find_one(related: dict[str, Related], kind: str, parts: Parts) -> str | None:
    """The name of the part (a file in the workbook's zip) of a kind that a workbook has at most once; None if there is
    none. Called when a workbook is opened, for its main part, its texts and its styles. related: the id of a reference
    -> the part, as `Parts.find_related` gives it. kind: such as `styles`."""
    return next((each.name for each in related.values() if each.kind == kind and each.name in parts), None)


def _read_parts(parts: Parts) -> list[Sheet]:
    """Every sheet of cells in an opened workbook, in order. Called once a workbook. Sheets of a chart are left out.
    Raises `Malformed` where a part is missing or not as it should be, and `TooLarge`."""
    main = _find_one(parts.find_related(""), "officeDocument", parts) or "/xl/workbook.xml"
    contents, related = _read_contents(parts, main), parts.find_related(main)
    strings: list[Cell] = []
    formats: list[Shown] = []
    if name := _find_one(related, "sharedStrings", parts):
        strings = read_shared_strings(parts.unpack(name))
    if name := _find_one(related, "styles", parts):
        formats = read_formats(parts.unpack(name))
    budget, sheets = Budget(), []
    for number, (title, state, key) in enumerate(contents.sheets, start=1):
        if key not in related:
            raise Malformed
        if related[key].kind != "worksheet":
            continue
        reader = SheetReader(strings, formats, budget, recalculated=contents.recalculated)
        parse_part(parts.unpack(related[key].name), reader.start, reader.end, reader.add)
        sheets.append(
            Sheet(
                name=title,
                number=number,
                visible=state == "visible",
                rows=reader.rows,
                merged=reader.merged,
                hidden_columns=reader.hidden_columns,
                from_1900=contents.from_1900,
            )
        )
    return sheets


def read_sheets(path: Path) -> list[Sheet] | Content:
    """Every sheet of a workbook, or, where there is none to read, what the file is instead. Called by `ExcelFile` when
    a delivered file that ends in .xlsx is opened."""
    if (content := recognise_content(path)) is not Content.WORKBOOK:
        return content
    try:
        with zipfile.ZipFile(path) as packed:
            return _read_parts(Parts(packed, path.stat().st_size))
    except TooLarge:
        return Content.TOO_LARGE
    except (Malformed, zipfile.BadZipFile, zlib.error, OSError, EOFError):
        return Content.UNREADABLE
    except (
        ValueError,
        RuntimeError,
        NotImplementedError,
    ):  # of zipfile, for a part with a password or packed otherwise
        return Content.UNREADABLE
