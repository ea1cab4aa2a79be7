"""The pages of a run: which notebooks with which parameters, and where each is made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hpanalysis import notebooks
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.plan import Plan
from hpanalysis.publications import Period, Publication
from hpanalysis.report import catalogue

# The pages of a half-year without a notebook; the last stands for the files for office programs.
FRONT, DEFINITIONS, OFFICE = "index", "definitioner", "kontorfiler"


@dataclass(frozen=True)
class Page:
    """A page to be made by a run. The front page has no notebook; the definition pages have none, and are one `Page`
    for all, as are the files for office programs. Made by `list_pages` or `list_year_pages`; the worker that makes the
    page is given it."""

    publication: Publication[Period]
    name: str  # of its file, without suffix
    notebook: Path | None
    parameters: dict[str, Any]

    @property
    def executed(self) -> Path:
        """The path of the page's executed notebook. Read when a worker's process makes a page that has a notebook."""
        return self.publication.executed / f"{self.name}.ipynb"

    @property
    def html(self) -> Path:
        """The path of the page's HTML before it is published. Read when a worker's process makes the page."""
        return self.publication.output / f"{self.name}.html"

    @property
    def failed(self) -> Path:
        """The path that the page's executed notebook is moved to if it fails. Read when a notebook has failed."""
        return self.publication.failed / f"{self.name}.ipynb"

    @property
    def is_report(self) -> bool:
        """Whether it is made by a notebook, as a report is; the front page and the definition pages are not. Read when
        a run counts its reports, to tell the user."""
        return self.notebook is not None

    @property
    def tells_of_others(self) -> bool:
        """Whether the page is made last, because it says on which of the other pages a figure stands, as the definition
        pages do, or says the same as one of them, as the document of the overview does. Read when a run puts its pages
        in order and when a page without a notebook is made."""
        return self.name in (DEFINITIONS, OFFICE)


@dataclass(frozen=True)
class HalfYearPage(Page):
    """A page of a half-year's publication, made by `list_pages`."""

    publication: Publication[HalfYear]


@dataclass(frozen=True)
class YearPage(Page):
    """A page of an accounting year's publication, made by `list_year_pages`."""

    publication: Publication[int]
    half_year: HalfYear  # whose published figures it shows
    beside: tuple[str, ...]  # the names of all pages of the edition, this one included


def names(plan: Plan) -> list[tuple[str, str, dict[str, str]]]:
    """Page name, notebook (without suffix) and own parameters of every page of the plan that is made by a notebook (not
    the front page and definitions). Called when a half-year's pages are listed, and for its manifest and PDFs."""
    return [(page.name, page.notebook, dict(page.parameters)) for page in catalogue.list_pages(plan)]


def _check_parameters(pages: Sequence[Page]) -> None:
    """`Stop` if a notebook is missing, or would be given a parameter that it does not have or of another type. Called
    when the pages of a run are listed, before any notebook is started."""
    for page in pages:
        if page.notebook is not None:
            notebooks.check_parameters(page.notebook, page.parameters)


def list_pages(publication: Publication[HalfYear]) -> list[Page]:
    """Every page of a half-year, the slowest first, so that the cores end at the same time. Called as the inputs of a
    run and of `hpanalysis check` are looked at. `Stop` if a notebook is missing, or would be given a parameter that it
    does not have or of another type."""
    workspace = publication.workspace
    common: dict[str, Any] = {"half_year": str(publication.period), "edition": publication.edition.value}
    reports = [
        HalfYearPage(publication, name, workspace.notebooks / f"{notebook}.ipynb", common | parameters)
        for name, notebook, parameters in names(workspace.plan)
    ]
    _check_parameters(reports)
    slowest = workspace.notebooks / "delaftale.ipynb"
    reports.sort(key=lambda page: page.notebook != slowest)
    # Only what may be published is for office programs, because such files are sent on.
    others = (FRONT, DEFINITIONS, OFFICE) if publication.is_public else (FRONT, DEFINITIONS)
    return [*reports, *(HalfYearPage(publication, name, None, common) for name in others)]


def list_year_pages(publication: Publication[int], half_year: HalfYear, has_emergency_log: bool) -> list[Page]:
    """The pages that an accounting year's edition has; without a log of emergencies no page on them. Called once a run
    of a year, as its inputs are read. `Stop` if a notebook would be given parameters that it does not have. half_year:
    whose published figures the pages show. has_emergency_log: whether the emergency group's log lies in params."""
    beside = tuple(
        name
        for name, report in catalogue.list_year_reports().items()
        if publication.edition in report.editions and (has_emergency_log or not report.tells_of_emergencies)
    )
    parameters: dict[str, Any] = {"year": publication.period, "edition": publication.edition.value}
    reports = [
        YearPage(
            publication,
            name,
            publication.workspace.notebooks / f"{name}.ipynb",
            parameters,
            half_year=half_year,
            beside=beside,
        )
        for name in beside
    ]
    _check_parameters(reports)
    return [*reports]
