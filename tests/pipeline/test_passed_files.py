"""What the gates have passed is not examined again, and whatever has changed is: with all that they hold it against."""

import json
import os
import platform
import shutil
import sys

import pytest

import worker_jobs
from hpanalysis import audit, leaks, load
from hpanalysis import plan as plans
from hpanalysis.audit import tables_and_pages
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.errors import Stop
from hpanalysis.leaks.scan import LeakGate
from hpanalysis.passed_checks import EXAMINE_ALL, PassedChecks
from hpanalysis.pipeline.half_year import kept_passes, search_beside
from hpanalysis.pipeline.publication import person_gate
from hpanalysis.pipeline.run import run_half_year
from hpanalysis.pipeline.storage.progress import Progress
from hpanalysis.publications import Publication
from hpanalysis.workspace import Workspace

SAID = (None, None)
HALF = HalfYear.parse("2026H1")


@pytest.fixture
def examined(monkeypatch):
    """The names of the pages that the auditor reads, as it goes on."""
    names, check_page = [], tables_and_pages._check_page

    def watch(path, name, make_checker):
        names.append(name)
        return check_page(path, name, make_checker)

    monkeypatch.setattr(tables_and_pages, "_check_page", watch)
    return names


@pytest.fixture
def reports(made, tmp_path):
    return shutil.copytree(made.reports, tmp_path / "reports")


def certify(reports, passed):
    """The text of a certificate on what is published, and what it was given on."""
    folders = audit.list_published_folders(reports)
    certificate = audit.audit(folders, passed=passed)
    text = audit.render_certificate(certificate)
    if certificate.holds:
        audit.keep_certificate(text, folders, (), SAID, passed)
    return text


def next_run(passed):
    return PassedChecks(b"k", passed.list_tokens())


def renew(text, reports, passed):
    return audit.renew_certificate(text, audit.list_published_folders(reports), (), SAID, passed)


def edit(path, old, new):
    content = path.read_bytes()
    assert old in content, path.name
    path.write_bytes(content.replace(old, new, 1))


def test_what_was_examined_is_not_examined_again_and_the_certificate_is_the_same(reports, examined):
    first = PassedChecks(b"k")
    text = certify(reports, first)
    pages = sorted(path.name for path in reports.rglob("20*/*.html"))
    assert sorted(examined) == pages
    examined.clear()
    assert certify(reports, next_run(first)) == text
    assert examined == []
    assert renew(text, reports, next_run(first)) == text
    assert examined == []


def test_a_page_that_has_changed_is_examined_and_the_others_are_not(reports, examined):
    first = PassedChecks(b"k")
    text = certify(reports, first)
    examined.clear()
    edit(reports / "2026H1" / "oversigt.html", b"</body>", b"\n</body>")
    now = certify(reports, next_run(first))
    assert examined == ["oversigt.html"]
    examined.clear()
    assert renew(text, reports, next_run(first)) == now == certify(reports, EXAMINE_ALL)
    assert now != text


def test_a_page_that_tells_what_it_may_not_is_caught_by_whoever_has_passed_the_one_before(reports):
    first = PassedChecks(b"k")
    text = certify(reports, first)
    edit(reports / "2026H1" / "oversigt.html", b"</main>", b"<p>Der var 7.777,7 pct. af dem.</p></main>")
    assert renew(text, reports, next_run(first)) is None
    failed = certify(reports, next_run(first))
    assert failed == certify(reports, EXAMINE_ALL)
    assert {one["fil"] for one in json.loads(failed)["fejl"]} == {"oversigt.html"}
    # What has failed is not kept: it fails again.
    second = next_run(first)
    certify(reports, second)
    assert json.loads(certify(reports, next_run(second)))["holder"] == "nej"


@pytest.mark.parametrize(
    "name",
    [
        "indicators.csv",
        *(
            pytest.param(name, marks=pytest.mark.slow)
            for name in ("maanedstal.csv", "planens_tal.csv", "definitioner.json")
        ),
    ],
)
def test_where_a_table_has_changed_every_page_is_examined_and_no_certificate_is_given_anew(reports, examined, name):
    first = PassedChecks(b"k")
    text = certify(reports, first)
    examined.clear()
    path = reports / "2026H1" / name
    path.write_bytes(path.read_bytes() + b"\n")
    assert renew(text, reports, next_run(first)) is None
    certify(reports, next_run(first))
    assert sorted(examined) == sorted(page.name for page in (reports / "2026H1").glob("*.html"))


