"""Persons followed from an earlier window of an indicator to a later one, by their pseudonym.

A person has the same pseudonym in every frame, so the windows may come from different deliveries. What the counts are
for: the paired form of the interval of a change (Newcombe, Statistics in Medicine 17, 1998, 2635-2650), and for shares
of persons' time the covariance of the two figures, which is a sum over the persons in both.
"""

from __future__ import annotations

import pandas as pd

from hpanalysis.definitions import bridges
from hpanalysis.definitions.model import Indicator
from hpanalysis.definitions.windows import HalfYear, find_plain_window, is_a_year_before
from hpanalysis.measure.amounts import PARTS, list_counted_parts
from hpanalysis.measure.indicator_windows import IndicatorWindow
from hpanalysis.measure.recounted import list_recounted_windows
from hpanalysis.measure.window_amounts import WindowAmounts
from hpanalysis.plan import Plan
from hpanalysis.tables import LINKED
from hpanalysis.workspace import Workspace

_NUMBERS = LINKED.names[4:]


def follows_persons(indicator: Indicator) -> bool:
    """Whether an indicator's persons can be followed from window to window: it counts persons out of persons. Called
    for each indicator when persons are linked between windows, by a run or in the notebook of a delaftale."""
    return len(list_counted_parts(indicator)) == 2 and all(source.has_persons for source in indicator.sources)


def pair_windows(
    indicator: Indicator, baseline_window: str, windows: list[IndicatorWindow], recounted: list[IndicatorWindow]
) -> list[tuple[IndicatorWindow, IndicatorWindow]]:
    """Pairs (later, earlier) to be compared: each window with the baseline's and with the one a year before, where both
    were delivered, the earlier ends before the later begins, and both are counted by one rule.

    Called for each indicator whose persons can be followed. baseline_window: the id of the baseline's window.
    recounted: the windows that are counted again by a later version. They are only ever the earlier of a pair: persons
    followed twice between the same two windows, by two rules, would tell who is counted by one alone.
    """
    delivered = [window for window in windows if window.delivery is not None]
    return [
        (later, earlier)
        for later in delivered
        for earlier in (*delivered, *recounted)
        if _is_reference(earlier, later, baseline_window)
        and earlier.span.end < later.span.start
        and _are_by_one_rule(indicator, earlier, later)
    ]


def _are_by_one_rule(indicator: Indicator, earlier: IndicatorWindow, later: IndicatorWindow) -> bool:
    """Whether two windows of an indicator count the same, so that their persons may be followed. Called for each two
    windows that could be compared."""
    days = (bridges.find_rule_day(indicator, window.span.id, window.span.end) for window in (earlier, later))
    same = bridges.find_break(indicator, *days) is None
    # Without a break a window is held against its neighbour as it is, and not as it is counted again.
    new = [bridges.is_by_new_rule(indicator, window.span.id, window.span.end) for window in (earlier, later)]
    return same and new[0] == new[1]


def _is_reference(earlier: IndicatorWindow, later: IndicatorWindow, baseline_window: str) -> bool:
    """Whether the later window's figure is compared with the earlier's: that is the baseline, or lies a year before.
    Called for each two delivered windows of an indicator, to find the pairs between which its persons are followed."""
    dates = ((window.span.start, window.span.end) for window in (earlier, later))
    return find_plain_window(earlier.span.id) == baseline_window or is_a_year_before(*dates)


def _list_persons_inside(
    windows: WindowAmounts, indicator_id: str, window: IndicatorWindow, plan: Plan
) -> pd.DataFrame:
    """The persons of a window's denominator who live in the plan's areas: a row a person and area with her numerator
    and denominator, and one more a person with the sums of all areas, whose area_id is the total's. Called for each
    window that is compared with another."""
    amounts = windows.get_amounts(indicator_id, window)
    inside = amounts[amounts["area_id"].isin([area.id for area in plan.areas]) & (amounts["denominator"] > 0)]
    together = inside.groupby("person", as_index=False)[list(PARTS)].sum().assign(area_id=plan.total.id)
    return pd.concat([inside, together], ignore_index=True)[["person", "area_id", *PARTS]]


