"""Extracts written in any of the forms that are permitted are read alike; with one silent fault in them they stop.

What is written is drawn by hypothesis: the form, the fault and its place. A fault is silent if the file still opens in
a spreadsheet and looks right there.
"""

from __future__ import annotations

import csv
import io
import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from xlsxwriter.worksheet import Worksheet

from extract_files import BOMS, read, saved, stopped
from slow_cases import keep_some_quick

HEADING = ["Indikator", "Valgdato", "Område", "Antal", "Ud af", "Spredning"]
AREAS = ["Vangdalen", "Randers Kommune", "Hele landet", "Glarbjergvej-området"]
DAY, AREA, COUNT, TOTAL = 1, 2, 3, 4
EXAMPLES = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])

NAMES = "januar februar marts april maj juni juli august september oktober november december"
MONTHS = NAMES.split()
DAY_TEXTS: list[Callable[[date], str]] = [
    lambda day: day.isoformat(),
    lambda day: f"{day:%d-%m-%Y}",
    lambda day: f"{day:%d.%m.%Y}",
    lambda day: f"{day.day}. {MONTHS[day.month - 1]} {day.year}",
    lambda day: f"{day.isoformat()} 00:00:00",
]
DAY_FORMATS = ["dd-mm-yyyy", "d. mmmm yyyy", "dd-mm-yyyy hh:mm", "[$-406]d. mmmm yyyy;@", "mmm-yy"]
NUMBER_FORMATS = ["General", "0", "#,##0", '0 "stk."']

Rows = list[list]


@st.composite
def tables(draw: st.DrawFn) -> Rows:
    """Rows of a table of votes, as values."""
    rows = []
    for area in draw(st.lists(st.sampled_from(AREAS), min_size=2, max_size=4, unique=True)):
        total = draw(st.integers(10, 99_999))
        day = draw(st.dates(date(2021, 1, 1), date(2025, 12, 31)))
        rows.append(["Stemt ved kommunalvalg", day, area, draw(st.integers(1, total)), total, None])
    return rows


def records(path: Path) -> list[tuple]:
    frame = read("valgdata", path).frame
    return sorted(zip(*(frame[name] for name in ("area_id", "periode", "numerator", "denominator")), strict=True))


def expected(folder: Path, rows: Rows) -> list[tuple]:
    text = [[str(cell) if cell is not None else "" for cell in row] for row in rows]
    content = "\n".join(";".join(line) for line in [HEADING, *text]).encode()
    return records(saved(folder, "expected.csv", content))


@dataclass
class Book:
    """A workbook that is being written, in a permitted form that is drawn; a fault may change any of it."""

    draw: st.DrawFn
    rows: Rows
    order: list[int] = field(default_factory=list)  # which column stands where
    top: int = 0  # the heading's row, from 0
    draft: tuple[Rows, bool] | None = None  # another sheet with this table, and whether it is hidden
    late: list[Callable[[Worksheet, xlsxwriter.Workbook], object]] = field(default_factory=list)
    widths: int = 6

    def at(self, row: int, column: int) -> tuple[int, int]:
        """Where a cell of the table stands in the sheet."""
        return self.top + 1 + row, self.order.index(column)

    def write(self, path: Path) -> Path:
        draw = self.draw
        with xlsxwriter.Workbook(path, {"date_1904": draw(st.booleans())}) as book:
            if draw(st.booleans()):
                book.add_worksheet("Læs mig").write_column(0, 0, ["Vejledning", "Antal", "Område"])
            if self.draft and draw(st.booleans()):
                self._write_draft(book)
            sheet = book.add_worksheet("Udtræk")
            for n in range(self.top):
                sheet.write(n, 0, f"Titel {n}")
            space = draw(st.sampled_from(["", " ", "\u00a0", "\u200b"]))
            for column, name in enumerate(HEADING):
                sheet.write(self.top, self.order.index(column), space + name + space)
            for n, row in enumerate(self.rows):
                for column, cell in enumerate(row):
                    self._write_cell(book, sheet, *self.at(n, column), cell)
            if draw(st.booleans()):
                sheet.write(self.top + len(self.rows) + 2, 0, "Kilde: Landsbyggefonden")
            if draw(st.booleans()):
                sheet.write_blank(1_048_575, 16_383, None, book.add_format({"bold": True}))
            if self.draft and book.get_worksheet_by_name("Udkast") is None:
                self._write_draft(book)
            sheet.activate()
            sheet.set_first_sheet()
            for change in self.late:
                change(sheet, book)
        return path

    def _write_draft(self, book: xlsxwriter.Workbook) -> None:
        rows, hidden = self.draft
        sheet = book.add_worksheet("Udkast")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, [str(cell) if isinstance(cell, date) else cell for cell in row])
        if hidden:
            sheet.hide()

    def _write_cell(self, book: xlsxwriter.Workbook, sheet: Worksheet, row: int, place: int, cell: object) -> None:
        draw = self.draw
        if isinstance(cell, date):
            if draw(st.booleans()):
                sheet.write_string(row, place, draw(st.sampled_from(DAY_TEXTS))(cell))
            else:
                sheet.write_datetime(
                    row, place, cell, book.add_format({"num_format": draw(st.sampled_from(DAY_FORMATS))})
                )
        elif isinstance(cell, int):
            style = book.add_format({"num_format": draw(st.sampled_from(NUMBER_FORMATS))})
            how = draw(st.sampled_from(["number", "text", "formula"]))
            if how == "number":
                sheet.write_number(row, place, cell, style)
            elif how == "text":
                sheet.write_string(row, place, f" {cell}\u00a0")
            else:
                sheet.write_formula(row, place, "=SUM(A1:A9)", style, cell)
        elif cell is not None:
            sheet.write_string(row, place, str(cell) + draw(st.sampled_from(["", " ", "\u00a0", "\u00ad"])))


