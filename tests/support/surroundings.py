"""What a run must not depend on: all that surrounds it and is none of its inputs, each named, each to be varied."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import projects

# Debian's package faketime; without it the date cannot be moved for programs that are not Python.
_FAKETIME = sorted(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"))
MOVES_THE_DATE = bool(_FAKETIME)
_THREADS = ("OMP", "OPENBLAS", "MKL", "NUMEXPR", "VECLIB", "ARROW_IO", "RAYON")


@dataclass(frozen=True)
class Surroundings:
    """How a command is given. under: the folder it is given in, of the project; elsewhere: processed and reports.

    folder: the project's own name, below a folder of the test.
    """

    environment: dict[str, str] = field(default_factory=dict)
    under: str = ""
    umask: int = -1
    jobs: int | None = None
    folder: str = "projekt"
    elsewhere: bool = False


def _date(moved: str) -> dict[str, str]:
    """Every clock of the process and its children but the monotonic one, which only measures."""
    preload = {"LD_PRELOAD": str(_FAKETIME[0])} if MOVES_THE_DATE else {}
    return preload | {"FAKETIME": moved, "FAKETIME_DONT_FAKE_MONOTONIC": "1", "SOURCE_DATE_EPOCH": "86400"}


def _threads(count: int) -> dict[str, str]:
    return {f"{name}_NUM_THREADS": str(count) for name in _THREADS} | {"ARROW_IO_THREADS": str(count)}


_ASCII = {"LC_ALL": "C", "LANG": "tr_TR.UTF-8", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
_SCREEN = {"COLUMNS": "37", "LINES": "5", "TERM": "dumb", "NO_COLOR": "1", "MPLBACKEND": "pdf"}
_USER = {"HOME": "/nonexistent", "USER": "en-anden", "LOGNAME": "en-anden", "XDG_CONFIG_HOME": "/nonexistent"}

EACH = {
    "hash seed": Surroundings({"PYTHONHASHSEED": "4242"}),
    "time zone": Surroundings({"TZ": "Pacific/Kiritimati"}),
    "locale": Surroundings(_ASCII),
    "screen": Surroundings(_SCREEN),
    "user": Surroundings(_USER),
    "date": Surroundings(_date("@2031-02-28 23:59:30")),
    "one thread": Surroundings(_threads(1)),
    "seven threads": Surroundings(_threads(7)),
    "one notebook at a time": Surroundings(jobs=1),
    "five notebooks at a time": Surroundings(jobs=5),
    "working directory": Surroundings(under="params/plan"),
    "umask": Surroundings(umask=0o077),
    "the project's folder": Surroundings(folder="et andet sted/ærø & å"),
    "folders elsewhere": Surroundings(elsewhere=True),
}
TOGETHER = Surroundings(
    {"PYTHONHASHSEED": "77", "TZ": "America/St_Johns"}
    | _ASCII
    | _SCREEN
    | _USER
    | (_date("@2044-12-31 23:59:58") if MOVES_THE_DATE else {})
    | _threads(3),
    under="notebooks",
    umask=0o027,
    jobs=3,
    folder="et andet sted/proeve & co",  # without UTF-8, Papermill writes no notebook where a path has an æ
    elsewhere=True,
)


@dataclass(frozen=True)
class Made:
    """A project as a run left it, with its folders wherever they lie."""

    project: projects.Project
    processed: Path
    reports: Path
    surroundings: Surroundings

    def hpanalysis(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        around = self.surroundings
        return subprocess.run(
            [sys.executable, "-m", "hpanalysis", *arguments],
            cwd=self.project.folder / around.under,
            env=os.environ | around.environment,
            umask=around.umask,
            capture_output=True,
            encoding="utf-8",
        )

    @property
    def folders(self) -> list[str]:
        """The options that say where the folders lie."""
        if not self.surroundings.elsewhere:
            return []
        return ["--processed", str(self.processed), "--reports", str(self.reports)]


def run(project: projects.Project, surroundings: Surroundings, half_year: str = "2026H1") -> Made:
    """Run a project that has its extracts and nothing else; it must succeed."""
    apart = project.folder.parent / "ude"
    where = (apart / "indre", apart / "udgivet") if surroundings.elsewhere else (project.processed, project.reports)
    made = Made(project, *where, surroundings)
    jobs = [] if surroundings.jobs is None else ["--jobs", str(surroundings.jobs)]
    done = made.hpanalysis("run", half_year, *jobs, *made.folders)
    assert done.returncode == 0, done.stderr
    return made


def files(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by its relative name."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
