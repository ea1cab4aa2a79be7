"""The judged table as cells: what a page may show of an indicator, a window and an area.

A cell that may not be shown has no number here, whatever the table holds: what no later module can reach,
no chart, sentence or alt text can tell.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cached_property
from typing import Any, TypeVar

import pandas as pd

from hpanalysis.definitions.windows import HalfYear, find_plain_window, is_pooled, is_recounted
from hpanalysis.plan import Area
from hpanalysis.tables import (
    JUDGED,
    Column,
    Development,
    Edition,
    Evidence,
    Since,
    Status,
    Type,
    Verdict,
    Versus,
    WhenHidden,
)

Row = dict[Hashable, Any]  # a row of the judged table, whose columns have no types that pandas tells
Word = TypeVar("Word", bound=Enum)


@dataclass(frozen=True)
class YearBefore:
    """The window a year before the cell's own; where there is none, `window` is empty and `reason` says why. Read as
    `Cell.year_before`."""

    window: str
    value: Decimal | None
    change: Decimal | None  # from then to now, in the indicator's unit
    verdict: Since | None
    reason: str  # Danish, why there is no verdict


@dataclass(frozen=True)
class OtherAreas:
    """The other areas that the indicator is measured for, taken together, and the area's verdict against them. Read as
    `Cell.others`."""

    value: Decimal | None
    verdict: Versus
    reason: str  # Danish, why there is no verdict


@dataclass(frozen=True, kw_only=True)
class ComparedDevelopment:
    """A figure's change since the baseline held against the comparison's change since the same baseline. Numbers are
    None where nothing can be subtracted. Read as `Cell.development`."""

    verdict: Development
    reason: str  # Danish, why it is undecided; "" for the other verdicts
    rest_change: Decimal | None  # of the municipality without the area, or of the country
    value: Decimal | None  # the figure's change minus that
    lo: Decimal | None  # its 95 % interval
    hi: Decimal | None
    ratio: Decimal | None  # 1 where both have moved by the same part of their size
    margin: Decimal | None  # within which the two changes are alike


@dataclass(frozen=True, kw_only=True)
class TargetNeeds:
    """What is needed for a figure's target. Numbers are in the unit; None where they do not follow. Read as
    `Cell.needs`."""

    target_now: Decimal | None  # where the target is now; for a figure that is to fall its baseline
    distance: Decimal | None  # 0 where the figure is there
    distance_persons: int | None
    needed_value: Decimal | None  # what the next measurement must be at most (at least) to be sure
    needed_persons: int | None  # from the figure to that value
    needed_in: HalfYear | None  # of the next measurement; None where it is not known when it comes
    sure_from: HalfYear | None  # the first in which it can be known that the target is met
    sure_reason: str  # Danish, why there is none
    improved_from: HalfYear | None  # the first in which an improvement can be sure, where the target has a size


@dataclass(frozen=True, kw_only=True)
class Cell:
    """A row of the judged table (`tables.JUDGED`) with its words read as enums.

    Numbers are in the indicator's unit, differences of percentages in percentage points. A number is None where it may
    not be shown or does not exist; a verdict is None where the question is not asked of the cell. Made by `_read_cell`
    of every row when a page is made; all tables, charts and sentences are made of cells.
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
    added_up: bool  # whether the printed baseline is the sum of several printed numbers
    recomputed: Decimal | None  # the baseline counted again from the extracts
    change: Decimal | None  # since the baseline
    change_lo: Decimal | None
    change_hi: Decimal | None
    since: Since | None  # the verdict on the change
    since_reason: str  # Danish, why there is no verdict; so too the other two reasons
    probability: Decimal | None  # that the figure moved the wanted way since the baseline, 0 to 1, four decimals
    evidence: Evidence | None  # its fixed word; None, as the probability, where the change has no interval
    year_before: YearBefore | None
    municipality: Decimal | None  # the comparison's figure in the same window: the municipality's, or the country's
    rest: Decimal | None  # the comparison without the area itself, which is what the area is tested against
    versus: Versus | None  # the verdict against the comparison
    versus_reason: str
    others: OtherAreas | None
    development: ComparedDevelopment | None  # None where the question is not asked of the cell
    target: str
    margin: Decimal | None  # how far from the municipality still is "at its level"; None for other targets
    line: Decimal | None  # where the straight line from the baseline to the target is by now; None without one
    verdict: Verdict | None  # against the target
    reason: str
    version: int | None  # of the indicator's definition
    method: str
    delivered_in: str  # the half-year whose extract the figure was counted from
    withheld: bool  # the number is shown in this edition but not in the public one
    # Of a window counted again by a later version, in a course: the figure by the rule of its own time.
    by_own_rule: Cell | None = None
    needs: TargetNeeds | None = None  # None where no target asks for it

    @property
    def key(self) -> str:
        """The cell's address: indicator/window/area. Read by the charts, which mark each drawn figure with it; the
        check of a publication finds the figure by it."""
        return f"{self.indicator_id}/{self.window}/{self.area_id}"

    @property
    def is_pooled(self) -> bool:
        """Whether the cell's window is several counted together, such as `2023..2025`. Read where such cells are
        listed, named or linked apart from the others."""
        return is_pooled(self.window)

    @property
    def is_shown(self) -> bool:
        """Whether this edition shows its number (zero too). Read by `has_number` and `is_public`, and where hidden
        figures are named in words or a figure of three years together is shown in their place."""
        return self.value is not None

    @property
    def number(self) -> Decimal:
        """The value of a cell that is shown; ValueError of one that is not. Read for every number on a page, by callers
        that have made sure that there is one."""
        if self.value is None:
            raise ValueError(f"{self.key} has no number to show")
        return self.value

    @property
    def has_number(self) -> bool:
        """Whether the figure is read as a number: a count of zero is shown too, but read as the words `ingen sager`.
        Asked before a number is written, linked or drawn."""
        return self.is_shown and self.status is not Status.NO_CASES

    @property
    def is_public(self) -> bool:
        """Whether the public edition shows it too. Only then may anything be said that follows from the number. Read
        before a sentence, a count or a chart is made of it."""
        return self.is_shown and not self.withheld

    @property
    def baseline(self) -> Decimal | None:
        """The baseline that a change is counted from: recomputed if it can be shown, else as printed. None where
        neither is there. Read where a page tells, draws or lists a baseline."""
        return self.printed if self.recomputed is None else self.recomputed

    @property
    def differing_printed_baseline(self) -> Decimal | None:
        """The baseline as the plan prints it, where the one that a change is counted from is recomputed and is another
        number; else None. Read wherever a recomputed baseline is written, because a reader who knows the plan's number
        must be able to see that both are meant. Numbers are compared by value: 20 and 20.0 do not differ."""
        return None if self.recomputed is None or self.printed == self.recomputed else self.printed

    @property
    def drawn_baseline(self) -> Decimal | None:
        """The baseline beside today's mark in a chart. None where the figure has no baseline or is the baseline itself,
        and across a break in the definition, because the two numbers then count different things. Read for comparison
        and profile charts."""
        return None if self.since is Since.BREAK or self.window == self.baseline_window else self.baseline


