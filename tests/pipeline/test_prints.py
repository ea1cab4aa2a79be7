"""The PDFs of a real publication: linked both ways, packed with their list, and what is seen where one is forged."""

import json
import re
import zipfile

import pytest

import browser_tools
import forged_prints
from forged_packages import Forgery
from hpanalysis import leaks
from hpanalysis.published.pdf_text import read_pdf
from hpanalysis.published.prints import PRINTS_JSON, digest, read_prints
from hpanalysis.verify.check import list_checks, run_check_without_crashing
from hpanalysis.verify.checks.on_pages import prints
from hpanalysis.verify.checks.publication import cover_letter, start_page
from hpanalysis.verify.opening.outcomes import State
from hpanalysis.workspace import Workspace

pytestmark = pytest.mark.slow
FOLDER = "pdf/2026H1/"


@pytest.fixture(scope="module")
def printed(packaged, tmp_path_factory):
    """The small plan's project with its PDFs, and a package that has them beside its folder."""
    project = packaged.copy(tmp_path_factory.mktemp("udskrevet") / "projekt")
    done = project.hpanalysis("pdf", "2026H1", HPANALYSIS_BROWSER=browser_tools.browser())
    assert done.returncode == 0, done.stderr
    to, before = project.folder.parent / "pakke.zip", packaged.folder.parent / "aeldre.zip"
    done = project.hpanalysis("package", "2026H1", "--to", str(to), "--previous", str(before))
    assert done.returncode == 0, done.stderr
    return project


@pytest.fixture(scope="module")
def package(printed):
    return printed.folder.parent / "pakke.zip"


def check(forged: Forgery, name: str = prints.NAME):
    """The outcome of a check of a package as a forger leaves it, every digest made right again."""
    forged.again("everything")
    return run_check_without_crashing(name, list_checks(forged.package)[name])


def replace_print(forged: Forgery, name: str, content: bytes) -> None:
    """Another PDF in the place of one, and the list made right again."""
    listed = f"{FOLDER}{PRINTS_JSON}"
    told = json.loads(forged.files[listed])
    told["filer"][name]["sha256"] = digest(content)
    forged.files[listed] = json.dumps(told).encode()
    forged.files[f"{FOLDER}{name}"] = content


def test_the_pages_of_the_pdfs_and_of_all_publications_link_to_each_other(printed):
    folder = printed.reports / "pdf" / "2026H1"
    listed = (folder / "index.html").read_text(encoding="utf-8")
    files = re.findall(r'<a href="([^"]+\.pdf)">', listed)
    assert sorted(files) == sorted(path.name for path in folder.glob("*.pdf")) and len(files) > 5
    for href in re.findall(r'href="([^"#]+)', listed):
        assert (folder / href).is_file(), href
    archive = (printed.reports / "index.html").read_text(encoding="utf-8")
    assert 'href="pdf/2026H1/index.html"' in archive and 'id="pdf"' in archive
    front = (printed.reports / "2026H1" / "index.html").read_text(encoding="utf-8")
    assert 'href="../index.html#pdf"' in front
    assert browser_tools.checked([folder / "index.html", printed.reports / "index.html"]) == []


def test_a_pdf_tells_no_folder_of_the_machine_it_was_made_on(printed):
    for path in (printed.reports / "pdf" / "2026H1").glob("*.pdf"):
        data = path.read_bytes()
        assert b"file:" not in data and str(printed.folder).encode() not in data
        assert all(b"/" not in place for place in re.findall(rb"/URI \(([^)]*)\)", data))


def test_the_same_pages_give_the_same_bytes(printed, tmp_path):
    for to in ("en", "to"):
        arguments = ("pdf", "2026H1", "--to", str(tmp_path / to))
        assert printed.hpanalysis(*arguments, HPANALYSIS_BROWSER=browser_tools.browser()).returncode == 0
    one, two = ({p.name: p.read_bytes() for p in (tmp_path / to).iterdir()} for to in ("en", "to"))
    assert one == two


