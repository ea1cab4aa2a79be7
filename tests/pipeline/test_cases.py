"""Inputs that were once taken wrongly, each made anew and held against the right answer.

The numbers are those of the cases reported. Those that take a whole project are in other files: in test_hard_paths 17,
an apostrophe in a folder; in test_what_check_accepts 18, the first file is faulty, and 21, a month is missing; in
test_no_room 27, a full disk, or one that may only be read; in test_every_half_year 19.
"""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
import xlsxwriter

import plan_files
from extract_files import csv_bytes, fill, part_of, read, repacked, saved, stopped, workbook
from followup_logs import PLAN, log
from hpanalysis import plan as plans
from hpanalysis import validate
from hpanalysis.definitions.columns import LEJERBO
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.errors import Stop

ROOT = Path(__file__).resolve().parents[2]
ELECTIONS = ["Indikator", "Valgdato", "Område", "Antal", "Ud af", "Spredning"]
VOTES = [
    ["Stemt ved kommunalvalg", date(2021, 11, 16), "Alle 7 boligområder", 2054, 4700, None],
    ["Stemt ved kommunalvalg", date(2021, 11, 16), "Randers Kommune", 51357, 79500, None],
    ["Stemt ved folketingsvalg", date(2022, 11, 1), "Alle 7 boligområder", 2382, 3700, None],
    ["Stemt ved folketingsvalg", date(2022, 11, 1), "Randers Kommune", 59933, 73000, None],
    ["Stemt ved kommunalvalg", date(2025, 11, 18), "Alle 7 boligområder", 2111, 4749, None],
    ["Stemt ved kommunalvalg", date(2025, 11, 18), "Randers Kommune", 50935, 77688, None],
]
ASSESSED = ["CPR-nummer", "Navn", "Adresse", "Postnr.", "By", "Vurderingsdato", "Alder", "Resultat"]
CHILDREN = [
    [
        "180920-5274",
        "Elvine Demotoft",
        "Flyvervej 2, st. th",
        "8900",
        "Randers C",
        "06-01-2025",
        "4",
        "Fokuseret indsats",
    ],
    ["141022-4802", "Ofelie Demodal", "Flyvervej 6, 1. th", "8900", "Randers C", "07-02-2025", "2", "Generel indsats"],
    ["121022-5126", "Cirke Demobæk", "Flyvervej 10, 2. tv", "8900", "Randers C", "25-09-2025", "2", "Generel indsats"],
    ["301022-4211", "Kvist Demobæk", "Ulvefodleddet 43", "8920", "Randers NV", "21-06-2025", "2", "Generel indsats"],
]
CASES = ["Sagsnummer", "Boligorganisation", "Afdeling", "Blok", "Sagsdato", "Udsættelsesdato"]
STORGAARDEN, KRONJYLLAND = "Møllevænget & Storgaarden", "Boligforeningen Kronjylland"
OF_1940, OF_1874 = "Randers Boligforening af 1940", "Randers Arbejderes Byggeforening af 1874"
# The departments of the 37 cases, as they came: with a number, the housing areas hold 27 of them.
OWN = [
    (STORGAARDEN, "7", ""),
    (KRONJYLLAND, "202", ""),
    (OF_1940, "3", ""),
    (STORGAARDEN, "1", "3"),
    (OF_1940, "21", ""),
    (STORGAARDEN, "28", ""),
    (KRONJYLLAND, "11", ""),
    (OF_1874, "204", ""),
    (OF_1940, "2", ""),
    (OF_1940, "3", ""),
    (STORGAARDEN, "25", ""),
    (STORGAARDEN, "24", ""),
    (KRONJYLLAND, "206", ""),
    (STORGAARDEN, "25", ""),
    (STORGAARDEN, "27", ""),
    (OF_1940, "10", ""),
    (OF_1940, "19", ""),
    (STORGAARDEN, "1", "4"),
    (OF_1940, "204", ""),
    (OF_1940, "29", ""),
    (OF_1940, "24", ""),
    (STORGAARDEN, "1", "1"),
    (STORGAARDEN, "49", ""),
    (OF_1940, "25", ""),
    (STORGAARDEN, "3", "3"),
    (OF_1940, "45", ""),
    (STORGAARDEN, "204", ""),
    (OF_1940, "19", ""),
    (STORGAARDEN, "26", ""),
    (OF_1940, "29", ""),
]
APART = [("Lejerbo", number, "") for number in ("201", "201", "13", "104", "104", "201", "13")]


