"""Every count of a family that is not told of: what it may be, under everything the folder publishes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from hpanalysis.audit import criterion
from hpanalysis.audit.intervals import Interval, Question, compute_intervals, has_solution
from hpanalysis.audit.system import System, build_systems
from hpanalysis.published.definitions import Definitions
from hpanalysis.published.figures import Key, Month
from hpanalysis.published.known import Contradiction, Known, collect_shown_counts
from hpanalysis.published.relations import MONTHS, PERIODS, Count, Family, Relation, Relations

NUMERATOR, REST, DENOMINATOR = "tæller", "restgruppe", "nævner"

# The solver's two ends of one value lie no further apart.
_ONE_VALUE = 1e-4

# What is left out, in turn, where months corrected between two deliveries make the windows disagree.
_LEFT_OUT = (frozenset(), frozenset({MONTHS}), frozenset({MONTHS, PERIODS}))


@dataclass(frozen=True)
class ExaminedCount:
    """A count of a cell and what it may be. cell: indicator, window, place. part: tæller, restgruppe, nævner.

    hidden: the cell is a row that is hidden; else a part that no row tells of. exact: one value only, read without a
    calculation worth the name; held against the primary rule where the cell is not hidden.
    """

    cell: Key
    part: str
    interval: Interval
    hidden: bool
    exact: bool
    most_per_person: int

    def protected(self, k: int) -> bool:
        """Whether the promise holds of it. A group that can be read must be 2k, as the primary rule wants it."""
        if self.exact and not self.hidden:
            return not criterion.is_small(self.interval.lo, 2 * k if self.part == DENOMINATOR else k)
        return criterion.is_protected(self.interval, k, self.most_per_person)


@dataclass(frozen=True)
class _Asked:
    cell: Key
    part: str
    terms: Question
    hidden: bool
    most: int


class Examination:
    """A family under the relations that its published figures agree with.

    `Contradiction` if they agree with none. untied: kinds of relation between windows that had to be left out.
    """

    def __init__(self, family: Family, definitions: Definitions, months: list[Month]) -> None:
        self.family, self.definitions = family, definitions
        found, told = Relations(family, definitions, months), collect_shown_counts(family)
        self._untold, relations = list(found.untold()), found.all()
        for left_out in _LEFT_OUT:
            kept = [relation for relation in relations if relation.kind not in left_out]
            try:
                self.known, self.systems, self.relations = *_build_solvable_systems(told, kept), kept
            except Contradiction:
                if left_out == _LEFT_OUT[-1]:
                    raise
                continue
            self.untied = left_out
            return

    def _most(self, indicator_id: str, window: str) -> int:
        return self.family.indicators[indicator_id].windows[window].most_per_person

    def _asked_of(self, indicator_id: str, window: str, place: str, hidden: bool) -> Iterator[_Asked]:
        """The counts of a cell that are to be protected."""
        indicator = self.family.indicators[indicator_id]
        own = Count("numerator", indicator_id, window, place)
        whole = Count("denominator", self.family.id, window, place)
        cell, most = (indicator_id, window, place), self._most(indicator_id, window)
        if indicator.counts_numerator:
            yield _Asked(cell, NUMERATOR, ((own, 1.0),), hidden, most)
        if indicator.has_complement:
            yield _Asked(cell, REST, ((whole, 1.0), (own, -1.0)), hidden, most)
        if indicator.denominator_id is not None and whole not in self.known.told:
            yield _Asked(cell, DENOMINATOR, ((whole, 1.0),), hidden, most)

    def _inside(self, window: str) -> dict[str, int]:
        """The windows that one is pooled of -> the most one person adds in them."""
        every = {name: told for each in self.family.indicators.values() for name, told in each.windows.items()}
        whole = set(every[window].blocks)
        return {name: told.most_per_person for name, told in every.items() if set(told.blocks) < whole}

    def _known_many(self, one: _Asked) -> bool:
        """Whether k persons are known to be in a window that this one is pooled of: they are in this one too."""
        for window, most in self._inside(one.cell[1]).items():
            inside = [(count._replace(period=window), times) for count, times in one.terms]
            if all(count in self.known.found for count, _ in inside):
                value = sum(times * self.known.found[count] for count, times in inside)
                if criterion.is_surely_not_small(Interval(value, value), self.definitions.k, most):
                    return True
        return False

    def _asked(self) -> Iterator[_Asked]:
        for key, row in self.family.rows.items():
            if row.hidden:
                yield from (one for one in self._asked_of(*key, hidden=True) if not self._known_many(one))
        for key in self._untold:
            yield from self._asked_of(*key, hidden=False)

    @cached_property
    def _system_of(self) -> dict[Count, System]:
        return {count: system for system in self.systems for count in system.counts}

    def told(self) -> list[ExaminedCount]:
        """What each count may be that a hidden row, or a part without a row, has."""
        asked, questions, found = list(self._asked()), [], {}
        for number, one in enumerate(asked):
            unknown = tuple((count, times) for count, times in one.terms if count not in self.known.found)
            fixed = sum(times * self.known.found[count] for count, times in one.terms if count in self.known.found)
            if not unknown:
                found[number] = Interval(fixed, fixed)
            elif any(count not in self._system_of for count, _ in unknown):
                found[number] = Interval(0.0, None)
            else:
                questions.append((number, self._system_of[unknown[0][0]], unknown, fixed))
        for (number, _, _, fixed), free in zip(questions, compute_intervals([q[1:3] for q in questions]), strict=True):
            found[number] = Interval(free.lo + fixed, None if free.hi is None else free.hi + fixed)
        return [
            ExaminedCount(one.cell, one.part, found[n], one.hidden, found[n].width <= _ONE_VALUE, one.most)
            for n, one in enumerate(asked)
        ]


def _build_solvable_systems(told: dict[Count, float], relations: list[Relation]) -> tuple[Known, list[System]]:
    """The known counts and the systems of the others; `Contradiction` if they cannot all hold."""
    known = Known(told, relations)
    found = build_systems(known)
    if not all(has_solution(system) for system in found):
        raise Contradiction()
    return known, found
