"""The judged table as cells: what a page may show of an indicator, a window and an area.

A cell that may not be shown has no number here, whatever the table holds: what no later module can reach,
no chart, sentence or alt text can tell.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cached_property
from typing import Any, TypeVar

import pandas as pd

from hpanalysis.definitions.windows import is_pooled
from hpanalysis.plan import Area
from hpanalysis.tables import Edition, Since, Status, Verdict, Versus

Row = dict[Hashable, Any]  # a row of the judged table, whose columns have no types that pandas tells
Word = TypeVar("Word", bound=Enum)


@dataclass(frozen=True)
class YearBefore:
    """The window a year before the cell's own; where there is none, `window` is empty and `reason` says why."""

    window: str
    value: Decimal | None
    change: Decimal | None  # from then to now, in the indicator's unit
    verdict: Since | None
    reason: str  # Danish, why there is no verdict


@dataclass(frozen=True)
class OtherAreas:
    """The other areas that the indicator is measured for, taken together, and the area's verdict against them."""

    value: Decimal | None
    verdict: Versus
    reason: str  # Danish, why there is no verdict


@dataclass(frozen=True, kw_only=True)
class Cell:
    """A row of the judged table (`tables.JUDGED`) with its words read as enums.

    Numbers are in the indicator's unit, differences of percentages in percentage points. A number is None where it may
    not be shown or does not exist; a verdict is None where the question is not asked of the cell.
    """

    indicator_id: str
    area_id: str
    window: str  # its id, as `periods.name_period` takes it
    start: date
    end: date  # inclusive
    latest: bool  # whether this half-year shows the window, and not only its course
    new: bool  # whether no earlier half-year has shown the window
    status: Status
    value: Decimal | None
    numerator: Decimal | None
    denominator: int | None
    lo: Decimal | None  # the 95 % interval
    hi: Decimal | None
    baseline_window: str
    printed: Decimal | None  # the baseline as the plan prints it
    recomputed: Decimal | None  # the baseline counted again from the extracts
    change: Decimal | None  # since the baseline
    change_lo: Decimal | None
    change_hi: Decimal | None
    since: Since | None  # the verdict on the change
    since_reason: str  # Danish, why there is no verdict; so too the other two reasons
    year_before: YearBefore | None
    municipality: Decimal | None  # the comparison's figure in the same window: the municipality's, or the country's
    rest: Decimal | None  # the comparison without the area itself, which is what the area is tested against
    versus: Versus | None  # the verdict against the comparison
    versus_reason: str
    others: OtherAreas | None
    target: str
    margin: Decimal | None  # how far from the municipality still is "at its level"; None for other targets
    line: Decimal | None  # the value that the target asks for; None where it asks for none
    verdict: Verdict | None  # against the target
    reason: str
    version: int | None  # of the indicator's definition
    method: str
    delivered_in: str  # the half-year whose extract the figure was counted from
    withheld: bool  # the number is shown in this edition but not in the public one

    @property
    def key(self) -> str:
        """The cell's address: indicator/window/area."""
        return f"{self.indicator_id}/{self.window}/{self.area_id}"

    @property
    def is_pooled(self) -> bool:
        """Whether its window is several windows counted together."""
        return is_pooled(self.window)

    @property
    def is_shown(self) -> bool:
        return self.value is not None

    @property
    def number(self) -> Decimal:
        """The value of a cell that is shown. Asking one that is not is a fault of the caller, and raises."""
        if self.value is None:
            raise ValueError(f"{self.key} has no number to show")
        return self.value

    @property
    def has_number(self) -> bool:
        """Whether it is read as a number: a count of zero is shown, but read as `ingen sager`."""
        return self.is_shown and self.status is not Status.NO_CASES

    @property
    def is_public(self) -> bool:
        """Whether the public edition shows it too. Only then may anything be said that follows from the number."""
        return self.is_shown and not self.withheld

    @property
    def baseline(self) -> Decimal | None:
        """The baseline that a change is counted from: recomputed if it can be shown, else as printed."""
        return self.printed if self.recomputed is None else self.recomputed

    @property
    def drawn_baseline(self) -> Decimal | None:
        """The baseline beside today's mark in a chart.

        None across a break in the definition, because the two numbers count different things, and None where today's
        figure is the baseline itself.
        """
        return None if self.since is Since.BREAK or self.window == self.baseline_window else self.baseline


def _is_missing(value: Any) -> bool:
    """Whether a table has nothing there: pandas has several nothings, and NaN alone differs from itself."""
    return value is None or value is pd.NA or value is pd.NaT or value != value


def _read_decimal(value: Any) -> Decimal | None:
    if _is_missing(value):
        return None
    return value if isinstance(value, Decimal) else Decimal(str(value))


def _read_integer(value: Any) -> int | None:
    return None if _is_missing(value) else int(value)


def _read_text(value: Any) -> str:
    return "" if _is_missing(value) else str(value)


def _read_word(value: Any, vocabulary: type[Word]) -> Word | None:
    return None if _is_missing(value) or value == "" else vocabulary(value)


def _read_day(value: Any) -> date:
    return pd.Timestamp(value).date()


def _read_year_before(row: Row) -> YearBefore | None:
    """None where the question is not asked of the row."""
    window, verdict = _read_text(row.get("year_before_window")), _read_word(row.get("since_year_before"), Since)
    if not window and verdict is None:
        return None
    return YearBefore(
        window,
        _read_decimal(row.get("year_before_value")),
        _read_decimal(row.get("year_before_change")),
        verdict,
        _read_text(row.get("year_before_reason")),
    )