def test_an_edited_certificate_is_not_given_anew(reports):
    first = PassedChecks(b"k")
    text = certify(reports, first)
    for edited in (text.replace('"kontrollerede_antal": ', '"kontrollerede_antal": 1'), "", "[]", text[:-3]):
        assert edited != text
        assert renew(edited, reports, next_run(first)) is None


def test_a_certificate_given_anew_has_its_lines_in_the_order_in_which_they_are_written(reports):
    """Its bytes stand in the manifest, so another order would be another publication."""
    first = PassedChecks(b"k")
    text = certify(reports, first)
    content = json.loads(text)
    turned = json.dumps(dict(reversed(content.items())), ensure_ascii=False)
    read_first = json.dumps({"laest": {}} | content, ensure_ascii=False)
    assert renew(turned, reports, next_run(first)) is None
    assert renew(read_first, reports, next_run(first)) == text


def test_a_certificate_that_nobody_can_read_is_made_again(reports):
    first = PassedChecks(b"k")
    certify(reports, first)
    for unreadable in ("[" * 100_000, "1" * 5_000, "\x00"):
        assert renew(unreadable, reports, next_run(first)) is None


def test_a_workbook_in_a_folder_of_its_own_is_told_like_any_file_that_nobody_reads(reports):
    for path in (reports / "2026H1").glob("tabeller.xlsx"):
        (path.parent / "kopi").mkdir()
        path.rename(path.parent / "kopi" / path.name)
    failed = json.loads(certify(reports, PassedChecks(b"k")))["fejl"]
    assert "kopi/tabeller.xlsx" in {one["fil"] for one in failed}


def test_a_table_that_changes_while_it_is_audited_stops_and_no_certificate_is_kept(reports, monkeypatch):
    """Else what the auditor never read would have passed."""
    audit_module = sys.modules["hpanalysis.audit.audit"]  # the package has a function of this name
    find_unread_files, passed = audit_module.find_unread_files, PassedChecks(b"k")

    def save_meanwhile(folder):  # its hidden counts are examined before
        path = folder.path / "maanedstal.csv"
        path.write_bytes(path.read_bytes() + b"\n")
        return find_unread_files(folder)

    monkeypatch.setattr(audit_module, "find_unread_files", save_meanwhile)
    with pytest.raises(Stop, match=r"2026H1/maanedstal\.csv"):
        certify(reports, passed)
    text = audit.render_certificate(audit.audit(audit.list_published_folders(reports)))
    assert renew(text, reports, next_run(passed)) is None


def test_another_file_beside_the_pages_stops_a_renewal(reports):
    first = PassedChecks(b"k")
    text = certify(reports, first)
    (reports / "2026H1" / "noter.txt").write_text("hej", encoding="utf-8")
    assert renew(text, reports, next_run(first)) is None


def test_a_clean_file_is_not_searched_again_but_with_other_bytes_another_name_or_other_persons(made, monkeypatch):
    searched, find_leaks = [], LeakGate.find_leaks

    def watch(self, content, name):
        searched.append(name)
        return find_leaks(self, content, name)

    monkeypatch.setattr(LeakGate, "find_leaks", watch)
    files = {"a.txt": b"Intet om nogen.", "b.txt": b"Heller ikke her."}
    first = PassedChecks(b"k", under=("personer",))
    plan = plans.read(made.plan)
    assert leaks.scan_files(files, plan, None, first) == []
    assert searched == ["a.txt", "b.txt"]
    searched.clear()
    later = {"a.txt": b"Intet om nogen.", "b.txt": b"Ring 010190-1234", "c.txt": b"Intet om nogen."}
    found = leaks.scan_files(later, plan, None, PassedChecks(b"k", first.list_tokens(), ("personer",)))
    assert [leak.file for leak in found] == ["b.txt"]
    assert searched == ["b.txt", "c.txt"]
    searched.clear()
    assert leaks.scan_files(files, plan, None, PassedChecks(b"k", first.list_tokens(), ("andre",))) == []
    assert searched == ["a.txt", "b.txt"]


