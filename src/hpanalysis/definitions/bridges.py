"""Bridges over breaks: which windows are counted by the rule of a later version, and what that says of their numbers.

An indicator with a bridge has two series. Windows that end before the bridge's version are counted by the old rule, and
once more by the new (`2024-12@3`); windows that end later by the new rule only, in all their months. In each window and
area the old numerator is contained in the new, over the same denominator. So where figures are related to each other,
the new series is a numerator of its own, named `kontanthjaelp@3`: whoever relates windows and months asks here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

import narwhals as nw

from hpanalysis.definitions.model import Count, Indicator, Type
from hpanalysis.definitions.versions import Recount, Version
from hpanalysis.definitions.windows import RECOUNTED, is_pooled, is_recounted

SERIES = RECOUNTED  # between an indicator and the version whose rule counts its numerator: `kontanthjaelp@3`


def name_recounted(window: str, version: int) -> str:
    """The id of a window counted again by a version. Called when it is measured, and looked up for a comparison."""
    return f"{window}{RECOUNTED}{version}"


def stands_apart(window: str) -> bool:
    """Whether a window is a series of its own beside the others: pooled or recounted. Called where the latest
    window is chosen, and the one a year before."""
    return is_pooled(window) or is_recounted(window)


def find_rule_day(indicator: Indicator, window: str, end: date) -> date:
    """The day whose rule counts a window: its last, or the version's first day where it is counted again by that. Two
    windows may be compared if no version breaks between these days. Called when windows are paired and compared. end:
    the window's last day."""
    bridge = indicator.bridge
    return max(end, bridge.since) if bridge is not None and is_recounted(window) else end


def find_break(indicator: Indicator, one: date, other: date) -> Version | None:
    """The version that breaks the series between two days (`find_rule_day` of two windows, in any order), or None if
    their figures count the same. Called before two windows are compared, and before persons are followed."""
    return indicator.broken_between(min(one, other), max(one, other))


def is_by_new_rule(indicator: Indicator, window: str, end: date) -> bool:
    """Whether a window's numerator is counted by the rule of the bridge: counted again, or ending on or after its day;
    False without a bridge. Called when a window is counted, for its series, and when windows are paired or an earlier
    one is looked up. end: the window's last day."""
    bridge = indicator.bridge
    # Windows added together keep to the rule of their own windows, which lie on one side of a break.
    return bridge is not None and (is_recounted(window) or end >= bridge.since)


def count_by_new_rule(indicator: Indicator) -> Count:
    """The numerator of an indicator with a bridge, as its new rule counts it: what the old rule counts, and before the
    bridge's day also the denominator's rows with one of its codes. Called for each window that is counted by the rule.
    ValueError for an indicator without a bridge, or ready made."""
    bridge, numerator, denominator = indicator.bridge, indicator.numerator, indicator.denominator
    if bridge is None or bridge.recount is None or not isinstance(numerator, Count) or numerator.where is None:
        raise ValueError(f"{indicator.label} has no bridge")
    folded = (nw.col(numerator.period) < bridge.since) & nw.col(bridge.recount.column).is_in(list(bridge.recount.codes))
    # A numerator is part of its denominator, so what counts too must be in that.
    if isinstance(denominator, Count) and denominator.where is not None:
        folded = denominator.where & folded
    return replace(numerator, where=numerator.where | folded)


def _name_series(key: str, version: Version) -> str:
    """The name of an indicator's series by the rule of a version, `kontanthjaelp@3`. Called where series are told apart
    or declared. key: the indicator."""
    return f"{key}{SERIES}{version.number}"


def find_series(key: str, indicator: Indicator, window: str, end: date) -> str:
    """The series that a window's numerator belongs to: `kontanthjaelp@3` by the rule of a bridge, else the indicator's
    key. Called for each figure, and each published month, when it is chosen what to hide, and for definitioner.json.
    end: the window's last day."""
    bridge = indicator.bridge
    if bridge is None or not is_by_new_rule(indicator, window, end):
        return key
    return _name_series(key, bridge)


