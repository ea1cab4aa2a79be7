"""Rows -> the linear system of all of them: which variables there are, and what the definitions say holds of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from hpanalysis.definitions import bridges, catalogue
from hpanalysis.definitions.model import Indicator, Measure
from hpanalysis.definitions.windows import find_plain_window
from hpanalysis.disclose.linear_system.periods import Month, WindowTies, cut_into_pieces
from hpanalysis.disclose.linear_system.places import (
    COMPLEMENT,
    DENOMINATOR,
    NUMERATOR,
    REST,
    Quantity,
    list_nested_pairs,
    list_quantities,
    list_series_pairs,
    name_rest,
)
from hpanalysis.disclose.linear_system.rows import Row, name_window_of_group
from hpanalysis.disclose.linear_system.system import Equations, System
from hpanalysis.disclose.linear_system.targets import WindowTargets
from hpanalysis.disclose.relations import SHARES, assign_denominator_ids, list_complete_categories
from hpanalysis.plan import Plan

_MONTH = "måned"  # before a month in the name of a piece of time, which is no window


@dataclass(frozen=True, kw_only=True)
class Family:
    """The rows over one denominator (or of one count), and what is needed to write the equations that tie them. Made
    for each denominator when a system is built. No relation goes from one family to another."""

    denominator_id: str | None  # None for a count
    # The rows' indicators; one with a bridge is two series (`definitions.bridges`), each an indicator here.
    declared: Mapping[str, Indicator]
    rows: Mapping[int, Row]  # by their place in the list of all rows
    plan: Plan
    equations: Equations  # written to by every family
    ties: WindowTies

    @cached_property
    def blocks(self) -> dict[str, tuple[str, ...]]:
        """Window -> the blocks of time it is made of: months (`2024-10`), or the windows pooled in it; itself alone
        where `ties` is NOT, because the figures of overlapping windows disagreed. Read to cut windows into the pieces
        that they share, and to find the windows that lie within others."""
        # Untied, a window is one block, and shares it with no other.
        tied = self.ties is not WindowTies.NOT
        return {row.window: row.blocks if tied else (row.window,) for row in self.rows.values()}

    @cached_property
    def pieces(self) -> dict[str, tuple[str, ...]]:
        """Window -> the pieces of time that it is the sum of (`cut_into_pieces`), of which overlapping windows have
        some in common; just the window itself where it shares no month (or pooled window) with another. Read when the
        variables of each piece, the equations between overlapping windows, and the months are written."""
        return cut_into_pieces(self.blocks)

    @cached_property
    def areas_by_unit(self) -> dict[str, dict[str, list[str]]]:
        """Piece of time -> indicator -> the areas it has a row (figure) for, in some window that holds the piece. Read
        when the variables of each piece are written, and again for its months. A piece is the months (or pooled
        windows) that lie in the same windows."""
        units: dict[str, dict[str, list[str]]] = {}
        for row in self.rows.values():
            for piece in self.pieces[row.window]:
                areas = units.setdefault(piece, {}).setdefault(row.series, [])
                # Overlapping windows each have a row of the area; in the piece that they share it is one place.
                if row.area_id not in areas:
                    areas.append(row.area_id)
        return units

    @cached_property
    def rows_by_window(self) -> dict[str, dict[str, dict[str, int]]]:
        """Window -> indicator -> area -> the row's (figure's) place in the list of all rows. Read when the equations
        between windows are written, and when each window's counts to protect are listed."""
        windows: dict[str, dict[str, dict[str, int]]] = {}
        for place, row in self.rows.items():
            windows.setdefault(row.window, {}).setdefault(row.series, {})[row.area_id] = place
        return windows

    def rows_inside(self, window: str) -> dict[int, Row]:
        """The rows of the windows that lie within a window as a part of it, by their place in the list of all rows: of
        `2023..2025`, three years pooled, those of 2023, 2024 and 2025; empty where none does. Called for each window
        when its counts to protect are listed."""
        # A proper part only, for no window lies within itself.
        inside = {name for name, blocks in self.blocks.items() if set(blocks) < set(self.blocks[window])}
        return {place: row for place, row in self.rows.items() if row.window in inside}

    def list_quantities(self, areas: Mapping[str, Iterable[str]]) -> list[Quantity]:
        """The numerators and the denominator of a window, or of a piece of time that windows share, each with the
        places it can be known for: areas, and what is left of a whole less its areas. Called when a piece's variables
        are written, and when a window's counts to protect are listed. areas: indicator -> the areas it has figures for
        there."""
        return list_quantities(areas, self.denominator_id, self.declared, self.plan)

    def _is_signed(self, quantity: Quantity) -> bool:
        """Whether a quantity (a numerator or denominator in all its places) may be negative: school marks run from -3,
        so a sum of marks may be; a count may not. Asked when the quantity's variables are added to the equations, for
        the lower bound of each."""
        return quantity.kind == NUMERATOR and self.declared[quantity.key].measure is Measure.MEAN

    def _write_unit(self, unit: str, areas: Mapping[str, Iterable[str]]) -> None:
        """Write the variables and relations of one piece of time: sums over areas, and what holds within each place.
        Called once for each piece: months, or pooled windows, that lie in the same windows. unit: the piece's name.
        areas: indicator -> the areas it has figures for."""
        for quantity in self.list_quantities(areas):
            at, signed = (quantity.kind, quantity.key, unit), self._is_signed(quantity)
            # Places that nobody publishes are variables all the same: an attacker reckons with them.
            left = [remainder.place for remainder in quantity.remainders if remainder.place]
            for place in (*quantity.areas, *left):
                self.equations.add_variable((*at, place), signed)
            for remainder in quantity.remainders:
                parts = (*remainder.parts, remainder.place) if remainder.place else remainder.parts
                self.equations.add_sum((*at, remainder.whole), *((*at, part) for part in parts))
        if self.denominator_id is not None:
            for place in self.equations.list_places(unit, self.denominator_id):
                self._write_place(unit, place, self.denominator_id)

    def _write_place(self, unit: str, place: str, denominator_id: str) -> None:
        """Write the equations that hold in one place and piece of time: complements, categories, sums and parts of
        numerators; variables for complements, and for what is left of a larger numerator, are added. Called for each
        place that the denominator has. unit: the name of the piece of time (months, or pooled windows, that lie in the
        same windows). place: an area id, or the name of a remainder, which follows by subtraction alone."""
        whole = (DENOMINATOR, denominator_id, unit, place)
        # Not every indicator is measured in every place, and only those that are can be related there.
        have = {
            key: indicator
            for key, indicator in self.declared.items()
            if (NUMERATOR, key, unit, place) in self.equations
        }
        for key, indicator in have.items():
            numerator = (NUMERATOR, key, unit, place)
            # The rest of a share may be few where the share itself is many: 97 of 100 tells of 3.
            if indicator.measure in SHARES:
                self.equations.add_variable((COMPLEMENT, key, unit, place))
                self.equations.add_sum(whole, numerator, (COMPLEMENT, key, unit, place))
            # Without all of its parts a sum says nothing that could be written as an equation.
            if indicator.sum_of and all(part in have for part in indicator.sum_of):
                self.equations.add_sum(numerator, *((NUMERATOR, part, unit, place) for part in indicator.sum_of))
            for larger in indicator.part_of:
                if larger in have:
                    # What the larger numerator counts beside this one; it cannot be negative, so this is no larger.
                    rest = (REST, name_rest(larger, key), unit, place)
                    self.equations.add_variable(rest)
                    self.equations.add_sum((NUMERATOR, larger, unit, place), numerator, rest)
        for key, indicator in have.items():
            if indicator.overlap_of and all(one in have for one in indicator.overlap_of):
                self._write_overlap(key, unit, place)
        # A category with an indicator missing would leave a part of the denominator uncounted.
        every = {**catalogue.indicators(), **self.declared}
        for together in list_complete_categories(have, every).values():
            self.equations.add_sum(whole, *((NUMERATOR, key, unit, place) for key in together))

    def _write_overlap(self, key: str, unit: str, place: str) -> None:
        """Write, for a numerator that is what two others have in common, that whoever is in the first alone is not in
        the second: of the worst placed those who did not take part are among all who did not. Called for each such
        numerator when the variables of its place are there."""
        first, second = self.declared[key].overlap_of
        whole = next((name for name in self.declared[first].part_of if name in self.declared[second].part_of), None)
        outside = (COMPLEMENT, second, unit, place) if whole is None else (REST, name_rest(whole, second), unit, place)
        neither = (REST, f"{name_rest(whole or '', second)} uden {first}", unit, place)
        self.equations.add_variable(neither)
        self.equations.add_sum(outside, (REST, name_rest(first, key), unit, place), neither)

    def _write_windows(self) -> None:
        """Write each window of several pieces of time as their sum, and note which variables each row (figure)
        publishes, and as what. Called once for each family, after its pieces are written, for the sums are of their
        variables."""
        for window, pieces in self.pieces.items():
            # A window that is one piece of its own name has its variables already.
            if pieces != (window,):
                of_window = self.rows_by_window[window]
                pairs = (*list_series_pairs(of_window), *list_nested_pairs(self.declared, of_window))
                rests = (name_rest(new, old) for new, old in pairs)
                self.equations.sum_pieces(window, pieces, (self.denominator_id, *of_window, *rests))
        for place, row in self.rows.items():
            at = (row.window, row.area_id)
            self.equations.add_publisher((NUMERATOR, row.series, *at), place, row.numerator)
            # Most rows show their denominator too, so one shown row tells it for all indicators over it.
            if self.denominator_id is not None and row.tells_denominator:
                self.equations.add_publisher((DENOMINATOR, self.denominator_id, *at), place, row.denominator)

    @cached_property
    def _groups(self) -> dict[str, dict[str, list[str]]]:
        """Window -> breakdown -> its groups, of the windows that are broken down. Read when it is written that the
        groups are together the figure; mostly empty."""
        groups: dict[str, dict[str, list[str]]] = {}
        for row in self.rows.values():
            if row.group is not None:
                breakdown, group = row.group
                named = groups.setdefault(find_plain_window(row.key[1]), {}).setdefault(breakdown, [])
                if group not in named:
                    named.append(group)
        return groups

    def _write_groups(self) -> None:
        """Write that the groups of a breakdown are together the figure: each numerator and denominator of a window, in
        each place; what is left of a denominator follows from the two. Called once for each family, after its windows
        are written; the rows of a breakdown are of all its groups, or none."""
        for window, by_breakdown in self._groups.items():
            for breakdown, groups in by_breakdown.items():
                parts = [name_window_of_group(window, breakdown, group) for group in groups]
                # A copy is run through only because the names are asked for meanwhile; none is added.
                for kind, key, at, place in list(self.equations.names):
                    names = [(kind, key, part, place) for part in parts]
                    own = kind in (NUMERATOR, DENOMINATOR) and (key == self.denominator_id or key in self.declared)
                    if own and at == window and all(name in self.equations for name in names):
                        self.equations.add_sum((kind, key, at, place), *names)

    def _write_months(self, months: Sequence[Month], denominator_id: str) -> None:
        """Write that a piece of time is the sum of its months, and that a month's published value bounds its numerator
        by its denominator. Called last for a family, and only where windows are tied by months (`WindowTies`). months:
        those published with a value; those of indicators of other families are passed over."""
        by_key = {(m.series, m.area_id, m.month): m for m in months if m.series in self.declared}
        for unit, blocks in self._list_blocks_of_units().items():
            # Each once, and in a fixed order: a set would number the variables differently from run to run.
            for key, area in dict.fromkeys((key, area) for key, area, block in by_key if block in blocks):
                # The month is of a place that this piece has no figure for, so it bounds nothing here.
                related = [name for name in (key, *self._list_by_new_rule(key)) if self._has_figure(unit, name, area)]
                for name in related:
                    self._write_months_of(unit, blocks, (NUMERATOR, name), area)
                    self._write_months_of(unit, blocks, (DENOMINATOR, denominator_id), area)
                for block in blocks if related else ():
                    if month := by_key.get((key, area, block)):
                        at = (f"{_MONTH} {block}", area)
                        self._write_month(month, at, denominator_id, related)

    def _list_by_new_rule(self, series: str) -> tuple[str, ...]:
        """The series by the rule of a bridge that contains a series by the old rule; empty for any other. Called for
        each published month: the old rule's is a part of what the new rule counts in it."""
        return tuple(new for new, old in list_series_pairs(self.declared) if old == series)

    def _has_figure(self, unit: str, series: str, area: str) -> bool:
        """Whether a series has a figure of an area in a window that holds a piece of time (unit). Called before a piece
        is cut into months."""
        return area in self.areas_by_unit[unit].get(series, ())

    def _write_month(self, month: Month, at: tuple[str, str], denominator_id: str, related: Sequence[str]) -> None:
        """Write that a month's numerator is bounded by its published value, and that it is a part of the numerators by
        another rule. Called for each published month of a piece. at: the month's name among the pieces of time, and the
        area. related: the series that the piece is cut into months of."""
        numerator, denominator = (NUMERATOR, month.series, *at), (DENOMINATOR, denominator_id, *at)
        self.equations.add_variable(numerator)
        self.equations.add_bounds(numerator, denominator, month.lo, month.hi)
        for name in related:
            rest = (REST, name_rest(name, month.series), *at)
            if name != month.series and rest not in self.equations:
                self.equations.add_variable(rest)
                self.equations.add_sum((NUMERATOR, name, *at), numerator, rest)

    def _list_blocks_of_units(self) -> dict[str, tuple[str, ...]]:
        """Piece of time -> the blocks (months) that it is the sum of: those that are in exactly the same windows as the
        piece. Called where windows are tied by months, before the pieces are cut into these."""
        windows_of_unit = {
            unit: {window for window, pieces in self.pieces.items() if unit in pieces} for unit in self.areas_by_unit
        }
        windows_of: dict[str, set[str]] = {}
        for window, blocks in self.blocks.items():
            for block in blocks:
                windows_of.setdefault(block, set()).add(window)
        return {
            unit: tuple(block for block, windows in windows_of.items() if windows == around)
            for unit, around in windows_of_unit.items()
        }

    def _write_months_of(self, unit: str, blocks: tuple[str, ...], count: tuple[str, str], area: str) -> None:
        """Write that a count is, in a piece of time, the sum of its months; once, though several indicators ask for it.
        Called for each numerator and denominator with a month published. unit: the piece's name. blocks: its months.
        count: its kind (numerator or denominator), and the indicator's or the denominator's id."""
        names = [(*count, f"{_MONTH} {block}", area) for block in blocks]
        # Several indicators over one denominator ask for its months; the sum is written once.
        if not all(name in self.equations for name in names):
            for name in names:
                self.equations.add_variable(name)
            self.equations.add_sum((*count, unit, area), *names)

    def write(self, months: Sequence[Month]) -> None:
        """Write everything that holds of the family (the figures over one denominator) to the equations. Called for
        each family in turn when the system is built. months: those published with a value."""
        for unit, areas in self.areas_by_unit.items():
            self._write_unit(unit, areas)
        self._write_windows()
        self._write_groups()
        # What is a sum of months has a denominator (`Indicator.is_sum_of_months`), so a count of its own has none.
        if self.ties is WindowTies.BY_MONTHS and self.denominator_id is not None:
            self._write_months(months, self.denominator_id)

    @cached_property
    def _k_of(self) -> dict[str, int]:
        """Series (or the denominator's id) -> the fewest persons of it that may be shown, of those with more than the
        plan's k. Read for the counts to protect. A denominator that only such series have is protected as they are."""
        own = {row.series: row.k for row in self.rows.values() if row.k is not None}
        if self.denominator_id is not None and len(own) == len({row.series for row in self.rows.values()}):
            own[self.denominator_id] = min(own.values())
        return own

    def list_window_targets(self) -> Iterable[WindowTargets]:
        """For each window, an object that finds the counts to protect in it. Called when all equations of the family
        (the figures over one denominator) are written."""
        for window, by_indicator in self.rows_by_window.items():
            yield WindowTargets(
                equations=self.equations,
                window=window,
                rows=by_indicator,
                declared=self.declared,
                k=self.plan.k,
                # Over one denominator the most cautious number holds for all.
                most_per_person=max(row.most_per_person for row in self.rows.values() if row.window == window),
                k_of=self._k_of,
                inside=self.rows_inside(window),
                figures=self.rows,
            )


