"""`hpanalysis pdf`: the published reports of a half-year or an accounting year on paper, a PDF each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from hpanalysis import danish, printing
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.errors import Stop
from hpanalysis.pipeline.pages import archive_page, plan_of_pages
from hpanalysis.pipeline.storage import run_lock
from hpanalysis.pipeline.storage.files import write_text
from hpanalysis.pipeline.storage.progress import Progress
from hpanalysis.publications import Period, Publication
from hpanalysis.published.names import FOLLOWUP_HTML, INDEX_HTML
from hpanalysis.published.prints import PRINTS_FOLDER, PRINTS_JSON, Print, digest, format_prints
from hpanalysis.report import catalogue
from hpanalysis.workspace import Workspace

STEP = "PDF"
_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)


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
    return workspace.reports / PRINTS_FOLDER / Publication(workspace, period).name


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
    if to is None:
        _write_list(workspace, period, files)
        archive_page.write_archive_page_again(workspace)
    return PrintedReports(folder, files)


def _write_list(workspace: Workspace, period: Period, files: Sequence[Path]) -> None:
    """Write beside the PDFs which page each is a print of, for a package, and a page that links to them. Called once
    for PDFs in their usual folder. files: the PDFs."""
    published = Publication(workspace, period).folder
    prints, lines = {}, []
    for file in files:
        page = published / f"{file.stem}.html"
        content = page.read_bytes()
        prints[file.name] = Print(digest(file.read_bytes()), page.name, digest(content))
        title = _TITLE.search(content.decode("utf-8"))
        words = unescape(title[1]) if title else page.stem
        lines.append(printing.Printed(file.name, f"../../{published.name}/{page.name}", words))
    first = INDEX_HTML if isinstance(period, HalfYear) else FOLLOWUP_HTML
    html = printing.write_list_page(
        danish.format_half_year(period) if isinstance(period, HalfYear) else f"regnskabsåret {period}",
        workspace.plan.settings.name,
        f"../../{published.name}/{first}",
        lines,
        workspace.synthetic,
    )
    write_text(format_prints(prints), files[0].parent / PRINTS_JSON)
    write_text(html, files[0].parent / INDEX_HTML)
