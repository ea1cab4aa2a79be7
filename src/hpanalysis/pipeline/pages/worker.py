"""One page made, in a worker's process: from .ipynb to .html. Imported there alone, for it takes seconds."""

from __future__ import annotations

import shutil
from pathlib import Path

from hpanalysis import yearly_logs
from hpanalysis.notebooks.execute import execute_notebook
from hpanalysis.pipeline.pages.archive_page import Job
from hpanalysis.pipeline.pages.made_pages import MadePage
from hpanalysis.pipeline.pages.plan_of_pages import OFFICE, HalfYearPage, Page, YearPage
from hpanalysis.pipeline.storage import digests
from hpanalysis.pipeline.storage.files import write_bytes, write_text
from hpanalysis.published.charts.files import make_chart_files
from hpanalysis.report import asked, catalogue, convert
from hpanalysis.report.office import office_files
from hpanalysis.report.release import Release
from hpanalysis.report.year.year_page import make_year_html
from hpanalysis.report.year_publication import Year


def make_page(page: Page) -> MadePage:
    """Run the page's notebook and write its HTML, whole, or write what no notebook makes (the front page, the
    definition pages, the files for office programs); return what was made. Called in a worker's process, for each
    page of a run. A notebook that fails, or shows what no page can, is put aside in the protected folder, no page is
    written, and the error is raised on."""
    asked.begin_page()
    if page.notebook is None:
        _write_page_without_notebook(page)
        return MadePage(page.name, {}, [])
    try:
        html = _convert_to_html(page)
    except Exception:  # a cell that failed, or a result that no page can show
        _put_aside(page)
        raise
    write_text(html, page.html)
    files = [page.executed, page.html]
    if isinstance(page, HalfYearPage) and page.publication.is_public:
        files += _write_chart_files(html, page)
    return MadePage(page.name, digests.digest_files(files, page.publication.internal), asked.list_comments())


def _write_chart_files(html: str, page: HalfYearPage) -> list[Path]:
    """Write each chart of a page as files beside it: its drawing and its numbers; return these files. Called for each
    report of the public edition alone, because such files are sent on."""
    written = []
    for name, content in make_chart_files(html, page.name).items():
        path = page.html.parent / name
        path.parent.mkdir(parents=True, exist_ok=True)
        write_bytes(content, path)
        written.append(path)
    return written


def _put_aside(page: Page) -> None:
    """Move the executed notebook of a page to the protected folder, where only its owner may read it. Called where no
    page can be made of it; nothing happens where it was not run."""
    if page.executed.is_file():
        page.failed.parent.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        page.failed.parent.mkdir(mode=0o700, exist_ok=True)
        shutil.move(page.executed, page.failed)
        page.failed.chmod(0o600)


def _convert_to_html(page: Page) -> str:
    """Run the page's notebook, and return the HTML made of what it shows. Called for each page that has a notebook."""
    assert page.notebook is not None  # asked by `make_page`
    workspace, edition = page.publication.workspace, page.publication.edition
    executed = execute_notebook(page.notebook, page.executed, page.parameters, convert.LAB_ONLY)
    if isinstance(page, YearPage):
        of_emergencies = catalogue.list_year_reports()[page.name].tells_of_emergencies
        read = yearly_logs.emergency if of_emergencies else yearly_logs.follow_year
        release = Release.of(workspace, page.half_year, edition)
        year = Year(read(page.publication.period, workspace), release, workspace.reports)
        return make_year_html(executed, page.name, year, page.beside)
    assert isinstance(page, HalfYearPage)  # there are two kinds
    return convert.make_report_html(executed, page.name, workspace, page.publication.period, edition)


def _write_page_without_notebook(page: Page) -> None:
    """Write the front page; or all definition pages, which link back to the reports that lie in the same folder; or the
    files for office programs. Called once for each of the three in a half-year's run, for the last two when the reports
    are made."""
    assert isinstance(page, HalfYearPage)  # an accounting year has none
    chosen = (page.publication.workspace, page.publication.period, page.publication.edition)
    if page.name == OFFICE:
        for name, content in office_files.make_office_files(*chosen, page.html.parent).items():
            write_bytes(content, page.html.with_name(name))
        return
    if not page.tells_of_others:
        write_text(convert.make_front_page_html(*chosen), page.html)
        return
    for name, html in convert.make_definition_pages(*chosen, page.html.parent):
        write_text(html, page.html.with_name(f"{name}.html"))


def make_archive_page(job: Job) -> str:
    """The HTML of reports/index.html, the list of all publications. Called once a run, in a worker's process. job:
    where the pages of each publication lie, those of the one being made too."""
    return convert.make_archive_html(job.workspace, job.newest, job.folders, job.years, job.superseded)
