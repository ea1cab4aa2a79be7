"""The reports of accounting years in a package: those that show the figures of the package's own half-year."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from hpanalysis import publications, yearly_logs
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.errors import Stop
from hpanalysis.pipeline.storage import digests
from hpanalysis.publications import Publication
from hpanalysis.published.names import FIGURES_CSV, MANIFEST_JSON
from hpanalysis.workspace import Workspace


def _make_stop(folder: Path, wrong: str) -> Stop:
    """The error for an accounting year whose reports cannot be packed as they lie. Called for each such year before a
    half-year is packed. folder: the year's, in reports/. wrong: what is wrong, in Danish."""
    year = folder.name.rpartition("-")[2]
    return Stop(
        f"{wrong} Der er ikke lavet nogen pakke.",
        expected="regnskabsårets rapporter, som de blev udgivet, og de optegnelser, de er lavet af.",
        do=f"Skriv »hpanalysis follow-up {year}«, og lav derefter pakken igen.",
    )


def _read_manifest(folder: Path) -> dict:
    """The manifest of an accounting year's published folder; empty where it has none. Called when the years that belong
    in a half-year's package are looked for and read."""
    path = folder / MANIFEST_JSON
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def _find_years(workspace: Workspace, half_year: HalfYear) -> dict[int, Path]:
    """The accounting years whose published reports show this half-year's figures, and their folders. Called when a
    half-year is packed."""
    years = publications.find_years(workspace.reports)
    return {year: folder for year, folder in years.items() if _read_manifest(folder).get("half_year") == str(half_year)}


def list_years(workspace: Workspace, half_year: HalfYear) -> list[int]:
    """The accounting years whose reports go into a half-year's package, the oldest first. Called for the letter and the
    start page, which name their pages."""
    return sorted(_find_years(workspace, half_year))


def find_folders(workspace: Workspace, half_year: HalfYear) -> list[Path]:
    """The published folders of the accounting years whose reports show this half-year's figures. Called when a
    half-year is packed: these folders go into its package too."""
    return list(_find_years(workspace, half_year).values())


def _find_changes(workspace: Workspace, half_year: HalfYear, told: Mapping) -> Iterator[str]:
    """The names of those things that a year's reports were made of (plan, notebooks, log, program, figures) that have
    changed since or are missing. Called for each accounting year that goes into a package. half_year: whose figures the
    reports show. told: `inputs` of the year's manifest."""
    here = {**told["plan"], **told["notebooks"], yearly_logs.LOG: told["logs"][yearly_logs.LOG]["sha256"]}
    where = dict.fromkeys(told["plan"], workspace.plan_folder) | dict.fromkeys(told["notebooks"], workspace.notebooks)
    for name, digest in here.items():
        path = where.get(name, workspace.params) / name
        if not path.is_file() or digests.digest_file(path) != digest:
            yield name
    if told["code"] != digests.digest_code():
        yield "programmet selv"
    figures = workspace.reports / str(half_year) / FIGURES_CSV
    if told["publications"].get(str(half_year), {}).get(figures.name) != digests.digest_file(figures):
        yield f"{half_year}/{figures.name}"


def stop_unless_as_published(workspace: Workspace, half_year: HalfYear) -> None:
    """`Stop` unless each accounting year to be packed is as it was published, and so is all that it was made of. Called
    before a half-year is packed; the years are those whose reports show that half-year's figures."""
    for year, folder in _find_years(workspace, half_year).items():
        if Publication(workspace, year).read_record().get("published") != digests.digest_folder(folder, "*"):
            raise _make_stop(folder, f"Mappen reports/{folder.name} er ikke, som den blev udgivet.")
        if changed := list(_find_changes(workspace, half_year, _read_manifest(folder)["inputs"])):
            raise _make_stop(folder, f"Ændret, siden reports/{folder.name} blev udgivet: {', '.join(changed)}.")


def list_project_files(workspace: Workspace, half_year: HalfYear) -> dict[str, Path]:
    """Name in the project -> file, of what it takes to make the packed accounting years' reports again: the
    secretariat's log and the notebooks; empty if no year's reports show the half-year's figures. Called when a
    half-year is packed. The emergency group's log is never among them, because it tells of areas."""
    folders = find_folders(workspace, half_year)
    names = {name for folder in folders for name in _read_manifest(folder)["inputs"]["notebooks"]}
    books = {f"notebooks/{name}": workspace.notebooks / name for name in sorted(names)}
    return books | ({f"params/{yearly_logs.LOG}": workspace.params / yearly_logs.LOG} if folders else {})
