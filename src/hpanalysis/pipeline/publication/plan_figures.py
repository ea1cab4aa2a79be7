"""What is published of the plan's own print, so that the auditor can tell its numbers from the half-year's figures.

planens_tal.csv: what the plan prints of the areas besides its baselines, as the profiles show it.
planens_kontrol.csv: what the audit of its printed baselines finds and derives, as the page baseline_revision shows it.
"""

from __future__ import annotations

import pandas as pd

from hpanalysis import published_csv
from hpanalysis.plan import Plan
from hpanalysis.tables import FACTS

_UNITS = {"percent": "pct.", "persons": "personer", "dwellings": "boliger", "times": "gange", "kroner": "kr."}


def format_plan_figures_csv(plan: Plan) -> str:
    """The text of planens_tal.csv: a row a figure of the plan's context.csv, as it is printed. Called when the data
    files of a half-year are written. Columns: fact (Danish, with whom it is of where that is not the area), area_id,
    value as it is printed, unit, period, source."""
    rows = [
        {
            "fact": f"{row.fact_da} ({row.compared_da})" if row.compared_da else row.fact_da,
            "area_id": row.area_id,
            "value": row.value_as_printed,
            "unit": _UNITS.get(row.unit, row.unit),
            "period": row.period,
            "source": row.source_as_printed,
        }
        for row in plan.context
    ]
    return published_csv.format_csv(pd.DataFrame(rows, columns=FACTS.names))


def format_plan_check_csv(audited: pd.DataFrame) -> str:
    """The text of planens_kontrol.csv: a row a finding, and a row a kind of relation that holds. Called when the data
    files of a half-year are written. audited: the audit of the plan's printed baselines (columns `tables.AUDITED`); the
    places in its column `cells` are separated by `; ` in the file."""
    return published_csv.format_csv(audited.assign(cells=audited["cells"].str.replace("\n", "; ")))
