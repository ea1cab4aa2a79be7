"""Half-years and the windows that indicators are measured over.

A window is a rule ("a calendar year, delivered within three months"); a `Span` is that rule laid out in time
("2025: 1 January to 31 December 2025, due 31 March 2026"). A half-year's report shows, for each indicator,
the latest span that is closed and delivered by the half-year's cut-off date (30 June or 31 December).
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum


class UnknownHalfYear(ValueError):
    """A text is no half-year: one is written as year, H and 1 or 2, such as 2026H1."""


@dataclass(frozen=True, order=True)
class HalfYear:
    """A half-year of reporting, written `2026H1`; its cut-off is the last day."""

    year: int
    half: int

    @classmethod
    def parse(cls, text: str) -> HalfYear:
        """The half-year written as `2026H1`. Anything else, paths and other halves included, raises `UnknownHalfYear`.
        Called for what is typed, for names of folders, and for cells of tables."""
        match = re.fullmatch(r"(20[0-9]{2})H([12])", text)
        if match is None:
            raise UnknownHalfYear
        return cls(int(match[1]), int(match[2]))

    def __str__(self) -> str:
        """The half-year as text, `2026H1`: for messages, tables, and names of folders and files."""
        return f"{self.year}H{self.half}"

    @property
    def start(self) -> date:
        """The half-year's first day: 1 January or 1 July. Read when synthetic data are made: for the children there
        when the plan begins, and as the start of a trend whose baseline is not delivered."""
        return date(self.year, 1 if self.half == 1 else 7, 1)

    @property
    def cutoff(self) -> date:
        """The half-year's last day, 30 June or 31 December; what is closed and delivered by then belongs to its report.
        Read wherever a half-year's windows are listed or days are counted from its end, as for the age of a figure."""
        return date(self.year, 6, 30) if self.half == 1 else date(self.year, 12, 31)

    @property
    def previous(self) -> HalfYear:
        """The half-year before this one. Read to tell which windows are new in a half-year, to look for a source's last
        delivery, and to propose the dates of a new half-year from those of the last."""
        return HalfYear(self.year, 1) if self.half == 2 else HalfYear(self.year - 1, 2)

    @property
    def following(self) -> HalfYear:
        """The half-year after it. Read by `since`, and to find the day by which data for the next window are due."""
        return HalfYear(self.year, 2) if self.half == 1 else HalfYear(self.year + 1, 1)

    def since(self, first: HalfYear) -> Iterator[HalfYear]:
        """All half-years from `first` to this one, both included, oldest first; none if `first` lies later. Called
        where half-years are gone through one by one, to list windows, data owed or files to make."""
        current = first
        while current <= self:
            yield current
            current = current.following


def find_half_year(day: date) -> HalfYear:
    """The half-year that a day lies in. Called for the day that data are due, when windows to measure are listed."""
    return HalfYear(day.year, 1 if day.month <= 6 else 2)


