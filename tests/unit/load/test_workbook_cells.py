"""Cells of a workbook that look right and may mean something else: each stops with its place, and none is guessed."""

import io
import tempfile
import zipfile
from collections.abc import Callable, Iterable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from extract_files import SOURCES, fill, part_of, read, repacked, saved, stopped
from hpanalysis.definitions.model import Type
from hpanalysis.load.formats.excel.cell_text import format_cell
from hpanalysis.load.formats.excel.number_formats import classify_format
from hpanalysis.load.formats.excel.shared_strings import restore_text
from hpanalysis.load.formats.excel.sheet import Shown
from hpanalysis.load.formats.excel.workbook import read_sheets

HEADING = ["Indikator", "Valgdato", "Område", "Antal", "Ud af", "Spredning"]
VANGDALEN = ["Stemt ved kommunalvalg", date(2021, 11, 16), "Vangdalen", 2054, 4700, None]
RANDERS = ["Stemt ved kommunalvalg", date(2021, 11, 16), "Randers Kommune", 51357, 79500, None]
DAY, COUNT, TOTAL, SPREAD = 1, 3, 4, 5
SHEET, WORKBOOK = "xl/worksheets/sheet1.xml", "xl/workbook.xml"

Write = Callable[[Worksheet, Callable[[str], Format]], object]


def votes(folder: Path, write: Write | None = None, rows: Iterable[list] = (VANGDALEN, RANDERS)) -> Path:
    """A table of votes; `write` may write over its cells, and is given a maker of formats by number format."""
    path = folder / "valgdata.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = fill(book, [HEADING, *rows])
        if write:
            write(sheet, lambda code: book.add_format({"num_format": code}))
    return path


def patched(path: Path, part: str, old: str, new: str) -> Path:
    """The workbook with a piece of one part written otherwise."""
    text = part_of(path, part).decode()
    assert old in text
    return saved(path.parent, path.name, repacked(path, part, text.replace(old, new).encode()))


def days(path: Path) -> list[date]:
    return read("valgdata", path).frame["periode"].tolist()


def refusal(path: Path, row: int, column: str) -> str:
    """What is said of a cell, without the place before it."""
    said, place = stopped("valgdata", path), f"»valgdata.xlsx«, række {row}, kolonne »{column}«: "
    assert said.startswith(place), said
    return said.removeprefix(place)


@pytest.mark.parametrize(
    "moment",
    [
        datetime(2021, 11, 15, 23),
        datetime(2021, 11, 15, 22),
        datetime(2021, 11, 16, 1),
        datetime(2021, 11, 16, 0, 0, 1),
    ],
)
@pytest.mark.parametrize("code", ["dd-mm-yyyy", "dd-mm-yyyy hh:mm", "yyyy", "[$-406]d. mmmm yyyy;@"])
def test_a_day_with_a_time_of_day_may_be_another_day(tmp_path, moment, code):
    path = votes(tmp_path, lambda sheet, shown: sheet.write_datetime(2, DAY, moment, shown(code)))
    assert refusal(path, 3, "Valgdato").startswith("Cellen har et klokkeslæt ud over datoen")


@pytest.mark.parametrize("code", ["dd-mm-yyyy", "dd-mm-yyyy hh:mm:ss", "d/m-yy", "mmm-yy", "yyyy"])
def test_midnight_is_no_time_of_day(tmp_path, code):
    path = votes(tmp_path, lambda sheet, shown: sheet.write_number(2, DAY, 44516.00000001, shown(code)))
    assert days(path) == [date(2021, 11, 16)] * 2


@pytest.mark.parametrize("code", [14, 15, 16, 17, 22])
def test_a_format_that_excel_has_itself_makes_a_day_of_a_number(tmp_path, code):
    path = votes(tmp_path, lambda sheet, shown: sheet.write_number(2, DAY, 44516, shown(code)))
    assert days(path) == [date(2021, 11, 16)] * 2


