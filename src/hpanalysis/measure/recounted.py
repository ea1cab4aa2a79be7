"""Windows from before a break, counted once more by the rule after it: `2023-10/2024-09@3` beside `2023-10/2024-09`.

The same rows of the same delivery, with the rows that a bridge folds in (`definitions.bridges`), so that what comes
after the break can be held against what came before. Pooled windows are not counted again: they keep to the rule of
their own windows.
"""

from __future__ import annotations

from dataclasses import replace

from hpanalysis.definitions import bridges
from hpanalysis.definitions.model import Indicator
from hpanalysis.definitions.windows import find_plain_window
from hpanalysis.measure.indicator_windows import IndicatorWindow
from hpanalysis.measure.window_amounts import WindowAmounts


def _list_before_break(indicator: Indicator, single: list[IndicatorWindow]) -> list[IndicatorWindow]:
    """The delivered windows from before an indicator's bridge, each as it is counted again; empty without a bridge, and
    before any window has come after it. Called for each indicator that is measured. single: its windows, oldest first.

    Each is shown first by the half-year that shows the first window after the break: before that nothing asks for it,
    and what was published then stays as it is.
    """
    bridge = indicator.bridge
    if bridge is None:
        return []
    after = [window.shown_in for window in single if window.span.end >= bridge.since]
    if not after:
        return []
    return [
        replace(
            window,
            span=replace(window.span, id=bridges.name_recounted(window.span.id, bridge.number)),
            shown_in=max(window.shown_in, min(after)),
        )
        for window in single
        if window.span.end < bridge.since and window.delivery is not None
    ]


def list_recounted_windows(indicator_id: str, indicator: Indicator, windows: WindowAmounts) -> list[IndicatorWindow]:
    """The windows of an indicator that are counted again by the rule of its bridge, oldest first; empty without one.

    Called when the indicator's figures are measured, and when its persons are followed over the break. windows: what
    the run has read of the frames. A window whose extract has none of the folded codes in the whole municipality is
    left out: it was made after they were merged, or without them, and counted again it would pass the old rule's number
    off as the new one's. Its break stands.
    """
    before = _list_before_break(indicator, windows.get_windows(indicator_id))
    plain = {window.span.id: window for window in windows.get_windows(indicator_id)}
    counted_again = []
    for window in before:
        by_old_rule = windows.get_amounts(indicator_id, plain[find_plain_window(window.span.id)])
        by_new_rule = windows.get_amounts(indicator_id, window)
        # The new rule only adds rows, so equal sums mean that no row has any of the codes.
        if by_new_rule["numerator"].sum() > by_old_rule["numerator"].sum():
            counted_again.append(window)
    return counted_again