def find_indicator_of_series(series: str) -> str:
    """The key of the indicator that a series is of: of `kontanthjaelp@3`, `kontanthjaelp`. Called where a series'
    declaration is looked up, or its figures' own keys are needed, as when it is asked which may be corrected."""
    return series.partition(SERIES)[0]


def declare_series(declared: Mapping[str, Indicator]) -> dict[str, Indicator]:
    """Series -> its definition, of all indicators declared, in their order; relations that name an indicator name all
    its series.

    Called where figures are related to each other. The numerator by the old rule is part of the one by the new
    (`Indicator.part_of`), and what contained the one contains the other too.
    """

    def list_series(key: str) -> tuple[str, ...]:
        """The names of an indicator's series, the old rule's first. Called for each indicator and each that it is a
        part of."""
        bridge = declared[key].bridge if key in declared else None
        return (key,) if bridge is None else (key, _name_series(key, bridge))

    series: dict[str, Indicator] = {}
    for key, indicator in declared.items():
        wholes = tuple(name for whole in indicator.part_of for name in list_series(whole))
        own, *later = list_series(key)
        series[own] = replace(indicator, part_of=(*later, *wholes))
        series |= {name: replace(indicator, part_of=wholes) for name in later}
    return series


def find_faults(key: str, declared: Mapping[str, Indicator]) -> Iterator[str]:
    """What is wrong with the versions of an indicator, each as an English sentence that names its file. Called when the
    declared indicators are read; none in what is published with the program. declared: all indicators."""
    indicator, file = declared[key], f"indicators/{key}.py"
    for version in indicator.versions:
        if version.breaks and not version.what_would_bridge:
            yield f"{file}: version {version.number} breaks the series and does not say what would bridge it."
    bridges = [version for version in indicator.versions if version.recount is not None]
    if len(bridges) > 1:
        yield f"{file}: only one version may count earlier windows again."
    for version in bridges:
        assert version.recount is not None  # chosen so above
        yield from (f"{file}: version {version.number} {fault}" for fault in _find_faults_of(version, indicator))
        yield from (f"{file}: version {version.number} {fault}" for fault in _find_relations(key, declared))


def _find_faults_of(version: Version, indicator: Indicator) -> Iterator[str]:
    """What keeps a version's rule from counting the old extracts, as ends of a sentence. Called for each version with a
    bridge: what the source does not declare, the old extracts do not have."""
    numerator, denominator, recount = indicator.numerator, indicator.denominator, version.recount
    assert isinstance(recount, Recount)
    refused = "can count again only a numerator that counts rows of its denominator's source."
    if not isinstance(numerator, Count) or not isinstance(denominator, Count) or numerator.where is None:
        yield refused
        return
    if numerator.per_person or numerator.column or numerator.source is not denominator.source:
        yield refused
        return
    columns = {column.name: column for column in numerator.source.columns}
    column = columns.get(recount.column)
    if column is None or column.type is not Type.CODE:
        yield f"counts again by »{recount.column}«, which is no column of codes of {numerator.source.name}."
        return
    unknown = [code for code in recount.codes if code not in column.codes.values()]
    if unknown or not recount.codes:
        yield f"counts again by codes that {numerator.source.name} does not declare: {', '.join(unknown) or 'none'}."


def _find_relations(key: str, declared: Mapping[str, Indicator]) -> Iterator[str]:
    """The relations that a series by another rule would not meet, as ends of a sentence. Called for each indicator with
    a bridge: shares of one whole, and sums, hold for one rule only."""
    indicator = declared[key]
    in_sum = any(key in other.sum_of for other in declared.values())
    if indicator.category_of or indicator.sum_of or in_sum:
        yield "cannot count again an indicator that is a part of a classification or of a sum."
