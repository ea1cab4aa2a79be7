"""The judged table as cells: what a page may show of an indicator, a window and an area.

A cell that may not be shown has no number here, whatever the table holds: what no later module can reach,
no chart, sentence or alt text can tell.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property

import pandas as pd

from hpanalysis.definitions.windows import find_plain_window, is_pooled, is_recounted
from hpanalysis.plan import Area
from hpanalysis.report.row.parts import ComparedDevelopment, Course, OtherAreas, TargetNeeds, YearBefore
from hpanalysis.report.row.reader import Row, RowReader, read_day
from hpanalysis.tables import Edition, Evidence, Since, Status, Verdict, Versus


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
    course: Course | None  # None where no row has it: hidden, or of a table that had no courses yet
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

    def about(self, column: str = "") -> str:
        """What the attribute `data-om` of an element says that is about this cell: its address, and the column of
        indicators.csv whose word stands there; "" for whatever is said of it. Called wherever a page tells of a
        figure, so that who checks the page knows what each word and number is about."""
        return f"{self.key} {column}".rstrip()

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


def _read_cell(row: Row, edition: Edition) -> Cell:
    """Read one row of the judged table as a cell, with what the edition may see. Called by `read_cells` for every row.
    A hidden number that the confidential edition reads makes the cell `withheld`."""
    read = RowReader(row, Status(row["status"]), edition)
    value = read.number("value")
    return Cell(
        indicator_id=row["indicator_id"],
        area_id=row["area_id"],
        window=row["window"],
        start=read_day(row["window_start"]),
        end=read_day(row["window_end"]),
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
        course=read.read_course(),
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

    def __init__(self, rows: Sequence[Row], edition: Edition) -> None:
        """Keep the rows of a judged table, in any order; each is read as a cell when it is first asked for, because
        most pages ask for a few of a thousand. Called by `read_cells`, each time a notebook or a page that is made
        without one reads the judged table."""
        self._rows, self._edition = rows, edition
        self._read: dict[int, Cell] = {}  # by the row's place in the table
        self._courses: dict[tuple[str, str], list[Cell]] = {}

    def __iter__(self) -> Iterator[Cell]:
        """All cells in the order of the judged table, pooled ones among them. Used by pages that go through every
        figure, as the front page."""
        return map(self._get, range(len(self._rows)))

    def _get(self, place: int) -> Cell:
        """The cell of the row at a place in the table. Called for each row that is asked for."""
        if place not in self._read:
            self._read[place] = _read_cell(self._rows[place], self._edition)
        return self._read[place]

    @cached_property
    def _places(self) -> dict[tuple[str, str], list[int]]:
        """(indicator, area) -> the places of its rows in the table. Read for every figure that is asked for."""
        places: dict[tuple[str, str], list[int]] = {}
        for place, row in enumerate(self._rows):
            places.setdefault((row["indicator_id"], row["area_id"]), []).append(place)
        return places

    @cached_property
    def indicator_ids(self) -> tuple[str, ...]:
        """The indicators that have a cell, in the order of the judged table. Read where it is asked whether there is a
        figure of an indicator at all."""
        return tuple(dict.fromkeys(indicator_id for indicator_id, _ in self._places))

    def list_of(self, indicator_id: str) -> list[Cell]:
        """All cells of an indicator in the order of the judged table, pooled ones among them. Called for its definition
        page, and for an analyst's own drawing."""
        places = (place for (own, _), found in self._places.items() if own == indicator_id for place in found)
        return [self._get(place) for place in sorted(places)]

    def _list_course(self, indicator_id: str, area_id: str) -> list[Cell]:
        """The cells of an indicator's windows in an area that are not pooled, oldest first, each once; put together
        when first asked for. Called for charts over time and wherever the newest figure is told."""
        key = (indicator_id, area_id)
        if key not in self._courses:
            cells = [self._get(place) for place in self._places.get(key, ())]
            course: dict[str, Cell] = {}
            for cell in sorted(cells, key=lambda cell: (cell.end, is_recounted(cell.window))):
                # Counted again after the window itself, so it takes its place; where it is not shown the window keeps
                # it.
                if is_recounted(cell.window) and cell.is_shown:
                    window = find_plain_window(cell.window)
                    course[window] = replace(cell, by_own_rule=course.get(window))
                elif not cell.is_pooled and not is_recounted(cell.window):
                    course[cell.window] = cell
            self._courses[key] = list(course.values())
        return self._courses[key]

    def course(self, indicator_id: str, area_id: str) -> list[Cell]:
        """All windows of an indicator in an area up to the one this half-year shows, oldest first, without pooled ones;
        empty where it is not measured there. Called for charts over time and their tables."""
        cells = self._list_course(indicator_id, area_id)
        return [] if all(cell.status is Status.NOT_MEASURED for cell in cells) else cells

    def latest(self, indicator_id: str, area_id: str) -> Cell | None:
        """The cell of the window that this half-year shows, never a pooled one; None where the indicator is not
        measured for the area, or has no window yet. Called for nearly every table, chart and sentence."""
        cells = self._list_course(indicator_id, area_id)
        return _none_unless_measured(next((cell for cell in cells if cell.latest), None))

    def pooled(self, indicator_id: str, area_id: str) -> Cell | None:
        """The newest cell of several windows together; None where the plan pools none or does not measure the area, or
        there are too few yet. Called where three years together stand beside or instead of one, and where such figures
        are counted as withheld."""
        cells = (self._get(place) for place in self._places.get((indicator_id, area_id), ()))
        pooled = sorted((cell for cell in cells if cell.is_pooled), key=lambda cell: cell.end)
        return _none_unless_measured(pooled[-1] if pooled else None)

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
    return Cells(tuple(_list_rows(judged)), edition)


def _list_rows(judged: pd.DataFrame) -> Iterator[Row]:
    """The rows of a judged table, each column -> value, with pandas' own signs for nothing. Called by `read_cells`, for
    pandas' `to_dict` takes five times as long over a table of a hundred columns."""
    names = list(judged)
    values = [judged[name].tolist() for name in names]
    return (dict(zip(names, row, strict=True)) for row in zip(*values, strict=True))
