"""`hpanalysis pdf`: the published reports of a half-year or an accounting year on paper, a PDF each."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from hpanalysis import printing
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.errors import Stop
from hpanalysis.pipeline.pages import plan_of_pages
from hpanalysis.pipeline.storage import run_lock
from hpanalysis.pipeline.storage.progress import Progress
from hpanalysis.publications import Period, Publication
from hpanalysis.report import catalogue
from hpanalysis.workspace import Workspace

STEP = "PDF"


@dataclass(frozen=True)
class PrintedReports:
    """What `print_reports` made for `hpanalysis pdf`: the PDFs, in the order of the reports, and their folder."""

    folder: Path
    files: tuple[Path, ...]


def _list_report_names(workspace: Workspace, period: Period) -> list[str]:
    """The names of the pages that are reports, in their order: neither the front page nor the definitions. Called when
    `hpanalysis pdf` looks for the pages to print. period: a half-year, or an accounting year by its number."""
    if isinstance(period, HalfYear):
        return [name for name, _, _ in plan_of_pages.names(workspace.plan)]
    return list(catalogue.list_year_reports())


def _find_published_pages(workspace: Workspace, period: Period) -> list[Path]:
    """The published reports of a half-year or an accounting year, in their order; `Stop` if there is none. Called by
    `hpanalysis pdf` before anything is printed."""
    folder = Publication(workspace, period).name
    pages = [workspace.reports / folder / f"{name}.html" for name in _list_report_names(workspace, period)]
    pages = [page for page in pages if page.is_file()]
    if not pages:
        what, command = ("Halvåret", "run") if isinstance(period, HalfYear) else ("Regnskabsåret", "follow-up")
        raise Stop(
            f"{what} {period} er ikke udgivet.",
            expected=f"rapporter i reports/{folder}.",
            do=f"Skriv »hpanalysis {command} {period}«, og skriv derefter »hpanalysis pdf {period}« igen.",
        )
    return pages


def choose_usual_folder(workspace: Workspace, period: Period) -> Path:
    """The folder that PDFs are printed to where the user names none: in reports/pdf, by the half-year or accounting
    year (period). Called by `hpanalysis pdf`. It is not the publication's own folder, which has what was published and
    nothing else."""
    return workspace.reports / "pdf" / Publication(workspace, period).name


def print_reports(
    workspace: Workspace,
    period: Period,
    to: Path | None = None,
    browser: Path | None = None,
    progress: Progress | None = None,
) -> PrintedReports:
    """Print every published report to the folder `to`; PDFs of the same names are replaced, nothing else is touched.

    Called by `hpanalysis pdf`. to: None is `choose_usual_folder`. browser: the program to print with; None is one that
    is looked for on the machine. What stands in the way (no browser, nothing published) is a `Stop` before anything is
    written. No run publishes meanwhile: the pages printed are of one publication.
    """
    progress = progress or Progress()
    with run_lock.hold_folders(workspace.reports, progress=progress):
        return _print_pages(workspace, period, to, browser, progress)


def _print_pages(
    workspace: Workspace, period: Period, to: Path | None, browser: Path | None, progress: Progress
) -> PrintedReports:
    """Print the published reports of a half-year or year as PDFs. Called once by `hpanalysis pdf`, while reports/ is
    locked against runs. to: the folder, None for the usual one in reports/pdf. browser: the program to print with, None
    for one that is looked for."""
    reports, program = _find_published_pages(workspace, period), printing.find_browser(browser)
    folder = (to or choose_usual_folder(workspace, period)).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    files = tuple(folder / f"{page.stem}.pdf" for page in reports)
    with progress.step(STEP, len(reports)):
        for page, file in zip(reports, files, strict=True):
            printing.print_page(program, page, file)
            progress.advance(STEP, page.stem)
    return PrintedReports(folder, files)
