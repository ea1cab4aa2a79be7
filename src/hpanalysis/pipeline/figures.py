"""Frames -> measured -> disclosed -> judged, each written to data/processed."""

from __future__ import annotations

import pandas as pd

from hpanalysis import disclose, judge, measure, recompute, validate
from hpanalysis.definitions import catalogue
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.errors import Stop
from hpanalysis.pipeline import protected
from hpanalysis.pipeline.files import write_parquet
from hpanalysis.pipeline.progress import Progress
from hpanalysis.tables import Edition
from hpanalysis.workspace import Workspace

STEPS = 4


def make(
    workspace: Workspace, half_year: HalfYear, checks: pd.DataFrame, edition: Edition, progress: Progress
) -> pd.DataFrame:
    """Write the tables measured, pattern, judged and checks (and fortrolig, for that edition); return what is shown."""

    def write(name: str, table: pd.DataFrame) -> None:
        write_parquet(table, workspace.table_path(name, half_year))
        progress.advance("Tal", name)

    plan = workspace.plan
    measured = measure.measure(workspace, half_year)
    suites = validate.Suites(workspace.expectations)
    own_checks = suites.validate_measured(measured, half_year, plan)
    places = suites.places_measured(measured, plan)
    named = protected.write_places(workspace, half_year, validate.MEASURED_SUITE, places)
    if findings := validate.critical(own_checks, plan.k, named):
        raise Stop("\n".join(findings))
    write("measured", measured)
    pattern = disclose.pattern(measured, plan)
    write("pattern", pattern)
    judged = judge.judge(disclose.under_pattern(measured, pattern), plan, half_year)
    write("judged", judged)
    write("checks", pd.concat([checks, own_checks], ignore_index=True))
    if edition is Edition.PUBLIC:
        return judged
    joined = recompute.join_hidden(judged, measured, plan, half_year)
    write_parquet(joined, workspace.table_path("fortrolig", half_year))
    return joined


def as_csv(shown: pd.DataFrame) -> str:
    """indicators.csv: comma, decimal point, as many decimals as the definition says, empty where there is no number."""
    declared = catalogue.indicators()
    table = shown.astype(object).where(shown.notna(), None)
    decimals = [declared[indicator_id].decimals for indicator_id in table["indicator_id"]]
    for column in ("value", "baseline_recomputed", "change", "municipality_value"):
        pairs = zip(table[column], decimals, strict=True)
        table[column] = [None if number is None else f"{number:.{places}f}" for number, places in pairs]
    for column in ("numerator", "baseline_value"):
        table[column] = [
            None if number is None else f"{number:g}" if abs(number) < 1e5 else f"{number:.1f}".removesuffix(".0")
            for number in table[column]
        ]
    for column in ("latest", "new"):
        table[column] = table[column].map({True: "ja", False: "nej"})
    return table.to_csv(index=False, lineterminator="\n")
