"""Each fault in a partner's workbook is a Danish sentence with sheet and cell, and none repeats what stands there."""

from datetime import date

import pytest

import cpr_spellings
import partner_workbooks
from followup_logs import PLAN, SMALL
from hpanalysis import partner_workbook
from hpanalysis.definitions.windows import HalfYear
from log_workbooks import EMPTY, Formula
from partner_workbooks import HALF


@pytest.fixture
def made(tmp_path):
    return partner_workbooks.write(tmp_path)


def read(path, changes, **more):
    return partner_workbook.read_workbook(partner_workbooks.fill(path, changes, **more), PLAN, HALF)


D, T = "Leverancer", "Timer"
CELLS = {
    "a number under 0": ((D, "F5", -1), "»Leverancer«, celle F5", "Tallet er under 0."),
    "a number that is not whole": ((D, "F5", 2.5), "»Leverancer«, celle F5", "Tallet er ikke helt."),
    "a text in a number": ((D, "F5", "mange"), "»Leverancer«, celle F5", "Det, der står i cellen, er ikke et tal."),
    "a number that nothing has": ((D, "F5", 1_000_001), "»Leverancer«, celle F5", "Tallet er over 1.000.000."),
    "a formula without a value": (
        (D, "F5", Formula("=1+1")),
        "»Leverancer«, celle F5",
        "Cellen har en formel, som aldrig er regnet ud.",
    ),
    "a status that no list has": (
        (D, "I5", "næsten"),
        "»Leverancer«, celle I5",
        "Det, der står i cellen, er ikke på cellens liste.",
    ),
    "an activity that is not in the plan": (
        (D, "A5", "Fiskeklub"),
        "»Leverancer«, celle A5",
        "Aktiviteten findes ikke i planen.",
    ),
    "another activity of the plan": (
        (D, "A5", "Brandkadet"),
        "»Leverancer«, celle A5",
        "Aktiviteten er ikke den, rækken er lavet til.",
    ),
    "another promise": (
        (D, "B5", "mindst 30 trivselsforløb (om året)"),
        "»Leverancer«, celle B5",
        "Det aftalte er ikke, som planen har det.",
    ),
    "a day that was not asked": ((D, "E5", date(2026, 9, 1)), "»Leverancer«, celle E5", "Dagen er ikke den, der"),
    "groups where none are asked": ((D, "G5", 1), "»Leverancer«, celle G5", "Her spørges ikke om grupper."),
    "hours under 0": ((T, "F5", -0.5), "»Timer«, celle F5", "Tallet er under 0."),
    "hours of three decimals": ((T, "F5", 1.125), "»Timer«, celle F5", "Tallet har flere end to decimaler."),
    "more hours than a year has": ((T, "F5", 8760.5), "»Timer«, celle F5", "Timerne kan ikke passe."),
    "a cell beside the columns": ((T, "J5", "x"), "»Timer«, celle J5", "Cellen står uden for tabellens kolonner."),
    "a row under the table": ((T, "A10", "x"), "»Timer«, række 10", "Rækken står under tabellen og læses ikke."),
}


@pytest.mark.parametrize("name", CELLS)
def test_a_fault_is_told_by_its_cell_and_the_cell_is_not_repeated(made, name):
    (sheet, place, value), where, wrong = CELLS[name]
    back = read(made, {(D, "F5"): 1} | {(sheet, place): value})
    (found,) = [finding for finding in back.findings if finding.place == where]
    assert found.wrong.startswith(wrong) and found.expected
    assert isinstance(value, int | float | date) or str(value) not in f"{found.wrong} {found.expected}" or value == "x"


