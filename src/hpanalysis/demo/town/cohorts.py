"""Draws the birth years of the children, so that the calibrated numbers are assessed, in school, and leaving school.

A kind of child is a birth year and whether the child takes 10th grade. Kinds are drawn by quota where their number
matters (the assessed, the leavers and an area's pupils, in the baseline windows), and by the size of the birth years
for all other children.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from hpanalysis.demo.calibration.draws import draw_weighted, pick

TAKES_TENTH = 0.45
FIRST_GRADE_AGE, LEAVING_AGE = 6, 16
_TEENS = 6  # birth years that make the 13-18-year-olds
_SCHOOL_YOUNG = 7  # families who arrive are young: children less than this age are drawn twice as often
_TO_BE_ASSESSED = 2.5  # how much more often the areas' other children are of a kind that is assessed later


@dataclass(frozen=True)
class ChildKinds:
    """All kinds of children; the arrays have one place a kind. A kind is a birth year and whether the child takes 10th
    grade. Made by `list_kinds`; the quotas and `KindDraw` read it."""

    birth: np.ndarray  # the year
    tenth: np.ndarray  # whether they take 10th grade
    weight: np.ndarray  # how many they are, relative to each other

    @property
    def leaves(self) -> np.ndarray:
        """By kind of synthetic child (birth year, and 10th grade or not), the year in which it leaves school, after 9th
        or 10th grade. Read to settle how many children must leave school in the baseline's year and in the one
        before."""
        return self.birth + LEAVING_AGE + self.tenth

    def assessed(self, year: int) -> np.ndarray:
        """By kind of synthetic child (birth year, and 10th grade or not), whether its language is assessed in a year,
        in which it turns three or five. Called so that the baseline year has as many such children as are wanted, and
        the areas have more of them in the plan's first two years."""
        return np.isin(self.birth, (year - 3, year - 5))

    def pupil(self, autumn: int) -> np.ndarray:
        """By kind of child (a birth year, and whether it takes 10th grade), whether it is in 0th to 10th grade in the
        school year that begins in the autumn of a year, such as 2023. Called to settle how many synthetic children must
        be pupils in the baseline school year."""
        return find_grade(self.birth, self.tenth, autumn) >= 0


def find_grade(birth: np.ndarray, tenth: np.ndarray, autumn: int) -> np.ndarray:
    """The grade (0-10) in the school year that begins in the autumn of a year; -1 for a child that is in none. Called
    when children's birth years are chosen, and for each synthetic extract of school absence. birth: the year of birth
    of each. tenth: whether each takes 10th grade. autumn: the year, such as 2023."""
    grade = autumn - FIRST_GRADE_AGE - birth
    return np.where((grade < 0) | (grade > 9 + tenth), -1, grade)


def list_kinds(reference: int, last: int, young: int, assessed: int) -> ChildKinds:
    """The kinds of children (birth year, and 10th grade or not) that live in the town under 18 or are born in it.

    Called once, before the synthetic children are drawn. reference: the plan's first year, at whose 1 January they are
    under 18. last: the year of the town's last month. young: the municipality's 13-18-year-olds, who make six birth
    years. assessed: its children assessed in a year, who make two birth years of the size that the younger have.
    """
    years = np.arange(reference - 18, last + 1)
    size = np.where(years < reference - 18 + _TEENS, young / _TEENS, assessed / 2)
    birth, tenth = np.repeat(years, 2), np.tile([False, True], len(years))
    return ChildKinds(birth, tenth, np.repeat(size, 2) * np.where(tenth, TAKES_TENTH, 1 - TAKES_TENTH))


@dataclass(frozen=True)
class Quota:
    """How many of the children who live in a region at the time of a count must be of the kinds that it counts. Made by
    `Quotas.build` and filled by `KindDraw`. Example: 37 of those who live in the first area in 2023 must be born in
    2018 or 2020, so that 37 are assessed."""

    marked: np.ndarray  # by kind, whether it is counted
    region: np.ndarray  # by child, where it lives at the time; -1 in none
    sizes: Sequence[int | None]  # by region; None for a region in which chance decides

    @property
    def applies(self) -> np.ndarray:
        """By synthetic child, whether it lives, when the quota counts, in a region with a number to fill (how many
        children of certain birth years must live there); False for one in no region (-1). Read when all quotas are
        filled: such a child may get no birth year that the quota counts, because its region has its number already."""
        return np.array([size is not None for size in self.sizes] + [False])[self.region]


