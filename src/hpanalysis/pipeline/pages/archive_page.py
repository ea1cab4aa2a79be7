"""The archive page beside what is published, made anew with each publication and committed together with it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from hpanalysis import notebooks, publications
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.errors import Stop
from hpanalysis.workspace import Workspace


@dataclass(frozen=True)
class Job:
    """What a worker needs to make the archive: the half-year being published, and where each half-year's pages lie.

    years: where the reports of an accounting year lie that is about to be published.
    """

    half_year: HalfYear
    folders: dict[HalfYear, Path]
    years: dict[int, Path] = field(default_factory=dict)


def make(job: Job) -> str:
    """The archive page, in a worker's process: what makes it takes seconds to import."""
    from hpanalysis import report

    workspace = Workspace.from_environment()
    years = publications.find_years(workspace.reports) | job.years
    return report.archive_html(workspace, job.half_year, job.folders, years)


def _made(workspace: Workspace, job: Job) -> str:
    (outcome,) = notebooks.run_all(make, [job], at_once=1, environment=workspace.environment())
    if outcome.error is not None:
        raise Stop(
            f"Siden med alle udgivelser kan ikke laves, og intet er udgivet: {outcome.error}.",
            do="Se, om de udgivne mapper i reports er hele, og kør igen.",
        )
    return outcome.result


def page(workspace: Workspace, half_year: HalfYear, staged: Path) -> str:
    """reports/index.html as it is to stand when `staged` is published."""
    folders = publications.find_half_years(workspace.reports) | {half_year: staged}
    return _made(workspace, Job(half_year, folders))


def page_with_year(workspace: Workspace, year: int, staged: Path) -> str:
    """The same when `staged` is the reports of an accounting year: the half-years stand as they are."""
    folders = publications.find_half_years(workspace.reports)
    return _made(workspace, Job(max(folders), folders, {year: staged}))