def write_cases(folder: Path, departments: str = "{}", lejerbo: str = "{}") -> tuple[Path, Path]:
    """The two files of eviction cases, with departments and Lejerbo's name written in a given way."""
    paths = []
    for name, cases in (("udsaettelser.csv", OWN), ("udsaettelser_lejerbo.csv", APART)):
        rows = [
            [f"U-{len(paths)}{n:04}", lejerbo.format(org) if org == LEJERBO else org, departments.format(number), block]
            for n, (org, number, block) in enumerate(cases)
        ]
        dated = [[*row, "13-02-2025", "27-04-2025"] for row in rows]
        paths.append(saved(folder, name, csv_bytes([CASES, *dated])))
    return paths[0], paths[1]


def write_votes(folder: Path, rows: list[list]) -> Path:
    return workbook(folder, "valgdata.xlsx", [ELECTIONS, *rows])


@pytest.fixture(scope="module")
def suites() -> validate.Suites:
    return validate.Suites(ROOT / "expectations")


def find_stops(suites: validate.Suites, source: str, path: Path, half_year: HalfYear) -> set[str]:
    checks = suites.validate(source, read(source, path).frame, half_year)
    return set(checks.loc[~checks["held"] & (checks["severity"] == "kritisk"), "rule_id"])


def test_01_a_department_written_7_point_0_is_department_7(tmp_path):
    frame = read("udsaettelser", *write_cases(tmp_path, "{}.0")).frame
    assert (len(frame), int(frame["area_id"].notna().sum())) == (37, 27)
    assert frame.equals(read("udsaettelser", *write_cases(tmp_path)).frame)


def test_03_lejerbo_with_its_town_is_lejerbo(tmp_path):
    frame = read("udsaettelser", *write_cases(tmp_path, lejerbo="{}, Randers")).frame
    assert int((frame["organisation"] == LEJERBO).sum()) == 7
    assert frame.equals(read("udsaettelser", *write_cases(tmp_path)).frame)


def test_04_one_department_in_two_spellings_breaks_the_rule_of_doubled_rows(tmp_path, suites):
    heading = ["År", "Boligorganisation", "Afdeling", "Blok", "Familieboliger", "Eksterne fraflytninger"]
    rows = [[2025, STORGAARDEN, "24", None, 83, 13], [2025, STORGAARDEN, "25", None, 84, 8]]
    again = [2025, STORGAARDEN, "024", None, 83, 13]
    for delivered, stops in ((rows, set()), ([*rows, again], {"fraflytning-06"})):
        path = workbook(tmp_path, "fraflytning.xlsx", [heading, *delivered])
        assert find_stops(suites, "fraflytning", path, HalfYear(2026, 1)) == stops


def test_06_a_hidden_draft_is_not_read_in_place_of_the_visible_sheet(tmp_path):
    heading = ["År", "Boligorganisation", "Afdeling", "Blok", "Familieboliger", "Eksterne fraflytninger"]
    with xlsxwriter.Workbook(tmp_path / "fraflytning.xlsx") as book:
        fill(book, [heading, [2025, STORGAARDEN, "24", None, 83, 26]], "gammelt udkast").hide()
        visible = fill(book, [[*heading[:5], "Eksterne flytninger"], [2025, STORGAARDEN, "24", None, 83, 13]], "Udtræk")
        visible.activate()
    said = stopped("fraflytning", tmp_path / "fraflytning.xlsx")
    assert "gammelt udkast" in said
    assert "skjult" in said


@pytest.mark.parametrize("counts", [[43.7, 64.6, 64.4, 82.1, 44.5, 65.6], [0.437, 0.646, 0.644, 0.821, 0.445, 0.656]])
def test_07_per_cent_in_the_column_of_counts_is_refused(tmp_path, suites, counts):
    rows = [[*vote[:3], count, *vote[4:]] for vote, count in zip(VOTES, counts, strict=True)]
    assert find_stops(suites, "valgdata", write_votes(tmp_path, rows), HalfYear(2026, 1)) == {"valg-09"}
    assert find_stops(suites, "valgdata", write_votes(tmp_path, VOTES), HalfYear(2026, 1)) == set()


def test_09_a_day_that_is_11_in_the_evening_before_is_no_day(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "valgdata.xlsx") as book:
        sheet, shown = fill(book, [ELECTIONS, *VOTES]), book.add_format({"num_format": "dd-mm-yyyy"})
        for row, (day, hour) in enumerate(
            [("2021-11-15", 23)] * 2 + [("2022-10-31", 23)] * 2 + [("2025-11-17", 23)] * 2
        ):
            sheet.write_datetime(row + 1, 1, datetime.fromisoformat(f"{day} {hour}:00"), shown)
    said = stopped("valgdata", tmp_path / "valgdata.xlsx")
    assert said.startswith(
        "»valgdata.xlsx«, række 2 og 5 andre rækker, kolonne »Valgdato«: Cellen har et klokkeslæt ud over datoen"
    )


