"""The tables that LBF delivers ready made by area: whole persons behind each figure, and a drift over the years."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import numpy as np

from hpanalysis.definitions.catalogue import indicators
from hpanalysis.definitions.model import Source, Unit
from hpanalysis.definitions.windows import HalfYear, Kind
from hpanalysis.demo.calibration.area_table_counts import (
    derive_counts,
    find_wanted_size,
    list_delivered_areas,
    list_first_years,
)
from hpanalysis.demo.calibration.draws import Draws
from hpanalysis.demo.calibration.schedule import list_indicators_of
from hpanalysis.demo.calibration.sizes_and_counts import Calibration
from hpanalysis.demo.calibration.trends import Trends
from hpanalysis.demo.registers.register_files import Row
from hpanalysis.plan import Area


@dataclass(frozen=True, kw_only=True)
class Cell:
    """A figure of a table that LBF (the national fund of social housing) delivers by area. Made by `AreaTables`; it
    becomes a row of a file, and the calibration report compares it with the printed baseline."""

    indicator_id: str
    period: date  # 1 January of the year, or the election day
    area: Area
    numerator: Decimal
    denominator: int
    spread: Decimal | None  # the standard deviation, of a mean


class AreaTables:
    """The cells of a source that LBF delivers by area, by the half-year that first delivers them. Made by
    `demo.extracts` for each such source that the plan needs; read for the files and by the calibration report. The
    first years are as the plan prints them. After them, a level changes by demo.yaml's `a_year`, with noise."""

    def __init__(
        self, calibration: Calibration, source: Source, last: HalfYear, *, trends: Trends, draws: Draws
    ) -> None:
        """Make all cells of a source that LBF (the national fund of social housing) delivers by area, for every
        half-year up to `last`. Called before the first synthetic file is made. trends: what levels do after the years
        that the plan prints. draws: the random numbers of the seed."""
        self.calibration, self.source, self.trends, self.draws = calibration, source, trends, draws
        self.new: dict[HalfYear, list[Cell]] = {}
        for half_year in last.since(calibration.plan.first):
            keys = list_indicators_of(calibration.plan, source.name)
            if cells := [cell for key in keys for cell in self._make_cells(key, half_year)]:
                self.new[half_year] = cells

    def _list_periods(self, key: str, half_year: HalfYear) -> list[date]:
        """The years (as 1 January), or the election day, of an indicator that come new in a half-year; may be none.
        Called for each indicator (key) and half-year when the synthetic cells are made. In the plan's first half-year
        they are the years that the plan prints; later they are those that demo.yaml names."""
        settings, first = self.calibration.settings, self.calibration.plan.first
        if indicators()[key].window.kind is Kind.ELECTION:
            day = settings.elections.get(key, {}).get(half_year)
            return [day] if day else []
        years = list_first_years(self.calibration, key)
        named = settings.later_years.get(self.source.name, {}).get(half_year, [])
        if half_year == first:
            return [date(year, 1, 1) for year in sorted({*years, *named})]
        return [date(year, 1, 1) for year in named if year > max(years, default=0)]

    def _make_cells(self, key: str, half_year: HalfYear) -> list[Cell]:
        """The cells of LBF's (Landsbyggefonden's) synthetic table for an indicator (key) that come new in a half-year:
        one for each period and area; empty if none do. Called for each half-year and each indicator of the source."""
        return [
            self._make_cell(key, period, area)
            for period in self._list_periods(key, half_year)
            for area in list_delivered_areas(self.calibration, key)
        ]

    def _make_cell(self, key: str, period: date, area: Area) -> Cell:
        """A cell of the synthetic table of LBF (the national fund of social housing) as the plan prints it, or else
        drifted from what it printed last. Called for each new period and area of an indicator (key). period: 1 January
        of the year, or the election day."""
        size = self.calibration.settings.table(key)
        mean = indicators()[key].unit is Unit.MEAN
        counts = derive_counts(self.calibration, key, str(period.year), area, mean=mean)
        numerator, n = counts or self._draw_drifted(key, period, area, mean=mean)
        spread = Decimal(str(size.spread)) if mean and size.spread else None
        return Cell(indicator_id=key, period=period, area=area, numerator=numerator, denominator=n, spread=spread)

    def _draw_drifted(self, key: str, period: date, area: Area, *, mean: bool) -> tuple[Decimal, int]:
        """Numerator and denominator of an indicator (key) in a period and area for which no usable figure is printed.

        Called for each such cell of the synthetic tables of LBF (the national fund of social housing). mean: whether
        the figure is a mean; its numerator is then the sum of the values. The level starts from the newest of the
        plan's earlier years, or from demo.yaml's if that year has no figure.
        """
        rng = self.draws(f"table {key} {period.year} {area.id}")
        start = self._find_start(key, period.year)
        n = round(find_wanted_size(self.calibration, key, str(start), area) * (1 + rng.uniform(-0.03, 0.03)))
        inside = area.is_of_the_plan
        fixed = self.calibration.settings.rate(key).municipality_stays
        if fixed is not None and not inside:
            return Decimal(str(fixed)) * n, n
        level = self._find_level(key, start, area, mean=mean)
        compared = self._find_level(key, start, self._find_compared(key), mean=mean)
        # An area has few persons, so its figures jump more from year to year than the municipality's.
        noise = rng.normal(0, 0.04 if inside else 0.008)
        drift = self.trends.at_table(key, start, period.year, level=level, municipality=compared, inside=inside)
        value = level * drift * (1 + noise)
        value = value if mean else float(np.clip(value, 0, 0.99))
        return (Decimal(str(round(value * n, 1))) if mean else Decimal(round(value * n))), n

    def _find_start(self, key: str, year: int) -> int:
        """The printed year that a synthetic figure of an indicator (key) drifts from: the newest before `year`, else
        the first after it; `year` itself where the plan prints none. Called for each cell that is drawn."""
        years = list_first_years(self.calibration, key)
        return max((one for one in years if one < year), default=min(years, default=year))

    def _find_compared(self, key: str) -> Area:
        """What the areas are compared with in LBF's (Landsbyggefonden's) synthetic table of an indicator (key): the
        municipality, or the country in a survey. Called for each cell that drifts. It is the last that the table has,
        or the municipality where it has areas alone."""
        last = list_delivered_areas(self.calibration, key)[-1]
        return self.calibration.plan.municipality if last.is_of_the_plan else last

    def _find_level(self, key: str, year: int, area: Area, *, mean: bool) -> float:
        """The level of an indicator (key) in a year and area as the plan prints it, or else demo.yaml's: a share from 0
        to 1, or a mean. Called for the level that a cell of LBF's (Landsbyggefonden's) synthetic table drifts from, and
        for that of what the areas are compared with."""
        if printed := derive_counts(self.calibration, key, str(year), area, mean=mean):
            return float(printed[0]) / printed[1]
        rate = self.calibration.settings.rate(key)
        return (rate.areas if area.is_of_the_plan else rate.municipality) / (1 if mean else 100)

    def rows(self, half_year: HalfYear) -> list[Row]:
        """The rows of a half-year's synthetic file: all cells delivered so far, or none if nothing is new. Called for
        each half-year when the files are made. A survey wave comes in a file of its own, without those before it."""
        if half_year not in self.new:
            return []
        keys = list_indicators_of(self.calibration.plan, self.source.name)
        is_survey = {indicators()[key].window.kind for key in keys} == {Kind.SURVEY}
        half_years = [half_year] if is_survey else [h for h in self.new if h <= half_year]
        labels = {code: label for label, code in self.source.column("indicator_id").codes.items()}
        return [
            {
                "indicator_id": labels[cell.indicator_id],
                "periode": cell.period,
                "omraade": cell.area.name,
                "numerator": cell.numerator,
                "denominator": cell.denominator,
                "spread": cell.spread,
            }
            for delivered in half_years
            for cell in self.new[delivered]
        ]
