"""How much of small indicators is hidden with windows pooled over three years, and without.

A longer series of synthetic half-years is made (until three windows of each indicator are there), the sources of the
indicators are loaded and measured, and the pattern is chosen: of each year alone, and with the years pooled too. All
windows are protected as one problem, as in a first run.

Usage: python benchmarks/pooling.py [--last 2026H2] [INDICATOR ...]. Makes its extracts in a temporary folder.
"""

from __future__ import annotations

import argparse
import tempfile
from dataclasses import replace
from pathlib import Path

import pandas as pd

from hpanalysis import demo, disclose, load, measure
from hpanalysis.definitions import catalogue
from hpanalysis.definitions.windows import HalfYear, is_pooled
from hpanalysis.load.frame import load_frame
from hpanalysis.plan import Plan
from hpanalysis.tables import KEY
from hpanalysis.workspace import Workspace, project_root

YOUTH = ["unge_i_uddannelse_15_mdr", "unge_paabegyndt_samme_aar"]


def _workspace(folder: Path) -> Workspace:
    """A workspace in `folder` with the project's plan."""
    named = {"raw": folder / "raw", "processed": folder / "processed", "reports": folder / "reports"}
    return Workspace.at(project_root(), **named)


def _load(workspace: Workspace, indicator_ids: list[str], last: HalfYear) -> None:
    key = load.Key.from_environment(synthetic=True)
    sources = {source for i in indicator_ids for source in catalogue.indicators()[i].sources}
    for half_year in last.since(workspace.plan.first):
        for source in sources:
            if files := workspace.raw_files(source, half_year):
                loaded = load_frame(source, files, workspace.plan, key)
                path = workspace.frame(source.name, half_year)
                path.parent.mkdir(parents=True, exist_ok=True)
                loaded.frame.to_parquet(path, index=False)


def _pooling(plan: Plan, indicator_ids: list[str], years: int) -> Plan:
    own = tuple(replace(a, pooled_years=years if a.indicator_id in indicator_ids else 0) for a in plan.adoptions)
    return replace(plan, adoptions=own)


def _tell(measured: pd.DataFrame, pattern: pd.DataFrame, plan: Plan) -> None:
    areas = measured.merge(pattern, on=KEY)
    areas = areas[areas["area_id"].isin([area.id for area in plan.areas]) & (areas["denominator"] > 0)]
    for (indicator_id, window), own in areas.groupby(["indicator_id", "window"], sort=False):
        by_rule = int((own["rule"].notna() & (own["rule"] != disclose.PROTECTS_ANOTHER)).sum())
        beyond = int((own["rule"] == disclose.PROTECTS_ANOTHER).sum())
        name = f"{indicator_id} {window}{' (pooled)' if is_pooled(window) else ''}"
        print(f"  {name}: of {len(own)} areas {by_rule} hidden by rule, {beyond} for others")
    told = areas[areas["rule"].isna()].groupby("indicator_id", sort=False)["area_id"].nunique()
    print("  areas with a figure in some window:", ", ".join(f"{key} {count}" for key, count in told.items()))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--last", type=HalfYear.parse, default=HalfYear(2026, 2))
    parser.add_argument("indicators", nargs="*", default=YOUTH)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        workspace = _workspace(Path(folder))
        demo.write(workspace.plan, workspace.raw, until=given.last)
        _load(workspace, given.indicators, given.last)
        plan = workspace.plan
        for years, words in ((0, "each year alone"), (3, "with three years pooled")):
            workspace.__dict__["plan"] = _pooling(plan, given.indicators, years)  # a cached property
            measured = measure.measure(workspace, given.last, given.indicators)
            pattern = disclose.choose_pattern(measured, workspace.plan)
            print(words)
            _tell(measured, pattern, workspace.plan)


if __name__ == "__main__":
    main()
