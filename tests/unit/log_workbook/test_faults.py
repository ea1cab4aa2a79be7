"""Each fault in a filled-in workbook is a Danish sentence with sheet and cell, and none repeats what stands there."""

import ast
import inspect
import re
from datetime import date, datetime

import pytest

import cpr_spellings
import log_workbooks
from followup_logs import PLAN, ROOT, SMALL
from hpanalysis import followup, log_workbook
from hpanalysis.errors import Stop
from hpanalysis.followup import EMERGENCY, FOLLOWUP
from hpanalysis.followup.logs import impossible, references
from hpanalysis.followup.logs.faults import Fault
from hpanalysis.followup.logs.log import list_known_keys
from hpanalysis.log_workbook import wording
from log_workbooks import EMPTY, Formula

FOLDER = ROOT / "tests" / "plans" / "lillekoebing"
PLAIN = {
    FOLLOWUP: log_workbook.to_plain(followup.read_log(FOLDER / FOLLOWUP, SMALL)),
    EMERGENCY: log_workbook.to_plain(followup.read_emergency_log(FOLDER / EMERGENCY, SMALL)),
}


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return log_workbooks.write(tmp_path_factory.mktemp("logs"), SMALL, PLAIN)


def told(made, changes=None, **more) -> list[tuple[str, str]]:
    """The findings of the workbook with some cells changed: place and what is wrong."""
    back = log_workbook.read_back(log_workbooks.save_again(made, changes, **more), SMALL, PLAIN, {})
    assert bool(back.findings) != bool(back.logs)
    return [(finding.place, finding.wrong) for finding in back.findings]


CELLS = {
    "an empty cell that must be filled": ("Møder", "A5", EMPTY, "»Dato« er tom."),
    "a day that is none": ("Møder", "A5", "engang i marts", "Det, der står i cellen, er ikke en dato."),
    "a day that the calendar lacks": ("Møder", "A5", "31-02-2026", "Det, der står i cellen, findes ikke i kalenderen."),
    "a bare number for a day": ("Møder", "A5", 46083, "Det, der står i cellen, er ikke en dato."),
    "a time of day with a day": ("Møder", "A5", datetime(2026, 3, 2, 9, 30), "Cellen har et klokkeslæt."),
    "a day before the plan": ("Møder", "A5", date(2024, 3, 2), "Datoen ligger før helhedsplanen."),
    "a day after the log's own": (
        "Møder",
        "A8",
        date(2026, 12, 2),
        "Datoen ligger efter den dag, loggen fortæller om (arket »Om loggen«).",
    ),
    "a meeting that no list has": (
        "Møder",
        "B5",
        "Sommerfesten",
        "Det, der står i cellen, er ikke på cellens liste.",
    ),
    "a tick that is none": ("Møder", "C6", "måske", "Det, der står i cellen, er ikke på cellens liste."),
    "a report after its meeting": ("Rapporter på møder", "D5", date(2026, 3, 3), "Rapporten er leveret efter mødet."),
    "a checksum that is none": ("Rapporter på møder", "E5", "abc", "Cellen har ikke den rigtige form."),
    "a goal of a report that the meeting did not have": (
        "Mål på møder",
        "D5",
        "2. halvår 2026",
        "Mødet har ikke halvåret på arket »Rapporter på møder«.",
    ),
    "a meeting that is not held": ("Mål på møder", "A5", date(2026, 3, 17), "Mødet står ikke på arket »Møder«."),
    "a delivery for no meeting": (
        "Leverancer",
        "B5",
        date(2026, 3, 3),
        "Det møde, leverancen er til, står ikke på arket »Møder« på den dag.",
    ),
    "an unknown activity": ("Timer", "A5", "Fiskeklub", "Det, der står i cellen, er ikke på cellens liste."),
    "one who is not responsible": (
        "Timer",
        "B5",
        "Falck",
        "Navnet er ikke et af dem, der kan give timer i aktiviteten.",
    ),
    "text in a number": ("Timer", "F5", "mange", "Det, der står i cellen, er ikke et tal."),
    "hours and minutes": ("Timer", "F5", "412:30", "Det, der står i cellen, er timer og minutter og ikke et tal."),
    "a number that has lost a person's zero": (
        "Møder",
        "E5",
        101901234,
        "Cellen er ikke en tekst; regnearket kan have lavet den om til en dato eller et tal.",
    ),
    "a number that is a day": ("Timer", "F5", date(2026, 3, 2), "Cellen er ikke et tal, men vises som noget andet."),
    "no hours": ("Timer", "F5", 0, "Cellen har ikke den rigtige form."),
    "hours of three decimals": ("Timer", "F5", 1.125, "Cellen har ikke den rigtige form."),
    "a formula that nobody computed": ("Timer", "F5", Formula("=A1"), "Cellen har en formel, som aldrig er regnet ud."),
    "a period that ends before it begins": (
        "Timer",
        "E5",
        date(2025, 7, 31),
        "Perioden slutter, før den begynder.",
    ),
    "a period over two years": ("Timer", "E5", date(2026, 1, 31), "Perioden går over i et nyt regnskabsår."),
    "a document's number that became a day": (
        "Ændringer",
        "F5",
        date(2026, 2, 1),
        "Cellen er ikke en tekst; regnearket kan have lavet den om til en dato eller et tal.",
    ),
    "a year that is none": ("Regnskabsår", "A5", "næste år", "Det, der står i cellen, er ikke et tal."),
    "an evaluation without a decision": (
        "Aktiveringer",
        "F5",
        date(2026, 4, 20),
        "Forløbet er evalueret uden en beslutning om det.",
    ),
    "gathered before the alarm": (
        "Aktiveringer",
        "D5",
        datetime(2026, 4, 1, 20, 0),
        "Gruppen er samlet, før beredskabet blev aktiveret.",
    ),
    "a cell beside the table": ("Timer", "J6", "en note", "Cellen står uden for tabellens kolonner."),
}