def _is_missing(value: Any) -> bool:
    """Whether a table has nothing there: pandas has several nothings, and NaN alone differs from itself. Called for
    each value that is read of a row of the judged table, and for the numbers of the table of control charts."""
    return value is None or value is pd.NA or value is pd.NaT or value != value


def _read_decimal(value: Any) -> Decimal | None:
    """A value of the judged table, or of the table of control charts, as an exact number; None where there is nothing.
    Called for each number of a row."""
    if _is_missing(value):
        return None
    return value if isinstance(value, Decimal) else Decimal(str(value))


def _read_integer(value: Any) -> int | None:
    """A value of the judged table as a whole number; None where there is nothing. Called for each such column."""
    return None if _is_missing(value) else int(value)


def _read_text(value: Any) -> str:
    """A value of the judged table as text; "" where there is nothing. Called for each text of a row that is read as a
    cell."""
    return "" if _is_missing(value) else str(value)


def _read_word(value: Any, vocabulary: type[Word]) -> Word | None:
    """A value of the judged table as a member of the enum `vocabulary`; None where there is nothing, or "". Called for
    each verdict of a row. A word that the enum has not raises ValueError."""
    return None if _is_missing(value) or value == "" else vocabulary(value)


def _read_day(value: Any) -> date:
    """A time of the judged table (a pandas timestamp or a text) as a day. Called for both ends of each row's window."""
    return pd.Timestamp(value).date()