@pytest.mark.parametrize("number", [44516, 45979, 2021, 20211116, 16.11, 0, -1])
@pytest.mark.parametrize("code", ["General", "0", "#,##0", "@", "0%", "h:mm", "[h]:mm"])
def test_a_number_that_is_not_shown_as_a_day_is_none(tmp_path, number, code):
    path = votes(tmp_path, lambda sheet, shown: sheet.write_number(2, DAY, number, shown(code)))
    assert refusal(path, 3, "Valgdato").startswith("Cellen er et tal uden datoformat")


def test_the_other_rows_with_the_same_fault_are_counted(tmp_path):
    said = stopped("valgdata", votes(tmp_path, rows=[[*row[:1], 44516, *row[2:]] for row in [VANGDALEN, RANDERS] * 3]))
    assert said.startswith("»valgdata.xlsx«, række 2 og 5 andre rækker, kolonne »Valgdato«: Cellen er et tal uden dato")
    assert "Ventet: valgdagen, formateret som dato eller skrevet som tekst, fx 31-12-2025." in said


def test_excels_first_day_and_the_leap_day_that_never_was(tmp_path):
    for number, day in ((1, date(1900, 1, 1)), (59, date(1900, 2, 28)), (61, date(1900, 3, 1))):
        path = votes(tmp_path, lambda sheet, shown, n=number: sheet.write_number(2, DAY, n, shown("dd-mm-yyyy")))
        assert days(path)[1] == day
    for number in (0, 60):
        path = votes(tmp_path, lambda sheet, shown, n=number: sheet.write_number(2, DAY, n, shown("dd-mm-yyyy")))
        assert refusal(path, 3, "Valgdato").startswith("Værdien er ikke mulig")


@pytest.mark.parametrize(
    "said", ['date1904="1"', "date1904='1'", 'date1904="true"', "date1904\n=\n'true'", "date1904=' TRUE '"]
)
def test_a_workbook_that_counts_from_1904_does_so_however_it_says_it(tmp_path, said):
    shown = 44516 - 1462  # the number that Excel shows as 16-11-2021 when it counts from 1904
    path = votes(tmp_path, lambda sheet, _: sheet.write_number(2, DAY, shown, _("dd-mm-yyyy")), [VANGDALEN, RANDERS])
    path = patched(path, WORKBOOK, "<workbookPr ", f"<workbookPr {said} ")
    assert days(path)[1] == date(2021, 11, 16)


def test_a_workbook_that_says_it_does_not_count_from_1904_does_not(tmp_path):
    path = patched(votes(tmp_path), WORKBOOK, "<workbookPr ", "<workbookPr date1904='0' ")
    assert days(path) == [date(2021, 11, 16)] * 2


@pytest.mark.parametrize("cell", ["2021-11-16", "2021-11-16T00:00:00", "2021-11-16T00:00", "2021-11-16T00:00:00.000Z"])
def test_a_day_written_out_by_a_program_is_a_day(tmp_path, cell):
    path = patched(votes(tmp_path), SHEET, '<c r="B3" s="1"><v>44516</v>', f'<c r="B3" t="d"><v>{cell}</v>')
    assert days(path) == [date(2021, 11, 16)] * 2


@pytest.mark.parametrize("cell", ["2021-11-15T23:00:00Z", "2021-11-15T23:00:00", "2021-11-16T00:00:00+01:00"])
def test_a_moment_written_out_by_a_program_is_no_day(tmp_path, cell):
    path = patched(votes(tmp_path), SHEET, '<c r="B3" s="1"><v>44516</v>', f'<c r="B3" t="d"><v>{cell}</v>')
    assert refusal(path, 3, "Valgdato").startswith("Cellen har et klokkeslæt ud over datoen")


@pytest.mark.parametrize("text", ["11/16/2021", "16/11/2021", "16-11-21", "2021-11-16 23:00", "16.11-2021", "44516"])
def test_a_day_as_text_in_a_form_that_may_be_two_days_is_refused(tmp_path, text):
    path = votes(tmp_path, lambda sheet, _: sheet.write_string(2, DAY, text))
    assert refusal(path, 3, "Valgdato")


