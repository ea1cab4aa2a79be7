"""Jobs side by side over the cores, each in a process of its own; one that fails or dies takes no other with it.

Where the system can (`forkserver`), a process is made ready once - imports, templates, fonts - and copied for every
job. Elsewhere (Windows) each worker is made ready for itself and takes one job after another.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import pkgutil
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from typing import Any

from hpanalysis.errors import describe_safely

COPIES = "forkserver" in multiprocessing.get_all_start_methods()
_CONTEXT = multiprocessing.get_context("forkserver" if COPIES else "spawn")


@dataclass(frozen=True)
class JobOutcome:
    """How a job ended: its result, or what it said when it failed."""

    job: Any
    result: Any = None
    error: str | None = None


def prepare_workers(modules: Iterable[str]) -> None:
    """Begin to make the process ready that jobs are copied from, by importing `modules`. Returns at once."""
    if COPIES:
        from multiprocessing import forkserver

        _CONTEXT.set_forkserver_preload(list(modules))
        forkserver.ensure_running()


def _end_with_parent() -> None:
    """End at once when the process that gives the jobs has ended, however: the next run writes to the same folders."""
    multiprocessing.parent_process().join()
    os._exit(1)


def _serve(connection: Connection, work: Callable[[Any], Any] | str, environment: dict[str, str]) -> None:
    threading.Thread(target=_end_with_parent, daemon=True).start()
    os.environ.update(environment)
    function = pkgutil.resolve_name(work) if isinstance(work, str) else work
    while (job := connection.recv()) is not None:
        try:
            connection.send((function(job), None))
        except BaseException as error:
            connection.send((None, describe_safely(error)))


class _Worker:
    """A process and the line to it."""

    def __init__(self, work: Callable[[Any], Any] | str, environment: dict[str, str]) -> None:
        self.connection, other = _CONTEXT.Pipe()
        self.process = _CONTEXT.Process(target=_serve, args=(other, work, environment), daemon=True)
        self.process.start()
        other.close()
        self.job: Any = None

    def give(self, job: Any) -> None:
        self.job = job
        self.connection.send(job)

    def take(self) -> JobOutcome:
        """The outcome of the job in hand; a dead process is an outcome too."""
        try:
            result, error = self.connection.recv()
        except EOFError:
            self.process.join()
            result, error = None, f"processen stoppede (kode {self.process.exitcode})"
        return JobOutcome(self.job, result, error)

    def end(self) -> None:
        with contextlib.suppress(OSError):  # it died before
            self.connection.send(None)
        self.process.join()
        self.connection.close()


def run_all(
    work: Callable[[Any], Any] | str, jobs: list, *, at_once: int, environment: dict[str, str]
) -> Iterator[JobOutcome]:
    """Outcomes of `work(job)` for every job, as they end; jobs are picklable.

    work: a module's function, or its name, `module:function`, where only the worker shall import it.
    """
    waiting, busy = list(jobs), {}
    idle: list[_Worker] = []
    try:
        while waiting or busy:
            while waiting and len(busy) < at_once:
                worker = idle.pop() if idle else _Worker(work, environment)
                worker.give(waiting.pop(0))
                busy[worker.connection] = worker
            for connection in wait(list(busy)):
                worker = busy.pop(connection)
                outcome = worker.take()
                if COPIES or not worker.process.is_alive():
                    worker.end()
                else:
                    idle.append(worker)
                yield outcome
    finally:
        for worker in (*busy.values(), *idle):
            worker.process.terminate() if worker in busy.values() else worker.end()
