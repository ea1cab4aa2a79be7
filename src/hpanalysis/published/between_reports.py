"""What has changed between two half-years' reports: figures that are new, judged otherwise, hidden or shown again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from hpanalysis.published.figures import Figure, Key


class Kind(Enum):
    """How a figure differs from the one that the earlier report had of the same indicator and area. Of several reasons
    the first that holds, in this order. Made by `list_changes`, and counted by whoever tells of them."""

    FIRST = "first"  # the earlier report had none
    GONE = "gone"  # the later report has none
    STILL_NONE = "still none"  # no number then and none now
    HIDDEN = "hidden"  # it had a number, and is hidden now
    SHOWN_AGAIN = "shown again"  # it was hidden or missing, and has a number now
    LACKING = "lacking"  # it had a number and has none, though it is not hidden
    NEW = "new"  # a new window
    CORRECTED = "corrected"  # another number of the same window
    JUDGED_OTHERWISE = "judged otherwise"  # the same number, another word
    SAME = "same"


# The columns with what is said of a figure: of its target, and of its change since the baseline.
TARGET, SINCE, EVIDENCE = VERDICTS = ("verdict", "since_baseline", "evidence")


@dataclass(frozen=True)
class FigureChange:
    """An indicator in an area, as two reports have it. Made by `list_changes`."""

    indicator_id: str
    area_id: str
    kind: Kind
    before: Figure | None  # the latest of the earlier report, None where it had none
    now: Figure | None  # the latest of the later report, None where it has none

    @property
    def differs_in_verdict(self) -> bool:
        """Whether its target is judged otherwise than before. Read to list such figures first."""
        if self.before is None or self.now is None:
            return False
        return TARGET in self.before.cells and self.before.cells[TARGET] != self.now.cells.get(TARGET)


def _index_latest(figures: Iterable[Figure]) -> dict[tuple[str, str], Figure]:
    """The latest figure of each indicator and area. Called for each of the two reports. Pooled windows are no latest
    window, and so are not among them."""
    return {(row.key[0], row.key[2]): row for row in figures if row.latest}


def _choose_kind(before: Figure | None, now: Figure | None) -> Kind:
    """How a figure differs from the earlier one; None where a report has none. Called for each indicator and area."""
    if before is None:
        return Kind.FIRST
    if now is None:
        return Kind.GONE
    if not before.shown and not now.shown:
        return Kind.STILL_NONE
    if before.shown != now.shown:
        if now.shown:
            return Kind.SHOWN_AGAIN
        return Kind.HIDDEN if now.hidden else Kind.LACKING
    if before.key[1] != now.key[1]:
        return Kind.NEW
    if before.cells["value"] != now.cells["value"] or before.status != now.status:
        return Kind.CORRECTED
    # A report of an earlier program may lack a column; then nothing was said of it.
    otherwise = any(before.cells.get(column) != now.cells.get(column) for column in VERDICTS if column in before.cells)
    return Kind.JUDGED_OTHERWISE if otherwise else Kind.SAME


def list_changes(before: dict[Key, Figure], now: dict[Key, Figure]) -> list[FigureChange]:
    """Each indicator and area that one of two reports has a latest figure of, in the later report's order, those that
    are gone last. Called by `hpanalysis diff`. before, now: the rows of the two indicators.csv, by key."""
    earlier, later = _index_latest(before.values()), _index_latest(now.values())
    return [
        FigureChange(*place, _choose_kind(earlier.get(place), later.get(place)), earlier.get(place), later.get(place))
        for place in dict.fromkeys([*later, *earlier])
    ]
