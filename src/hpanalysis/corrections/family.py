"""A family of indicators in one window: which of its parts stand as published, and the counts that follow.

An area, what is left of the total, and what is left of the municipality are the parts that a reader can tell apart.
A part stands if publishing it anew would tell of few persons in any indicator of the family. Total and municipality
are then put together of their parts again, so that every sum holds and no remainder tells what stands. If one of them
would itself differ by few persons from what was published, the whole family stands.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field

from hpanalysis.corrections.ledger import CountPair


@dataclass(frozen=True)
class FigureHistory:
    """A figure of an indicator and an area. now: as counted. told: publication -> its number in it, where it shows one.

    last: as published last; None if it was never shown. before: as it was in the run of the latest publication, shown
    or not; None where that is not known.
    """

    now: CountPair
    told: Mapping[Hashable, CountPair] = field(default_factory=dict)
    last: CountPair | None = None
    before: CountPair | None = None

    @property
    def earlier(self) -> CountPair:
        """What stands where the figure may not move."""
        return self.last or self.before or self.now


def add_counts(left: CountPair, right: CountPair, sign: int = 1) -> CountPair:
    """The sum of two counts, or with sign -1 their difference; no denominator where one has none."""
    whole = left.denominator is not None and right.denominator is not None
    denominator = left.denominator + sign * right.denominator if whole else None
    return CountPair(left.numerator + sign * right.numerator, denominator)


def _sum(first: CountPair, others: Iterable[CountPair], sign: int = 1) -> CountPair:
    for other in others:
        first = add_counts(first, other, sign)
    return first


@dataclass(frozen=True)
class Family:
    """figures: indicator -> area -> figure, those that have a number now.

    total, municipality: the wholes, by their keys. apart: keys of what is no part of them (the country).
    few: (indicator, area, counts before, counts now) -> whether the difference tells of few persons.
    """

    figures: dict[str, dict[str, FigureHistory]]
    total: str
    municipality: str
    apart: frozenset[str]
    few: Callable[[str, str, CountPair, CountPair], bool]

    def _differs_little(self, indicator_id: str, area_id: str, now: CountPair) -> bool:
        told = self.figures[indicator_id][area_id].told
        return any(self.few(indicator_id, area_id, before, now) for before in set(told.values()))

    def _parts(self, indicator_id: str, whole: str) -> list[str]:
        """The figures that a whole is the sum of, but for what is left; those published, if the whole is."""
        own = self.figures[indicator_id]
        shown = [area for area, each in own.items() if each.last is not None or own[whole].last is None]
        if whole == self.municipality and self.total in shown:
            return [self.total]
        return [area for area in shown if area not in (self.total, self.municipality, *self.apart)]

    def _left(self, indicator_id: str, whole: str) -> tuple[CountPair, CountPair]:
        """What is left of a published whole when its published parts are taken away: as published last, and now."""
        own, parts = self.figures[indicator_id], self._parts(indicator_id, whole)
        before = _sum(own[whole].last, (own[part].last for part in parts), -1)
        return before, _sum(own[whole].now, (own[part].now for part in parts), -1)

    def _stands(self, indicator_id: str, area_id: str) -> bool:
        """Whether a part (for a whole: what is left of it) tells of few persons in this indicator."""
        if area_id not in (self.total, self.municipality):
            return self._differs_little(indicator_id, area_id, self.figures[indicator_id][area_id].now)
        if self.figures[indicator_id][area_id].last is None:
            return False
        return self.few(indicator_id, area_id, *self._left(indicator_id, area_id))

    def parts_that_stand(self) -> set[str]:
        """Keys of the areas that stand; a whole's key for what is left of it."""
        return {area for indicator_id, own in self.figures.items() for area in own if self._stands(indicator_id, area)}

    def _of_part(self, indicator_id: str, area_id: str, standing: set[str]) -> CountPair:
        """An area's counts. One that was not shown belongs to what is left of the total, and stands with it."""
        figure = self.figures[indicator_id][area_id]
        unseen = figure.last is None and area_id not in self.apart and self.total in standing
        return figure.earlier if area_id in standing or unseen else figure.now

    def _of_whole(self, indicator_id: str, whole: str, standing: set[str], found: dict[str, CountPair]) -> CountPair:
        """A whole's counts now, moved as far back as those of its parts that stand."""
        own = self.figures[indicator_id]
        moved = (add_counts(found[part], own[part].now, -1) for part in self._parts(indicator_id, whole))
        counts = _sum(own[whole].now, moved)
        if whole not in standing or own[whole].last is None:
            return counts
        before, now = self._left(indicator_id, whole)
        return add_counts(counts, add_counts(before, now, -1))

    def _of_indicator(self, indicator_id: str, standing: set[str]) -> dict[str, CountPair]:
        own = self.figures[indicator_id]
        wholes = [whole for whole in (self.total, self.municipality) if whole in own]
        found = {area: self._of_part(indicator_id, area, standing) for area in own if area not in wholes}
        for whole in wholes:  # the total first: the municipality is put together of it
            found[whole] = self._of_whole(indicator_id, whole, standing, found)
        return found

    def _left_tells(self, indicator_id: str, whole: str, found: Mapping[str, CountPair]) -> bool:
        """Whether what is left of a whole tells of few persons beside what was left of it in any publication."""
        own = self.figures[indicator_id]
        for publication, before in own[whole].told.items():
            parts = [part for part in self._parts(indicator_id, whole) if publication in own[part].told]
            then = _sum(before, (own[part].told[publication] for part in parts), -1)
            now = _sum(found[whole], (found[part] for part in parts), -1)
            if parts and self.few(indicator_id, whole, then, now):
                return True
        return False

    def _tells(self, indicator_id: str, found: Mapping[str, CountPair]) -> bool:
        """Whether a whole, or what is left of it, tells of few persons as it is put together."""
        wholes = [whole for whole in (self.total, self.municipality) if whole in found]
        return any(
            self._differs_little(indicator_id, whole, found[whole]) or self._left_tells(indicator_id, whole, found)
            for whole in wholes
        )

    def counts(self) -> dict[str, dict[str, CountPair]]:
        """Indicator -> area -> the counts to publish."""
        standing = self.parts_that_stand()
        found = {indicator_id: self._of_indicator(indicator_id, standing) for indicator_id in self.figures}
        if not any(self._tells(indicator_id, own) for indicator_id, own in found.items()):
            return found
        return self.earlier()

    def earlier(self) -> dict[str, dict[str, CountPair]]:
        """The counts where all of it stands."""
        return {i: {area: each.earlier for area, each in own.items()} for i, own in self.figures.items()}
