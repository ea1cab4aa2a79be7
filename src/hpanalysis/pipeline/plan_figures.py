"""planens_tal.csv: what the plan prints of the areas besides its baselines, as the profiles show it."""

from __future__ import annotations

import pandas as pd

from hpanalysis import published_csv
from hpanalysis.plan import Plan

FILE = "planens_tal.csv"
_UNITS = {"percent": "pct.", "persons": "personer", "dwellings": "boliger"}


def as_csv(plan: Plan) -> str:
    """A row a figure of context.csv: fact (Danish), area_id, value as it is printed, unit, period, source."""
    rows = [
        {
            "fact": row["fact_da"],
            "area_id": row["area_id"],
            "value": row["value_as_printed"],
            "unit": _UNITS.get(row["unit"], row["unit"]),
            "period": row["period"],
            "source": row["source_as_printed"],
        }
        for row in plan.context
    ]
    return published_csv.written(pd.DataFrame(rows, columns=["fact", "area_id", "value", "unit", "period", "source"]))
