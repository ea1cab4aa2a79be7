"""Every source in every format it may bear gives the same frame: that of UTF-8, semicolon and ISO dates."""

import csv
from collections.abc import Callable
from datetime import date, timedelta

import pandas as pd
import pytest
import xlsxwriter

from extract_files import BOMS, DEPARTMENTS, SOURCES, csv_bytes, fill, read, saved, stopped, workbook
from hpanalysis.definitions.model import Column, Personal, Source, Type
from slow_cases import keep_some_quick

NAMES = "januar februar marts april maj juni juli august september oktober november december"
MONTHS = NAMES.split()
DAYS = [date(2023, 8, 9), date(2024, 2, 29), date(1999, 12, 31)]
# Three cells of each kind, as they stand in a UTF-8 file.
PERSONAL = {
    Personal.CPR: ["010120-0001", "0201180002", "311299-4003"],
    Personal.NAME: ["Søren Ærlig-Ågård", "NA", ""],
    Personal.ADDRESS: ["Falkevej 13, 2. tv", "Glarbjergvej 41", "Østervold 3, st. th"],
    Personal.POSTCODE: ["8920", "8900", ""],
}
CELLS = {
    Type.TEXT: ["007", "NA", "Øst, 2. række"],
    Type.INTEGER: ["3", "0", "1204"],
    Type.DECIMAL: ["2,5", "1204", "0,0625"],
    Type.YEAR: ["2023", "2024", "1999"],
}


def a_day(day: date, spelling: str) -> str:
    named = f"{day.day}. {MONTHS[day.month - 1]} {day.year}"
    return {"iso": day.isoformat(), "danish": f"{day:%d-%m-%Y}", "named": named}[spelling]


def a_month(day: date, spelling: str) -> str:
    named = f"{MONTHS[day.month - 1].capitalize()} {day.year}"
    return {"iso": f"{day:%Y-%m}", "danish": f"{day:%m-%Y}", "named": named}[spelling]


def cells(column: Column, spelling: str) -> list[str]:
    if column.personal:
        return PERSONAL[column.personal]
    if column.name in DEPARTMENTS:
        return DEPARTMENTS[column.name]
    if column.name == "omraade":
        return ["Vangdalen", "Randers Kommune", "Hele landet"]
    if column.name == "aktivitet":
        return ["Job til mor", "det_gode_liv", "Fremmøde i skolen"]
    if column.type is Type.CODE:
        return (list(column.codes) * 3)[:3]
    if column.type in (Type.DATE, Type.MONTH):
        written = [(a_day if column.type is Type.DATE else a_month)(day, spelling) for day in DAYS]
        return written if column.required else [written[0], "", written[2]]
    return CELLS[column.type] if column.required else [CELLS[column.type][0], "", CELLS[column.type][2]]


def rows(source: Source, spelling: str = "iso") -> list[list[str]]:
    columns = [[column.headings[-1], *cells(column, spelling)] for column in source.columns]
    return [list(row) for row in zip(*columns, strict=True)]


def usual(source: Source, folder) -> pd.DataFrame:
    return read(source, saved(folder, "usual.csv", csv_bytes(rows(source)))).frame


@pytest.fixture(params=sorted(SOURCES))
def source(request) -> Source:
    return SOURCES[request.param]


@pytest.mark.parametrize("delimiter", [";", ",", "\t"], ids=["semikolon", "komma", "tabulator"])
@pytest.mark.parametrize("encoding", keep_some_quick(BOMS, every=4))
def test_a_csv_file_of_any_encoding_delimiter_and_date_gives_the_same_frame(tmp_path, source, encoding, delimiter):
    expected = usual(source, tmp_path)
    assert len(expected) == 3
    for spelling, written in (("iso", {}), ("danish", {"quoting": csv.QUOTE_ALL}), ("named", {"lineterminator": "\n"})):
        content = csv_bytes(rows(source, spelling), encoding, delimiter, **written)
        found = read(source, saved(tmp_path, "other.csv", content))
        pd.testing.assert_frame_equal(expected, found.frame)


def numbers(column: Column, cell: str) -> object:
    """What Excel makes of a cell when it may: numbers and dates of its own; a CPR loses its zero."""
    if not cell:
        return None
    if column.personal is Personal.CPR:
        return float(cell.replace("-", ""))
    if column.type in (Type.INTEGER, Type.YEAR, Type.DECIMAL):
        return float(cell.replace(",", "."))
    if column.type is Type.DATE:
        return date.fromisoformat(cell)
    return date.fromisoformat(cell + "-01") if column.type is Type.MONTH else cell


def day_numbers(column: Column, cell: str) -> object:
    """Dates that lost their format: the days since 30 December 1899."""
    found = numbers(column, cell)
    return (found - date(1899, 12, 30)) / timedelta(days=1) if isinstance(found, date) else found


def as_written(column: Column, cell: str) -> object:
    return cell or None


@pytest.mark.parametrize("cell", [as_written, numbers])
@pytest.mark.parametrize("dressed", [False, True], ids=["bare", "titles and notes"])
def test_a_workbook_of_text_numbers_or_dates_gives_the_same_frame(tmp_path, source, cell, dressed):
    table = excel_rows(source, cell)
    if dressed:
        top = [["Udtræk til helhedsplanen"], [None, "Trukket", date(2026, 1, 5)], [], [None, "Alle beløb er antal."]]
        table = [*top, *table, [], ["Kilde: Randers Kommune"], ["* Foreløbige tal"]]
    found = read(source, workbook(tmp_path, "other.xlsx", table))
    pd.testing.assert_frame_equal(usual(source, tmp_path), found.frame)


def test_days_that_lost_their_format_stop_and_nothing_else_does(tmp_path, source):
    path = workbook(tmp_path, "other.xlsx", excel_rows(source, day_numbers))
    days = [column for column in source.columns if column.type in (Type.DATE, Type.MONTH)]
    if not days:
        pd.testing.assert_frame_equal(usual(source, tmp_path), read(source, path).frame)
        return
    message = stopped(source, path)
    assert message.startswith("»other.xlsx«, række 2 og ")
    assert f"kolonne »{days[0].headings[-1]}«: Cellen er et tal uden datoformat" in message


def excel_rows(source: Source, cell: Callable[[Column, str], object]) -> list[list]:
    heading, *below = rows(source)
    return [heading, *([cell(column, text) for column, text in zip(source.columns, row, strict=True)] for row in below)]


def test_a_workbook_with_a_front_page_gives_the_same_frame(tmp_path, source):
    with xlsxwriter.Workbook(tmp_path / "other.xlsx") as book:
        fill(book, [["Vejledning"], ["Adresse og CPR står på næste ark."]], "Læs mig")
        fill(book, excel_rows(source, numbers), "Udtræk")
    pd.testing.assert_frame_equal(usual(source, tmp_path), read(source, tmp_path / "other.xlsx").frame)
