"""The two tables of the state's criteria, to be asked by area, list year and kind of area."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pandas as pd

from hpanalysis.law import list_day
from hpanalysis.plan import Area
from hpanalysis.report.cells import Cell, Cells
from hpanalysis.report.release import Release
from hpanalysis.tables import AreaStatus, CriterionMet, CriterionName

# The kinds of area whose criteria make the state's list, as the law in force names them and as it did until 2018, when
# the criteria were counted for what it now calls a parallelsamfund.
_LISTED = (AreaStatus.VULNERABLE, AreaStatus.PARALLEL)


@dataclass(frozen=True, kw_only=True)
class CriterionRow:
    """A criterion of a kind of area on one list: a row of `tables.CRITERIA`, its words read. None where a number is not
    known."""

    area_id: str
    list_year: int
    kind: AreaStatus
    name: CriterionName
    indicator_id: str
    paragraph: str
    years: int
    value: Decimal | None
    limit: Decimal
    comparison: str
    unit: str
    met: CriterionMet
    reason: str
    distance: Decimal | None
    persons: int | None
    next_year: Decimal | None
    next_year_itself: bool
    nearest: bool


@dataclass(frozen=True, kw_only=True)
class StatusRow:
    """What an area is on one list: a row of `tables.AREA_STATUSES`, its words read."""

    area_id: str
    list_year: int
    law_version: str
    status: AreaStatus
    reason: str
    could_be: tuple[str, ...]
    residents: int | None
    residents_lacking: int | None
    if_enough: AreaStatus
    is_latest: bool  # of the newest list that there are figures of every criterion for


def _read_number(cell: Any) -> Decimal | None:
    """A cell of a number column as the digits that are published; None where it is empty. Called for each number."""
    return None if pd.isna(cell) else Decimal(f"{float(cell):.6g}")


def _read_whole(cell: Any) -> int | None:
    """A cell of a column of whole numbers; None where it is empty. Called for each."""
    return None if pd.isna(cell) else int(cell)


def _read_criterion(row: Any) -> CriterionRow:
    """A row of the table of criteria. Called for each when a page is made."""
    limit = _read_number(row.limit)
    assert limit is not None  # every criterion has a limit
    return CriterionRow(
        area_id=row.area_id,
        list_year=int(row.list_year),
        kind=AreaStatus(row.area_type),
        name=CriterionName(row.criterion),
        indicator_id=row.indicator_id,
        paragraph=row.paragraph,
        years=int(row.years),
        value=_read_number(row.value),
        limit=limit,
        comparison=row.comparison,
        unit=row.unit,
        met=CriterionMet(row.met),
        reason=row.reason or "",
        distance=_read_number(row.distance),
        persons=_read_whole(row.persons),
        next_year=_read_number(row.next_year),
        next_year_itself=False if pd.isna(row.next_year_itself) else bool(row.next_year_itself),
        nearest=bool(row.nearest),
    )


def _read_status(row: Any) -> StatusRow:
    """A row of the table of statuses. Called for each when a page is made."""
    return StatusRow(
        area_id=row.area_id,
        list_year=int(row.list_year),
        law_version=row.law_version,
        status=AreaStatus(row.status),
        reason=row.reason or "",
        could_be=tuple(filter(None, (row.could_be or "").split("; "))),
        residents=_read_whole(row.residents),
        residents_lacking=_read_whole(row.residents_lacking),
        if_enough=AreaStatus(row.if_enough),
        is_latest=bool(row.latest),
    )


class Criteria:
    """What a half-year has of the state's criteria. Made once a page of both tables, and read by its sections."""

    def __init__(
        self, criteria: pd.DataFrame, statuses: pd.DataFrame, release: Release, cells: Cells | None = None
    ) -> None:
        """Read the rows of `tables.CRITERIA` and `tables.AREA_STATUSES`. Called when a page first asks for them. cells:
        the half-year's figures, for the newest year's own; None where nothing but the two tables is told of."""
        self.release = release
        self._cells = cells
        self._criteria = [_read_criterion(row) for row in criteria.itertuples(index=False)]
        self._statuses = [_read_status(row) for row in statuses.itertuples(index=False)]

    @property
    def areas(self) -> tuple[Area, ...]:
        """The housing areas in the plan's order. Read wherever there is a row for each."""
        return self.release.plan.areas

    @property
    def list_years(self) -> list[int]:
        """The years of the lists that there are figures for, the oldest first; empty where there are none. Read for the
        band of statuses."""
        return sorted({row.list_year for row in self._statuses})

    @property
    def latest(self) -> int | None:
        """The year of the newest list that there are figures of every criterion for; None where there are no lists.
        Read by all sections."""
        return next((row.list_year for row in self._statuses if row.is_latest), None)

    @property
    def incomplete_years(self) -> list[int]:
        """The years of newer lists of which only some criteria have figures. Read for the sentence that names them."""
        return [year for year in self.list_years if self.latest is not None and year > self.latest]

    @property
    def due(self) -> int:
        """The year of the newest list that is out by the half-year's last day: lists come on 1 December. Read to tell
        that a list's figures were not delivered."""
        cutoff = self.release.half_year.cutoff
        return cutoff.year if cutoff.month == 12 else cutoff.year - 1

    @property
    def missing_years(self) -> list[int]:
        """The years without figures, from the first list that has some to the newest that is out. Read for the sentence
        that names them; empty where nothing is missing."""
        years = self.list_years
        return [] if not years else [year for year in range(years[0], self.due + 1) if year not in years]

    def status(self, area_id: str, list_year: int) -> StatusRow | None:
        """What an area is on a list; None where there are no figures. Called for each area."""
        found = (one for one in self._statuses if (one.area_id, one.list_year) == (area_id, list_year))
        return next(found, None)

    def list_latest(self) -> list[StatusRow]:
        """What each area is on the newest list, in the plan's order. Called for the summary and the tables."""
        rows = [] if self.latest is None else [self.status(area.id, self.latest) for area in self.areas]
        return [row for row in rows if row is not None]

    def select(self, area_id: str, list_year: int, kinds: Iterable[AreaStatus]) -> list[CriterionRow]:
        """The criteria of an area on a list that belong to the kinds of area named, in the law's order. Called for each
        area."""
        wanted = tuple(kinds)
        rows = (one for one in self._criteria if (one.area_id, one.list_year) == (area_id, list_year))
        return [one for one in rows if one.kind in wanted]

    def select_listed(self, area_id: str, list_year: int) -> list[CriterionRow]:
        """The criteria of the state's list itself, and the share that parts a parallelsamfund from an udsat
        boligområde. Called for each area."""
        return self.select(area_id, list_year, _LISTED)

    def find(self, area_id: str, list_year: int, name: CriterionName) -> CriterionRow | None:
        """The criterion of the state's list by what it measures; None where the law of that year has none. Called for
        each cell of the matrix."""
        return next((one for one in self.select_listed(area_id, list_year) if one.name is name), None)

    def least_residents(self, list_year: int) -> int:
        """How many residents the law of a list asks of an area: the most that any kind asks, 1,000. Called for the
        chart of residents; 0 where the law is not read, which is so for no page with figures."""
        rules = self.release.plan.law
        version = None if rules is None else rules.version_on(list_day(list_year))
        return 0 if version is None else max(rule.least_residents for rule in version.rules.values())

    def find_own(self, row: CriterionRow, area_id: str) -> Cell | None:
        """The figure of a criterion's own list year alone, of an area or of the country, if it may be shown; None where
        it may not, or is not there. Called for charts and for what next year brings."""
        cells = self._cells.course(row.indicator_id, area_id) if self._cells is not None else []
        found = (cell for cell in cells if cell.window == str(row.list_year))
        return next((cell for cell in found if cell.is_public and cell.has_number and cell.denominator), None)
