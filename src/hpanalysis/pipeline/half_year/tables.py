"""A half-year's tables: computed from the extracts, and written as data files beside the pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from hpanalysis import audit_table, corrections
from hpanalysis.pipeline import figures
from hpanalysis.pipeline.extracts import cross_rules, loading
from hpanalysis.pipeline.half_year.inputs import HalfYearInputs
from hpanalysis.pipeline.publication import (
    data_package,
    manifest,
    plan_figures,
    publication_log,
    published_definitions,
)
from hpanalysis.pipeline.storage.files import write_text
from hpanalysis.pipeline.storage.progress import Progress
from hpanalysis.published.names import (
    CORRECTIONS_CSV,
    DEFINITIONS_JSON,
    FIGURES_CSV,
    LOG_JSON,
    MONTHS_CSV,
    PLAN_CHECK_CSV,
    PLAN_FIGURES_CSV,
)


@dataclass(frozen=True)
class HalfYearTables:
    """What a half-year's run computed and its later steps need; the other tables lie in data/processed. Made by
    `make_tables`; read when the data files are written and the gates are passed."""

    figures: pd.DataFrame  # what the edition shows (`tables.JUDGED`)
    corrections: pd.DataFrame  # what is published otherwise than before (`tables.CORRECTIONS`)
    made_from: dict[str, Any]  # by digest, as the manifest tells it


def make_tables(inputs: HalfYearInputs, progress: Progress) -> HalfYearTables:
    """Load and check the extracts of a half-year, then compute its figures. Called once a run, after the inputs are
    read. `Stop` for a critical finding, and for figures unlike published ones that later publications build on."""
    workspace, half_year = inputs.publication.workspace, inputs.publication.period
    deliveries, raw_digests = inputs.deliveries, inputs.raw_digests
    with progress.step("Udtræk", len(deliveries)):
        cross_rules.stop_if_repeated(deliveries, raw_digests)
        checks = loading.load_deliveries(
            workspace,
            deliveries,
            raw_digests=raw_digests,
            key=inputs.key,
            progress=progress,
            today=inputs.params.report_date,
        )
        checks = cross_rules.add_cross_checks(workspace, deliveries, raw_digests, checks)
    with progress.step("Tal", figures.STEPS):
        shown = figures.make_figures(inputs.publication, checks, progress, inputs.before)
        if inputs.publication.is_public:
            publication_log.stop_if_others_build_on_it(
                inputs.before.log, half_year, figures.format_figures_csv(shown), workspace.reports
            )
        corrected = inputs.before.correct(shown, inputs.made_of, inputs.params, inputs.publication.edition)
        made_from = _write_made_from(inputs, checks, shown)
    return HalfYearTables(shown, corrected, made_from)


def _write_made_from(inputs: HalfYearInputs, checks: pd.DataFrame, shown: pd.DataFrame) -> dict[str, Any]:
    """Write to inputs.json and return the digests of all that the half-year is made from; pages and manifest show them.
    Called once a run. checks: the results of the rules on the extracts. shown: the edition's figures."""
    workspace, half_year = inputs.publication.workspace, inputs.publication.period
    delivered = manifest.find_delivered_files(workspace, half_year, inputs.deliveries, inputs.raw_digests)
    log = publication_log.extend_log(inputs.before.log, half_year, figures.format_figures_csv(shown))
    made_from = manifest.digest_inputs(
        workspace, half_year, deliveries=delivered, checks=checks, key=inputs.key, log=log
    )
    manifest.write_inputs(made_from, workspace, half_year)
    return made_from


def write_data_files(inputs: HalfYearInputs, tables: HalfYearTables) -> None:
    """Write the tables as data files into the folder of the pages, with the definitions and, in the public edition, the
    log. Called once a run, when all pages are made."""
    publication = inputs.publication
    workspace, half_year, staged = publication.workspace, publication.period, publication.output
    table = figures.format_figures_csv(tables.figures)
    write_text(table, staged / FIGURES_CSV)
    write_text(published_definitions.format_definitions_json(tables.figures, workspace.plan), staged / DEFINITIONS_JSON)
    if publication.is_public:
        log = publication_log.extend_log(inputs.before.log, half_year, table)
        write_text(publication_log.format_log_json(log), staged / LOG_JSON)
    write_text(figures.format_months_csv(workspace.table("control", half_year)), staged / MONTHS_CSV)
    write_text(corrections.format_csv(tables.corrections), staged / CORRECTIONS_CSV)
    write_text(plan_figures.format_plan_figures_csv(workspace.plan), staged / PLAN_FIGURES_CSV)
    audited = audit_table.tabulate_plan_audit(workspace.plan, publication.edition)
    write_text(plan_figures.format_plan_check_csv(audited), staged / PLAN_CHECK_CSV)
    data_package.write_data_package(publication)
