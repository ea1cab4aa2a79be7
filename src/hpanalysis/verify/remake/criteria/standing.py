"""What an area is on a list, where some of its figures may be unknown: every way in which these may be is tried.

A status is decided where it is the same in each of them. What leaves it open is each unknown thing that alone makes a
difference in some of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import product

from hpanalysis.published.criteria import is_met
from hpanalysis.verify.remake.criteria.rules import BY_REACH, PARALLEL, Limit, Rules, is_kind

NONE = "ingen"
RESIDENTS, EARLIER = "beboere", "tidligere"
# Less than the law's limits ever differ by.
_A_LITTLE = Fraction(1, 10**6)

Way = tuple[frozenset[str], ...]  # for each measure, and last for the residents: the kinds whose demand is met


def _list_ways(limits: Mapping[str, Limit]) -> list[frozenset[str]]:
    """Which limits of one measure may be met together: the measure is put on each limit, and a little to either side.
    Called for each measure that is not known."""
    points = [limit.number + step for limit in limits.values() for step in (-_A_LITTLE, Fraction(0), _A_LITTLE)]
    met = (
        frozenset(k for k, limit in limits.items() if is_met(point, limit.number, limit.comparison)) for point in points
    )
    return list(dict.fromkeys(met))


@dataclass(frozen=True, kw_only=True)
class Standing:
    """An area on one list. Made for each area and list; what is asked of it is worked out when it is asked."""

    rules: Rules
    list_year: int
    met: Mapping[tuple[str, str], bool | None]  # (kind, measure) -> whether its limit is met; None: unknown
    residents: int | None  # None: unknown
    parallel_before: Mapping[int, bool | None]  # earlier list -> whether it was a parallelsamfund; None: unknown

    @property
    def _measures(self) -> dict[str, dict[str, Limit]]:
        """The version's limits by measure and kind."""
        return self.rules.group_limits()

    @property
    def _earlier_years(self) -> range:
        """The lists before this one that the law asks about."""
        return range(self.list_year - max(max(kind.in_a_row for kind in self.rules.kinds) - 1, 0), self.list_year)

    @property
    def unknown_years(self) -> list[int]:
        """The lists before this one of which it is not known what the area was. Read for the reason."""
        return [year for year in self._earlier_years if self.parallel_before.get(year) is None]

    def _list_dimensions(self, enough: bool) -> list[list[frozenset[str]]]:
        """For each measure, the residents and the earlier years: every way in which it may be. A known one has one.
        Called for the area as it is, and as if there were enough residents."""
        dimensions = []
        for measure, limits in self._measures.items():
            known = {kind: self.met[kind, measure] for kind in limits}
            is_known = None not in known.values()
            dimensions.append([frozenset(k for k, met in known.items() if met)] if is_known else _list_ways(limits))
        least = {kind.name: kind.residents for kind in self.rules.kinds}
        counts = [n for number in least.values() for n in (number - 1, number)]
        counts = counts if self.residents is None else [self.residents]
        having = dict.fromkeys(frozenset(k for k, number in least.items() if n >= number) for n in counts)
        dimensions.append([frozenset(least)] if enough else list(having))
        before = [self.parallel_before.get(year) for year in self._earlier_years]
        yes, no = frozenset([PARALLEL]), frozenset[str]()
        dimensions.append([no] if False in before else [yes, no] if None in before else [yes])
        return dimensions

    def _list_kinds(self, way: Way) -> set[str]:
        """The kinds of area that it is when all is in one way. Called for each way."""
        *measures, enough, earlier = way
        met, found = dict(zip(self._measures, measures, strict=True)), set[str]()
        for kind in self.rules.kinds:
            if is_kind(kind, met, enough, bool(earlier), found):
                found.add(kind.name)
        return found

    @cached_property
    def _ways(self) -> dict[Way, str]:
        """Every way in which all may be -> what the area then is."""
        return {way: _find_status(self._list_kinds(way)) for way in product(*self._list_dimensions(enough=False))}

    @property
    def possible(self) -> list[str]:
        """What the area may be, from none to the furthest-reaching; one where it is decided."""
        return [status for status in (NONE, *BY_REACH) if status in self._ways.values()]

    @property
    def possible_if_enough(self) -> set[str]:
        """What it may be if enough people lived there."""
        return {_find_status(self._list_kinds(way)) for way in product(*self._list_dimensions(enough=True))}

    @property
    def is_parallel(self) -> bool | None:
        """Whether it is a parallelsamfund; None where that is open. Read for the lists that come after."""
        answers = {PARALLEL in self._list_kinds(way) for way in self._ways}
        return answers.pop() if len(answers) == 1 else None

    def list_open(self) -> Iterator[str]:
        """What leaves the status open, in the law's order: measures, RESIDENTS, EARLIER. Called where more than one is
        possible."""
        dimensions = self._list_dimensions(enough=False)
        for place, name in enumerate((*self._measures, RESIDENTS, EARLIER)):
            others = ((way, (*way[:place], one, *way[place + 1 :])) for way in self._ways for one in dimensions[place])
            if any(self._ways[way] != self._ways[other] for way, other in others):
                yield name


def _find_status(kinds: set[str]) -> str:
    """The furthest-reaching kind of area among those that it is. Called for each way."""
    return next((kind for kind in reversed(BY_REACH) if kind in kinds), NONE)
