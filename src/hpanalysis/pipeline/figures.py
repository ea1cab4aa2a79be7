"""Frames -> measured -> disclosed -> judged, each written to data/processed."""

from __future__ import annotations

import pandas as pd

from hpanalysis import corrections, disclose, judge, measure, published_csv, recompute, validate
from hpanalysis.definitions import catalogue
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.errors import Stop
from hpanalysis.pipeline.extracts import confidential_files
from hpanalysis.pipeline.publication.publication_records import Before
from hpanalysis.pipeline.storage.files import write_parquet
from hpanalysis.pipeline.storage.progress import Progress
from hpanalysis.tables import Edition
from hpanalysis.workspace import Workspace

STEPS = 7

# Columns of indicators.csv with as many decimals as the figure has.
_AS_VALUES = (
    "value",
    "lo",
    "hi",
    "baseline_recomputed",
    "change",
    "change_lo",
    "change_hi",
    "year_before_value",
    "year_before_change",
    "municipality_value",
    "rest_value",
    "others_value",
    "line",
)


def make(
    workspace: Workspace,
    half_year: HalfYear,
    checks: pd.DataFrame,
    edition: Edition,
    progress: Progress,
    before: Before,
) -> pd.DataFrame:
    """Write measured, linked, monthly, pattern, judged, checks (fortrolig, for that edition); return what is shown.

    before: what is published. A figure that may not be corrected stands in all of these tables as it was.
    """

    def write(name: str, table: pd.DataFrame) -> None:
        write_parquet(table, workspace.table_path(name, half_year))
        progress.advance("Tal", name)

    plan = workspace.plan
    counted = measure.WindowAmounts(workspace, half_year)
    measured = measure.measure(workspace, half_year, counted=counted)
    suites = validate.Suites(workspace.expectations)
    own_checks = suites.validate_measured(measured, half_year, plan)
    places = suites.places_measured(measured, plan)
    named = confidential_files.write_places(workspace, half_year, validate.MEASURED_SUITE, places)
    if findings := validate.critical(own_checks, plan.k, named):
        raise Stop("\n".join(findings))
    standing = before.standing(measured)
    measured = corrections.restore_standing_figures(measured, standing)
    write("measured", measured)
    linked = corrections.drop_links_of_standing_figures(
        measure.link_persons(workspace, half_year, counted=counted), standing
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
    if edition is Edition.PUBLIC:
        return judged
    joined = recompute.join_hidden(judged, measured)
    write_parquet(joined, workspace.table_path("fortrolig", half_year))
    return joined


def as_csv(shown: pd.DataFrame) -> str:
    """indicators.csv: comma, decimal point, as many decimals as the definition says, empty where there is no number."""
    declared = catalogue.indicators()
    table = shown.astype(object).where(shown.notna(), None)
    decimals = [declared[indicator_id].decimals for indicator_id in table["indicator_id"]]
    for column in _AS_VALUES:
        pairs = zip(table[column], decimals, strict=True)
        table[column] = [None if number is None else f"{number:.{places}f}" for number, places in pairs]
    for column in ("change_p", "year_before_p", "municipality_p", "others_p"):
        table[column] = [None if number is None else f"{number:.6g}" for number in table[column]]
    for column in ("numerator", "baseline_value", "margin"):
        table[column] = [
            None if number is None else f"{number:g}" if abs(number) < 1e5 else f"{number:.1f}".removesuffix(".0")
            for number in table[column]
        ]
    for column in ("latest", "new"):
        table[column] = table[column].map({True: "ja", False: "nej"})
    return published_csv.written(table)


def months_as_csv(control: pd.DataFrame) -> str:
    """maanedstal.csv: columns of `tables.CONTROL`, written as indicators.csv is; numbers with one decimal more."""
    declared = catalogue.indicators()
    table = control.astype(object).where(control.notna(), None)
    decimals = [declared[indicator_id].decimals + 1 for indicator_id in table["indicator_id"]]
    for column in ("value", "centre", "lo", "hi", "target"):
        pairs = zip(table[column], decimals, strict=True)
        table[column] = [None if number is None else f"{number:.{places}f}" for number, places in pairs]
    table["trial"] = table["trial"].map({True: "ja", False: "nej"})
    return published_csv.written(table)
