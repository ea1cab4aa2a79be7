"""Frames -> measured -> disclosed -> judged: computed first, and written to data/processed when all of it can be."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from hpanalysis import corrections, disclose, judge, measure, recompute, validate
from hpanalysis.definitions import catalogue
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.errors import Stop
from hpanalysis.pipeline.extracts import confidential_files
from hpanalysis.pipeline.publication import (
    earlier_publications,
    published_breakdowns,
    published_outcomes,
    published_reach,
)
from hpanalysis.pipeline.publication.earlier_publications import EarlierPublications
from hpanalysis.pipeline.storage.files import remove_file, write_parquet
from hpanalysis.pipeline.storage.progress import Progress
from hpanalysis.publications import Publication
from hpanalysis.tables import AREA_STATUSES, CONTROL, CRITERIA, JUDGED, write_csv
from hpanalysis.workspace import (
    AREA_STATUSES_TABLE,
    BALANCE_TABLE,
    BREAKDOWNS_TABLE,
    CONFIDENTIAL_TABLES,
    COURSES_TABLE,
    CRITERIA_TABLE,
    OPTIONAL_TABLES,
    OUTCOMES_TABLE,
    PUBLISHED_BREAKDOWNS_TABLE,
    REACH_TABLE,
    RELATED_REACH_TABLE,
    Workspace,
)

STEP, STEPS = "Tal", 7


def _check_measured(publication: Publication[HalfYear], measured: pd.DataFrame) -> tuple[pd.DataFrame, list[Path]]:
    """The checks of the measured table (the true counts, before anything is hidden), a row a rule; `Stop` tells what
    broke a critical one. Called in a run and in `hpanalysis check`, before anything is computed from the counts. The
    rows that break a rule are listed under fortroligt/ for the data unit, in the files that are returned beside the
    checks."""
    workspace, half_year, plan = publication.workspace, publication.period, publication.workspace.plan
    suites = validate.Suites(workspace.expectations)
    checks = suites.validate_measured(measured, half_year, plan)
    places = suites.places_measured(measured, plan, checks)
    named = confidential_files.write_places(workspace, half_year, validate.MEASURED_SUITE, places)
    if findings := validate.describe_critical_rules(checks, plan.k, named):
        raise Stop("\n".join(findings))
    return checks, confidential_files.find_places(workspace, half_year, named)


@dataclass(frozen=True)
class Figures:
    """A half-year's figures as they were computed. Made by `compute_figures`; a run writes them with `write_figures`,
    and `hpanalysis check` only looks whether they can be computed."""

    tables: dict[str, pd.DataFrame]  # by their names in data/processed
    shown: pd.DataFrame  # what the edition shows (`tables.JUDGED`): judged, or with the hidden numbers joined back
    listed: tuple[Path, ...]  # files for the data unit that lie in the protected folder already


def compute_figures(
    publication: Publication[HalfYear], checks: pd.DataFrame, progress: Progress, before: EarlierPublications
) -> Figures:
    """Compute the half-year's tables: measured, linked, monthly, control, pattern, judged, standing and checks.

    Called by a run and by `hpanalysis check`, when all extracts are loaded; nothing is written but the rows that break
    a rule, for the data unit. checks: the results of the rules on the extracts; a critical finding among the rules on
    the figures raises `Stop`, and so does a figure that cannot be protected. before: what lies published. A figure that
    may not be corrected counts as it was published, and `linked` leaves it out. The confidential edition has the table
    fortrolig too, in which the hidden numbers are shown, and the table opdelinger, the figures by sex and age band. Of
    those that the plan publishes both editions have the table udgivne_opdelinger, of the state's criteria the tables
    kriterier and omraadestatus, where the plan has taken up a measure of them, and of a list of participants the tables
    of reach and courses.
    """
    workspace, half_year, plan = publication.workspace, publication.period, publication.workspace.plan
    tables: dict[str, pd.DataFrame] = {}

    def keep(name: str, table: pd.DataFrame) -> pd.DataFrame:
        """Keep a table by its name and advance the run's progress. Called for each of seven tables."""
        tables[name] = table
        progress.advance(STEP, name)
        return table

    windows = measure.WindowAmounts(workspace, half_year)
    counted = measure.measure(workspace, half_year, windows=windows)
    own_checks, listed = _check_measured(publication, counted)
    standing = tables["standing"] = before.find_standing(counted)
    measured = keep("measured", corrections.restore_standing_figures(counted, standing))
    links = measure.link_persons(workspace, half_year, windows=windows)
    linked = keep("linked", corrections.drop_links_of_standing_figures(links, standing))
    monthly = keep("monthly", before.months(measure.measure_months(workspace, half_year)))
    control = keep("control", judge.make_control_table(disclose.hide_small_series(monthly, plan), plan))
    pattern = keep("pattern", disclose.choose_pattern(measured, plan, before.rows, control))
    usable = disclose.select_usable_links(linked, pattern, plan)
    judged = keep("judged", judge.judge(disclose.apply_pattern(measured, pattern, usable), plan, half_year))
    if plan.law is not None:
        tables[CRITERIA_TABLE], tables[AREA_STATUSES_TABLE] = judge.make_criteria_tables(judged, plan)
    tables |= _compute_reach(publication, measured, pattern, control, before)
    keep("checks", pd.concat([checks, own_checks], ignore_index=True))
    adopted = list(published_breakdowns.list_adopted(plan))
    # A public run makes no figure of a group but those that the plan publishes, so that no other can be passed on.
    wanted = adopted if publication.is_public else None
    grouped = measure.measure_groups(workspace, half_year, wanted, windows) if wanted != [] else None
    earlier: pd.DataFrame | None = None
    if adopted and grouped is not None:
        told_before = before.find_standing_groups(measured, pattern)
        tables[PUBLISHED_BREAKDOWNS_TABLE] = published_breakdowns.choose_published_groups(
            grouped, measured, pattern, plan, before.rows, control, told_before
        )
        earlier = published_breakdowns.list_published_beside(told_before, tables[PUBLISHED_BREAKDOWNS_TABLE])
    if publication.is_public:
        return Figures(tables, judged, tuple(listed))
    assert grouped is not None  # the confidential edition has those of all indicators
    tables["fortrolig"] = recompute.join_hidden(judged, measured)
    hidden = disclose.choose_group_pattern(grouped, measured, pattern, plan, before.rows, control, earlier=earlier)
    tables[BREAKDOWNS_TABLE] = recompute.join_hidden_groups(
        judge.judge_groups(disclose.hide_groups(grouped, hidden)), grouped
    )
    return Figures(tables, tables["fortrolig"], tuple(listed))


