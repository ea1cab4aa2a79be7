"""What the plan does not know stops a load, in one message that says what, how often, what is near and what to do."""

from pathlib import Path

import pandas as pd
import pytest

from extract_files import PLAN, csv_bytes, read, saved, stopped, workbook
from hpanalysis import validate
from hpanalysis.definitions.windows import HalfYear
from slow_cases import keep_some_quick

HEADING = ["Sagsnummer", "Boligorganisation", "Afdeling", "Blok", "Sagsdato", "Udsættelsesdato"]
STORGAARDEN, KRONJYLLAND, LEJERBO = "Møllevænget & Storgaarden", "Boligforeningen Kronjylland", "Lejerbo"


def cases(folder: Path, *places: tuple[str, str, str], name: str = "udsaettelser.csv") -> Path:
    rows = [[f"U-{number:05d}", *place, "03-02-2025", ""] for number, place in enumerate(places, start=1)]
    return saved(folder, name, csv_bytes([HEADING, *rows]))


def test_an_unknown_organisation_is_named_with_its_rows_and_the_nearest_and_a_row_to_paste(tmp_path):
    places = [(KRONJYLLAND, "11", ""), *[("Lejerbo, Aarhus", number, "") for number in ("7", "8", "9", "9", "12")]]
    said = stopped("udsaettelser", cases(tmp_path, *places))
    assert said.startswith("»Udsættelser«: Planen kender ikke boligorganisationen »Lejerbo, Aarhus« (5 rækker, ")
    assert "fra »udsaettelser.csv« række 3, nærmest »Lejerbo«)" in said
    assert "skriv den i departments_elsewhere.csv. Er det en fejl" in said  # what may be a slip gives no row to paste
    assert said.endswith("Spørg: Udlejningen, RandersBolig.")


def test_a_new_organisation_gives_a_row_to_paste(tmp_path):
    places = [("Domea, afd. Vest", number, "") for number in ("7", "8", "9", "9", "12")]
    said = stopped("udsaettelser", cases(tmp_path, *places))
    assert "boligorganisationen »Domea, afd. Vest« (5 rækker, fra »udsaettelser.csv« række 2)" in said
    assert 'skriv den i departments_elsewhere.csv, fx som »"Domea, afd. Vest",7-9|12,,«.' in said


def test_unknown_departments_of_all_files_are_listed_at_once_each_by_its_text(tmp_path):
    first = cases(tmp_path, (STORGAARDEN, "7.5", ""), (STORGAARDEN, "24", ""), (STORGAARDEN, "07-aug", ""))
    second = cases(tmp_path, (LEJERBO, "207", ""), (LEJERBO, "104A", ""), name="udsaettelser_lejerbo.csv")
    said = stopped("udsaettelser", first, second)
    assert f"{STORGAARDEN} afdeling »7.5« (færre end 5 rækker, fra »udsaettelser.csv« række 2, nærmest 7)" in said
    assert f"{STORGAARDEN} afdeling »07-aug« (færre end 5 rækker, fra »udsaettelser.csv« række 4, nærmest 7)" in said
    assert "Lejerbo afdeling »104A« (færre end 5 rækker, fra »udsaettelser_lejerbo.csv« række 3, nærmest 104)" in said
    assert "Lejerbo afdeling »207« (færre end 5 rækker, fra »udsaettelser_lejerbo.csv« række 2, nærmest 201)" in said
    assert "fx som »Lejerbo,207,,«." in said
    assert "»24«" not in said


def test_many_unknown_numbers_are_told_of_as_ranges(tmp_path):
    numbers = ["301", "302", "303", "0304", "310", "320", "321", "301"]
    said = stopped("udsaettelser", cases(tmp_path, *[(STORGAARDEN, number, "") for number in numbers]))
    assert f"{STORGAARDEN} afdeling 301-304, 310, 320 og 321 (8 rækker, fra »udsaettelser.csv« række 2)" in said
    assert f"»{STORGAARDEN},301-304|310|320|321,,«" in said


def test_a_block_that_is_unknown_or_missing_is_told_of(tmp_path):
    said = stopped("udsaettelser", cases(tmp_path, (STORGAARDEN, "1", "1,2"), (STORGAARDEN, "3", "")))
    assert f"{STORGAARDEN} afdeling 1 blok »1,2« (færre end 5 rækker, fra »udsaettelser.csv« række 2)" in said
    assert f"{STORGAARDEN} afdeling 3 uden blok (færre end 5 rækker, fra »udsaettelser.csv« række 3)" in said
    assert "Mangler blokken, så bed om et udtræk med den." in said


