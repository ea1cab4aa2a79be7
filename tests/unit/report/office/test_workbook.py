"""The workbook and the CSV file: every cell a number or a word, nothing hidden told, the same bytes each time."""

import csv
import dataclasses
import io
import zipfile
from decimal import Decimal
from xml.etree import ElementTree

import pytest

import report_tables
import shared_plans
from hpanalysis.plan.settings import Agreement
from hpanalysis.published.office import columns
from hpanalysis.published.office.columns import Head
from hpanalysis.published.office.workbook import read_workbook
from hpanalysis.report.office import cover, notes
from hpanalysis.report.office.column_forms import FORMS, Kind, write_number_format
from hpanalysis.report.office.people_csv import make_people_csv
from hpanalysis.report.office.rows import list_rows
from hpanalysis.report.office.sheet_styles import find_height
from hpanalysis.report.office.workbook import make_workbook
from hpanalysis.tables import Since, Status, Verdict, Versus

SECRET = (str(report_tables.SECRET), str(report_tables.SECRET).replace(".", ","), str(report_tables.SECRET_GROUP))
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


@pytest.fixture(scope="module")
def release():
    return report_tables.release()


@pytest.fixture(scope="module")
def cells(release):
    return release.cells(report_tables.half_year())


@pytest.fixture(scope="module")
def workbook(release, cells):
    return make_workbook(release, cells)


def rows_of(release, *rows):
    """The rows of the delaftale on schooling, of a judged table written out."""
    cells = release.cells(report_tables.table(*rows))
    return list_rows(release, cells, release.plan.agreement("uddannelse"))


def test_no_cell_is_empty_and_no_hidden_number_is_there(release, cells, workbook):
    rows = [row for agreement in cover.name_sheets(release).values() for row in list_rows(release, cells, agreement)]
    assert len(rows) > 100
    assert all(list(row.values) == list(Head) for row in rows)
    assert all(value != "" and value is not None for row in rows for value in row.values.values())
    told = {row.values[Head.VALUE] for row in rows if isinstance(row.values[Head.VALUE], str)}
    assert told == {
        status.value for status in (Status.HIDDEN, Status.NOT_DELIVERED, Status.NO_PERSONS, Status.NO_CASES)
    }
    parts = zipfile.ZipFile(io.BytesIO(workbook))
    everything = "".join(parts.read(name).decode("utf-8") for name in parts.namelist())
    everything += make_people_csv(release, cells).decode("utf-8")
    assert not any(secret in everything for secret in SECRET)


def test_a_row_says_the_figure_with_all_that_follows(release):
    (row,) = rows_of(
        release,
        report_tables.row(
            "elevfravaer",
            "vangdalen",
            "2024-25",
            value=Decimal("9.3"),
            lo=Decimal("8.0"),
            hi=Decimal("10.9"),
            numerator=Decimal("2922.0"),
            denominator=31263,
            municipality_value=Decimal("7.5"),
            versus_municipality=Versus.WORSE.value,
            baseline_window="2023-24",
            baseline_value=Decimal("10"),
            baseline_recomputed=Decimal("10.2"),
            change=Decimal("-0.9"),
            change_lo=Decimal("-2.6"),
            change_hi=Decimal("1.3"),
            since_baseline=Since.NO_SURE_CHANGE.value,
            evidence="sandsynligvis forbedret",
            probability=Decimal("0.8149"),
            target="Samme niveau som kommunen",
            target_now=Decimal("7.5"),
            distance=Decimal("1.8"),
            verdict=Verdict.UNCLEAR.value,
            reason="afstanden er lille",
        ),
    )
    assert {head: value for head, value in row.values.items() if head is not Head.GOAL} == {
        Head.INDICATOR: "Elevfravær, 0.-10. klasse",
        Head.PLACE: "Vangdalen",
        Head.PERIOD: "Skoleåret 2024/25",
        Head.UNIT: "pct.",
        Head.VALUE: Decimal("9.3"),
        Head.LOW: Decimal("8.0"),
        Head.HIGH: Decimal("10.9"),
        Head.NUMERATOR: Decimal(2922),
        Head.DENOMINATOR: Decimal(31263),
        Head.COMPARED_WITH: "Randers Kommune",
        Head.COMPARISON: Decimal("7.5"),
        Head.VERSUS: "dårligere",
        Head.BASELINE: Decimal("10.2"),
        Head.BASELINE_FROM: "2023/24, genberegnet (trykt: 10,0 %)",
        Head.CHANGE: Decimal("-0.9"),
        Head.CHANGE_UNIT: "procentpoint",
        Head.CHANGE_LOW: Decimal("-2.6"),
        Head.CHANGE_HIGH: Decimal("1.3"),
        Head.SINCE: "ingen sikker ændring",
        Head.DIRECTION: "sandsynligvis forbedret (81 pct.)",
        Head.TARGET: "Samme niveau som kommunen",
        Head.TARGET_NOW: Decimal("7.5"),
        Head.MISSING: Decimal("1.8"),
        Head.VERDICT: "uafklaret",
        Head.REASON: "afstanden er lille",
        Head.KEY: "elevfravaer/2024-25/vangdalen",
    }


