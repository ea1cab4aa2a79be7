"""Figures of persons by sex or by age band: the rows of the measured table once more, of each group by itself.

Of an indicator's latest window and of its baseline's. A person's group is read from the frame that the window is
counted from, so whoever is counted is in one group, and the groups' counts are together the figure's.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from hpanalysis.definitions import bridges, catalogue
from hpanalysis.definitions.breakdowns import Breakdown, list_breakdowns, list_groups
from hpanalysis.definitions.model import Indicator, Source
from hpanalysis.definitions.windows import HalfYear, find_plain_window
from hpanalysis.frame_files import open_frame
from hpanalysis.measure.amounts import scan_frame
from hpanalysis.measure.indicator_windows import IndicatorWindow
from hpanalysis.measure.recounted import list_recounted_windows
from hpanalysis.measure.table import make_measured_table, make_rows, tally_by_area
from hpanalysis.measure.window_amounts import WindowAmounts
from hpanalysis.tables import GROUPED, Status
from hpanalysis.workspace import Workspace


def list_windows_to_break_down(
    indicator_id: str, indicator: Indicator, windows: WindowAmounts
) -> list[IndicatorWindow]:
    """The windows of an indicator that are broken down: the latest that was delivered, and its baseline's, which after
    a break is the one that is counted again; one where they are the same, none where nothing was delivered. Called for
    each indicator of persons. windows: what the run has read of the frames."""
    delivered = [window for window in windows.get_windows(indicator_id) if window.delivery is not None]
    if not delivered:
        return []
    latest = delivered[-1]
    again: list[IndicatorWindow] = []
    if bridges.is_by_new_rule(indicator, latest.span.id, latest.span.end):
        again = list_recounted_windows(indicator_id, indicator, windows)
    baseline = windows.workspace.plan.adoption(indicator_id).baseline_window
    # What is counted again comes first, because it is what the latest window is held against.
    found = [window for window in (*again, *delivered) if find_plain_window(window.span.id) == baseline][:1]
    return [*(window for window in found if window.span.id != latest.span.id), latest]


@dataclass(frozen=True)
class _PersonsOfFrames:
    """The persons of the frames with their sex and year of birth, each frame read once. Made for one run."""

    _read: dict[Path, pd.DataFrame] = field(default_factory=dict, repr=False)

    def find(self, source: Source, path: Path) -> pd.DataFrame:
        """Column person, and those of the source's breakdowns that the frame has, a row a person. Called for each
        window and breakdown. A frame without them was loaded before breakdowns were, and its extract is deleted."""
        if path not in self._read:
            there = open_frame(path).schema.names
            columns = ["person", *(name for name in source.breakdown_columns if name in there)]
            self._read[path] = scan_frame(path, source).select(*columns).unique().collect("pandas").to_native()
        return self._read[path]


def _measure_window(
    indicator_id: str,
    window: IndicatorWindow,
    windows: WindowAmounts,
    breakdown: Breakdown,
    of_frames: _PersonsOfFrames,
) -> Iterator[dict[str, object]]:
    """The rows of one window by one breakdown, a group after the other, each an area after the other; none where the
    frame cannot tell the groups. Called for each window that is broken down."""
    plan, indicator = windows.workspace.plan, catalogue.indicators()[indicator_id]
    (source,) = indicator.sources
    persons = of_frames.find(source, window.frames[source.name])
    if breakdown.column not in persons:
        return
    amounts = windows.get_amounts(indicator_id, window)
    for group in list_groups(source, breakdown):
        values = [value for value in persons[breakdown.column].unique() if group.holds(value, window.span.end)]
        inside = persons.loc[persons[breakdown.column].isin(values), "person"]
        counts = tally_by_area(amounts[amounts["person"].isin(inside)], indicator, plan)
        for row in make_rows(indicator_id, indicator, window, counts, plan):
            yield row | {"breakdown": breakdown.value, "group_id": group.id, "group": group.name_da}


def measure_groups(
    workspace: Workspace,
    half_year: HalfYear,
    indicator_ids: list[str] | None = None,
    windows: WindowAmounts | None = None,
) -> pd.DataFrame:
    """The figures of persons by sex and by age band (columns `tables.GROUPED`): a row an indicator, breakdown, window,
    group and area that is measured.

    Called when a run of the confidential edition computes the figures; nothing here is published. Two windows at most
    of an indicator: the latest and the baseline's. A person is in one group of each breakdown, and the counts of all
    groups are together those of the figure. indicator_ids: None for all adopted; those without persons have no rows.
    windows: those read already.
    """
    windows, of_frames = windows or WindowAmounts(workspace, half_year), _PersonsOfFrames()
    rows: list[dict[str, object]] = []
    for indicator_id, indicator in windows.list_adopted(indicator_ids).items():
        for breakdown in list_breakdowns(indicator):
            for window in list_windows_to_break_down(indicator_id, indicator, windows):
                rows += _measure_window(indicator_id, window, windows, breakdown, of_frames)
    told = [row for row in rows if row["status"] != Status.NOT_MEASURED.value]
    names = ["breakdown", "group_id", "group"]
    groups = pd.DataFrame([[row[name] for name in names] for row in told], columns=names)
    return pd.concat([make_measured_table(told), groups], axis=1)[GROUPED.names]
