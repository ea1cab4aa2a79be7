"""The reports of a run: which notebooks with which parameters, and one of them made, from .ipynb to .html."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from hpanalysis import notebooks, report
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.pipeline.files import write_text
from hpanalysis.plan import Plan
from hpanalysis.tables import Edition
from hpanalysis.workspace import Workspace


@dataclass(frozen=True)
class Page:
    """A report to be made: its file name without suffix, its notebook, its parameters."""

    name: str
    notebook: Path
    parameters: dict[str, Any]
    half_year: HalfYear
    edition: Edition
    executed: Path
    html: Path
    failed: Path


def names(plan: Plan) -> list[tuple[str, str, dict[str, str]]]:
    """Page name, notebook and own parameters of every report of the plan."""
    found = [("oversigt", "oversigt", {})]
    found += [(f"delaftale-{a.id}", "delaftale", {"agreement": a.id}) for a in plan.delaftaler]
    if plan.strategic is not None:
        found.append(("strategisk_aftale", "strategisk_aftale", {}))
    found += [(f"omraade-{area.id}", "omraadeprofil", {"area": area.id}) for area in plan.areas]
    return [*found, ("datakvalitet", "datakvalitet", {})]


def output_folder(workspace: Workspace, half_year: HalfYear, edition: Edition) -> Path:
    """Where the pages are made: staged for publication, or the confidential edition's own folder."""
    return workspace.folder(half_year) / ("staged" if edition is Edition.PUBLIC else edition.value)


def pages(workspace: Workspace, half_year: HalfYear, edition: Edition) -> list[Page]:
    """Every page of a half-year, the slowest first; the parameters are checked before any kernel starts."""
    folder, output = workspace.folder(half_year), output_folder(workspace, half_year, edition)
    found = []
    for name, notebook, own in names(workspace.plan):
        parameters = {"half_year": str(half_year), "edition": edition.value} | own
        path = workspace.notebooks / f"{notebook}.ipynb"
        notebooks.check(path, parameters)
        suffix = "" if edition is Edition.PUBLIC else f"-{edition.value}"
        executed = folder / f"notebooks{suffix}" / f"{name}.ipynb"
        found.append(
            Page(
                name,
                path,
                parameters,
                half_year,
                edition,
                executed,
                output / f"{name}.html",
                folder / "failed" / f"{name}.ipynb",
            )
        )
    return sorted(found, key=lambda page: page.notebook.stem != "delaftale")


@cache
def _workspace() -> Workspace:
    return Workspace.from_environment()


def make(page: Page) -> str:
    """Run the page's notebook and write its HTML; the page's name. A failing notebook goes to the quarantine."""
    try:
        executed = notebooks.execute(page.notebook, page.executed, page.parameters)
    except notebooks.NotebookFailed:
        page.failed.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(page.executed, page.failed)
        raise
    write_text(report.to_html(executed, page.name, _workspace(), page.half_year, page.edition), page.html)
    return page.name
