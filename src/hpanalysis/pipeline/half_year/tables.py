"""A half-year's tables: computed from the extracts, and written as data files beside the pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from hpanalysis import audit_table, corrections
from hpanalysis.errors import Stop
from hpanalysis.pipeline import figures
from hpanalysis.pipeline.extracts import confidential_files, cross_rules, loading
from hpanalysis.pipeline.half_year import examination
from hpanalysis.pipeline.half_year.inputs import HalfYearInputs
from hpanalysis.pipeline.publication import (
    data_package,
    manifest,
    plan_figures,
    publication_log,
    published_breakdowns,
    published_definitions,
    published_outcomes,
    published_reach,
)
from hpanalysis.pipeline.storage import table_digests
from hpanalysis.pipeline.storage.files import describe_healed, write_parquet, write_text
from hpanalysis.pipeline.storage.progress import Progress
from hpanalysis.published.names import (
    AREA_STATUSES_CSV,
    BALANCE_CSV,
    BREAKDOWNS_CSV,
    CORRECTIONS_CSV,
    COURSES_CSV,
    CRITERIA_CSV,
    DEFINITIONS_JSON,
    FIGURES_CSV,
    LOG_JSON,
    MONTHS_CSV,
    OUTCOMES_CSV,
    PLAN_CHECK_CSV,
    PLAN_FIGURES_CSV,
    REACH_CSV,
)
from hpanalysis.workspace import (
    AREA_STATUSES_TABLE,
    BALANCE_TABLE,
    COURSES_TABLE,
    CRITERIA_TABLE,
    OUTCOMES_TABLE,
    PUBLISHED_BREAKDOWNS_TABLE,
    REACH_TABLE,
    RELATED_REACH_TABLE,
)


@dataclass(frozen=True)
class HalfYearTables:
    """What a half-year's run computed and its later steps need; the other tables lie in data/processed. Made by
    `make_tables`; read when the data files are written and the gates are passed."""

    figures: pd.DataFrame  # what the edition shows (`tables.JUDGED`)
    figures_csv: str  # the same as the text of indicators.csv, which the log has the digest of
    corrections: pd.DataFrame  # what is published otherwise than before (`tables.CORRECTIONS`)
    made_from: dict[str, Any]  # by digest, as the manifest tells it


def make_tables(inputs: HalfYearInputs, progress: Progress) -> HalfYearTables:
    """Load and check the extracts of a half-year, compute its figures and write its tables. Called by `publish_run`
    after the inputs are read and before any page is made, and by `heal` where a table is damaged. One `Stop` names all
    that `examination.examine` finds; then the tables of the run before are left as they were."""
    workspace, half_year = inputs.publication.workspace, inputs.publication.period
    if (made_of := _find_reusable(inputs, progress)) is not None:
        return _reuse_tables(inputs, made_of)
    found = examination.examine(inputs, progress)
    if found.findings:
        raise Stop("\n".join(found.findings))
    assert found.figures is not None and found.corrections is not None  # they are missing only where there are findings
    written = figures.write_figures(workspace, half_year, found.figures)
    write_parquet(found.corrections, workspace.table_path("corrections", half_year))
    figures_csv = figures.format_figures_csv(found.figures.shown)
    made_from = _write_made_from(inputs, found.checks, figures_csv)
    changes = confidential_files.find_confidential_folder(workspace, half_year) / cross_rules.CHANGES_FILE
    written += [workspace.table_path("corrections", half_year), workspace.inputs_path(half_year)]
    written += [changes] if changes.is_file() else []
    frames = table_digests.digest_frames(workspace, half_year)
    made_of = table_digests.MadeOf(inputs.basis.digest, frames, len(found.checks))
    table_digests.write_table_digests(inputs.publication, written, made_of)
    return HalfYearTables(found.figures.shown, figures_csv, found.corrections, made_from)


def _find_reusable(inputs: HalfYearInputs, progress: Progress) -> table_digests.MadeOf | None:
    """What the tables in data/processed were made of, where that is what this run has and they lie whole; None where
    they must be made. Called by `make_tables`. Notebooks and comments decide pages alone. Frames are looked at as in a
    run that makes tables: where one is damaged, gone or of a text that may not be read any more, all is examined."""
    made_of = table_digests.read_made_of(inputs.publication)
    if made_of is None or made_of.digest != inputs.basis.digest:
        return None
    if table_digests.find_damaged_tables(inputs.publication):
        return None
    with progress.step(loading.STEP, len(inputs.deliveries)):
        is_sound = examination.are_extracts_sound(inputs, progress)
    frames = table_digests.digest_frames(inputs.publication.workspace, inputs.publication.period)
    return made_of if is_sound and frames == made_of.frames else None


def _reuse_tables(inputs: HalfYearInputs, made_of: table_digests.MadeOf) -> HalfYearTables:
    """The tables as the run before wrote them. Called by `make_tables` where nothing that they are made of has changed;
    what people keep by hand is searched for CPR numbers all the same, because it is what has changed. `Stop` as
    `make_tables`."""
    workspace, half_year = inputs.publication.workspace, inputs.publication.period
    if findings := examination.find_numbers_in_texts(inputs):
        raise Stop("\n".join(findings))
    checks = workspace.table("checks", half_year).iloc[: made_of.extract_rules]
    shown = workspace.judged(half_year, inputs.publication.edition)
    examination.stop_if_published_otherwise(inputs, checks, shown)
    written = [inputs.publication.internal / name for name in table_digests.read_table_digests(inputs.publication)]
    figures.remove_other_tables(workspace, half_year, {path.stem for path in written})
    figures_csv = figures.format_figures_csv(shown)
    made_from = _write_made_from(inputs, checks, figures_csv)
    # What the half-year is made from has changed, and it is written beside the tables.
    table_digests.write_table_digests(inputs.publication, written, made_of)
    return HalfYearTables(shown, figures_csv, workspace.table("corrections", half_year), made_from)


def heal(inputs: HalfYearInputs, progress: Progress) -> None:
    """Make again what is damaged of a half-year's frames and tables, and say so. Called by `publish_run` where the
    publication is up to date, before it concludes that nothing need be made. `Stop` where a frame cannot be made again,
    as when its extract was deleted as agreed."""
    with progress.step(loading.STEP, len(inputs.deliveries)):
        loaded = examination.load_extracts(inputs, progress)
    if findings := [*loaded.unusable, *loaded.critical]:
        raise Stop("\n".join(findings))
    if damaged := table_digests.find_damaged_tables(inputs.publication):
        progress.say(describe_healed(inputs.publication.name, damaged))
        make_tables(inputs, progress)


def _write_made_from(inputs: HalfYearInputs, checks: pd.DataFrame, figures_csv: str) -> dict[str, Any]:
    """Write to inputs.json and return the digests of all that the half-year is made from; pages and manifest show them.
    Called by `make_tables`. checks: the results of the rules on the extracts. figures_csv: the text of
    indicators.csv."""
    workspace, half_year = inputs.publication.workspace, inputs.publication.period
    delivered = manifest.find_delivered_files(workspace, half_year, inputs.deliveries, inputs.raw_digests)
    log = publication_log.extend_log(inputs.before.log, half_year, figures_csv, anew=inputs.anew)
    made_from = manifest.digest_inputs(
        workspace, half_year, deliveries=delivered, checks=checks, key=inputs.key, log=log
    )
    manifest.write_inputs(made_from, workspace, half_year)
    return made_from


def write_data_files(inputs: HalfYearInputs, tables: HalfYearTables) -> None:
    """Write the tables as data files into the folder of the pages, with the definitions, the plan's own figures and
    what is wrong in them, datapackage.json and, in the public edition, the log. Called once a run, when all pages are
    made."""
    publication = inputs.publication
    workspace, half_year, staged = publication.workspace, publication.period, publication.output
    write_text(tables.figures_csv, staged / FIGURES_CSV)
    related = workspace.table(RELATED_REACH_TABLE, half_year) if workspace.has_table(REACH_TABLE, half_year) else None
    told = published_definitions.format_definitions_json(tables.figures, workspace.plan, related)
    write_text(told, staged / DEFINITIONS_JSON)
    if publication.is_public:
        log = publication_log.extend_log(inputs.before.log, half_year, tables.figures_csv, anew=inputs.anew)
        write_text(publication_log.format_log_json(log), staged / LOG_JSON)
    write_text(figures.format_months_csv(workspace.table("control", half_year)), staged / MONTHS_CSV)
    if publication.is_public and published_breakdowns.list_adopted(workspace.plan):
        groups = workspace.table(PUBLISHED_BREAKDOWNS_TABLE, half_year)
        write_text(published_breakdowns.format_breakdowns_csv(groups), staged / BREAKDOWNS_CSV)
    if workspace.plan.law is not None:
        criteria, statuses = (workspace.table(name, half_year) for name in (CRITERIA_TABLE, AREA_STATUSES_TABLE))
        write_text(figures.format_criteria_csv(criteria), staged / CRITERIA_CSV)
        write_text(figures.format_area_statuses_csv(statuses), staged / AREA_STATUSES_CSV)
    if workspace.has_table(REACH_TABLE, half_year):
        reached, courses = (workspace.table(name, half_year) for name in (REACH_TABLE, COURSES_TABLE))
        write_text(published_reach.format_reach_csv(reached), staged / REACH_CSV)
        write_text(published_reach.format_courses_csv(courses), staged / COURSES_CSV)
    if workspace.has_table(OUTCOMES_TABLE, half_year):
        outcomes, balance = (workspace.table(name, half_year) for name in (OUTCOMES_TABLE, BALANCE_TABLE))
        write_text(published_outcomes.format_outcomes_csv(outcomes), staged / OUTCOMES_CSV)
        write_text(published_outcomes.format_balance_csv(balance), staged / BALANCE_CSV)
    write_text(corrections.format_csv(tables.corrections), staged / CORRECTIONS_CSV)
    write_text(plan_figures.format_plan_figures_csv(workspace.plan), staged / PLAN_FIGURES_CSV)
    audited = audit_table.tabulate_plan_audit(workspace.plan, publication.edition)
    write_text(plan_figures.format_plan_check_csv(audited), staged / PLAN_CHECK_CSV)
    data_package.write_data_package(publication)
