"""How long an analyst waits for "Run All": each notebook run by a real Jupyter kernel on its default parameters.

Cold is a kernel that has just started, its start told apart; warm is the same notebook run again in the same kernel.
Seconds of wall; rounds interleaved, with the import of pandas in a fresh process beside them.

Usage: python benchmarks/lab.py [--rounds 3] [NOTEBOOK ...]. Needs a project with a published half-year.
"""

from __future__ import annotations

import argparse
import logging
import os
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from pathlib import Path

import nbformat
from jupyter_client.manager import start_new_kernel

from hpanalysis.workspace import project_root

USUAL = ("oversigt", "datakvalitet", "omraadeprofil", "deltagere", "delaftale")


def run_all(client, sources: list[str]) -> float:
    """Seconds until the last cell has answered; ends the benchmark where a cell fails."""
    started = time.perf_counter()
    for source in sources:
        answer = client.execute_interactive(source, output_hook=lambda message: None)
        if answer["content"]["status"] != "ok":
            sys.exit(f"a cell failed: {answer['content'].get('evalue', '')}")
    return time.perf_counter() - started


def measure(path: Path) -> dict[str, float]:
    """Seconds of starting a kernel, of the notebook in it, and of the notebook again."""
    book = nbformat.read(path, as_version=4)
    sources = [cell.source for cell in book.cells if cell.cell_type == "code"]
    started = time.perf_counter()
    manager, client = start_new_kernel(kernel_name="python3", cwd=str(path.parent))
    kernel = time.perf_counter() - started
    try:
        return {"kernel": kernel, "cold": run_all(client, sources), "warm": run_all(client, sources)}
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("notebooks", nargs="*", default=USUAL)
    parser.add_argument("--rounds", type=int, default=3)
    chosen = parser.parse_args()
    logging.disable(logging.WARNING)
    folder = Path(os.environ.get("HPANALYSIS_PROJECT", project_root())) / "notebooks"
    found: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    pandas = []
    for _ in range(chosen.rounds):
        started = time.perf_counter()
        subprocess.run([sys.executable, "-c", "import pandas"], check=True)
        pandas.append(time.perf_counter() - started)
        for name in chosen.notebooks:
            for what, seconds in measure(folder / f"{name}.ipynb").items():
                found[name][what].append(seconds)
    print("| notebook | kernel starts, s | cold: min / median / max | warm: min / median / max |\n|---|---:|---:|---:|")
    for name, each in found.items():
        kernel = statistics.median(each["kernel"])
        told = (f"{min(x):.2f} / {statistics.median(x):.2f} / {max(x):.2f}" for x in (each["cold"], each["warm"]))
        print(f"| {name} | {kernel:.2f} | " + " | ".join(told) + " |")
    print(f"\n`import pandas` in a fresh process: {statistics.median(pandas):.2f} s.")


if __name__ == "__main__":
    main()
