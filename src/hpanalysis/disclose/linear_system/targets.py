"""Which counts must be protected where they are hidden: numerators, denominators, complements; of areas, and of what
follows by subtraction. And by how much a figure counted again differs from the figure, which is a count of persons too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from hpanalysis.definitions.model import Indicator, Measure
from hpanalysis.disclose.linear_system.places import (
    COMPLEMENT,
    DENOMINATOR,
    NUMERATOR,
    REST,
    Quantity,
    Remainder,
    list_nested_pairs,
    list_series_pairs,
    name_rest,
)
from hpanalysis.disclose.linear_system.rows import Row
from hpanalysis.disclose.linear_system.system import Equations, Target
from hpanalysis.disclose.relations import SHARES


def _subtract(whole: float | None, *parts: float | None) -> float | None:
    """The whole without the parts; None if a number is not known (None). Called for the complements and remainders that
    a reader may subtract, when the counts to protect are listed."""
    known = [part for part in parts if part is not None]
    return None if whole is None or len(known) < len(parts) else whole - sum(known)


def _read_count(row: Row, kind: str) -> float | None:
    """A row's (figure's) numerator, denominator or complement, by `kind`; None if it is not known here. Called for the
    figures of the windows that a window is pooled of, to find those that show k persons or more."""
    if kind == COMPLEMENT:
        return _subtract(row.denominator, row.numerator)
    return row.numerator if kind == NUMERATOR else row.denominator


@dataclass(frozen=True, kw_only=True)
class WindowTargets:
    """What the counts to protect are found from, of a family of indicators in a window. Made by
    `build.Family.list_window_targets` for each window, when the family's equations are written."""

    equations: Equations  # the system as written so far, the window's variables among it
    window: str
    rows: Mapping[str, Mapping[str, int]]  # indicator -> area -> the row's place in the list
    declared: Mapping[str, Indicator]
    k: int
    most_per_person: int  # the most one person can add
    inside: Mapping[int, Row]  # the rows of the windows that this one is pooled of, by their place in the list
    figures: Mapping[int, Row]  # all rows of the family, by their place in the list
    k_of: Mapping[str, int]  # series, or a denominator's id -> the fewest persons that may be shown, where not `k`

    def _find_k(self, key: str) -> int:
        """The fewest persons that a count may be shown for. Called for each count to protect. key: the indicator (or
        series), or the denominator's id."""
        return self.k_of.get(key, self.k)

    def _make_target(
        self, key: str, variable: int, holders: tuple[tuple[int, ...], ...], small: bool = False, *, is_rest: bool
    ) -> Target:
        """A count to protect. Called for each. key: the indicator (or series), or the denominator's id, whose k holds.
        is_rest: whether it is what is left of a whole: of reach those who did not take part."""
        k = self.k_of.get(key)
        return Target(variable, self.most_per_person, holders, small, k, may_be_some=is_rest and k is not None)

    def _list_holders(self, quantity: Quantity, area: str) -> tuple[int, ...]:
        """The rows (figures), by place in the list, that publish a count of an area: it is hidden if all of them are.

        Called for each area of a quantity (a numerator, denominator or complement), and for those a remainder is made
        of; empty for an area without a row. A denominator is published by the row of every indicator over it, so one
        shown row tells it.
        """
        if quantity.kind == DENOMINATOR:
            return tuple(by_area[area] for by_area in self.rows.values() if area in by_area)
        return (self.rows[quantity.key][area],) if area in self.rows[quantity.key] else ()

    def _list_rows_telling_many(self, quantity: Quantity, area: str) -> tuple[int, ...]:
        """The rows (figures) of the single years in this pooled window that are of k persons or more in an area.

        With one of them shown, everybody knows that the pooled count is not small, so it needs no protection. Called
        for each area of a quantity (a numerator, denominator or complement); empty if the window is not pooled.
        By size alone the count might be small: a person may be counted in each window, so 3 persons can be 9 in three
        years. But 7 in 2024 are seven persons, and they are in 2023..2025 too.
        """
        # Of the same area only: that there are many in one area says nothing of another.
        in_area = {place: row for place, row in self.inside.items() if row.area_id == area}
        same = [p for p, row in in_area.items() if quantity.kind == DENOMINATOR or row.indicator_id == quantity.key]
        counts = {place: _read_count(in_area[place], quantity.kind) or 0 for place in same}
        return tuple(place for place in same if counts[place] >= self.k * in_area[place].most_per_person)

    def _list_rows_contained(self, quantity: Quantity, area: str) -> tuple[int, ...]:
        """The row (figure) of the same area and window by the other rule, if it is of k persons or more and contained
        in this count: the numerator by the old rule in the one by the new, the complement by the new in the one by the
        old.

        With it shown everybody knows that the count is not small; what is left to protect is by how much the two differ
        (`_list_differences`). Called for each area of a quantity; empty for an indicator without a bridge.
        """
        pairs = [(new, old) for new, old in list_series_pairs(self.rows) if area in self.rows[new]]
        if quantity.kind == NUMERATOR:
            others = [old for new, old in pairs if new == quantity.key]
        else:
            others = [new for new, old in pairs if old == quantity.key and quantity.kind == COMPLEMENT]
        places = [self.rows[other][area] for other in others if area in self.rows[other]]
        # Shown it was found to be of k persons, whatever one person may add.
        rows = ((place, self.figures[place]) for place in places)
        return tuple(p for p, row in rows if row.rule is None and (_read_count(row, quantity.kind) or 0) >= self.k)

    def _compute_remainder(self, quantity: Quantity, remainder: Remainder) -> float | None:
        """The number that is left of the whole when the parts are taken away, None if one of them is not known here.
        Called for each remainder (a whole less its areas, without a row of its own) of each quantity (a numerator or
        denominator)."""
        areas = (remainder.whole, *remainder.parts)
        values = (self.equations.find_value((quantity.kind, quantity.key, self.window, area)) for area in areas)
        return _subtract(*values)

    def _compute_remainders(self, quantity: Quantity) -> dict[str, float | None]:
        """The number that is left when known areas are subtracted from their whole, for each such remainder: the ids of
        the areas left, joined by + ("" if none) -> number; None if a number is not known. Called for each numerator and
        denominator (`quantity`) when the counts to protect are listed, because a reader can subtract too."""
        return {left.place: self._compute_remainder(quantity, left) for left in quantity.remainders}

    def _is_small(self, value: float | None, kind: str, key: str) -> bool:
        """Whether what subtraction leaves is small: under k persons, a denominator under 2k, as by the primary rule.

        value: the number left; 0 and None (not known) are not small. Called for each remainder. kind: NUMERATOR,
        DENOMINATOR or COMPLEMENT. key: the series, or the denominator's id. No row says how many persons are behind the
        months or days of what is left, so they are taken to be as few as they can be: 20 months of persons who can have
        12 each may be two persons.
        """
        # Where 0 are left there is nobody to protect.
        return value is not None and 0 < value < self._find_k(key) * self.most_per_person * (
            2 if kind == DENOMINATOR else 1
        )

    def _list_targets_of(self, quantity: Quantity, small: Mapping[str, bool]) -> Iterator[Target]:
        """The counts to protect of one quantity (a numerator, denominator or complement): those of areas, and those of
        remainders, which a reader gets by subtracting areas from a whole. Called for each quantity of the window.
        small: a remainder's place -> whether the number left there is small."""
        for area in quantity.areas:
            name = (quantity.kind, quantity.key, self.window, area)
            if name in self.equations and (holders := self._list_holders(quantity, area)):
                # With a telling row shown the group is not all hidden, so the target is not asked for.
                telling = (*self._list_rows_telling_many(quantity, area), *self._list_rows_contained(quantity, area))
                group = (*holders, *telling)
                variable = self.equations.names[name]
                yield self._make_target(quantity.key, variable, (group,), is_rest=quantity.kind == COMPLEMENT)
        for remainder in quantity.remainders:
            name = (quantity.kind, quantity.key, self.window, remainder.place)
            # A remainder without a name is nobody: the parts are the whole, and there is nothing to protect.
            if remainder.place and name in self.equations:
                # The remainder is known only while the whole and every part are shown: one hidden group hides it.
                # An area without a row publishes nothing that could be hidden.
                groups = (self._list_holders(quantity, area) for area in (remainder.whole, *remainder.parts))
                hiding = tuple(group for group in groups if group)
                variable, is_rest = self.equations.names[name], quantity.kind == COMPLEMENT
                yield self._make_target(quantity.key, variable, hiding, small[remainder.place], is_rest=is_rest)

    def _list_differences(self, quantities: list[Quantity]) -> Iterator[Target]:
        """What a figure counted again has more than the figure itself, and what a figure of heads has more than one
        within it (absent over a tenth and over 15 per cent), as counts to protect: of areas, and of remainders. Called
        for each window; none without such a pair in it.

        Both figures may be large, and one person between them. The difference is known while both are shown, so one of
        the two groups of rows must be hidden where it is small.
        """
        numerators = {quantity.key: quantity for quantity in quantities if quantity.kind == NUMERATOR}
        for new, old in (*list_series_pairs(numerators), *list_nested_pairs(self.declared, numerators)):
            one, other = numerators[new], numerators[old]
            left, left_before = self._compute_remainders(one), self._compute_remainders(other)
            known = {place: _subtract(number, left_before.get(place)) for place, number in left.items()}
            known |= {area: self._find_difference(new, old, area) for area in one.areas if area in other.areas}
            for place, number in known.items():
                name = (REST, name_rest(new, old), self.window, place)
                if name in self.equations:
                    holders = tuple(dict.fromkeys(group for q in (one, other) for group in self._list_groups(q, place)))
                    # What is left is of the one within it: who is absent over a tenth and not over 15 per cent.
                    small = self._is_small(number, NUMERATOR, old)
                    yield self._make_target(old, self.equations.names[name], holders, small, is_rest=True)

    def _find_difference(self, new: str, old: str, area: str) -> float | None:
        """What an area's numerator by the new rule has more than the one by the old; None if either is not known here.
        Called for each area that has both."""
        values = (self.equations.find_value((NUMERATOR, series, self.window, area)) for series in (new, old))
        return _subtract(*values)

    def _list_groups(self, quantity: Quantity, place: str) -> Iterator[tuple[int, ...]]:
        """The groups of rows (figures) that a place's count is known by: hiding all rows of one group hides it. Called
        for each count that two rules differ by. place: an area's id, or the name of a remainder."""
        if place in quantity.areas:
            yield self._list_holders(quantity, place)
        for remainder in quantity.remainders:
            if remainder.place == place:
                groups = (self._list_holders(quantity, area) for area in (remainder.whole, *remainder.parts))
                yield from (group for group in groups if group)

    def list_targets(self, quantities: list[Quantity]) -> Iterator[Target]:
        """The counts to protect (targets) of one window: its numerators and denominator (quantities), and the
        complements of shares.

        Called for each window of each family (figures over one denominator) when the family's equations are written.
        The numerator of a mean is no target, because a sum of school marks is no count of anything.
        """
        yield from self._list_differences(quantities)
        # A remainder's complement is made of the remainders of denominator and numerator.
        wholes = {q.key: self._compute_remainders(q) for q in quantities if q.kind == DENOMINATOR}
        for quantity in quantities:
            measure = self.declared[quantity.key].measure if quantity.kind == NUMERATOR else None
            left = self._compute_remainders(quantity)
            if measure is not Measure.MEAN:
                small = {place: self._is_small(value, quantity.kind, quantity.key) for place, value in left.items()}
                yield from self._list_targets_of(quantity, small)
            if measure in SHARES:
                (whole,) = wholes.values()  # a family has one denominator
                complements = {place: _subtract(whole.get(place), value) for place, value in left.items()}
                small = {place: self._is_small(value, COMPLEMENT, quantity.key) for place, value in complements.items()}
                yield from self._list_targets_of(replace(quantity, kind=COMPLEMENT), small)