def test_what_cannot_be_judged_has_its_reason_in_the_cell(release):
    (row,) = rows_of(
        release,
        report_tables.row(
            "elevfravaer",
            "vangdalen",
            "2024-25",
            value=Decimal("9.3"),
            versus_municipality=Versus.NOT_JUDGEABLE.value,
            versus_reason="der mangler tal",
            since_baseline=Since.NOT_JUDGEABLE.value,
            since_reason="der endnu kun er én opgørelse",
        ),
    )
    assert row.values[Head.VERSUS] == "kan ikke vurderes, fordi der mangler tal"
    assert row.values[Head.SINCE] == "kan ikke vurderes, fordi der endnu kun er én opgørelse"
    assert row.values[Head.LOW] == row.values[Head.CHANGE] == "beregnes ikke"
    assert row.values[Head.COMPARISON] == columns.NO_COMPARISON
    assert row.values[Head.TARGET] == row.values[Head.VERDICT] == columns.NO_TARGET


def test_the_municipality_is_what_others_are_compared_with(release):
    (row,) = rows_of(release, report_tables.row("elevfravaer", "randers", "2024-25", value=Decimal("7.5")))
    assert {row.values[head] for head in (Head.COMPARED_WITH, Head.COMPARISON, Head.VERSUS)} == {columns.IS_COMPARISON}


def test_the_same_figures_give_the_same_bytes(release, cells, workbook):
    assert make_workbook(release, cells) == workbook
    assert make_people_csv(release, cells) == make_people_csv(release, cells)


def test_every_sheet_is_a_table_with_a_frozen_head_that_each_printed_page_repeats(workbook, release):
    parts = zipfile.ZipFile(io.BytesIO(workbook))
    told = parts.read("xl/workbook.xml").decode("utf-8")
    sheets = read_workbook(workbook).sheets
    assert [len(sheet.tables) for sheet in sheets] == [2, *[1] * (len(sheets) - 2), 2]
    assert told.count("_xlnm.Print_Titles") == told.count("_xlnm.Print_Area") == len(sheets) - 2
    for number in range(2, len(sheets)):
        sheet = parts.read(f"xl/worksheets/sheet{number}.xml").decode("utf-8")
        assert 'state="frozen"' in sheet and 'orientation="landscape"' in sheet and 'fitToHeight="0"' in sheet
        assert "<mergeCell" not in sheet


def test_the_workbook_says_what_it_is_and_in_which_language(workbook, release):
    core = zipfile.ZipFile(io.BytesIO(workbook)).read("docProps/core.xml")
    told = {each.tag.rpartition("}")[2]: each.text for each in ElementTree.fromstring(core)}
    assert told["title"] == "Tal for 1. halvår 2026, Boligsocial helhedsplan Randers 2025-29"
    assert told["language"] == "da-DK"
    assert told["created"] == told["modified"] == "2026-09-07T00:00:00Z"


def test_a_number_is_written_as_it_is_and_not_as_a_computer_has_it(workbook):
    sheets = zipfile.ZipFile(io.BytesIO(workbook))
    texts = [sheets.read(name).decode("utf-8") for name in sheets.namelist() if "worksheets/sheet" in name]
    numbers = [each.text for text in texts for each in ElementTree.fromstring(text).iter(f"{_MAIN}v")]
    assert all(len(number) < 10 for number in numbers)


def test_real_figures_are_not_called_invented(cells):
    real = dataclasses.replace(report_tables.release(), synthetic=False)
    sheets = read_workbook(make_workbook(real, cells)).sheets
    assert not any("Syntetiske" in str(value) for sheet in sheets for value in sheet.cells.values())
    assert sheets[0].cells[2, 1] == "Tallene er offentlige. Tal om få personer er diskretioneret."


