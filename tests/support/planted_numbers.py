"""Extracts of a project: whose CPR stands in them, and texts put where one should not."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path

from projects import Project


def rows_of(path: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig")), delimiter=";"))


def numbers_of(path: Path) -> list[str]:
    heading, *rows = rows_of(path)
    place = heading.index("CPR-nummer")
    return [row[place].replace("-", "").zfill(10) for row in rows]


def everybody(project: Project) -> list[str]:
    """The CPR of everybody in the extracts, ten digits each."""
    paths = [path for path in project.raw.rglob("*.csv") if b"CPR-nummer" in path.read_bytes()[:400]]
    return sorted({number for path in paths for number in numbers_of(path)})


def put_in_case_numbers(project: Project, texts: Iterable[str], half_year: str = "2026H1") -> None:
    """The first cases of the half-year bear the texts as their numbers."""
    path = project.raw / half_year / "udsaettelser.csv"
    rows = rows_of(path)
    place = rows[0].index("Sagsnummer")
    for row, text in zip(rows[1:], texts, strict=False):
        row[place] = text
    written = io.StringIO(newline="")
    csv.writer(written, delimiter=";", lineterminator="\n").writerows(rows)
    path.write_bytes(written.getvalue().encode("utf-8-sig"))
