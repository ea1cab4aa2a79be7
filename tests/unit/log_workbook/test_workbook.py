"""The workbook as it is opened: what is locked, what may be chosen, what is typed; and LibreOffice fills a row in."""

import re
import shutil
import subprocess
import warnings
import zipfile
from datetime import date
from xml.etree import ElementTree

import pytest
from python_calamine import CalamineWorkbook

import log_workbooks
from followup_logs import PLAN, ROOT, SMALL
from hpanalysis import followup, log_workbook
from hpanalysis.followup import EMERGENCY, FOLLOWUP
from hpanalysis.log_workbook import choices
from hpanalysis.log_workbook.sheets.order import list_sheets
from hpanalysis.workbooks.columns import Form

SOFFICE = shutil.which("soffice")
needs_libreoffice = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not on this machine")
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
PLAIN = {
    FOLLOWUP: log_workbook.to_plain(followup.read_log(ROOT / "params" / FOLLOWUP, PLAN)),
    EMERGENCY: log_workbook.to_plain(followup.read_emergency_log(ROOT / "params" / EMERGENCY, PLAN)),
}
SHEETS = list_sheets(PLAN, with_emergency=True)


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # XlsxWriter leaves out with a warning what Excel would not take
        return log_workbooks.write(tmp_path_factory.mktemp("logs"), PLAN, PLAIN)


def read_sheet_xml(path, number: int) -> ElementTree.Element:
    """The XML of a sheet by its number from 1, the cover first."""
    with zipfile.ZipFile(path) as packed:
        return ElementTree.fromstring(packed.read(f"xl/worksheets/sheet{number}.xml"))


def list_unlocked_styles(path) -> set[str]:
    """The numbers of the cell styles that are not locked."""
    with zipfile.ZipFile(path) as packed:
        styles = ElementTree.fromstring(packed.read("xl/styles.xml"))
    found = set()
    for number, style in enumerate(styles.find(f"{MAIN}cellXfs")):
        protection = style.find(f"{MAIN}protection")
        if protection is not None and protection.get("locked") in ("0", "false"):
            found.add(str(number))
    return found


def test_only_the_cells_to_fill_in_are_unlocked_and_every_sheet_is_protected(path):
    unlocked = list_unlocked_styles(path)
    for number, sheet in enumerate(SHEETS, start=2):
        root = read_sheet_xml(path, number)
        assert root.find(f"{MAIN}sheetProtection").get("sheet") == "1"
        open_cells = {cell.get("r") for cell in root.iter(f"{MAIN}c") if cell.get("s") in unlocked}
        rows = {int(re.sub("[A-Z]", "", place)) for place in open_cells}
        locked_columns = sum(column.is_locked for column in sheet.columns)
        assert min(rows) == 5 and len(rows) >= 2
        assert len(open_cells) == len(rows) * (len(sheet.columns) - locked_columns)
        pane = root.find(f"{MAIN}sheetViews/{MAIN}sheetView/{MAIN}pane")
        assert pane.get("state") == "frozen" and pane.get("ySplit") == "4"
    for number in (1, len(SHEETS) + 2):  # the cover and the lists
        root = read_sheet_xml(path, number)
        assert root.find(f"{MAIN}sheetProtection").get("sheet") == "1"
        assert not [cell for cell in root.iter(f"{MAIN}c") if cell.get("s") in unlocked]


def test_every_cell_tells_what_to_write_and_offers_the_plans_own_names(path):
    lists = CalamineWorkbook.from_path(path).get_sheet_by_name("Lister").to_python()
    columns = {column[0]: [label for label in column[1:] if label] for column in zip(*lists, strict=True)}
    assert "Neuropsykologisk udviklingsleg (NPU)" in columns["Aktiviteter"]
    assert "Delaftalen Uddannelse og livschancer som helhed" in columns["Aktiviteter"]
    assert columns["Halvår"][0] == "2. halvår 2024" and columns["Halvår"][-1] == "2. halvår 2029"
    assert columns["Møder"][-1] == "Bestyrelsen: ekstraordinært møde"
    assert columns["Boligområder"] == [area.name for area in PLAN.areas]
    assert not [label for labels in columns.values() for label in labels if "_" in label]
    for number, sheet in enumerate(SHEETS, start=2):
        rules = list(read_sheet_xml(path, number).iter(f"{MAIN}dataValidation"))
        assert len(rules) == sum(not column.is_locked for column in sheet.columns)
        for rule, column in zip(rules, [one for one in sheet.columns if not one.is_locked], strict=True):
            assert rule.get("prompt") == column.help and rule.get("promptTitle") == column.head
            assert (rule.get("type") == "list") == (column.choices is not None or bool(column.suggested))


