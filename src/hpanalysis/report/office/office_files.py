"""The files for office programs of a half-year's public edition, made together from one reading of its figures."""

from __future__ import annotations

from pathlib import Path

from hpanalysis.definitions.windows import HalfYear
from hpanalysis.published.names import OVERVIEW_DOCX, OVERVIEW_HTML, PEOPLE_CSV, WORKBOOK_XLSX
from hpanalysis.report.office.document import make_document
from hpanalysis.report.office.people_csv import make_people_csv
from hpanalysis.report.office.workbook import make_workbook
from hpanalysis.report.release import Release
from hpanalysis.tables import Edition
from hpanalysis.workspace import Workspace


def make_office_files(workspace: Workspace, half_year: HalfYear, edition: Edition, pages: Path) -> dict[str, bytes]:
    """Name -> bytes of each file. Called once in a run, by a worker, when the reports are made. pages: the folder of
    the finished pages, of which the document has parts."""
    release = Release.of(workspace, half_year, edition)
    cells = release.cells(workspace.judged(half_year, edition))
    overview = (pages / OVERVIEW_HTML).read_text(encoding="utf-8")
    return {
        WORKBOOK_XLSX: make_workbook(release, cells),
        PEOPLE_CSV: make_people_csv(release, cells),
        OVERVIEW_DOCX: make_document(release, cells, overview),
    }
