"""The pages of a run: which notebooks with which parameters, and where each is made."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hpanalysis import notebooks
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.plan import Plan
from hpanalysis.report import catalogue
from hpanalysis.tables import Edition
from hpanalysis.workspace import Workspace


@dataclass(frozen=True)
class Page:
    """A page to be made: its file name without suffix, its notebook, its parameters.

    The front page has no notebook, and neither have the definition pages, which are one of these for them all.
    """

    name: str
    notebook: Path | None
    parameters: dict[str, Any]
    half_year: HalfYear
    edition: Edition
    executed: Path
    html: Path
    failed: Path

    @property
    def is_report(self) -> bool:
        return self.notebook is not None

    @property
    def tells_of_others(self) -> bool:
        """Whether it is made when all the others are: the definition pages say on which of them a figure stands."""
        return self.name == DEFINITIONS


# The pages without a notebook.
FRONT, DEFINITIONS = "index", "definitioner"


def names(plan: Plan) -> list[tuple[str, str, dict[str, str]]]:
    """Page name, notebook and own parameters of every page that the declared reports give of the plan."""
    return [(page.name, page.notebook, dict(page.parameters)) for page in catalogue.list_pages(plan)]


def output_folder(workspace: Workspace, half_year: HalfYear, edition: Edition) -> Path:
    """Where the pages are made: staged for publication, or the confidential edition's own folder."""
    return workspace.folder(half_year) / ("staged" if edition is Edition.PUBLIC else edition.value)


def folder(workspace: Workspace, half_year: HalfYear, edition: Edition) -> Path:
    """Where an edition lies when it is done: published, or in the confidential edition's own folder."""
    if edition is Edition.PUBLIC:
        return workspace.reports / str(half_year)
    return output_folder(workspace, half_year, edition)


def executed_folder(workspace: Workspace, half_year: HalfYear, edition: Edition) -> Path:
    """Where the executed notebooks of an edition's latest run lie."""
    name = "notebooks" if edition is Edition.PUBLIC else f"notebooks-{edition.value}"
    return workspace.folder(half_year) / name


def _page(
    workspace: Workspace, half_year: HalfYear, edition: Edition, name: str, notebook: str | None, own: dict
) -> Page:
    folder = workspace.folder(half_year)
    executed = executed_folder(workspace, half_year, edition)
    return Page(
        name,
        None if notebook is None else workspace.notebooks / f"{notebook}.ipynb",
        {"half_year": str(half_year), "edition": edition.value} | own,
        half_year,
        edition,
        executed / f"{name}.ipynb",
        output_folder(workspace, half_year, edition) / f"{name}.html",
        folder / "failed" / f"{name}.ipynb",
    )


def pages(workspace: Workspace, half_year: HalfYear, edition: Edition) -> list[Page]:
    """Every page of a half-year, the slowest first; the parameters are checked before any kernel starts."""
    reports = [_page(workspace, half_year, edition, *named) for named in names(workspace.plan)]
    for page in reports:
        notebooks.check(page.notebook, page.parameters)
    slowest_first = sorted(reports, key=lambda page: page.notebook.stem != "delaftale")
    others = [_page(workspace, half_year, edition, name, None, {}) for name in (FRONT, DEFINITIONS)]
    return [*slowest_first, *others]


def make(page: Page) -> str:
    """Make a page, in a worker's process; its name. What makes it is imported there only: it takes seconds."""
    from hpanalysis.pipeline.pages import making

    return making.make(page)
