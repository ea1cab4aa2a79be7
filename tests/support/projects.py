"""Project folders of their own, run for real: the made-up helhedsplan of tests/plans/lillekoebing, and Randers."""

from __future__ import annotations

import shutil
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

import nbformat

import commands
from hpanalysis.unchanged.file_states import YOUNG

ROOT = Path(__file__).resolve().parents[2]
PLAN = ROOT / "tests" / "plans" / "lillekoebing"


@dataclass(frozen=True)
class Project:
    """A project folder: the repository's notebooks and rules, a plan, its extracts, and what runs make of them."""

    folder: Path

    @property
    def raw(self) -> Path:
        return self.folder / "data" / "raw"

    @property
    def processed(self) -> Path:
        return self.folder / "data" / "processed"

    @property
    def reports(self) -> Path:
        return self.folder / "reports"

    @property
    def plan(self) -> Path:
        return self.folder / "params" / "plan"

    def hpanalysis(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """The command, as an analyst gives it in the project's folder."""
        return commands.run(arguments, self.folder, environment)

    def break_notebook(self, name: str, source: str) -> None:
        """Put `source` in the place of a notebook's last cell."""
        path = self.folder / "notebooks" / f"{name}.ipynb"
        book = nbformat.read(path, as_version=4)
        book.cells[-1] = nbformat.v4.new_code_cell(source, id="fejl")
        nbformat.write(book, path)

    def wait_until_old(self) -> None:
        """Wait until no file is so young that it may have changed twice within a tick: of such a file a run leaves no
        record, and the next one tells of it as changed."""
        newest = max(max(path.stat().st_mtime_ns, path.stat().st_ctime_ns) for path in self.folder.rglob("*"))
        time.sleep(max(0, newest + YOUNG + 10**8 - time.time_ns()) / 1e9)

    def copy(self, folder: Path) -> Project:
        """The project as it stands, somewhere else."""
        return Project(shutil.copytree(self.folder, folder))


def small(folder: Path) -> Project:
    """A project with the small plan and no extracts yet."""
    _shared(folder)
    shutil.copytree(PLAN, folder / "params" / "plan")
    for pattern in ("20*.yaml", "opfoelgning.yaml", "beredskab.yaml"):
        for path in (folder / "params" / "plan").glob(pattern):
            path.rename(folder / "params" / path.name)
    return Project(folder)


def whole(folder: Path) -> Project:
    """A project with the helhedsplan of Randers and no extracts yet."""
    _shared(folder)
    shutil.copytree(ROOT / "params", folder / "params")
    return Project(folder)


def _shared(folder: Path) -> None:
    for name in ("notebooks", "expectations"):
        shutil.copytree(ROOT / name, folder / name)
