"""Every way in which what is unknown may be: the law is asked about each of them, and only what they all agree on is
known. So an unknown figure leaves a status open wherever it could change it, and nowhere else."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise, product

from hpanalysis.law.criteria import AreaType, CriterionId, Status
from hpanalysis.law.figures import AreaFigures, Value, measure
from hpanalysis.law.model import Criterion, Version

# A limit of a measure is met, or not, for each kind of area that has one: the kinds for which it is met.
MetFor = frozenset[AreaType]

# The kinds from the furthest-reaching: the first that an area is gives its status.
_FROM_THE_TOP = (AreaType.TRANSFORMATION, AreaType.PARALLEL, AreaType.VULNERABLE, AreaType.PREVENTION)


@dataclass(frozen=True)
class World:
    """One way in which everything may be: which limits are met, and what the area was in the earlier years."""

    met: Mapping[CriterionId, MetFor]
    enough_residents: MetFor
    was_parallel: bool  # in every earlier year that the version asks about

    def leave_out(self, one: CriterionId | str) -> tuple[object, ...]:
        """All of the world but one thing. Called to find the worlds that differ in that alone. one: a measure, or the
        name of another field."""
        met = tuple((key, value) for key, value in self.met.items() if key is not one)
        residents = None if one == "enough_residents" else self.enough_residents
        return met, residents, None if one == "was_parallel" else self.was_parallel


def _list_samples(limits: Iterable[Fraction | int], least: Fraction | None, most: Fraction | None) -> list[Fraction]:
    """One value of every kind that a measure may have: each limit, one between two and one outside them; only those
    from `least` to `most` where a rounded figure says so. Called for each measure and for the residents."""
    marks = sorted({Fraction(limit) for limit in limits} | {end for end in (least, most) if end is not None})
    samples = [marks[0] - 1, *marks, *((one + other) / 2 for one, other in pairwise(marks)), marks[-1] + 1]
    return [x for x in samples if (least is None or x >= least) and (most is None or x <= most)]


def _list_met(criteria: Mapping[AreaType, Criterion], value: Value | None) -> set[MetFor]:
    """Which limits of one measure may be met together. Called for each measure. criteria: by kind of area. value: None
    where it is not known."""
    samples = _list_samples(
        [criterion.limit for criterion in criteria.values()],
        value.least if value else None,
        value.most if value else None,
    )
    return {frozenset(kind for kind, criterion in criteria.items() if criterion.is_met_by(x)) for x in samples}


def _list_enough(version: Version, residents: int | None) -> set[MetFor]:
    """For which kinds of area there may be enough residents together. Called once for each area and list; a single
    answer where the residents are known."""
    least = {kind: rule.least_residents for kind, rule in version.rules.items()}
    samples = _list_samples(least.values(), None, None) if residents is None else [Fraction(residents)]
    return {frozenset(kind for kind, limit in least.items() if x >= limit) for x in samples}


def list_earlier_years(version: Version, list_year: int) -> range:
    """The earlier list years that a version asks about: with five years in a row the four before this. Empty where it
    asks about none. Called here, and to name the years that are not known."""
    most = max(rule.years_in_a_row for rule in version.rules.values())
    return range(list_year - max(most - 1, 0), list_year)


def _list_earlier(version: Version, was_parallel: Mapping[int, bool | None], list_year: int) -> set[bool]:
    """Whether the area may have been a parallelsamfund in every earlier year. Called once for each area and list: one
    year that it was not is enough to know."""
    earlier = [was_parallel.get(year) for year in list_earlier_years(version, list_year)]
    if False in earlier:
        return {False}
    return {True, False} if None in earlier else {True}


def group_criteria(version: Version) -> dict[CriterionId, dict[AreaType, Criterion]]:
    """A version's criteria by what they measure, and then by kind of area. Called for each area and list."""
    grouped: dict[CriterionId, dict[AreaType, Criterion]] = {}
    for kind, rule in version.rules.items():
        for criterion in rule.criteria:
            grouped.setdefault(criterion.id, {})[kind] = criterion
    return grouped


def list_worlds(version: Version, list_year: int, figures: AreaFigures, enough: bool = False) -> Iterator[World]:
    """Every way in which what is unknown of an area may be. Called for each area and list: with everything known there
    is one. enough: as if there were enough residents, however many there are."""
    met = {}
    for criterion_id, criteria in group_criteria(version).items():
        # The criteria on one measure differ in their limit alone, so one of them gives the value of all.
        value = measure(next(iter(criteria.values())), figures.measures.get(criterion_id), list_year)
        met[criterion_id] = _list_met(criteria, value if isinstance(value, Value) else None)
    residents = {frozenset(version.rules)} if enough else _list_enough(version, figures.residents.get(list_year))
    earlier = _list_earlier(version, figures.was_parallel, list_year)
    for measures in product(*met.values()):
        for enough_for, was in product(residents, earlier):
            yield World(dict(zip(met, measures, strict=True)), enough_for, was)


def list_kinds(version: Version, world: World) -> set[AreaType]:
    """Every kind of area that an area is by the law's words, where everything is known. Called for each world. A kind
    that another one builds upon comes first in a version (`reading` sees to it)."""
    kinds: set[AreaType] = set()
    for kind, rule in version.rules.items():
        so = (
            sum(kind in world.met[one.id] for one in rule.counted) >= rule.needed
            and all(kind in world.met[one.id] for one in rule.required)
            and kind in world.enough_residents
            and (rule.also is None or rule.also in kinds)
            and (rule.in_a_row_of is None or (rule.in_a_row_of in kinds and world.was_parallel))
        )
        if so:
            kinds.add(kind)
    return kinds


def find_status(kinds: Collection[AreaType]) -> Status:
    """The status of an area: the furthest-reaching kind that it is, or none. Called for each world. A parallelsamfund
    is shown as such and not as the udsat boligområde that it is too; and a forebyggelsesområde only where it is no
    udsat boligområde, as on the ministry's lists."""
    return next((Status(kind.value) for kind in _FROM_THE_TOP if kind in kinds), Status.NONE)
