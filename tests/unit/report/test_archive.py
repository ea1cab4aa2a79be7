"""The archive of publications, made from what each published folder tells of itself."""

import hashlib
import shutil
import subprocess
from datetime import date

import pytest

import page_gate
import report_tables
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.publications import compute_checksum, find_superseded, name_next_superseded
from hpanalysis.report.site import archive, archive_of_editions

FRONT = (
    '<!doctype html><html><head><meta name="dcterms.issued" content="{issued}">'
    '<meta name="dcterms.provenance" content="{of}"></head><body></body></html>'
)
SPRING, AUTUMN = HalfYear(2025, 1), HalfYear(2025, 2)


@pytest.fixture
def folders(tmp_path):
    """Two published half-years, the later one on invented extracts."""
    for half, issued, of in (
        (SPRING, "2025-09-01", "udtræk fra kommunen"),
        (AUTUMN, "2026-03-02", "syntetiske udtræk"),
    ):
        folder = tmp_path / str(half)
        folder.mkdir()
        (folder / "index.html").write_text(FRONT.format(issued=issued, of=of), encoding="utf-8")
        names = ("oversigt", "omraade-bo_1", "omraade-bo-1", "definitioner", "definition-fraflytning")
        for name in names:
            (folder / f"{name}.html").write_text(f"{name} {half}", encoding="utf-8")
        (folder / "indicators.csv").write_text("x\n", encoding="utf-8")
    return {half: tmp_path / str(half) for half in (SPRING, AUTUMN)}


def test_a_publication_tells_its_date_its_data_and_how_many_reports_it_has(folders):
    spring, autumn = archive.read_publications(folders)
    assert (spring.issued, spring.synthetic, spring.reports) == (date(2025, 9, 1), False, 3)
    assert (autumn.issued, autumn.synthetic) == (date(2026, 3, 2), True)


def test_the_checksum_is_what_sha256sum_makes(folders):
    if shutil.which("sha256sum") is None:
        pytest.skip("sha256sum was not found: this proof is left out")
    (folders[SPRING] / "grafer" / "oversigt").mkdir(parents=True)
    (folders[SPRING] / "grafer" / "oversigt" / "a.svg").write_text("<svg/>", encoding="utf-8")
    done = subprocess.run(
        "find * -type f -exec sha256sum {} + | LC_ALL=C sort -k2 | sha256sum",
        shell=True,
        cwd=folders[SPRING],
        capture_output=True,
        encoding="utf-8",
    )
    assert compute_checksum(folders[SPRING]) == done.stdout.split()[0]


def test_the_checksum_is_of_the_sorted_list_of_files_and_their_sums(tmp_path):
    for name, text in (("b.csv", "to"), ("a.html", "en")):
        (tmp_path / name).write_text(text, encoding="utf-8")
    lines = "".join(f"{hashlib.sha256(text).hexdigest()}  {n}\n" for n, text in (("a.html", b"en"), ("b.csv", b"to")))
    assert compute_checksum(tmp_path) == hashlib.sha256(lines.encode()).hexdigest()


def test_a_changed_file_changes_the_checksum(folders):
    before = compute_checksum(folders[SPRING])
    (folders[SPRING] / "indicators.csv").write_text("y\n", encoding="utf-8")
    assert compute_checksum(folders[SPRING]) != before


def test_the_newest_half_year_stands_first_and_each_is_linked(folders):
    html = archive.make_archive_sections(report_tables.release(), archive.read_publications(folders))
    page = page_gate.read(html)
    assert [a["href"] for a in page.all("a")] == [
        "2025H2/index.html",
        "2025H2/oversigt.html",
        "2025H1/index.html",
        "2025H1/oversigt.html",
    ]
    for words in ("02-03-2026", "01-09-2025", compute_checksum(folders[SPRING]), "3 rapporter i alt"):
        assert words in page.text
    assert page.text.count("syntetiske udtræk") == 1


def test_a_publication_that_does_not_tell_its_date_is_listed_without(tmp_path):
    folder = tmp_path / "2025H1"
    folder.mkdir()
    (folder / "index.html").write_text("<!doctype html><title>x</title>", encoding="utf-8")
    html = archive.make_archive_sections(report_tables.release(), archive.read_publications({SPRING: folder}))
    assert "ikke oplyst" in html


def test_a_folder_without_a_front_page_is_no_publication(tmp_path):
    (tmp_path / "2025H1").mkdir()
    assert archive.read_publications({SPRING: tmp_path / "2025H1"}) == []


def test_an_edition_that_was_replaced_is_listed_with_its_checksum_and_what_replaced_it(folders, tmp_path):
    assert archive_of_editions.make_editions_section([]) is None
    coming = name_next_superseded(tmp_path, SPRING)
    assert (coming.number, coming.folder.name) == (1, "tidligere-2025H1-1")
    shutil.copytree(folders[SPRING], coming.folder)
    shutil.copytree(folders[SPRING], tmp_path / "tidligere-2025H1-2")
    for name in ("tidligere-2025H1", "tidligere-vinter-1", "tidligere-2025H1-x"):
        shutil.copytree(folders[SPRING], tmp_path / name)
    (tmp_path / "tidligere-2025H1-2" / "index.html").unlink()
    found = find_superseded(tmp_path)
    assert [one.number for one in found] == [1, 2]
    assert name_next_superseded(tmp_path, SPRING).number == 3
    page = page_gate.read(archive_of_editions.make_editions_section(found))
    assert [a["href"] for a in page.all("a")] == ["tidligere-2025H1-1/index.html", "2025H1/index.html"]
    assert compute_checksum(folders[SPRING]) in page.text and "1. udgave" in page.text
