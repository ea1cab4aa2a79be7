"""The amounts of a run's windows, each counted once, for the tables that are made of the same persons."""

from __future__ import annotations

from dataclasses import dataclass, field

import pandas as pd

from hpanalysis.definitions import catalogue
from hpanalysis.definitions.model import Count, Indicator
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.measure.amounts import compute_amounts
from hpanalysis.measure.indicator_windows import IndicatorWindow, list_windows
from hpanalysis.workspace import Workspace


@dataclass(frozen=True)
class WindowAmounts:
    """The windows up to `last` and what each person adds in them; what was counted is kept as long as this is.

    The frames must stand still meanwhile: it is made for one run or one notebook, and holds pseudonyms.
    """

    workspace: Workspace
    last: HalfYear
    _cells: dict[str, list[IndicatorWindow]] = field(default_factory=dict, repr=False)
    _amounts: dict[tuple[str, str], pd.DataFrame] = field(default_factory=dict, repr=False)

    def adopted(self, indicator_ids: list[str] | None = None) -> dict[str, Indicator]:
        """The indicators named, or all that the plan has adopted, in the plan's order."""
        wanted = indicator_ids or [adoption.indicator_id for adoption in self.workspace.plan.adoptions]
        return {indicator_id: catalogue.indicators()[indicator_id] for indicator_id in wanted}

    def cells(self, indicator_id: str) -> list[IndicatorWindow]:
        """All windows so far of an indicator, oldest first."""
        if indicator_id not in self._cells:
            indicator = catalogue.indicators()[indicator_id]
            self._cells[indicator_id] = list_windows(indicator_id, indicator, self.workspace, self.last)
        return self._cells[indicator_id]

    def amounts(self, indicator_id: str, cell: IndicatorWindow) -> pd.DataFrame:
        """A row a person and area (null outside the areas), from `compute_amounts`. Not to be changed."""
        key = (indicator_id, cell.span.id)
        if key not in self._amounts:
            indicator = catalogue.indicators()[indicator_id]
            parts = {"numerator": indicator.numerator, "denominator": indicator.denominator}
            counts = {name: part for name, part in parts.items() if isinstance(part, Count)}
            self._amounts[key] = compute_amounts(counts, cell.frames, cell.span)
        return self._amounts[key]
