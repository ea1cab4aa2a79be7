"""Which series by month may be shown: an indicator's whole series, or none of it.

A month is small if the primary rule hides it: for the areas together, or for those outside them, whom the municipality
minus the areas gives. One small month alone cannot be hidden: the figure of its window minus the other months would
give it back, and rolling windows tie every month to every other. So a small month takes the indicator's series along.
Where no month is small, no window of them is.
"""

from __future__ import annotations

import pandas as pd

from hpanalysis.disclose.primary import apply_primary_rule
from hpanalysis.plan import Plan
from hpanalysis.tables import MONTHLY, Status

_PERSONS = ["numerator_persons", "complement_persons", "denominator_persons"]
_MONTH = ["indicator_id", "month"]


def _subtract_areas_from_municipality(monthly: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """The persons of the municipality outside the areas, a row an indicator and month; no rows if either part is
    missing. Called before series by month are published: a reader can subtract too. monthly: columns `tables.MONTHLY`.
    The difference is exact: a person has one row a month, and so is inside or outside."""
    # Only the total and the municipality come by month; what lies between them is what a reader can subtract.
    by_area = {area_id: rows.set_index(_MONTH) for area_id, rows in monthly.groupby("area_id", sort=False)}
    # With one of the two missing there is nothing to subtract.
    if not {plan.municipality.id, plan.total.id} <= by_area.keys():
        return monthly.iloc[:0]
    whole, inside = by_area[plan.municipality.id], by_area[plan.total.id]
    # A month that the areas have no row for is left null here, and null is not small.
    outside = whole[_PERSONS] - inside[_PERSONS].reindex(whole.index)
    return outside.assign(status=whole["status"]).reset_index()


def find_series_with_small_month(monthly: pd.DataFrame, plan: Plan) -> set[str]:
    """The indicators with a small month: one that the primary rule hides (too few persons), in a row of `monthly` or in
    what its rows give by subtraction. Called by `hide_small_series`. monthly: columns `tables.MONTHLY`."""
    tables = (monthly, _subtract_areas_from_municipality(monthly, plan))
    return {
        indicator_id
        for table in tables
        for indicator_id in table.loc[apply_primary_rule(table, plan.k).notna(), "indicator_id"]
    }


def hide_small_series(monthly: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """The months that may be shown: an indicator with a small month (too few persons, in a row or by subtraction) is
    hidden in all areas and months, its status set and its numbers null. Called when a half-year's figures are computed,
    before the control charts' table is made. monthly: columns `tables.MONTHLY`. The counts of persons serve the rule
    only: they are null in every row of the result."""
    # The whole series goes, the municipality's with it, for one of them minus the other gives the small month.
    hidden = monthly["indicator_id"].isin(find_series_with_small_month(monthly, plan))
    shown = monthly.copy()
    shown["status"] = shown["status"].mask(hidden, Status.HIDDEN.value)
    shown[["numerator", "denominator"]] = shown[["numerator", "denominator"]].mask(hidden)
    # They are numbers of persons of single months, and nothing after this room needs them.
    shown[_PERSONS] = pd.NA
    return shown[MONTHLY.names].astype(dict.fromkeys(_PERSONS, "Int64"))
