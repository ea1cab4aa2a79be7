"""Sheets as people make them: titles, notes and merged cells. What is not certain stops."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from extract_files import SOURCES, fill, read, stopped, workbook
from hpanalysis.definitions.model import Source

LBF = SOURCES["boligsociale_data"]
HEADING = ["Indikator", "År", "Område", "Antal", "Ud af", "Spredning"]
NURSERY = ["1-5-årige i dagtilbud", 2021, "Randers Kommune", 1204, 1300, None]
COUNTRY = ["1-5-årige i dagtilbud", 2021, "Hele landet", 90, 100, None]
EMPTY = [None] * 6


def areas(folder: Path, rows: list[list]) -> list[str]:
    return read(LBF, workbook(folder, "boligsociale_data.xlsx", rows)).frame["area_id"].tolist()


def merged(folder: Path, rows: list[list], *ranges: tuple[int, int, int, int]) -> Path:
    """A workbook with merged cells; each range is first row, first column, last row, last column, from 0."""
    path = folder / "boligsociale_data.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = fill(book, rows)
        for top, left, bottom, right in ranges:
            sheet.merge_range(top, left, bottom, right, rows[top][left])
    return path


def filling_down(name: str) -> Source:
    columns = [replace(column, filled_down=column.name == name) for column in LBF.columns]
    return replace(LBF, columns=tuple(columns))


@pytest.mark.parametrize(
    "notes",
    [
        [["Kilde: Landsbyggefonden"]],
        [EMPTY, ["Kilde: Landsbyggefonden"]],
        [["Note:"], EMPTY, EMPTY, [None, None, None, None, None, "* foreløbig"]],
        [EMPTY, [None, None, "Randers Kommune"]],
        [[" "], ["\u00a0"]],
    ],
    ids=["right below", "after an empty row", "several", "under a column of text", "only spaces"],
)
def test_notes_below_the_table_are_left_out(tmp_path, notes):
    assert areas(tmp_path, [HEADING, NURSERY, COUNTRY, *notes]) == ["randers", "danmark"]


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ([None, None, "Hele landet", None, None, None], "Indikator"),
        (["1-5-årige i dagtilbud", None, None, None, None, None], "År"),
        (["Kilde: LBF", 2021, None, None, None, None], "Indikator"),
        ([None, None, "I alt", 1294, 1400, None], "Indikator"),
        ([None, None, None, None, None, 2.5], "Indikator"),
    ],
    ids=["only an area", "only an indicator", "a note and a year", "a sum", "only a spread"],
)
def test_a_torn_last_row_is_no_note(tmp_path, row, column):
    message = stopped(LBF, workbook(tmp_path, "boligsociale_data.xlsx", [HEADING, NURSERY, row]))
    assert message.startswith(f"»boligsociale_data.xlsx«, række 3, kolonne »{column}«: ")


def test_a_note_between_two_rows_is_no_note(tmp_path):
    message = stopped(LBF, workbook(tmp_path, "boligsociale_data.xlsx", [HEADING, NURSERY, ["Nyt tal"], COUNTRY]))
    assert message.startswith("»boligsociale_data.xlsx«, række 3, kolonne »Indikator«: ")


def test_the_row_named_is_the_sheets_own_under_titles(tmp_path):
    rows = [["Titel"], EMPTY, HEADING, NURSERY, EMPTY, [*COUNTRY[:3], "mange", *COUNTRY[4:]]]
    message = stopped(LBF, workbook(tmp_path, "boligsociale_data.xlsx", rows))
    assert message.startswith("»boligsociale_data.xlsx«, række 6, kolonne »Antal«: Værdien er ikke mulig")


def test_a_title_that_bears_a_heading_is_not_the_heading(tmp_path):
    assert areas(tmp_path, [["Område", None, "År"], HEADING, NURSERY]) == ["randers"]


def test_a_missing_column_is_named_though_titles_stand_above(tmp_path):
    rows = [["Titel"], [name if name != "Ud af" else "I alt" for name in HEADING], NURSERY]
    message = stopped(LBF, workbook(tmp_path, "boligsociale_data.xlsx", rows))
    assert message.startswith("»boligsociale_data.xlsx«: Kolonnen »Ud af« findes ikke. Ventet: »Ud af« eller »Nævner«.")


def test_a_sheet_without_any_row_but_titles_stops(tmp_path):
    message = stopped(LBF, workbook(tmp_path, "boligsociale_data.xlsx", [["Titel"], HEADING, EMPTY, ["Kilde: LBF"]]))
    assert message.startswith("»boligsociale_data.xlsx«: Filen har en overskrift, men ingen rækker.")


def test_two_sheets_with_the_columns_stop_for_either_may_be_meant(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "boligsociale_data.xlsx") as book:
        fill(book, [HEADING, NURSERY], "2021")
        fill(book, [HEADING, COUNTRY], "2022")
    message = stopped(LBF, tmp_path / "boligsociale_data.xlsx")
    assert message.startswith("»boligsociale_data.xlsx«: Mere end ét ark har udtrækkets kolonner: »2021« og »2022«.")


GROUP = [HEADING, NURSERY, [None, *COUNTRY[1:]], ["15-29-årige sigtet mindst én gang", *NURSERY[1:]]]


def test_a_merged_group_is_filled_down_where_the_source_says_so(tmp_path):
    path = merged(tmp_path, GROUP, (1, 0, 2, 0))
    found = read(filling_down("indicator_id"), path).frame["indicator_id"].tolist()
    assert found == ["dagtilbud_1_5_aar", "dagtilbud_1_5_aar", "sigtede_15_29"]


def test_a_cell_left_blank_is_not_filled_down_unless_it_is_merged(tmp_path):
    message = stopped(filling_down("indicator_id"), workbook(tmp_path, "boligsociale_data.xlsx", GROUP))
    assert message.startswith("»boligsociale_data.xlsx«, række 3, kolonne »Indikator«: Cellen er tom.")


@pytest.mark.parametrize(
    ("cells", "row", "column"),
    [((1, 0, 2, 0), 2, "Indikator"), ((1, 3, 1, 4), 2, "Antal"), ((2, 5, 3, 5), 3, "Spredning")],
    ids=["down", "across", "an optional column"],
)
def test_a_merged_cell_stops_where_the_source_does_not_speak_of_it(tmp_path, cells, row, column):
    message = stopped(filling_down("omraade"), merged(tmp_path, GROUP, cells))
    assert message.startswith(f"»boligsociale_data.xlsx«, række {row}, kolonne »{column}«: Cellen er flettet med andre")


def test_a_cell_merged_across_columns_stops_though_it_may_be_filled_down(tmp_path):
    assert "Cellen er flettet" in stopped(filling_down("indicator_id"), merged(tmp_path, GROUP, (1, 0, 2, 1)))


def test_merged_titles_headings_and_notes_do_no_harm(tmp_path):
    below = [EMPTY, ["Kilde: Landsbyggefonden"]]
    rows = [["Boligsociale data"], HEADING, EMPTY, NURSERY, COUNTRY, *below]
    path = merged(tmp_path, rows, (0, 0, 0, 5), *((1, n, 2, n) for n in range(6)), (6, 0, 6, 5))
    assert read(LBF, path).frame["area_id"].tolist() == ["randers", "danmark"]


def test_a_merged_cell_that_begins_in_an_empty_row_stops(tmp_path):
    path = merged(tmp_path, [HEADING, EMPTY, NURSERY], (1, 0, 2, 0))
    message = stopped(filling_down("indicator_id"), path)
    assert message.startswith("»boligsociale_data.xlsx«, række 3, kolonne »Indikator«: Cellen er flettet med andre")


def test_a_heading_merged_over_rows_that_hold_cells_stops(tmp_path):
    message = stopped(LBF, merged(tmp_path, [HEADING, [None, *NURSERY[1:]], COUNTRY], (0, 0, 1, 0)))
    assert message.startswith("»boligsociale_data.xlsx«, række 2, kolonne »Indikator«: Cellen er flettet med andre")


def test_numbers_and_dates_stored_as_text_are_numbers_and_dates(tmp_path):
    rows = [
        ["Indikator", "Valgdato", "Område", "Antal", "Ud af", "Spredning"],
        ["Stemt ved kommunalvalg", "16. november 2021", "Randers Kommune", "50,25", " 80 ", "\u00a0"],
        ["Stemt ved kommunalvalg", "16.11.2021 00:00", "Hele landet", 50.25, "80", None],
        ["Stemt ved kommunalvalg", date(2021, 11, 16), "Vangdalen", 50.25, 80.0, ""],
    ]
    frame = read("valgdata", workbook(tmp_path, "valgdata.xlsx", rows)).frame
    for column in ("periode", "numerator", "denominator"):
        assert frame[column].nunique() == 1
    assert frame["periode"][0] == date(2021, 11, 16)
    assert frame["spread"].isna().all()


@pytest.mark.parametrize(("position", "column"), [(3, "Antal"), (5, "Spredning")])
@pytest.mark.parametrize("error", ["#DIV/0!", "#REF!", "#N/A"])
def test_a_cell_with_an_error_of_excels_is_not_an_empty_one(tmp_path, position, column, error):
    path = tmp_path / "boligsociale_data.xlsx"
    with xlsxwriter.Workbook(path) as book:
        fill(book, [HEADING, NURSERY, COUNTRY]).write_formula(2, position, "=1/0", None, error)
    message = stopped(LBF, path)
    assert message.startswith(f"»boligsociale_data.xlsx«, række 3, kolonne »{column}«: Værdien er ikke mulig")


def test_an_error_of_excels_is_no_text_either(tmp_path):
    path = tmp_path / "fraflytning.xlsx"
    heading = [column.headings[0] for column in SOURCES["fraflytning"].columns]
    with xlsxwriter.Workbook(path) as book:
        fill(book, [heading, [2024, "Lejerbo", "104", None, 90, 5]]).write_formula(1, 3, "=1/0", None, "#REF!")
    assert stopped("fraflytning", path).startswith("»fraflytning.xlsx«, række 2, kolonne »Blok«: Værdien er ikke mulig")


def test_a_day_is_as_it_is_shown_where_the_workbook_counts_from_1904(tmp_path):
    rows = [
        ["Indikator", "Valgdato", "Område", "Antal", "Ud af", "Spredning"],
        ["Stemt ved kommunalvalg", date(2021, 11, 16), "Randers Kommune", 50, 80, None],
    ]
    with xlsxwriter.Workbook(tmp_path / "valgdata.xlsx", {"date_1904": True}) as book:
        fill(book, rows)
    assert read("valgdata", tmp_path / "valgdata.xlsx").frame["periode"].tolist() == [date(2021, 11, 16)]
