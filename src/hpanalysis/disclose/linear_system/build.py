"""Rows -> the linear system of all of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from hpanalysis.definitions import catalogue
from hpanalysis.definitions.model import Indicator, Measure
from hpanalysis.disclose.linear_system.periods import Month, WindowTies, cut_into_pieces
from hpanalysis.disclose.linear_system.places import COMPLEMENT, DENOMINATOR, NUMERATOR, Quantity, list_quantities
from hpanalysis.disclose.linear_system.rows import Row
from hpanalysis.disclose.linear_system.system import Equations, System
from hpanalysis.disclose.relations import SHARES, assign_denominator_ids, list_complete_categories
from hpanalysis.disclose.targets import WindowTargets
from hpanalysis.plan import Plan


@dataclass(frozen=True)
class Family:
    """The rows over one denominator (or of one count), and the equations they are written to.

    denominator_id: None for a count. declared: the rows' indicators. rows: by their place in the list.
    """

    denominator_id: str | None
    declared: Mapping[str, Indicator]
    rows: Mapping[int, Row]
    plan: Plan
    equations: Equations
    tied: WindowTies

    @cached_property
    def blocks(self) -> dict[str, tuple[str, ...]]:
        """Window -> the blocks of time it is made of; itself alone where windows are not tied to each other."""
        tied = self.tied is not WindowTies.NOT
        return {row.window: row.blocks if tied else (row.window,) for row in self.rows.values()}

    @cached_property
    def pieces(self) -> dict[str, tuple[str, ...]]:
        return cut_into_pieces(self.blocks)

    @cached_property
    def units(self) -> dict[str, dict[str, list[str]]]:
        """Piece of time -> indicator -> the areas it has a row for, in some window that holds the piece."""
        found: dict[str, dict[str, list[str]]] = {}
        for row in self.rows.values():
            for piece in self.pieces[row.window]:
                areas = found.setdefault(piece, {}).setdefault(row.indicator_id, [])
                if row.area_id not in areas:
                    areas.append(row.area_id)
        return found

    @cached_property
    def by_window(self) -> dict[str, dict[str, dict[str, int]]]:
        """Window -> indicator -> area -> row."""
        found: dict[str, dict[str, dict[str, int]]] = {}
        for place, row in self.rows.items():
            found.setdefault(row.window, {}).setdefault(row.indicator_id, {})[row.area_id] = place
        return found

    def inside(self, window: str) -> dict[int, Row]:
        """The rows of the windows that a window is pooled of."""
        parts = {each for each, blocks in self.blocks.items() if set(blocks) < set(self.blocks[window])}
        return {place: row for place, row in self.rows.items() if row.window in parts}

    def figures(self, areas: Mapping[str, Iterable[str]]) -> list[Quantity]:
        """The figures of a piece of time; areas: indicator -> the areas it has."""
        return list_quantities(areas, self.denominator_id, self.declared, self.plan)

    def _signed(self, figure: Quantity) -> bool:
        """Whether it may be negative: the sum of marks may."""
        return figure.kind == NUMERATOR and self.declared[figure.key].measure is Measure.MEAN

    def write_unit(self, unit: str, areas: Mapping[str, Iterable[str]]) -> None:
        """The variables and relations of a piece of time."""
        for figure in self.figures(areas):
            at, signed = (figure.kind, figure.key, unit), self._signed(figure)
            for place in (*figure.areas, *(left.place for left in figure.lefts if left.place)):
                self.equations.variable((*at, place), signed)
            for left in figure.lefts:
                parts = (*left.parts, left.place) if left.place else left.parts
                self.equations.equal((*at, left.whole), *((*at, part) for part in parts))
        for place in self.equations.places(unit, self.denominator_id):
            self._write_place(unit, place)

    def _write_place(self, unit: str, place: str) -> None:
        """Complements, categories, sums and parts, of the figures that have the place."""
        whole = (DENOMINATOR, self.denominator_id, unit, place)
        have = {key: each for key, each in self.declared.items() if (NUMERATOR, key, unit, place) in self.equations}
        for key, indicator in have.items():
            numerator = (NUMERATOR, key, unit, place)
            if indicator.measure in SHARES:
                self.equations.variable((COMPLEMENT, key, unit, place))
                self.equations.equal(whole, numerator, (COMPLEMENT, key, unit, place))
            if indicator.sum_of and all(part in have for part in indicator.sum_of):
                self.equations.equal(numerator, *((NUMERATOR, part, unit, place) for part in indicator.sum_of))
            for larger in indicator.part_of:
                if larger in have:
                    rest = ("r", f"{larger}-{key}", unit, place)
                    self.equations.variable(rest)
                    self.equations.equal((NUMERATOR, larger, unit, place), numerator, rest)
        for together in list_complete_categories(have, catalogue.indicators()).values():
            self.equations.equal(whole, *((NUMERATOR, key, unit, place) for key in together))

    def write_windows(self) -> None:
        """Windows of several pieces are their sum; rows own what they publish."""
        for window, own in self.pieces.items():
            if own != (window,):
                self.equations.sum_pieces(window, own, (self.denominator_id, *self.by_window[window]))
        for place, row in self.rows.items():
            at = (row.window, row.area_id)
            self.equations.own((NUMERATOR, row.indicator_id, *at), place, row.numerator)
            if self.denominator_id is not None:
                self.equations.own((DENOMINATOR, self.denominator_id, *at), place, row.denominator)

    def write_months(self, told: Sequence[Month]) -> None:
        """Pieces of the published months, whose values bound numerators by denominators."""
        own = {(m.indicator_id, m.area_id, m.month): m for m in told if m.indicator_id in self.declared}
        for unit, blocks in self._blocks_of_units().items():
            for indicator_id, area in dict.fromkeys((i, area) for i, area, block in own if block in blocks):
                if area in self.units[unit].get(indicator_id, ()):
                    self._write_months_of(unit, blocks, indicator_id, area)
                    for block in blocks:
                        if month := own.get((indicator_id, area, block)):
                            self._write_month(month)

    def _blocks_of_units(self) -> dict[str, tuple[str, ...]]:
        """Piece of time -> the blocks that lie in just the windows it lies in."""
        within = {unit: {w for w, own in self.pieces.items() if unit in own} for unit in self.units}
        of_block: dict[str, set[str]] = {}
        for window, blocks in self.blocks.items():
            for block in blocks:
                of_block.setdefault(block, set()).add(window)
        return {unit: tuple(b for b, windows in of_block.items() if windows == within[unit]) for unit in self.units}

    def _write_months_of(self, unit: str, blocks: tuple[str, ...], indicator_id: str, area: str) -> None:
        for kind, key in ((NUMERATOR, indicator_id), (DENOMINATOR, self.denominator_id)):
            names = [(kind, key, f"måned {block}", area) for block in blocks]
            if not all(name in self.equations for name in names):
                for name in names:
                    self.equations.variable(name)
                self.equations.equal((kind, key, unit, area), *names)

    def _write_month(self, month: Month) -> None:
        at = (f"måned {month.month}", month.area_id)
        numerator = (NUMERATOR, month.indicator_id, *at)
        denominator = (DENOMINATOR, self.denominator_id, *at)
        self.equations.between(numerator, denominator, month.lo, month.hi)

    def write(self, told: Sequence[Month]) -> None:
        for unit, areas in self.units.items():
            self.write_unit(unit, areas)
        self.write_windows()
        if self.tied is WindowTies.BY_MONTHS:
            self.write_months(told)


def group_into_families(rows: Sequence[Row], plan: Plan, equations: Equations, tied: WindowTies) -> list[Family]:
    """The rows by denominator, each count by itself, in the order of the rows."""
    keys = dict.fromkeys(row.indicator_id for row in rows)
    ids = assign_denominator_ids({key: catalogue.indicators()[key] for key in keys})
    found: dict[str, dict[int, Row]] = {}
    for place, row in enumerate(rows):
        found.setdefault(ids[row.indicator_id] or row.indicator_id, {})[place] = row
    made = []
    for own in found.values():
        declared = {row.indicator_id: catalogue.indicators()[row.indicator_id] for row in own.values()}
        made.append(Family(ids[next(iter(declared))], declared, own, plan, equations, tied))
    return made


def build_system(
    rows: Sequence[Row], plan: Plan, told: Sequence[Month] = (), tied: WindowTies = WindowTies.BY_MONTHS
) -> System:
    """The linear system of the rows and of the months published; `Stop` if two rows publish a denominator otherwise."""
    equations = Equations()
    for family in group_into_families(rows, plan, equations, tied):
        family.write(told)
        for window, by_indicator in family.by_window.items():
            most = max(row.most for row in family.rows.values() if row.window == window)
            inside = family.inside(window)
            own = WindowTargets(equations, window, by_indicator, family.declared, plan.k, most, inside)
            equations.targets += own.of(family.figures(by_indicator))
    return equations.frozen([row.name for row in rows])
