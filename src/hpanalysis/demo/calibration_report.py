"""Which printed baselines the persons give, and which no persons can give: the rows of AFVIGELSER.csv."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from hpanalysis.danish import count_decimals
from hpanalysis.definitions.catalogue import indicators
from hpanalysis.definitions.model import Unit
from hpanalysis.definitions.windows import Delivered
from hpanalysis.demo.calibration import reasons
from hpanalysis.demo.calibration.area_table_counts import list_delivered_areas
from hpanalysis.demo.calibration.arithmetic import round_figure
from hpanalysis.demo.registers.area_tables import AreaTables
from hpanalysis.demo.town.life import Life
from hpanalysis.plan import Printed


@dataclass(frozen=True, kw_only=True)
class Deviation:
    """A printed baseline that the persons do not give. The fields are the columns of AFVIGELSER.csv, in their order.
    Made by `Comparison` when all extracts are made; written by `demo.write`."""

    indicator_id: str
    window: str
    area_id: str
    source: str
    printed: str  # the figure as the plan prints it
    given: str  # the figure that the persons give; "" where they give none
    reason: str  # in Danish


@dataclass(frozen=True)
class CalibrationReport:
    """What `demo.write` has made, and how well it fits the plan. Made by `demo.write` at its end; the command
    `hpanalysis demo` prints how many deviations there are."""

    matching: int  # the printed baselines that the extracts give
    deviations: tuple[Deviation, ...]  # the other printed baselines
    files: tuple[str, ...]  # the names of the files written


@dataclass(frozen=True)
class _Counted:
    """A figure counted from the extracts. Made by `Comparison` for a printed row, to be compared with it."""

    numerator: Decimal | int
    n: int | None  # the denominator; None for a number of cases


def _format_figure(value: Decimal, n: int | None, count: int | None) -> str:
    """A figure as `45,9 (antal 17) (ud af 37)`, without count (numerator) or n (denominator) where it is None. Called
    for the figure that the plan prints and the one that the synthetic extracts give, in each row of AFVIGELSER.csv, the
    demo's list of deviations."""
    text = reasons.format_number(value)
    text += f" (antal {reasons.format_number(count)})" if count is not None else ""
    return text + (f" (ud af {reasons.format_number(n)})" if n is not None else "")


class Comparison:
    """Compares figures counted from the synthetic extracts with the printed ones; made once, when all extracts are."""

    def __init__(self, life: Life, tables: dict[str, AreaTables]) -> None:
        """Gather the figures of the synthetic extracts, to be compared with those that the plan prints. Called once,
        when all the extracts are made. life: the town, whose `figures` have been noted as its extracts were made.
        tables: by the source's name, the tables that LBF (the national fund of social housing) delivers by area."""
        self.life, self.plan = life, life.plan
        self.cells = {
            (cell.indicator_id, str(cell.period.year), cell.area.id): cell
            for table in tables.values()
            for cells in table.new.values()
            for cell in cells
        }

    def _count(self, printed: Printed) -> _Counted | None:
        """A printed row's figure as the synthetic extracts have it; None where none has it. Called for each row that is
        compared. An area that is a total or the municipality is summed from its regions."""
        if cell := self.cells.get((printed.indicator_id, printed.window, printed.area_id)):
            return _Counted(cell.numerator, cell.denominator)
        span = self.life.baseline(printed.indicator_id)
        source = printed.source if printed.source == self.life.calibration.settings.separate_organisation else ""
        figure = self.life.figures.get((printed.indicator_id, source))
        regions = self._list_regions(printed.area_id)
        if figure is None or span is None or span.id != printed.window or not regions:
            return None
        counts, sizes = figure.numerators, figure.denominators
        return _Counted(sum(counts[i] for i in regions), None if sizes is None else sum(sizes[i] for i in regions))

    def _list_regions(self, area_id: str) -> list[int]:
        """The regions that an area consists of (each area by its place in the plan, the rest of the municipality last);
        none for the country, which no persons' extract covers. Called for each printed row that is in no table by area,
        to sum what the synthetic extracts give in these regions."""
        area, inside = self.plan.area(area_id), range(len(self.plan.areas))
        if area.is_total:
            return [*inside]
        if area.is_municipality:
            return [*inside, len(inside)]
        return [i for i in inside if self.plan.areas[i].id == area_id]

    def _compare(self, printed: Printed) -> Deviation | None:
        """How the synthetic extracts deviate from a row that the plan prints, or None where they give it as printed.

        Called for each printed row of an adopted indicator, when all extracts are made, for the demo's AFVIGELSER.csv.
        The value must be the same with the printed decimals, and so must the number and the count where they are
        printed.
        """
        counted = self._count(printed)
        given = ""
        if counted:
            count, n = counted.numerator, counted.n
            scale = 1 if indicators()[printed.indicator_id].unit is Unit.MEAN else 100
            decimals = count_decimals(printed.value)
            value = Decimal(count) if n is None else round_figure(count, n, decimals, scale)
            if value == printed.value and printed.n in (None, n) and printed.count in (None, count):
                return None
            shown_count = int(count) if scale == 100 and n is not None else None
            given = "" if value is None else _format_figure(value, n, shown_count)
        return Deviation(
            indicator_id=printed.indicator_id,
            window=printed.window,
            area_id=printed.area_id,
            source=printed.source,
            printed=_format_figure(printed.value, printed.n, printed.count),
            given=given,
            reason=self._explain(printed, counted),
        )

    def _explain(self, printed: Printed, counted: _Counted | None) -> str:
        """Why the synthetic extracts do not give a printed row, in Danish: by the calibration's arithmetic, else by
        what extracts cover, else only which other figure they give. Called for each row that deviates. counted: the
        figure they give, or None."""
        if reason := self.life.calibration.reasons.get((printed.indicator_id, printed.area_id)):
            return reason
        if self.plan.area(printed.area_id).is_country and not self._is_in_table(printed):
            return reasons.explain_country()
        if counted is None:
            return reasons.explain_not_delivered(printed.window)
        return reasons.explain_other_figure(counted.numerator, counted.n)

    def _is_in_table(self, printed: Printed) -> bool:
        """Whether a printed row's indicator and area are in a table that LBF (the national fund of social housing)
        delivers by area. Called to explain why the synthetic extracts do not give a row of the country, which only such
        a table can cover."""
        key = printed.indicator_id
        return isinstance(indicators()[key].window, Delivered) and printed.area_id in [
            area.id for area in list_delivered_areas(self.life.calibration, key)
        ]

    def rows(self) -> tuple[int, tuple[Deviation, ...]]:
        """How many of the rows that the plan prints are given by the synthetic extracts, and the deviations of the
        others, in the plan's order; of the adopted indicators. Called once, when all extracts are made."""
        adopted = {a.indicator_id for a in self.plan.adoptions} & set(indicators())
        compared = [self._compare(row) for row in self.plan.printed if row.indicator_id in adopted]
        return compared.count(None), tuple(row for row in compared if row)
