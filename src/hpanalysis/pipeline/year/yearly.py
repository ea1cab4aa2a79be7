"""The reports of an accounting year, from the secretariat's logs and what is published to reports/regnskabsaar-<year>/.

They are a publication of their own: made when the accounts are, long after their half-years, and again as minutes come
in. No figure is computed here, and no half-year's folder is touched.
"""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from hpanalysis import followup, load, notebooks, publications, publish, yearly_logs
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.errors import Stop
from hpanalysis.pipeline.pages import archive_page
from hpanalysis.pipeline.publication import manifest, publication_records
from hpanalysis.pipeline.run import WARM
from hpanalysis.pipeline.storage import digests, run_lock
from hpanalysis.pipeline.storage.files import write_text
from hpanalysis.pipeline.storage.progress import Progress
from hpanalysis.pipeline.year import yearly_gate, yearly_manifest, yearly_pages, yearly_tables
from hpanalysis.published.names import DUTIES_CSV, HOURS_CSV, name_year_folder
from hpanalysis.tables import Edition
from hpanalysis.workspace import Workspace

_LOGS, _NOTEBOOKS, _PUBLICATION = "Optegnelser", "Notesbøger", "Udgivelse"


@dataclass(frozen=True)
class Settings:
    """What the command line chose. jobs: notebooks at once, by default one a core."""

    year: int
    edition: Edition = Edition.PUBLIC
    jobs: int = os.cpu_count() or 1


@dataclass(frozen=True)
class Result:
    """page: the one to open. changed: False if the reports already stood. pages: how many there are.

    emergency: False where there is no log of the emergency group, and so no page about it.
    """

    page: Path
    changed: bool
    pages: int
    emergency: bool


@dataclass(frozen=True)
class _Inputs:
    followed: followup.YearFollowup
    half_year: HalfYear
    pages: list[yearly_pages.Page]
    told: dict
    digest: str
    emergency: bool


def _stop_if_edited(workspace: Workspace, half_year: HalfYear) -> None:
    """`Stop` unless the half-year's folder is what its run published, as far as the run is known."""
    known = publications.read_record(workspace, half_year).get("published")
    if known and known != digests.of_folder(workspace.reports / str(half_year), "*"):
        raise Stop(
            f"Mappen reports/{half_year} er ikke, som den blev udgivet.",
            expected="de filer, som kørslen lavede, og ingen andre.",
            do=f"Skriv »hpanalysis run {half_year}«, og kør derefter igen.",
            ask="analytikeren.",
        )


def _inputs(workspace: Workspace, settings: Settings) -> _Inputs:
    """Read and check everything the reports depend on; no kernel is started."""
    followed = yearly_logs.followed(settings.year, workspace)
    half = yearly_logs.chosen_half_year(workspace, settings.year)
    _stop_if_edited(workspace, half)
    emergency = yearly_logs.emergency_log(workspace) is not None
    if emergency or settings.edition is Edition.CONFIDENTIAL:
        yearly_logs.emergency(settings.year, workspace)
    made = yearly_pages.pages(workspace, settings.year, half, settings.edition, emergency)
    told = yearly_manifest.inputs(workspace, load.Key.from_environment(synthetic=workspace.synthetic))
    digest = digests.of_texts(
        str(settings.year),
        settings.edition.value,
        str(half),
        str(workspace.synthetic),
        json.dumps(told),
        manifest.environment(workspace),
        digests.of_folder(workspace.params, "20*.yaml"),
    )
    return _Inputs(followed, half, made, told, digest, emergency)


def _target(workspace: Workspace, settings: Settings) -> Path:
    if settings.edition is Edition.PUBLIC:
        return workspace.reports / name_year_folder(settings.year)
    return yearly_pages.output_folder(workspace, settings.year, settings.edition)


def _record_path(workspace: Workspace, settings: Settings) -> Path:
    return yearly_pages.folder(workspace, settings.year) / f"run-{settings.edition.value}.json"


