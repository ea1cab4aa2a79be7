"""What `hpanalysis list` shows: the half-years, what lies in them and what they owe."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from hpanalysis import load, publications
from hpanalysis.definitions.windows import HalfYear, UnknownHalfYear
from hpanalysis.errors import Stop
from hpanalysis.pipeline.extracts import owed_extracts
from hpanalysis.pipeline.extracts.readme_txt import format_day
from hpanalysis.published.names import MANIFEST_JSON
from hpanalysis.workspace import Workspace


def _find_half_years(workspace: Workspace) -> list[HalfYear]:
    """Half-years with extracts, a params file or a publication, oldest first. Called for `hpanalysis list`."""
    names = {path.name for folder in (workspace.raw, workspace.reports) if folder.is_dir() for path in folder.iterdir()}
    names |= {path.stem for path in workspace.params.glob("*.yaml")}
    half_years = set()
    for name in names:
        try:
            half_years.add(HalfYear.parse(name))
        except UnknownHalfYear:
            continue
    return sorted(half_years)


def _describe_date(workspace: Workspace, half: HalfYear, folder: Path | None) -> str:
    """The date of a half-year that matters now, in Danish with a comma before it: the reports' date of a published one,
    the meeting that the extracts of another are due for; "" where it is not known or cannot be read. Called for each
    half-year. folder: the publication's; None if it is not published."""
    if folder is not None:
        try:
            issued = json.loads((folder / MANIFEST_JSON).read_text(encoding="utf-8"))["report_date"]
            return f", dateret {format_day(date.fromisoformat(issued))}"
        except (OSError, ValueError, KeyError, TypeError):
            return ""
    try:
        meeting = owed_extracts.read_params(workspace, half).steering_group
    except Stop:
        return ""
    return f", styregruppen mødes {format_day(meeting)}" if meeting else ""


def describe_half_years(workspace: Workspace) -> list[str]:
    """One line a half-year, in Danish: its extracts there and missing, whether it is published, and the date of its
    reports or of the meeting; then one line for each accounting year that is done. Called by `hpanalysis list`, which
    prints the lines. With no half-year, one line that says so."""
    lines: list[str] = []
    published = publications.find_half_years(workspace.reports)
    for half in _find_half_years(workspace):
        expected = owed_extracts.find_owed_extracts(workspace.plan, half) if half >= workspace.plan.first else []
        there = [o for o in expected if load.find_files_of_source(o.source, workspace.raw_folder(half))]
        missing = [o.source.usual_file for o in expected if o not in there]
        state = "udgivet" if half in published else "ikke udgivet"
        state += _describe_date(workspace, half, published.get(half))
        line = f"{half}: {len(there)} af {len(expected)} udtræk ligger i data/raw/{half}; {state}."
        lines.append(line + (f" Mangler: {', '.join(missing)}." if missing else ""))
    for year, folder in publications.find_years(workspace.reports).items():
        lines.append(f"Regnskabsåret {year}: gjort op i reports/{folder.name}.")
    return lines or ["Der er ingen halvår endnu. Skriv »hpanalysis demo« for opdigtede udtræk."]