def _read_others(row: Row) -> OtherAreas | None:
    """None where the area is not held against the others."""
    verdict = _read_word(row.get("versus_others"), Versus)
    if verdict is None:
        return None
    return OtherAreas(_read_decimal(row.get("others_value")), verdict, _read_text(row.get("others_reason")))


@dataclass(frozen=True)
class _Derived:
    """Reads what follows from a row's number: of a hidden number nothing does, in either edition.

    An interval, a change or a verdict would tell how high a hidden number is, and texts are made from them.
    """

    row: Row
    status: Status

    def number(self, column: str) -> Decimal | None:
        return _read_decimal(self.row.get(column)) if self.status in _SHOWN else None

    def word(self, column: str, vocabulary: type[Word]) -> Word | None:
        return None if self.status is Status.HIDDEN else _read_word(self.row.get(column), vocabulary)

    def reason(self, column: str) -> str:
        return "" if self.status is Status.HIDDEN else _read_text(self.row.get(column))


_SHOWN = (Status.SHOWN, Status.NO_CASES)


def _read_cell(row: Row, edition: Edition) -> Cell:
    """One row of the judged table; the confidential edition reads the value and the counts of a hidden row too."""
    status = Status(row["status"])
    withheld, shown = status is Status.HIDDEN and edition is Edition.CONFIDENTIAL, status in _SHOWN
    value = _read_decimal(row.get("value")) if shown or withheld else None
    derived = _Derived(row, status)
    return Cell(
        indicator_id=row["indicator_id"],
        area_id=row["area_id"],
        window=row["window"],
        start=_read_day(row["window_start"]),
        end=_read_day(row["window_end"]),
        latest=bool(row["latest"]),
        new=bool(row["new"]),
        status=status,
        value=value,
        numerator=_read_decimal(row.get("numerator")) if shown or withheld else None,
        denominator=_read_integer(row["denominator"]) if shown or withheld else None,
        lo=derived.number("lo"),
        hi=derived.number("hi"),
        baseline_window=_read_text(row["baseline_window"]),
        printed=_read_decimal(row["baseline_value"]),
        recomputed=_read_decimal(row["baseline_recomputed"]),
        change=derived.number("change"),
        change_lo=derived.number("change_lo"),
        change_hi=derived.number("change_hi"),
        since=derived.word("since_baseline", Since),
        since_reason=derived.reason("since_reason"),
        year_before=_read_year_before(row) if shown else None,
        municipality=_read_decimal(row["municipality_value"]),
        rest=derived.number("rest_value"),
        versus=derived.word("versus_municipality", Versus),
        versus_reason=derived.reason("versus_reason"),
        others=_read_others(row) if shown else None,
        target=_read_text(row["target"]),
        margin=derived.number("margin"),
        line=derived.number("line"),
        verdict=derived.word("verdict", Verdict),
        reason=derived.reason("reason"),
        version=_read_integer(row["definition_version"]),
        method=_read_text(row["method"]),
        delivered_in=_read_text(row["delivered_in"]),
        withheld=withheld and value is not None,
    )


class Cells:
    """The cells of a judged table, to be asked by indicator and area.

    A pooled window is no part of a course: it overlaps the windows that it pools, so it stands beside the latest one.
    """

    def __init__(self, cells: Iterable[Cell]) -> None:
        self._all = tuple(cells)

    def __iter__(self) -> Iterator[Cell]:
        return iter(self._all)

    @cached_property
    def _courses(self) -> dict[tuple[str, str], list[Cell]]:
        """Indicator and area -> its windows that are not pooled, oldest first."""
        courses: dict[tuple[str, str], list[Cell]] = {}
        for cell in sorted(self._all, key=lambda cell: cell.end):
            if not cell.is_pooled:
                courses.setdefault((cell.indicator_id, cell.area_id), []).append(cell)
        return courses

    @cached_property
    def _pooled(self) -> dict[tuple[str, str], Cell]:
        """Indicator and area -> its newest pooled cell: in order of time, a later one takes an earlier one's place."""
        pooled = sorted((cell for cell in self._all if cell.is_pooled), key=lambda cell: cell.end)
        return {(cell.indicator_id, cell.area_id): cell for cell in pooled}

    def course(self, indicator_id: str, area_id: str) -> list[Cell]:
        """All windows up to the one this half-year shows, oldest first; none where the indicator is not measured."""
        cells = self._courses.get((indicator_id, area_id), [])
        return [] if all(cell.status is Status.NOT_MEASURED for cell in cells) else cells

    def latest(self, indicator_id: str, area_id: str) -> Cell | None:
        """The cell this half-year shows; None where the indicator is not measured for the area."""
        cells = self._courses.get((indicator_id, area_id), [])
        return _none_unless_measured(next((cell for cell in cells if cell.latest), None))

    def pooled(self, indicator_id: str, area_id: str) -> Cell | None:
        """The newest pooled cell; None where the plan pools no windows, or there are not enough of them yet."""
        return _none_unless_measured(self._pooled.get((indicator_id, area_id)))

    def latest_of(self, indicator_id: str, areas: Iterable[Area]) -> list[Cell]:
        """The cells this half-year shows for these areas, in their order, without those that are not measured."""
        cells = (self.latest(indicator_id, area.id) for area in areas)
        return [cell for cell in cells if cell is not None]

    def indicator_ids(self) -> set[str]:
        return {cell.indicator_id for cell in self._all}


def _none_unless_measured(cell: Cell | None) -> Cell | None:
    return None if cell is None or cell.status is Status.NOT_MEASURED else cell


def read_cells(judged: pd.DataFrame, edition: Edition) -> Cells:
    """The rows of a judged table as cells; the confidential edition shows the numbers of hidden cells too."""
    return Cells(_read_cell(row, edition) for row in judged.to_dict("records"))
