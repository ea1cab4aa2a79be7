"""What a half-year costs as the plan grows older: every half-year of the demo in order, the last against the second.

A project of its own is made with the demo's extracts to the plan's end. Each half-year is one `hpanalysis run`, with
all that lies published before it; its CPU seconds of all processes are counted, and its peak of memory by `tree.py`.

Usage: python benchmarks/growing.py [--until 2029H1] [--in FOLDER]. Needs Linux. Takes some ten minutes on two cores.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from changes import make_project

from hpanalysis.definitions.windows import HalfYear
from hpanalysis.workspace import Workspace

TREE = Path(__file__).with_name("tree.py")


def make_all_extracts(folder: Path, until: HalfYear, environment: dict[str, str]) -> list[HalfYear]:
    """The project with extracts and params to a half-year; returns its half-years, oldest first."""
    make_project(folder)
    command = [sys.executable, "-m", "hpanalysis"]
    subprocess.run([*command, "demo", "--until", str(until)], cwd=folder, env=environment, check=True)
    workspace = Workspace.at(folder)
    half_years = list(until.since(workspace.plan.first))
    for half_year in half_years:
        if not (folder / "params" / f"{half_year}.yaml").exists():
            subprocess.run([*command, "new", str(half_year)], cwd=folder, env=environment, check=True)
    return half_years


def run(folder: Path, half_year: HalfYear, environment: dict[str, str]) -> tuple[float, float, float, str]:
    """CPU seconds, seconds and MB of one run, and its whole table."""
    command = [sys.executable, str(TREE), "--project", str(folder), "--half-year", str(half_year)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    if done.returncode:
        sys.exit(done.stdout + done.stderr)
    whole = next(line for line in done.stdout.splitlines() if line.startswith("| all |")).strip("| ").split("|")
    memory = next(line for line in done.stdout.splitlines() if line.startswith("Peak")).split()[-2]
    return float(whole[-1]), float(whole[1]), float(memory), done.stdout.split("| imports")[0]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--until", type=HalfYear.parse, default=HalfYear.parse("2029H1"))
    parser.add_argument("--in", type=Path, dest="folder")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = chosen.folder or Path(temporary) / "projekt"
        environment = os.environ | {"PYTHONPATH": str(folder / "src"), "PYTHONDONTWRITEBYTECODE": ""}
        half_years = make_all_extracts(folder, chosen.until, environment)
        costs = {}
        print("| half-year | CPU-s | wall, s | peak PSS, MB |\n|---|---:|---:|---:|")
        for half_year in half_years:
            costs[half_year] = run(folder, half_year, environment)
            cpu, wall, memory, _ = costs[half_year]
            print(f"| {half_year} | {cpu:.1f} | {wall:.1f} | {memory:.0f} |", flush=True)
        second, last = costs[half_years[1]], costs[half_years[-1]]
        names = ("CPU", "wall", "memory")
        ratios = ", ".join(
            f"{name} {after / before:.2f}" for name, before, after in zip(names, second, last, strict=False)
        )
        print(f"\nThe last against the second: {ratios}\n\nThe second:\n{second[3]}\nThe last:\n{last[3]}")


if __name__ == "__main__":
    main()
