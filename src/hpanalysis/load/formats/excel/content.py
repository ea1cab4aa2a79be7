"""What a file is by its content, whatever its name says."""

from __future__ import annotations

import zipfile
from enum import Enum, auto
from pathlib import Path

_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # .xls files, and every workbook with a password, begin so
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_ZIP = b"PK\x03\x04"
# By the beginning of the file, in small letters, when what an editor may put before it is taken off.
_BEGINNINGS = {
    b"%pdf": "PDF",
    b"<!doctype html": "HTML",
    b"<html": "HTML",
    b"<table": "HTML",
    b"<meta": "HTML",
    b"<?xml": "XML",
}
_BEFORE = b"\xef\xbb\xbf \t\r\n"
_LONGEST = 4096


class Content(Enum):
    """What a file is that is named as a workbook; all but the first are refused, each in its own words."""

    WORKBOOK = auto()
    EMPTY = auto()
    LOCKED = auto()  # it has a password
    OLD_EXCEL = auto()  # .xls
    BINARY_EXCEL = auto()  # .xlsb
    OPEN_DOCUMENT = auto()  # .ods
    OTHER_PACKAGE = auto()  # a zip of something else: a document, a presentation, files
    PAGE = auto()  # HTML or XML, which many systems call Excel
    PDF = auto()
    TEXT = auto()  # a CSV file by another name
    TOO_LARGE = auto()
    UNREADABLE = auto()


def _recognise_package(path: Path) -> Content:
    """What a zip holds, by the names in it. Called by `recognise_content` for a delivered file that begins as a zip,
    because a workbook (.xlsx) is a zip too. A torn zip is unreadable."""
    try:
        with zipfile.ZipFile(path) as packed:
            names = {name.replace("\\", "/").lstrip("/").casefold() for name in packed.namelist()}
    except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError):
        return Content.UNREADABLE
    if "xl/workbook.bin" in names:
        return Content.BINARY_EXCEL
    if {"mimetype", "content.xml"} <= names:
        return Content.OPEN_DOCUMENT
    # The main part may have any name; what lists the parts may not.
    is_office = "[content_types].xml" in names and not any(n.startswith(("word/", "ppt/")) for n in names)
    return Content.WORKBOOK if is_office else Content.OTHER_PACKAGE


def _is_text(beginning: bytes) -> bool:
    """Whether a file begins as text: with the mark of UTF-16, or without the control characters that text never has.
    Called for a delivered file that is not what its name says (a workbook, or the text of a .csv) and begins as no
    other known kind of file. beginning: its first bytes."""
    return beginning.startswith((b"\xff\xfe", b"\xfe\xff")) or not any(sign < 9 or 13 < sign < 32 for sign in beginning)


def recognise_content(path: Path) -> Content:
    """What a file is, by how it begins and by what is in it. Called for each delivered file that is named as a
    workbook, and for one that is named .csv and is no text. `UNREADABLE` for one that is nothing known, or that is torn
    within its first bytes."""
    with path.open("rb") as file:
        beginning = file.read(_LONGEST)
        if beginning.startswith(_COMPOUND):
            return Content.LOCKED if _ENCRYPTED in beginning + file.read() else Content.OLD_EXCEL
    if not beginning:
        return Content.EMPTY
    if beginning.startswith(_ZIP):
        return _recognise_package(path)
    shown = beginning.lstrip(_BEFORE).lower()
    for start, kind in _BEGINNINGS.items():
        if shown.startswith(start):
            return Content.PDF if kind == "PDF" else Content.PAGE
    is_torn = any(whole.startswith(beginning) for whole in (_ZIP, _COMPOUND))
    return Content.TEXT if _is_text(beginning) and not is_torn else Content.UNREADABLE
