"""`hpanalysis pdf`: the published reports of a half-year on paper, a PDF each."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from hpanalysis import printing
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.errors import Stop
from hpanalysis.pipeline import pages
from hpanalysis.pipeline.progress import Progress
from hpanalysis.workspace import Workspace

STEP = "PDF"


@dataclass(frozen=True)
class Printed:
    """The PDFs made, in the order of the reports, and the folder they lie in."""

    folder: Path
    files: tuple[Path, ...]


def _published(workspace: Workspace, half_year: HalfYear) -> list[Path]:
    """The pages of the publication that are reports: neither the front page nor the definitions."""
    folder = workspace.reports / str(half_year)
    found = [folder / f"{name}.html" for name, _, _ in pages.names(workspace.plan)]
    found = [page for page in found if page.is_file()]
    if not found:
        raise Stop(
            f"Halvåret {half_year} er ikke udgivet.",
            expected=f"rapporter i reports/{half_year}.",
            do=f"Skriv »hpanalysis run {half_year}«, og skriv derefter »hpanalysis pdf {half_year}« igen.",
        )
    return found


def usual_folder(workspace: Workspace, half_year: HalfYear) -> Path:
    """Beside the publications: a publication's own folder holds what was published and nothing else."""
    return workspace.reports / "pdf" / str(half_year)


def make(
    workspace: Workspace,
    half_year: HalfYear,
    to: Path | None = None,
    browser: Path | None = None,
    progress: Progress | None = None,
) -> Printed:
    """Print every published report to the folder `to`; PDFs of the same names are replaced, nothing else is touched.

    What stands in the way (no browser, nothing published) is a `Stop` before anything is written.
    """
    progress = progress or Progress()
    reports, found = _published(workspace, half_year), printing.find(browser)
    folder = (to or usual_folder(workspace, half_year)).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    files = tuple(folder / f"{page.stem}.pdf" for page in reports)
    with progress.step(STEP, len(reports)):
        for page, file in zip(reports, files, strict=True):
            printing.print_page(found, page, file)
            progress.advance(STEP, page.stem)
    return Printed(folder, files)
