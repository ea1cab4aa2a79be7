"""How windows hang together in time: the pieces that overlapping windows share, and the months that are published."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

import pandas as pd

from hpanalysis.definitions import catalogue


class WindowTies(Enum):
    """How windows are tied to each other; less where months corrected between two deliveries make them disagree."""

    BY_MONTHS = "windows are sums of shared pieces of time, and pieces of the months in maanedstal.csv"
    BY_PIECES = "windows are sums of shared pieces of time"
    NOT = "each window by itself"


@dataclass(frozen=True)
class Month:
    """A published month: numerator over denominator lies between lo and hi, by the rounding of its value."""

    indicator_id: str
    area_id: str
    month: str  # 2024-10
    lo: float
    hi: float


def read_published_months(control: pd.DataFrame | None) -> list[Month]:
    """The months that have a value. control: columns indicator_id, area_id, month and value of `tables.CONTROL`."""
    found = []
    for row in () if control is None else control.itertuples(index=False):
        if not pd.isna(row.value):
            indicator = catalogue.indicators()[row.indicator_id]
            half, scale = 0.5 * 10.0 ** -(indicator.decimals + 1), indicator.unit.scale
            lo, hi = max(0.0, (float(row.value) - half) / scale), (float(row.value) + half) / scale
            found.append(Month(row.indicator_id, row.area_id, f"{pd.Timestamp(row.month):%Y-%m}", lo, hi))
    return found


def cut_into_pieces(windows: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """Window -> the pieces of time it is the sum of: blocks that lie in the same windows are one piece.

    A window that shares no block with another is one piece and gives it its name.
    """
    within: dict[str, tuple[str, ...]] = {}
    for window, made_of in windows.items():
        for block in made_of:
            within[block] = (*within.get(block, ()), window)
    first: dict[tuple[str, ...], str] = {}
    for block, shared in within.items():
        first.setdefault(shared, shared[0] if len(shared) == 1 else f"fra {block}")
    found = {}
    for window, made_of in windows.items():
        own = tuple(dict.fromkeys(first[within[block]] for block in made_of))
        found[window] = own if len(own) == 1 else tuple(f"fra {p}" if p == window else p for p in own)
    return found
