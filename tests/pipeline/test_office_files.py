"""The files for office programs of a real publication: opened by LibreOffice, read as Excel would, and forged."""

import csv
import shutil
import subprocess
from decimal import Decimal
from pathlib import Path

import pytest

import office_forgeries
from forged_packages import Forgery
from hpanalysis import leaks
from hpanalysis.audit import audit
from hpanalysis.cpr import find_plain
from hpanalysis.published.definitions import read_definitions
from hpanalysis.published.figures import read_figures
from hpanalysis.published.names import OFFICE_FILES, OVERVIEW_DOCX, PEOPLE_CSV, WORKBOOK_XLSX
from hpanalysis.published.office.columns import Head
from hpanalysis.published.office.document import GOALS_HEADS, read_document
from hpanalysis.published.office.expected import expect_cells
from hpanalysis.published.office.people_csv import read_people_csv
from hpanalysis.published.office.tables import list_wanted, read_sheet_rows
from hpanalysis.published.office.workbook import read_workbook
from hpanalysis.verify.check import list_checks, run_check_without_crashing
from hpanalysis.verify.checks.publication import office_files
from hpanalysis.verify.opening.outcomes import State
from hpanalysis.workspace import Workspace
from slow_cases import keep_some_quick

SOFFICE = shutil.which("soffice")
# Semicolons, UTF-8, the numbers as they are and not as they are shown, every sheet a file.
AS_CSV = "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,false,false,false,false,-1"

needs_libreoffice = pytest.mark.skipif(
    SOFFICE is None, reason="LibreOffice (soffice) is not on this machine: apt-get install libreoffice-calc-nogui"
)


@pytest.fixture(scope="module")
def folder(made) -> Path:
    return made.reports / "2026H1"


def convert(path: Path, to: str, folder: Path) -> list[Path]:
    """A file as LibreOffice saves it in another form, with a profile of its own so that no other run is in the way."""
    profile = f"-env:UserInstallation=file://{folder / 'profil'}"
    subprocess.run(
        [SOFFICE, profile, "--headless", "--convert-to", to, "--outdir", folder / "ud", path],
        check=True,
        capture_output=True,
        timeout=180,
    )
    return sorted((folder / "ud").iterdir())


def wanted(folder: Path) -> dict[str, dict[Head, str | Decimal]]:
    """What each row must say, by its key, from indicators.csv."""
    rows, definitions = read_figures(folder), read_definitions(folder)
    return {"/".join(key): expect_cells(rows[key], definitions) for key in rows if "/".join(key) in list_wanted(rows)}


@needs_libreoffice
def test_libreoffice_reads_the_workbook_cell_by_cell_as_indicators_csv(folder, tmp_path):
    told, seen = wanted(folder), 0
    for path in convert(folder / WORKBOOK_XLSX, AS_CSV, tmp_path):
        lines = list(csv.reader(path.open(encoding="utf-8", newline=""), delimiter=";"))
        if lines[3][0] != Head.INDICATOR.value:
            continue  # the cover or the notes
        assert lines[3] == [head.value for head in Head]
        for line in lines[4:]:
            cells = dict(zip(Head, line, strict=True))
            assert all(line), "a cell without a word"
            for head, value in told.pop(cells[Head.KEY]).items():
                same = Decimal(cells[head]) == value if isinstance(value, Decimal) else cells[head] == value
                assert same, (path.name, cells[Head.KEY], head)
                seen += 1
    assert not told, "rows that no sheet has"
    assert seen > 500


@needs_libreoffice
def test_libreoffice_reads_the_document_with_its_headings_and_tables(folder, tmp_path):
    (path,) = convert(folder / OVERVIEW_DOCX, "html", tmp_path)
    html = path.read_text(encoding="utf-8")
    for heading in ("Delmålene hver for sig", "Til beslutning", "Kræver opmærksomhed", "Går den rigtige vej"):
        assert f"{heading}</h1>" in " ".join(html.split())
    assert "<table" in html
    assert 'lang="da-DK"' in html


def test_the_sheets_are_named_and_no_cell_is_empty(folder):
    workbook = read_workbook((folder / WORKBOOK_XLSX).read_bytes())
    names = [sheet.name for sheet in workbook.sheets]
    assert names[0] == "Forside" and names[-1] == "Noter" and len(set(names)) == len(names)
    rows = read_sheet_rows(workbook)
    assert all(value != "" for row in rows for value in row.cells.values())
    assert {type(row.cells[Head.VALUE]) for row in rows} == {Decimal, str}
    assert any(row.cells[Head.VALUE] == "diskretioneret" for row in rows)
    assert all("Syntetiske data" in sheet.cells[2, 1] for sheet in workbook.sheets)


def test_the_csv_file_has_the_rows_of_all_sheets(folder):
    rows = read_sheet_rows(read_workbook((folder / WORKBOOK_XLSX).read_bytes()))
    content = (folder / PEOPLE_CSV).read_bytes()
    assert content.startswith(b"\xef\xbb\xbfAftale;Tal;Sted;") and b"\r\n" in content
    assert [row[Head.KEY.value] for row in read_people_csv(content)] == [row.cells[Head.KEY] for row in rows]