_SHOWN = (Status.SHOWN, Status.NO_CASES)


@dataclass(frozen=True)
class _RowReader:
    """Reads the columns of one row of the judged table, each as far as its declaration lets the edition see it.

    Who sees a column in a hidden row is declared with the column (`tables.WhenHidden`): an interval, a change or a
    verdict would tell how high a hidden number is, so no edition reads them; the confidential edition reads the number.
    Made for each row by `_read_cell`.
    """

    row: Row
    status: Status
    edition: Edition

    @property
    def is_shown(self) -> bool:
        """Whether the row's number is shown to all, a count of zero too. Read before its numbers and verdicts are."""
        return self.status in _SHOWN

    def _sees(self, column: Column) -> bool:
        """Whether the edition may read a column of this row. Called before every value is read. A figure that is not
        there (not delivered, nobody in the group) has no number, but its texts say why."""
        if self.is_shown or column.when_hidden is WhenHidden.EVERYONE:
            return True
        if self.status is Status.HIDDEN:
            return column.when_hidden is WhenHidden.DATA_UNIT and self.edition is Edition.CONFIDENTIAL
        return column.type is Type.TEXT

    def _read(self, name: str) -> Any:
        """What the row has in a column; None where it may not be seen, KeyError for a column that nobody declared.
        Called for each value that is read of the row."""
        return self.row.get(name) if self._sees(JUDGED[name]) else None

    def number(self, name: str) -> Decimal | None:
        """A column of the row as an exact number; None where the edition may not see it or it is empty. Called for each
        such column when the row is read as a cell."""
        return _read_decimal(self._read(name))

    def whole(self, name: str) -> int | None:
        """A column of the row as a whole number; None where the edition may not see it or it is empty. Called for each
        such column when the row is read as a cell."""
        return _read_integer(self._read(name))

    def yes_no(self, name: str) -> bool:
        """A column of the row that is yes or no; False where the edition may not see it or it is empty. Called for each
        such column when the row is read as a cell."""
        return not _is_missing(value := self._read(name)) and bool(value)

    def text(self, name: str) -> str:
        """A column of the row as text; "" where the edition may not see it or it is empty. Called for each such column
        when the row is read as a cell."""
        return _read_text(self._read(name))

    def word(self, name: str, vocabulary: type[Word]) -> Word | None:
        """A column of the row as a member of the enum `vocabulary`; None where it may not be seen or is empty. Called
        for each column of verdicts when the row is read as a cell."""
        return _read_word(self._read(name), vocabulary)

    def half_year(self, name: str) -> HalfYear | None:
        """A column of the row as a half-year; None where the edition may not see it or it is empty. Called for each
        such column when the row is read as a cell."""
        return HalfYear.parse(text) if (text := self.text(name)) else None

    def read_year_before(self) -> YearBefore | None:
        """The row's comparison with the year before; None where the row has none, or its own number is not shown.
        Called when the row is read as a cell."""
        window, verdict = self.text("year_before_window"), self.word("since_year_before", Since)
        if not self.is_shown or (not window and verdict is None):
            return None
        return YearBefore(
            window,
            self.number("year_before_value"),
            self.number("year_before_change"),
            verdict,
            self.text("year_before_reason"),
        )

    def read_others(self) -> OtherAreas | None:
        """The comparison of the row's area with the other areas together; None where the row has none, or its own
        number is not shown. Called when the row is read as a cell."""
        verdict = self.word("versus_others", Versus)
        if not self.is_shown or verdict is None:
            return None
        return OtherAreas(self.number("others_value"), verdict, self.text("others_reason"))

    def read_development(self) -> ComparedDevelopment | None:
        """The row's change beside that of the rest of the municipality (or of the country); None where the row has no
        verdict on it, or its own number is not shown. Called when the row is read as a cell."""
        verdict = self.word("versus_development", Development)
        if not self.is_shown or verdict is None:
            return None
        return ComparedDevelopment(
            verdict=verdict,
            reason=self.text("development_reason"),
            rest_change=self.number("rest_change"),
            value=self.number("development"),
            lo=self.number("development_lo"),
            hi=self.number("development_hi"),
            ratio=self.number("development_ratio"),
            margin=self.number("development_margin"),
        )

    def read_needs(self) -> TargetNeeds | None:
        """What is needed for the row's target; None where nothing is told of it, or its own number is not shown. Called
        when the row is read as a cell."""
        target_now, reason = self.number("target_now"), self.text("sure_reason")
        if not self.is_shown or (target_now is None and not reason):
            return None
        return TargetNeeds(
            target_now=target_now,
            distance=self.number("distance"),
            distance_persons=self.whole("distance_persons"),
            needed_value=self.number("needed_value"),
            needed_persons=self.whole("needed_persons"),
            needed_in=self.half_year("needed_in"),
            sure_from=self.half_year("sure_from"),
            sure_reason=reason,
            improved_from=self.half_year("improved_from"),
        )


