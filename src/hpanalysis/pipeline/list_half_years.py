"""What `hpanalysis list` shows: the half-years, what lies in them and what they owe."""

from __future__ import annotations

from hpanalysis import load, publications
from hpanalysis.definitions.windows import HalfYear, UnknownHalfYear
from hpanalysis.pipeline.extracts import owed_extracts
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


def describe_half_years(workspace: Workspace) -> list[str]:
    """One line a half-year, in Danish: its extracts there and missing, and whether it is published. Called by
    `hpanalysis list`, which prints the lines. With no half-year, one line that says so."""
    lines, published = [], publications.find_half_years(workspace.reports)
    for half in _find_half_years(workspace):
        expected = owed_extracts.find_owed_extracts(workspace.plan, half) if half >= workspace.plan.first else []
        there = [o for o in expected if load.find_files_of_source(o.source, workspace.raw_folder(half))]
        missing = [o.source.usual_file for o in expected if o not in there]
        state = "udgivet" if half in published else "ikke udgivet"
        line = f"{half}: {len(there)} af {len(expected)} udtræk ligger i data/raw/{half}; {state}."
        lines.append(line + (f" Mangler: {', '.join(missing)}." if missing else ""))
    return lines or ["Der er ingen halvår endnu. Skriv »hpanalysis demo« for opdigtede udtræk."]
