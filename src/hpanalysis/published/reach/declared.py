"""The member `reach` of definitioner.json: how the counts of deltagere.csv hang together, and with the indicators.

    "reach": {
      "k": 10,
      "series": {
        "naaet:job_til_mor:2026H1": {
          "denominator_id": "moedre_kontanthjaelp",
          "category_of": "",
          "sum_of": ["naaet:job_til_mor:2026H1:alder:-29", "naaet:job_til_mor:2026H1:alder:30-39", "..."],
          "part_of": ["moedre_kontanthjaelp@3"],
          "windows": ["2025-12"]
        }
      },
      "sums": {"moedre_kontanthjaelp@3": ["maalgruppe:moedre_paa_kontanthjaelp:alder:-29", "..."]}
    }

k       the smallest number of participants that may be told of, but for 0
series  `naaet:` and activity, half-year, breakdown and group: who took part; `maalgruppe:` and target group, breakdown
        and group (before these `regel-3` where a later rule counts it): how many there are in it. Each is a number of
        persons, as the numerator of an indicator is; the members are as those of an indicator. Areas make the total.
        The size of a whole target group is the numerator of the indicator that a series is a part of, or else the
        denominator. A series that is a part of two counts whom they have in common: the worst placed who took part are
        those who are worst placed and took part
sums    an indicator (or series) whose numerator is the sum of these, where all of them have a row
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from hpanalysis.published.definitions import Definitions, Indicator, Window
from hpanalysis.published.json_form import read_texts, require_at_least, require_fields, require_type

_SERIES_FIELDS = {"denominator_id", "category_of", "sum_of", "part_of", "windows"}


@dataclass(frozen=True)
class ReachDefinitions:
    """The member `reach` read; its parts are explained at the head of this module. Made by `parse_reach`."""

    k: int
    series: Mapping[str, Indicator] = field(default_factory=dict)
    sums: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def _read_series(value: Any) -> Indicator:
    """A series of reach from its JSON value, as an indicator; ValueError if it is not of the form. Called for each."""
    told = require_fields(value, _SERIES_FIELDS)
    windows, part_of = read_texts(told["windows"]), read_texts(told["part_of"])
    if not windows:
        raise ValueError
    return Indicator(
        measure="share",
        denominator_id=require_type(told["denominator_id"], str),
        category_of=require_type(told["category_of"], str),
        sum_of=read_texts(told["sum_of"]),
        part_of=part_of,
        overlap_of=part_of if len(part_of) == 2 else (),
        areas_sum_to_total=True,
        total_in_municipality=True,
        by_month=False,
        decimals=1,
        windows={window: Window(1, (window,)) for window in windows},
    )


def parse_reach(value: Any) -> ReachDefinitions:
    """The member `reach` of definitioner.json, from its JSON value; ValueError, TypeError or KeyError if it is not of
    the form. Called for each definitioner.json that has one."""
    told = require_fields(value, {"k", "series", "sums"})
    return ReachDefinitions(
        # With a k of 0 no count would be small, and everything would pass.
        require_at_least(told["k"], 1),
        {name: _read_series(one) for name, one in require_type(told["series"], dict).items()},
        {name: read_texts(parts) for name, parts in require_type(told["sums"], dict).items()},
    )


def merge_reach(several: list[ReachDefinitions]) -> ReachDefinitions:
    """What several publications say of reach together: a series in several windows, the windows of each. Called for the
    newest publication with those before it, whose counts readers keep. The greatest k holds for all."""
    merged: dict[str, Indicator] = {}
    for one in several:
        for name, series in one.series.items():
            before = merged.get(name, series)
            merged[name] = replace(series, windows={**before.windows, **series.windows})
    sums = {name: parts for one in several for name, parts in one.sums.items()}
    return ReachDefinitions(max((one.k for one in several), default=1), merged, sums)


def add_reach(definitions: Definitions, reach: ReachDefinitions) -> Definitions:
    """The definitions with the series of reach among the indicators, so that all are related in one system. Called
    before what a folder publishes is related. An indicator that is the sum of groups keeps its own sum, if it has
    one."""
    indicators = dict(definitions.indicators)
    for name, parts in reach.sums.items():
        if name in indicators and not indicators[name].sum_of:
            indicators[name] = replace(indicators[name], sum_of=parts)
    return replace(definitions, indicators={**indicators, **reach.series})
