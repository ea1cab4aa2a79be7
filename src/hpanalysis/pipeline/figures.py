"""Frames -> measured -> disclosed -> judged, each written to data/processed."""

from __future__ import annotations

import pandas as pd

from hpanalysis import corrections, disclose, judge, measure, recompute, validate
from hpanalysis.definitions import catalogue
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.errors import Stop
from hpanalysis.pipeline.extracts import confidential_files
from hpanalysis.pipeline.publication.earlier_publications import EarlierPublications
from hpanalysis.pipeline.storage.files import write_parquet
from hpanalysis.pipeline.storage.progress import Progress
from hpanalysis.publications import Publication
from hpanalysis.tables import CONTROL, JUDGED, write_csv

STEPS = 7


def _check_measured(publication: Publication[HalfYear], measured: pd.DataFrame) -> pd.DataFrame:
    """The checks of the measured table (the true counts, before anything is hidden), a row a rule; `Stop` tells what
    broke a critical one. Called once a run, before anything is computed from the counts. The rows that break a rule are
    listed under fortroligt/ for the data unit."""
    workspace, half_year, plan = publication.workspace, publication.period, publication.workspace.plan
    suites = validate.Suites(workspace.expectations)
    checks = suites.validate_measured(measured, half_year, plan)
    places = suites.places_measured(measured, plan, checks)
    named = confidential_files.write_places(workspace, half_year, validate.MEASURED_SUITE, places)
    if findings := validate.describe_critical_rules(checks, plan.k, named):
        raise Stop("\n".join(findings))
    return checks


def make_figures(
    publication: Publication[HalfYear], checks: pd.DataFrame, progress: Progress, before: EarlierPublications
) -> pd.DataFrame:
    """Compute and write the half-year's tables: measured, linked, monthly, control, pattern, judged, checks (and
    fortrolig).

    Called once a run, when all extracts are loaded. checks: the results of the rules on the extracts; a critical
    finding among the rules on the figures raises `Stop`. before: what lies published. A figure that may not be
    corrected stands in all of these tables as it was published. Returned is what the edition shows: the table judged,
    or in the confidential edition the table fortrolig, in which the hidden numbers are shown.
    """

    workspace, half_year = publication.workspace, publication.period

    def write(name: str, table: pd.DataFrame) -> None:
        """Write a table to data/processed and advance the run's progress. Called for each of seven tables."""
        write_parquet(table, workspace.table_path(name, half_year))
        progress.advance("Tal", name)

    plan = workspace.plan
    windows = measure.WindowAmounts(workspace, half_year)
    measured = measure.measure(workspace, half_year, windows=windows)
    own_checks = _check_measured(publication, measured)
    standing = before.standing(measured)
    measured = corrections.restore_standing_figures(measured, standing)
    write("measured", measured)
    linked = corrections.drop_links_of_standing_figures(
        measure.link_persons(workspace, half_year, windows=windows), standing
    )
    write("linked", linked)
    monthly = before.months(measure.measure_months(workspace, half_year))
    write("monthly", monthly)
    control = judge.make_control_table(disclose.hide_small_series(monthly, plan), plan)
    write("control", control)
    pattern = disclose.choose_pattern(measured, plan, before.rows, control)
    write("pattern", pattern)
    usable = disclose.select_usable_links(linked, pattern, plan)
    judged = judge.judge(disclose.apply_pattern(measured, pattern, usable), plan, half_year)
    write("judged", judged)
    write("checks", pd.concat([checks, own_checks], ignore_index=True))
    if publication.is_public:
        return judged
    joined = recompute.join_hidden(judged, measured)
    write_parquet(joined, workspace.table_path("fortrolig", half_year))
    return joined


def _list_decimals(rows: pd.DataFrame) -> list[int]:
    """How many decimals the figure of each row is printed with, by its indicator's definition. Called when a table of
    figures is written as CSV. rows: a table with the column indicator_id."""
    declared = catalogue.indicators()
    return [declared[indicator_id].decimals for indicator_id in rows["indicator_id"]]


def format_figures_csv(shown: pd.DataFrame) -> str:
    """The text of indicators.csv: a row a figure, columns `tables.JUDGED`. Called when the data files of a half-year
    are written, and before that to see whether its figures are as published. shown: the edition's figures."""
    return write_csv(shown, JUDGED, _list_decimals(shown))


def format_months_csv(control: pd.DataFrame) -> str:
    """The text of maanedstal.csv: a row a month of a control chart, columns `tables.CONTROL`. Called when the data
    files of a half-year are written. control: the table of that name that `make_figures` wrote."""
    return write_csv(control, CONTROL, _list_decimals(control))