def find_month_end(day: date, months: int = 0) -> date:
    """The last day of the month that lies `months` after (before, if negative) the month of `day`. Called where windows
    are laid out in time, for deadlines, and for the months of charts."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, calendar.monthrange(year, month + 1)[1])


POOLED = ".."  # between the ids of the first and the last window of a pooled one: `2023..2025`


def is_pooled(window: str) -> bool:
    """Whether the id of a window is that of several windows added up (pooled), such as `2023..2025`. Called wherever
    their figures are treated apart from those of single windows."""
    return POOLED in window


RECOUNTED = "@"  # between the id of a window and the number of the version that counts it again: `2024-12@3`


def is_recounted(window: str) -> bool:
    """Whether the id of a window says that a later version of the definition counts it again, such as `2024-12@3`.
    Called wherever its figures are treated apart."""
    return RECOUNTED in window


def find_plain_window(window: str) -> str:
    """The id of the window that is counted again, of any other window its own. Called where the two are held together:
    they have the same days, areas and denominator."""
    return window.partition(RECOUNTED)[0]


def is_a_year_before(earlier: tuple[date, date], later: tuple[date, date]) -> bool:
    """Whether a window (first day, last day) ends in the same month a year before another, and does not overlap it.
    Called when windows are paired to follow persons, and when a figure is compared with the year before."""
    same_month = (earlier[1].year + 1, earlier[1].month) == (later[1].year, later[1].month)
    return same_month and earlier[1] < later[0]


class Kind(Enum):
    """How a window is spoken of in a report; the words are in `report.periods`."""

    CALENDAR_YEAR = "calendar year"
    SCHOOL_YEAR = "school year"
    ROLLING = "rolling months"
    STATUS_DATE = "status on a date"
    STATUS_MONTH = "status of a month"
    DATA_YEAR = "data year"
    ELECTION = "election"
    SURVEY = "survey wave"


@dataclass(frozen=True, order=True)
class Span:
    """One window laid out in time. `id` is the key that tables carry; `end` and `due` are inclusive days. `due` is the
    day by which the data are delivered: the span belongs to the half-year of that day."""

    end: date
    start: date
    id: str
    due: date

    def months(self, without: Iterable[int] = ()) -> list[date]:
        """The first day of every month in the span, but for the calendar months (1 to 12) in `without`. Called to check
        that a monthly source has all months, to list or count a window's months for the choice of what to hide and for
        definitioner.json, and by the demo."""
        skipped, months = set(without), []
        current = self.start.replace(day=1)
        while current <= self.end:
            if current.month not in skipped:
                months.append(current)
            current = find_month_end(current) + timedelta(days=1)
        return months


@dataclass(frozen=True)
class Window:
    """A rule for spans. Subclasses say which span is the latest at a cut-off; each indicator declares one."""

    @property
    def kind(self) -> Kind:
        """How a report speaks of the window: as a calendar year, a school year, a day ... Read when a report names a
        period or describes the window, and by the demo; TypeError for a rule that does not declare it."""
        raise TypeError(f"{type(self).__name__} names no kind")

    def latest(self, cutoff: date) -> Span | None:
        """The latest span (a window with its dates) closed and delivered by `cutoff`, the last day of a month. Called
        when windows are listed to be measured, when it is asked which extract is owed, and when a page says which comes
        next. None where only a delivery can tell (`Delivered`); TypeError for a rule that does not declare it."""
        raise TypeError(f"{type(self).__name__} gives no span")

    def so_far(self, first: HalfYear, last: HalfYear) -> list[Span]:
        """The distinct spans (windows with their dates) that the half-years from `first` (the plan's first) to `last`
        (the run's) report on, oldest first. Called when windows are listed to be measured. Empty for a window that only
        its delivery dates, such as an election."""
        spans = {self.latest(half_year.cutoff) for half_year in last.since(first)}
        return sorted(span for span in spans if span is not None)

    def comes_new_in(self, half_year: HalfYear, first: HalfYear) -> Span | None:
        """The span (window with its dates) that is owed for `half_year`: its latest, unless the half-year before had it
        already; then None. Called when the extracts that a half-year is owed are listed. first: the plan's first
        half-year, which owes its latest span however old that is."""
        span = self.latest(half_year.cutoff)
        if half_year > first and span == self.latest(half_year.previous.cutoff):
            return None
        return span


@dataclass(frozen=True)
class Yearly(Window):
    """A window that comes once a year and never overlaps another, so that several may be pooled."""

    @property
    def delivered_after(self) -> int:
        """How many months after its end a span is delivered. Each kind of yearly window has it as a field; TypeError
        for one without. Read when the latest span is found, and where a report says when data come."""
        raise TypeError(f"{type(self).__name__} is not delivered at a fixed time")

    def latest(self, cutoff: date) -> Span:
        """The latest span (a window with its dates) closed and delivered by `cutoff`, the last day of a month; each
        kind declares its own, else TypeError. Never None, for yearly windows come at fixed times. Called when windows
        are listed to be measured, when it is asked which extract is owed, and when a report says which comes next."""
        raise TypeError(f"{type(self).__name__} gives no span")

    def within(self, start: date, end: date) -> tuple[Span, ...]:
        """The single spans that a pooled window (several years added up) is the sum of, oldest first. Called when it is
        chosen what to hide, and for definitioner.json, because a sum tells of its parts. start, end: the pooled
        window's first and last day."""
        spans = [self.latest(find_month_end(end, self.delivered_after))]
        while spans[0].start > start:
            spans.insert(0, self.latest(find_month_end(spans[0].due, -12)))
        return tuple(spans)


@dataclass(frozen=True)
class CalendarYear(Yearly):
    """Windows of an indicator measured by calendar year, written 2025; delivered some months after the year's end."""

    delivered_after: int = 3
    kind = Kind.CALENDAR_YEAR

    def latest(self, cutoff: date) -> Span:
        """The latest whole calendar year that is delivered by `cutoff`, the last day of a month. Called when windows
        are listed to be measured or added up, when it is asked which extract is owed, and when a report says which
        comes next."""
        year = find_month_end(cutoff, -self.delivered_after)
        last = year.year if year >= date(year.year, 12, 31) else year.year - 1
        end = date(last, 12, 31)
        return Span(end, date(last, 1, 1), str(last), find_month_end(end, self.delivered_after))


@dataclass(frozen=True)
class SchoolYear(Yearly):
    """The windows of an indicator that is measured from 1 August to 31 July, written 2024-25. Delivered after the
    summer: `delivered_after` months after the school year's end."""

    delivered_after: int = 2
    kind = Kind.SCHOOL_YEAR

    def latest(self, cutoff: date) -> Span:
        """The latest school year (August to July) that is delivered by `cutoff`, the last day of a month. Called when
        windows are listed to be measured, when it is asked which extract is owed, and when a report says which comes
        next."""
        reach = find_month_end(cutoff, -self.delivered_after)
        last = reach.year if reach >= date(reach.year, 7, 31) else reach.year - 1
        end = date(last, 7, 31)
        return Span(
            end, date(last - 1, 8, 1), f"{last - 1}-{last % 100:02d}", find_month_end(end, self.delivered_after)
        )


@dataclass(frozen=True)
class Rolling(Window):
    """The `months` months that end `lag_months` before the cut-off, written 2023-10/2024-09."""

    months: int
    lag_months: int
    kind = Kind.ROLLING

    def latest(self, cutoff: date) -> Span:
        """The span of the `months` months that end `lag_months` before `cutoff`, the last day of a month, on which it
        is due. Called wherever it is asked which window a half-year reports on, or when the next is due."""
        end = find_month_end(cutoff, -self.lag_months)
        start = find_month_end(end, -self.months) + timedelta(days=1)
        return Span(end, start, f"{start:%Y-%m}/{end:%Y-%m}", cutoff)


@dataclass(frozen=True)
class StatusDate(Yearly):
    """The windows of an indicator that is measured on one day of each year, written 2024-09-01. Delivered
    `delivered_after` months after the end of that day's month."""

    month: int
    day: int
    delivered_after: int = 2
    kind = Kind.STATUS_DATE

    def latest(self, cutoff: date) -> Span:
        """The latest of the yearly status days whose data are delivered by `cutoff`, the last day of a month; they come
        some months after the day's own. Called when windows are listed to be measured, and when it is asked which
        extract is owed."""
        reach = find_month_end(cutoff, -self.delivered_after)
        day = date(reach.year, self.month, self.day)
        if find_month_end(day) > reach:
            day = day.replace(year=reach.year - 1)
        return Span(day, day, day.isoformat(), find_month_end(day, self.delivered_after))


@dataclass(frozen=True)
class StatusMonth(Yearly):
    """The windows of an indicator that is measured in one month of each year, written 2024-12. Delivered
    `delivered_after` months after the month's end."""

    month: int
    delivered_after: int = 2
    kind = Kind.STATUS_MONTH

    def latest(self, cutoff: date) -> Span:
        """The latest of the yearly status months that is delivered by `cutoff`, the last day of a month. Called
        wherever it is asked which window a half-year reports on, which extract is owed, or when the next is due."""
        reach = find_month_end(cutoff, -self.delivered_after)
        start = date(reach.year, self.month, 1)
        if find_month_end(start) > reach:
            start = start.replace(year=reach.year - 1)
        end = find_month_end(start)
        return Span(end, start, f"{start:%Y-%m}", find_month_end(end, self.delivered_after))


@dataclass(frozen=True)
class Delivered(Window):
    """A window that only its delivery tells of: the latest data year, election or survey wave delivered. Nothing is
    owed at a fixed time; a span is due in the half-year whose folder first holds it."""

    def latest(self, cutoff: date) -> None:
        """None at every cut-off, because nothing is owed at a fixed time: only a delivery says which span is the
        latest. Called as for other windows: wherever it is asked what a half-year is owed. cutoff: the half-year's last
        day."""
        return None

    def span(self, period: date, delivered_in: HalfYear) -> Span:
        """The span (a window with its dates) of a delivered row: `period` is the year's 1 January, or the election day.
        Called for each period in a delivery when windows are listed. delivered_in: the half-year whose folder has the
        delivery; its last day becomes the span's `due`."""
        year = period.year
        if self.kind is Kind.ELECTION:
            return Span(period, period, str(year), delivered_in.cutoff)
        return Span(date(year, 12, 31), date(year, 1, 1), str(year), delivered_in.cutoff)


@dataclass(frozen=True)
class DataYear(Delivered):
    """A year of a table that is delivered by area: income and benefit figures lag one or two years."""

    kind = Kind.DATA_YEAR


@dataclass(frozen=True)
class Election(Delivered):
    """An election, whose day is the whole window, keyed by its year."""

    kind = Kind.ELECTION


@dataclass(frozen=True)
class SurveyWave(Delivered):
    """A wave of LBF's survey, whose window is its year, keyed by that year."""

    kind = Kind.SURVEY
