"""Which birth years children belong to: so many assessed, leaving school and in school in each region as calibrated.

A kind of child is a birth year and whether it takes 10th grade. Kinds are drawn where the number matters (assessed,
leavers, pupils of an area, in the baseline windows), and by the size of the cohorts for everybody else.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from hpanalysis.demo.calibration.draws import draw_weighted, pick

TAKES_TENTH = 0.45
FIRST_GRADE_AGE, LEAVING_AGE = 6, 16
_TEENS = 6  # cohorts that make the 13-18-year-olds
_SCHOOL_YOUNG = 7  # arriving families are young
_TO_BE_ASSESSED = 2.5


@dataclass(frozen=True)
class ChildKinds:
    """birth: year. tenth: takes 10th grade. weight: relative size. One place a kind."""

    birth: np.ndarray
    tenth: np.ndarray
    weight: np.ndarray

    @property
    def leaves(self) -> np.ndarray:
        """The year of leaving school."""
        return self.birth + LEAVING_AGE + self.tenth

    def assessed(self, year: int) -> np.ndarray:
        return np.isin(self.birth, (year - 3, year - 5))

    def pupil(self, autumn: int) -> np.ndarray:
        """In 0th to 10th grade in the school year that begins in `autumn`."""
        return find_grade(self.birth, self.tenth, autumn) >= 0


def find_grade(birth: np.ndarray, tenth: np.ndarray, autumn: int) -> np.ndarray:
    """The grade in the school year that begins in `autumn`; -1 where the child is in none."""
    found = autumn - FIRST_GRADE_AGE - birth
    return np.where((found < 0) | (found > 9 + tenth), -1, found)


def list_kinds(reference: int, last: int, young: int, assessed: int) -> ChildKinds:
    """Kinds of those under 18 at 1 January `reference` and of those born up to `last`."""
    years = np.arange(reference - 18, last + 1)
    size = np.where(years < reference - 18 + _TEENS, young / _TEENS, assessed / 2)
    birth, tenth = np.repeat(years, 2), np.tile([False, True], len(years))
    return ChildKinds(birth, tenth, np.repeat(size, 2) * np.where(tenth, TAKES_TENTH, 1 - TAKES_TENTH))


@dataclass(frozen=True)
class Quota:
    """So many of the children who are in a region (-1: in none) at the time are to be of the kinds marked.

    sizes: by region; None for a region in which the cohorts decide.
    """

    marked: np.ndarray
    region: np.ndarray
    sizes: list[int | None]


def draw_kinds(
    every: ChildKinds,
    arrived: np.ndarray,
    reference: int,
    inside: np.ndarray,
    quotas: list[Quota],
    assessed_later: np.ndarray,
    rng: np.random.Generator,
) -> np.ndarray:
    """The kind of each child, quotas first and in order, the rest by weight.

    arrived: the year of arrival, `reference` for those here from the start. inside: whether the child lives in an area.
    assessed_later: kinds that come to be assessed, of which the areas have more among the rest.
    """
    found = np.full(len(arrived), -1)
    earlier = np.zeros(len(every.birth), bool)
    for quota in quotas:
        for region, size in enumerate(quota.sizes):
            if size is not None:
                _fill_quota(found, every, quota, region, size, earlier, arrived, reference, rng)
        earlier = earlier | quota.marked
    _fill_rest(found, every, quotas, arrived, reference, inside, assessed_later, rng)
    return found


def _is_possible(every: ChildKinds, arrived: int, reference: int) -> np.ndarray:
    """Kinds of a child that is under 18 when it comes (or at the reference day) and born before that year."""
    year = max(arrived, reference)
    return (every.birth >= year - 18) & (every.birth < year)


def _fill_quota(
    found, every: ChildKinds, quota: Quota, region: int, size: int, earlier, arrived, reference, rng
) -> None:
    """Give kinds to as many children of a region as its quota lacks."""
    here = quota.region == region
    have = int((here & (found >= 0) & quota.marked[found]).sum())
    weight = np.where(quota.marked & ~earlier & _is_possible(every, reference, reference), every.weight, 0)
    chosen = pick(rng, np.flatnonzero(here & (found < 0) & (arrived <= reference)), size - have)
    if weight.sum():
        found[chosen] = draw_weighted(rng, weight, len(chosen))


def _is_counted(quota: Quota) -> np.ndarray:
    """By child: whether the quota counts the children of the region it is in at the time."""
    return np.array([size is not None for size in quota.sizes] + [False])[quota.region]


def _fill_rest(found, every: ChildKinds, quotas, arrived, reference, inside, assessed_later, rng) -> None:
    """Everyone without a kind: any kind that no quota counts where the child lives."""
    barred = np.array([_is_counted(quota) for quota in quotas], bool).reshape(len(quotas), len(found))
    pattern = (1 << np.arange(len(quotas))) @ barred
    key = (np.maximum(arrived, reference) * 2 + inside) * (1 << len(quotas)) + pattern
    for group in np.unique(key[found < 0]):
        members = np.flatnonzero((found < 0) & (key == group))
        weight = np.where(_is_possible(every, int(arrived[members[0]]), reference), every.weight, 0)
        for i, quota in enumerate(quotas):
            if barred[i, members[0]]:
                weight = np.where(quota.marked, 0, weight)
        if inside[members[0]]:
            weight = np.where(assessed_later, weight * _TO_BE_ASSESSED, weight)
        if arrived[members[0]] > reference:
            weight = np.where(every.birth > reference - _SCHOOL_YOUNG, weight * 2, weight)
        found[members] = draw_weighted(rng, weight if weight.sum() else every.weight, len(members))
