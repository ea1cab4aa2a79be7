"""The archive page beside what is published, made anew with each publication and committed together with it."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from pathlib import Path

from hpanalysis import notebooks, publications
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.errors import Stop
from hpanalysis.pipeline.storage.files import write_text
from hpanalysis.publications import Period, Publication, Superseded
from hpanalysis.published.names import INDEX_HTML
from hpanalysis.workspace import Workspace

# Makes the page, in a worker's process; by its name, for importing it takes seconds that this process can spare.
_MAKE_ARCHIVE_PAGE = "hpanalysis.pipeline.pages.worker:make_archive_page"


@dataclass(frozen=True)
class Job:
    """What a worker needs to make the archive page: where the pages of each publication lie, also of the next. Made by
    `archive_page.make_archive_page`, read by the function of that name in `worker`."""

    workspace: Workspace
    newest: HalfYear  # the half-year being published; beside an accounting year, the newest
    folders: dict[HalfYear, Path]
    years: dict[int, Path]
    superseded: tuple[Superseded, ...]  # the earlier editions; one that is about to be has the folder that it leaves


def make_archive_page(publication: Publication[Period], replaces: Superseded | None = None) -> str:
    """The text of reports/index.html, the list of all publications, as it is to stand when the staged files of
    `publication` are published. Called last before a public edition is published. The page is made in a process of its
    own; `Stop` if that fails, and nothing is published. replaces: the edition that the new one replaces and that stays
    in the archive."""
    workspace = publication.workspace
    folders, years = publications.find_half_years(workspace.reports), publications.find_years(workspace.reports)
    if isinstance(publication.period, HalfYear):
        newest = publication.period
        folders |= {newest: publication.output}
    else:
        newest = max(folders)
        years |= {publication.period: publication.output}
    superseded = publications.find_superseded(workspace.reports)
    if replaces is not None:  # it still lies where the new one is going to
        superseded.append(dataclasses.replace(replaces, folder=workspace.reports / publication.name))
    job = Job(workspace, newest, folders, years, tuple(superseded))
    return _make_in_worker(job)


def write_archive_page_again(workspace: Workspace) -> None:
    """Write reports/index.html anew, with the PDFs that now lie beside the publications. Called when PDFs have been
    made; nothing else of reports/ is touched."""
    folders, years = publications.find_half_years(workspace.reports), publications.find_years(workspace.reports)
    superseded = publications.find_superseded(workspace.reports)
    job = Job(workspace, max(folders), folders, years, tuple(superseded))
    write_text(_make_in_worker(job), workspace.reports / INDEX_HTML)


def _make_in_worker(job: Job) -> str:
    """The page, made in a process of its own; `Stop` if that fails. Called for each archive page."""
    (outcome,) = notebooks.run_all(_MAKE_ARCHIVE_PAGE, [job], at_once=1, environment=job.workspace.environment())
    if outcome.error is not None:
        raise Stop(
            f"Siden med alle udgivelser kan ikke laves, og intet er udgivet: {outcome.error}.",
            do="Se, om de udgivne mapper i reports er hele, og kør igen.",
        )
    return outcome.result