def test_a_print_of_a_page_that_was_published_anew_is_neither_linked_nor_packed(printed, tmp_path):
    project = printed.copy(tmp_path / "projekt")
    listed = project.reports / "pdf" / "2026H1" / PRINTS_JSON
    told = json.loads(listed.read_text(encoding="utf-8"))
    told["filer"]["oversigt.pdf"]["page_sha256"] = digest(b"en tidligere udgave")
    listed.write_text(json.dumps(told), encoding="utf-8")
    done = project.hpanalysis("package", "2026H1", "--to", str(tmp_path / "p.zip"), "--first")
    assert done.returncode == 1 and "udskrift af en side, der er ændret siden" in done.stderr
    assert not (tmp_path / "p.zip").exists()


def test_the_package_has_the_pdfs_on_top_and_start_page_and_letter_name_them(package, printed):
    with zipfile.ZipFile(package) as archive:
        names = [name.split("/", 1)[1] for name in archive.namelist()]
    made = {path.name for path in (printed.reports / "pdf" / "2026H1").glob("*.pdf")}
    assert {name.removeprefix(FOLDER) for name in names if name.startswith(FOLDER)} == made | {PRINTS_JSON}
    forged = Forgery(package)
    assert f'href="{FOLDER}oversigt.pdf"' in forged.files["START_HER.html"].decode()
    assert f"{len(made)} PDF-filer, udskrifter af siderne" in forged.files["FOELGEBREV.html"].decode()
    assert read_prints(forged.files[f"{FOLDER}{PRINTS_JSON}"]).keys() == made


@pytest.mark.parametrize("name", [prints.NAME, start_page.NAME, cover_letter.NAME, "pose", "fremmede"])
def test_the_true_pdfs_hold(name, package):
    outcome = check(Forgery(package), name)
    assert outcome.state is State.HOLDS, outcome.problems


def test_a_package_without_pdfs_is_not_checked_for_them(packaged):
    assert check(Forgery(packaged.folder.parent / "nyere.zip")).state is State.NOT_CHECKED


def forge_sentence(data: bytes) -> bytes:
    """The first sentence's letters in another order."""
    return forged_prints.edit_drawn(data, rb"<(\w{4})> Tj\n(\S+ \S+ Td) <(?!\1)(\w{4})> Tj", rb"<\3> Tj\n\2 <\1> Tj")


def forge_addition(data: bytes) -> bytes:
    """A piece of text drawn once more at the end, in the middle of a word."""
    return forged_prints.edit_drawn(data, rb"(BT\n/F\d+ \S+ Tf\n[^\n]*Tm\n<\w{4}> Tj\n)", rb"\1\1")


FORGERIES = {
    "letters that change places": forge_sentence,
    "text drawn twice": forge_addition,
    "a program": lambda data: _add(data, b"<</S /JavaScript\n/JS (x)>>"),
    "another page": lambda data: forged_prints.make(["Målet er opfyldt."]),
    "no print at all": lambda data: b"%PDF-1.4\nhej\n%%EOF\n",
}


def _add(data: bytes, content: bytes) -> bytes:
    objects = forged_prints.take_apart(data)
    return forged_prints.assemble(objects | {max(objects) + 1: content})


@pytest.mark.parametrize("name", FORGERIES)
def test_a_forged_pdf_is_named_by_its_check(name, package):
    forged = Forgery(package)
    replace_print(forged, "oversigt.pdf", FORGERIES[name](forged.files[f"{FOLDER}oversigt.pdf"]))
    outcome = check(forged)
    assert outcome.state is State.FAILS
    assert any("oversigt.pdf" in problem for problem in outcome.problems)


