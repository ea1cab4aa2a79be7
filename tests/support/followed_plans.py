"""The small plan with activities whose participants are followed: a larger town, target groups, and lists that the demo
draws."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import projects

TIMES = 4  # how much larger the town is than Lillekøbing, so that something of reach can be shown
ABSENT, WELL, TEENS, YOUNGER, GROUPS = "lektiehjaelp", "trivselshold", "ungehold", "fritidsjob", "grupper"
OUTCOMES = {ABSENT: "elevfravaer"}
# Activity -> target group, ages, and how demo.yaml draws its participants.
FOLLOWED = {
    ABSENT: ("elever_fravaer_over_10", "", "", "{pool: elever_fravaer_over_10, a_year: 44, at_start: 18, weeks: 16}"),
    WELL: ("elever_fravaer_5_10", "", "", "{pool: elever_fravaer_5_10, a_year: 50, at_start: 20, weeks: 10}"),
    TEENS: ("unge", "13", "17", "{pool: unge, a_year: 60, at_start: 20, weeks: 12, outside: 0.0}"),
    YOUNGER: ("unge", "13", "15", "{pool: unge_13_15, a_year: 30, at_start: 6, weeks: 30, outside: 0.0}"),
    GROUPS: ("", "", "", "{pool: familier, a_year: 40, at_start: 10, weeks: 15, outside: 0.0}"),
}
_GROWING = ("residents_2024", "dwellings_2024", "children_under_18_2024")
_GROWING_TOWN = (
    "residents",
    "dwellings",
    "residents_18_64",
    "young_13_18",
    "assessed_a_year",
    "pupils",
    "leavers_a_year",
    "mothers",
    "social_dwellings_elsewhere",
)


def _read(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))


def _write(path: Path, rows: list[dict[str, str]]) -> None:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    path.write_text(out.getvalue(), encoding="utf-8", newline="\n")


def _add_activities(plan: Path, followed: dict) -> None:
    path = plan / "activities.csv"
    rows = _read(path)
    extra = dict.fromkeys(("target_group", "followed", "outcome"), "")
    usual = dict.fromkeys(rows[0], "") | {"agreement": "opvaekst", "areas": "alle", "responsible_da": "Biblioteket"}
    there = {row["activity_id"]: row for row in rows}
    for activity_id, (target_group, age_from, age_to, _) in followed.items():
        if activity_id in there:  # it serves an aim, so an outcome may be asked of it
            there[activity_id] |= {"target_group": target_group, "followed": "ja", "outcome": OUTCOMES[activity_id]}
            continue
        own = {"activity_id": activity_id, "name_da": activity_id.capitalize(), "target_group_da": "børn og unge"}
        own |= {"age_from": age_from, "age_to": age_to, "plan_lines": "L10"}
        rows.append(usual | own | {"target_group": target_group, "followed": "ja"})
    _write(path, [extra | row for row in rows])


def follow(project: projects.Project, followed: dict = FOLLOWED) -> projects.Project:
    """The project's plan, with these activities followed and the terms of their lists; no extract is made."""
    plan = project.plan
    areas = _read(plan / "areas.csv")
    for row in areas:
        row |= {name: str(TIMES * int(row[name])) for name in _GROWING if row[name]}
    _write(plan / "areas.csv", areas)
    _add_activities(plan, followed)
    terms = _read(plan / "sources.csv")
    own = terms[0] | {"source": "deltagere", "system_da": "", "delivered_by": "Partnerne i helhedsplanens aktiviteter"}
    _write(plan / "sources.csv", [*terms, own])
    adoption = plan / "adoption.csv"
    row = "elevfravaer_over_10,skolegang,hver,at_municipality,Samme niveau som kommunen,2023-24,,,samlet\n"
    adoption.write_text(adoption.read_text(encoding="utf-8") + row, encoding="utf-8", newline="\n")
    demo = plan / "demo.yaml"
    lines = []
    for line in demo.read_text(encoding="utf-8").splitlines():
        name, colon, number = line.partition(": ")
        grows = colon and name.strip() in _GROWING_TOWN
        lines.append(f"{name}: {TIMES * int(number)}" if grows else line)
    lines += ["participants:", *(f"  {name}: {settings}" for name, (*_, settings) in followed.items())]
    demo.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    return project


def read_rows(project: projects.Project, half_year: str, name: str) -> list[dict[str, str]]:
    """The rows of a published CSV file."""
    return _read(project.reports / half_year / name)


def find_list(project: projects.Project, half_year: str) -> Path:
    """The list of participants that was delivered in a half-year."""
    (path,) = (project.raw / half_year).glob("deltagere*.csv")
    return path
