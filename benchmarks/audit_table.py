"""The audit of 10,000 printed figures: seconds when all is right, and when a tenth has a wrong digit; and the share of
one-digit slips that an audit finds, by n.

The tables are made from random persons (tests/support/printed_tables.py): 8 areas, their total and the municipality;
categories, shares, parts and cases in as many windows as it takes. What is asked for is 5 s.

Usage: python benchmarks/audit_table.py [--rows 10000] [--slips 200].
"""

from __future__ import annotations

import argparse
import csv
import random
import sys
import tempfile
import time
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1] / "tests" / "support"))

import printed_tables
from hpanalysis import audit_table
from hpanalysis.definitions import catalogue

SIZES = (5, 10, 20, 50, 100, 200, 500, 1000, 5000)


def rows_of(number: int) -> tuple[list[printed_tables.Row], tuple[str, ...]]:
    maker, rows, areas = printed_tables.Maker(1), [], ()
    windows = 1
    while len(rows) < number:
        rows, areas = maker.table(windows=windows, areas=8)
        windows *= 2
    return rows[:number], areas


def seconds(rows: list[printed_tables.Row], areas: tuple[str, ...], folder: Path) -> tuple[float, int]:
    """From the file to the text that is shown; and how many contradictions it tells of."""
    path = folder / "tabel.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, printed_tables.HEADINGS)
        writer.writeheader()
        writer.writerows(rows)
    indicators, known = catalogue.indicators(), audit_table.Areas.of(printed_tables.kinds(areas))
    started = time.perf_counter()
    result = audit_table.audit(audit_table.read_tables(path, (), known, indicators), indicators)
    audit_table.format_result(result, "text")
    return time.perf_counter() - started, len(result.findings_with(audit_table.Answer.CONTRADICTED))


def with_slips(rows: list[printed_tables.Row]) -> list[printed_tables.Row]:
    chosen, found = random.Random(2), []
    for row in rows:
        slip = row["value_as_printed"] != "-" and chosen.random() < 0.1
        changed = {"value_as_printed": printed_tables.slipped(row["value_as_printed"], chosen)} if slip else {}
        found.append(row | changed)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=10_000)
    parser.add_argument("--slips", type=int, default=200)
    arguments = parser.parse_args()
    rows, areas = rows_of(arguments.rows)
    with tempfile.TemporaryDirectory() as folder:
        for name, table in (("correct", rows), ("a tenth wrong", with_slips(rows))):
            taken, wrong = seconds(table, areas, Path(folder))
            print(f"{len(table):,} rows, {name}: {taken:.2f} s, {wrong:,} contradictions")
    print(f"one-digit slips found, of {arguments.slips}: alone; and among three categories, three areas and a total")
    for n in SIZES:
        shares = [
            printed_tables.share_of_slips_found(n, column, alone, arguments.slips)
            for column in ("value_as_printed", "n_as_printed")
            for alone in (True, False)
        ]
        print(f"n = {n:5}: in the percentage {shares[0]:4.0%} {shares[1]:4.0%}; in n {shares[2]:4.0%} {shares[3]:4.0%}")


if __name__ == "__main__":
    main()