@pytest.mark.parametrize("code", ["0%", "0.0%", "0.00 %", "[Red]0%", "#,##0.0%;-#,##0.0%", 9, 10])
@pytest.mark.parametrize(("position", "column"), [(COUNT, "Antal"), (TOTAL, "Ud af"), (SPREAD, "Spredning")])
def test_a_number_shown_as_a_percentage_is_no_count(tmp_path, code, position, column):
    path = votes(tmp_path, lambda sheet, shown: sheet.write_number(1, position, 0.4370, shown(code)))
    assert refusal(path, 2, column).startswith("Cellen vises som procent")


@pytest.mark.parametrize("code", ["dd-mm-yyyy", "h:mm", "[h]:mm:ss", "mm:ss", 14, 46])
def test_a_number_shown_as_a_day_or_time_is_no_count(tmp_path, code):
    path = votes(tmp_path, lambda sheet, shown: sheet.write_number(1, COUNT, 2054, shown(code)))
    assert refusal(path, 2, "Antal").startswith("Excel viser cellen som en dato eller et klokkeslæt")


@pytest.mark.parametrize("code", ["0.00", "#,##0", '#,##0 "kr. pr. dag"', "_-* #,##0\\ _d_d_._-", "0.00E+00", "# ?/?"])
def test_a_number_is_the_same_however_it_is_shown_as_a_number(tmp_path, code):
    path = votes(tmp_path, lambda sheet, shown: sheet.write_number(1, COUNT, 2054.5, shown(code)))
    assert read("valgdata", path).frame["numerator"].tolist() == [Decimal("2054.5"), 51357]


FLIGHT = [column.headings[0] for column in SOURCES["fraflytning"].columns]


@pytest.mark.parametrize(("position", "column"), [(0, "År"), (2, "Afdeling"), (3, "Blok")])
def test_a_block_that_excel_has_made_a_day_of_stops(tmp_path, position, column):
    with xlsxwriter.Workbook(tmp_path / "fraflytning.xlsx") as book:
        sheet = fill(book, [FLIGHT, [2024, "RandersBolig", "5", None, 90, 5]])
        sheet.write_datetime(1, position, datetime(2026, 2, 1), book.add_format({"num_format": "d-m"}))
    said = stopped("fraflytning", tmp_path / "fraflytning.xlsx")
    assert said.startswith(f"»fraflytning.xlsx«, række 2, kolonne »{column}«: Excel viser cellen som en dato")


def test_a_number_of_so_many_digits_that_excel_has_lost_some_is_no_name(tmp_path):
    columns = SOURCES["udsaettelser"].columns
    place = next(n for n, column in enumerate(columns) if column.type is Type.TEXT and column.name == "sagsnummer")
    with xlsxwriter.Workbook(tmp_path / "udsaettelser.xlsx") as book:
        fill(book, [[column.headings[0] for column in columns], ["x"] * len(columns)]).write(1, place, 2025000012345678)
    assert "Tallet har flere cifre, end Excel kan gemme" in stopped("udsaettelser", tmp_path / "udsaettelser.xlsx")


@pytest.mark.parametrize(
    ("formula", "cell"),
    [
        ("as openpyxl writes it", "<f>SUM(A1)</f><v></v>"),
        ("as other programs do", "<f>SUM(A1)</f><v/>"),
        ("without any value", "<f>SUM(A1)</f>"),
        ("shared with other rows", '<f t="shared" si="0"/>'),
        ("as xlsxwriter does", "<f>SUM(A1)</f><v>0</v>"),
    ],
)
@pytest.mark.parametrize(("place", "column"), [("D3", "Antal"), ("F3", "Spredning"), ("B3", "Valgdato")])
def test_a_formula_that_nobody_has_computed_stops(tmp_path, formula, cell, place, column):
    path = votes(tmp_path, rows=[VANGDALEN, [*RANDERS[:5], 2.5], VANGDALEN])
    text = part_of(path, SHEET).decode()
    start = text.index(f'<c r="{place}"')
    old = text[start : text.index("</c>", start) + 4]
    path = patched(path, SHEET, old, f'<c r="{place}">{cell}</c>')
    assert refusal(path, 3, column).startswith("Cellen har en formel, som aldrig er regnet ud")


