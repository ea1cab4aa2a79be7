"""What is reused is what would be made, for each kind of change, on the small plan and on Randers.

A run that reuses all that it can publishes to the byte what one that finds nothing to reuse publishes, also where runs
before it were killed.
"""

from __future__ import annotations

import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import nbformat
import pytest

import projects
from surroundings import files

pytestmark = pytest.mark.slow

HALF = "2026H1"


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text, path.name
    path.write_text(text.replace(old, new, 1), "utf-8")


def a_comment(project) -> None:
    path = project.folder / "params" / f"{HALF}.yaml"
    text = path.read_text("utf-8")
    path.write_text(re.sub(r"(    text: (?:>-\s+)?)", r"\1Opdigtet tilføjelse. ", text, count=1), "utf-8")


def a_notebook(project) -> None:
    path = project.folder / "notebooks" / "datakvalitet.ipynb"
    book = nbformat.read(path, as_version=4)
    book.cells[-1].source += "\n# prøve"
    nbformat.write(book, path)


def a_definition(project) -> None:
    edit(program(project) / "definitions" / "indicators" / "elevfravaer.py", 'label="', 'label="Opdigtet ')


def code_that_no_frame_needs(project) -> None:
    path = program(project) / "judge" / "__init__.py"
    path.write_text(path.read_text("utf-8") + "\n# prøve\n", "utf-8")


def a_style_sheet(project) -> None:
    path = next(iter(sorted(program(project).rglob("*.css"))))
    path.write_text(path.read_text("utf-8") + "\n.proeve { color: #000 }\n", "utf-8")


def a_small_extract(project) -> None:
    path = project.raw / HALF / "sprogvurdering.csv"
    lines = path.read_text("utf-8-sig").splitlines(keepends=True)
    path.write_text("\ufeff" + "".join(lines[:-1]), "utf-8")


def a_rule(project) -> None:
    path = sorted((project.folder / "expectations").glob("*.json"))[0]
    path.write_text(path.read_text("utf-8") + "\n", "utf-8")


def the_date_of_the_report(project) -> None:
    path = project.folder / "params" / f"{HALF}.yaml"
    line = next(line for line in path.read_text("utf-8").splitlines() if line.startswith("report_date:"))
    edit(path, line, "report_date: 2026-09-20")


CHANGES = [
    a_comment,
    a_notebook,
    a_definition,
    code_that_no_frame_needs,
    a_style_sheet,
    a_small_extract,
    a_rule,
    the_date_of_the_report,
]


def program(project) -> Path:
    return project.folder / "src" / "hpanalysis"


def command(project, half_year: str) -> list[str]:
    return [sys.executable, "-m", "hpanalysis", "run", half_year]


def surroundings(project) -> dict[str, str]:
    return os.environ | {"PYTHONPATH": os.pathsep.join([str(project.folder / "src"), *filter(None, sys.path)])}


def run(project, half_year: str = HALF) -> None:
    done = subprocess.run(
        command(project, half_year), cwd=project.folder, env=surroundings(project), capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr


def forget_all_that_is_reused(project) -> None:
    """Take away the frames and their checks, the pages, and what tells of which of them, which tables and which files
    have been examined. The tables stay, because they are what was published last, and a correction is held against
    them; without their record they are made again."""
    for name in ("frames", "checks", "staged", "notebooks"):
        for folder in project.processed.glob(f"20*/{name}"):
            shutil.rmtree(folder)
    for pattern in ("tables.json", "pages-*.json", "passed-checks.txt", "unchanged-*.txt"):
        for path in project.processed.glob(f"20*/{pattern}"):
            path.unlink()


def read_made(project) -> dict[str, bytes]:
    """Every file that the half-year has published, every notebook that it executed and every table."""
    kept = project.processed / HALF
    tables = {path.name: path.read_bytes() for path in kept.glob("*.parquet")}
    return tables | {
        path.relative_to(project.folder).as_posix(): path.read_bytes()
        for folder in (project.reports, kept / "notebooks")
        for path in folder.rglob("*")
        if path.is_file() and path.name != ".laas"
    }


def compare(project, other) -> None:
    mine, theirs = read_made(project), read_made(other)
    assert mine.keys() == theirs.keys()
    assert [name for name in mine if mine[name] != theirs[name]] == []


@pytest.fixture(scope="module", params=["lillekoebing", "randers"])
def published(request, tmp_path_factory):
    """A plan with a program of its own, two half-years published."""
    make = {"lillekoebing": projects.small, "randers": projects.whole}[request.param]
    project = make(tmp_path_factory.mktemp(request.param) / "projekt")
    shutil.copytree(
        projects.ROOT / "src" / "hpanalysis", program(project), ignore=shutil.ignore_patterns("__pycache__")
    )
    assert project.hpanalysis("demo").returncode == 0
    for half_year in ("2025H2", HALF):
        run(project, half_year)
    return project


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_reuse_publishes_what_a_run_without_it_publishes(published, tmp_path, change):
    project, other = published.copy(tmp_path / "projekt"), published.copy(tmp_path / "andet")
    for each in (project, other):
        change(each)
    forget_all_that_is_reused(other)
    for each in (project, other):
        run(each)
    compare(project, other)
    assert files(project.reports / HALF) != files(published.reports / HALF)


@pytest.mark.parametrize("seed", range(4))
def test_after_a_run_killed_at_a_random_moment_the_next_publishes_what_one_in_peace_publishes(
    published, tmp_path, seed
):
    """Three changes, each killed on its way, so that the stores are filled by halves with what belongs to several."""
    chance = random.Random(seed)
    project, other = published.copy(tmp_path / "projekt"), published.copy(tmp_path / "andet")
    changes = chance.sample([a_comment, a_notebook, a_small_extract, code_that_no_frame_needs], 3)
    for change in changes:
        change(project)
        change(other)
        running = subprocess.Popen(
            command(project, HALF),
            cwd=project.folder,
            env=surroundings(project),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        time.sleep(chance.uniform(0.5, 25))
        os.killpg(running.pid, signal.SIGKILL)
        running.wait()
    run(project)
    forget_all_that_is_reused(other)
    run(other)
    compare(project, other)