@st.composite
def books(draw: st.DrawFn) -> Book:
    rows = draw(tables())
    order = draw(st.permutations(range(6)))
    draft = draw(st.sampled_from([None, ([HEADING, *rows[:-1]], True), ([HEADING[:2]], False)]))
    return Book(draw, rows, list(order), draw(st.integers(0, 3)), draft)


def _set(number_format: str, value: object, column: int):
    """A fault that writes a number in this format over a cell of the column."""

    def fault(book: Book, row: int) -> None:
        place = book.at(row, column)
        made = book.rows[row][column]
        number = value(made) if callable(value) else value
        book.late.append(
            lambda sheet, x: (
                sheet.write_datetime(*place, number, x.add_format({"num_format": number_format}))
                if isinstance(number, datetime)
                else sheet.write_number(*place, number, x.add_format({"num_format": number_format}))
            )
        )

    return fault


def _formula(value: object) -> Callable[[Book, int], None]:
    def fault(book: Book, row: int) -> None:
        place = book.at(row, book.draw(st.sampled_from([DAY, AREA, COUNT, TOTAL])))
        book.late.append(lambda sheet, _: sheet.write_formula(*place, "='Data'!A1", None, value))

    return fault


def _formulas_all_over(book: Book, row: int) -> None:
    for column in range(5):
        place = book.at(row, column)
        book.late.append(lambda sheet, _, place=place: sheet.write_formula(*place, "='Data'!A1", None, ""))


def _thousands(book: Book, row: int) -> None:
    place = book.at(row, book.draw(st.sampled_from([COUNT, TOTAL])))
    text = book.draw(st.sampled_from(["1,204", "50.935", "999,999"]))
    book.late.append(lambda sheet, _: sheet.write_string(*place, text))


def _hidden_row(book: Book, row: int) -> None:
    place = book.at(row, 0)
    book.late.append(lambda sheet, _: sheet.set_row(place[0], None, None, {"hidden": True}))


def _hidden_column(book: Book, row: int) -> None:
    place = book.draw(st.integers(0, 5))
    book.late.append(lambda sheet, _: sheet.set_column(place, place, None, None, {"hidden": True}))


def _fuller_draft(book: Book, row: int) -> None:
    book.draft = ([HEADING, *book.rows, book.rows[0]], True)


def _second_table(book: Book, row: int) -> None:
    book.draft = ([HEADING, *book.rows[:1]], False)


def _continued(book: Book, row: int) -> None:
    cells = [[book.rows[row][column] for column in book.order]]
    book.draft = (cells, False)


def _other_half(book: Book, row: int) -> None:
    book.draft = ([HEADING[:4], *[each[:4] for each in book.rows]], False)


