"""One run of a publication: the same steps in the same order for a half-year and for an accounting year.

What is read is checked before anything is computed; a publication that stands already is left as it is; and the
earlier one stands untouched until the new one is whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from hpanalysis import notebooks, publish
from hpanalysis.errors import Stop
from hpanalysis.pipeline.pages import archive_page, made_pages
from hpanalysis.pipeline.pages.made_pages import MadePage, PageBasis
from hpanalysis.pipeline.pages.plan_of_pages import Page
from hpanalysis.pipeline.publication import publication_records
from hpanalysis.pipeline.storage.files import describe_healed
from hpanalysis.pipeline.storage.progress import Progress
from hpanalysis.publications import Publication, Superseded
from hpanalysis.workspace import EDITION_OF_RUN

# What the process imports that the notebooks' processes are copied from.
WARM = ("hpanalysis.pipeline.pages.lean_imports", "hpanalysis.pipeline.pages.preload")
# Makes a page, in a worker's process; by its name, for importing it takes seconds that this process can spare.
MAKE_PAGE = "hpanalysis.pipeline.pages.worker:make_page"

_NOTEBOOKS, _PUBLICATION = "Notesbøger", "Udgivelse"


@dataclass(frozen=True)
class Result:
    """How a run of `publish_run` ended, for the command line (`hpanalysis run`, `follow-up`) to tell the user."""

    page: Path  # the page to open
    changed: bool  # False if the publication already stood
    reports: int  # how many of its pages are reports
    remarks: tuple[str, ...] = ()  # what the user is told in any case
    warnings: tuple[str, ...] = ()  # what the user is told when something was made


@dataclass(frozen=True, kw_only=True)
class Inputs:
    """What a publication depends on, read and checked by the first step of its run. Each kind of publication
    (`HalfYearInputs`, `YearInputs`) adds its own. Every later step of `publish_run` is given it."""

    publication: Publication
    pages: list[Page]
    page_to_open: str  # its file name
    digest: str  # of all that decides the publication: where it is the same, nothing need be made
    record: dict[str, Any]  # what the run's record tells beside the digests
    remarks: tuple[str, ...] = ()  # `Result.remarks`
    replaces: Superseded | None = None  # the edition that lies published, and that stays as the archive's earlier one
    basis: PageBasis | None = None  # by which pages of the run before are reused; None where all are made

    @property
    def reports(self) -> int:
        """How many of the pages are reports; the front page and the definition pages are none. Read when the run ends,
        for its result, from which the command tells the user the number."""
        return sum(page.is_report for page in self.pages)


_InputsT = TypeVar("_InputsT", bound=Inputs)
_TablesT = TypeVar("_TablesT")


@dataclass(frozen=True, kw_only=True)
class Steps(Generic[_InputsT, _TablesT]):
    """The steps in which the two kinds of publication differ, in the order in which `publish_run` takes them. Made by
    `run.run_half_year` and by `year.follow_up.make_year_reports`."""

    # Reads and checks everything; computes nothing.
    read_inputs: Callable[[Progress], _InputsT]
    # Makes again what is damaged of that which the publication rests on, where nothing else need be made.
    heal: Callable[[_InputsT, Progress], None]
    # Computes the tables that the pages read and that are published beside them.
    make_tables: Callable[[_InputsT, Progress], _TablesT]
    # Writes the data files into the folder of the pages made.
    write_data_files: Callable[[_InputsT, _TablesT], None]
    # Raises `Stop` unless what is staged may be published; writes what tells of it, such as the manifest.
    pass_gates: Callable[[_InputsT, _TablesT], None]
    # Raises `Stop` if anything that was read is not what it was when the run began.
    stop_if_changed: Callable[[_InputsT], None]
    # What the user should know of the publication made.
    list_warnings: Callable[[_InputsT, _TablesT], tuple[str, ...]]


def publish_run(steps: Steps[_InputsT, _TablesT], jobs: int, progress: Progress) -> Result:
    """Make a publication, or find that it already stands and is whole; `Stop` names what is in the way. Only the public
    edition is put in reports/. Called once a run, of a half-year or an accounting year, when the caller has locked the
    folders. jobs: how many notebooks run at once."""
    inputs = steps.read_inputs(progress)
    publication = inputs.publication
    page = publication.folder / inputs.page_to_open
    damaged = publication_records.find_damaged_record(publication)
    if publication_records.stands(publication, inputs.digest):
        steps.heal(inputs, progress)
        damaged = publication_records.find_what_to_make_again(publication)
        if not damaged:
            return Result(page, False, inputs.reports, inputs.remarks)
    if damaged:
        progress.say(describe_healed(publication.name, damaged))
    notebooks.prepare_workers(WARM, publication.workspace.environment())
    with _changes_told_first(steps, inputs):
        tables = steps.make_tables(inputs, progress)
        with progress.step(_NOTEBOOKS, len(inputs.pages)):
            _make_pages(inputs, jobs, progress)
    with progress.step(_PUBLICATION):
        with _changes_told_first(steps, inputs):
            steps.write_data_files(inputs, tables)
            steps.pass_gates(inputs, tables)
            archive = archive_page.make_archive_page(publication, inputs.replaces) if publication.is_public else None
        steps.stop_if_changed(inputs)
        publication_records.write_next_record(publication, inputs.digest, inputs.record, inputs.replaces)
        if publication.is_public:
            earlier = inputs.replaces.folder.name if inputs.replaces else None
            publish.publish(publication.output, publication.workspace.reports, publication.name, archive, earlier)
        publication_records.settle_records(publication.workspace)
    return Result(page, True, inputs.reports, inputs.remarks, steps.list_warnings(inputs, tables))


@contextmanager
def _changes_told_first(steps: Steps[_InputsT, _TablesT], inputs: _InputsT) -> Iterator[None]:
    """Where something fails within the `with` block, raise the `Stop` on files that changed while the run went on, if
    any did, because that is why it failed, and the failure itself says little. Used around all that a run makes before
    it publishes."""
    try:
        yield
    except Exception:
        steps.stop_if_changed(inputs)
        raise


def _make_pages(inputs: Inputs, jobs: int, progress: Progress) -> None:
    """Run the notebooks side by side, and make the pages without one; a `Stop` names together all that failed. Called
    in a run once its tables are made. Pages that the run before made of the same things are reused; what else it left
    in the folders of pages and of notebooks is removed first."""
    publication = inputs.publication
    basis = None if inputs.basis is None else inputs.basis.complete(publication)
    made = [] if basis is None else made_pages.find_reusable(publication, inputs.pages, basis)
    made_pages.empty_folders(publication, made)
    for page in made:
        progress.advance(_NOTEBOOKS, page.name)
    reused = {page.name for page in made}
    # The definition pages say on which of the others a figure stands, so they are made when those lie there.
    for is_last in (False, True):
        pages = [page for page in inputs.pages if page.tells_of_others is is_last and page.name not in reused]
        failures = _make_side_by_side(publication, pages, jobs, progress, made)
        if basis is not None and not is_last:  # only reports are reused, and they are all made by then
            made_pages.write_record(publication, inputs.pages, made, basis)
        if failures:
            place = publication.failed.relative_to(publication.workspace.processed).as_posix()
            raise Stop(
                "\n".join(["Disse notesbøger fejlede, og intet er udgivet.", *sorted(failures)]),
                do=f"Se de fejlede notesbøger i data/processed/{place}. De kan vise personer, så kun dataenheden må "
                "åbne dem.",
            )


def _make_side_by_side(
    publication: Publication, pages: list[Page], jobs: int, progress: Progress, made: list[MadePage]
) -> list[str]:
    """Make the pages, at most `jobs` at once, each in a process of its own. Returns a line (name and error) for each
    that failed, in no fixed order. Called for the reports, then for the definition pages, which say where the reports
    show a figure. made: what was made is added to it."""
    failures = []
    environment = publication.workspace.environment() | {
        "MPLBACKEND": "svg",
        EDITION_OF_RUN: publication.edition.value,
    }
    for outcome in notebooks.run_all(MAKE_PAGE, pages, at_once=jobs, environment=environment):
        if outcome.error is not None:
            failures.append(f"{outcome.job.name}: {outcome.error}")
        else:
            made.append(outcome.result)
        progress.advance(_NOTEBOOKS, outcome.job.name)
    return failures
