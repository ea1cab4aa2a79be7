"""definitioner.json: what the published figures are and how they hang together, for anybody who would check them.

With indicators.csv and maanedstal.csv it is all that the auditor reads. Its form: `published.definitions`.
"""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal

import pandas as pd

from hpanalysis import disclose, judge
from hpanalysis.definitions import bridges, catalogue
from hpanalysis.definitions.model import Coverage, Indicator
from hpanalysis.definitions.windows import Delivered, find_plain_window
from hpanalysis.pipeline.publication import published_reach
from hpanalysis.plan import Adoption, Plan, Target

_FORMAT = 2


def _describe_windows(indicator: Indicator, rows: pd.DataFrame) -> dict[str, dict]:
    """Window -> the most that one person can add to the numerator or denominator, and the pieces of time that the
    window is the sum of. Called for each indicator of definitioner.json. rows: the indicator's figures, with the first
    and last day of each window."""
    windows = {}
    spans = rows.drop_duplicates("window")[["window", "window_start", "window_end"]]
    for window, first, last in spans.itertuples(index=False, name=None):
        start, end = pd.Timestamp(first).date(), pd.Timestamp(last).date()
        windows[find_plain_window(window)] = {
            "most_per_person": disclose.compute_most_per_person(indicator, window, start, end),
            "blocks": list(disclose.list_blocks(indicator, window, start, end)),
        }
    return windows


def _list_rebased(indicator_id: str, plan: Plan) -> dict[str, list[str]]:
    """Area -> the days of the events that the plan marks as rebasing, from which a course is drawn anew. Called for
    each indicator with figures. An event counts for the area that it is written for."""
    days: dict[str, list[str]] = {}
    for event in plan.events_of(indicator_id):
        if event.rebase:
            days.setdefault(event.area_id, []).append(event.day.isoformat())
    return days


def _list_coming_windows(indicator: Indicator, plan: Plan) -> dict[str, str] | None:
    """Half-year -> first and last day of the window that comes new in it, over all of the plan's half-years; None where
    only a delivery tells. Called for each indicator with figures: what is needed for a target is told of the
    measurements that are to come."""
    if isinstance(indicator.window, Delivered):
        return None
    spans = {str(one): indicator.window.comes_new_in(one, plan.first) for one in judge.list_half_years(plan)}
    return {one: f"{span.start}/{span.end}" for one, span in spans.items() if span is not None}


def _format_target_value(indicator: Indicator, adoption: Adoption, plan: Plan, rows: pd.DataFrame) -> str | None:
    """The number that the target is, as text: the plan's own, or the limit of the state's criterion in the newest year
    that there is a figure of; None where the target is no number. Called for each indicator with figures. rows: its
    figures."""
    if adoption.target is Target.BELOW_STATE_CRITERION and plan.law is not None:
        year = pd.to_datetime(rows["window_end"]).max().year
        criterion = judge.find_criterion(plan.law, indicator.criterion, year)
        return None if criterion is None else str(Decimal(criterion.limit.numerator) / criterion.limit.denominator)
    return None if adoption.target_value is None else str(adoption.target_value)


def _describe_judging(indicator: Indicator, indicator_id: str, plan: Plan, rows: pd.DataFrame) -> dict:
    """What the verdicts on an indicator's figures rest on, besides the figures: a part of its object in
    definitioner.json. Called for each indicator with figures, so that whoever checks a package can make every verdict
    anew. Numbers are texts, so that no decimal is lost."""
    adoption = plan.adoption(indicator_id)
    whole = plan.country if indicator.municipality is Coverage.COUNTRY else plan.municipality
    return {
        "higher_is_better": indicator.direction.sign > 0,
        "comparable": indicator.comparable,
        "compared_with": None if whole is None else whole.id,
        "change_judged": indicator.change_judged,
        "rebased": _list_rebased(indicator_id, plan),
        "breaks": [version.since.isoformat() for version in indicator.versions if version.breaks],
        "target": adoption.target.value,
        "target_value": _format_target_value(indicator, adoption, plan, rows),
        "margin": str(adoption.margin),
        "baseline_window": adoption.baseline_window,
        "pooled_years": adoption.pooled_years,
        "comes": _list_coming_windows(indicator, plan),
    }


