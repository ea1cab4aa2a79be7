"""Which counts must be protected where they are hidden: numerators, denominators, complements; of areas, and of what
follows by subtraction."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from hpanalysis.definitions.model import Indicator, Measure
from hpanalysis.disclose.linear_system.places import COMPLEMENT, DENOMINATOR, NUMERATOR, Quantity, Remainder
from hpanalysis.disclose.linear_system.rows import Row
from hpanalysis.disclose.linear_system.system import Equations, Target
from hpanalysis.disclose.relations import SHARES


def _count(row: Row, kind: str) -> float | None:
    """A row's numerator, denominator or complement; None if it is not known here."""
    if kind != COMPLEMENT:
        return row.numerator if kind == NUMERATOR else row.denominator
    return None if None in (row.numerator, row.denominator) else row.denominator - row.numerator


@dataclass(frozen=True)
class WindowTargets:
    """The targets of a family in a window. rows: indicator -> area -> row. most: the most one person can add.

    inside: the rows of the windows that this one is pooled of, by their place in the list.
    """

    equations: Equations
    window: str
    rows: Mapping[str, Mapping[str, int]]
    declared: Mapping[str, Indicator]
    k: int
    most: int
    inside: Mapping[int, Row]

    def _holders(self, figure: Quantity, area: str) -> tuple[int, ...]:
        """The rows that publish a count of an area: it is hidden if all of them are."""
        if figure.kind == DENOMINATOR:
            return tuple(own[area] for own in self.rows.values() if area in own)
        return (self.rows[figure.key][area],) if area in self.rows[figure.key] else ()

    def _tell_many(self, figure: Quantity, area: str) -> tuple[int, ...]:
        """The rows inside that tell of k persons or more: while one of them is shown, the count here is no small one.

        By its size alone it might be: a person may be counted in each of the windows.
        """
        own = {place: row for place, row in self.inside.items() if row.area_id == area}
        same = [place for place, row in own.items() if figure.kind == DENOMINATOR or row.indicator_id == figure.key]
        return tuple(place for place in same if (_count(own[place], figure.kind) or 0) >= self.k * own[place].most)

    def _left_value(self, figure: Quantity, left: Remainder) -> float | None:
        """What is left, None if a number is not known here."""
        areas = (left.whole, *left.parts)
        whole, *parts = (self.equations.value((figure.kind, figure.key, self.window, area)) for area in areas)
        return None if whole is None or None in parts else whole - sum(parts)

    def _is_small(self, value: float | None, kind: str) -> bool:
        """Whether what is left is small: under k persons, the group under 2k, as by the primary rule.

        How many persons are behind months or days is not known of it: as few as can be.
        """
        return value is not None and 0 < value < self.k * self.most * (2 if kind == DENOMINATOR else 1)

    def _of(self, figure: Quantity, small: Mapping[str, bool]) -> Iterator[Target]:
        for area in figure.areas:
            name = (figure.kind, figure.key, self.window, area)
            if name in self.equations and (holders := self._holders(figure, area)):
                yield Target(self.equations.names[name], self.most, ((*holders, *self._tell_many(figure, area)),))
        for left in figure.lefts:
            name = (figure.kind, figure.key, self.window, left.place)
            if left.place and name in self.equations:
                groups = (self._holders(figure, area) for area in (left.whole, *left.parts))
                holders = tuple(group for group in groups if group)
                yield Target(self.equations.names[name], self.most, holders, small[left.place])

    def _left_values(self, figure: Quantity) -> dict[str, float | None]:
        return {left.place: self._left_value(figure, left) for left in figure.lefts}

    def of(self, figures: list[Quantity]) -> Iterator[Target]:
        """The targets of the window's figures; the sum of marks is no count and is none."""
        wholes = {f.key: self._left_values(f) for f in figures if f.kind == DENOMINATOR}
        for figure in figures:
            measure = self.declared[figure.key].measure if figure.kind == NUMERATOR else None
            values = self._left_values(figure)
            if measure is not Measure.MEAN:
                yield from self._of(figure, {p: self._is_small(v, figure.kind) for p, v in values.items()})
            if measure in SHARES:
                (whole,) = wholes.values()
                rest = {p: None if None in (v, whole.get(p)) else whole[p] - v for p, v in values.items()}
                small = {p: self._is_small(v, COMPLEMENT) for p, v in rest.items()}
                yield from self._of(replace(figure, kind=COMPLEMENT), small)
