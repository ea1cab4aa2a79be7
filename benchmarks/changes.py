"""What a run costs after each kind of change: CPU seconds of all processes, and seconds, beside `import pandas`.

A copy of the project is made and the four half-years of the demo are run in it. Then, in rounds, one thing after the
other is changed and the newest half-year is run; what was changed is put back between, with a run that is not counted.
Rounds are interleaved, so that what else the machine does hits all rows.

Usage: python benchmarks/changes.py [--rounds 3] [--half-year 2026H1]. Needs Linux and the extracts (`hpanalysis demo`).
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from cpu_of_tree import Cost, measure

ROOT = Path(__file__).resolve().parents[1]
COPIED = ("src", "notebooks", "expectations", "params", "requirements.lock", "data/raw")
BEFORE = ("2024H2", "2025H1", "2025H2")


def make_project(folder: Path) -> None:
    """A project of its own with the program, so that the program may be changed too. Called once."""
    for name in COPIED:
        source, to = ROOT / name, folder / name
        to.parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(source, to) if source.is_dir() else shutil.copy2(source, to)
    (folder / "data" / "processed").mkdir(parents=True, exist_ok=True)


@contextmanager
def edited(path: Path, edit: Callable[[str], str]) -> Iterator[None]:
    """A text file with another content as long as the `with` block runs."""
    whole = path.read_bytes()
    text = edit(whole.decode("utf-8"))
    assert text.encode("utf-8") != whole, path.name
    path.write_bytes(text.encode("utf-8"))
    yield
    path.write_bytes(whole)


@contextmanager
def nothing() -> Iterator[None]:
    yield


class Changes:
    """The kinds of change, each made before the run that is counted."""

    def __init__(self, folder: Path, half_year: str) -> None:
        self.folder, self.half_year = folder, half_year

    def list_changes(self) -> dict[str, Callable]:
        package = self.folder / "src" / "hpanalysis"
        params = self.folder / "params" / f"{self.half_year}.yaml"
        notebook = self.folder / "notebooks" / "datakvalitet.ipynb"
        definition = package / "definitions" / "indicators" / "fraflytning.py"
        extract = self.folder / "data" / "raw" / self.half_year / "sprogvurdering.csv"
        return {
            "nothing changed": nothing,
            "nothing changed, all files read": self.touch_all,
            "a comment in params": lambda: edited(
                params, lambda text: text.replace("ringer nu hjem", "ringer hjem", 1)
            ),
            "a notebook": lambda: edited(notebook, lambda text: text.replace('"metadata": {', '"metadata":  {', 1)),
            "a definition": lambda: edited(definition, lambda text: text + "\n"),
            "a small extract": lambda: edited(extract, lambda text: "".join(text.splitlines(keepends=True)[:-1])),
            "a style sheet": lambda: edited(next(package.rglob("*.css")), lambda text: text + "\n"),
            "the half-year alone": self.forget_half_year,
        }

    @contextmanager
    def touch_all(self) -> Iterator[None]:
        for folder in ("src", "params", "notebooks", "expectations", "data", "reports"):
            for path in (self.folder / folder).rglob("*"):
                if path.is_file():
                    os.utime(path)
        yield

    @contextmanager
    def forget_half_year(self) -> Iterator[None]:
        for folder in ("data/processed", "reports"):
            shutil.rmtree(self.folder / folder / self.half_year)
        yield


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--half-year", default="2026H1")
    parser.add_argument("--rows", default="", help="only the rows whose name has this in it")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "projekt"
        make_project(folder)
        environment = {"PYTHONPATH": str(folder / "src"), "PYTHONDONTWRITEBYTECODE": ""}

        def command(*words: str) -> Cost:
            cost = measure([sys.executable, "-m", "hpanalysis", *words], folder, environment)
            assert cost.code == 0, cost.out
            return cost

        costs: dict[str, list[Cost]] = {"from nothing": [command("run", chosen.half_year)]}
        for name in ("data/processed", "reports"):
            shutil.rmtree(folder / name)
        for half_year in (*BEFORE, chosen.half_year):
            command("run", half_year)
        for _ in range(chosen.rounds):
            costs.setdefault("import pandas", []).append(measure([sys.executable, "-c", "import pandas"], folder))
            costs.setdefault("--help", []).append(command("--help"))
            for name, change in Changes(folder, chosen.half_year).list_changes().items():
                if chosen.rows in name:
                    command("run", chosen.half_year)  # what was changed is put back
                    command("run", chosen.half_year)  # and the record is left
                    with change():
                        cost = command("run", chosen.half_year)
                    costs.setdefault(name, []).append(cost)
                    print(f"{name}: {cost.cpu:.2f} CPU-s, {cost.wall:.2f} s", file=sys.stderr, flush=True)
        print("| | CPU-s: min | median | max | wall: median |\n|---|---:|---:|---:|---:|")
        for name, each in costs.items():
            cpu = [cost.cpu for cost in each]
            wall = statistics.median(cost.wall for cost in each)
            print(f"| {name} | {min(cpu):.2f} | {statistics.median(cpu):.2f} | {max(cpu):.2f} | {wall:.2f} |")


if __name__ == "__main__":
    main()
