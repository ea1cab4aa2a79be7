"""The shown figures of the judged table as the law's figures of an area. What is not shown is unknown, and never 0."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pandas as pd

from hpanalysis.definitions import catalogue
from hpanalysis.definitions.model import Unit
from hpanalysis.law import CriterionId, Figures, Why
from hpanalysis.law import Unit as LawUnit
from hpanalysis.plan import Plan
from hpanalysis.tables import Status

_SHOWN, _HIDDEN = Status.SHOWN.value, Status.HIDDEN.value
# The measure whose denominator is all residents of an area.
_OF_ALL_RESIDENTS = CriterionId.NON_WESTERN


class CriterionFigures:
    """The measures of the state's criteria that a half-year shows, by area and list year. Made once, when the criteria
    of a half-year are judged. Shares are exact, from numerator and denominator; income is in percent of the region's as
    it is delivered."""

    def __init__(self, judged: pd.DataFrame, plan: Plan) -> None:
        """Sort the rows of the judged table (`tables.JUDGED`) that are measures of a criterion. Called once a
        half-year."""
        declared = catalogue.indicators()
        self.plan = plan
        # Criterion -> the indicator that measures it, as far as the plan has adopted one.
        self.indicators = {
            CriterionId(declared[one.indicator_id].criterion): one.indicator_id
            for one in plan.adoptions
            if declared[one.indicator_id].criterion
        }
        self._rows: dict[tuple[str, str, int], Any] = {}
        measures: list[Any] = list(
            judged[judged["indicator_id"].isin(self.indicators.values())].itertuples(index=False)
        )
        for row in measures:
            self._rows[row.indicator_id, row.area_id, int(row.window)] = row

    @property
    def list_years(self) -> list[int]:
        """The years of the state's lists that there is a figure for in some area, the oldest first. Read for the rows
        of both tables."""
        ids = {area.id for area in self.plan.areas}
        years = {year for (_, area, year), row in self._rows.items() if area in ids and row.status in (_SHOWN, _HIDDEN)}
        return sorted(years)

    @property
    def latest(self) -> int:
        """The year of the newest list that there is a figure of each measure for, in some area; of the newest list of
        all where none has them all, and 0 without any. Read for the column `latest`: one early figure of the next list
        must not put the whole of the last one aside."""
        ids = [area.id for area in self.plan.areas]
        whole = [
            year
            for year in self.list_years
            if all(any(self.was_delivered(one, area, year) for area in ids) for one in self.indicators)
        ]
        return max(whole or self.list_years, default=0)

    def was_delivered(self, criterion_id: CriterionId, area_id: str, list_year: int) -> bool:
        """Whether there is a figure of a measure, shown or hidden. Called where it is told what is missing: what is
        hidden was delivered."""
        row = self._rows.get((self.indicators.get(criterion_id, ""), area_id, list_year))
        return row is not None and row.status in (_SHOWN, _HIDDEN)

    def count(self, criterion_id: CriterionId, area_id: str, list_year: int) -> tuple[int, int] | None:
        """Numerator and denominator of a share of persons; None where they are not shown, and for a mean. Called for
        distances in persons, and for residents."""
        key = self.indicators.get(criterion_id)
        if key is None or catalogue.indicators()[key].unit is Unit.MEAN:
            return None
        row = self._rows.get((key, area_id, list_year))
        if row is None or row.status != _SHOWN or pd.isna(row.numerator) or pd.isna(row.denominator):
            return None
        return int(row.numerator), int(row.denominator)

    def find_residents(self, area_id: str) -> dict[int, int | None]:
        """List year -> residents of an area, as the state counts them; a year without a shown figure is left out.
        Called for each area."""
        counts = {year: self.count(_OF_ALL_RESIDENTS, area_id, year) for year in self.list_years}
        return {year: found[1] for year, found in counts.items() if found is not None}

    def find_measures(self, area_id: str) -> dict[CriterionId, Figures]:
        """Criterion -> the area's figures, with the country's for what is held against them. Called for each area."""
        country = self.plan.country
        found = {}
        for criterion_id, key in self.indicators.items():
            bases = {} if country is None else self._find_shares(key, country.id)
            found[criterion_id] = Figures(LawUnit.PERCENT, self._find_shares(key, area_id), bases)
        return found

    def _find_shares(self, indicator_id: str, area_id: str) -> Mapping[int, Fraction | Why]:
        """List year -> the exact figure of an indicator in an area, in percent, or why it is not known; a year that was
        not delivered is left out. Called for each measure, of the area and of the country."""
        scale = catalogue.indicators()[indicator_id].unit.scale
        shares: dict[int, Fraction | Why] = {}
        for (key, area, year), row in self._rows.items():
            if (key, area) != (indicator_id, area_id):
                continue
            if row.status == _HIDDEN:
                shares[year] = Why.WITHHELD
            elif row.status == _SHOWN and not pd.isna(row.numerator) and row.denominator:
                # repr gives the decimals that were delivered; the float itself lies a little beside them.
                shares[year] = Fraction(Decimal(repr(float(row.numerator)))) * scale / int(row.denominator)
        return shares
