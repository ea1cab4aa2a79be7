"""The judged table as cells: what a page may show of an indicator, a window and an area.

A cell that may not be shown has no number here, whatever the table holds: what no later module can reach,
no chart, sentence or alt text can tell.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

import pandas as pd

from hpanalysis.definitions.windows import is_pooled
from hpanalysis.tables import Edition, Since, Status, Verdict, Versus


@dataclass(frozen=True)
class YearBefore:
    """The window a year before: its figure, the change since, and what may be said of it.

    window is empty and the numbers are None where there is none; the reason says so.
    """

    window: str
    value: Decimal | None
    change: Decimal | None
    verdict: Since | None
    reason: str


@dataclass(frozen=True)
class Others:
    """The other areas together, and the area against them."""

    value: Decimal | None
    verdict: Versus
    reason: str


@dataclass(frozen=True)
class Cell:
    """A row of the judged table (`tables.JUDGED`), its enums read; None where there is no number or no verdict.

    Numbers are in the indicator's unit; change, change_lo, change_hi and margin in percentage points. lo, hi: the 95 %
    interval. rest: the comparison without the area itself. since_reason, versus_reason, reason: Danish, why there is no
    verdict since the baseline, against the municipality, against the target. margin, line: of the target, where it has
    them. withheld: the number is shown in this edition but not in the public one.
    """

    indicator_id: str
    area_id: str
    window: str
    end: date | None
    latest: bool
    new: bool
    status: Status
    start: date | None
    value: Decimal | None
    numerator: Decimal | None
    denominator: int | None
    lo: Decimal | None
    hi: Decimal | None
    baseline_window: str
    printed: Decimal | None
    recomputed: Decimal | None
    change: Decimal | None
    change_lo: Decimal | None
    change_hi: Decimal | None
    since: Since | None
    since_reason: str
    year_before: YearBefore | None
    municipality: Decimal | None
    rest: Decimal | None
    versus: Versus | None
    versus_reason: str
    others: Others | None
    target: str
    margin: Decimal | None
    line: Decimal | None
    verdict: Verdict | None
    reason: str
    version: int | None
    method: str
    delivered_in: str
    withheld: bool

    @property
    def key(self) -> str:
        """The cell's address: indicator/window/area."""
        return f"{self.indicator_id}/{self.window}/{self.area_id}"

    @property
    def pooled(self) -> bool:
        """Whether its window is several pooled."""
        return is_pooled(self.window)

    @property
    def shown(self) -> bool:
        return self.value is not None

    @property
    def has_number(self) -> bool:
        """Whether it is read as a number; a count of nought is read as `ingen sager`."""
        return self.shown and self.status is not Status.NO_CASES

    @property
    def told(self) -> bool:
        """Whether anything may be said that follows from the number; a withheld one is shown and nothing more."""
        return self.shown and not self.withheld

    @property
    def baseline(self) -> Decimal | None:
        """The baseline that a change is counted from: recomputed if it can be shown, else as printed."""
        return self.printed if self.recomputed is None else self.recomputed


def _missing(value: Any) -> bool:
    return value is None or value is pd.NA or value is pd.NaT or value != value


def _decimal(value: Any) -> Decimal | None:
    if _missing(value):
        return None
    return value if isinstance(value, Decimal) else Decimal(str(value))


def _integer(value: Any) -> int | None:
    return None if _missing(value) else int(value)


def _text(value: Any) -> str:
    return "" if _missing(value) else str(value)


def _word(value: Any, vocabulary: type) -> Any:
    return None if _missing(value) or value == "" else vocabulary(value)


def _day(value: Any) -> date | None:
    return None if _missing(value) else pd.Timestamp(value).date()


_NUMBERS = {"value": "value", "numerator": "numerator"}

# What is computed from the number: a cell that is not shown in public has none of it in any edition.
_DESCENDANTS = {
    "lo": "lo",
    "hi": "hi",
    "change": "change",
    "change_lo": "change_lo",
    "change_hi": "change_hi",
    "rest": "rest_value",
    "margin": "margin",
    "line": "line",
}
_VERDICTS = {
    "versus": ("versus_municipality", Versus),
    "since": ("since_baseline", Since),
    "verdict": ("verdict", Verdict),
}
_REASONS = {"since_reason": "since_reason", "versus_reason": "versus_reason", "reason": "reason"}