def test_a_changed_number_is_seen(package):
    """Each figure of the overview that is one piece, with another last digit, so that the page has no such number. One
    that the page has oftener than its print may pass (docs/package.md)."""
    forged = Forgery(package)
    data = forged.files[f"{FOLDER}oversigt.pdf"]
    page = forged.files[forged.published("oversigt.html")].decode()
    pieces = dict.fromkeys(piece for piece in read_pdf(data).pieces if re.fullmatch(r"\d+,\d\s%", piece))
    letters, seen = forged_prints.list_letters(data), 0
    for piece in pieces:
        others = [f"{piece[:-3]}{digit}{piece[-2:]}" for digit in range(10)]
        wrong = next((other for other in others if other[:-2] not in page), None)
        if wrong is None or not all(any(name.endswith(f":{sign}") for name in letters) for sign in wrong):
            continue
        replace_print(forged, "oversigt.pdf", forged_prints.respell(data, piece, wrong, letters))
        outcome = check(forged)
        assert outcome.state is State.FAILS, (piece, wrong)
        seen += 1
    assert seen > 3


@pytest.mark.parametrize(
    "change",
    [
        lambda files: files.pop(f"{FOLDER}oversigt.pdf"),
        lambda files: files.pop(f"{FOLDER}{PRINTS_JSON}"),
        lambda files: files.__setitem__(f"{FOLDER}mere.pdf", files[f"{FOLDER}oversigt.pdf"]),
        lambda files: files.__setitem__(f"{FOLDER}oversigt.pdf", files[f"{FOLDER}datakvalitet.pdf"]),
        lambda files: files.__setitem__(f"{FOLDER}{PRINTS_JSON}", b"{}"),
    ],
    ids=["left out", "list left out", "put in", "in another's place", "list emptied"],
)
def test_a_pdf_that_is_not_in_the_list_or_not_there_is_named(change, package):
    forged = Forgery(package)
    change(forged.files)
    assert check(forged).state is State.FAILS


def test_a_page_changed_since_it_was_printed_is_told_of_its_pdf(package):
    forged = Forgery(package)
    path = forged.published("oversigt.html")
    forged.files[path] = forged.files[path].replace(b"<h2", b"<h2 ", 1)
    assert any("anden udgave" in problem for problem in check(forged).problems)


def test_a_persons_number_in_a_pdf_stops_the_package(printed):
    plan = Workspace.at(printed.folder).plan
    true = {p.name: p.read_bytes() for p in (printed.reports / "pdf" / "2026H1").glob("*.pdf")}
    assert leaks.scan_files(true, plan) == []
    assert leaks.scan_files({"x.pdf": forged_prints.make(["Barn 010101-1234"])}, plan)
    assert leaks.scan_files({"x.pdf": b"%PDF-1.4\n\0\1\2 endnu en form\n%%EOF\n"}, plan)


LETTER = {
    "another office": ("<dt>Fra</dt><dd>", "<dt>Fra</dt><dd>Revisor for "),
    "a page left out": (
        '<li><a href="data/udgivelse/2026H1/oversigt.html">',
        '<li><a href="data/udgivelse/2026H1/index.html">',
    ),
    "another way to check": ("python verify.py --kode KODE", "python verify.py"),
    "a sentence put in": ("</main>", "<p>Pakken er godkendt af revisor.</p></main>"),
    "a warning taken out": ("Tallene er opdigtede", "Tallene er endelige"),
    "a code printed": ('class="kode">&nbsp;', 'class="kode">0000-0000-0000-0000'),
}


@pytest.mark.parametrize("name", LETTER)
def test_a_letter_that_is_not_the_programs_is_named(name, package):
    forged = Forgery(package)
    forged.edit("FOELGEBREV.html", *LETTER[name], 1)
    assert check(forged, cover_letter.NAME).state is State.FAILS


def test_a_letter_that_is_missing_is_named_and_one_of_before_is_not_asked_for(package):
    forged = Forgery(package)
    del forged.files["FOELGEBREV.html"]
    assert any("mangler" in problem for problem in check(forged, cover_letter.NAME).problems)
    del forged.files["data/projekt/src/hpanalysis/evidence/cover_letter.py"]
    assert check(forged, cover_letter.NAME).state is State.NOT_CHECKED