@pytest.mark.slow
def test_a_run_believes_no_passes_that_it_did_not_make(made, tmp_path):
    project = made.copy(tmp_path / "projekt")
    path = project.processed / "2026H1" / "passed-checks.txt"
    kept = path.read_text("ascii")
    assert len(kept.splitlines()) > 10
    path.write_bytes(b"\xff" + f"{'0' * 64}\n".encode() * 20 + kept[:70].encode())
    edit(project.folder / "params" / "2026H1.yaml", b"\n", b" # pr\xc3\xb8ve\n")
    assert project.hpanalysis("run", "2026H1").returncode == 0
    assert {len(line) for line in path.read_text("ascii").splitlines()} == {64}


def test_what_another_patch_of_python_has_passed_is_examined_again(made, monkeypatch):
    """Its reader of HTML and its openers of archives find other texts in the same bytes."""

    def keep_one():
        passed = kept_passes.read_passes(Publication(Workspace.at(made.folder), HALF), load.Key(b"k"))
        passed.keep("side")
        return passed.list_tokens()

    first = keep_one()
    assert keep_one() == first
    monkeypatch.setattr(sys, "version", sys.version.replace(platform.python_version(), "3.11.99"))
    assert keep_one() != first


def search_meanwhile(project, monkeypatch, passed, work=search_beside.search):
    """What the process beside the auditor keeps of a project's half-year, however little there is to search."""
    monkeypatch.setattr(search_beside, "_WORTH_A_PROCESS", 1)
    monkeypatch.setattr(search_beside, "search", work)
    with search_beside.search_meanwhile(Publication(Workspace.at(project.folder), HALF), None, passed):
        pass
    return set(passed.list_tokens())


def test_the_search_beside_the_auditor_keeps_what_the_gate_keeps_and_no_leak(made, tmp_path, monkeypatch):
    project = made.copy(tmp_path / "projekt")
    staged = project.processed / "2026H1" / "staged"
    edit(staged / "oversigt.html", b"</main>", b"<p>010190-1234</p></main>")
    publication, gate = Publication(Workspace.at(project.folder), HALF), PassedChecks(b"k")
    found = person_gate.find_leaks(publication, None, gate)
    assert {leak.file for leak in found} == {"oversigt.html"}
    kept = search_meanwhile(project, monkeypatch, PassedChecks(b"k"))
    assert kept == set(gate.list_tokens()) != set()
    # Whatever has passed is not searched again, and the leak is told again.
    later = PassedChecks(b"k", kept)
    assert person_gate.find_leaks(publication, None, later) == found


class Dies:
    """Work whose process ends before it has the job."""

    def __reduce__(self):
        return os._exit, (3,)


@pytest.mark.parametrize("work", [worker_jobs.work, Dies()])  # the first raises: a search is none of its jobs
def test_where_the_search_beside_fails_nothing_is_kept_and_the_run_goes_on(made, monkeypatch, work):
    assert search_meanwhile(made, monkeypatch, PassedChecks(b"k"), work) == set()


class WhenGatesBegin(Progress):
    """Does something when all pages are made and the gates have not begun: somebody saves a file."""

    def __init__(self, act):
        super().__init__()
        self._act = act

    def begin(self, step, total):
        if step == "Udgivelse":
            self._act()


@pytest.mark.slow
def test_what_was_searched_while_the_plan_changed_is_searched_again_by_the_new_plan(made, tmp_path):
    """By the first plan Kringlen is a word like any other; the next one says that it is a street of the area."""
    project = made.copy(tmp_path / "projekt")
    edit(project.folder / "params" / "2026H1.yaml", b"Opdigtet kommentar", "Mødet i Kringlen 5 blev aflyst".encode())

    def save_plan():
        edit(project.plan / "addresses.csv", b"moellebakken,", b"moellebakken,Kringlen,1-9 odd,\nmoellebakken,")

    def run(progress):
        publication = Publication(Workspace.at(project.folder), HALF)
        with pytest.raises(Stop) as stop:
            run_half_year(publication, 2, progress)
        return str(stop.value)

    assert "mens kørslen stod på" in run(WhenGatesBegin(save_plan))
    assert "adresse" in run(Progress())