@pytest.mark.parametrize(
    "place",
    [
        ("Ida Demosen", "24", ""),
        (STORGAARDEN, "Ida Demosen", ""),
        (STORGAARDEN, "Falkevej 13, 2. tv", ""),
        (STORGAARDEN, "1", "Ida Demosen"),
        (STORGAARDEN, "0201180002.0", ""),
        ("201180002.0", "24", ""),
    ],
)
def test_what_may_be_a_persons_is_told_of_by_its_row_alone(tmp_path, place):
    said = stopped("udsaettelser", cases(tmp_path, (LEJERBO, "104", ""), place))  # `stopped` looks for secrets
    assert "Demosen" not in said and "20118" not in said
    assert "»udsaettelser.csv« række 3" in said or "kolonne" in said


def test_a_column_of_names_is_counted_and_not_shown(tmp_path):
    names = [f"{first} {last}" for first in ("Bo", "Ida", "Kim") for last in ("Alpha", "Beta", "Gamma", "Delta")]
    said = stopped("udsaettelser", cases(tmp_path, *[(name, "24", "") for name in names]))
    assert "en boligorganisation i »udsaettelser.csv« række 2" in said
    assert "og 7 tekster mere." in said
    assert not [name for name in names if name in said]


def test_a_file_whose_columns_have_changed_places_stops(tmp_path):
    rows = [["U-1", "24", STORGAARDEN, "", "03-02-2025", ""], ["U-2", "104", LEJERBO, "", "03-02-2025", ""]]
    path = saved(tmp_path, "udsaettelser.csv", csv_bytes([HEADING, *rows]))
    assert "Planen kender ikke en boligorganisation" in stopped("udsaettelser", path)


FRAFLYTNING = ["År", "Boligorganisation", "Afdeling", "Blok", "Familieboliger", "Eksterne fraflytninger"]


def test_two_spellings_of_a_department_are_one_in_the_frame(tmp_path):
    rows = [
        [2025, STORGAARDEN, "24", None, 83, 12],
        [2025, "Møllevænget og Storgården", "024", None, 83, 12],
        [2025, "MØLLEVÆNGET & STORGAARDEN", 24, "-", 83, 12],
        [2025, STORGAARDEN, "1", "Blok 2", 40, 3],
        [2025, STORGAARDEN, "01", "2.0", 40, 3],
    ]
    frame = read("fraflytning", workbook(tmp_path, "fraflytning.xlsx", [FRAFLYTNING, *rows])).frame
    keys = frame[["organisation", "afdeling", "blok", "aar"]].fillna("").drop_duplicates()
    assert keys[["afdeling", "blok"]].values.tolist() == [["24", ""], ["1", "2"]]


def test_a_case_that_stands_twice_has_one_number(tmp_path):
    numbers = ["U-00092", "u-00092", "U 92", "U00092", "U–92", "U-92 ", "U\u200b-00092", "93", "93.0", "0093"]
    rows = [[number, LEJERBO, "104", "", "03-02-2025", ""] for number in numbers]
    frame = read("udsaettelser", saved(tmp_path, "udsaettelser.csv", csv_bytes([HEADING, *rows]))).frame
    assert frame["sagsnummer"].tolist() == ["U-92"] * 7 + ["93"] * 3


def test_cases_with_other_numbers_stay_apart(tmp_path):
    numbers = ["U-92", "V-92", "U-921", "U-9-2", "92", "2025/92", "92/2025", "U-92A", "AU-92"]
    rows = [[number, LEJERBO, "104", "", "03-02-2025", ""] for number in numbers]
    frame = read("udsaettelser", saved(tmp_path, "udsaettelser.csv", csv_bytes([HEADING, *rows]))).frame
    assert frame["sagsnummer"].nunique() == len(numbers)


