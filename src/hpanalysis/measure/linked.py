"""Persons followed from an earlier window of an indicator to a later one, by their pseudonym.

A person has the same pseudonym in every frame, so the windows may come from different deliveries. What the counts are
for: the paired form of the interval of a change (Newcombe, Statistics in Medicine 17, 1998, 2635-2650), and for shares
of persons' time the covariance of the two figures, which is a sum over the persons in both.
"""

from __future__ import annotations

import pandas as pd

from hpanalysis.definitions.model import Count, Indicator
from hpanalysis.definitions.windows import HalfYear, is_a_year_before
from hpanalysis.measure.indicator_windows import IndicatorWindow
from hpanalysis.measure.window_amounts import WindowAmounts
from hpanalysis.plan import Plan
from hpanalysis.tables import LINKED
from hpanalysis.workspace import Workspace

_AMOUNTS = ["numerator", "denominator"]
_NUMBERS = LINKED.names[4:]


def follows_persons(indicator: Indicator) -> bool:
    """Whether its persons can be followed: counted from persons, out of persons."""
    counted = isinstance(indicator.numerator, Count) and isinstance(indicator.denominator, Count)
    return counted and all(source.has_persons for source in indicator.sources)


def pair_windows(
    indicator: Indicator, baseline_window: str, cells: list[IndicatorWindow]
) -> list[tuple[IndicatorWindow, IndicatorWindow]]:
    """Pairs (later, earlier): each window with the baseline's and with the one a year before.

    Only where both were delivered, the earlier lies wholly before the later, and the series is not broken between.
    """
    delivered = [cell for cell in cells if cell.frames is not None]
    return [
        (later, earlier)
        for later in delivered
        for earlier in delivered
        if _wanted(earlier, later, baseline_window)
        and earlier.span.end < later.span.start
        and indicator.broken_between(earlier.span.end, later.span.end) is None
    ]


def _wanted(earlier: IndicatorWindow, later: IndicatorWindow, baseline_window: str) -> bool:
    dates = ((cell.span.start, cell.span.end) for cell in (earlier, later))
    return earlier.span.id == baseline_window or is_a_year_before(*dates)


def _inside(counted: WindowAmounts, indicator_id: str, cell: IndicatorWindow, plan: Plan) -> pd.DataFrame:
    """Persons of the denominator in each area, and once more in the total with what they add in all areas."""
    found = counted.amounts(indicator_id, cell)
    inside = found[found["area_id"].isin([area.id for area in plan.areas]) & (found["denominator"] > 0)]
    together = inside.groupby("person", as_index=False)[_AMOUNTS].sum().assign(area_id=plan.total.id)
    return pd.concat([inside, together], ignore_index=True)[["person", "area_id", *_AMOUNTS]]


def _counts(now: pd.DataFrame, before: pd.DataFrame) -> pd.DataFrame:
    """A row an area with the numbers of `tables.LINKED`, from the persons of the two windows."""
    pairs = now.merge(before, on=["person", "area_id"], how="outer", suffixes=("_now", "_before")).fillna(0)
    n, n0 = pairs["numerator_now"], pairs["numerator_before"]
    d, d0 = pairs["denominator_now"], pairs["denominator_before"]
    here, was, yes, yes_before = d > 0, d0 > 0, n > 0, n0 > 0
    numbers = {
        "both_in": here & was & yes & yes_before,
        "only_now": here & was & yes & ~yes_before,
        "only_before": here & was & ~yes & yes_before,
        "neither": here & was & ~yes & ~yes_before,
        "joined_in": here & ~was & yes,
        "joined_out": here & ~was & ~yes,
        "left_in": was & ~here & yes_before,
        "left_out": was & ~here & ~yes_before,
        "sum_nn": n * n0,
        "sum_nd": n * d0,
        "sum_dn": d * n0,
        "sum_dd": d * d0,
    }
    return pd.DataFrame(numbers).astype("int64").groupby(pairs["area_id"]).sum()


def _rows(counted: WindowAmounts, indicator_id: str, indicator: Indicator, plan: Plan) -> list[pd.DataFrame]:
    adoption, inside, found = plan.adoption(indicator_id), {}, []
    measured = [*adoption.areas, *([plan.total.id] if adoption.total else [])]
    for pair in pair_windows(indicator, adoption.baseline_window, counted.cells(indicator_id)):
        for cell in pair:
            if cell.span.id not in inside:
                inside[cell.span.id] = _inside(counted, indicator_id, cell, plan)
        later, earlier = (cell.span.id for cell in pair)
        counts = _counts(inside[later], inside[earlier]).reindex(measured, fill_value=0).rename_axis("area_id")
        found.append(counts.reset_index().assign(indicator_id=indicator_id, window=later, reference=earlier))
    return found


def link_persons(
    workspace: Workspace,
    half_year: HalfYear,
    indicator_ids: list[str] | None = None,
    counted: WindowAmounts | None = None,
) -> pd.DataFrame:
    """Persons followed between windows (columns `tables.LINKED`), for every window up to `half_year`.

    A row an indicator, window, area and earlier window: the baseline's, and the one a year before (one row where they
    are the same), where the two do not overlap, no breaking version lies between, and both were delivered. Rows for the
    areas and the total that the plan measures, none for the municipality; an area without persons has zeros.
    In an area's row a person is in both windows if she was in that area in both: who moved there has joined. In the
    total's she may have been in any of the areas, and her amounts are added. "In the numerator" is having any of
    it: a day absent, a month on a benefit. Only indicators of persons out of persons. counted: what `measure` counted.
    """
    counted, found = counted or WindowAmounts(workspace, half_year), []
    for indicator_id, indicator in counted.adopted(indicator_ids).items():
        if follows_persons(indicator):
            found += _rows(counted, indicator_id, indicator, workspace.plan)
    table = pd.concat(found, ignore_index=True) if found else pd.DataFrame(columns=LINKED.names)
    return table[LINKED.names].astype(dict.fromkeys(_NUMBERS, "int64"))
