"""The secretariat's logs as text in a test, read by the reader itself."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

import shared_plans
from hpanalysis import followup
from hpanalysis import plan as plans

ROOT = Path(__file__).resolve().parents[2]
PLAN = shared_plans.read(shared_plans.RANDERS)
SMALL = shared_plans.read(shared_plans.SMALL)

# What lies published, with made-up digests: of the whole half-year (64 characters) and of a package (128).
KONTROLSUM, PACKAGE = "a1" * 32, "b2" * 64
PUBLISHED = {
    "2025H2": followup.PublishedHalfYear(date(2026, 2, 9), frozenset({"c3" * 32})),
    "2026H1": followup.PublishedHalfYear(date(2026, 9, 7), frozenset({KONTROLSUM, PACKAGE})),
}


def _read(reader, name: str, text: str, plan: plans.Plan):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_text(text, encoding="utf-8")
        return reader(path, plan)


def log(text: str = "", as_of: str = "2026-12-31", plan: plans.Plan = PLAN) -> followup.Log:
    return _read(followup.read_log, followup.FOLLOWUP, f"as_of: {as_of}\n{text}", plan)


def emergency_log(text: str = "", as_of: str = "2026-12-31", plan: plans.Plan = PLAN) -> followup.EmergencyLog:
    return _read(followup.read_emergency_log, followup.EMERGENCY, f"as_of: {as_of}\n{text}", plan)


def year(
    text: str = "", emergency: str | None = "", *, of: int = 2026, as_of: str = "2026-12-31", plan: plans.Plan = PLAN
) -> followup.YearFollowup:
    """The follow-up of a year on a log; emergency: the emergency group's log, None for none."""
    group = None if emergency is None else emergency_log(emergency, as_of, plan)
    return followup.assess_year(plan, log(text, as_of, plan), of, PUBLISHED, group)


def meetings(duty: str, *days: str, more: str = "") -> str:
    """Meetings of a duty, each with minutes and `more`: entries of the list meetings."""
    return "".join(f"  - {{duty: {duty}, date: {day}, minutes: ref-{day}{more}}}\n" for day in days)