def test_12_rows_of_formulas_that_nobody_has_computed_stop(tmp_path):
    path, sheet = write_votes(tmp_path, VOTES), "xl/worksheets/sheet1.xml"
    text = part_of(path, sheet).decode()
    for row in (3, 5, 7):
        start = text.index(f'<row r="{row}"')
        end = text.index("</row>", start)
        cells = "".join(f'<c r="{column}{row}"><f>Data!{column}{row}</f><v></v></c>' for column in "ABCDE")
        text = f'{text[:start]}<row r="{row}">{cells}{text[end:]}'
    said = stopped("valgdata", saved(tmp_path, path.name, repacked(path, sheet, text.encode())))
    assert said.startswith(
        "»valgdata.xlsx«, række 3 og 2 andre rækker, kolonne »Indikator«: Cellen har en formel, som aldrig er regnet ud"
    )


def test_13_the_placeholder_1900_enrols_nobody(tmp_path, suites):
    heading = [*ASSESSED[:5], "Opgørelsesdato", "Alder", "Tilmeldingsdato"]
    youth = ["040310-5136", "Irmelin Demotoft", "Flyvervej 2, st. th", "8900", "Randers C", "01-09-2025", "15"]
    for enrolled, stops in (("01-01-1900", {"ungdomsskole-08"}), ("21-12-2023", set()), ("", set())):
        path = saved(tmp_path, "ungdomsskole.csv", csv_bytes([heading, [*youth, enrolled]]))
        assert find_stops(suites, "ungdomsskole", path, HalfYear(2025, 2)) == stops


def test_14_hours_with_a_colon_are_no_number_of_hours():
    hours = "activity: npu, responsible: Institutionerne, from: 2026-01-01, to: 2026-06-30, hours: "
    with pytest.raises(Stop) as refused:
        log(f"hours:\n  - {{{hours}4782:30}}")
    assert "Nøglen hours har ikke den rigtige form" in str(refused.value)
    assert "linje 3" in str(refused.value)
    (given,) = log(f"hours:\n  - {{{hours}4782.5}}").hours
    assert str(given.hours) == "4782.5"


@pytest.mark.parametrize("line", ["sep=;", "sep=;;;;;;;", '"sep=;"'])
def test_22_a_line_that_names_the_delimiter_is_no_heading(tmp_path, line):
    content = f"{line}\r\n".encode() + csv_bytes([ASSESSED, *CHILDREN], "utf-8")
    frame = read("sprogvurdering", saved(tmp_path, "sprogvurdering.csv", content)).frame
    assert frame["area_id"].fillna("-").tolist() == ["gl-jennumparken"] * 3 + ["-"]
    assert frame["vurderingsdato"].tolist()[2] == date(2025, 9, 25)


def test_24_days_with_slashes_are_told_once_with_the_forms_that_are_read(tmp_path):
    rows = [[*child[:5], child[5].replace("-", "/"), *child[6:]] for child in CHILDREN]
    said = stopped("sprogvurdering", saved(tmp_path, "sprogvurdering.csv", csv_bytes([ASSESSED, *rows])))
    assert said.startswith("»sprogvurdering.csv«, kolonne »Vurderingsdato«: Ingen af værdierne kan læses")
    assert "De er skrevet som »##/##/####«, hvor # er et ciffer." in said
    assert "skrevet som 31-12-2025, 2025-12-31 eller 31. december 2025" in said
    assert "Slå rækken op" not in said


@pytest.mark.parametrize("delimiter", [",", ";"])
@pytest.mark.parametrize("boms", [1, 2])
def test_25_a_plans_file_that_excel_has_saved_is_read(tmp_path, delimiter, boms):
    folder = plan_files.copy_plan(ROOT / "params" / "plan", tmp_path / "plan")
    rows = [
        ["area_id", "date", "indicators", "what_da", "rebase"],
        ["centrale-randers", "2025-03-01", "fraflytning", "Afdelingen begyndte at renovere, også tage.", "nej"],
        ["alle-7", "2025-08-01", "", "Helhedsplanen begyndte.", "nej"],
    ]
    content = b"\xef\xbb\xbf" * boms + csv_bytes(rows, "utf-8", delimiter)
    (folder / "events.csv").write_bytes(content)
    found = [(event.area_id, event.day, event.what) for event in plans.read(folder).events]
    assert found == [(row[0], date.fromisoformat(row[1]), row[3]) for row in rows[1:]]
    assert plans.read(folder).areas == PLAN.areas