def test_rows_that_are_formulas_nobody_has_computed_are_not_left_out(tmp_path):
    def write(sheet: Worksheet, _: object) -> None:
        for position in range(5):
            sheet.write_formula(2, position, f"='Data'!{'ABCDE'[position]}2", None, "")

    said = refusal(votes(tmp_path, write), 3, "Indikator")
    assert said.startswith("Cellen har en formel, som aldrig er regnet ud")


@pytest.mark.parametrize("row", [3, 4], ids=["right below", "after an empty row"])
def test_a_last_row_of_formulas_nobody_has_computed_is_no_footnote(tmp_path, row):
    def write(sheet: Worksheet, _: object) -> None:
        sheet.write_formula(row, 2, "=C2")
        sheet.write_formula(row, 3, "=D2")

    said = stopped("valgdata", votes(tmp_path, write))
    assert said.startswith(f"»valgdata.xlsx«, række {row + 1}, kolonne »Område«: Cellen har en formel")


def test_a_computed_formula_is_its_value(tmp_path):
    def write(sheet: Worksheet, shown: Callable[[str], Format]) -> None:
        sheet.write_formula(1, COUNT, "=1000+1054", None, 2054)
        sheet.write_formula(2, DAY, "=B2", shown("dd-mm-yyyy"), 44516)
        sheet.write_formula(2, 2, '="Randers "&"Kommune"', None, "Randers Kommune")

    frame = read("valgdata", votes(tmp_path, write)).frame
    assert frame["numerator"].tolist() == [2054, 51357]
    assert frame["area_id"].tolist() == ["vangdalen", "randers"]
    assert frame["periode"].tolist() == [date(2021, 11, 16)] * 2


def test_a_formula_computed_as_zero_is_zero_where_the_workbook_was_computed(tmp_path):
    path = votes(tmp_path, lambda sheet, _: sheet.write_formula(1, COUNT, "=1-1", None, 0))
    path = patched(path, WORKBOOK, ' fullCalcOnLoad="1"', "")
    assert read("valgdata", path).frame["numerator"].tolist() == [0, 51357]


def test_a_formula_computed_as_no_text_is_an_empty_cell(tmp_path):
    path = votes(tmp_path, rows=[[*VANGDALEN[:5], 2.5], RANDERS])
    path = patched(path, SHEET, '<c r="F2"><v>2.5</v></c>', '<c r="F2" t="str"><f>IF(1,"",1)</f><v></v></c>')
    assert read("valgdata", path).frame["spread"].isna().all()


@pytest.mark.parametrize("text", ["2,054", "51.357", "999,000"])
@pytest.mark.parametrize(("position", "column"), [(COUNT, "Antal"), (TOTAL, "Ud af")])
def test_a_comma_before_three_digits_may_be_thousands_and_is_refused_in_both_readings(tmp_path, text, position, column):
    path = votes(tmp_path, lambda sheet, _: sheet.write_string(1, position, text))
    said = refusal(path, 2, column)
    assert said.startswith("Et komma eller punktum foran tre cifre kan læses på to måder")
    assert "12,345 kan være 12.345 eller 12 og en brøk" in said
    assert text not in said


def test_a_number_with_three_decimals_is_no_text(tmp_path):
    path = votes(tmp_path, lambda sheet, _: sheet.write_number(1, COUNT, 785.125))
    assert read("valgdata", path).frame["numerator"].tolist() == [Decimal("785.125"), 51357]


