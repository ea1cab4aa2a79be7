"""The published rows of a half-year, to be looked up by what each is compared with.

Made of indicators.csv and definitioner.json alone. A row is judged beside three others: the municipality (or the
country), the total of the housing areas, and an earlier window of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from hpanalysis.published.definitions import Definitions, Indicator
from hpanalysis.published.figures import NOT_DELIVERED, NOT_MEASURED, Figure, Key
from hpanalysis.published.judging import Judging

POOLED = ".."  # in the id of a window that is several added up
RECOUNTED = "@"  # in the id of a window that a later version of the definition counts again: 2024-12@3
SCALES = {"pct.": 100, "pr. 1.000": 1000, "gennemsnit": 1, "antal": 1}
SHARE, RATE, COUNT, MEAN = "share", "rate", "count", "mean"


class Counts(NamedTuple):
    """Numerator and denominator of a figure, or of what is left of a whole when a figure is taken out."""

    numerator: Decimal
    denominator: Decimal | None  # None for a count of cases


class Earlier(NamedTuple):
    """The figure that a change is since: of a row, or as the plan prints it. Found by `Figures.find_baseline` and
    `find_year_before`."""

    start: date
    end: date
    rule_day: date  # the day by whose rule it is counted
    value: Decimal | None  # None where it is hidden
    row: Figure | None  # None where it stands as the plan prints it, whose persons nobody publishes


def is_pooled(row: Figure) -> bool:
    """Whether a row's window is several windows added up. Asked where persons may be counted more than once in a
    figure, and for the family of its tests."""
    return POOLED in row.key[1]


def find_version(row: Figure) -> str:
    """The version of the definition that counts a row's window again, as "3"; "" where none does. Asked of each row:
    such windows are a series of their own, with families of their own."""
    return row.key[1].partition(RECOUNTED)[2]


def read_value(row: Figure) -> Decimal | None:
    """The printed value of a row, in the unit; None where it shows none. Called for each figure that is compared."""
    text = row.cells["value"]
    return Decimal(text) if row.shown and text else None


def read_counts(row: Figure | None) -> Counts | None:
    """The counts of a row; None where there is no row, or it shows none. Called for each figure that is compared, and
    for the wholes that it is taken out of."""
    if row is None or not row.shown or row.numerator is None:
        return None
    return Counts(row.numerator, row.denominator)


def subtract_counts(whole: Counts, part: Counts) -> Counts:
    """What is left of a whole without a part of it. Called for the municipality, and for the total of the areas,
    without the area that is compared."""
    if whole.denominator is None or part.denominator is None:
        return Counts(whole.numerator - part.numerator, None)
    return Counts(whole.numerator - part.numerator, whole.denominator - part.denominator)


@dataclass(frozen=True)
class Figures:
    """All rows of a half-year's indicators.csv, with the definitions that their verdicts rest on. Made once for each
    package that is verified; only of definitions that tell of judging."""

    rows: Mapping[Key, Figure]
    definitions: Definitions

    @cached_property
    def _windows(self) -> dict[str, dict[str, tuple[date, date]]]:
        """Indicator -> window -> its first and last day, whatever areas have it. Read for the windows that figures are
        compared with."""
        windows: dict[str, dict[str, tuple[date, date]]] = {}
        for key, row in self.rows.items():
            days = (date.fromisoformat(row.cells["window_start"]), date.fromisoformat(row.cells["window_end"]))
            windows.setdefault(key[0], {})[key[1]] = days
        return windows

    def get_indicator(self, row: Figure) -> Indicator:
        """The definition of a row's indicator. Called for each row that is judged anew."""
        return self.definitions.indicators[row.key[0]]

    def get_judging(self, row: Figure) -> Judging:
        """What the verdicts of a row's indicator rest on. ValueError where the definitions do not tell, which was asked
        before the rows are. Called for each row."""
        judging = self.get_indicator(row).judging
        if judging is None:
            raise ValueError("definitions without judging")
        return judging

    def get_days(self, row: Figure) -> tuple[date, date]:
        """The first and the last day of a row's window. Called where it is compared with an earlier one."""
        return self._windows[row.key[0]][row.key[1]]

    def list_windows(self, row: Figure) -> Mapping[str, tuple[date, date]]:
        """The windows of a row's indicator with their first and last days, whatever areas have them. Called for the
        windows that the row is compared with."""
        return self._windows[row.key[0]]

    def list_later_rules(self, row: Figure) -> Iterator[tuple[str, date]]:
        """The versions of a row's indicator that count earlier windows again, each with its first day. Called for the
        windows that the row is compared with."""
        for name, indicator in self.definitions.indicators.items():
            key, _, version = name.partition(RECOUNTED)
            if key == row.key[0] and version and indicator.since is not None:
                yield version, date.fromisoformat(indicator.since)

    def find_rule_day(self, row: Figure) -> date:
        """The day by whose rule a row's window is counted: its last, or the first of the version that counts it again.
        ValueError where no such version is defined. Called wherever it is asked whether two figures count the same."""
        version, end = find_version(row), self.get_days(row)[1]
        if not version:
            return end
        series = self.definitions.indicators.get(f"{row.key[0]}{RECOUNTED}{version}")
        if series is None or series.since is None:
            raise ValueError("a window counted again by a version that is not defined")
        return max(end, date.fromisoformat(series.since))

    def is_followed(self, row: Figure) -> bool:
        """Whether a row is of a housing area, or of their total, and not of the municipality or the country. Asked of
        each row: only these have verdicts against others, and count in families of tests."""
        return row.key[2] not in (self.definitions.municipality, self.definitions.country)

    def is_delivered(self, row: Figure) -> bool:
        """Whether there is a figure, shown or hidden. Asked of each row: of one that is not there nothing is said."""
        return row.status not in (NOT_MEASURED, NOT_DELIVERED)

    def is_single_area(self, row: Figure) -> bool:
        """Whether a row is of a housing area, which has others beside it; the total has none. Asked of each row."""
        return self.is_followed(row) and row.key[2] != self.definitions.total

    def find(self, indicator_id: str, window: str, area: str | None) -> Figure | None:
        """The row of an indicator in a window and an area; None where there is none, or the plan has no such area.
        Called for each row that another is compared with."""
        return None if area is None else self.rows.get((indicator_id, window, area))

    @cached_property
    def _by_area(self) -> dict[tuple[str, str], list[Figure]]:
        """Indicator and area -> its rows, in the order in which the windows are first named in the file. Read for the
        course of each row."""
        order = {(key, window): place for key, of in self._windows.items() for place, window in enumerate(of)}
        rows: dict[tuple[str, str], list[Figure]] = {}
        for row in sorted(self.rows.values(), key=lambda row: order[row.key[0], row.key[1]]):
            rows.setdefault((row.key[0], row.key[2]), []).append(row)
        return rows

    def list_of_area(self, row: Figure) -> list[Figure]:
        """All rows of a row's indicator and area. Called for each row whose course is drawn."""
        return self._by_area[row.key[0], row.key[2]]

    def find_first_end(self, row: Figure) -> date:
        """The last day of the window that a row's course begins with: the baseline's, else the first there is. Called
        for each row whose course is drawn."""
        windows = self._windows[row.key[0]]
        days = windows.get(row.cells["baseline_window"].partition(RECOUNTED)[0])
        return days[1] if days is not None else min(end for _, end in windows.values())

    def find_rest(self, row: Figure) -> Counts | None:
        """The counts that an area is tested against: the municipality without it, or the whole country, from which
        nothing is taken. None where either shows none. Called for each row of a housing area and of their total."""
        compared_with = self.get_judging(row).compared_with
        whole, part = read_counts(self.find(row.key[0], row.key[1], compared_with)), read_counts(row)
        if whole is None or part is None:
            return None
        return whole if compared_with == self.definitions.country else subtract_counts(whole, part)

    def find_others(self, row: Figure) -> Counts | None:
        """The counts of the other housing areas together: the total without the area. None for the total itself, and
        where either shows none. Called for each row of a housing area."""
        if not self.is_single_area(row):
            return None
        whole, part = read_counts(self.find(row.key[0], row.key[1], self.definitions.total)), read_counts(row)
        return None if whole is None or part is None else subtract_counts(whole, part)

    def find_baseline(self, row: Figure) -> Earlier | None:
        """The baseline that a row's change is since: that of the extracts where it is shown, else as the plan prints
        it. None where there is neither, or no row has its window, so that nobody knows its days. Called for each
        row."""
        window = row.cells["baseline_window"]
        found = self.find(row.key[0], window, row.key[2])
        # A window counted again is by another rule than what the plan prints, so nothing takes its place when hidden.
        if found is not None and (read_value(found) is not None or find_version(found)):
            return self._make_earlier(found)
        plain = window.partition(RECOUNTED)[0]
        days, printed = self._windows[row.key[0]].get(plain), row.cells["baseline_value"]
        if days is None or not printed or is_pooled(row):
            return None
        return Earlier(*days, rule_day=days[1], value=Decimal(printed), row=None)

    def _make_earlier(self, row: Figure) -> Earlier:
        """A row as the earlier figure of a change. Called for baselines, and for figures of the year before."""
        return Earlier(*self.get_days(row), self.find_rule_day(row), read_value(row), row)

    def find_year_before(self, row: Figure) -> Earlier | None:
        """The figure of the window that ends in the same month a year before; None where there is none, or the two
        overlap. Windows pooled have none. Called for each row."""
        window = row.cells["year_before_window"]
        found = self.find(row.key[0], window, row.key[2]) if window else None
        return None if found is None else self._make_earlier(found)

    def is_broken_between(self, row: Figure, rule_day: date) -> bool:
        """Whether the definition of a row's indicator changed between the rules that count it and another figure, so
        that the two cannot be compared. Called for each change, and for each window of a course. rule_day: the other
        figure's."""
        first, last = sorted((rule_day, self.find_rule_day(row)))
        return any(first < day <= last for day in self.get_judging(row).breaks)
