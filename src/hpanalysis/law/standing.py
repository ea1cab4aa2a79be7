"""What an area is on a list, why, and what leaves it open. No status is given on half a rule."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from hpanalysis.law.criteria import AreaType, CriterionId, Status, Truth, Why
from hpanalysis.law.figures import AreaFigures, Value, judge, measure
from hpanalysis.law.model import AreaRule, Criterion, Version
from hpanalysis.law.worlds import World, find_status, group_criteria, list_earlier_years, list_kinds, list_worlds


@dataclass(frozen=True)
class Judged:
    """One criterion of one kind of area, judged on a list."""

    criterion: Criterion
    value: Value | None  # None where it is not known
    truth: Truth
    why: Why | None  # why it is unknown; None where it is known


@dataclass(frozen=True)
class Reason:
    """Something that is unknown and could change a status: what it is, and why it is unknown."""

    why: Why
    criterion: CriterionId | None = None  # None for the residents and the earlier years
    years: tuple[int, ...] = ()  # the earlier list years of which it is not known what the area was


@dataclass(frozen=True)
class Standing:
    """What an area is on one list, and how that came about."""

    list_year: int
    version: str
    status: Status
    reasons: tuple[Reason, ...]  # why it is undecided; empty where it is decided
    could_be: tuple[Status, ...]  # every status that what is unknown leaves open, the furthest-reaching last
    kinds: Mapping[AreaType, Truth]  # each kind by itself, as the law words it
    judged: Mapping[AreaType, tuple[Judged, ...]]  # each kind's criteria, the counted first
    if_enough_residents: Status  # what it would be if it had the least number of residents
    could_be_if_enough: tuple[Status, ...]  # every status that it could be then
    residents: int | None
    residents_lacking: int | None  # to the least number; 0 where there are enough, None where it is not known


def _judge_criteria(rule: AreaRule, figures: AreaFigures, list_year: int) -> tuple[Judged, ...]:
    """Judge each criterion of a kind of area. Called for each kind of a version."""
    judged = []
    for criterion in rule.criteria:
        value = measure(criterion, figures.measures.get(criterion.id), list_year)
        truth, why = judge(criterion, value)
        judged.append(Judged(criterion, None if isinstance(value, Why) else value, truth, why))
    return tuple(judged)


def _agree(answers: Iterable[bool]) -> Truth:
    """What all worlds agree on. Called for each kind of area."""
    found = set(answers)
    if len(found) > 1:
        return Truth.UNKNOWN
    return Truth.MET if found == {True} else Truth.NOT_MET


def _changes(one: CriterionId | str, statuses: Mapping[int, Status], worlds: tuple[World, ...]) -> bool:
    """Whether the status depends on one unknown thing: two worlds that differ in nothing else have two statuses. Called
    for each thing that is unknown where a status is undecided. statuses: by the world's place."""
    seen: dict[object, Status] = {}
    for place, world in enumerate(worlds):
        if seen.setdefault(world.leave_out(one), statuses[place]) is not statuses[place]:
            return True
    return False


def _list_reasons(
    version: Version, list_year: int, figures: AreaFigures, worlds: tuple[World, ...], statuses: Mapping[int, Status]
) -> tuple[Reason, ...]:
    """What is unknown and could change the status, in the order of the law. Called where a status is undecided."""
    reasons = []
    for criterion_id, criteria in group_criteria(version).items():
        if _changes(criterion_id, statuses, worlds):
            given = figures.measures.get(criterion_id)
            whys = (judge(one, measure(one, given, list_year))[1] for one in criteria.values())
            why = next(why for why in whys if why is not None)
            reasons.append(Reason(why, criterion_id))
    if _changes("enough_residents", statuses, worlds):
        reasons.append(Reason(Why.RESIDENTS_NOT_DELIVERED))
    if _changes("was_parallel", statuses, worlds):
        earlier = list_earlier_years(version, list_year)
        unknown = tuple(year for year in earlier if figures.was_parallel.get(year) is None)
        reasons.append(Reason(Why.EARLIER_STATUS_UNKNOWN, years=unknown))
    return tuple(reasons)


def _decide(possible: Iterable[Status]) -> Status:
    """The status, where only one is possible; else that it cannot be decided. Called for the area as it is, and as it
    would be with enough residents."""
    found = set(possible)
    return found.pop() if len(found) == 1 else Status.UNDECIDED


def classify(version: Version, list_year: int, figures: AreaFigures) -> Standing:
    """What an area is on the list of a year, by the rules of that year (`Law.version_on(list_day(year))`).

    Called for each area and list year. A missing or withheld figure, residents that were not delivered and an earlier
    status that is not known are unknown: never 0 and never »no«. What is unknown and cannot change the status does not
    keep it open. Pure: no file is read, and every figure is exact."""
    worlds = tuple(list_worlds(version, list_year, figures))
    kinds = [list_kinds(version, world) for world in worlds]
    statuses = dict(enumerate(map(find_status, kinds)))
    status = _decide(statuses.values())
    with_enough = {find_status(list_kinds(version, one)) for one in list_worlds(version, list_year, figures, True)}
    residents = figures.residents.get(list_year)
    least = max(rule.least_residents for rule in version.rules.values())
    return Standing(
        list_year=list_year,
        version=version.id,
        status=status,
        reasons=_list_reasons(version, list_year, figures, worlds, statuses) if status is Status.UNDECIDED else (),
        could_be=tuple(one for one in Status if one in statuses.values()),
        kinds={kind: _agree(kind in found for found in kinds) for kind in version.rules},
        judged={kind: _judge_criteria(rule, figures, list_year) for kind, rule in version.rules.items()},
        if_enough_residents=_decide(with_enough),
        could_be_if_enough=tuple(one for one in Status if one in with_enough),
        residents=residents,
        residents_lacking=None if residents is None else max(least - residents, 0),
    )