def test_days_and_numbers_are_typed_and_texts_are_texts(path):
    book = CalamineWorkbook.from_path(path)
    meetings = book.get_sheet_by_name("Møder").to_python()
    assert meetings[0][0] == "Møder" and meetings[4][0] == date(2025, 9, 15) and meetings[4][8] == "2025-101"
    hours = book.get_sheet_by_name("Timer").to_python()
    assert hours[4][3:6] == [date(2025, 8, 1), date(2025, 12, 31), 4267.0]
    assert hours[4][:2] == ["Neuropsykologisk udviklingsleg (NPU)", "Institutionerne"]
    cover = [cell for row in book.get_sheet_by_name("Forside").to_python() for cell in row]
    assert "Fortroligt" in cover and PLAN.settings.contact in cover and "Opdigtet" not in cover


def test_a_text_that_looks_like_a_formula_is_none(tmp_path):
    plain = {FOLLOWUP: {"as_of": "2026-11-20", "lbf_requirements": [{"asks": "=1+1", "source": "@SUM(A1)"}]}}
    path = log_workbooks.write(tmp_path, SMALL, plain)
    with zipfile.ZipFile(path) as packed:
        assert not [name for name in packed.namelist() if b"<f>" in packed.read(name)]
    assert log_workbook.read_back(path, SMALL, plain, {}).findings == []


def test_a_workbook_says_that_it_is_made_up_where_the_projects_data_are_and_is_the_same_each_time():
    marked = log_workbook.make_workbook(SMALL, {FOLLOWUP: None}, made_up=True)
    assert marked == log_workbook.make_workbook(SMALL, {FOLLOWUP: None}, made_up=True)
    assert marked != log_workbook.make_workbook(SMALL, {FOLLOWUP: None}, made_up=False)


def test_every_sheet_has_a_column_for_each_key_of_its_entries_and_no_head_twice():
    for sheet in SHEETS:
        heads = [column.head for column in sheet.columns]
        assert len(set(heads)) == len(heads)
        assert all(len(column.help) <= 255 and column.help.endswith(".") for column in sheet.columns)
        if sheet.model is not None:
            fields = {field.alias or name for name, field in sheet.model.model_fields.items()} - {"reports", "goals"}
            assert {key for column in sheet.own_columns for key in column.keys} == fields
            needed = {field.alias or name for name, field in sheet.model.model_fields.items() if field.is_required()}
            assert needed <= {key for column in sheet.own_columns if column.required for key in column.keys}
        assert all(bool(column.choices) == (column.form in (Form.CHOICE, Form.TICK)) for column in sheet.columns)


def test_sentences_are_shortened_to_what_tells_them_apart():
    sentences = ["Rådet mødes om året, om foråret.", "Rådet mødes om året, om efteråret.", "Rådet drøfter: alt."]
    assert choices.shorten_sentences(sentences) == [
        "Rådet mødes om året, om foråret",
        "Rådet mødes om året, om efteråret",
        "Rådet drøfter",
    ]


@needs_libreoffice
def test_a_row_that_libreoffice_fills_in_and_saves_is_read(path, tmp_path):
    profile = f"-env:UserInstallation=file://{tmp_path / 'profil'}"
    rows = len(PLAIN[FOLLOWUP]["irregularities"])
    filled = log_workbooks.save_again(
        path,
        {
            ("Uregelmæssigheder", f"A{5 + rows}"): date(2026, 5, 4),
            ("Uregelmæssigheder", f"C{5 + rows}"): "Syntetisk eksempel: En rapport kom to gange.",
        },
    )
    for source, changed in ((path, 0), (filled, 1)):
        command = [SOFFICE, profile, "--headless", "--convert-to", "xlsx", "--outdir", tmp_path / "ud", source]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        saved = tmp_path / "ud" / source.name
        back = log_workbook.read_back(saved, PLAN, PLAIN, {})
        assert back.findings == []
        changes = log_workbook.list_changes(
            back.sheets, FOLLOWUP, PLAIN[FOLLOWUP], log_workbook.to_plain(back.logs[FOLLOWUP])
        )
        assert [change.tell() for change in changes] == ["Uregelmæssigheder: 1 ny"] * changed
        assert log_workbook.to_plain(back.logs[EMERGENCY]) == PLAIN[EMERGENCY]
    # LibreOffice keeps what is locked: the heads are, and the cells under them are not.
    saved = tmp_path / "ud" / path.name
    unlocked = list_unlocked_styles(saved)
    cells = {cell.get("r"): cell.get("s") in unlocked for cell in read_sheet_xml(saved, 3).iter(f"{MAIN}c")}
    assert not cells["A4"] and cells["A5"] and cells["J20"]
