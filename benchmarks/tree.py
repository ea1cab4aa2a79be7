"""Where the time of one run goes: each step with its wall and its CPU seconds in each kind of process, the imports by
themselves, and the peak of proportional memory (PSS) of all processes together.

The processes are looked at fifty times a second (psutil): this one, which is the run; the one that pages' processes are
copied from, until it has imported all; that one's copies, which make a page each; and any other.

Usage: python benchmarks/tree.py [--half-year 2026H1] [--project FOLDER] [--forget]. Needs Linux and a project with
extracts; with --forget what the half-year has made is removed first, else the run is of what has changed since.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import threading
import time
from collections import defaultdict
from pathlib import Path

import psutil

ASIDE = "--aside"
BEFORE, AFTER = "before the first step", "after and between steps"
RUN, COPIED, PAGES, OTHERS = "the run", "what pages are copied from", "pages", "others"


class Tree:
    """The processes of a run, sampled. Made in the process of the run; `steps` is read when it has ended."""

    def __init__(self) -> None:
        self.cpu: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))  # step -> kind -> seconds
        self.wall: dict[str, float] = defaultdict(float)
        self.peak = 0.0  # MB of proportional memory, all processes
        self._seen: dict[int, float] = {}
        self._kinds: dict[int, str] = {}
        self._step, self._at = BEFORE, time.perf_counter()
        self._lock = threading.Lock()
        self._own = psutil.Process()
        threading.Thread(target=self._watch, daemon=True).start()

    def enter(self, step: str) -> None:
        """Count what was used until now for the step before. Called as a step begins and ends."""
        with self._lock:
            self._sample()
            self._step = step

    def _watch(self) -> None:
        turn = 0
        while True:
            with self._lock:
                self._sample(with_memory=turn % 10 == 0)
            turn += 1
            time.sleep(0.02)

    def _sample(self, with_memory: bool = False) -> None:
        now = time.perf_counter()
        self.wall[self._step] += now - self._at
        self._at, memory = now, 0.0
        for process in (self._own, *self._own.children(recursive=True)):
            try:
                times, kind = process.cpu_times(), self._name_kind(process)
                used = times.user + times.system
                memory += process.memory_full_info().pss / 1e6 if with_memory else 0
            except psutil.Error:
                continue
            self.cpu[self._step][kind] += used - self._seen.get(process.pid, 0.0)
            self._seen[process.pid] = used
        self.peak = max(self.peak, memory)

    def _name_kind(self, process: psutil.Process) -> str:
        """The kind of a process. A copy of the process that all pages are copied from has that one for its parent."""
        if process.pid not in self._kinds:
            parent = process.ppid()
            words = " ".join(process.cmdline())
            self._kinds[process.pid] = (
                RUN
                if process == self._own
                else PAGES
                if self._kinds.get(parent) == COPIED
                else COPIED
                if "forkserver" in words
                else OTHERS
            )
        return self._kinds[process.pid]


def run_aside(half_year: str) -> None:
    """The run itself, in a process of its own as an analyst's. Called in the process that is measured."""
    tree = Tree()

    import hpanalysis.pipeline.pages.lean_imports  # noqa: F401 as the command line does
    from hpanalysis.definitions.windows import HalfYear
    from hpanalysis.pipeline.run import run_half_year
    from hpanalysis.pipeline.storage.progress import Progress
    from hpanalysis.publications import Publication
    from hpanalysis.workspace import Workspace

    class Steps(Progress):
        def begin(self, step: str, total: int) -> None:
            tree.enter(step)

        def end(self, step: str) -> None:
            tree.enter(AFTER)

    run_half_year(Publication(Workspace.from_environment(), HalfYear.parse(half_year)), progress=Steps())
    tree.enter(AFTER)
    kinds = (RUN, COPIED, PAGES, OTHERS)
    print("| step | wall, s | " + " | ".join(f"{kind}, CPU-s" for kind in kinds) + " | all |")
    print("|---|---:|" + "---:|" * (len(kinds) + 1))
    total: dict[str, float] = defaultdict(float)
    for step, seconds in tree.wall.items():
        used = [tree.cpu[step][kind] for kind in kinds]
        for kind, each in zip(kinds, used, strict=True):
            total[kind] += each
        print(f"| {step} | {seconds:.1f} | " + " | ".join(f"{each:.1f}" for each in (*used, sum(used))) + " |")
    used = [total[kind] for kind in kinds]
    print(f"| all | {sum(tree.wall.values()):.1f} | " + " | ".join(f"{each:.1f}" for each in (*used, sum(used))) + " |")
    print(f"Peak of proportional memory, all processes: {tree.peak:.0f} MB")


def time_imports(environment: dict[str, str]) -> None:
    """Print the CPU seconds of importing what a run imports, each in a process of its own."""
    print("| imports | CPU-s |\n|---|---:|")
    for module in ("pandas", "hpanalysis.pipeline.run", "great_expectations", "hpanalysis.pipeline.pages.preload"):
        code = f"import hpanalysis.pipeline.pages.lean_imports, time; t = time.process_time(); import {module}; "
        code += "print(f'{time.process_time() - t:.2f}')"
        done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
        print(f"| {module} | {done.stdout.split()[-1]} |")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--half-year", default="2026H1")
    parser.add_argument("--project", type=Path, default=Path(__file__).resolve().parents[1])
    parser.add_argument("--forget", action="store_true")
    parser.add_argument(ASIDE, action="store_true", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.aside:
        return run_aside(chosen.half_year)
    if chosen.forget:
        for folder in ("data/processed", "reports"):
            shutil.rmtree(chosen.project / folder / chosen.half_year, ignore_errors=True)
    environment = os.environ | {"HPANALYSIS_PROJECT": str(chosen.project), "PYTHONPATH": str(chosen.project / "src")}
    command = [sys.executable, __file__, ASIDE, "--half-year", chosen.half_year]
    subprocess.run(command, env=environment, cwd=chosen.project, check=True)
    time_imports(environment)


if __name__ == "__main__":
    main()
