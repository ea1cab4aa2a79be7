"""How windows hang together in time: the pieces that overlapping windows share, and the months that are published."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

import pandas as pd

from hpanalysis.definitions import bridges, catalogue


class WindowTies(Enum):
    """How windows are tied to each other, the closest first; `disclose.pattern` tries them in this order. Two windows
    of twelve months that share nine say much of each other: they differ only by the three months that each has alone.
    But where a shared month was corrected between two deliveries they disagree, and a looser tie is used."""

    BY_MONTHS = "windows are sums of shared pieces of time, and pieces of the months in maanedstal.csv"
    BY_PIECES = "windows are sums of shared pieces of time"
    NOT = "each window by itself"


@dataclass(frozen=True)
class Month:
    """A published month: its numerator divided by its denominator lies between lo and hi. Made by
    `read_published_months`; the equations bound a month's numerator by it. A value printed as 12.3 % was between 12.25
    % and 12.35 % before it was rounded, so lo is 0.1225 and hi 0.1235."""

    series: str  # the indicator, or the indicator by the rule of a bridge
    area_id: str
    month: str  # 2024-10
    lo: float
    hi: float


def read_published_months(control: pd.DataFrame | None) -> list[Month]:
    """The months that are published with a value, each with the bounds that it was rounded from; a hidden month has
    none, and is left out. Called when it is chosen what to hide, and for the tables that prove the choice. control: the
    control charts' table, columns indicator_id, area_id, month and value of `tables.CONTROL`; None gives an empty
    list."""
    if control is None:
        return []
    rows: Iterable[Any] = control.itertuples(index=False)  # pandas' stubs do not know a column's type
    months = []
    for row in rows:
        # A hidden month has no value, and tells nothing.
        if not pd.isna(row.value):
            indicator = catalogue.indicators()[row.indicator_id]
            # Control charts print one decimal more than the indicator's other values.
            # Half of the last decimal printed: any value between was rounded to this one.
            half, scale = 0.5 * 10.0 ** -(indicator.decimals + 1), indicator.unit.scale
            # A share is never less than nought, whatever the rounding would allow.
            lo, hi = max(0.0, (float(row.value) - half) / scale), (float(row.value) + half) / scale
            day = pd.Timestamp(row.month).date()
            # Months are not counted again: each is of the rule of its own time.
            series = bridges.find_series(row.indicator_id, indicator, f"{day:%Y-%m}", day)
            months.append(Month(series, row.area_id, f"{day:%Y-%m}", lo, hi))
    return months


def cut_into_pieces(windows: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """Window -> the pieces of time it is the sum of. windows: each with its blocks (months, or windows pooled in it).

    Called for the equations between overlapping windows. Blocks that lie in the same windows are one piece, for nothing
    published tells them apart. Windows January-December and July-June give three pieces: January-June, July-December
    (in both) and the next January-June. A piece is named after its first block, `fra 2024-07`; one that lies in a
    single window is named as the window, or, where that has other pieces too, `fra` and the window.
    """
    windows_of: dict[str, tuple[str, ...]] = {}
    for window, blocks in windows.items():
        for block in blocks:
            windows_of[block] = (*windows_of.get(block, ()), window)
    # One name for all the blocks of the same windows, so that they become one variable: fewer to solve for.
    name_of: dict[tuple[str, ...], str] = {}
    for block, inside in windows_of.items():
        name_of.setdefault(inside, inside[0] if len(inside) == 1 else f"fra {block}")
    pieces = {}
    for window, blocks in windows.items():
        names = tuple(dict.fromkeys(name_of[windows_of[block]] for block in blocks))
        pieces[window] = (
            names if len(names) == 1 else tuple(f"fra {name}" if name == window else name for name in names)
        )
    return pieces
