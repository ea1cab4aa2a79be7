"""The audit of a publication with 500 hidden cells: seconds from the files to the certificate.

The tables are drawn at random: four answers of a classification by seven areas, their total and the municipality, in as
many years as it takes. What is asked for is 3 s on two cores.

Usage: python benchmarks/audit.py [--hidden 500] [--reports FOLDER]: with a folder, the publications that lie there.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1] / "tests" / "support"))

from audit_folders import Publication, definitions, indicator
from hpanalysis import audit

BUDGET = 3.0
AREAS = "a1 a2 a3 a4 a5 a6 a7"
ANSWERS = ("generel", "fokuseret", "saerlig", "ingen")
FEW_AND_MANY = (0, 1, 2, 3, 4, 6, 9, 15, 30, 60)


def answers_of(window: str, draw: random.Random) -> tuple[dict, set]:
    """A year's counts, and the cells hidden: those under five, and as many again."""
    inner = {(answer, area): draw.choice(FEW_AND_MANY) + 1 for answer in ANSWERS for area in AREAS.split()}
    sizes = {area: sum(inner[answer, area] for answer in ANSWERS) for area in AREAS.split()}
    counts, hidden = {}, set()
    for answer in ANSWERS:
        own = {area: (inner[answer, area], sizes[area]) for area in sizes}
        own["alle"] = (sum(inner[answer, area] for area in sizes), sum(sizes.values()))
        own["byen"] = (own["alle"][0] + 500, own["alle"][1] + 500 * len(ANSWERS))
        counts |= {(answer, window, area): cell for area, cell in own.items()}
        small = [area for area in sizes if own[area][0] < 5]
        others = [area for area in sizes if area not in small]
        hidden |= {(answer, window, area) for area in (*small, *draw.sample(others, min(len(small), len(others))))}
    return counts, hidden


def publication(wanted: int) -> Publication:
    """A publication with at least so many hidden cells."""
    draw, counts, hidden, year = random.Random(6), {}, set(), 1900
    while len(hidden) < wanted:
        own, small = answers_of(str(year), draw)
        counts, hidden, year = counts | own, hidden | small, year + 1
    windows = [str(each) for each in range(1900, year)]
    told = definitions({answer: indicator(category_of="svar", windows=windows) for answer in ANSWERS}, AREAS)
    return Publication(told, counts, frozenset(hidden))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--hidden", type=int, default=500)
    parser.add_argument("--reports", type=Path)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if chosen.reports is None:
            publication(chosen.hidden).write(Path(folder))
        folders = audit.list_published_folders(chosen.reports or Path(folder))
        started, busy = time.perf_counter(), time.process_time()
        certificate = audit.audit(folders)
        seconds, busy = time.perf_counter() - started, time.process_time() - busy
    print(f"{len(folders)} publications, {certificate.cells} cells, {certificate.hidden} hidden,", end=" ")
    print(f"{len(certificate.examined)} counts:", end=" ")
    print(f"{seconds:.2f} s ({seconds / BUDGET:.0%} of {BUDGET:.0f} s), {busy:.2f} s of them computing")
    return 0 if seconds <= BUDGET else 1


if __name__ == "__main__":
    sys.exit(main())
