"""What ten times the rows cost: reading a register with its persons and places, and Great Expectations on its frame.

Each register of persons of a half-year is read as it is, and with nine more copies of each row, each copy of another
person (another serial number behind the same day of birth). CPU seconds of this process, rounds interleaved.

Usage: python benchmarks/ten_times_the_rows.py [--rounds 3] [--half-year 2026H1]. Needs the demo's extracts.
"""

from __future__ import annotations

import argparse
import csv
import io
import statistics
import tempfile
import time
from collections import defaultdict
from pathlib import Path

import hpanalysis.pipeline.pages.lean_imports  # noqa: F401 as the command line does
from hpanalysis import load, validate
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.load.frame import load_frame
from hpanalysis.pipeline.extracts import loading
from hpanalysis.workspace import Workspace

TIMES = 10


def multiply(path: Path, folder: Path) -> Path:
    """A copy of a register (CSV with a column of CPR numbers) with each row of ten persons."""
    text = path.read_text("utf-8-sig")
    dialect = ";" if text.splitlines()[0].count(";") else ","
    head, *rows = csv.reader(io.StringIO(text, newline=""), delimiter=dialect)
    at = next(number for number, name in enumerate(head) if "cpr" in name.casefold())
    more = io.StringIO(newline="")
    writer = csv.writer(more, delimiter=dialect, lineterminator="\n")
    writer.writerow(head)
    for copy in range(TIMES):
        for row in rows:
            digits = row[at].replace("-", "")
            serial = (int(digits[6:]) + copy * 997) % 10_000
            writer.writerow([*row[:at], f"{digits[:6]}-{serial:04d}", *row[at + 1 :]])
    to = folder / path.name
    to.write_text("\ufeff" + more.getvalue(), "utf-8", newline="")
    return to


def measure(workspace: Workspace, delivery: loading.Delivery, files: list[Path], suites: validate.Suites) -> tuple:
    """CPU seconds of reading and of validating, and the rows."""
    key = load.Key.from_environment(synthetic=True)
    started = time.process_time()
    frame = load_frame(delivery.source, files, workspace.plan, key).frame
    read = time.process_time()
    suites.validate(delivery.source.name, frame, delivery.half_year, span=delivery.span)
    return read - started, time.process_time() - read, len(frame)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--half-year", default="2026H1")
    chosen = parser.parse_args()
    workspace, half_year = Workspace.from_environment(), HalfYear.parse(chosen.half_year)
    suites = validate.Suites(workspace.expectations)
    deliveries = [
        each
        for each in loading.find_deliveries(workspace, half_year)
        if each.half_year == half_year and each.source.has_persons and all(file.suffix == ".csv" for file in each.files)
    ]
    with tempfile.TemporaryDirectory() as folder:
        ratios = defaultdict(list)
        for number in range(chosen.rounds + 1):
            total = {1: [0.0, 0.0, 0], TIMES: [0.0, 0.0, 0]}
            for delivery in deliveries:
                many = [multiply(file, Path(folder)) for file in delivery.files]
                for times, files in ((1, list(delivery.files)), (TIMES, many)):
                    found = measure(workspace, delivery, files, suites)
                    total[times] = [sum(pair) for pair in zip(total[times], found, strict=True)]
            if number == 0:
                continue  # what is read once a process is read by now
            for name, one, ten in zip(("read", "validated"), total[1], total[TIMES], strict=False):
                ratios[name].append(ten / one)
                print(f"Round {number}: {name} {one:.2f} -> {ten:.2f} CPU-s of {total[1][2]} -> {total[TIMES][2]} rows")
        for name, each in ratios.items():
            middle = statistics.median(each)
            print(f"Ten times the rows are {name} in {min(each):.1f} to {max(each):.1f} times (middle {middle:.1f}).")


if __name__ == "__main__":
    main()
