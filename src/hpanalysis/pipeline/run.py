"""A half-year, from raw extracts to published reports."""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from hpanalysis import load, notebooks, params, publish, validate
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.errors import Stop
from hpanalysis.pipeline import cross_rules, digests, extracts, figures, owed, pages, proof
from hpanalysis.pipeline.files import write_text
from hpanalysis.pipeline.progress import Progress
from hpanalysis.tables import Edition, Severity
from hpanalysis.workspace import Workspace

WARM = ("hpanalysis.pipeline.lean_imports", "hpanalysis.pipeline.warm")


@dataclass(frozen=True)
class Settings:
    """What the command line chose. jobs: notebooks at once, by default one a core."""

    half_year: HalfYear
    edition: Edition = Edition.PUBLIC
    jobs: int = os.cpu_count() or 1


@dataclass(frozen=True)
class Result:
    """index: the page to open. changed: False if the publication already stood. pages: how many reports.

    warnings: the half-year's own rules that warn, a Danish finding each with the figures it touches.
    """

    index: Path
    changed: bool
    pages: int
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Inputs:
    params: params.Params
    deliveries: list[extracts.Delivery]
    raw_digests: dict[Path, str]
    key: load.Key
    pages: list[pages.Page]
    digest: str

    @property
    def reports(self) -> int:
        """How many of the pages are reports: the index is none."""
        return len(self.pages) - 1


def _inputs(workspace: Workspace, settings: Settings) -> _Inputs:
    """Read and check everything a run depends on; nothing is computed and no kernel started."""
    half, plan = settings.half_year, workspace.plan
    chosen = owed.params_of(workspace, half)
    present = {source.name: load.files_of(source, workspace.raw_folder(half)) for source in owed.sources_of(plan)}
    owed.check(workspace, half, present, chosen)
    found = extracts.deliveries(workspace, half)
    raw_digests = {path: digests.of_file(path) for delivery in found for path in delivery.files}
    key = load.Key.from_environment(synthetic=workspace.synthetic)
    made = pages.pages(workspace, half, settings.edition)
    digest = digests.of_texts(
        str(half),
        settings.edition.value,
        digests.of_code(),
        key.fingerprint,
        str(workspace.synthetic),
        digests.of_file(workspace.params / f"{half}.yaml"),
        digests.of_folder(workspace.plan_folder, "*.csv", "*.yaml"),
        digests.of_folder(workspace.expectations, "*.json"),
        digests.of_folder(workspace.notebooks, "*.ipynb"),
        *(f"{path.parent.name}/{path.name} {value}" for path, value in raw_digests.items()),
    )
    return _Inputs(chosen, found, raw_digests, key, made, digest)


def _target(workspace: Workspace, settings: Settings) -> Path:
    if settings.edition is Edition.PUBLIC:
        return workspace.reports / str(settings.half_year)
    return pages.output_folder(workspace, settings.half_year, settings.edition)


def _record(workspace: Workspace, settings: Settings) -> Path:
    return workspace.folder(settings.half_year) / f"run-{settings.edition.value}.json"


def _stands(workspace: Workspace, settings: Settings, inputs: _Inputs) -> bool:
    """Whether the publication was made from the very same things and lies there unchanged."""
    path, target = _record(workspace, settings), _target(workspace, settings)
    if not path.is_file() or not target.is_dir():
        return False
    record = json.loads(path.read_text(encoding="utf-8"))
    return record == {"made_from": inputs.digest, "published": digests.of_folder(target, "*")}


def _make_pages(workspace: Workspace, settings: Settings, inputs: _Inputs, progress: Progress) -> None:
    """Run the notebooks side by side; those that fail are named together when the others have ended."""
    output = pages.output_folder(workspace, settings.half_year, settings.edition)
    for folder in (output, workspace.folder(settings.half_year) / "failed"):
        shutil.rmtree(folder, ignore_errors=True)
    failed = []
    environment = workspace.environment() | {"MPLBACKEND": "svg"}
    for outcome in notebooks.run_all(pages.make, inputs.pages, at_once=settings.jobs, environment=environment):
        if outcome.error is not None:
            failed.append(f"{outcome.job.name}: {outcome.error}")
        progress.advance("Notesbøger", outcome.job.name)
    if failed:
        raise Stop(
            "\n".join(["Disse notesbøger fejlede, og intet er udgivet.", *sorted(failed)]),
            do=f"Se de fejlede notesbøger i data/processed/{settings.half_year}/failed.",
        )


def _stage(workspace: Workspace, settings: Settings, shown) -> Path:
    """Add indicators.csv to the pages made."""
    output = pages.output_folder(workspace, settings.half_year, settings.edition)
    write_text(figures.as_csv(shown), output / "indicators.csv")
    return output


def run(workspace: Workspace, settings: Settings, progress: Progress | None = None) -> Result:
    """Make a half-year's publication, or find that it already stands; `Stop` names what is in the way.

    The earlier publication stands untouched until the new one is whole.
    """
    progress = progress or Progress()
    publish.recover(workspace.reports)
    with progress.step("Kontrol af input"):
        inputs = _inputs(workspace, settings)
    target = _target(workspace, settings)
    if _stands(workspace, settings, inputs):
        return Result(target / "index.html", False, inputs.reports)
    notebooks.prepare(WARM)
    with progress.step("Udtræk", len(inputs.deliveries)):
        cross_rules.stop_if_repeated(inputs.deliveries, inputs.raw_digests)
        checks = extracts.load_all(
            workspace, inputs.deliveries, inputs.raw_digests, inputs.key, progress, inputs.params.report_date
        )
        checks = cross_rules.check(workspace, inputs.deliveries, inputs.raw_digests, checks)
    with progress.step("Tal", figures.STEPS):
        shown = figures.make(workspace, settings.half_year, checks, settings.edition, progress)
    with progress.step("Notesbøger", len(inputs.pages)):
        _make_pages(workspace, settings, inputs, progress)
    with progress.step("Udgivelse"):
        staged = _stage(workspace, settings, shown)
        checks = workspace.table("checks", settings.half_year)
        proof.prove(workspace.expectations, checks, staged / "datakvalitet.html")
        cross_rules.stop_if_changed(workspace, cross_rules.changed(inputs.deliveries, inputs.raw_digests))
        if settings.edition is Edition.PUBLIC:
            publish.publish(staged, workspace.reports, str(settings.half_year))
        made = {"made_from": inputs.digest, "published": digests.of_folder(target, "*")}
        write_text(json.dumps(made), _record(workspace, settings))
    own = checks[checks["half_year"] == str(settings.half_year)]
    warnings = validate.findings(own, Severity.WARNING, workspace.plan.k)
    return Result(target / "index.html", True, inputs.reports, tuple(warnings))
