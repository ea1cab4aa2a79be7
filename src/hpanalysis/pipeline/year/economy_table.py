"""An accounting year's economy as data: oekonomi.csv, beside its pages."""

from __future__ import annotations

from decimal import Decimal

import pandas as pd

from hpanalysis import followup, published_csv

# A row a delaftale; agreement_id is empty for the common costs. Kroner, of the accounting year or of the whole plan.
# Empty: no accounts, or hours that are not valued.
_COLUMNS = [
    "agreement_id",
    "budget",
    "spent",
    "spent_on",
    "left",
    "plan_budget",
    "plan_spent",
    "hours_value",
    "invented",
]


def _format_kroner(amount: Decimal | None) -> str:
    """An amount with a decimal point; "" for None. Called for each amount of the file."""
    return "" if amount is None else f"{amount:f}"


def _make_row(line: followup.EconomyLine) -> list[str]:
    """A row of oekonomi.csv. Called for each delaftale that the budget has."""
    return [
        line.agreement_id,
        _format_kroner(line.budget),
        _format_kroner(line.spent),
        line.spent_on.isoformat() if line.spent_on else "",
        _format_kroner(line.left),
        _format_kroner(line.plan_budget),
        _format_kroner(line.plan_spent),
        _format_kroner(line.hours_value),
        "ja" if line.is_invented else "nej",
    ]


def format_economy_csv(followed: followup.YearFollowup) -> str:
    """The text of oekonomi.csv: a row a delaftale that the budget has, and none where the plan has no budget. Called
    when the data files of an accounting year are written."""
    return published_csv.format_csv(pd.DataFrame(map(_make_row, followed.economy), columns=_COLUMNS))