@pytest.mark.parametrize("case", CELLS)
def test_a_fault_in_a_cell_is_told_with_its_cell(made, case):
    sheet, place, value, wrong = CELLS[case]
    found = told(made, {(sheet, place): value})
    assert (where := [one for one, said in found if said == wrong]), found
    column = {"an evaluation without a decision": "E"}.get(case, place[0])
    assert f"»{sheet}«, celle {column}{place[1:]}" in where


def test_all_faults_are_told_at_once_of_cells_and_of_what_does_not_hang_together(made):
    found = told(
        made,
        {
            ("Timer", "F6"): "mange",
            ("Timer", "E8"): date(2026, 12, 31),
            ("Ændringer", "B5"): date(2024, 1, 1),
            ("Statusmøder", "B5"): EMPTY,
        },
    )
    places = [place for place, _ in found]
    assert places == ["»Timer«, celle F6", "»Timer«, celle E8", "»Ændringer«, celle B5", "»Statusmøder«, celle B5"]


def test_a_row_that_cannot_be_read_does_not_make_others_wrong(made):
    assert told(made, {("Møder", "A5"): "i går"}) == [("»Møder«, celle A5", "Det, der står i cellen, er ikke en dato.")]


def test_overlapping_hours_name_the_other_row(made):
    found = told(made, {("Timer", "D6"): date(2025, 12, 1), ("Timer", "E6"): date(2025, 12, 30)})
    assert found == [
        ("»Timer«, celle D6", "Perioden overlapper række 5 for samme aktivitet og ansvarlig."),
    ]


def test_a_number_of_a_person_is_refused_wherever_it_stands_and_never_repeated(made):
    number = "010190-1234"
    places = {("Møder", "D6"): f"Om {number}", ("Forside", "D40"): number, ("Timer", "F5"): 101901234 + 1_000_000_000}
    again = log_workbooks.save_again(made, places | {("Lister", "A30"): "0101901234"})
    findings = log_workbook.read_back(again, SMALL, PLAIN, {}).findings
    assert not any("0190" in part for finding in findings for part in finding)
    found = {finding.place for finding in findings if "CPR-nummer" in finding.wrong}
    assert {"»Møder«, celle D6", "ark nr. 1, celle D40".replace("ark nr. 1", "»ark nr. 1«")} <= found
    assert len(found) == 4


def test_every_plain_spelling_of_a_persons_number_is_refused_and_no_look_alike_is(made):
    spelt = [write(number) for write in cpr_spellings.PLAIN.values() for number in cpr_spellings.NUMBERS]
    findings = told(made, {("Forside", f"F{row}"): text for row, text in enumerate(spelt, 1)})
    assert len(findings) == len(spelt) > 20
    alike = enumerate(cpr_spellings.list_look_alikes(), 1)
    assert told(made, {("Forside", f"F{row}"): text for row, text in alike}) == []


