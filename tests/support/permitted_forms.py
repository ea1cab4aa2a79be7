"""Extracts in any permitted form: as CSV or workbook, each cell in any spelling that means the same."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import xlsxwriter
from hypothesis import strategies as st

from extract_files import BOMS, DEPARTMENTS, SOURCES
from hpanalysis.definitions.model import Column, Personal, Source, Type
from planted.extract_table import Table

NAMES = "januar februar marts april maj juni juli august september oktober november december"
MONTHS = NAMES.split()
UNSEEN = ["", "", " ", "\u00a0", "\u200b", "\u00ad", "\ufeff"]
CPRS = ["010120-0001", "020118-0002", "030319-0003", "311299-0004", "150506-4321", "290200-5555"]
STREETS = ["Falkevej 13, 2. tv", "Storgade 4", "Falkevej 15", "Flyvervej 2, st. th", "Flyvervej 6", "Viborgvej 10 B"]
ACTIVITIES = ["Job til mor", "job_til_mor", "Fremmøde i skolen", "Brandkadet", "Social vicevært", "det_gode_liv"]
AREAS = ["Vangdalen", "Randers Kommune", "Energivej-området", "Glarbjergvej-området", "Gl. Jennumparken", "Hele landet"]
ROWS = 6

Spell = Callable[[str], str]


def _spell_day(text: str) -> list[str]:
    day = date.fromisoformat("-".join(reversed(text.split("-"))))
    return [
        text,
        day.isoformat(),
        f"{day:%d.%m.%Y}",
        f"{day.day}. {MONTHS[day.month - 1]} {day.year}",
        f"{day} 00:00:00",
    ]


def _spell_month(text: str) -> list[str]:
    year, month = text.split("-")
    return [text, f"{month}-{year}", f"{MONTHS[int(month) - 1]} {year}", f"{MONTHS[int(month) - 1].upper()} {year}"]


def _spell_organisation(name: str) -> list[str]:
    return [name, name.upper(), name.replace("&", "og"), name.replace("aa", "å"), f"{name}, Randers", f"{name} "]


def _spell_department(number: str) -> list[str]:
    return [
        number,
        f"0{number}",
        f"{number}.0",
        f"Afd. {number}",
        f"afdeling {number}",
        f" {number} ",
        f"{number} - Navnet",
    ]


def list_spellings(column: Column, text: str) -> list[str]:
    """The spellings of a cell that mean the same, its own first."""
    if not text:
        return ["", " ", "\u200b"]
    if column.personal is Personal.CPR:
        return [text, text.replace("-", ""), text.replace("-", " "), f" {text}"]
    if column.personal is Personal.ADDRESS:
        return [text, text.upper(), text.lower(), text.replace(" ", "  "), text.replace(" ", "\u00a0")]
    if column.type is Type.DATE:
        return _spell_day(text)
    if column.type is Type.MONTH:
        return _spell_month(text)
    if column.type is Type.CODE:
        return [text, text.upper(), text.lower(), f" {text} "]
    if column.type is Type.DECIMAL:
        return [text, text if "," in text else f"{text},0"]
    if column.name == "organisation":
        return _spell_organisation(text)
    if column.name == "afdeling":
        return _spell_department(text)
    if column.name in ("omraade", "aktivitet"):
        return [text, text.upper(), f" {text}"]
    return [text]


def _fill_column(column: Column, source: Source) -> list[str]:
    """A column of six sound cells."""
    if column.personal is Personal.CPR:
        return CPRS
    if column.personal is Personal.ADDRESS:
        return STREETS
    if column.name in DEPARTMENTS:
        return [DEPARTMENTS[column.name][n % 3] for n in range(ROWS)]
    if column.name == "omraade":
        return AREAS
    if column.name == "aktivitet":
        return ACTIVITIES
    filled = {
        Type.TEXT: [f"U-{n:05}" for n in range(ROWS)],
        Type.CODE: [[*column.codes][n % len(column.codes)] for n in range(ROWS)] if column.codes else [],
        Type.INTEGER: [str(9 + n) for n in range(ROWS)],
        Type.DECIMAL: ["3", "4,5", "0", "12", "7", "2,5"],
        Type.DATE: ["03-02-2025", "12-05-2025", "31-05-2025", "01-01-2025", "28-02-2025", "30-11-2025"],
        Type.MONTH: ["2025-01", "2025-02", "2025-03", "2025-10", "2025-11", "2025-12"],
        Type.YEAR: [str(2018 + n) for n in range(ROWS)],
    }[column.type]
    return filled if column.required else [*filled[:4], "", ""]


def make_sound_table(source: Source) -> Table:
    """A small sound extract of a source, each cell in its usual form."""
    columns = [_fill_column(column, source) for column in source.columns]
    return Table(
        source, [column.headings[0] for column in source.columns], [list(row) for row in zip(*columns, strict=True)]
    )


@dataclass(frozen=True, kw_only=True)
class Form:
    """How an extract is written."""

    order: tuple[int, ...]  # which column stands where
    workbook: bool
    delimiter: str
    encoding: str
    titles: tuple[str, ...]
    named: bool  # by a line `sep=`
    quoted: bool
    ending: str
    empty_rows: int  # after the last
    more_columns: int  # that no source has

    def save(self, folder: Path, source: Source, rows: list[list[str]]) -> Path:
        """Write the rows, the heading first, as this form has them."""
        table = [[row[n] for n in self.order] + [""] * self.more_columns for row in rows]
        table[0] = [*table[0][: len(self.order)], *(f"Andet {n}" for n in range(self.more_columns))]
        table = [*([title] for title in self.titles), *table, *([[]] * self.empty_rows)]
        path = folder / source.usual_file
        return self._save_workbook(path, table) if self.workbook else self._save_csv(path, table)

    def _save_workbook(self, path: Path, table: list[list[str]]) -> Path:
        path = path.with_suffix(".xlsx")
        with xlsxwriter.Workbook(path, {"strings_to_formulas": False}) as book:
            sheet = book.add_worksheet("Udtræk")
            for n, row in enumerate(table):
                for column, cell in enumerate(row):
                    sheet.write_string(n, column, cell) if cell else None
        return path

    def _save_csv(self, path: Path, table: list[list[str]]) -> Path:
        text = io.StringIO(newline="")
        quoting = csv.QUOTE_ALL if self.quoted else csv.QUOTE_MINIMAL
        csv.writer(text, delimiter=self.delimiter, quoting=quoting, lineterminator=self.ending).writerows(table)
        above = f"sep={self.delimiter}{self.ending}" if self.named else ""
        path = path.with_suffix(".csv")
        path.write_bytes(BOMS[self.encoding] + (above + text.getvalue()).encode(self.encoding))
        return path


@st.composite
def forms(draw: st.DrawFn, source: Source) -> Form:
    """Any form that an extract of the source may have."""
    return Form(
        order=tuple(draw(st.permutations(range(len(source.columns))))),
        workbook=draw(st.booleans()),
        delimiter=draw(st.sampled_from([";", ",", "\t"])),
        encoding=draw(st.sampled_from(list(BOMS))),
        titles=draw(st.sampled_from([(), (), ("Udtræk til helhedsplanen",), ("Udtræk", "")])),
        named=draw(st.booleans()),
        quoted=draw(st.booleans()),
        ending=draw(st.sampled_from(["\r\n", "\n"])),
        empty_rows=draw(st.integers(0, 3)),
        more_columns=draw(st.integers(0, 2)),
    )


def spell_otherwise(draw: st.DrawFn, table: Table, form: Form) -> list[list[str]]:
    """The table's heading and rows, each cell in any of its permitted spellings; columns that have been given another's
    heading, or texts that are no day, stay as they are."""
    by_heading = {heading: column for column in table.source.columns for heading in column.headings}
    columns = [by_heading[heading] for heading in table.headings]
    unseen = [sign for sign in UNSEEN if form.encoding != "cp1252" or form.workbook or sign in ("", " ", "\u00a0")]
    rows = [[draw(st.sampled_from(column.headings)) + draw(st.sampled_from(unseen)) for column in columns]]
    for row in table.rows:
        rows.append([_spell_cell(draw, column, cell, unseen) for column, cell in zip(columns, row, strict=True)])
    return rows


def _spell_cell(draw: st.DrawFn, column: Column, cell: str, unseen: list[str]) -> str:
    try:
        spellings = [text for text in list_spellings(column, cell) if "\u200b" not in text or "\u200b" in unseen]
    except (ValueError, IndexError):  # a fault has put a text here that is of another kind
        return cell
    return draw(st.sampled_from(spellings)) + (draw(st.sampled_from(unseen)) if cell else "")


EVERY_SOURCE = sorted(SOURCES)