def _count_pairs(now: pd.DataFrame, before: pd.DataFrame) -> pd.DataFrame:
    """A row an area: how many persons are in both windows, have joined or have left, and sums of products (the numbers
    of `tables.LINKED`). Called for each pair of windows that is compared, because the interval of the change rests on
    these numbers. now, before: columns person, area_id, numerator, denominator."""
    pairs = now.merge(before, on=["person", "area_id"], how="outer", suffixes=("_now", "_before")).fillna(0)
    n, n_before = pairs["numerator_now"], pairs["numerator_before"]
    d, d_before = pairs["denominator_now"], pairs["denominator_before"]
    here, was_here, yes, was_yes = d > 0, d_before > 0, n > 0, n_before > 0
    numbers = {
        "both_in": here & was_here & yes & was_yes,
        "only_now": here & was_here & yes & ~was_yes,
        "only_before": here & was_here & ~yes & was_yes,
        "neither": here & was_here & ~yes & ~was_yes,
        "joined_in": here & ~was_here & yes,
        "joined_out": here & ~was_here & ~yes,
        "left_in": was_here & ~here & was_yes,
        "left_out": was_here & ~here & ~was_yes,
        "sum_nn": n * n_before,
        "sum_nd": n * d_before,
        "sum_dn": d * n_before,
        "sum_dd": d * d_before,
    }
    return pd.DataFrame(numbers).astype("int64").groupby(pairs["area_id"]).sum()


def _make_tables(windows: WindowAmounts, indicator_id: str, indicator: Indicator, plan: Plan) -> list[pd.DataFrame]:
    """Counts of the persons in both of two windows, or in one alone: a table for each pair of an indicator's windows, a
    row for each area that the plan measures, zeros for an area without persons. Called by `link_persons` for each
    indicator whose persons can be followed, because the interval of a change rests on these counts."""
    adoption = plan.adoption(indicator_id)
    inside: dict[str, pd.DataFrame] = {}
    tables = []
    areas = [*adoption.areas, *([plan.total.id] if adoption.total else [])]
    recounted = list_recounted_windows(indicator_id, indicator, windows)
    for pair in pair_windows(indicator, adoption.baseline_window, windows.get_windows(indicator_id), recounted):
        for window in pair:
            if window.span.id not in inside:
                inside[window.span.id] = _list_persons_inside(windows, indicator_id, window, plan)
        later, earlier = (window.span.id for window in pair)
        counts = _count_pairs(inside[later], inside[earlier]).reindex(areas, fill_value=0).rename_axis("area_id")
        tables.append(counts.reset_index().assign(indicator_id=indicator_id, window=later, reference=earlier))
    return tables


def link_persons(
    workspace: Workspace,
    half_year: HalfYear,
    indicator_ids: list[str] | None = None,
    windows: WindowAmounts | None = None,
) -> pd.DataFrame:
    """Persons followed between windows (columns `tables.LINKED`): a row an indicator, window up to `half_year`, area
    and earlier window (the baseline's or that of a year before), if both were delivered, do not overlap and are counted
    by one rule: across a break the earlier is the window as it is counted again.

    Called when a run or `hpanalysis check` computes the figures, and by the notebook of a delaftale. indicator_ids:
    None for all adopted; only those that count persons out of persons have rows. windows: those read already. The
    municipality has no rows; an area without persons has zeros. In an area's row a person was in that area in both
    windows; in the total's in any of the areas, whose amounts are added. "In the numerator" is having any of it.
    """
    windows, tables = windows or WindowAmounts(workspace, half_year), []
    for indicator_id, indicator in windows.list_adopted(indicator_ids).items():
        if follows_persons(indicator):
            tables += _make_tables(windows, indicator_id, indicator, workspace.plan)
    table = pd.concat(tables, ignore_index=True) if tables else pd.DataFrame(columns=LINKED.names)
    return table[LINKED.names].astype(dict.fromkeys(_NUMBERS, "int64"))
