"""What `hpanalysis list` shows: the half-years, what lies in them and what they owe."""

from __future__ import annotations

import json
from dataclasses import dataclass
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


def _name_folder(workspace: Workspace, folder: Path) -> str:
    """A folder as a line names it: below the project's, and one that was put elsewhere as it was put there. Called for
    each folder that is named."""
    return folder.relative_to(workspace.root).as_posix() if folder.is_relative_to(workspace.root) else str(folder)


@dataclass(frozen=True)
class HalfYearState:
    """How far one half-year has come. Made by `find_states`, for `hpanalysis list` and the start page in JupyterLab."""

    half_year: HalfYear
    expected: int  # how many extracts it owes
    missing: tuple[str, ...]  # their usual file names
    published: bool
    date: str  # see `_describe_date`
    has_params: bool  # whether params/<half-year>.yaml is there, without which nothing can be checked

    @property
    def delivered(self) -> str:
        """`12 af 13`: how many of the extracts that it owes lie in its folder. Read for its line and its row."""
        return f"{self.expected - len(self.missing)} af {self.expected}"

    @property
    def state(self) -> str:
        """Whether it is published, and the day that matters now, in Danish. Read for its line and its row."""
        return ("udgivet" if self.published else "ikke udgivet") + self.date


def find_states(workspace: Workspace) -> list[HalfYearState]:
    """How far each half-year has come, oldest first; none where there is no half-year yet. Called by `hpanalysis list`
    and for the start page in JupyterLab. A file or folder with a CPR number in its name is a `Stop`."""
    published = publications.find_half_years(workspace.reports)
    states = []
    for half in _find_half_years(workspace):
        expected = owed_extracts.find_owed_extracts(workspace.plan, half) if half >= workspace.plan.first else []
        folder = workspace.raw_folder(half)
        missing = [o.source.usual_file for o in expected if not load.find_files_of_source(o.source, folder)]
        day = _describe_date(workspace, half, published.get(half))
        has_params = (workspace.params / f"{half}.yaml").is_file()
        states.append(HalfYearState(half, len(expected), tuple(missing), half in published, day, has_params))
    return states


def describe_half_years(workspace: Workspace) -> list[str]:
    """One line a half-year, in Danish: its extracts there and missing, whether it is published, and the date of its
    reports or of the meeting; then one line for each accounting year that is done. Called by `hpanalysis list`, which
    prints the lines. With no half-year, one line that says so."""
    lines: list[str] = []
    for one in find_states(workspace):
        where = _name_folder(workspace, workspace.raw_folder(one.half_year))
        line = f"{one.half_year}: {one.delivered} udtræk ligger i {where}; {one.state}."
        lines.append(line + (f" Mangler: {', '.join(one.missing)}." if one.missing else ""))
    for year, folder in publications.find_years(workspace.reports).items():
        lines.append(f"Regnskabsåret {year}: gjort op i {_name_folder(workspace, folder)}.")
    return lines or ["Der er ingen halvår endnu. Skriv »hpanalysis demo« for opdigtede udtræk."]