class KindDraw:
    """Draws the kind of each child: quotas first and in order, then the rest by the size of the birth years. Made and
    used once by `persons`, before any child has a birthday."""

    def __init__(
        self, kinds: ChildKinds, quotas: list[Quota], *, arrived: np.ndarray, reference: int, rng: np.random.Generator
    ) -> None:
        """Begin with no kind (birth year, and 10th grade or not) for any synthetic child. Called once, when the persons
        are drawn. quotas: how many of a region's children must be of certain kinds, in the order of filling. arrived:
        by child, the year of arrival; `reference`, the plan's first, for those here from the start."""
        self.kinds, self.quotas = kinds, quotas
        self.arrived, self.reference, self.rng = arrived, reference, rng
        self.kind = np.full(len(arrived), -1)

    def draw(self, inside: np.ndarray, assessed_later: np.ndarray) -> np.ndarray:
        """The kind (birth year, and 10th grade or not) of each child, as an index of the kinds.

        Called once, when the synthetic town's persons are drawn. inside: by child, whether it ever lives in an area.
        assessed_later: by kind, whether the child's language is assessed in the plan's first two years; the areas have
        more children of those kinds, so that the figures after the baseline rest on enough children.
        """
        earlier = np.zeros(len(self.kinds.birth), bool)
        for quota in self.quotas:
            for region, size in enumerate(quota.sizes):
                if size is not None:
                    self._fill_quota(quota, region, size, earlier)
            earlier = earlier | quota.marked
        self._fill_rest(inside, assessed_later)
        return self.kind

    def _is_possible(self, arrived: int) -> np.ndarray:
        """By kind (a birth year, and 10th grade or not), whether a synthetic child of the kind turns 1 to 18 in the
        year it arrives, or in the plan's first year if it arrived before. Called before each draw of kinds, to leave
        out those that are impossible. arrived: the year in which the child arrives."""
        year = max(arrived, self.reference)
        return (self.kinds.birth >= year - 18) & (self.kinds.birth < year)

    def _fill_quota(self, quota: Quota, region: int, size: int, earlier: np.ndarray) -> None:
        """Give synthetic children of a region kinds (birth years) that a quota counts, until the quota has its size
        there.

        Called quota by quota and region by region, when the children are drawn. size: the number wanted. earlier: by
        kind, whether a quota before has counted it; its number is settled, so it is not drawn again. Only children who
        are there from the plan's first year and have no kind yet are drawn.
        """
        here = quota.region == region
        have = int((here & (self.kind >= 0) & quota.marked[self.kind]).sum())
        weight = np.where(quota.marked & ~earlier & self._is_possible(self.reference), self.kinds.weight, 0)
        free = np.flatnonzero(here & (self.kind < 0) & (self.arrived <= self.reference))
        chosen = pick(self.rng, free, size - have)
        if weight.sum():
            self.kind[chosen] = draw_weighted(self.rng, weight, len(chosen))

    def _fill_rest(self, inside: np.ndarray, assessed_later: np.ndarray) -> None:
        """Draw a kind (birth year, and 10th grade or not) for every synthetic child without one; none that a quota
        counts where it lives, if any other is possible. Called once, when all quotas are filled. inside: by child,
        whether it ever lives in an area. assessed_later: by kind, whether assessed in the plan's first two years."""
        barred = np.array([quota.applies for quota in self.quotas], bool).reshape(len(self.quotas), len(self.kind))
        pattern = (1 << np.arange(len(self.quotas))) @ barred
        key = (np.maximum(self.arrived, self.reference) * 2 + inside) * (1 << len(self.quotas)) + pattern
        for group in np.unique(key[self.kind < 0]):
            members = np.flatnonzero((self.kind < 0) & (key == group))
            weight = np.where(self._is_possible(int(self.arrived[members[0]])), self.kinds.weight, 0)
            for i, quota in enumerate(self.quotas):
                if barred[i, members[0]]:
                    weight = np.where(quota.marked, 0, weight)
            if inside[members[0]]:
                weight = np.where(assessed_later, weight * _TO_BE_ASSESSED, weight)
            if self.arrived[members[0]] > self.reference:
                weight = np.where(self.kinds.birth > self.reference - _SCHOOL_YOUNG, weight * 2, weight)
            self.kind[members] = draw_weighted(self.rng, weight if weight.sum() else self.kinds.weight, len(members))
