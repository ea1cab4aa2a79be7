"""A half-year, from raw extracts to published reports."""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from hpanalysis import audit_table, corrections, load, notebooks, params, publications, publish, validate
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.errors import Stop
from hpanalysis.pipeline import figures
from hpanalysis.pipeline.extracts import cross_rules, loading, owed_extracts
from hpanalysis.pipeline.pages import archive_page, plan_of_pages
from hpanalysis.pipeline.publication import (
    data_package,
    fixed_areas,
    manifest,
    plan_figures,
    publication_log,
    publication_records,
    published_definitions,
    release_gate,
    rules_shown,
)
from hpanalysis.pipeline.publication.frozen_figures import kept
from hpanalysis.pipeline.storage import digests, run_lock, run_log
from hpanalysis.pipeline.storage.files import write_text
from hpanalysis.pipeline.storage.progress import Progress
from hpanalysis.published.names import (
    CORRECTIONS_CSV,
    DATA_QUALITY_HTML,
    DEFINITIONS_JSON,
    FIGURES_CSV,
    INDEX_HTML,
    LOG_JSON,
    MONTHS_CSV,
    PLAN_CHECK_CSV,
    PLAN_FIGURES_CSV,
)
from hpanalysis.tables import Edition, Severity
from hpanalysis.workspace import Workspace

WARM = ("hpanalysis.pipeline.pages.lean_imports", "hpanalysis.pipeline.pages.preload")


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
    deliveries: list[loading.Delivery]
    raw_digests: dict[Path, str]
    key: load.Key
    pages: list[plan_of_pages.Page]
    made_of: corrections.MadeOf
    digest: str

    @property
    def reports(self) -> int:
        """How many of the pages are reports: the front page and the definition pages are none."""
        return sum(page.is_report for page in self.pages)


def _inputs(workspace: Workspace, settings: Settings) -> _Inputs:
    """Read and check everything a run depends on; nothing is computed and no kernel started."""
    half, plan = settings.half_year, workspace.plan
    chosen = owed_extracts.params_of(workspace, half)
    present = {
        source.name: load.files_of(source, workspace.raw_folder(half)) for source in owed_extracts.sources_of(plan)
    }
    owed_extracts.check(workspace, half, present, chosen)
    found = loading.deliveries(workspace, half)
    raw_digests = {path: digests.of_file(path) for delivery in found for path in delivery.files}
    key = load.Key.from_environment(synthetic=workspace.synthetic)
    made = plan_of_pages.pages(workspace, half, settings.edition)
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
        publication_records.digest_of_others(workspace, half),
        manifest.environment(workspace),
        *(f"{path.parent.name}/{path.name} {value}" for path, value in raw_digests.items()),
    )
    return _Inputs(
        chosen, found, raw_digests, key, made, publication_records.made_of(workspace, found, raw_digests), digest
    )


def _target(workspace: Workspace, settings: Settings) -> Path:
    return plan_of_pages.folder(workspace, settings.half_year, settings.edition)


def _stands(workspace: Workspace, settings: Settings, inputs: _Inputs) -> bool:
    """Whether the publication was made from the very same things and lies there unchanged."""
    target = _target(workspace, settings)
    known = publications.read_record(workspace, settings.half_year, settings.edition)
    if known.get("made_from") != inputs.digest or not target.is_dir():
        return False
    here = digests.of_folder(target, "*"), kept(workspace, settings.half_year, settings.edition)
    return (known["published"], known.get("kept")) == here


def _note(workspace: Workspace, settings: Settings, inputs: _Inputs, staged: Path) -> None:
    """Write the record of what is published next and what it was made of; it holds from when that is published."""
    known = {
        "made_from": inputs.digest,
        "published": digests.of_folder(staged, "*"),
        "made_of": inputs.made_of.record(),
        "kept": kept(workspace, settings.half_year, settings.edition),
        "synthetic": workspace.synthetic,
    }
    path = publication_records.next_record_path(workspace, settings.half_year, settings.edition)
    write_text(json.dumps(known, indent=1, sort_keys=True) + "\n", path)


def _make_pages(workspace: Workspace, settings: Settings, inputs: _Inputs, progress: Progress) -> None:
    """Run the notebooks side by side; those that fail are named together when the others have ended."""
    output = plan_of_pages.output_folder(workspace, settings.half_year, settings.edition)
    for folder in (output, workspace.folder(settings.half_year) / "failed"):
        shutil.rmtree(folder, ignore_errors=True)
    for last in (False, True):
        own = [page for page in inputs.pages if page.tells_of_others is last]
        if failed := _made_side_by_side(workspace, settings, own, progress):
            raise Stop(
                "\n".join(["Disse notesbøger fejlede, og intet er udgivet.", *sorted(failed)]),
                do=f"Se de fejlede notesbøger i data/processed/{settings.half_year}/failed.",
            )


def _made_side_by_side(
    workspace: Workspace, settings: Settings, own: list[plan_of_pages.Page], progress: Progress
) -> list:
    """Make the pages; what each that failed said."""
    failed = []
    environment = workspace.environment() | {"MPLBACKEND": "svg"}
    for outcome in notebooks.run_all(plan_of_pages.make, own, at_once=settings.jobs, environment=environment):
        if outcome.error is not None:
            failed.append(f"{outcome.job.name}: {outcome.error}")
        progress.advance("Notesbøger", outcome.job.name)
    return failed


