"""The notebook baseline_revision, run as the pipeline runs it, and its page."""

import pytest

import page_gate
import projects
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.notebooks.execute import execute_notebook
from hpanalysis.report import convert
from hpanalysis.tables import Edition
from hpanalysis.workspace import Workspace

BOOK = projects.ROOT / "notebooks" / "baseline_revision.ipynb"


@pytest.fixture
def page(tmp_path, monkeypatch):
    """The page of an edition, read."""
    workspace = Workspace.at(projects.ROOT, processed=tmp_path / "processed", reports=tmp_path / "reports")
    for name, value in workspace.environment().items():
        monkeypatch.setenv(name, value)

    def made(edition: str) -> page_gate.Page:
        done = execute_notebook(BOOK, tmp_path / f"{edition}.ipynb", {"half_year": "2026H1", "edition": edition})
        html = convert.make_report_html(done, "baseline_revision", workspace, HalfYear(2026, 1), Edition(edition))
        assert page_gate.findings(html) == []
        return page_gate.read(html)

    return made


def test_the_public_page_tells_the_faults_and_no_derived_number_of_fewer_than_five_persons(page):
    text = page("offentlig").text
    assert "Kontrol af planens trykte udgangspunkt" in text
    assert "Hermann Stillingsvej-området er i 2024-10" in text
    assert "i alt fra 2.203 til 2.207" in text
    for derived in ("5 af 6", "83 af 164", "fra 3 til"):
        assert derived not in text


def test_the_confidential_page_tells_what_the_figures_must_be(page):
    text = page("fortrolig").text
    for derived in ("5 af 6", "83 af 164", "30 af 164", "51 af 164"):
        assert derived in text