def _describe_indicator(
    name: str, indicator: Indicator, denominator_id: str | None, whole: set[str], rows: pd.DataFrame, plan: Plan
) -> dict:
    """An indicator, or a series of it, as an object of definitioner.json (`published.definitions` explains the
    members).

    Called for each indicator with figures, and each of its series. denominator_id: shared by the indicators with one
    denominator; None for a count, which has none. whole: the classifications whose categories are all published, and so
    sum to the denominator. rows: the figures of the indicator or series.
    """
    told = {
        "measure": indicator.measure.name.lower(),
        "denominator_id": denominator_id,
        "category_of": indicator.category_of if indicator.category_of in whole else "",
        "sum_of": list(indicator.sum_of),
        "part_of": list(indicator.part_of),
        "areas_sum_to_total": disclose.has_additive_areas(indicator),
        "total_in_municipality": True,
        "by_month": indicator.is_sum_of_months,
        "decimals": indicator.decimals,
        "judging": _describe_judging(indicator, bridges.find_indicator_of_series(name), plan, rows),
        "windows": _describe_windows(indicator, rows),
    }
    bridge = indicator.bridge
    is_later_series = bridges.find_indicator_of_series(name) != name and bridge is not None
    return told | ({"since": bridge.since.isoformat()} if is_later_series and bridge is not None else {})


def _name_series(shown: pd.DataFrame) -> pd.Series:
    """The series that each row's numerator is of (`definitions.bridges`). Called once, to group the rows by it."""
    days = pd.to_datetime(shown["window_end"]).dt.date
    rows = zip(shown["indicator_id"], shown["window"], days, strict=True)
    return pd.Series(
        [bridges.find_series(key, catalogue.indicators()[key], window, end) for key, window, end in rows],
        index=shown.index,
        dtype=object,
    )


def _declare_series(keys: list[str], present: set[str]) -> dict[str, Indicator]:
    """The series to describe: every indicator with figures, and its series by a later rule where that has figures.
    Called once a file. Relations to series without figures are left out."""
    series = bridges.declare_series({key: catalogue.indicators()[key] for key in keys})
    later = {name for name in series if bridges.find_indicator_of_series(name) != name}
    absent = later - present
    return {
        name: replace(indicator, part_of=tuple(whole for whole in indicator.part_of if whole not in absent))
        for name, indicator in series.items()
        if name not in absent
    }


def _declare_reach(related: pd.DataFrame, plan: Plan) -> dict[str, Indicator]:
    """The series of reach by their names, to be put over their denominators with the indicators. Called once a file.
    related: `tables.REACH` of what is published."""
    series = disclose.list_reach_series(related, published_reach.list_targets(plan))
    return {name: one for reach in series.values() for name, one in reach.declare().items() if name != reach.base}


def _describe_reach(related: pd.DataFrame, ids: dict[str, str | None], plan: Plan) -> dict:
    """The member `reach` of definitioner.json (`published.reach.declared` explains it). Called for a half-year with a
    list of participants. related: `tables.REACH` of what is published. ids: the denominators of all series, those of
    reach among them."""
    series = disclose.list_reach_series(related, published_reach.list_targets(plan))
    windows = dict(zip(zip(related["activity_id"], related["half_year"], strict=True), related["window"], strict=True))
    told: dict[str, dict] = {}
    sums: dict[str, list[str]] = {}
    for key, reach in series.items():
        for name, one in reach.declare().items():
            if name == reach.base:
                own = disclose.declare_all([])[name]
                sums |= {name: list(one.sum_of)} if one.sum_of and not own.sum_of else {}
                continue
            known = told.get(name, {}).get("windows", [])
            told[name] = {
                "denominator_id": ids[name],
                "category_of": one.category_of,
                "sum_of": list(one.sum_of),
                "part_of": list(one.part_of),
                "windows": list(dict.fromkeys([*known, windows[key]])),
            }
    return {"k": plan.participants_k, "series": told, "sums": sums}


def format_definitions_json(shown: pd.DataFrame, plan: Plan, related: pd.DataFrame | None = None) -> str:
    """The text of definitioner.json: which figures of the judged table `shown` add up to which, and the plan's areas,
    so that the auditor can work out what hidden counts may be. Called when the data files of a half-year are written.
    related: `tables.REACH` of the reach that is published; None where there is none."""
    names = _name_series(shown)
    declared = _declare_series(list(dict.fromkeys(shown["indicator_id"])), set(names))
    of_reach = {} if related is None else _declare_reach(related, plan)
    ids = disclose.assign_denominator_ids(declared | of_reach)
    whole = set(disclose.list_complete_categories(declared, catalogue.indicators()))
    told = {
        "format": _FORMAT,
        "k": plan.k,
        "areas": [area.id for area in plan.areas],
        "total": plan.total.id,
        "municipality": plan.municipality.id,
        "country": plan.country.id if plan.country else None,
        "merged_areas": {},
        "first_half_year": str(plan.first),
        "plan_end": plan.settings.end.isoformat(),
        "power": str(plan.settings.judgement.power),
        "indicators": {
            name: _describe_indicator(name, indicator, ids[name], whole, shown[names == name], plan)
            for name, indicator in declared.items()
        },
    }
    if related is not None:
        told["reach"] = _describe_reach(related, ids, plan)
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"
