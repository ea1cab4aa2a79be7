"""Definitions and rows -> what holds between published counts: linear relations, rebuilt from published files alone.

Every relation says that a sum of counts, each times a coefficient, is nought, or is at least nought. Every count is at
least nought besides. What the printed values give (a percentage, an interval) follows from the counts of a shown row,
and a hidden row prints none; so counts are all there is to relate.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from hpanalysis.published.definitions import Definitions, Indicator
from hpanalysis.published.figures import Figure, Key, Month
from hpanalysis.published.periods import Piece, cut_into_pieces
from hpanalysis.published.places import Places, list_places

# What a relation comes from. The last two tie windows to each other, and hold only where no month was corrected between
# two deliveries.
AREAS, MUNICIPALITY, INDICATORS, COMPLEMENT = "områder", "kommune", "indikatorer", "restgruppe"
PERIODS, MONTHS = "perioder", "måneder"


class Count(NamedTuple):
    """A count that may be known or not. part: numerator or denominator. of: indicator, or denominator_id.

    period: a window, a piece of windows or a month. place: an area's id, or that of a part without rows (`places`).
    """

    part: str
    of: str
    period: str
    place: str


@dataclass(frozen=True)
class Relation:
    """The sum of coefficient times count is nought (equal) or at least nought."""

    kind: str
    equal: bool
    terms: tuple[tuple[Count, float], ...]


@dataclass(frozen=True)
class Family:
    """Indicators with one denominator: no relation goes beyond them. rows: those of all its windows."""

    id: str
    indicators: dict[str, Indicator]
    rows: dict[Key, Figure]


def group_into_families(definitions: Definitions, rows: dict[Key, Figure]) -> list[Family]:
    """The indicators of the definitions by denominator_id; a count without one is a family of its own."""
    members: dict[str, dict[str, Indicator]] = {}
    for key, indicator in definitions.indicators.items():
        members.setdefault(indicator.denominator_id or f"antal:{key}", {})[key] = indicator
    own: dict[str, dict[Key, Figure]] = {}
    for key, row in rows.items():
        indicator = definitions.indicators[key[0]]
        own.setdefault(indicator.denominator_id or f"antal:{key[0]}", {})[key] = row
    return [Family(of, found, own.get(of, {})) for of, found in members.items()]


def _make_sum(kind: str, whole: Count, parts: list[Count]) -> Relation:
    return Relation(kind, True, (*((part, 1.0) for part in parts), (whole, -1.0)))


def _make_not_more(kind: str, smaller: Count, larger: Count) -> Relation:
    return Relation(kind, False, ((larger, 1.0), (smaller, -1.0)))


class Relations:
    """The relations of a family; made once for a folder."""

    def __init__(self, family: Family, definitions: Definitions, months: list[Month]) -> None:
        self.family, self.definitions = family, definitions
        own = {(month.indicator_id, month.area_id, month.month): month for month in months}
        self._months = {key: month for key, month in own.items() if key[0] in family.indicators}
        self._tied = any(row.hidden for row in family.rows.values())  # else there is nothing to find out

    def _places(self, indicator_id: str, window: str) -> Places:
        rows = {key[2]: row for key, row in self.family.rows.items() if key[:2] == (indicator_id, window)}
        return list_places(self.definitions, self.family.indicators[indicator_id], rows)

    def _over_places(self, found: Places, part: str, of: str, period: str) -> Iterator[Relation]:
        """Areas make the total, and the total is a part of the municipality."""
        for one in found.sums:
            kind = MUNICIPALITY if one.whole == self.definitions.municipality else AREAS
            parts = [Count(part, of, period, place) for place in one.parts]
            yield _make_sum(kind, Count(part, of, period, one.whole), parts)

    def _within(self, indicator_id: str, period: str, place: str, there: set[str]) -> Iterator[Relation]:
        """What holds between the counts of one place: there, the indicators that have any."""
        indicator = self.family.indicators[indicator_id]
        own = Count("numerator", indicator_id, period, place)
        if indicator.has_complement:
            yield _make_not_more(COMPLEMENT, own, Count("denominator", self.family.id, period, place))
        if indicator.sum_of and set(indicator.sum_of) <= there:
            yield _make_sum(INDICATORS, own, [Count("numerator", part, period, place) for part in indicator.sum_of])
        for container in indicator.part_of:
            if container in there:
                yield _make_not_more(INDICATORS, own, Count("numerator", container, period, place))

    def _categories(self, period: str, place: str, there: set[str]) -> Iterator[Relation]:
        """The indicators of a category make the denominator, where all of them are there."""
        members: dict[str, list[str]] = {}
        for key, indicator in self.family.indicators.items():
            if indicator.category_of:
                members.setdefault(indicator.category_of, []).append(key)
        for keys in members.values():
            if set(keys) <= there:
                parts = [Count("numerator", key, period, place) for key in keys]
                yield _make_sum(INDICATORS, Count("denominator", self.family.id, period, place), parts)

    def _of_period(self, period: str, window: str) -> Iterator[Relation]:
        """Everything that holds within a period, whose places are those of a window."""
        there: dict[str, set[str]] = {}
        for key, indicator in self.family.indicators.items():
            found = self._places(key, window)
            if indicator.counts_numerator:
                yield from self._over_places(found, "numerator", key, period)
            if indicator.denominator_id is not None:
                yield from self._over_places(found, "denominator", self.family.id, period)
            for place in found.all:
                there.setdefault(place, set()).add(key)
        for place, keys in there.items():
            for key in keys:
                yield from self._within(key, period, place, keys)
            yield from self._categories(period, place, keys)

    @property
    def _windows(self) -> dict[str, tuple[str, ...]]:
        """Window -> its blocks, over all indicators of the family that have rows of it."""
        with_rows = {(key[0], key[1]) for key in self.family.rows}
        return {
            window: told.blocks
            for key, indicator in self.family.indicators.items()
            for window, told in indicator.windows.items()
            if (key, window) in with_rows
        }

    def _counts_at(self, window: str) -> Iterator[tuple[str, str, str]]:
        """(part, of, place) of every count that a window has."""
        for key, indicator in self.family.indicators.items():
            for place in self._places(key, window).all:
                if indicator.counts_numerator:
                    yield "numerator", key, place
                if indicator.denominator_id is not None:
                    yield "denominator", self.family.id, place

    def _over_pieces(self, found: list[Piece]) -> Iterator[Relation]:
        """A window is the sum of its pieces, and within a piece everything holds that holds within a window."""
        by_window: dict[str, list[Piece]] = {}
        for piece in found:
            for window in piece.windows:
                by_window.setdefault(window, []).append(piece)
        for window, own in by_window.items():
            for part, of, place in dict.fromkeys(self._counts_at(window)):
                counts = [Count(part, of, piece.name, place) for piece in own]
                yield _make_sum(PERIODS, Count(part, of, window, place), counts)
        for piece in found:
            if len({frozenset(self._counts_at(window)) for window in piece.windows}) == 1:
                for relation in self._of_period(piece.name, piece.windows[0]):
                    yield Relation(PERIODS, relation.equal, relation.terms)

    def _over_months(self, period: str, window: str, blocks: tuple[str, ...]) -> Iterator[Relation]:
        """A period is the sum of its months, and a month's value bounds its numerator by its denominator."""
        for key, area in dict.fromkeys((key, area) for key, area, month in self._months if month in blocks):
            if (key, window, area) not in self.family.rows or not self.family.indicators[key].by_month:
                continue
            for part, of in (("numerator", key), ("denominator", self.family.id)):
                counts = [Count(part, of, f"måned {block}", area) for block in blocks]
                yield _make_sum(MONTHS, Count(part, of, period, area), counts)
            for block in blocks:
                yield from self._month_bounds(key, area, block)

    def _month_bounds(self, key: str, area: str, block: str) -> Iterator[Relation]:
        month = self._months.get((key, area, block))
        if month is not None:
            own = Count("numerator", key, f"måned {block}", area)
            whole = Count("denominator", self.family.id, f"måned {block}", area)
            yield Relation(MONTHS, False, ((own, 1.0), (whole, -month.lo)))
            yield Relation(MONTHS, False, ((whole, month.hi), (own, -1.0)))

    def untold(self) -> Iterator[Key]:
        """The cells that no row tells of and the rows around them may, over whole windows."""
        for key, window in dict.fromkeys((key[0], key[1]) for key in self.family.rows):
            yield from ((key, window, place) for place in self._places(key, window).untold)

    def all(self) -> list[Relation]:
        """Every relation of the family, each once."""
        windows = self._windows
        found = [self._of_period(window, window) for window in windows]
        if self._tied:
            tied = cut_into_pieces(windows)
            found.append(self._over_pieces(tied))
            cut = {window for piece in tied for window in piece.windows}
            whole = [Piece(window, (window,), blocks) for window, blocks in windows.items() if window not in cut]
            found += [self._over_months(piece.name, piece.windows[0], piece.blocks) for piece in (*tied, *whole)]
        return list(dict.fromkeys(chain.from_iterable(found)))