def _stands(workspace: Workspace, settings: Settings, inputs: _Inputs) -> bool:
    """Whether the reports were made from the very same things and lie there unchanged."""
    path, target = _record_path(workspace, settings), _target(workspace, settings)
    if not path.is_file() or not target.is_dir():
        return False
    known = json.loads(path.read_text(encoding="utf-8"))
    return known == {"made_from": inputs.digest, "published": digests.of_folder(target, "*")}


def _note(workspace: Workspace, settings: Settings, inputs: _Inputs, made: Path) -> None:
    """Write the record before the publication: until that is in place, it tells of nothing that lies there."""
    known = {"made_from": inputs.digest, "published": digests.of_folder(made, "*")}
    write_text(json.dumps(known, indent=1, sort_keys=True) + "\n", _record_path(workspace, settings))


def _make_pages(workspace: Workspace, settings: Settings, inputs: _Inputs, progress: Progress) -> Path:
    """Run the notebooks side by side; those that fail are named together. The folder that the pages lie in."""
    own = yearly_pages.folder(workspace, settings.year)
    output = yearly_pages.output_folder(workspace, settings.year, settings.edition)
    for folder in (output, own / "failed"):
        shutil.rmtree(folder, ignore_errors=True)
    failed = []
    environment = workspace.environment() | {"MPLBACKEND": "svg"}
    for outcome in notebooks.run_all(yearly_pages.make, inputs.pages, at_once=settings.jobs, environment=environment):
        if outcome.error is not None:
            failed.append(f"{outcome.job.name}: {outcome.error}")
        progress.advance(_NOTEBOOKS, outcome.job.name)
    if failed:
        raise Stop(
            "\n".join(["Disse notesbøger fejlede, og intet er udgivet.", *sorted(failed)]),
            do=f"Se de fejlede notesbøger i data/processed/{own.name}/failed.",
        )
    return output


def _stage(workspace: Workspace, settings: Settings, inputs: _Inputs, staged: Path) -> None:
    """Add to the pages the year's tables as data, and last of all the manifest."""
    write_text(yearly_tables.duties_as_csv(inputs.followed), staged / DUTIES_CSV)
    write_text(yearly_tables.hours_as_csv(inputs.followed), staged / HOURS_CSV)
    as_of = inputs.followed.as_of.isoformat()
    yearly_manifest.write(workspace, settings.year, str(inputs.half_year), as_of, inputs.told, staged)


def _publish(workspace: Workspace, settings: Settings, inputs: _Inputs, staged: Path) -> None:
    """Through the gates, and then in the place of the year's earlier reports, the archive page with them."""
    name = name_year_folder(settings.year)
    _stage(workspace, settings, inputs, staged)
    yearly_gate.stop_if_telling_otherwise(workspace.reports / str(inputs.half_year), staged, name)
    yearly_gate.stop_if_leaking(workspace, staged, name)
    beside = archive_page.page_with_year(workspace, settings.year, staged)
    _note(workspace, settings, inputs, staged)
    publish.publish(staged, workspace.reports, name, beside)


def make(workspace: Workspace, settings: Settings, progress: Progress | None = None) -> Result:
    """Make a year's reports, or find that they already stand; `Stop` names what is in the way.

    The earlier ones stand untouched until the new ones are whole. The confidential edition is the emergency group's
    page alone, and is not published. Another run in the same folders is waited for.
    """
    progress = progress or Progress()
    with run_lock.alone(workspace.processed, workspace.reports, progress=progress):
        return _make_alone(workspace, settings, progress)


def _make_alone(workspace: Workspace, settings: Settings, progress: Progress) -> Result:
    publication_records.finish_the_last(workspace)
    with progress.step(_LOGS):
        inputs = _inputs(workspace, settings)
    page = _target(workspace, settings) / f"{inputs.pages[0].name}.html"
    if _stands(workspace, settings, inputs):
        return Result(page, False, len(inputs.pages), inputs.emergency)
    notebooks.prepare(WARM)
    with progress.step(_NOTEBOOKS, len(inputs.pages)):
        made = _make_pages(workspace, settings, inputs, progress)
    with progress.step(_PUBLICATION):
        if settings.edition is Edition.PUBLIC:
            _publish(workspace, settings, inputs, made)
        else:
            _note(workspace, settings, inputs, made)
    return Result(page, True, len(inputs.pages), inputs.emergency)
