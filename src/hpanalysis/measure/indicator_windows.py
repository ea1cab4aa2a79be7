"""Which delivery a window is read from: the windows so far of an indicator, each with its frames or without."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from hpanalysis.definitions.model import Indicator, Source
from hpanalysis.definitions.windows import Delivered, HalfYear, Span, Window, find_half_year
from hpanalysis.measure.amounts import get_connection
from hpanalysis.workspace import Workspace


@dataclass(frozen=True)
class IndicatorWindow:
    """A window of an indicator, ready to be counted.

    shown_in: the half-year whose report shows it first. delivered_in and frames are None where no extract came.
    """

    span: Span
    shown_in: HalfYear
    delivered_in: HalfYear | None
    frames: dict[str, Path] | None


def _half_years_of(window: Window, span: Span, first: HalfYear, last: HalfYear) -> list[HalfYear]:
    """The half-years that may deliver a span: from when it is due until the next span is."""
    due = max(find_half_year(span.due), first)
    return [h for h in last.since(due) if window.latest(h.cutoff) == span]


def _owed(indicator: Indicator, workspace: Workspace, last: HalfYear) -> list[IndicatorWindow]:
    """The windows that fall due at fixed times; the latest delivery of each is the one that counts."""
    first, found = workspace.plan.first, []
    delivered = {source.name: workspace.deliveries(source.name, last) for source in indicator.sources}
    for span in indicator.window.so_far(first, last):
        half_years = _half_years_of(indicator.window, span, first, last)
        complete = [h for h in half_years if all(h in delivered[source.name] for source in indicator.sources)]
        frames = {s.name: delivered[s.name][complete[-1]] for s in indicator.sources} if complete else None
        found.append(IndicatorWindow(span, half_years[0], complete[-1] if complete else None, frames))
    return found


def list_delivered_periods(source: Source, path: Path, indicator_id: str) -> list:
    """The periods (dates) that a table delivered by area holds for an indicator."""
    query = f"select distinct {source.period} from read_parquet(?) where indicator_id = ? order by 1"
    rows = get_connection().execute(query, [path.as_posix(), indicator_id]).fetchall()
    return [pd.Timestamp(row[0]).date() for row in rows]


def _as_delivered(
    indicator_id: str, indicator: Indicator, workspace: Workspace, last: HalfYear
) -> list[IndicatorWindow]:
    """The windows that only a delivery tells of: shown from their first delivery, counted from their latest."""
    (source,) = indicator.sources
    found: dict[str, IndicatorWindow] = {}
    for half_year, path in workspace.deliveries(source.name, last).items():
        for period in list_delivered_periods(source, path, indicator_id):
            span = indicator.window.span(period, half_year)
            earlier = found.get(span.id)
            shown_in = earlier.shown_in if earlier else half_year
            found[span.id] = IndicatorWindow(
                earlier.span if earlier else span, shown_in, half_year, {source.name: path}
            )
    return sorted(found.values(), key=lambda cell: cell.span)


def list_windows(
    indicator_id: str, indicator: Indicator, workspace: Workspace, last: HalfYear
) -> list[IndicatorWindow]:
    """All windows so far of an indicator up to the half-year `last`, oldest first."""
    if isinstance(indicator.window, Delivered):
        return _as_delivered(indicator_id, indicator, workspace, last)
    return _owed(indicator, workspace, last)
