"""definitioner.json: what the published figures are and how they hang together, for anybody who would check them.

With indicators.csv and maanedstal.csv it is all that the auditor reads. Its form: `published.definitions`.
"""

from __future__ import annotations

import json

import pandas as pd

from hpanalysis import disclose
from hpanalysis.definitions import catalogue
from hpanalysis.definitions.model import Indicator
from hpanalysis.plan import Plan

_FORMAT = 1


def _describe_windows(indicator: Indicator, rows: pd.DataFrame) -> dict[str, dict]:
    """Window -> the most that one person can add to the numerator or denominator, and the pieces of time that the
    window is the sum of. Called for each indicator of definitioner.json. rows: the indicator's figures, with the first
    and last day of each window."""
    windows = {}
    spans = rows.drop_duplicates("window")[["window", "window_start", "window_end"]]
    for window, first, last in spans.itertuples(index=False, name=None):
        start, end = pd.Timestamp(first).date(), pd.Timestamp(last).date()
        windows[window] = {
            "most_per_person": disclose.compute_most_per_person(indicator, window, start, end),
            "blocks": list(disclose.list_blocks(indicator, window, start, end)),
        }
    return windows


def _describe_indicator(indicator: Indicator, denominator_id: str | None, whole: set[str], rows: pd.DataFrame) -> dict:
    """An indicator as an object of definitioner.json (`published.definitions` explains the members).

    Called for each indicator with figures. denominator_id: shared by the indicators with one denominator; None for a
    count, which has none. whole: the classifications whose categories are all published, and so sum to the denominator.
    rows: the indicator's figures.
    """
    return {
        "measure": indicator.measure.name.lower(),
        "denominator_id": denominator_id,
        "category_of": indicator.category_of if indicator.category_of in whole else "",
        "sum_of": list(indicator.sum_of),
        "part_of": list(indicator.part_of),
        "areas_sum_to_total": disclose.has_additive_areas(indicator),
        "total_in_municipality": True,
        "by_month": indicator.is_sum_of_months,
        "decimals": indicator.decimals,
        "windows": _describe_windows(indicator, rows),
    }


def format_definitions_json(shown: pd.DataFrame, plan: Plan) -> str:
    """The text of definitioner.json: which figures of the judged table `shown` add up to which, and the plan's areas,
    so that the auditor can work out what hidden counts may be. Called when the data files of a half-year are
    written."""
    declared = {key: catalogue.indicators()[key] for key in dict.fromkeys(shown["indicator_id"])}
    ids = disclose.assign_denominator_ids(declared)
    whole = set(disclose.list_complete_categories(declared, catalogue.indicators()))
    told = {
        "format": _FORMAT,
        "k": plan.k,
        "areas": [area.id for area in plan.areas],
        "total": plan.total.id,
        "municipality": plan.municipality.id,
        "country": plan.country.id if plan.country else None,
        "merged_areas": {},
        "indicators": {
            key: _describe_indicator(indicator, ids[key], whole, shown[shown["indicator_id"] == key])
            for key, indicator in declared.items()
        },
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"