def test_a_plan_without_figures_yet_has_its_sheets_with_a_sentence(release):
    empty = read_workbook(make_workbook(release, release.cells(report_tables.table())))
    assert "Der er endnu ikke opgjort tal." in empty.sheets[1].cells.values()


def _with_agreements(release, *names):
    settings = release.plan.settings
    agreements = [Agreement(id=f"a{place}", name=name, kind="delaftale") for place, name in enumerate(names)]
    changed = settings.model_copy(update={"agreements": agreements, "figure_groups": []})
    plan = dataclasses.replace(release.plan, settings=changed)
    return dataclasses.replace(release, plan=plan)


@pytest.mark.parametrize(
    ("names", "sheets"),
    [
        (["Sammenhængskraft og medborgerskab"], ["Sammenhængskraft"]),
        (["Børn/unge: [trivsel]"], ["Børn unge trivsel"]),
        (["Noter", "noter"], ["Noter 2", "noter 3"]),
        (["Bolig", "bolig"], ["Bolig", "bolig 2"]),
        (["x" * 40], ["x" * 31]),
    ],
)
def test_a_sheet_has_a_name_that_excel_takes(release, names, sheets):
    assert list(cover.name_sheets(_with_agreements(release, *names))) == sheets


def test_after_the_plans_end_there_is_no_next_publication(release):
    assert dict(cover.list_facts(release))["Næste udgivelse"].startswith("2. halvår 2026; de første nye tal ventes i ")
    last = dataclasses.replace(release, half_year=type(release.half_year).parse("2029H2"))
    assert dict(cover.list_facts(last))["Næste udgivelse"] == "Ingen: Helhedsplanen er slut"


def test_every_word_that_may_stand_for_a_number_is_explained(release):
    explained = {word.lower() for word, _ in notes.list_notes(release)}
    words = {getattr(columns, name) for name in dir(columns) if name.startswith(("NO_", "NOT_", "IS_"))}
    assert words <= explained
    assert {Status.HIDDEN.value, Status.NOT_DELIVERED.value, Verdict.MET.value} <= explained


def test_a_plans_indicators_with_caveats_have_them_on_the_notes(release):
    caveats = dict(notes.list_caveats(release))
    assert caveats["Elevfravær, 0.-10. klasse"].startswith("Fraværet er opgjort efter, hvor eleven bor")
    assert len(shared_plans.read(shared_plans.RANDERS).adoptions) >= len(caveats) > 10


def test_a_number_shows_as_many_decimals_as_its_indicator():
    assert write_number_format(Kind.FIGURE, Decimal("9.3"), 1) == "#,##0.0"
    assert write_number_format(Kind.CHANGE, Decimal("-2"), 0) == "+#,##0;-#,##0;0"
    assert write_number_format(Kind.COUNT, Decimal("14.0"), 1) == "#,##0"
    assert write_number_format(Kind.COUNT, Decimal("14.5"), 2) == "#,##0.0"


def test_the_printed_columns_fit_a3_with_letters_of_8_points():
    printed = list(Head)[: list(Head).index(columns.LAST_PRINTED) + 1]
    pixels = sum(FORMS[head].width * 7 + 5 for head in printed)
    # 16.5 inches less the margins, at 96 pixels an inch; letters of 10 points are printed as 8.
    assert (16.5 - 0.6) * 96 / pixels * 10 >= 8


def test_a_row_is_as_high_as_its_longest_text():
    one = find_height([("kort", 20)])
    assert find_height([("et ord og et til og et mere og flere endnu", 20), ("kort", 20)]) > one
    assert find_height([]) == one
    assert find_height([("x" * 60, 20)]) > find_height([("x" * 30, 20)])


def test_the_csv_file_opens_in_a_danish_excel(release, cells):
    content = make_people_csv(release, cells)
    assert content.startswith(b"\xef\xbb\xbf")
    lines = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert lines[0][0] == "Aftale" and lines[0][1:] == [head.value for head in Head]
    assert all(len(line) == len(lines[0]) and all(line) for line in lines)
    values = [line[1 + list(Head).index(Head.VALUE)] for line in lines[1:]]
    assert any("," in value for value in values) and not any("." in value for value in values)