def test_the_document_says_each_delmaal_with_its_verdict(folder, made):
    document = read_document((folder / OVERVIEW_DOCX).read_bytes())
    table = next(part for part in document.parts if part.is_table)
    plan = Workspace.at(made.folder).plan
    goals = [goal.name for agreement in plan.delaftaler for goal in plan.delmaal_of(agreement.id)]
    assert table.rows[0] == GOALS_HEADS
    assert [row[0] for row in table.rows[1:]] == goals
    assert all(cell for row in table.rows for cell in row)


def test_the_front_page_links_to_the_files(folder):
    front = (folder / "index.html").read_text(encoding="utf-8")
    assert '<h2 id="hent">Hent</h2>' in front
    assert all(f'href="{name}"' in front for name in OFFICE_FILES)


@pytest.mark.parametrize("name", keep_some_quick(office_forgeries.SEEN_BY_AUDITOR, every=7))
def test_what_is_planted_in_a_file_is_refused_by_the_auditor(name, folder, tmp_path):
    file, change = office_forgeries.SEEN_BY_AUDITOR[name]
    copy = Path(shutil.copytree(folder, tmp_path / "2026H1"))
    (copy / file).write_bytes(change((copy / file).read_bytes()))
    certificate = audit({"2026H1": copy})
    assert any(failure.file == file for failure in certificate.failures)


def test_the_true_files_pass_auditor_and_leak_gate(folder, made):
    assert audit({"2026H1": folder}).holds
    files = {name: (folder / name).read_bytes() for name in OFFICE_FILES}
    assert leaks.scan_files(files, Workspace.at(made.folder).plan) == []


@pytest.mark.parametrize(
    ("file", "change"),
    [
        (WORKBOOK_XLSX, office_forgeries.put(Head.PLACE, lambda value: True, f"Barn {office_forgeries.CPR}")),
        (WORKBOOK_XLSX, office_forgeries.put(Head.VALUE, lambda value: True, 2412801234)),
        (
            WORKBOOK_XLSX,
            office_forgeries.edit_part("docProps/core.xml", "<dc:title>", f"<dc:title>{office_forgeries.CPR}"),
        ),
        (WORKBOOK_XLSX, office_forgeries.add_part("xl/ekstra.csv", "a;b;c\n1;2;3;4;5\n")),
        (PEOPLE_CSV, office_forgeries.replace(";diskretioneret;", f";{office_forgeries.CPR};")),
        (PEOPLE_CSV, lambda data: b"navn;dag;antal;dage\n1;2;3;4\n" + data),
        (
            OVERVIEW_DOCX,
            office_forgeries.edit_part("word/document.xml", ">Oversigt", f">{office_forgeries.CPR} Oversigt"),
        ),
        (
            OVERVIEW_DOCX,
            office_forgeries.edit_part("word/document.xml", ">Oversigt", ">010101</w:t></w:r><w:r><w:t>1234"),
        ),
    ],
)
def test_a_persons_number_or_an_extract_in_a_file_stops_the_publication(file, change, folder, made):
    assert next(find_plain(office_forgeries.CPR), None)
    content = change((folder / file).read_bytes())
    assert leaks.scan_files({file: content}, Workspace.at(made.folder).plan)


@pytest.fixture(scope="module")
def newer(packaged) -> Path:
    return packaged.folder.parent / "nyere.zip"


def check(forged: Forgery):
    """The outcome of the check of a package as a forger leaves it, every digest made right again."""
    forged.again("everything")
    checks = list_checks(forged.package)
    return run_check_without_crashing(office_files.NAME, checks[office_files.NAME])


def test_the_true_files_hold_in_a_package(newer):
    outcome = check(Forgery(newer))
    assert outcome.state is State.HOLDS, outcome.problems


@pytest.mark.parametrize(
    "name", keep_some_quick({**office_forgeries.SEEN_BY_AUDITOR, **office_forgeries.SEEN_BY_VERIFY}, every=9)
)
def test_a_forged_file_is_named_by_its_check(name, newer):
    file, change = {**office_forgeries.SEEN_BY_AUDITOR, **office_forgeries.SEEN_BY_VERIFY}[name]
    forged = Forgery(newer)
    path = forged.published(file)
    forged.files[path] = change(forged.files[path])
    outcome = check(forged)
    assert outcome.state is State.FAILS
    assert any(file in problem for problem in outcome.problems)


def test_a_package_without_one_of_the_files_says_which(newer):
    forged = Forgery(newer)
    del forged.files[forged.published(OVERVIEW_DOCX)]
    assert any(OVERVIEW_DOCX in problem for problem in check(forged).problems)


def test_a_package_from_before_there_were_any_is_not_checked(newer):
    forged = Forgery(newer)
    for name in [name for name in forged.files if "/report/office/" in name]:
        del forged.files[name]
    assert check(forged).state is State.NOT_CHECKED