@pytest.mark.parametrize("text", ["2054,5", "0,125", "12,5", "785,1250"])
def test_a_comma_that_can_only_mark_decimals_is_read(tmp_path, text):
    path = votes(tmp_path, lambda sheet, _: sheet.write_string(1, COUNT, text))
    assert read("valgdata", path).frame["numerator"][0] == Decimal(text.replace(",", "."))


@pytest.mark.parametrize("cell", [True, False, "Ja", "2054 personer", "ca. 2054", "-", "43,7 %", "#######", "1.204,5"])
def test_what_is_no_number_is_no_count(tmp_path, cell):
    path = votes(tmp_path, lambda sheet, _: sheet.write(1, COUNT, cell))
    assert refusal(path, 2, "Antal").startswith("Værdien er ikke mulig")


def test_numbers_as_text_with_spaces_that_nobody_sees_are_numbers(tmp_path):
    def write(sheet: Worksheet, _: object) -> None:
        sheet.write_string(1, COUNT, "\u00a02054\u200b ")
        sheet.write_string(1, 2, "Vang\u00addalen\u00a0")
        sheet.write_string(0, TOTAL, "\ufeffUd\u00a0af ")

    frame = read("valgdata", votes(tmp_path, write)).frame
    assert frame["numerator"].tolist() == [2054, 51357]
    assert frame["area_id"].tolist() == ["vangdalen", "randers"]


@pytest.mark.parametrize(
    "code", ["d", "dd-mm-yyyy", "m/d/yy h:mm", "mmmm", '"uge" d', "[$-406]dddd d. mmmm", "D-M-YYYY"]
)
def test_a_format_with_days_or_months_shows_a_day(code):
    assert classify_format(code) is Shown.DAY


@pytest.mark.parametrize("code", ["h:mm", "mm:ss", "[h]:mm", "[mm]", "hh:mm AM/PM", "s.0"])
def test_a_format_with_hours_alone_shows_a_time(code):
    assert classify_format(code) is Shown.TIME


@pytest.mark.parametrize(
    "code", ["General", "Standard", "0", "@", "", '0 "dage"', "0\\d", "_d0", "*d0", "[Red]0;[Blue]-0", "0;d", '0"%"']
)
def test_a_format_whose_letters_are_only_shown_is_plain(code):
    assert classify_format(code) is Shown.PLAIN


TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\r", exclude_categories=["Cs", "Cc"]), max_size=12)
DAYS = st.dates(date(1900, 3, 1), date(2100, 12, 31))
NUMBERS = st.one_of(st.integers(-(10**9), 10**9), st.floats(-1e9, 1e9).map(lambda number: round(number, 4)))
GRIDS = st.dictionaries(
    st.tuples(st.integers(0, 40), st.integers(0, 60)), st.one_of(TEXTS, DAYS, NUMBERS, st.booleans()), max_size=12
)


def plainly(cell: object) -> str:
    """A cell of calamine's as a CSV file would have it."""
    if isinstance(cell, bool):
        return "Ja" if cell else "Nej"
    if isinstance(cell, float):
        return (
            f"{cell:.4f}".rstrip("0").rstrip(".").replace(".", ",").replace("-0", "0" if round(cell, 4) == 0 else "-0")
        )
    return cell.isoformat() if isinstance(cell, date) else str(cell)


