"""How fast a half-year is made, measured against the obvious way in the same run.

1. The notebook stage: this package's workers against the same notebooks by the commands `papermill` and
   `jupyter nbconvert`, one after another. Rounds are interleaved, so that what else the machine does hits both.
   Ours is timed as a process of its own, its imports and its making ready included.
2. The whole run: seconds and peak memory (resident, the process and all its children) by stage, from nothing
   computed, and a second run with nothing changed.

Usage: python benchmarks/half_year.py [--rounds 2] [--half-year 2026H1]. Needs the extracts (`hpanalysis demo`).
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import psutil

from hpanalysis.definitions.windows import HalfYear
from hpanalysis.pipeline.pages import plan_of_pages
from hpanalysis.pipeline.publish_run import MAKE_PAGE, WARM
from hpanalysis.pipeline.run import run_half_year
from hpanalysis.pipeline.storage.progress import Progress
from hpanalysis.publications import Publication
from hpanalysis.workspace import Workspace

STAGE = "--stage"


def stage(half_year: HalfYear) -> None:
    """Ours, in a fresh process: make ready, run every notebook, convert."""
    from hpanalysis import notebooks

    workspace = Workspace.from_environment()
    notebooks.prepare_workers(WARM)
    made = plan_of_pages.list_pages(Publication(workspace, half_year))
    failed = [
        outcome.error
        for outcome in notebooks.run_all(
            MAKE_PAGE,
            made,
            at_once=os.cpu_count() or 1,
            environment=workspace.environment() | {"MPLBACKEND": "svg"},
        )
        if outcome.error
    ]
    if failed:
        sys.exit("\n".join(failed))


def ours(workspace: Workspace, half_year: HalfYear) -> float:
    started = time.perf_counter()
    subprocess.run(
        [sys.executable, __file__, STAGE, "--half-year", str(half_year)],
        check=True,
        env=os.environ | workspace.environment(),
    )
    return time.perf_counter() - started


def commands(workspace: Workspace, half_year: HalfYear) -> float:
    """The obvious way: for each notebook `papermill`, then `jupyter nbconvert --to html`."""
    binaries, environment = Path(sys.executable).parent, os.environ | workspace.environment()
    with tempfile.TemporaryDirectory() as folder:
        started = time.perf_counter()
        for page in plan_of_pages.list_pages(Publication(workspace, half_year)):
            if page.notebook is None:
                continue  # the index page, which only ours makes
            output = Path(folder) / f"{page.name}.ipynb"
            named = [part for name, value in page.parameters.items() for part in ("-p", name, str(value))]
            for command in (
                [binaries / "papermill", "--no-progress-bar", "-k", "python3", page.notebook, output, *named],
                [binaries / "jupyter", "nbconvert", "--to", "html", "--log-level=ERROR", output],
            ):
                subprocess.run(command, check=True, env=environment, capture_output=True)
        return time.perf_counter() - started


class Peaks(Progress):
    """Peak memory of this process and its children by stage, sampled twenty times a second."""

    def __init__(self) -> None:
        super().__init__()
        self.megabytes: dict[str, float] = {}
        self._stage: str | None = None
        threading.Thread(target=self._sample, daemon=True).start()

    def begin(self, step: str, total: int) -> None:
        self._stage = step

    def end(self, step: str) -> None:
        self._stage = None

    def _sample(self) -> None:
        me = psutil.Process()
        while True:
            if (stage := self._stage) is not None:
                used = 0
                for process in (me, *me.children(recursive=True)):
                    try:
                        used += process.memory_info().rss
                    except psutil.NoSuchProcess:
                        continue
                self.megabytes[stage] = max(self.megabytes.get(stage, 0), used / 1e6)
            time.sleep(0.05)


def whole_run(half_year: HalfYear) -> None:
    usual = Workspace.at()
    with tempfile.TemporaryDirectory() as folder:
        workspace = Workspace.at(raw=usual.raw, processed=Path(folder) / "processed", reports=Path(folder) / "reports")
        for title in ("from nothing computed", "with nothing changed"):
            peaks, started = Peaks(), time.perf_counter()
            run_half_year(Publication(workspace, half_year), progress=peaks)
            print(f"\nThe whole run, {title}: {time.perf_counter() - started:.1f} s")
            for name, seconds in peaks.seconds.items():
                print(f"  {name:<18} {seconds:6.1f} s  {peaks.megabytes.get(name, 0):6.0f} MB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--half-year", default="2026H1")
    parser.add_argument(STAGE, action="store_true", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    half_year = HalfYear.parse(chosen.half_year)
    if chosen.stage:
        return stage(half_year)
    whole_run(half_year)
    with tempfile.TemporaryDirectory() as folder:
        usual = Workspace.at()
        workspace = Workspace.at(raw=usual.raw, processed=Path(folder) / "processed", reports=Path(folder) / "reports")
        run_half_year(Publication(workspace, half_year))
        shutil.rmtree(workspace.reports)
        ratios = []
        for number in range(1, chosen.rounds + 1):
            fast, slow = ours(workspace, half_year), commands(workspace, half_year)
            ratios.append(slow / fast)
            print(f"\nRound {number}: workers {fast:.1f} s, commands {slow:.1f} s: {slow / fast:.1f} times faster")
        print(f"\nThe notebook stage is {min(ratios):.1f} to {max(ratios):.1f} times faster on {os.cpu_count()} cores.")


if __name__ == "__main__":
    main()
