"""The amounts of a run's windows, each computed once, for the tables that are made of the same persons."""

from __future__ import annotations

from dataclasses import dataclass, field

import pandas as pd

from hpanalysis.definitions import catalogue
from hpanalysis.definitions.model import Indicator
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.measure.amounts import compute_amounts, list_parts_of_window
from hpanalysis.measure.indicator_windows import IndicatorWindow, list_windows
from hpanalysis.workspace import Workspace


@dataclass(frozen=True)
class WindowAmounts:
    """The windows up to `last` and what each person adds in them; what was computed is kept as long as this is.
    `measure` and `link_persons` are given the same one, so that a frame is read once for both. The frames must stand
    still meanwhile: it is made for one run or one notebook, and holds pseudonyms."""

    workspace: Workspace
    last: HalfYear
    _windows: dict[str, list[IndicatorWindow]] = field(default_factory=dict, repr=False)  # by indicator
    _amounts: dict[tuple[str, str], pd.DataFrame] = field(default_factory=dict, repr=False)  # by indicator and window

    def list_adopted(self, indicator_ids: list[str] | None = None) -> dict[str, Indicator]:
        """The indicators named, by their keys, or all that the plan has adopted, in the plan's order. Called first
        whenever figures are measured. indicator_ids: keys; None or an empty list for all."""
        wanted = indicator_ids or [adoption.indicator_id for adoption in self.workspace.plan.adoptions]
        return {indicator_id: catalogue.indicators()[indicator_id] for indicator_id in wanted}

    def get_windows(self, indicator_id: str) -> list[IndicatorWindow]:
        """All windows of an indicator up to the half-year `last` (the run's), oldest first, delivered or not; listed at
        the first call and kept. Called when the indicator's figures are measured or pooled, and when its persons are
        followed from window to window."""
        if indicator_id not in self._windows:
            indicator = catalogue.indicators()[indicator_id]
            self._windows[indicator_id] = list_windows(indicator_id, indicator, self.workspace, self.last)
        return self._windows[indicator_id]

    def get_amounts(self, indicator_id: str, window: IndicatorWindow) -> pd.DataFrame:
        """A row a person and area (null outside the areas): what the person adds in the window (`compute_amounts`), by
        the rule that counts it. Called when a window is measured, pooled with others, or compared with another person
        by person. Computed at the first call and kept, so it must not be changed. ValueError for a window that was not
        delivered."""
        key = (indicator_id, window.span.id)
        if key not in self._amounts:
            parts = list_parts_of_window(catalogue.indicators()[indicator_id], window.span)
            self._amounts[key] = compute_amounts(parts, window.frames, window.span)
        return self._amounts[key]