@given(GRIDS, st.booleans())
@settings(max_examples=60, deadline=None)
def test_a_second_reader_of_workbooks_sees_the_same_cells(grid, from_1904):
    options = {"in_memory": True, "default_date_format": "dd-mm-yyyy", "date_1904": from_1904}
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, options) as book:
        sheet = book.add_worksheet()
        for (row, column), cell in grid.items():
            if isinstance(cell, str):
                sheet.write_string(row, column, cell)
            elif not (isinstance(cell, date) and from_1904 and cell.year < 1904):
                sheet.write(row, column, cell)
    with tempfile.TemporaryDirectory() as folder:
        path = saved(Path(folder), "any.xlsx", content.getvalue())
        ours = {
            (row.number - 1, column): format_cell(cell, from_1900=sheet.from_1900)
            for sheet in read_sheets(path)
            for row in sheet.rows
            for column, cell in row.cells.items()
        }
        rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python(skip_empty_area=False)
    theirs = {(n, m): plainly(cell) for n, row in enumerate(rows) for m, cell in enumerate(row) if cell != ""}
    for place in ours.keys() | theirs.keys():
        # Calamine drops spaces at the ends of a text; in a number of three decimals we write a fourth.
        one, other = ours.get(place, "").strip(), theirs.get(place, "").strip()
        assert one in (other, other + "0")


def renamed(path: Path, names: dict[str, str], **changes: tuple[str, str]) -> Path:
    """The workbook with its parts by other names, and with what they say of each other changed."""
    with zipfile.ZipFile(path) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    with zipfile.ZipFile(path, "w") as packed:
        for name, content in parts.items():
            for old, new in changes.values():
                content = content.replace(old.encode(), new.encode())
            packed.writestr(names.get(name, name), content)
    return path


def test_a_workbook_of_the_strict_kind_is_read(tmp_path):
    main = (
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        "http://purl.oclc.org/ooxml/spreadsheetml/main",
    )
    relations = (
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "http://purl.oclc.org/ooxml/officeDocument/relationships",
    )
    assert days(renamed(votes(tmp_path), {}, main=main, relations=relations)) == [date(2021, 11, 16)] * 2


def test_parts_by_other_names_and_places_are_found(tmp_path):
    names = {
        SHEET: "xl\\worksheets\\Ark 1.xml",
        "xl/sharedStrings.xml": "xl/tekster.xml",
        "[Content_Types].xml": "[content_types].xml",
    }
    sheet = ("worksheets/sheet1.xml", "/xl/worksheets/Ark%201.xml")
    strings = ('Target="sharedStrings.xml"', 'Target="../XL/tekster.xml"')
    assert days(renamed(votes(tmp_path), names, sheet=sheet, strings=strings)) == [date(2021, 11, 16)] * 2


def test_two_parts_by_one_name_stop(tmp_path):
    path = renamed(votes(tmp_path), {"xl/theme/theme1.xml": "XL/worksheets/sheet1.xml"})
    assert "Filen kan ikke læses." in stopped("valgdata", path)


def test_a_sheet_in_utf_16_and_with_prefixes_is_read(tmp_path):
    path = votes(tmp_path)
    text = part_of(path, SHEET).decode().partition("?>")[2]
    for tag in ("worksheet", "sheetData", "row", "c", "v"):
        text = (
            text.replace(f"<{tag} ", f"<x:{tag} ").replace(f"<{tag}>", f"<x:{tag}>").replace(f"</{tag}>", f"</x:{tag}>")
        )
    text = '<?xml version="1.0" encoding="UTF-16"?>' + text.replace(" xmlns=", " xmlns:x=")
    text = text[: text.index("<pageMargins")] + "</x:worksheet>"
    text = text[: text.index("<dimension")] + text[text.index("<x:sheetData") :]
    assert (
        days(saved(tmp_path, "valgdata.xlsx", repacked(path, SHEET, text.encode("utf-16")))) == [date(2021, 11, 16)] * 2
    )


@pytest.mark.parametrize(
    ("saved_as", "typed"),
    [
        ("Vang_x000D_dalen", "Vang\rdalen"),
        ("Vang_x005F_x0041_dalen", "Vang_x0041_dalen"),
        ("_xD83D__xDE00_", "\U0001f600"),
        ("Vang_xD83D_dalen", "Vang\ufffddalen"),
        ("Vang_xyz_dalen", "Vang_xyz_dalen"),
    ],
)
def test_a_text_with_signs_that_xml_cannot_hold_is_as_it_was_typed(saved_as, typed):
    assert restore_text(saved_as) == typed