def _merged_down(book: Book, row: int) -> None:
    column = book.draw(st.sampled_from([DAY, AREA, COUNT, TOTAL]))
    (top, left), (bottom, _) = book.at(0, column), book.at(1, column)
    book.late.append(lambda sheet, x: sheet.merge_range(top, left, bottom, left, "16-11-2021"))


def _error(book: Book, row: int) -> None:
    place = book.at(row, book.draw(st.sampled_from([DAY, AREA, COUNT, TOTAL, 5])))
    book.late.append(lambda sheet, _: sheet.write_formula(*place, "=1/0", None, "#DIV/0!"))


def _boolean(book: Book, row: int) -> None:
    place = book.at(row, book.draw(st.sampled_from([DAY, COUNT, TOTAL])))
    book.late.append(lambda sheet, _: sheet.write_boolean(*place, True))


def _american_day(book: Book, row: int) -> None:
    place, day = book.at(row, DAY), book.rows[row][DAY]
    book.late.append(lambda sheet, _: sheet.write_string(*place, f"{day:%m/%d/%Y}"))


def _evening_before(day: date) -> datetime:
    return datetime(day.year, day.month, day.day) - timedelta(hours=1)


FAULTS: dict[str, Callable[[Book, int], None]] = {
    "the evening before": _set("dd-mm-yyyy", _evening_before, DAY),
    "a day without its format": _set("General", lambda day: (day - date(1899, 12, 30)).days, DAY),
    "a year in a column of days": _set("0", lambda day: day.year, DAY),
    "a time in a column of days": _set("h:mm", 0.5, DAY),
    "a day as text that is American": _american_day,
    "a share shown as a percentage": _set("0.0%", 0.437, COUNT),
    "a total shown as a percentage": _set("0%", 47.0, TOTAL),
    "a count that became a day": _set("d-m", 1204.0, COUNT),
    "a count shown as hours": _set("[h]:mm", 2.5, COUNT),
    "a formula without a value": _formula(""),
    "a formula as a program writes it": _formula(0),
    "a row of formulas without values": _formulas_all_over,
    "a count with a thousands sign": _thousands,
    "a row left out by a filter": _hidden_row,
    "a column hidden": _hidden_column,
    "a hidden sheet with a row more": _fuller_draft,
    "a second table": _second_table,
    "rows on the next sheet": _continued,
    "columns on the next sheet": _other_half,
    "cells merged": _merged_down,
    "an error of Excel's": _error,
    "yes in a column of numbers": _boolean,
}


@pytest.mark.slow
@given(st.data())
@EXAMPLES
def test_a_workbook_in_any_permitted_form_is_read_alike(data):
    book = data.draw(books())
    with tempfile.TemporaryDirectory() as folder:
        path = book.write(Path(folder) / "valgdata.xlsx")
        assert records(path) == expected(Path(folder), book.rows)


@pytest.mark.parametrize("name", keep_some_quick(FAULTS, every=5))
@given(st.data())
@settings(EXAMPLES, max_examples=4)
def test_a_workbook_with_one_silent_fault_stops(name, data):
    book = data.draw(books())
    FAULTS[name](book, data.draw(st.integers(0, len(book.rows) - 1)))
    with tempfile.TemporaryDirectory() as folder:
        said = stopped("valgdata", book.write(Path(folder) / "valgdata.xlsx"))
        assert said.startswith("»valgdata.xlsx«")
        assert "uventet" not in said


PERSONS = ["CPR-nummer", "Navn", "Adresse", "Postnr.", "By", "Vurderingsdato", "Alder", "Resultat"]
VALUES = [
    [
        "010120-0001",
        "Ida Demosen",
        "Falkevej 13, 2. tv",
        "8920",
        "Randers NV",
        date(2023, 2, 3),
        "3",
        "Generel indsats",
    ],
    ["020118-0002", "Bo Demosen", "Storgade 4", "8900", "Randers C", date(2023, 5, 12), "5", "Særlig indsats"],
    ["030319-0003", "Bo Demosen", "Falkevej 15", "8930", "Randers NØ", date(2023, 5, 31), "4", "Fokuseret indsats"],
]
UNSEEN = ["", " ", "\u00a0", "\u200b", "\u00ad", "\ufeff"]