def _read_cell(row: Row, edition: Edition) -> Cell:
    """Read one row of the judged table as a cell, with what the edition may see. Called by `read_cells` for every row.
    A hidden number that the confidential edition reads makes the cell `withheld`."""
    read = _RowReader(row, Status(row["status"]), edition)
    value = read.number("value")
    return Cell(
        indicator_id=row["indicator_id"],
        area_id=row["area_id"],
        window=row["window"],
        start=_read_day(row["window_start"]),
        end=_read_day(row["window_end"]),
        latest=bool(row["latest"]),
        new=bool(row["new"]),
        status=read.status,
        value=value,
        numerator=read.number("numerator"),
        denominator=read.whole("denominator"),
        lo=read.number("lo"),
        hi=read.number("hi"),
        baseline_window=read.text("baseline_window"),
        printed=read.number("baseline_value"),
        added_up=read.yes_no("baseline_added_up"),
        recomputed=read.number("baseline_recomputed"),
        change=read.number("change"),
        change_lo=read.number("change_lo"),
        change_hi=read.number("change_hi"),
        since=read.word("since_baseline", Since),
        since_reason=read.text("since_reason"),
        probability=read.number("probability"),
        evidence=read.word("evidence", Evidence),
        year_before=read.read_year_before(),
        municipality=read.number("municipality_value"),
        rest=read.number("rest_value"),
        versus=read.word("versus_municipality", Versus),
        versus_reason=read.text("versus_reason"),
        others=read.read_others(),
        development=read.read_development(),
        target=read.text("target"),
        margin=read.number("margin"),
        line=read.number("line"),
        verdict=read.word("verdict", Verdict),
        reason=read.text("reason"),
        version=read.whole("definition_version"),
        method=read.text("method"),
        delivered_in=read.text("delivered_in"),
        withheld=read.status is Status.HIDDEN and value is not None,
        needs=read.read_needs(),
    )


