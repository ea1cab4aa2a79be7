"""The figures of a half-year by indicator, window and area: what each row is judged beside."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from hpanalysis.definitions import catalogue
from hpanalysis.definitions.model import Coverage, Indicator
from hpanalysis.definitions.windows import POOLED, is_a_year_before, is_pooled
from hpanalysis.judge.counts import FigureCounts, derive_printed_counts, make_estimate
from hpanalysis.judge.values import compute_value
from hpanalysis.plan import Adoption, Plan
from hpanalysis.statistics import Estimate
from hpanalysis.tables import Disclosed


@dataclass(frozen=True)
class WindowFigure:
    """A figure that may be read: its value as printed (None where there is no number), and its estimate.

    start, end: of its window; None where no window of that name was ever laid out. recomputed: False for one that
    stands as the plan prints it.
    """

    window: str
    start: date | None
    end: date | None
    value: Decimal | None
    counts: FigureCounts | None
    estimate: Estimate | None
    recomputed: bool = True


class FigureLookup:
    """Looks figures up; made once from the disclosed table."""

    def __init__(self, disclosed: Disclosed, plan: Plan) -> None:
        self.plan = plan
        rows = list(disclosed.table.itertuples(index=False))
        self._figures = {(row.indicator_id, row.window, row.area_id): _make_figure(row) for row in rows}
        self._windows: dict[str, dict[str, tuple[date, date]]] = {}
        for row in rows:
            self._windows.setdefault(row.indicator_id, {})[row.window] = (row.window_start, row.window_end)
        links = disclosed.linked.itertuples(index=False)
        self._links = {(link.indicator_id, link.window, link.area_id, link.reference): link for link in links}

    def figure(self, indicator_id: str, window: str, area_id: str | None) -> WindowFigure | None:
        return self._figures.get((indicator_id, window, area_id))

    def link(self, indicator_id: str, window: str, area_id: str, reference: str) -> Any:
        """The persons in both windows, a row of `tables.LINKED`; None where they may not be used."""
        return self._links.get((indicator_id, window, area_id, reference))

    def baseline_window(self, adoption: Adoption, window: str) -> str | None:
        """The baseline's window for a figure of `window`; for one pooled, the pooled one that ends with it, if any."""
        if not is_pooled(window):
            return adoption.baseline_window
        end = f"{POOLED}{adoption.baseline_window}"
        return next((w for w in self._windows.get(adoption.indicator_id, ()) if w.endswith(end)), None)

    def baseline(self, adoption: Adoption, area_id: str, window: str) -> WindowFigure | None:
        """The baseline for a figure of `window`: recomputed where it can be shown, else as printed."""
        found = self.recomputed(adoption, area_id, window)
        return found if found is not None and found.value is not None else self.printed(adoption, area_id, window)

    def recomputed(self, adoption: Adoption, area_id: str, window: str) -> WindowFigure | None:
        """The baseline as the extracts give it."""
        before = self.baseline_window(adoption, window)
        return None if before is None else self.figure(adoption.indicator_id, before, area_id)

    def printed(self, adoption: Adoption, area_id: str, window: str) -> WindowFigure | None:
        """The baseline as the plan prints it; None where it prints none, as of windows pooled. Two printed sources of a
        count are added.
        """
        printed = self.plan.printed_for(adoption.indicator_id, area_id, adoption.baseline_window)
        if not printed or is_pooled(window):
            return None
        indicator = catalogue.indicators()[adoption.indicator_id]
        start, end = self._windows.get(adoption.indicator_id, {}).get(adoption.baseline_window, (None, None))
        counts = derive_printed_counts(indicator, printed)
        total = sum((one.value for one in printed), Decimal(0))
        return WindowFigure(
            adoption.baseline_window, start, end, total, counts, make_estimate(indicator, counts), False
        )

    def year_before(self, indicator_id: str, window: str, area_id: str) -> WindowFigure | None:
        """The figure of the window a year before, which does not overlap; None where there is none such, as of windows
        pooled.
        """
        if is_pooled(window):
            return None
        windows = {name: dates for name, dates in self._windows[indicator_id].items() if not is_pooled(name)}
        name = next((w for w, dates in windows.items() if is_a_year_before(dates, windows[window])), None)
        return None if name is None else self.figure(indicator_id, name, area_id)

    def comparison_id(self, indicator: Indicator) -> str | None:
        """The area an indicator is held against: the municipality, or the country."""
        if indicator.municipality is Coverage.COUNTRY:
            return self.plan.country.id if self.plan.country else None
        return self.plan.municipality.id


def _make_figure(row: Any) -> WindowFigure:
    indicator, counts = catalogue.indicators()[row.indicator_id], FigureCounts.of(row)
    number = None if counts is None else compute_value(counts.numerator, counts.denominator, indicator)
    return WindowFigure(row.window, row.window_start, row.window_end, number, counts, make_estimate(indicator, counts))
