"""Which sheet of a workbook is read, and which rows and columns of it: those that can be seen, where nothing else may
be meant."""

from collections.abc import Iterable
from pathlib import Path

import pytest
import xlsxwriter

from extract_files import DEPARTMENTS, SOURCES, fill, part_of, read, repacked, saved, stopped

FLIGHT = [column.headings[0] for column in SOURCES["fraflytning"].columns]
PLACES = list(zip(*DEPARTMENTS.values(), strict=True))
ROWS = [[2025 - n // 3, *(cell or None for cell in PLACES[n % 3]), 80, n + 1] for n in range(4)]
DRAFT = [[*row[:5], 2 * row[5]] for row in ROWS]
WORKBOOK = "xl/workbook.xml"

Sheets = dict[str, Iterable[list]]


def book(folder: Path, sheets: Sheets, *, hidden: Iterable[str] = (), state: str = "hidden") -> Path:
    """A workbook with these sheets, some of them hidden."""
    path = folder / "fraflytning.xlsx"
    with xlsxwriter.Workbook(path) as made:
        for name, rows in sheets.items():
            fill(made, rows, name)
    text = part_of(path, WORKBOOK).decode()
    for name in hidden:
        assert f'name="{name}" ' in text
        text = text.replace(f'name="{name}" ', f"name=\"{name}\" state='{state}' ")
    return saved(folder, path.name, repacked(path, WORKBOOK, text.encode()))


def moved(path: Path) -> list[int]:
    return read("fraflytning", path).frame["fraflytninger"].tolist()


def refusal(path: Path) -> str:
    said = stopped("fraflytning", path)
    assert said.startswith("»fraflytning.xlsx«: ")
    return said.removeprefix("»fraflytning.xlsx«: ")


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
@pytest.mark.parametrize(
    "draft",
    [
        [FLIGHT, *DRAFT],
        [FLIGHT, *DRAFT[:2]],
        [FLIGHT],
        [FLIGHT[:5], *DRAFT],
        [["CPR", "Navn"], ["x", "y"]],
        [["Områdenavn", "Afdeling"], *[["x", "y"]] * 50],
    ],
    ids=["as many rows", "fewer rows", "only a heading", "fewer columns", "something else", "a list of codes"],
)
@pytest.mark.parametrize("first", [True, False], ids=["draft first", "draft last"])
def test_the_visible_sheet_is_read_where_the_hidden_one_has_no_more(tmp_path, state, draft, first):
    sheets = {"Udkast": draft, "Udtræk": [FLIGHT, *ROWS]} if first else {"Udtræk": [FLIGHT, *ROWS], "Udkast": draft}
    assert moved(book(tmp_path, sheets, hidden=["Udkast"], state=state)) == [1, 2, 3, 4]


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
@pytest.mark.parametrize(
    ("visible", "draft"),
    [
        ([FLIGHT[:5], *[row[:5] for row in ROWS]], [FLIGHT, *DRAFT]),
        ([FLIGHT, *ROWS[:3]], [FLIGHT, *DRAFT]),
        ([FLIGHT, *ROWS[:3], [], ["Kilde:"], ["LBF"]], [FLIGHT, *DRAFT]),
        ([FLIGHT], [FLIGHT, *DRAFT]),
        ([["Forside"]], [FLIGHT, *DRAFT]),
    ],
    ids=["more columns", "more rows", "more rows, notes apart", "rows at all", "the extract at all"],
)
def test_a_hidden_sheet_that_has_more_of_the_extract_stops(tmp_path, state, visible, draft):
    said = refusal(book(tmp_path, {"Udkast": draft, "Udtræk": visible}, hidden=["Udkast"], state=state))
    assert said.startswith("Det skjulte ark »Udkast« har mere af udtrækket end ")
    assert "Ventet: præcis ét ark med udtrækket, og at arket er synligt." in said


def test_a_workbook_of_hidden_sheets_alone_stops(tmp_path):
    said = refusal(book(tmp_path, {"a": [FLIGHT, *ROWS]}, hidden=["a"]))
    assert said.startswith("Det skjulte ark »a« har mere af udtrækket end noget synligt ark.")


@pytest.mark.parametrize(
    "second", [[FLIGHT, *DRAFT], [["Titel"], [], FLIGHT, *DRAFT[:1]], [FLIGHT[::-1], ROWS[0][::-1]]]
)
def test_two_visible_sheets_that_are_the_table_stop(tmp_path, second):
    said = refusal(book(tmp_path, {"Udtræk": [FLIGHT, *ROWS], "Rettet": second}))
    assert said.startswith("Mere end ét ark har udtrækkets kolonner: »Udtræk« og »Rettet«.")


@pytest.mark.parametrize(
    "second",
    [
        ROWS[:1],
        [[], [], ["Fortsat"], ROWS[3], ROWS[2]],
        [FLIGHT[:5], *[row[:5] for row in ROWS]],
        [["År", "Boligorganisation", "Afd."], *[row[:3] for row in ROWS]],
    ],
    ids=["rows without a heading", "the same under a title", "a column less", "half of the columns"],
)
def test_a_second_sheet_that_may_be_part_of_the_table_is_named(tmp_path, second):
    said = refusal(book(tmp_path, {"Udtræk": [FLIGHT, *ROWS], "Ark2": second}))
    assert said.startswith("Arket »Ark2« ligner også en del af udtrækket, ud over arket »Udtræk«.")


@pytest.mark.parametrize(
    "second",
    [
        [FLIGHT],
        [["Vejledning"], ["Kolonne", "Forklaring"], *[[name, "..."] for name in FLIGHT]],
        [["Afdeling", "Navn"], ["5", "Vangdalen"]],
        [["År", "Fraflytninger i alt"], [2025, 10]],
        [["x"], ["y"]],
    ],
    ids=["only a heading", "a guide", "a list of departments", "a sum", "something else"],
)
def test_a_sheet_that_is_no_part_of_the_table_does_no_harm(tmp_path, second):
    assert moved(book(tmp_path, {"Andet": second, "Udtræk": [FLIGHT, *ROWS]})) == [1, 2, 3, 4]


def test_a_sheet_whose_name_may_be_a_persons_number_is_named_by_its_own(tmp_path):
    said = refusal(book(tmp_path, {"Udtræk": [FLIGHT, *ROWS], "010120-0001": [FLIGHT, *ROWS]}))
    assert said.startswith("Mere end ét ark har udtrækkets kolonner: »Udtræk« og nr. 2.")


def test_a_sheet_of_a_chart_is_no_sheet_of_the_table(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "fraflytning.xlsx") as made:
        chart = made.add_chart({"type": "column"})
        chart.add_series({"values": "=Udtræk!$F$2:$F$5"})
        made.add_chartsheet("Diagram").set_chart(chart)
        fill(made, [FLIGHT, *ROWS], "Udtræk")
    assert moved(tmp_path / "fraflytning.xlsx") == [1, 2, 3, 4]


def seen(folder: Path, rows: list[list], hide) -> Path:
    with xlsxwriter.Workbook(folder / "fraflytning.xlsx") as made:
        hide(fill(made, rows))
    return folder / "fraflytning.xlsx"


@pytest.mark.parametrize(
    "hide",
    [
        lambda sheet: (sheet.set_row(2, None, None, {"hidden": True}), sheet.set_row(4, None, None, {"hidden": True})),
        lambda sheet: (sheet.set_row(2, 0), sheet.set_row(4, 0)),
        lambda sheet: [sheet.set_row(row, None, None, {"level": 1, "hidden": True}) for row in (2, 4)],
    ],
    ids=["hidden", "of no height", "folded"],
)
def test_hidden_rows_of_the_table_stop(tmp_path, hide):
    said = stopped("fraflytning", seen(tmp_path, [FLIGHT, *ROWS], hide))
    assert said.startswith("»fraflytning.xlsx«, række 3 og 1 anden række: Rækken er skjult, fx af et filter")


def test_hidden_rows_outside_the_table_do_no_harm(tmp_path):
    rows = [["Titel"], FLIGHT, *ROWS, [], ["Kilde: LBF"]]
    path = seen(tmp_path, rows, lambda sheet: [sheet.set_row(n, None, None, {"hidden": True}) for n in (0, 6, 7, 20)])
    assert moved(path) == [1, 2, 3, 4]


@pytest.mark.parametrize("first_last", ["F:F", "E:G", "A:XFD"])
def test_a_hidden_column_that_is_wanted_stops(tmp_path, first_last):
    said = stopped(
        "fraflytning",
        seen(tmp_path, [FLIGHT, *ROWS], lambda sheet: sheet.set_column(first_last, None, None, {"hidden": True})),
    )
    assert said.startswith("»fraflytning.xlsx«, kolonne »")
    assert "Kolonnen er skjult, så det er ikke sikkert, om den gælder." in said


def test_a_hidden_column_that_is_not_wanted_does_no_harm(tmp_path):
    rows = [[*row[:1], "x", *row[1:]] for row in [FLIGHT, *ROWS]]
    assert moved(seen(tmp_path, rows, lambda sheet: sheet.set_column("B:B", None, None, {"hidden": True}))) == [
        1,
        2,
        3,
        4,
    ]


def test_a_heading_split_over_two_rows_is_told_as_that(tmp_path):
    rows = [["År", None, None, None, "Antal", None], [None, *FLIGHT[1:]], *ROWS]
    said = stopped("fraflytning", seen(tmp_path, rows, lambda sheet: sheet.merge_range(0, 4, 0, 5, "Antal")))
    assert said.startswith("»fraflytning.xlsx«, række 2: Overskriften er delt over to rækker.")


def test_a_heading_merged_over_two_columns_with_cells_stops(tmp_path):
    rows = [[*FLIGHT, None], *[[*row, 7] for row in ROWS]]
    said = stopped("fraflytning", seen(tmp_path, rows, lambda sheet: sheet.merge_range(0, 5, 0, 6, FLIGHT[5])))
    assert said.startswith("»fraflytning.xlsx«, række 1, kolonne »Eksterne fraflytninger«: Cellen er flettet med andre")


def test_a_heading_merged_over_an_empty_column_does_no_harm(tmp_path):
    path = seen(tmp_path, [FLIGHT, *ROWS], lambda sheet: sheet.merge_range(0, 5, 0, 6, FLIGHT[5]))
    assert moved(path) == [1, 2, 3, 4]