def _compute_reach(
    publication: Publication[HalfYear],
    measured: pd.DataFrame,
    pattern: pd.DataFrame,
    control: pd.DataFrame,
    before: EarlierPublications,
) -> dict[str, pd.DataFrame]:
    """The tables of reach, courses and outcomes as they are published, by their names; none for a plan that keeps no
    lists of participants, or without a list in this half-year. Called when the figures that are settled are known.
    measured, pattern, control: of the half-year."""
    workspace, half_year, plan = publication.workspace, publication.period, publication.workspace.plan
    courses = measure.measure_courses(workspace, half_year)
    if courses.empty:
        return {}
    counted = measure.measure_reach(workspace, half_year)
    told = published_reach.choose_published_reach(
        counted,
        courses,
        half_year,
        measured,
        pattern,
        plan,
        before.told_reach,
        published=before.rows,
        control=control,
    )
    tables = {REACH_TABLE: told.reach, COURSES_TABLE: told.courses, RELATED_REACH_TABLE: told.told}
    outcomes = published_outcomes.read_earlier_outcomes(before.reached, half_year)
    if outcomes is None:
        found = measure.measure_outcomes(workspace, half_year)
        outcomes = disclose.tell_outcomes(found, half_year, plan.participants_k)
    if len(outcomes.outcomes):
        tables |= {OUTCOMES_TABLE: outcomes.outcomes, BALANCE_TABLE: outcomes.balance}
    return tables


def write_figures(workspace: Workspace, half_year: HalfYear, figures: Figures) -> list[Path]:
    """Write a half-year's tables to data/processed, and to the protected folder what was counted now for figures that
    are published as before; return these files, and those for the data unit that were written while the figures were
    computed (`Figures.listed`). Called in a run, when nothing was found in extracts or figures that stops it."""
    paths = {name: workspace.table_path(name, half_year) for name in figures.tables}
    for name, path in paths.items():
        write_parquet(figures.tables[name], path)
    remove_other_tables(workspace, half_year, figures.tables)
    counts = earlier_publications.write_standing_counts(workspace, half_year, figures.tables["standing"])
    return [*paths.values(), *figures.listed, *counts]


def remove_other_tables(workspace: Workspace, half_year: HalfYear, made: Collection[str]) -> None:
    """Remove the tables that not every run makes and that this one has not made (`made`), because they would be of
    other figures than those that stand beside them. Called when a run's tables are written, and when they are
    reused."""
    for name in (CONFIDENTIAL_TABLES | OPTIONAL_TABLES) - set(made):
        remove_file(workspace.table_path(name, half_year))


def _list_decimals(rows: pd.DataFrame) -> list[int]:
    """How many decimals the figure of each row is printed with, by its indicator's definition. Called when a table of
    figures is written as CSV. rows: a table with the column indicator_id."""
    declared = catalogue.indicators()
    return [declared[indicator_id].decimals for indicator_id in rows["indicator_id"]]


def format_figures_csv(shown: pd.DataFrame) -> str:
    """The text of indicators.csv: a row a figure, columns `tables.JUDGED`. Called when the data files of a half-year
    are written, for their entry in the log, and when the figures are computed, to see whether later publications build
    on other ones. shown: the edition's figures."""
    return write_csv(shown, JUDGED, _list_decimals(shown))


def format_months_csv(control: pd.DataFrame) -> str:
    """The text of maanedstal.csv: a row a month of a control chart, columns `tables.CONTROL`. Called when the data
    files of a half-year are written. control: the table of that name that `compute_figures` wrote."""
    return write_csv(control, CONTROL, _list_decimals(control))


def format_criteria_csv(criteria: pd.DataFrame) -> str:
    """The text of kriterier.csv: a row a criterion, columns `tables.CRITERIA`. Called when the data files of a
    half-year are written."""
    return write_csv(criteria, CRITERIA, [0] * len(criteria))


def format_area_statuses_csv(statuses: pd.DataFrame) -> str:
    """The text of omraadestatus.csv: a row a list year and an area, columns `tables.AREA_STATUSES`. Called when the
    data files of a half-year are written."""
    return write_csv(statuses, AREA_STATUSES, [0] * len(statuses))