def test_the_limit_of_hours_is_a_years_own_or_what_was_promised_for_one_and_the_reason_is_told(tmp_path, made):
    (found,) = read(made, {(T, "F5"): 9000}).findings
    assert "højst 8.760 timer: flere har et helt kalenderår ikke" in found.expected
    assert read(made, {(T, "F5"): 8760}).findings == []
    institutions = partner_workbooks.write(tmp_path, "Institutionerne")
    assert read(institutions, {(T, "F5"): 9660}).findings == []  # 21 hours in each of ten institutions, 46 weeks
    (found,) = read(institutions, {(T, "F5"): 9661}).findings
    assert "højst 9.660 timer: så mange er aftalt for et helt år" in found.expected


def test_a_row_that_is_filled_in_part_lacks_its_number_and_a_row_for_each_group_its_groups(made):
    told = [(one.place, one.wrong) for one in read(made, {(D, "I6"): "udskudt", (D, "F11"): 8}).findings]
    assert told == [
        ("»Leverancer«, celle F6", "Cellen er tom, men rækken er udfyldt."),
        ("»Leverancer«, celle G11", "»Grupper« er tom."),
    ]
    told = [one.wrong for one in read(made, {(D, "I6"): EMPTY, (D, "G11"): 0}).findings]
    assert told == ["Tallet i »I alt« er over 0, men der er ingen grupper."]


def test_an_empty_workbook_has_no_fault_and_a_zero_is_a_report(made):
    back = partner_workbook.read_workbook(made, PLAN, HALF)
    assert back.findings == [] and back.filled == 0 and len(back.empty) == back.asked.rows
    back = read(made, {(D, "F5"): 0, (T, "F5"): "412,5"})
    assert back.findings == [] and back.deliveries[0].number == 0 and str(back.hours[0].hours) == "412.5"


def test_columns_that_were_moved_are_told_by_the_cell_where_they_should_be(made):
    back = read(made, {(D, "F4"): "Deltagere", (D, "H4"): "I alt", (D, "F5"): 3})
    assert [(one.place, one.wrong) for one in back.findings] == [
        ("»Leverancer«, celle F4", "Kolonnen »I alt« er flyttet."),
        ("»Leverancer«, celle H4", "Kolonnen »Deltagere« er flyttet."),
    ]
    assert back.deliveries == []


def test_a_head_a_row_or_a_sheet_that_is_gone_is_told(made):
    keys = {(D, f"{column}5"): EMPTY for column in "ABCDEK"}
    back = read(made, {(T, "F4"): "Antal timer"} | keys)
    told = [one.wrong for one in back.findings]
    assert told[0].startswith(
        "Rækken for »Trivselsforløb for familier« med nøglen »trivselsforloeb_forloeb« til og med"
    )
    assert told[1] == "Kolonnen »Timer« mangler, eller dens overskrift er ændret."
    back = read(made, {}, names={"Timer": None})
    assert "Arket mangler, eller det har fået et andet navn." in [one.wrong for one in back.findings]


def test_a_row_of_another_partner_a_row_of_nobody_and_a_row_twice_are_told(made):
    back = read(made, {(D, "K5"): "npu_institutioner", (D, "K7"): "opdigtet", (D, "K9"): "brandkadet_unge",
                       (D, "E9"): date(2026, 12, 31)})  # fmt: skip
    told = {one.place: one.wrong for one in back.findings}
    assert told["»Leverancer«, celle K5"] == "Rækken hører til en anden part end regnearket."
    assert told["»Leverancer«, celle K7"] == "Rækkens nøgle findes ikke i planen."
    assert told["»Leverancer«, celle K10"] == "Rækken står to gange."


def test_a_workbook_of_another_half_year_plan_or_of_nobody_is_told_by_the_cell_of_its_cover(made, tmp_path):
    (found,) = partner_workbook.read_workbook(made, PLAN, HalfYear(2027, 1)).findings
    assert found.place == "»Forside«, celle B10" and found.wrong == "Regnearket hører til et andet halvår."
    assert found.expected == "regnearket for 1. halvår 2027."
    (found,) = partner_workbook.read_workbook(made, SMALL, HALF).findings
    assert (found.place, found.wrong) == ("»Forside«, celle B10", "Regnearket hører til en anden plan.")
    (found,) = read(made, {("Forside", "B10"): "randers-2025-29 2026H2 ingen"}).findings
    assert found.wrong == "Regnearket hører til en part, som planen ikke har."
    (found,) = read(made, {("Forside", "B10"): EMPTY}).findings
    assert found.wrong == "Forsiden siger ikke, hvis regnearket er."


