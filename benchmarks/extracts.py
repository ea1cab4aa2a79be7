"""Loading and validating a half-year's extracts, measured against plain pandas in the same run.

Ours: every file read as it may come, persons made pseudonyms, rows put in areas, every rule of expectations/ held
against the frame, row places found. Plain: pandas.read_csv or read_excel of the same files with dates and numbers
parsed, and a few asserts (columns, no empty CPR, no row twice). Each is a process of its own, so that its peak memory
is its own; rounds are interleaved, so that what else the machine does hits both. Importing is told apart: Great
Expectations takes seconds to import, once.

Usage: python benchmarks/extracts.py [--rounds 3] [--half-year 2026H1]. Needs the extracts (`hpanalysis demo`).
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import psutil

from hpanalysis.definitions.windows import HalfYear
from hpanalysis.workspace import Workspace


def _deliveries(workspace: Workspace, half_year: HalfYear) -> list:
    from hpanalysis.pipeline.extracts import loading

    return [each for each in loading.find_deliveries(workspace, half_year) if each.half_year == half_year]


def _since_start() -> float:
    """Seconds since this process was made."""
    return time.time() - psutil.Process().create_time()


def ours(half_year: HalfYear) -> dict[str, float]:
    """Seconds of importing, loading and validating."""
    from hpanalysis import load, validate
    from hpanalysis.load.frame import load_frame

    usual = Workspace.from_environment()
    suites, key = validate.Suites(usual.expectations), load.Key.from_environment(synthetic=usual.synthetic)
    found = {"import": _since_start(), "load": 0.0, "validate": 0.0}
    for each in _deliveries(usual, half_year):
        started = time.perf_counter()
        loaded = load_frame(each.source, list(each.files), usual.plan, key)
        found["load"] += time.perf_counter() - started
        started = time.perf_counter()
        checks = suites.validate(each.source.name, loaded.frame, half_year, span=each.span)
        suites.places(each.source.name, loaded.frame, half_year, checks, span=each.span)
        found["validate"] += time.perf_counter() - started
    return found


def _plain_frame(path: Path):
    import pandas as pd

    if path.suffix == ".xlsx":
        return pd.read_excel(path, engine="calamine")
    frame = pd.read_csv(path, sep=";", encoding="utf-8-sig", dtype={"CPR-nummer": str})
    for column in frame.columns:
        if "dato" in column.casefold():
            frame[column] = pd.to_datetime(frame[column], dayfirst=True, errors="coerce")
    return frame


def plain(half_year: HalfYear) -> dict[str, float]:
    """The same files by pandas and asserts."""
    import pandas  # noqa: F401

    found = {"import": _since_start(), "load": 0.0, "validate": 0.0}
    for each in _deliveries(Workspace.from_environment(), half_year):
        for path in each.files:
            started = time.perf_counter()
            frame = _plain_frame(path)
            found["load"] += time.perf_counter() - started
            started = time.perf_counter()
            assert len(frame) and not frame.columns.duplicated().any()
            assert not frame.duplicated().any()
            if "CPR-nummer" in frame:
                assert frame["CPR-nummer"].notna().all()
            found["validate"] += time.perf_counter() - started
    return found


STAGES = {"ours": ours, "plain": plain}


def _measured(stage: str, half_year: HalfYear) -> dict[str, float]:
    """Run a stage in a process of its own: its seconds, and its peak resident megabytes."""
    command = [sys.executable, __file__, "--stage", stage, "--half-year", str(half_year)]
    with tempfile.TemporaryFile("w+") as told:
        process, peak = subprocess.Popen(command, stdout=told), [0.0]
        watcher = threading.Thread(target=_watch, args=(psutil.Process(process.pid), peak))
        watcher.start()
        if process.wait():
            sys.exit(f"the stage {stage} failed")
        watcher.join()
        told.seek(0)
        return json.loads(told.read()) | {"MB": peak[0]}


def _watch(process: psutil.Process, peak: list[float]) -> None:
    while True:
        try:
            peak[0] = max(peak[0], process.memory_info().rss / 1e6)
            if process.status() == psutil.STATUS_ZOMBIE:
                return
        except psutil.NoSuchProcess:
            return
        time.sleep(0.02)


def _told(name: str, found: dict[str, float]) -> str:
    seconds = "  ".join(f"{part} {found[part]:6.2f} s" for part in ("load", "validate", "import"))
    return f"  {name:<6} {seconds}  {found['MB']:5.0f} MB"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--half-year", default="2026H1")
    parser.add_argument("--stage", choices=STAGES, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    half_year = HalfYear.parse(chosen.half_year)
    if chosen.stage:
        return print(json.dumps(STAGES[chosen.stage](half_year)))
    ratios = []
    for number in range(1, chosen.rounds + 1):
        mine, theirs = (_measured(stage, half_year) for stage in ("ours", "plain"))
        work = [found["load"] + found["validate"] for found in (mine, theirs)]
        ratios.append((work[0] / work[1], mine["load"] / theirs["load"], mine["MB"] / theirs["MB"]))
        print(f"Round {number}\n{_told('ours', mine)}\n{_told('plain', theirs)}")
    for name, values in zip(("load and validate", "load alone", "peak memory"), zip(*ratios, strict=True), strict=True):
        print(f"Ours takes {min(values):.2f} to {max(values):.2f} times plain pandas: {name}.")


if __name__ == "__main__":
    main()
