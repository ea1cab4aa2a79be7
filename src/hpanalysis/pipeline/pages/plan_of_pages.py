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

# The pages of a half-year without a notebook.
FRONT, DEFINITIONS = "index", "definitioner"


@dataclass(frozen=True)
class Page:
    """A page to be made. The front page has no notebook, and neither have the definition pages, one `Page` for all."""

    publication: Publication[Period]
    name: str  # of its file, without suffix
    notebook: Path | None
    parameters: dict[str, Any]

    @property
    def executed(self) -> Path:
        return self.publication.executed / f"{self.name}.ipynb"

    @property
    def html(self) -> Path:
        return self.publication.output / f"{self.name}.html"

    @property
    def failed(self) -> Path:
        """Where its executed notebook is put if it fails."""
        return self.publication.failed / f"{self.name}.ipynb"

    @property
    def is_report(self) -> bool:
        return self.notebook is not None

    @property
    def tells_of_others(self) -> bool:
        """Whether it is made when all the others are: the definition pages say on which of them a figure stands."""
        return self.name == DEFINITIONS


@dataclass(frozen=True)
class HalfYearPage(Page):
    """A page of a half-year."""

    publication: Publication[HalfYear]


@dataclass(frozen=True)
class YearPage(Page):
    """A page of an accounting year."""

    publication: Publication[int]
    half_year: HalfYear  # whose published figures it shows
    beside: tuple[str, ...]  # the names of all pages of the edition, this one included


def names(plan: Plan) -> list[tuple[str, str, dict[str, str]]]:
    """Page name, notebook and own parameters of every page that the declared reports give of the plan."""
    return [(page.name, page.notebook, dict(page.parameters)) for page in catalogue.list_pages(plan)]


def _check_parameters(pages: Sequence[Page]) -> None:
    """`Stop` if a notebook would be given parameters that it does not have; asked before any kernel starts."""
    for page in pages:
        if page.notebook is not None:
            notebooks.check_parameters(page.notebook, page.parameters)


def list_pages(publication: Publication[HalfYear]) -> list[Page]:
    """Every page of a half-year, the slowest first, so that the cores end at the same time."""
    workspace = publication.workspace
    common: dict[str, Any] = {"half_year": str(publication.period), "edition": publication.edition.value}
    reports = [
        HalfYearPage(publication, name, workspace.notebooks / f"{notebook}.ipynb", common | parameters)
        for name, notebook, parameters in names(workspace.plan)
    ]
    _check_parameters(reports)
    slowest = workspace.notebooks / "delaftale.ipynb"
    reports.sort(key=lambda page: page.notebook != slowest)
    return [*reports, *(HalfYearPage(publication, name, None, common) for name in (FRONT, DEFINITIONS))]


def list_year_pages(publication: Publication[int], half_year: HalfYear, has_emergency_log: bool) -> list[Page]:
    """The pages of an accounting year that the edition has; without a log of emergencies none that tells of them."""
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