@pytest.mark.parametrize("spelling", ["digits alone", "a hyphen", "spaces throughout"])
def test_a_cpr_number_in_any_cell_is_refused_and_not_repeated(made, spelling):
    number = cpr_spellings.PLAIN[spelling](cpr_spellings.NUMBERS[0])
    for sheet, place in ((D, "J5"), (T, "G5"), (D, "F5")):
        back = read(made, {(D, "F6"): 1, (sheet, place): f"se {number}"})
        assert [one.place for one in back.findings if "CPR-nummer" in one.wrong] == [f"»{sheet}«, celle {place}"]
        assert number not in str(back.findings)
        partner_workbooks.fill(made, {(sheet, place): EMPTY})


def test_a_name_in_a_remark_is_refused_and_the_row_is_not_read(made):
    back = read(
        made, {(D, "F5"): 3, (D, "J5"): "Aftalt med Anna Testesen.", (T, "F5"): 10, (T, "G5"): "Ring til Testesen"}
    )
    assert [one.place for one in back.findings] == ["»Leverancer«, celle J5", "»Timer«, celle G5"]
    assert "Testesen" not in str(back.findings) and back.deliveries == [] and back.hours == []


def test_what_is_no_workbook_is_told(tmp_path):
    (tmp_path / "a.xlsx").write_text("Dato;Antal\n", encoding="utf-8")
    (found,) = partner_workbook.read_workbook(tmp_path / "a.xlsx", PLAN, HALF).findings
    assert found.wrong == "Filen kan ikke læses som et regneark."


def test_a_folder_tells_who_has_filled_in_who_has_not_and_what_is_no_workbook(tmp_path):
    folder = tmp_path / "parter"
    folder.mkdir()
    partner_workbooks.fill(partner_workbooks.write(folder), {(D, "F5"): 3}).rename(folder / "fra sekretariatet.xlsx")
    partner_workbooks.write(folder, "UUR")
    partner_workbooks.fill(partner_workbooks.write(folder, "PPR"), {(T, "F5"): -1})
    (folder / "~$ppr.xlsx").write_bytes(b"x")
    (folder / "noter.docx").write_bytes(b"x")
    result = partner_workbook.read_folder(folder, PLAN, HALF)
    assert result.filled == 1 and len(result.asked) == 20
    assert [line.split(" Ventet")[0] for line in result.faults] == [
        "»noter.docx«: Filen er ikke et regneark, der læses.",
        "»ppr.xlsx«, »Timer«, celle F5: Tallet er under 0.",
    ]
    missing = result.list_missing()
    assert "UUR (»uur.xlsx«): Ikke udfyldt." in missing
    assert "Sundhedsplejen: Regnearket ligger ikke i mappen." in missing
    assert any(
        line.startswith(
            "Bysekretariatet (»fra sekretariatet.xlsx«): 19 af 20 rækker er tomme: "
            "»Leverancer«, række 6-20; »Timer«, række 5-8."
        )
        for line in missing
    )
    assert not any("PPR" in line for line in missing)


def test_two_workbooks_of_one_partner_are_a_fault_for_one_of_them_would_be_lost(tmp_path):
    path = partner_workbooks.write(tmp_path)
    (tmp_path / "igen.xlsx").write_bytes(path.read_bytes())
    (fault,) = partner_workbook.read_folder(tmp_path, PLAN, HALF).faults
    assert fault.startswith("»igen.xlsx«: To regneark er fra den samme part: også »bysekretariatet.xlsx«.")
