"""params/law/criteria.csv is read strictly: what cannot be meant is refused with its row and column."""

import csv
import io
import shutil

import pytest

import frames
from hpanalysis import law
from hpanalysis.errors import Stop
from hpanalysis.law import AreaType, CriterionId, reading

FOLDER = frames.ROOT / "params" / "law"


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(FOLDER, tmp_path / "law")


def _load(folder):
    return list(csv.DictReader(io.StringIO((folder / "criteria.csv").read_text(encoding="utf-8"))))


def _save(folder, rows, delimiter=",", columns=None):
    written = io.StringIO()
    writer = csv.DictWriter(
        written, columns or list(rows[0]), delimiter=delimiter, lineterminator="\n", extrasaction="ignore"
    )
    writer.writeheader()
    writer.writerows(rows)
    (folder / "criteria.csv").write_text(written.getvalue(), encoding="utf-8")


def _find(rows, version, area_type, rule, criterion=None):
    """The place of one row of the file."""
    return next(
        place
        for place, row in enumerate(rows)
        if (row["version"], row["area_type"], row["rule"]) == (version, area_type, rule)
        and criterion in (None, row["criterion"])
    )


WORK_2018 = ("2018", "udsat_boligomraade", "counted", "uden_for_arbejdsmarkedet")
CONVICTED_2018 = ("2018", "udsat_boligomraade", "counted", "doemte")
RESIDENTS_2018 = ("2018", "udsat_boligomraade", "residents")
NEEDED_2018 = ("2018", "udsat_boligomraade", "needed")
ALSO_2018 = ("2018", "parallelsamfund", "also")
ROW_2018 = ("2018", "omdannelsesomraade", "in_a_row")

# row, column, what is written there, what the message says, and in which column (None: of the file).
FAULTS = [
    (WORK_2018, "criterion", "ledige", "Ordet kendes ikke", "criterion"),
    (WORK_2018, "criterion", "doemte", "allerede en række om det samme", None),
    (WORK_2018, "area_type", "ghetto", "Ordet kendes ikke", "area_type"),
    (WORK_2018, "rule", "taelles", "Ordet kendes ikke", "rule"),
    (WORK_2018, "comparison", "mere end", "Ordet kendes ikke", "comparison"),
    (WORK_2018, "unit", "procent", "Ordet kendes ikke", "unit"),
    (WORK_2018, "unit", "gange", "Enheden passer ikke til grundlaget", "unit"),
    (CONVICTED_2018, "unit", "pct", "Enheden passer ikke til grundlaget", "unit"),
    (CONVICTED_2018, "base", "kommunen", "Ordet kendes ikke", "base"),
    (WORK_2018, "limit", "fyrre", "er ikke et tal", "limit"),
    (WORK_2018, "limit", "", "Feltet er tomt", "limit"),
    (WORK_2018, "limit", "0", "ikke over 0", "limit"),
    (WORK_2018, "limit", "-40", "ikke over 0", "limit"),
    (WORK_2018, "years", "0", "Antallet af år er 0", "years"),
    (WORK_2018, "years", "1,5", "er ikke et helt tal", "years"),
    (WORK_2018, "years", "", "Feltet er tomt", "years"),
    (WORK_2018, "population_da", "", "Feltet er tomt", "population_da"),
    (WORK_2018, "paragraph", "", "Feltet er tomt", "paragraph"),
    (RESIDENTS_2018, "criterion", "indkomst", "skal være tomt", "criterion"),
    (RESIDENTS_2018, "comparison", "over", "Ordet passer ikke her", "comparison"),
    (RESIDENTS_2018, "unit", "pct", "Enheden passer ikke her", "unit"),
    (RESIDENTS_2018, "limit", "tusind", "er ikke et tal", "limit"),
    (RESIDENTS_2018, "limit", "0", "Tallet er 0", "limit"),
    (NEEDED_2018, "limit", "5", "hvor mange kriterier", None),
    (ALSO_2018, "criterion", "omdannelsesomraade", "ikke står før den", "criterion"),
    (ALSO_2018, "criterion", "indkomst", "Ordet kendes ikke", "criterion"),
    (ROW_2018, "criterion", "udsat_boligomraade", "Kun år som parallelsamfund", None),
    (ROW_2018, "limit", "", "Feltet er tomt", "limit"),
]


@pytest.mark.parametrize(("where", "column", "text", "said", "place"), FAULTS)
def test_a_cell_that_cannot_be_meant_is_refused_with_its_row_and_column(folder, where, column, text, said, place):
    rows = _load(folder)
    number = _find(rows, *where)
    rows[number][column] = text
    _save(folder, rows)
    with pytest.raises(Stop) as stop:
        law.read(folder)
    message = str(stop.value)
    assert said in message
    assert "»criteria.csv« i params/law, række " in message
    if place:
        assert f"række {number + 2}, kolonne »{place}«" in message


