"""Jobs side by side over the cores, each in a process of its own; one that fails or dies takes no other with it.

Where the system can (`forkserver`), one process imports everything once - modules, templates, fonts - and is copied for
every job. Elsewhere (Windows) each worker imports for itself and takes one job after another.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import pkgutil
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING, Any, cast

from hpanalysis.errors import describe_safely

if TYPE_CHECKING:
    from multiprocessing.context import ForkServerContext, SpawnContext

COPIES = "forkserver" in multiprocessing.get_all_start_methods()
_CONTEXT: ForkServerContext | SpawnContext
if COPIES:  # noqa: SIM108 - mypy takes the type of a choice between the two for their base class, which has no Process
    _CONTEXT = multiprocessing.get_context("forkserver")
else:
    _CONTEXT = multiprocessing.get_context("spawn")


@dataclass(frozen=True)
class JobOutcome:
    """How a job ended, such as the making of one page; yielded by `run_all`."""

    job: Any
    result: Any = None  # None if it failed
    error: str | None = None  # why it failed, in words that hold no person's value


def prepare_workers(modules: Iterable[str], environment: Mapping[str, str]) -> None:
    """Start the process that the pages' processes are copied from, and let it import `modules` meanwhile; returns at
    once. Called when a run has found that pages must be made, before its tables are, to be ready for the first page.
    environment: variables set in that process besides this one's own, by which the modules find what they read. Does
    nothing where processes are not copied, or where the process is there already."""
    if COPIES:
        from multiprocessing import forkserver

        _CONTEXT.set_forkserver_preload(list(modules))
        with _set_environment(environment):
            forkserver.ensure_running()


@contextlib.contextmanager
def _set_environment(environment: Mapping[str, str]) -> Iterator[None]:
    """Within the `with` block this process's environment has the variables too, for a process that is started in it and
    that can be handed none. Used as the process is started that others are copied from."""
    before = dict(os.environ)
    os.environ.update(environment)
    try:
        yield
    finally:
        for name in environment:
            if name in before:
                os.environ[name] = before[name]
            else:
                del os.environ[name]


def _end_with_parent() -> None:
    """Wait for the end of the process that started this worker, and then end the worker at once. Called in a thread of
    every worker, because a worker that outlived its run would write to the next run's folders."""
    parent = multiprocessing.parent_process()
    assert parent is not None  # a worker is always started by another process
    parent.join()
    os._exit(1)


def _fall_silent() -> None:
    """Lead what is written past the notebooks' own outputs (by a library, a child process, a warning between cells)
    nowhere. Called in every worker's process as it starts, because the command's words would else hold whatever a cell
    or a library says of its data."""
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    with open(os.devnull, "wb") as nowhere:  # noqa: PTH123 - a device, and no path of ours
        for descriptor in (1, 2):
            os.dup2(nowhere.fileno(), descriptor)


def _serve(connection: Connection, work: Callable[[Any], Any] | str, environment: dict[str, str]) -> None:
    """Take jobs from the connection until None comes, and send back each one's result, or why it failed. Called in a
    worker's process when it starts, and runs as long as the process does. work: the function, or its name
    `module:function`. environment: variables that are set in the process before any job."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _fall_silent()
    os.environ.update(environment)
    function = pkgutil.resolve_name(work) if isinstance(work, str) else work
    while (job := connection.recv()) is not None:
        try:
            connection.send((function(job), None))
        except BaseException as error:
            connection.send((None, describe_safely(error)))


class _Worker:
    """A process that does jobs, and the connection to it; made and ended by `run_all`."""

    def __init__(self, work: Callable[[Any], Any] | str, environment: dict[str, str]) -> None:
        """Start a process that does one job after the other until it is ended. Called by `run_all` when there is a job
        and no idle worker. work: the function to call with each job, or its name `module:function`. environment:
        variables set in the process."""
        self.connection, other = _CONTEXT.Pipe()
        self.process = _CONTEXT.Process(target=_serve, args=(other, work, environment), daemon=True)
        self.process.start()
        other.close()
        self.job: Any = None  # the one it is working on

    def give(self, job: Any) -> None:
        """Start a job in the process, which must have none. Called when a job is waiting and this worker is free. That
        the process died before it had the job is told by `take`."""
        self.job = job
        with contextlib.suppress(OSError):
            self.connection.send(job)

    def take(self) -> JobOutcome:
        """Wait for the job to end and return its outcome; that the process died is an outcome too. Called when the
        worker has sent something, or its process has ended."""
        try:
            result, error = self.connection.recv()
        except (EOFError, OSError):  # ended, or ended in the middle of a job that was sent to it
            self.process.join()
            result, error = None, f"processen stoppede (kode {self.process.exitcode})"
        return JobOutcome(self.job, result, error)

    def end(self) -> None:
        """Let the process end, and wait until it has. Called for a worker that gets no more jobs."""
        with contextlib.suppress(OSError):  # it died before
            self.connection.send(None)
        self.process.join()
        self.connection.close()


def run_all(
    work: Callable[[Any], Any] | str, jobs: list, *, at_once: int, environment: dict[str, str]
) -> Iterator[JobOutcome]:
    """Run `work(job)` for every job in other processes, at most `at_once` at a time; yield each outcome as the job
    ends, also of a job that failed or whose process died.

    Called by a run for its pages, and for the page that lists all publications. Each job has a process of its own, but
    on Windows, which has no `COPIES`, a process takes one job after another. jobs: anything that can be pickled. work:
    a module's function, or its name, `module:function`, where only the worker shall import it. environment: variables
    set for the workers besides their own. Workers still busy when the caller stops reading are terminated.
    """
    waiting = list(jobs)
    busy: dict[Connection, _Worker] = {}
    idle: list[_Worker] = []
    try:
        while waiting or busy:
            while waiting and len(busy) < at_once:
                worker = idle.pop() if idle else _Worker(work, environment)
                worker.give(waiting.pop(0))
                busy[worker.connection] = worker
            for connection in wait(list(busy)):
                # `wait` gives back connections that it was given, though its type says anything that can be waited for.
                worker = busy.pop(cast(Connection, connection))
                outcome = worker.take()
                if COPIES or not worker.process.is_alive():
                    worker.end()
                else:
                    idle.append(worker)
                yield outcome
    finally:
        for worker in (*busy.values(), *idle):
            worker.process.terminate() if worker in busy.values() else worker.end()
