"""The small plan with the state's criteria taken up: its files, so that a project of it can be run for real."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable
from pathlib import Path

import projects
from plan_files import LAW
from projects import Project

_AREAS = "moellebakken soeparken skraenten"
# Indicator -> the delmål or group of figures that it belongs to, its target and who asked.
_ADOPTED = {
    "kriterie_beskaeftigelse": ("naboskab", "below_state_criterion", "Under statens kriterium", ""),
    "kriterie_doemte": ("kriterier", "supplerende", "", "Bestyrelsen"),
    "kriterie_grundskole": ("kriterier", "supplerende", "", "Bestyrelsen"),
    "kriterie_indkomst": ("kriterier", "supplerende", "", "Bestyrelsen"),
    "kriterie_ikke_vestlige": ("kriterier", "supplerende", "", "Bestyrelsen"),
}
_COUNTRY = {"area_id": "danmark", "name_da": "Hele landet", "kind": "country", "short_da": "Landet", "letters_da": "DK"}
_COUNTRY |= {"in_text_da": "i hele landet", "genitive_da": "hele landets"}
_SOURCE = {
    "source": "statens_kriterier",
    "data_controller": "Social- og Boligministeriet og Danmarks Statistik",
    "legal_basis": "Færdige tabeller uden personoplysninger",
    "agreement": "Offentlig liste og en servicekørsel hos Danmarks Statistik",
    "delivered_by": "Ministeriet og Danmarks Statistik",
    "contact": "Sekretariatet, Lillekøbing Kommune",
    "days_before_meeting": "35",
    "months_kept": "60",
    "note": "aftalerne er eksempler og skal rettes af den dataansvarlige",
}
_RATES = """\
  kriterie_beskaeftigelse: {areas: 41.0, municipality: 21.0, a_year: -0.02}
  kriterie_doemte: {areas: 9.0, municipality: 0.72, a_year: -0.03}
  kriterie_grundskole: {areas: 55.0, municipality: 18.0, a_year: -0.01}
  kriterie_indkomst: {areas: 58.0, municipality: 103.0, a_year: 0.004}
  kriterie_ikke_vestlige: {areas: 28.0, municipality: 9.5, a_year: 0.01}
"""
_TABLES = """tables:
  kriterie_beskaeftigelse: {area: 90, total: 280, municipality: 1150, country: 3480000}
  kriterie_doemte: {area: 110, total: 350, municipality: 1500, country: 4760000}
  kriterie_grundskole: {area: 60, total: 190, municipality: 700, country: 2250000}
  kriterie_indkomst: {area: 80, total: 260, municipality: 1000, country: 3300000}
  kriterie_ikke_vestlige: {area: 150, total: 460, municipality: 2000, country: 5960000}
later_years:
  statens_kriterier: {2024H2: [2021, 2022, 2023, 2024], 2025H2: [2025]}
"""
_GROUP = "figure_groups:\n  - {id: kriterier, name: Statens kriterier, kind: kriterier}\n"


def edit_rows(path: Path, edit: Callable[[list[dict[str, str]]], object], *columns: str) -> None:
    """Edit the rows of a plan's CSV file. columns: those that it has besides, empty in its own rows."""
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        rows = list(reader)
    names = [*(reader.fieldnames or ()), *(name for name in columns if name not in (reader.fieldnames or ()))]
    edit(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def small_with_criteria(folder: Path) -> Project:
    """A project with the small plan, which has taken up all of the state's criteria, and no extracts yet."""
    project = projects.small(folder)
    plan = project.plan
    shutil.copytree(LAW, plan.parent / "law")
    adopted = [
        {
            "indicator_id": key,
            "delmaal_id": of,
            "areas": _AREAS,
            "target": target,
            "target_da": words,
            "baseline_window": "2023",
            "judged_on": "hver",
            "asked_by_da": asked,
        }
        for key, (of, target, words, asked) in _ADOPTED.items()
    ]
    edit_rows(plan / "adoption.csv", lambda rows: rows.extend(adopted), "asked_by_da")
    edit_rows(plan / "areas.csv", lambda rows: rows.append(_COUNTRY))
    edit_rows(plan / "sources.csv", lambda rows: rows.append(_SOURCE))
    with (plan / "plan.yaml").open("a", encoding="utf-8") as file:
        file.write(_GROUP)
    path = plan / "demo.yaml"
    text = path.read_text(encoding="utf-8").replace("tables: {}\nlater_years: {}\n", _TABLES)
    path.write_text(text.replace("rates:\n", f"rates:\n{_RATES}", 1), encoding="utf-8")
    return project