def _year_before(row: dict[str, Any]) -> YearBefore | None:
    window, verdict = _text(row.get("year_before_window")), _word(row.get("since_year_before"), Since)
    if not window and verdict is None:
        return None
    return YearBefore(
        window,
        _decimal(row.get("year_before_value")),
        _decimal(row.get("year_before_change")),
        verdict,
        _text(row.get("year_before_reason")),
    )


def _others(row: dict[str, Any]) -> Others | None:
    verdict = _word(row.get("versus_others"), Versus)
    if verdict is None:
        return None
    return Others(_decimal(row.get("others_value")), verdict, _text(row.get("others_reason")))


def _derived(row: dict[str, Any], shown: bool, hidden: bool) -> dict[str, Any]:
    """Everything that follows from the number: numbers where it is shown, verdicts and reasons unless it is hidden."""
    numbers = {name: _decimal(row.get(column)) if shown else None for name, column in _DESCENDANTS.items()}
    verdicts = {name: None if hidden else _word(row.get(column), kind) for name, (column, kind) in _VERDICTS.items()}
    reasons = {name: "" if hidden else _text(row.get(column)) for name, column in _REASONS.items()}
    beside = {"year_before": _year_before(row) if shown else None, "others": _others(row) if shown else None}
    return numbers | verdicts | reasons | beside


def _cell(row: dict[str, Any], edition: Edition) -> Cell:
    status = Status(row["status"])
    hidden, shown = status is Status.HIDDEN, status in (Status.SHOWN, Status.NO_CASES)
    readable = shown or (hidden and edition is Edition.CONFIDENTIAL)
    numbers = {name: _decimal(row.get(column)) if readable else None for name, column in _NUMBERS.items()}
    return Cell(
        row["indicator_id"],
        row["area_id"],
        row["window"],
        _day(row["window_end"]),
        bool(row["latest"]),
        bool(row["new"]),
        status,
        **numbers,
        **_derived(row, shown, hidden),
        start=_day(row["window_start"]),
        denominator=_integer(row["denominator"]) if readable else None,
        baseline_window=_text(row["baseline_window"]),
        printed=_decimal(row["baseline_value"]),
        recomputed=_decimal(row["baseline_recomputed"]),
        municipality=_decimal(row["municipality_value"]),
        target=_text(row["target"]),
        version=_integer(row["definition_version"]),
        method=_text(row["method"]),
        delivered_in=_text(row["delivered_in"]),
        withheld=hidden and numbers["value"] is not None,
    )


class Cells:
    """Cells by indicator, area and window. Windows pooled are no part of a course: they stand beside its latest."""

    def __init__(self, cells: Iterable[Cell]) -> None:
        self._all = tuple(cells)

    def __iter__(self):
        return iter(self._all)

    @cached_property
    def _courses(self) -> dict[tuple[str, str], list[Cell]]:
        found: dict[tuple[str, str], list[Cell]] = {}
        for cell in sorted(self._all, key=lambda cell: cell.end or date.min):
            if not cell.pooled:
                found.setdefault((cell.indicator_id, cell.area_id), []).append(cell)
        return found

    @cached_property
    def _pooled(self) -> dict[tuple[str, str], Cell]:
        """The newest of each."""
        pooled = sorted((cell for cell in self._all if cell.pooled), key=lambda cell: cell.end)
        return {(cell.indicator_id, cell.area_id): cell for cell in pooled}

    def course(self, indicator_id: str, area_id: str) -> list[Cell]:
        """All windows so far up to the one this half-year shows, oldest first; none where it is not measured."""
        cells = self._courses.get((indicator_id, area_id), [])
        return [] if all(cell.status is Status.NOT_MEASURED for cell in cells) else cells

    def latest(self, indicator_id: str, area_id: str) -> Cell | None:
        """The cell this half-year shows; None where the indicator is not measured for the area."""
        cells = self._courses.get((indicator_id, area_id), [])
        found = next((cell for cell in cells if cell.latest), None)
        return None if found is None or found.status is Status.NOT_MEASURED else found

    def pooled(self, indicator_id: str, area_id: str) -> Cell | None:
        """The newest windows pooled; None where the plan pools none, or where it is not measured or not whole yet."""
        found = self._pooled.get((indicator_id, area_id))
        return None if found is None or found.status is Status.NOT_MEASURED else found

    def indicator_ids(self) -> set[str]:
        return {cell.indicator_id for cell in self._all}


def cells_of(judged: pd.DataFrame, edition: Edition) -> Cells:
    """The rows of a judged table as cells, for the edition."""
    return Cells(_cell(row, edition) for row in judged.to_dict("records"))
