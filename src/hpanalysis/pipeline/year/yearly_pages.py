"""The pages of an accounting year: which notebooks with which parameters, and where each is made."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hpanalysis import notebooks
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.published.names import name_year_folder
from hpanalysis.report import catalogue
from hpanalysis.tables import Edition
from hpanalysis.workspace import Workspace


@dataclass(frozen=True)
class Page:
    """A page to be made: its notebook and parameters, and the half-year that its figures are taken from.

    beside: the names of all pages of the edition, this one included.
    """

    name: str
    notebook: Path
    parameters: dict[str, Any]
    year: int
    half_year: HalfYear
    edition: Edition
    beside: tuple[str, ...]
    executed: Path
    html: Path
    failed: Path


def folder(workspace: Workspace, year: int) -> Path:
    """data/processed/regnskabsaar-<year>: internal."""
    return workspace.processed / name_year_folder(year)


def output_folder(workspace: Workspace, year: int, edition: Edition) -> Path:
    """Where the pages are made: staged for publication, or the confidential edition's own folder."""
    return folder(workspace, year) / ("staged" if edition is Edition.PUBLIC else edition.value)


def _page(
    workspace: Workspace, year: int, half_year: HalfYear, edition: Edition, beside: tuple[str, ...], name: str
) -> Page:
    own = folder(workspace, year)
    executed = "notebooks" if edition is Edition.PUBLIC else f"notebooks-{edition.value}"
    return Page(
        name,
        workspace.notebooks / f"{name}.ipynb",
        {"year": year, "edition": edition.value},
        year,
        half_year,
        edition,
        beside,
        own / executed / f"{name}.ipynb",
        output_folder(workspace, year, edition) / f"{name}.html",
        own / "failed" / f"{name}.ipynb",
    )


def pages(workspace: Workspace, year: int, half_year: HalfYear, edition: Edition, emergency: bool) -> list[Page]:
    """The pages of an edition, their parameters checked before any kernel starts.

    emergency: whether there is a log of the emergency group; without it, what tells of emergencies is not made.
    """
    reports = catalogue.list_year_reports().items()
    names = tuple(
        name for name, one in reports if edition in one.editions and (emergency or not one.tells_of_emergencies)
    )
    found = [_page(workspace, year, half_year, edition, names, name) for name in names]
    for page in found:
        notebooks.check(page.notebook, page.parameters)
    return found


def _html(page: Page) -> str:
    from hpanalysis import report, yearly_logs
    from hpanalysis.notebooks.execute import execute

    where = Workspace.from_environment()
    of_emergencies = catalogue.list_year_reports()[page.name].tells_of_emergencies
    told = (yearly_logs.emergency if of_emergencies else yearly_logs.followed)(page.year, where)
    executed = execute(page.notebook, page.executed, page.parameters)
    return report.year_html(executed, page.name, page.beside, told, where, page.half_year, page.edition)


def make(page: Page) -> str:
    """Run the page's notebook and write its HTML, in a worker's process; the page's name.

    A failing notebook goes to the quarantine. What makes a page is imported there only: it takes seconds.
    """
    from hpanalysis.pipeline.pages import quarantine

    quarantine.write_page(page, lambda: _html(page))
    return page.name
