"""Extracts as suppliers write them: the same rows in any format, and what a load of them gives or says."""

from __future__ import annotations

import csv
import io
import traceback
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

import shared_plans
from hpanalysis import load
from hpanalysis.definitions import catalogue
from hpanalysis.definitions.model import Source
from hpanalysis.errors import Stop
from hpanalysis.load.frame import Loaded, load_frame

PLAN = shared_plans.read(shared_plans.RANDERS)
KEY = load.Key(b"a key of this test")
SOURCES = catalogue.sources()
SECRETS = ("010120-0001", "0101200001", "Ida Demosen", "Falkevej 13", "Storgade 4", "020118")

# Cells of three rows that the plan can place; any other text stops a load.
DEPARTMENTS = {
    "organisation": ["Møllevænget & Storgaarden", "Lejerbo", "Randers Boligforening af 1940"],
    "afdeling": ["007", "104", "29"],
    "blok": ["7", "", "B"],
}

BOMS = {"utf-8": b"", "utf-8-sig": b"", "utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff", "cp1252": b""}


def csv_bytes(
    rows: Iterable[Sequence[str]], encoding: str = "utf-8-sig", delimiter: str = ";", **written: object
) -> bytes:
    """Rows of text as a CSV file, UTF-16 with its BOM. written: more of the writer's own settings."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, **{"lineterminator": "\r\n", **written}).writerows(rows)
    return BOMS[encoding] + text.getvalue().encode(encoding)


def saved(folder: Path, name: str, content: bytes) -> Path:
    (folder / name).write_bytes(content)
    return folder / name


def fill(
    book: xlsxwriter.Workbook, rows: Iterable[Sequence], sheet: str | None = None
) -> xlsxwriter.worksheet.Worksheet:
    """A sheet with the rows: dates as dates, text as text, None as nothing."""
    page, day = book.add_worksheet(sheet), book.add_format({"num_format": "dd-mm-yyyy"})
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            if isinstance(cell, date):
                page.write_datetime(number, column, cell, day)
            elif isinstance(cell, str):
                page.write_string(number, column, cell)
            elif cell is not None:
                page.write(number, column, cell)
    return page


def workbook(folder: Path, name: str, rows: Iterable[Sequence]) -> Path:
    """A workbook of one sheet; see `fill`."""
    with xlsxwriter.Workbook(folder / name) as book:
        fill(book, rows)
    return folder / name


def repacked(path: Path, entry: str, content: bytes) -> bytes:
    """The workbook with one of its parts replaced."""
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(path.with_suffix(".new"), "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, content if name == entry else old.read(name))
    return path.with_suffix(".new").read_bytes()


def part_of(path: Path, entry: str) -> bytes:
    """One of a workbook's parts."""
    with zipfile.ZipFile(path) as packed:
        return packed.read(entry)


def read(source: Source | str, *files: Path) -> Loaded:
    return load_frame(SOURCES[source] if isinstance(source, str) else source, list(files), PLAN, KEY)


def stopped(source: Source | str, *files: Path) -> str:
    """The message; and neither it nor the whole traceback, chained errors included, holds a person's value."""
    with pytest.raises(Stop) as caught:
        read(source, *files)
    error = caught.value
    shown = "".join(traceback.format_exception(error)) + repr(error.__context__) + repr(error.__cause__)
    assert not [secret for secret in SECRETS if secret in shown]
    assert error.__context__ is None
    return str(error)