def group_into_families(rows: Sequence[Row], plan: Plan, equations: Equations, ties: WindowTies) -> list[Family]:
    """The rows (figures) in families by denominator, each count by itself, in the order of the rows. Called first by
    `build_system`, because a figure is related to others of its family only. equations: empty; all families write to
    them. ties: how windows are tied to each other."""
    keys, series = dict.fromkeys(row.series for row in rows), bridges.declare_series(catalogue.indicators())
    series |= {row.series: row.declared for row in rows if row.declared is not None}
    ids = assign_denominator_ids({key: series[key] for key in keys})
    members: dict[str, dict[int, Row]] = {}
    for place, row in enumerate(rows):
        # A count has no denominator, so nothing ties it to another indicator.
        members.setdefault(ids[row.series] or row.series, {})[place] = row
    families = []
    for own_rows in members.values():
        declared = {row.series: series[row.series] for row in own_rows.values()}
        families.append(
            Family(
                denominator_id=ids[next(iter(declared))],
                declared=declared,
                rows=own_rows,
                plan=plan,
                equations=equations,
                ties=ties,
            )
        )
    return families


def build_system(
    rows: Sequence[Row], plan: Plan, months: Sequence[Month] = (), ties: WindowTies = WindowTies.BY_MONTHS
) -> System:
    """The linear system of the figures (rows) and months published: variables, equations, and the counts to protect.
    Called by `split_into_agreeing_parts`: first for all rows with the closest ties between windows, then again, with
    looser ties, for rows that disagree. `Stop` with their names if two rows publish one denominator differently."""
    equations = Equations()
    for family in group_into_families(rows, plan, equations, ties):
        family.write(months)
        # After the equations, for a target is only made of a count that has a variable by then.
        for window_targets in family.list_window_targets():
            equations.targets += window_targets.list_targets(family.list_quantities(window_targets.rows))
    return equations.freeze([row.name for row in rows])
