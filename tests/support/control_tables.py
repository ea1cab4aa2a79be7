"""Control tables for tests of the reports, made by the judge's room from months written out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import pandas as pd

import shared_plans
from hpanalysis import judge
from hpanalysis.plan import Plan
from hpanalysis.tables import MONTHLY, Status
from report_tables import SECRET

FIRST = date(2024, 1, 1)


def month(number: int) -> date:
    """The month that lies `number` months after January 2024."""
    return date(FIRST.year + number // 12, 1 + number % 12, 1)


def months(indicator_id: str, area_id: str, counts: Iterable[int | None]) -> pd.DataFrame:
    """Disclosed months (`tables.MONTHLY`): counts of 1,000; None is hidden."""
    rows = []
    for number, count in enumerate(counts):
        shown = count is not None
        rows.append(
            dict.fromkeys(MONTHLY.names)
            | {
                "indicator_id": indicator_id,
                "area_id": area_id,
                "month": month(number),
                "status": (Status.SHOWN if shown else Status.HIDDEN).value,
                "numerator": count,
                "denominator": 1000 if shown else None,
            }
        )
    return pd.DataFrame(rows, columns=MONTHLY.names)


def control(*monthly: pd.DataFrame, plan: Plan | None = None) -> pd.DataFrame:
    """Their control table. A hidden row holds the secret in its value: what reads the table must not tell it."""
    table = judge.make_control_table(pd.concat(monthly), plan or shared_plans.read(shared_plans.RANDERS))
    hidden = table["status"] == Status.HIDDEN.value
    table.loc[hidden, "value"] = SECRET
    return table


def half_year() -> pd.DataFrame:
    """Months of every indicator that has them: with a rule met, with a hidden month, and wholly hidden."""
    noise = [300, 310] * 12
    return control(
        months("uden_for_arbejdsmarkedet", "alle-7", [*noise[:20], 290, 289, 288, 287]),
        months("uden_for_arbejdsmarkedet", "randers", noise),
        months("kontanthjaelp", "alle-7", [*noise[:10], None, *noise[:13]]),
        months("kontanthjaelp", "randers", noise),
        months("elevfravaer", "alle-7", [None] * 24),
        months("elevfravaer", "randers", [None] * 24),
    )
