"""The tables that LBF delivers ready made by area: whole persons behind each figure, and a drift from year to year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import numpy as np

from hpanalysis.definitions.catalogue import indicators
from hpanalysis.definitions.model import Source, Unit
from hpanalysis.definitions.windows import HalfYear, Kind
from hpanalysis.demo.calibration.area_table_counts import derive_counts, list_delivered_areas, list_first_years
from hpanalysis.demo.calibration.draws import Draws
from hpanalysis.demo.calibration.schedule import list_indicators_of
from hpanalysis.demo.calibration.sizes_and_counts import Calibration
from hpanalysis.plan import Area


@dataclass(frozen=True)
class Cell:
    """A delivered figure: an indicator, a period and an area, numerator over denominator."""

    indicator_id: str
    period: date
    area: Area
    numerator: Decimal
    denominator: int
    spread: Decimal | None


class AreaTables:
    """The cells of a source by the half-year that first delivers them.

    The drift is a relative change a year of demo.yaml's a_year, with noise; years before it has begun are as printed.
    """

    def __init__(self, calibration: Calibration, source: Source, last: HalfYear, draws: Draws) -> None:
        self.calibration, self.source, self.draws = calibration, source, draws
        self.new: dict[HalfYear, list[Cell]] = {}
        for half_year in last.since(calibration.plan.first):
            cells = [
                cell
                for key in list_indicators_of(calibration.plan, source.name)
                for cell in self._cells(key, half_year)
            ]
            if cells:
                self.new[half_year] = cells

    def _periods(self, key: str, half_year: HalfYear) -> list[date]:
        """The years (election days) of an indicator that come new in a half-year."""
        settings, first = self.calibration.settings, self.calibration.plan.first
        if indicators()[key].window.kind is Kind.ELECTION:
            day = settings.elections.get(key, {}).get(half_year)
            return [day] if day else []
        years = list_first_years(self.calibration, key)
        if half_year == first:
            return [date(year, 1, 1) for year in years]
        later = settings.later_years.get(self.source.name, {}).get(half_year, [])
        return [date(year, 1, 1) for year in later if year > max(years, default=0)]

    def _cells(self, key: str, half_year: HalfYear) -> list[Cell]:
        return [
            self._cell(key, period, area)
            for period in self._periods(key, half_year)
            for area in list_delivered_areas(self.calibration, key)
        ]

    def _cell(self, key: str, period: date, area: Area) -> Cell:
        size = self.calibration.settings.table(key)
        mean = indicators()[key].unit is Unit.MEAN
        count, n = derive_counts(self.calibration, key, str(period.year), area, mean) or self._drifted(
            key, period, area, mean
        )
        spread = Decimal(str(size.spread)) if mean and size.spread else None
        return Cell(key, period, area, count, n, spread)

    def _drifted(self, key: str, period: date, area: Area, mean: bool) -> tuple[Decimal, int]:
        """From the newest printed year on, or from the neutral level."""
        rng = self.draws(f"table {key} {period.year} {area.id}")
        settings = self.calibration.settings
        start = max((y for y in list_first_years(self.calibration, key) if y < period.year), default=period.year)
        n = round(getattr(settings.table(key), area.kind) * (1 + rng.uniform(-0.03, 0.03)))
        then = derive_counts(self.calibration, key, str(start), area, mean)
        inside = area.kind in ("area", "total")
        neutral = settings.rate(key).areas if inside else settings.rate(key).municipality
        level = float(then[0]) / then[1] if then else neutral / (1 if mean else 100)
        noise = rng.normal(0, 0.04 if inside else 0.008)
        value = level * (1 + settings.rate(key).a_year) ** (period.year - start) * (1 + noise)
        value = value if mean else float(np.clip(value, 0, 0.99))
        return (Decimal(str(round(value * n, 1))) if mean else Decimal(round(value * n))), n

    def rows(self, half_year: HalfYear) -> list[dict]:
        """The file of a half-year: what is new in it after what was delivered before; no rows if nothing is new.

        A survey wave comes alone.
        """
        if half_year not in self.new:
            return []
        kinds = {indicators()[key].window.kind for key in list_indicators_of(self.calibration.plan, self.source.name)}
        alone = kinds == {Kind.SURVEY}
        since = [half_year] if alone else [h for h in self.new if h <= half_year]
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
            for half_year in since
            for cell in self.new[half_year]
        ]