def _made_from(
    workspace: Workspace, settings: Settings, inputs: _Inputs, checks, shown, before: publication_records.Before
) -> dict:
    """Write and return what the half-year is made from, by digest; its pages tell of it, and so does its manifest."""
    half = settings.half_year
    delivered = manifest.delivered(workspace, half, inputs.deliveries, inputs.raw_digests)
    log = publication_log.extended(before.log, half, figures.as_csv(shown))
    told = manifest.inputs(workspace, half, delivered, checks, inputs.key, log)
    manifest.write_inputs(told, workspace, half)
    return told


def _stage(workspace: Workspace, settings: Settings, shown, corrected, before: publication_records.Before) -> Path:
    """Add to the pages made the tables as data, the definitions and the log."""
    output = plan_of_pages.output_folder(workspace, settings.half_year, settings.edition)
    table = figures.as_csv(shown)
    write_text(table, output / FIGURES_CSV)
    write_text(published_definitions.as_json(shown, workspace.plan), output / DEFINITIONS_JSON)
    if settings.edition is Edition.PUBLIC:
        log = publication_log.extended(before.log, settings.half_year, table)
        write_text(publication_log.as_json(log), output / LOG_JSON)
    write_text(figures.months_as_csv(workspace.table("control", settings.half_year)), output / MONTHS_CSV)
    write_text(corrections.format_csv(corrected), output / CORRECTIONS_CSV)
    write_text(plan_figures.as_csv(workspace.plan), output / PLAN_FIGURES_CSV)
    audited = audit_table.printed_baselines(workspace.plan, settings.edition)
    write_text(plan_figures.check_as_csv(audited), output / PLAN_CHECK_CSV)
    data_package.write(workspace, settings.half_year, output)
    return output


def run(workspace: Workspace, settings: Settings, progress: Progress | None = None) -> Result:
    """Make a half-year's publication, or find that it already stands; `Stop` names what is in the way.

    The earlier publication stands untouched until the new one is whole. Another run in the same folders is waited for.
    """
    progress = progress or Progress()
    with run_lock.alone(workspace.processed, workspace.reports, progress=progress):
        return _run_alone(workspace, settings, progress)


def _run_alone(workspace: Workspace, settings: Settings, progress: Progress) -> Result:
    started = run_log.now()
    publication_records.finish_the_last(workspace)
    with progress.step("Kontrol af input"):
        inputs = _inputs(workspace, settings)
        before = publication_records.Before(workspace, settings.half_year)
        fixed_areas.stop_if_changed(before.ledger, workspace.plan)
    target = _target(workspace, settings)
    if _stands(workspace, settings, inputs):
        return Result(target / INDEX_HTML, False, inputs.reports)
    notebooks.prepare(WARM)
    with progress.step("Udtræk", len(inputs.deliveries)):
        cross_rules.stop_if_repeated(inputs.deliveries, inputs.raw_digests)
        checks = loading.load_all(
            workspace, inputs.deliveries, inputs.raw_digests, inputs.key, progress, inputs.params.report_date
        )
        checks = cross_rules.check(workspace, inputs.deliveries, inputs.raw_digests, checks)
    with progress.step("Tal", figures.STEPS):
        shown = figures.make(workspace, settings.half_year, checks, settings.edition, progress, before)
        if settings.edition is Edition.PUBLIC:
            publication_log.stop_if_others_build_on_it(
                before.log, settings.half_year, figures.as_csv(shown), workspace.reports
            )
        corrected = before.correct(shown, inputs.made_of, inputs.params, settings.edition)
        made_from = _made_from(workspace, settings, inputs, checks, shown, before)
    with progress.step("Notesbøger", len(inputs.pages)):
        _make_pages(workspace, settings, inputs, progress)
    with progress.step("Udgivelse"):
        staged = _stage(workspace, settings, shown, corrected, before)
        checks = workspace.table("checks", settings.half_year)
        rules_shown.prove(workspace.expectations, checks, staged / DATA_QUALITY_HTML)
        cross_rules.stop_if_changed(workspace, cross_rules.changed(inputs.deliveries, inputs.raw_digests))
        if settings.edition is Edition.PUBLIC:
            told = {entry.half_year for entry in before.log}
            release_gate.certify(workspace, settings.half_year, staged, told)
            manifest.write(workspace, settings.half_year, staged, made_from, inputs.params, inputs.key)
            release_gate.stop_if_leaking(workspace, settings.half_year, staged)
            beside = archive_page.page(workspace, settings.half_year, staged)
        _note(workspace, settings, inputs, staged)
        if settings.edition is Edition.PUBLIC:
            publish.publish(staged, workspace.reports, str(settings.half_year), beside)
        publication_records.settle(workspace)
    run_log.write(workspace, settings.half_year, settings.edition, settings.jobs, progress, started)
    return Result(target / INDEX_HTML, True, inputs.reports, _warnings(workspace, settings, checks))


def _warnings(workspace: Workspace, settings: Settings, checks) -> tuple[str, ...]:
    """What the analyst is told when all is published: the half-year's own warnings, and the figures that stand."""
    own = checks[checks["half_year"] == str(settings.half_year)]
    found = validate.findings(own, Severity.WARNING, workspace.plan.k)
    return (*found, *publication_records.told_of_standing(workspace, settings.half_year))