@pytest.mark.parametrize(
    ("name", "area"),
    [
        ("Gl. Jennumparken", "gl-jennumparken"),
        ("Gammel Jennumparken", "gl-jennumparken"),
        ("GL JENNUMPARKEN ", "gl-jennumparken"),
        ("Sjaellandsgadekvarteret", "sjaellandsgade"),
        ("Sjællandsgade\u00adkvarteret", "sjaellandsgade"),
        ("Glarbjergvej-området", "glarbjergvej"),
        ("Glarbjergvejomraadet", "glarbjergvej"),
    ],
)
def test_spellings_of_an_area_are_one(tmp_path, name, area):
    rows = [
        ["Indikator", "Målingsår", "Område", "Antal", "Ud af", "Spredning"],
        ["Grundlæggende trygge", 2025, name, 5, 9, None],
    ]
    assert read("tryghedsmaaling", workbook(tmp_path, "tryghedsmaaling.xlsx", rows)).frame["area_id"].tolist() == [area]


@pytest.mark.parametrize("name", ["Jennumparken", "Glarbjergvej 4", "Vangdalen og Energivej", "Alle boligområder", "7"])
def test_an_area_that_could_be_another_is_refused(tmp_path, name):
    rows = [
        ["Indikator", "Målingsår", "Område", "Antal", "Ud af", "Spredning"],
        ["Grundlæggende trygge", 2025, name, 5, 9, None],
    ]
    assert "række 2, kolonne »Område«" in stopped("tryghedsmaaling", workbook(tmp_path, "tryghedsmaaling.xlsx", rows))


# The cases that were taken wrongly: a department written `7.0`, Lejerbo with its town, one department in two spellings.

EVERY = [(row.organisation, row.department, "") for row in PLAN.departments if not row.part]
EVERY += [
    (row.organisation, number, "")
    for row in PLAN.departments_elsewhere
    if not row.part
    for number in row.list_departments()
]


def test_every_department_written_as_a_decimal_number_gives_the_same_frame(tmp_path):
    usual = read("udsaettelser", cases(tmp_path, *EVERY)).frame
    decimals = [(organisation, f"{number}.0", block) for organisation, number, block in EVERY]
    pd.testing.assert_frame_equal(usual, read("udsaettelser", cases(tmp_path, *decimals)).frame)
    assert usual["area_id"].notna().sum() == len([row for row in PLAN.departments if not row.part])


def test_every_organisation_with_the_municipalitys_town_gives_the_same_frame(tmp_path):
    usual = read("udsaettelser", cases(tmp_path, *EVERY)).frame
    towns = [(f"{organisation}, Randers", number, block) for organisation, number, block in EVERY]
    pd.testing.assert_frame_equal(usual, read("udsaettelser", cases(tmp_path, *towns)).frame)
    assert (usual["organisation"] == LEJERBO).sum() == 3


@pytest.fixture(scope="module")
def suites():
    return validate.Suites(Path(__file__).parents[3] / "expectations")


def broken(checks: pd.DataFrame) -> set[str]:
    return set(checks.loc[~checks["held"], "rule_id"])


@pytest.mark.parametrize("other", keep_some_quick(["024", "24.0", "Afd. 24", "24 - Glarbjerg"], every=4))
def test_a_department_that_stands_in_two_spellings_breaks_the_rule_of_doubled_rows(tmp_path, suites, other):
    sound = [[2025, name, number, None, 80, 9] for name, number, _ in EVERY]
    doubled = [*sound, [2025, "Møllevænget og Storgården", other, None, 80, 9]]
    for rows, rule in ((sound, set()), (doubled, {"fraflytning-06"})):
        frame = read("fraflytning", workbook(tmp_path, "fraflytning.xlsx", [FRAFLYTNING, *rows])).frame
        assert broken(suites.validate("fraflytning", frame, HalfYear(2026, 1))) & {"fraflytning-06"} == rule


@pytest.mark.parametrize("other", ["u-00001", "U 1", "U-1", "U00001"])
def test_a_case_that_stands_in_two_spellings_breaks_the_rule_of_doubled_cases(tmp_path, suites, other):
    row = [other, "Møllevænget og Storgaarden", "24.0", "", "03-02-2025", ""]
    path = cases(tmp_path, (STORGAARDEN, "24", ""), (STORGAARDEN, "25", ""))
    found = []
    for more in ([], [row]):
        path.write_bytes(path.read_bytes() + csv_bytes(more, "utf-8"))
        frame = read("udsaettelser", path).frame
        found.append("udsaettelser-03" in broken(suites.validate("udsaettelser", frame, HalfYear(2026, 1))))
    assert found == [False, True]
