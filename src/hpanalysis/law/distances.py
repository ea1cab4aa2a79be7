"""How far an area is from a limit: in points, in persons, and what next year's figure may be.

A distance is positive on the side where the criterion is NOT met, whichever way the limit is drawn: 3 means three
points better than the limit, also for income, where better is more. 0 is the limit itself, which meets »mindst« and
neither »over« nor »under«.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from hpanalysis.law.criteria import Comparison, Truth, Unit, Why
from hpanalysis.law.figures import Figures, Known, find_base
from hpanalysis.law.model import Criterion
from hpanalysis.law.standing import Judged


def distance(criterion: Criterion, value: Fraction) -> Fraction:
    """How far a value is from the limit, in the criterion's unit: percentage points, times the country's share, or
    points of the region's income. Called for each figure that is known. Positive where the criterion is not met."""
    return value - criterion.limit if criterion.comparison is Comparison.UNDER else criterion.limit - value


@dataclass(frozen=True)
class Persons:
    """How many persons a share is from the other side of a limit, with as many in the group as now."""

    met: bool  # whether the criterion is met now
    # How many fewer (where met) or more (where not); None where neither nobody nor everybody would change it.
    to_the_other_side: int | None

    @property
    def may_come_in(self) -> int | None:
        """How many more the share can have without meeting the criterion. None where it is met already, or where all
        could come in."""
        return None if self.met or self.to_the_other_side is None else self.to_the_other_side - 1


def _meets(persons: Fraction, limit: Fraction, comparison: Comparison) -> bool:
    """Whether so many persons meet a limit that is told in persons. Called for the share as it is, for nobody and for
    all."""
    return persons > limit if comparison is Comparison.OVER else persons >= limit


def persons_to_limit(numerator: Known, denominator: Known, limit: Known, comparison: Comparison) -> Persons:
    """The least whole number of persons that puts a share on the other side of a limit: who must come out where the
    criterion is met, who would have to come in where it is not. Called for the shares of persons, and never for income.

    numerator, denominator: as they are counted now; those outside the labour market are counted as full-time persons,
    so a numerator need not be whole, and a person is one of them. The denominator stays, because who finds work still
    lives there. Nobody (0) in the denominator is no share: ValueError, as for a numerator outside it. limit: in
    percent; for the convicted the country's share times the limit (`limit_in_unit`). comparison: »over« or
    »mindst«."""
    persons, everybody = Fraction(numerator), Fraction(denominator)
    if everybody <= 0 or not 0 <= persons <= everybody:
        raise ValueError("no share: the numerator must lie within a denominator of somebody")
    if comparison is Comparison.UNDER:
        raise ValueError("a mean income is no share of persons")
    in_persons = Fraction(limit) * everybody / 100
    over = comparison is Comparison.OVER
    if _meets(persons, in_persons, comparison):
        if _meets(Fraction(0), in_persons, comparison):
            return Persons(True, None)
        beyond = persons - in_persons
        return Persons(True, ceil(beyond) if over else floor(beyond) + 1)
    if not _meets(everybody, in_persons, comparison):
        return Persons(False, None)
    missing = in_persons - persons
    return Persons(False, floor(missing) + 1 if over else ceil(missing))


def limit_in_unit(criterion: Criterion, figures: Figures, list_year: int) -> Fraction | Why:
    """The limit in the unit of the figures: for the convicted the limit times the country's mean share. Called where a
    chart draws the limit among the figures, and for persons. A reason where the base is not known."""
    base = find_base(criterion, figures, list_year)
    return base if isinstance(base, Why) else criterion.limit * base


@dataclass(frozen=True)
class Bound:
    """What a figure may be at most, or must be at least, for the criterion not to be met."""

    value: Fraction  # in the unit of the figures; may lie below 0 or above 100
    at_most: bool  # False: at least (income)
    inclusive: bool  # whether the bound itself will do

    def allows(self, figure: Known) -> bool:
        """Whether a figure stays on the side where the criterion is not met. Called by tests of what a page says, and
        where a figure of next year is tried."""
        if figure == self.value:
            return self.inclusive
        return (Fraction(figure) < self.value) is self.at_most


def most_next_year(
    criterion: Criterion, figures: Figures, list_year: int, next_base: Known | None = None
) -> Bound | Why:
    """What next year's figure may be for the mean on next year's list not to meet the criterion. Called for each
    criterion; with one year in the mean it is the limit itself.

    list_year: of the newest figures. next_base: the country's share or the region's income next year; where it is None,
    the newest one is taken, and a page must say so. A reason where a year that stays in the mean is not known: a
    printed mean does not tell its years."""
    stay = range(list_year - criterion.years + 2, list_year + 1)
    total = Fraction(0)
    for year in stay:
        figure = figures.by_year.get(year, Why.NOT_DELIVERED)
        if isinstance(figure, Why):
            return figure
        total += Fraction(figure)
    base = _find_next_base(criterion, figures, list_year, next_base)
    if isinstance(base, Why):
        return base
    value = criterion.limit * base * criterion.years - total
    return Bound(value, criterion.comparison is not Comparison.UNDER, criterion.comparison is not Comparison.AT_LEAST)


def _find_next_base(criterion: Criterion, figures: Figures, list_year: int, next_base: Known | None) -> Fraction | Why:
    """By what next year's mean is divided. Called by `most_next_year`: the mean of the base over the years that stay
    and the next one; 1 where the figures stand in the criterion's unit."""
    coming = figures.base_by_year.get(list_year, Why.BASE_NOT_DELIVERED) if next_base is None else next_base
    later = Figures(figures.unit, {}, {**figures.base_by_year, list_year + 1: coming})
    return find_base(criterion, later, list_year + 1)


def find_nearest(judged: Iterable[Judged]) -> Judged | None:
    """The criterion nearest to being met among those that are known not to be. Called for each kind of area, for the
    warning list. Points, times and percent of the region cannot be compared, so nearness is the distance as a part of
    the limit; of two alike the first by the law's order. None where none is known and not met."""
    nearness = [
        (distance(one.criterion, one.value.value) / one.criterion.limit, place, one)
        for place, one in enumerate(judged)
        if one.truth is Truth.NOT_MET and one.value is not None
    ]
    return min(nearness)[2] if nearness else None


def count_persons(
    criterion: Criterion, figures: Figures, list_year: int, numerator: Known, denominator: Known
) -> Persons | Why:
    """How many persons of this list's newest year put the mean on the other side of the limit, with the earlier years
    as they are. Called where a share's persons are known. numerator, denominator: of the newest year. A reason where a
    figure of an earlier year or the base is not known, and where the figures are no shares in percent."""
    if figures.unit is not Unit.PERCENT:
        return Why.OTHER_UNIT
    limit = limit_in_unit(criterion, figures, list_year)
    if isinstance(limit, Why):
        return limit
    earlier = Fraction(0)
    for year in range(list_year - criterion.years + 1, list_year):
        figure = figures.by_year.get(year, Why.NOT_DELIVERED)
        if isinstance(figure, Why):
            return figure
        earlier += Fraction(figure)
    return persons_to_limit(numerator, denominator, limit * criterion.years - earlier, criterion.comparison)
