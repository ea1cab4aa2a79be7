"""One row of the judged table, column by column, as far as an edition may see it."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache, cached_property
from types import MappingProxyType
from typing import Any, TypeVar

import pandas as pd

from hpanalysis.definitions.windows import HalfYear
from hpanalysis.report.row.parts import ComparedDevelopment, Course, OtherAreas, TargetNeeds, YearBefore
from hpanalysis.tables import JUDGED, Column, Development, Edition, Since, Status, Type, Versus, WhenHidden

Row = dict[Hashable, Any]  # a row of the judged table, whose columns have no types that pandas tells
Word = TypeVar("Word", bound=Enum)


def is_missing(value: Any) -> bool:
    """Whether a table has nothing there: pandas has several nothings, and NaN alone differs from itself. Called for
    each value that is read of a row of the judged table, and for the numbers of the table of control charts."""
    return value is None or value is pd.NA or value is pd.NaT or value != value


def read_decimal(value: Any) -> Decimal | None:
    """A value of the judged table, or of the table of control charts, as an exact number; None where there is nothing.
    Called for each number of a row."""
    if is_missing(value):
        return None
    return value if isinstance(value, Decimal) else Decimal(str(value))


def _read_integer(value: Any) -> int | None:
    """A value of the judged table as a whole number; None where there is nothing. Called for each such column."""
    return None if is_missing(value) else int(value)


def _read_text(value: Any) -> str:
    """A value of the judged table as text; "" where there is nothing. Called for each text of a row that is read as a
    cell."""
    return "" if is_missing(value) else str(value)


def _read_word(value: Any, vocabulary: type[Word]) -> Word | None:
    """A value of the judged table as a member of the enum `vocabulary`; None where there is nothing, or "". Called for
    each verdict of a row. A word that the enum has not raises ValueError."""
    return None if is_missing(value) or value == "" else vocabulary(value)


def read_day(value: Any) -> date:
    """A time of the judged table (a pandas timestamp or a text) as a day. Called for both ends of each row's window."""
    return pd.Timestamp(value).date()


_SHOWN = (Status.SHOWN, Status.NO_CASES)


def _sees(column: Column, status: Status, edition: Edition) -> bool:
    """Whether an edition may read a column of a row with a status. Asked once for each column, status and edition. A
    figure that is not there (not delivered, nobody in the group) has no number, but its texts say why."""
    if status in _SHOWN or column.when_hidden is WhenHidden.EVERYONE:
        return True
    if status is Status.HIDDEN:
        return column.when_hidden is WhenHidden.DATA_UNIT and edition is Edition.CONFIDENTIAL
    return column.type is Type.TEXT


@cache
def _decide_what_is_seen(status: Status, edition: Edition) -> Mapping[str, bool]:
    """Column of the judged table -> whether an edition may read it of a row with a status. Decided once a process for
    each status, because a page reads fifty thousand values."""
    return MappingProxyType({column.name: _sees(column, status, edition) for column in JUDGED})


@dataclass(frozen=True)
class RowReader:
    """Reads the columns of one row of the judged table, each as far as its declaration lets the edition see it.

    Who sees a column in a hidden row is declared with the column (`tables.WhenHidden`): an interval, a change or a
    verdict would tell how high a hidden number is, so no edition reads them; the confidential edition reads the number.
    Made for each row by `cells._read_cell`.
    """

    row: Row
    status: Status
    edition: Edition

    @property
    def is_shown(self) -> bool:
        """Whether the row's number is shown to all, a count of zero too. Read before its numbers and verdicts are."""
        return self.status in _SHOWN

    @cached_property
    def _seen(self) -> Mapping[str, bool]:
        """Which columns of the row the edition may read. Asked before every value is read."""
        return _decide_what_is_seen(self.status, self.edition)

    def _read(self, name: str) -> Any:
        """What the row has in a column; None where it may not be seen, KeyError for a column that nobody declared.
        Called for each value that is read of the row."""
        return self.row.get(name) if self._seen[name] else None

    def number(self, name: str) -> Decimal | None:
        """A column of the row as an exact number; None where the edition may not see it or it is empty. Called for each
        such column when the row is read as a cell."""
        return read_decimal(self._read(name))

    def whole(self, name: str) -> int | None:
        """A column of the row as a whole number; None where the edition may not see it or it is empty. Called for each
        such column when the row is read as a cell."""
        return _read_integer(self._read(name))

    def yes_no(self, name: str) -> bool:
        """A column of the row that is yes or no; False where the edition may not see it or it is empty. Called for each
        such column when the row is read as a cell."""
        return not is_missing(value := self._read(name)) and bool(value)

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

    def read_course(self) -> Course | None:
        """The row's course over all windows since the baseline; None where the row has no verdict on it, as in a table
        of before it had one, or its own number is not shown. Called when the row is read as a cell."""
        verdict = self.word("since_trend", Since)
        if not self.is_shown or verdict is None:
            return None
        return Course(
            verdict=verdict,
            reason=self.text("trend_reason"),
            a_year=self.number("trend"),
            lo=self.number("trend_lo"),
            hi=self.number("trend_hi"),
            windows=self.whole("trend_windows") or 0,
            first=self.text("trend_from"),
        )
