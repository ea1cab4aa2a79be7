"""Windows pooled: the persons of three windows together, so that small groups still tell something.

Pools do not overlap: the first has the first three windows of the plan, the next the three after them. Pools that moved
on with every year would, by their differences, tell so much of the single years that these could not be protected.

The plan says of which indicators (`Adoption.pooled_years`), once for all half-years. Numerators and denominators are
summed over the windows, so a person who is in two of them counts in each: the figure is the sum of the figures of its
windows, as disclosure control needs it to be. How many distinct persons they are is told beside it.
"""

from __future__ import annotations

import pandas as pd

from hpanalysis.definitions.model import Indicator
from hpanalysis.definitions.windows import POOLED, Span, Yearly
from hpanalysis.errors import Stop
from hpanalysis.measure.amounts import PARTS, list_counted_parts
from hpanalysis.measure.indicator_windows import IndicatorWindow
from hpanalysis.measure.window_amounts import WindowAmounts

Pool = tuple[IndicatorWindow, ...]  # the windows that are pooled, oldest first, each of them delivered


def _check_can_be_pooled(indicator_id: str, indicator: Indicator) -> None:
    """`Stop` unless an indicator's windows lie a year apart and are counted from rows: windows that overlap would count
    a month twice, and ready-made numbers have no persons. Called for each indicator that the plan pools."""
    parts = [part for part in (indicator.numerator, indicator.denominator) if part is not None]
    if not isinstance(indicator.window, Yearly) or len(list_counted_parts(indicator)) < len(parts):
        raise Stop(
            f"Tallet {indicator_id} kan ikke lægges sammen over flere år.",
            place="»adoption.csv« i planens mappe",
            expected="et tal, der tælles fra udtrækkets rækker én gang om året, når pooled_years er udfyldt.",
            do="Slet tallet i pooled_years, og kør igen.",
        )


def list_pools(indicator_id: str, windows: WindowAmounts) -> list[Pool]:
    """An indicator's windows to be added together, in threes from the plan's first; empty if the plan pools none.

    Called for each indicator after its single windows are measured. windows: what the run has read of the frames. A
    group of three is left out unless all its windows were delivered and no breaking version of the definition lies
    between them. `Stop` where the indicator cannot be pooled.
    """
    years = windows.workspace.plan.adoption(indicator_id).pooled_years
    if not years:
        return []
    (indicator,) = windows.list_adopted([indicator_id]).values()
    _check_can_be_pooled(indicator_id, indicator)
    single = windows.get_windows(indicator_id)
    pools = [tuple(single[start : start + years]) for start in range(0, len(single) - years + 1, years)]
    return [
        pool
        for pool in pools
        if all(window.delivery is not None for window in pool)
        and indicator.broken_between(pool[0].span.end, pool[-1].span.end) is None
    ]


def make_pooled_window(pool: Pool) -> IndicatorWindow:
    """The window that a pool's windows make together, such as `2023..2025`; it has the half-year and the delivery of
    its last. Called for each pool when its rows of the measured table are made."""
    first, last = pool[0].span, pool[-1].span
    span = Span(last.end, first.start, f"{first.id}{POOLED}{last.id}", last.due)
    return IndicatorWindow(span, pool[-1].shown_in, pool[-1].delivery)


def sum_amounts(indicator_id: str, pool: Pool, windows: WindowAmounts) -> pd.DataFrame:
    """A row a person and area (null outside the areas): what the person adds in the windows of a pool (three years as
    one) together. Called for each pool when its rows of the measured table are made. windows: what the run has read of
    the frames. A person has the same pseudonym in all; the rows of a source without persons are only added up."""
    rows = pd.concat([windows.get_amounts(indicator_id, window) for window in pool], ignore_index=True)
    return rows.groupby(["person", "area_id"], as_index=False, dropna=False)[list(PARTS)].sum()
