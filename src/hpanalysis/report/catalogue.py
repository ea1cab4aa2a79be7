"""Find the declared reports, and the pages that they give: one file each in `report/reports/`, no list to extend."""

from __future__ import annotations

from functools import cache

from hpanalysis.definitions.catalogue import find_declared, read_extra_folder
from hpanalysis.plan import Plan
from hpanalysis.report.declaration import DeclaredReport, Report, ReportPage, YearReport

# A folder of further declarations, for a report under trial that is not in the package yet.
EXTRA_FOLDER = "HPANALYSIS_MORE_REPORTS"


@cache
def _find_all_reports() -> dict[str, DeclaredReport]:
    """Every declared report by name, of half-years and of accounting years, in the order of `order`; read once a
    process. Called when either kind is listed."""
    reports = find_declared("hpanalysis.report.reports", "REPORT", DeclaredReport)
    reports |= read_extra_folder(EXTRA_FOLDER, "REPORT", DeclaredReport)
    return dict(sorted(reports.items(), key=lambda item: (item[1].order, item[0])))


def list_reports() -> dict[str, Report]:
    """The reports on a half-year by their notebooks' names, in the navigation's order; those of the folder in
    HPANALYSIS_MORE_REPORTS too. Called wherever reports are listed, titled or looked up by their notebooks: for a
    page's head and navigation, the run's list of pages, and the manifest."""
    return {name: report for name, report in _find_all_reports().items() if isinstance(report, Report)}


def list_year_reports() -> dict[str, YearReport]:
    """The reports on an accounting year by their notebooks' names, in the order of the navigation. Called wherever
    these reports are listed or one is looked up: for the year's pages, PDFs and manifest, and for the archive of
    years."""
    return {name: report for name, report in _find_all_reports().items() if isinstance(report, YearReport)}


def list_pages(plan: Plan) -> list[ReportPage]:
    """Every page that the notebooks make of a half-year of this plan, in the order of the navigation. Called wherever
    these pages are listed, such as for the navigation or a run's plan of its pages, and to find one by name."""
    return [page for notebook, report in list_reports().items() for page in report.pages.list_pages(notebook, plan)]


def find_page(plan: Plan, name: str) -> ReportPage | None:
    """The page of this name (without suffix); None where no notebook makes it, as with the front page. Called for a
    page's title and print style."""
    return next((page for page in list_pages(plan) if page.name == name), None)