def test_sheets_and_heads_that_are_gone_or_have_another_name_are_told(made):
    missing = "Arket mangler, eller det har fået et andet navn."
    assert ("»Timer«", missing) in told(made, names={"Timer": "Timerne"})
    assert ("»Statusmøder«", missing) in told(made, names={"Statusmøder": None})
    wrong = "Kolonnen »Ansvarlig« mangler, eller dens overskrift er ændret."
    assert told(made, {("Timer", "B4"): "Hvem"}) == [("»Timer«", wrong)]


def test_columns_may_change_places(made):
    changes = {("Timer", "E4"): "Timer", ("Timer", "F4"): "Til"}
    for row, (last, hours) in enumerate(
        [(date(2025, 12, 31), 25), (date(2026, 11, 30), 55.25), (date(2026, 11, 30), 96), (date(2026, 11, 30), 12)], 5
    ):
        changes |= {("Timer", f"E{row}"): hours, ("Timer", f"F{row}"): last}
    assert told(made, changes) == []


def test_a_row_under_the_tables_end_and_a_merged_cell_are_told(made):
    place = "»Uregelmæssigheder«, række 60"
    changes = {("Uregelmæssigheder", "A60"): date(2026, 3, 2), ("Uregelmæssigheder", "C60"): "Noget"}
    assert told(made, changes) == [(place, "Rækken står under tabellen og læses ikke.")]
    found = told(made, merged={"Uregelmæssigheder": "A8:A9"})
    assert found == [("»Uregelmæssigheder«, celle A8", "Cellen er flettet med andre.")]


def test_a_log_must_tell_its_day_once(made):
    found = told(made, {("Om loggen", "A6"): "Opfølgning"})
    wrong = "Rækken for {} mangler eller står to gange."
    assert found == [("»Om loggen«", wrong.format("Opfølgning")), ("»Om loggen«", wrong.format("Beredskab"))]


def test_a_workbook_without_the_emergency_sheets_leaves_that_log_alone(made):
    changes = {("Om loggen", f"{column}6"): EMPTY for column in "ABC"}
    again = log_workbooks.save_again(made, changes, names={"Aktiveringer": None, "Statusmøder": None})
    back = log_workbook.read_back(again, SMALL, PLAIN, {})
    assert back.findings == [] and set(back.logs) == {FOLLOWUP}


def test_another_projects_workbook_and_what_is_no_workbook_are_refused(made, tmp_path):
    with pytest.raises(Stop, match="hører til en anden plan"):
        log_workbook.read_back(made, PLAN, PLAIN, {})
    with pytest.raises(Stop, match="ingen forside"):
        log_workbook.read_back(log_workbooks.save_again(made, names={"Forside": "Side 1"}), SMALL, PLAIN, {})
    with pytest.raises(Stop, match="findes ikke"):
        log_workbook.read_back(tmp_path / "ingen.xlsx", SMALL, PLAIN, {})
    (tmp_path / "tekst.xlsx").write_text("Dato;Møde\n", encoding="utf-8")
    with pytest.raises(Stop, match="kan ikke læses som et regneark"):
        log_workbook.read_back(tmp_path / "tekst.xlsx", SMALL, PLAIN, {})


def list_sentences(module) -> list[tuple[str, str]]:
    """What each `Fault` of a module says: wrong and expected, a value in it as `X`."""

    def read(node: ast.expr) -> str:
        if isinstance(node, ast.JoinedStr):
            return "".join(part.value if isinstance(part, ast.Constant) else "X" for part in node.values)
        return node.value if isinstance(node, ast.Constant) else ""

    calls = [node for node in ast.walk(ast.parse(inspect.getsource(module))) if isinstance(node, ast.Call)]
    return [(read(c.args[1]), read(c.args[2])) for c in calls if isinstance(c.func, ast.Name) and c.func.id == "Fault"]


@pytest.mark.parametrize("module", [references, impossible])
def test_every_fault_of_the_logs_is_told_without_their_keys_and_files(module):
    sentences = list_sentences(module)
    assert len(sentences) > 10
    keys = "|".join(sorted(list_known_keys() - {"to"}, key=len, reverse=True))
    for wrong, expected in sentences:
        if wrong in wording.OF_LABELS:
            continue
        written = wrong.replace("i X ligger", "i seen ligger").replace("nr. X", "nr. 3")
        said = wording.tell_fault(Fault("meetings, nr. 1", written, expected), 7)
        whole = f"{said.wrong} {said.expected}"
        assert not re.search(rf"\b({keys}|[a-z_]+\.(csv|yaml)|Nøglen|punkt)\b", whole), whole
        assert said.key or wrong == "Mødet har behandlet en rapport, før det møde, der skal ligge forud, fik den."
