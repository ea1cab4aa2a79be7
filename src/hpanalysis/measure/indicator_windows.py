"""Which delivery a window is read from: the windows so far of an indicator, each with its frames or without."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pyarrow.compute as pc

from hpanalysis.definitions.model import Indicator, Source
from hpanalysis.definitions.windows import Delivered, HalfYear, Span, Window, find_half_year
from hpanalysis.frame_files import open_frame
from hpanalysis.workspace import Workspace


@dataclass(frozen=True)
class Delivery:
    """The extracts that a window is counted from, as the frames they were loaded into; a part of `IndicatorWindow`."""

    half_year: HalfYear  # in whose folder they lay
    frames: dict[str, Path]  # source -> frame


@dataclass(frozen=True)
class IndicatorWindow:
    """A window of an indicator, ready to be counted; listed by `list_windows` and read by all that measures."""

    span: Span
    shown_in: HalfYear  # the half-year whose report shows it first
    delivery: Delivery | None  # None where no extract came

    @property
    def frames(self) -> dict[str, Path]:
        """Source -> the frame that the window is counted from. Read when it is counted; `ValueError` if it was not
        delivered."""
        if self.delivery is None:
            raise ValueError(f"the window {self.span.id} was not delivered")
        return self.delivery.frames


def _list_half_years_of(window: Window, span: Span, first: HalfYear, last: HalfYear) -> list[HalfYear]:
    """The half-years that may deliver a window (`span`), oldest first: from the one in which it is due until the next
    window is due. Called for each window of an indicator with fixed times, to look for its delivery. window: the rule
    that gives the indicator's spans. first: the plan's first half-year. last: the run's."""
    due = max(find_half_year(span.due), first)
    return [half_year for half_year in last.since(due) if window.latest(half_year.cutoff) == span]


def _list_due_windows(indicator: Indicator, workspace: Workspace, last: HalfYear) -> list[IndicatorWindow]:
    """The windows that fall due at fixed times; the latest delivery of each is the one that counts.

    Called by `list_windows` for each indicator but those whose windows are known only when a delivery names them, such
    as an election or a data year. last: the half-year of the run. A window without a delivery is listed with None. A
    window needs all of its indicator's sources from one half-year, because numerator and denominator of different
    deliveries may be of different persons. The first of the half-years that may deliver a window, `half_years[0]`, is
    the one in which it is due, and whose report shows it first.
    """
    first, windows = workspace.plan.first, []
    deliveries = {source.name: workspace.deliveries(source.name, last) for source in indicator.sources}
    for span in indicator.window.so_far(first, last):
        half_years = _list_half_years_of(indicator.window, span, first, last)
        complete = [h for h in half_years if all(h in deliveries[source.name] for source in indicator.sources)]
        delivery = None
        if complete:
            latest = complete[-1]
            delivery = Delivery(latest, {name: frames[latest] for name, frames in deliveries.items()})
        windows.append(IndicatorWindow(span, half_years[0], delivery))
    return windows


def list_delivered_periods(source: Source, path: Path, indicator_id: str) -> list[date]:
    """The periods that a table delivered by area has of an indicator (a year's 1 January, a day), oldest first. Called
    for each delivery of such a table, when the windows are listed that only deliveries tell of, such as elections.
    path: the frame it was loaded into."""
    of_indicator = pc.field("indicator_id") == indicator_id
    return sorted(
        open_frame(path).to_table(columns=[source.period], filter=of_indicator)[source.period].unique().to_pylist()
    )


def _list_delivered_windows(
    indicator_id: str, indicator: Indicator, rule: Delivered, workspace: Workspace, last: HalfYear
) -> list[IndicatorWindow]:
    """The windows that only a delivery tells of, such as an election, oldest first: shown from their first delivery,
    counted from their latest. Called for each indicator with such windows. rule: makes a window of a delivered period.
    last: the run's half-year."""
    (source,) = indicator.sources
    windows: dict[str, IndicatorWindow] = {}
    for half_year, path in workspace.deliveries(source.name, last).items():
        for period in list_delivered_periods(source, path, indicator_id):
            span = rule.span(period, half_year)
            # The first delivery decides when a window is due, else it would move each time it is delivered again.
            earlier = windows.get(span.id, IndicatorWindow(span, half_year, None))
            windows[span.id] = IndicatorWindow(earlier.span, earlier.shown_in, Delivery(half_year, {source.name: path}))
    return sorted(windows.values(), key=lambda window: window.span)


def list_windows(
    indicator_id: str, indicator: Indicator, workspace: Workspace, last: HalfYear
) -> list[IndicatorWindow]:
    """All windows of an indicator up to the half-year `last`, oldest first, delivered or not. Called for each indicator
    whose figures are measured, and, before that, for each that is counted by month, to see whether a month is
    missing."""
    if isinstance(indicator.window, Delivered):
        return _list_delivered_windows(indicator_id, indicator, indicator.window, workspace, last)
    return _list_due_windows(indicator, workspace, last)