def _written(draw: st.DrawFn, rows: Rows) -> list[list[str]]:
    """The rows as texts, each in a permitted spelling."""
    spelled = [
        [draw(st.sampled_from(DAY_TEXTS))(cell) if isinstance(cell, date) else cell for cell in row] for row in rows
    ]
    return [[draw(st.sampled_from(UNSEEN)) + cell + draw(st.sampled_from(UNSEEN)) for cell in row] for row in spelled]


@dataclass
class Written:
    """A CSV file in a permitted form that is drawn."""

    rows: list[list[str]]  # with the heading
    delimiter: str
    encoding: str
    above: str
    quoting: int
    end: str

    def save(self, folder: Path) -> Path:
        text = io.StringIO(newline="")
        written = csv.writer(text, delimiter=self.delimiter, quoting=self.quoting, lineterminator=self.end)
        written.writerows(self.rows)
        encoded = (self.above + text.getvalue()).encode(self.encoding, "replace")
        return saved(folder, "sprogvurdering.csv", BOMS[self.encoding] + encoded)


@st.composite
def csv_files(draw: st.DrawFn) -> Written:
    order = draw(st.permutations(range(8)))
    rows = _written(draw, [PERSONS, *VALUES])
    encoding = draw(st.sampled_from(list(BOMS)))
    if encoding == "cp1252":  # which has no such signs
        rows = [[cell.strip("\u200b\ufeff") for cell in row] for row in rows]
    above = draw(
        st.sampled_from(["", "sep=;\r\n", "sep={d}\n", "Titel\r\n\r\n", "\ufeff" if encoding != "cp1252" else ""])
    )
    delimiter = draw(st.sampled_from([";", ",", "\t"]))
    return Written(
        [[row[n] for n in order] for row in rows],
        delimiter,
        encoding,
        above.format(d=delimiter),
        draw(st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL])),
        draw(st.sampled_from(["\r\n", "\n"])),
    )


def _spoil(text: Callable[[str], str], heading: str) -> Callable[[Written, int], None]:
    """A fault that changes one cell of the column."""

    def fault(file: Written, row: int) -> None:
        column = next(n for n, cell in enumerate(file.rows[0]) if cell.strip("".join(UNSEEN)) == heading)
        file.rows[row][column] = text(file.rows[row][column])

    return fault


def _shift(file: Written, row: int) -> None:
    file.rows[row].insert(3, "")


def _cut(file: Written, row: int) -> None:
    file.rows[row].pop(3)


CSV_FAULTS: dict[str, Callable[[Written, int], None]] = {
    "an American day": _spoil(lambda _: "05/12/2023", "Vurderingsdato"),
    "a moment": _spoil(lambda _: "2023-05-11 23:00:00", "Vurderingsdato"),
    "a day number": _spoil(lambda _: "45058", "Vurderingsdato"),
    "a short year": _spoil(lambda _: "12-05-23", "Vurderingsdato"),
    "an age with a thousands sign": _spoil(lambda _: "4,000", "Alder"),
    "an age with decimals": _spoil(lambda _: "4,5", "Alder"),
    "an age that is empty": _spoil(lambda _: "\u200b", "Alder"),
    "an error of a spreadsheet": _spoil(lambda _: "#REF!", "Resultat"),
    "a CPR number that lost its digits": _spoil(lambda _: "1,0120E+09", "CPR-nummer"),
    "a field more": _shift,
    "a field less": _cut,
}


@given(st.data())
@EXAMPLES
def test_a_csv_file_in_any_permitted_form_is_read_alike(data):
    file = data.draw(csv_files())
    with tempfile.TemporaryDirectory() as folder:
        frame = read("sprogvurdering", file.save(Path(folder))).frame
    assert frame["vurderingsdato"].tolist() == [row[5] for row in VALUES]
    assert frame["alder"].tolist() == [3, 5, 4]
    assert frame["person"].nunique() == 3
    assert Counter(frame["area_id"].fillna("-")) == Counter({"glarbjergvej": 2, "-": 1})


@pytest.mark.parametrize("name", CSV_FAULTS)
@given(st.data())
@settings(EXAMPLES, max_examples=4)
def test_a_csv_file_with_one_silent_fault_stops(name, data):
    file = data.draw(csv_files())
    CSV_FAULTS[name](file, data.draw(st.integers(1, len(VALUES))))
    with tempfile.TemporaryDirectory() as folder:
        said = stopped("sprogvurdering", file.save(Path(folder)))
    assert said.startswith("»sprogvurdering.csv«")