# What is written in every row of a version.
DAYS = [
    ("2018", "valid_from", "", "Feltet er tomt"),
    ("2018", "valid_from", "december 2018", "er ikke en dato"),
    ("2018", "valid_from", "2018-13-01", "findes ikke i kalenderen"),
    ("2018", "valid_from", "2018-12-02", "ikke dagen efter"),
    ("2018", "valid_from", "2018-11-30", "ikke dagen efter"),  # overlaps the one before
    ("2018", "valid_until", "2018-11-01", "slutter, før den begynder"),
    ("2018", "valid_until", "2021-06-01", "ikke dagen efter"),  # overlaps the one after
    ("2018", "valid_until", "", "ikke dagen efter"),
    ("2021-12", "valid_until", "2027-11-30", "Den sidste version slutter"),
    ("2018", "law_date", "i 2018", "er ikke en dato"),
    ("2018", "law_da", "", "Feltet er tomt"),
]


@pytest.mark.parametrize(("version", "column", "text", "said"), DAYS)
def test_versions_follow_each_other_without_a_gap_or_an_overlap(folder, version, column, text, said):
    rows = _load(folder)
    for row in rows:
        if row["version"] == version:
            row[column] = text
    _save(folder, rows)
    with pytest.raises(Stop, match=said):
        law.read(folder)


def test_the_rows_of_a_version_agree_on_its_days(folder):
    rows = _load(folder)
    rows[_find(rows, *NEEDED_2018)]["valid_from"] = "2018-12-02"
    _save(folder, rows)
    with pytest.raises(Stop, match="Feltet siger andet end række"):
        law.read(folder)


def test_the_rows_of_a_version_stand_together(folder):
    rows = _load(folder)
    _save(folder, [*rows[1:], rows[0]])
    with pytest.raises(Stop, match="står ikke samlet"):
        law.read(folder)


@pytest.mark.parametrize("column", reading.FILE.columns)
def test_a_missing_column_is_named(folder, column):
    rows = _load(folder)
    _save(folder, rows, columns=[name for name in rows[0] if name != column])
    with pytest.raises(Stop, match=f"Kolonnen {column} mangler"):
        law.read(folder)


@pytest.mark.parametrize(
    ("where", "said"),
    [(NEEDED_2018, "hvor mange kriterier"), (RESIDENTS_2018, "intet mindste beboertal")],
)
def test_a_kind_of_area_without_half_of_its_rule_is_refused(folder, where, said):
    rows = _load(folder)
    del rows[_find(rows, *where)]
    _save(folder, rows)
    with pytest.raises(Stop, match=said):
        law.read(folder)


def test_two_kinds_of_area_measure_a_thing_in_one_way(folder):
    rows = _load(folder)
    rows[_find(rows, "2021-12", "forebyggelsesomraade", "counted", "uden_for_arbejdsmarkedet")]["years"] = "1"
    _save(folder, rows)
    with pytest.raises(Stop, match="uden_for_arbejdsmarkedet måles på to måder"):
        law.read(folder)


def test_a_row_that_is_there_twice_is_refused(folder):
    rows = _load(folder)
    place = _find(rows, *RESIDENTS_2018)
    _save(folder, [*rows[: place + 1], *rows[place:]])
    with pytest.raises(Stop, match="allerede en række om det samme"):
        law.read(folder)


def test_a_missing_an_empty_and_a_headless_file_are_refused(folder):
    path = folder / "criteria.csv"
    rows = _load(folder)
    path.write_text(",".join(rows[0]) + "\n", encoding="utf-8")
    with pytest.raises(Stop, match="ingen rækker"):
        law.read(folder)
    path.write_text("", encoding="utf-8")
    with pytest.raises(Stop, match="Filen er tom"):
        law.read(folder)
    path.unlink()
    with pytest.raises(Stop, match="Filen mangler"):
        law.read(folder)


def test_a_comma_and_a_point_are_the_same_limit_in_any_form_that_a_spreadsheet_saves(folder):
    expected = law.read(FOLDER)
    rows = _load(folder)
    for row in rows:
        row["limit"] = row["limit"].replace(".", ",")
        for column in ("valid_from", "valid_until"):
            row[column] = "-".join(reversed(row[column].split("-")))  # 01-12-2018
    _save(folder, rows, delimiter=";")
    assert law.read(folder) == expected
    convicted = expected.versions[0].list_criteria(CriterionId.CONVICTED)
    assert [str(one.limit) for one in convicted] == ["27/10"]


def test_each_measure_can_be_asked_for_with_all_its_limits():
    now = law.read(FOLDER).versions[-1]
    assert [int(one.limit) for one in now.list_criteria(CriterionId.INCOME)] == [55, 65]
    assert [int(one.limit) for one in now.list_criteria(CriterionId.NON_WESTERN)] == [50, 30]
    assert law.read(FOLDER).versions[0].list_criteria(CriterionId.INCOME) == ()
    assert all(one.paragraph.startswith("§ 61") for rule in now.rules.values() for one in rule.criteria)
    assert {kind: rule.paragraph for kind, rule in now.rules.items()} == {
        AreaType.VULNERABLE: "§ 61 a, stk. 1",
        AreaType.PARALLEL: "§ 61 a, stk. 2",
        AreaType.TRANSFORMATION: "§ 61 a, stk. 4",
        AreaType.PREVENTION: "§ 61 b",
    }