class Cells:
    """The cells of a judged table, to be asked by indicator and area. A pooled window is no part of a course: it
    overlaps the windows that it pools, so it stands beside the latest one. Of a window from before a break the course
    has the figure that is counted again by the rule after it, so that it is one line. Made by `read_cells`
    (`Release.cells`) once a page and read by every part of it."""

    def __init__(self, cells: Iterable[Cell]) -> None:
        """Keep the cells of a judged table, in any order. Called by `read_cells`, each time a notebook or a page that
        is made without one reads the judged table."""
        self._all = tuple(cells)

    def __iter__(self) -> Iterator[Cell]:
        """All cells in the order of the judged table, pooled ones among them. Used by pages that go through every
        figure, as the definition pages and the front page."""
        return iter(self._all)

    @cached_property
    def _courses(self) -> dict[tuple[str, str], list[Cell]]:
        """(indicator, area) -> the cells of its windows that are not pooled, oldest first, each once; computed when
        first read. Read by `course` and `latest`, for charts over time and wherever the newest figure is told."""
        courses: dict[tuple[str, str], dict[str, Cell]] = {}
        for cell in sorted(self._all, key=lambda cell: (cell.end, is_recounted(cell.window))):
            # Counted again after the window itself, so it takes its place; where it is not shown the window keeps it.
            course = courses.setdefault((cell.indicator_id, cell.area_id), {})
            if is_recounted(cell.window) and cell.is_shown:
                window = find_plain_window(cell.window)
                course[window] = replace(cell, by_own_rule=course.get(window))
            elif not cell.is_pooled and not is_recounted(cell.window):
                course[cell.window] = cell
        return {key: list(cells.values()) for key, cells in courses.items()}

    @cached_property
    def _pooled(self) -> dict[tuple[str, str], Cell]:
        """(indicator, area) -> its newest cell of several windows pooled, such as three years together. Computed once,
        when a page first asks for such a cell by `pooled`."""
        pooled = sorted((cell for cell in self._all if cell.is_pooled), key=lambda cell: cell.end)
        return {(cell.indicator_id, cell.area_id): cell for cell in pooled}

    def course(self, indicator_id: str, area_id: str) -> list[Cell]:
        """All windows of an indicator in an area up to the one this half-year shows, oldest first, without pooled ones;
        empty where it is not measured there. Called for charts over time and their tables."""
        cells = self._courses.get((indicator_id, area_id), [])
        return [] if all(cell.status is Status.NOT_MEASURED for cell in cells) else cells

    def latest(self, indicator_id: str, area_id: str) -> Cell | None:
        """The cell of the window that this half-year shows, never a pooled one; None where the indicator is not
        measured for the area, or has no window yet. Called for nearly every table, chart and sentence."""
        cells = self._courses.get((indicator_id, area_id), [])
        return _none_unless_measured(next((cell for cell in cells if cell.latest), None))

    def pooled(self, indicator_id: str, area_id: str) -> Cell | None:
        """The newest cell of several windows together; None where the plan pools none or does not measure the area, or
        there are too few yet. Called where three years together stand beside or instead of one, and where such figures
        are counted as withheld."""
        return _none_unless_measured(self._pooled.get((indicator_id, area_id)))

    def latest_of(self, indicator_id: str, areas: Iterable[Area]) -> list[Cell]:
        """The cells this half-year shows for these areas, in their order, without those that are not measured. Called
        for charts, tables, sentences and verdicts about several areas at once."""
        cells = (self.latest(indicator_id, area.id) for area in areas)
        return [cell for cell in cells if cell is not None]


def _none_unless_measured(cell: Cell | None) -> Cell | None:
    """The cell, or None where it says only that the indicator is not measured for the area. Called for each cell that
    is looked up by indicator and area."""
    return None if cell is None or cell.status is Status.NOT_MEASURED else cell


def read_cells(judged: pd.DataFrame, edition: Edition) -> Cells:
    """Read the rows of a judged table (`tables.JUDGED`) as cells. Called once when a page is made. edition: the
    confidential one shows the numbers of hidden cells too."""
    return Cells(_read_cell(row, edition) for row in judged.to_dict("records"))
