"""The small plan with participants who are followed: its files, so that a project of it can be run for real."""

from __future__ import annotations

import csv
from pathlib import Path

import projects
from criteria_project import edit_rows
from projects import ROOT, Project

# Activity -> what activities.csv says of it.
_FOLLOWED = {
    "lektiehjaelp": {"target_group": "elever_fravaer_over_10", "followed": "ja", "outcome": "elevfravaer"},
    "naboforum": {"target_group": "", "followed": "ja", "outcome": ""},
    "laeseposer": {"target_group": "unge", "followed": "ja", "outcome": ""},
}
_DEMO = """
participants:
  lektiehjaelp: {pool: elever_fravaer_over_10, a_year: 60, at_start: 40, weeks: 16, broken_off: 0.3}
  naboforum: {pool: unge, a_year: 30, at_start: 10, weeks: 8, broken_off: 0.2}
  laeseposer: {pool: unge_13_15, a_year: 60, at_start: 30, weeks: 12, broken_off: 0.3}
"""


def _follow(rows: list[dict[str, str]]) -> None:
    for row in rows:
        row |= _FOLLOWED.get(row["activity_id"], {})
        if row["activity_id"] == "laeseposer":
            row |= {"target_group_da": "unge", "age_from": "13", "age_to": "16"}


# The figure whose numerator the target group is; without it no reach of the group may be told.
_ADOPTED = {
    "indicator_id": "elevfravaer_over_10",
    "delmaal_id": "skolegang",
    "areas": "hver",
    "target": "none",
    "baseline_window": "2023-24",
    "judged_on": "samlet",
}


def _read_source() -> dict[str, str]:
    """The row on the lists of participants in the plan of Randers."""
    with (ROOT / "params" / "plan" / "sources.csv").open(encoding="utf-8", newline="") as file:
        return next(row for row in csv.DictReader(file) if row["source"] == "deltagere")


def small_with_participants(folder: Path) -> Project:
    """A project with the small plan, which follows the participants of three activities, and no extracts yet."""
    project = projects.small(folder)
    edit_rows(project.plan / "activities.csv", _follow, "target_group", "followed", "outcome")
    edit_rows(project.plan / "sources.csv", lambda rows: rows.append(_read_source()))
    edit_rows(project.plan / "adoption.csv", lambda rows: rows.append(_ADOPTED))
    settings = project.plan / "plan.yaml"
    # As many as of other figures, because the town is small.
    text = settings.read_text(encoding="utf-8").replace("  k: 5\n", "  k: 5\n  participants_k: 5\n", 1)
    settings.write_text(text, encoding="utf-8", newline="\n")
    with (project.plan / "demo.yaml").open("a", encoding="utf-8") as file:
        file.write(_DEMO)
    return project
