"""`hpanalysis pdf`: what is published, on paper; and what is said where no browser is found."""

import pytest

import browser_tools
import pdf_reading


def _digest(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.slow
def test_every_report_of_a_publication_becomes_a_pdf_beside_it_and_the_publication_stands(project):
    published = project.reports / "2026H1"
    before = _digest(published)
    done = project.hpanalysis("pdf", "2026H1", HPANALYSIS_BROWSER=browser_tools.browser())
    assert done.returncode == 0, done.stderr
    made = sorted(path.stem for path in (project.reports / "pdf" / "2026H1").glob("*.pdf"))
    reports = {name.removesuffix(".html") for name in before if name.endswith(".html")}
    own = ("index", "definitioner", "definition-")  # the front page and what is looked up, not read
    assert made == sorted(name for name in reports if not name.startswith(own))
    assert f"{len(made)} PDF-filer er færdige. Åbn mappen" in done.stdout
    assert _digest(published) == before


@pytest.mark.slow
def test_the_pdfs_go_to_the_folder_that_is_chosen_and_leave_its_other_files(project, tmp_path):
    chosen = tmp_path / "til mødet"
    chosen.mkdir()
    (chosen / "dagsorden.txt").write_text("dagsorden", encoding="utf-8")
    (chosen / "oversigt.pdf").write_bytes(b"sidste gang")
    arguments = ("--to", str(chosen), "--browser", browser_tools.browser())
    done = project.hpanalysis("pdf", "2026H1", *arguments)
    assert done.returncode == 0, done.stderr
    assert (chosen / "dagsorden.txt").read_text(encoding="utf-8") == "dagsorden"
    found = pdf_reading.read(chosen / "oversigt.pdf")
    assert (found.language, found.tagged, found.sheets) == ("da", True, [pdf_reading.A4_LANDSCAPE] * 2)
    assert found.title.startswith("Sådan går det med helhedsplanen, 1.\N{NO-BREAK SPACE}halvår 2026")
    assert not (project.reports / "pdf").exists()


def test_without_a_browser_it_is_said_how_to_get_one_and_nothing_is_written(made, tmp_path):
    nowhere = {name: str(tmp_path) for name in ("PATH", "HOME", "ProgramFiles", "ProgramFiles(x86)", "LocalAppData")}
    done = made.hpanalysis("pdf", "2026H1", "--to", str(tmp_path / "pdf"), HPANALYSIS_BROWSER="", **nowhere)
    assert done.returncode == 1
    assert done.stderr.startswith("Der er ingen browser på maskinen")
    assert "Gør sådan: Installér" in done.stderr
    assert not (tmp_path / "pdf").exists()


def test_a_half_year_that_is_not_published_has_no_pdf(made, tmp_path):
    done = made.hpanalysis("pdf", "2025H2", "--to", str(tmp_path / "pdf"))
    assert done.returncode == 1
    assert "Halvåret 2025H2 er ikke udgivet." in done.stderr
    assert not (tmp_path / "pdf").exists()


def test_a_browser_that_is_not_where_it_was_said_is_wrong_use(made, tmp_path):
    done = made.hpanalysis("pdf", "2026H1", "--browser", str(tmp_path / "chrome"))
    assert done.returncode == 2
    assert "Browseren »chrome« findes ikke" in done.stderr
