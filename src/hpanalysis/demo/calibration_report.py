"""Which printed baselines the persons give, and which no persons can: the rows of AFVIGELSER.csv."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from hpanalysis.definitions.catalogue import indicators
from hpanalysis.definitions.model import Unit
from hpanalysis.definitions.windows import Delivered
from hpanalysis.demo.calibration import reasons as why
from hpanalysis.demo.calibration.area_table_counts import list_delivered_areas
from hpanalysis.demo.calibration.arithmetic import count_decimals, round_figure
from hpanalysis.demo.registers.area_tables import AreaTables
from hpanalysis.demo.town.life import Life
from hpanalysis.plan import Printed


@dataclass(frozen=True)
class Deviation:
    """A printed baseline that is not given: what the persons give instead (None where they give nothing), and why."""

    indicator_id: str
    window: str
    area_id: str
    source: str
    printed: str
    given: str
    reason: str


@dataclass(frozen=True)
class CalibrationReport:
    """What `write` made. given: printed baselines that the extracts give. deviations: the others. files: names."""

    given: int
    deviations: tuple[Deviation, ...]
    files: tuple[str, ...]


def _format_figure(value: Decimal, n: int | None, count: int | None) -> str:
    text = why.format_number(value)
    text += f" (antal {why.format_number(count)})" if count is not None else ""
    return text + (f" (ud af {why.format_number(n)})" if n is not None else "")


class Comparison:
    """The figures counted from the extracts beside the printed ones."""

    def __init__(self, life: Life, tables: dict[str, AreaTables]) -> None:
        self.life, self.plan = life, life.plan
        self.cells = {
            (c.indicator_id, str(c.period.year), c.area.id): c
            for table in tables.values()
            for cells in table.new.values()
            for c in cells
        }

    def _counted(self, cell: Printed) -> tuple[Decimal | int, int | None] | None:
        """Numerator and denominator of a printed cell; None where no extract has it."""
        if found := self.cells.get((cell.indicator_id, cell.window, cell.area_id)):
            return found.numerator, found.denominator
        span = self.life.baseline(cell.indicator_id)
        source = cell.source if cell.source == self.life.calibration.settings.separate_organisation else ""
        figure = self.life.figures.get((cell.indicator_id, source))
        if figure is None or span is None or span.id != cell.window:
            return None
        places = self._regions(cell.area_id)
        if not places:
            return None
        counts, sizes = figure
        return sum(counts[i] for i in places), None if sizes is None else sum(sizes[i] for i in places)

    def _regions(self, area_id: str) -> list[int]:
        kind, inside = self.plan.area(area_id).kind, range(len(self.plan.areas))
        every = {"total": [*inside], "municipality": [*inside, len(inside)]}
        return every.get(kind, [i for i in inside if self.plan.areas[i].id == area_id])

    def row(self, cell: Printed) -> Deviation | None:
        """None where the figure is given as printed: value, and number and count where they are printed."""
        found = self._counted(cell)
        given, same = "", False
        if found:
            count, n = found
            scale = 1 if indicators()[cell.indicator_id].unit is Unit.MEAN else 100
            value = Decimal(count) if n is None else round_figure(count, n, count_decimals(cell.value), scale)
            same = value == cell.value and cell.n in (None, n) and cell.count in (None, count)
            counted = int(count) if scale == 100 and n is not None else None
            given = "" if value is None else _format_figure(value, n, counted)
        if same:
            return None
        printed = _format_figure(cell.value, cell.n, cell.count)
        reason = self._reason(cell, found)
        return Deviation(cell.indicator_id, cell.window, cell.area_id, cell.source, printed, given, reason)

    def _reason(self, cell: Printed, found: tuple | None) -> str:
        known = self.life.calibration.reasons.get((cell.indicator_id, cell.area_id))
        if known:
            return known
        if self.plan.area(cell.area_id).kind == "country" and not self._delivered_table(cell):
            return why.explain_country()
        if found is None:
            return why.explain_not_delivered(cell.window)
        return why.explain_other_figure(*found)

    def _delivered_table(self, cell: Printed) -> bool:
        key = cell.indicator_id
        return isinstance(indicators()[key].window, Delivered) and cell.area_id in [
            area.id for area in list_delivered_areas(self.life.calibration, key)
        ]

    def rows(self) -> tuple[int, tuple[Deviation, ...]]:
        """How many printed rows are given, and the rows that are not, in the plan's order; of adopted indicators."""
        adopted = {a.indicator_id for a in self.plan.adoptions} & set(indicators())
        compared = [self.row(cell) for cell in self.plan.printed if cell.indicator_id in adopted]
        return compared.count(None), tuple(row for row in compared if row)
