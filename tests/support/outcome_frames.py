"""Participants and their neighbours by month, as frames: who is on kontanthjælp when, and who began which activity."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd

import frames
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.workspace import Workspace

AREAS = ("vangdalen", "energivej", "sjaellandsgade")
FIRST, MONTHS = date(2024, 4, 1), 24  # to March 2026, which the half-year 2026H1 delivers
ON, OFF = "kontanthjaelp_aktivitetsparat", "arbejde"


def list_months(first: date = FIRST, count: int = MONTHS) -> list[date]:
    """The first days of so many months."""
    return [date(first.year + (first.month - 1 + n) // 12, (first.month - 1 + n) % 12 + 1, 1) for n in range(count)]


@dataclass(frozen=True)
class Neighbour:
    """A person of the register of work. on: whether she is on kontanthjælp in each of the months."""

    name: str
    on: tuple[bool, ...]
    area: str | None = "vangdalen"
    sex: str = "kvinde"
    born: int = 1985
    code: str = ON


@dataclass(frozen=True)
class Course:
    """A course of a person in an activity."""

    name: str
    activity: str
    start: date
    end: date | None = None
    ended_how: str | None = None


def _write(where: Workspace, source: str, half_year: str, rows: list[dict]) -> None:
    path = where.frame(source, HalfYear.parse(half_year))
    path.parent.mkdir(parents=True, exist_ok=True)
    pd.DataFrame(rows).to_parquet(path, index=False)


def write_work(where: Workspace, neighbours: Iterable[Neighbour], half_year: str = "2026H1") -> None:
    """The months of all of them in the frames of two deliveries, of which the earlier has the first twelve."""
    months = list_months()
    rows = [
        {
            "person": one.name,
            "area_id": one.area,
            "koen": one.sex,
            "foedselsaar": one.born,
            "maaned": month,
            "alder": 40,
            "ydelse": one.code if on else OFF,
        }
        for one in neighbours
        for month, on in zip(months, one.on, strict=True)
    ]
    _write(where, "beskaeftigelse", "2025H1", [row for row in rows if row["maaned"] < months[12]])
    _write(where, "beskaeftigelse", half_year, [row for row in rows if row["maaned"] >= months[12]])


def write_courses(where: Workspace, courses: Iterable[Course], half_year: str = "2026H1") -> None:
    """The list of participants of a half-year."""
    rows = [
        {
            "person": one.name,
            "koen": "kvinde",
            "foedselsaar": 1985,
            "aktivitet": one.activity,
            "rolle": "deltager",
            "start": one.start,
            "slut": one.end,
            "afslutning": one.ended_how,
            "partner": "Jobcenter Randers",
        }
        for one in courses
    ]
    _write(where, "deltagere", half_year, rows)


def make_workspace(folder: Path) -> Workspace:
    """A workspace of Randers' plan without any frame."""
    return frames.workspace(folder)
