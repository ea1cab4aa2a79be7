"""The archive page beside the published half-years, made anew with each publication and committed together with it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from hpanalysis import corrections, notebooks
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.errors import Stop
from hpanalysis.workspace import Workspace


@dataclass(frozen=True)
class Job:
    """What a worker needs to make the archive: the half-year being published, and where each half-year's pages lie."""

    half_year: HalfYear
    folders: dict[HalfYear, Path]


def make(job: Job) -> str:
    """The archive page, in a worker's process: what makes it takes seconds to import."""
    from hpanalysis import report

    return report.archive_html(Workspace.from_environment(), job.half_year, job.folders)


def page(workspace: Workspace, half_year: HalfYear, staged: Path) -> str:
    """reports/index.html as it is to stand when `staged` is published."""
    folders = dict(corrections.publications(workspace.reports)) | {half_year: staged}
    job = Job(half_year, folders)
    (outcome,) = notebooks.run_all(make, [job], at_once=1, environment=workspace.environment())
    if outcome.error is not None:
        raise Stop(
            f"Siden med alle udgivelser kan ikke laves, og intet er udgivet: {outcome.error}.",
            do="Se, om de udgivne mapper i reports er hele, og kør igen.",
        )
    return outcome.result
