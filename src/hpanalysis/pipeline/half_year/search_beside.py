"""The search for data on persons in a process of its own while the auditor works, so that both cores have something to
do. The gate itself comes after: it takes what was found clean here as passed, and searches the rest."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field

from hpanalysis import leaks, notebooks
from hpanalysis.cpr import Persons
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.passed_checks import PassedChecks
from hpanalysis.pipeline.publication import person_gate
from hpanalysis.publications import Publication

# So many bytes are worth a process: a page has half a million, and a change of one page is searched by the gate alone.
_WORTH_A_PROCESS = 3_000_000


@dataclass(frozen=True)
class Job:
    """What is searched and what it is held against. Sent to the process that searches, through a pipe alone. That
    process reads the files itself, so that this one holds none of them while the auditor works."""

    publication: Publication[HalfYear]
    names: frozenset[str]  # as `person_gate.read_files` has them
    persons: Persons | None = field(repr=False)


def search(job: Job) -> list[tuple[str, ...]]:
    """What of the files is clean, as `leaks.find_clean` tells it. Called in the process that searches."""
    there = person_gate.read_files(job.publication)
    files = {name: content for name, content in there.items() if name in job.names}
    return leaks.find_clean(files, job.publication.workspace.plan, job.persons)


def _list_worth_searching(publication: Publication[HalfYear], passed: PassedChecks) -> frozenset[str]:
    """The names of the files that no earlier search found clean; none where they are too few bytes for a process.
    Called once, before the audit. passed: as in `search_meanwhile`."""
    files = leaks.list_unsearched(person_gate.read_files(publication), passed)
    return frozenset(files if sum(map(len, files.values())) >= _WORTH_A_PROCESS else ())


@contextmanager
def search_meanwhile(
    publication: Publication[HalfYear], persons: Persons | None, passed: PassedChecks
) -> Iterator[None]:
    """Search all files that lie ready while the `with` block runs, and keep in `passed` which of them are clean. Called
    around the audit of a half-year. Nothing is kept where the process fails; then the gate searches them. persons: of
    the extracts."""
    if not (names := _list_worth_searching(publication, passed)):
        yield
        return
    job, environment = Job(publication, names, persons), publication.workspace.environment()
    with ThreadPoolExecutor(1) as thread:  # it only waits for the process
        outcomes = thread.submit(lambda: list(notebooks.run_all(search, [job], at_once=1, environment=environment)))
        yield
        for outcome in outcomes.result():
            for told in outcome.result or ():
                passed.keep(*told)
