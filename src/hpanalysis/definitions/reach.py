"""The reach of activities as series of counts, so that they can be related to each other and to the indicators.

A reach has two counts: how many are in the target group, and how many of them took part in a half-year. Both are counts
of persons over one denominator, as the numerators of indicators are: that of the indicator whose numerator the target
group is, or else the target group itself. So what protects and audits indicators protects and audits reach, in one
system: who took part is a part of the target group, age bands are together the whole, and areas are together the total.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import narwhals as nw

from hpanalysis.definitions import bridges, catalogue
from hpanalysis.definitions.model import (
    Count,
    Coverage,
    Direction,
    Indicator,
    Measure,
    Sentences,
    TargetGroup,
    Unit,
)

# What reach is broken down by, for all areas together.
BY_AGE, BY_NEED = "alder", "behov"
# The one group by need; what is left of all is the others.
HARDEST = "svaerest"
_REACHED, _TARGET = "naaet", "maalgruppe"
_SEPARATOR = ":"

Ages = tuple[int | None, int | None]  # the first and the last age of an activity, None where it has no such end


def name_target(key: str, ages: Ages = (None, None)) -> str:
    """The id of a target group, with the ages that an activity chooses among its members: `unge_13_17`. Called where
    reach is measured; tables and files name the group by it. key: of the file in definitions/target_groups. ages: both
    None where they choose nothing."""
    first, last = ages
    if first is None and last is None:
        return key
    return f"{key}_{'' if first is None else first}_{'' if last is None else last}"


def narrow_to_ages(target: TargetGroup, ages: Ages) -> TargetGroup:
    """The target group with those members alone who are of an activity's ages; itself where it is not chosen by age.
    Called before members are found. ages: in whole years, by the extract's column `alder`. ValueError for a group that
    tests sums over rows, because an age is of a row."""
    first, last = ages
    if not target.by_age or (first is None and last is None):
        return target
    if target.members.per_person:
        raise ValueError(f"{target.label} cannot be chosen by age")
    age = nw.col("alder")
    inside = age >= (first or 0) if last is None else age.is_between(first or 0, last)
    return replace(target, members=_narrow(target.members, inside), hardest=_narrow_hardest(target.hardest, inside))


def _narrow(count: Count, inside: nw.Expr) -> Count:
    """A count of the rows that meet one condition more. Called for the members of the ages that an activity is for."""
    return replace(count, where=inside if count.where is None else count.where & inside)


def _narrow_hardest(count: Count | None, inside: nw.Expr) -> Count | None:
    """As `_narrow`, for the worst placed; None where the extract cannot tell who they are."""
    return None if count is None else _narrow(count, inside)


@dataclass(frozen=True, kw_only=True)
class Reach:
    """An activity's reach in a half-year: whom it is of, and how its counts hang together. Made where reach is
    protected, and for definitioner.json."""

    activity_id: str
    half_year: str  # 2026H1
    target_id: str  # `name_target`
    target: TargetGroup  # of the activity's ages
    base: str  # the series of the indicator whose numerator the members are; "" where no indicator counts them
    age_groups: tuple[str, ...] = ()  # the ids of the age bands that it is told of; empty for none
    by_need: bool = False  # whether it is told of the worst placed

    def name_reached(self, breakdown: str = "", group: str = "") -> str:
        """The series of those who took part, of all or of a group. Called for each row of reach."""
        return _join(_REACHED, self.activity_id, self.half_year, breakdown, group)

    def name_members(self, breakdown: str = "", group: str = "") -> str:
        """The series of the target group's members: of all of them the indicator that counts them, or "" where they are
        the denominator itself. Called for each row of reach. Members by the rule of a bridge are others than by the
        rule before it, so they are another series."""
        if not breakdown:
            return self.base
        rule = self.base.partition(bridges.SERIES)[2]
        return _join(_TARGET, self.target_id, rule and f"regel-{rule}", breakdown, group)

    @property
    def _denominator(self) -> Count:
        """The denominator of all its series. Read when they are declared."""
        if not self.base:
            return self.target.members
        denominator = catalogue.indicators()[bridges.find_indicator_of_series(self.base)].denominator
        assert isinstance(denominator, Count)  # a target group is counted from rows
        return denominator

    def _make_series(
        self,
        *,
        part_of: tuple[str, ...] = (),
        sum_of: tuple[str, ...] = (),
        category_of: str = "",
        overlap_of: tuple[str, ...] = (),
    ) -> Indicator:
        """A series of persons as a definition, as far as relations between counts ask. Called for each series that is
        declared."""
        return Indicator(
            label=self.target.label[:24],
            title=self.target.label,
            why="",
            numerator=self.target.members,
            denominator=self._denominator,
            window=self.target.window,
            unit=Unit.PERCENT,
            measure=Measure.SHARE,
            decimals=0,
            direction=Direction.HIGHER_IS_BETTER,
            municipality=Coverage.ALL_RESIDENTS,
            sentences=Sentences(noun_phrase="", level=""),
            part_of=part_of,
            sum_of=sum_of,
            category_of=category_of,
            overlap_of=overlap_of,
        )

    def _declare_ages(self) -> dict[str, Indicator]:
        """The series of the age bands, of members and of those who took part; together they are all. Called when the
        series are declared."""
        # Without an indicator of their own the members are the denominator, of which the bands are all categories.
        category = "" if self.base else _join(_TARGET, self.target_id, BY_AGE)
        declared: dict[str, Indicator] = {}
        for group in self.age_groups:
            members = self.name_members(BY_AGE, group)
            declared[members] = self._make_series(part_of=self._whole, category_of=category)
            declared[self.name_reached(BY_AGE, group)] = self._make_series(part_of=(members,))
        return declared

    def _declare_hardest(self) -> dict[str, Indicator]:
        """The series of the worst placed, of members and of those who took part: each a part of all. Called when the
        series are declared."""
        members = self.name_members(BY_NEED, HARDEST)
        # Who of the worst placed took part is in both; so the two are together no more than all but these.
        both = (members, self.name_reached())
        return {
            members: self._make_series(part_of=self._whole),
            self.name_reached(BY_NEED, HARDEST): self._make_series(part_of=both, overlap_of=both),
        }

    @property
    def _whole(self) -> tuple[str, ...]:
        """The series that the members are a part of: the indicator that counts them all; empty where they are the
        denominator. Read when the series are declared."""
        return (self.base,) if self.base else ()

    def declare(self) -> dict[str, Indicator]:
        """Its series by their names, and the indicator that counts the target group with the age bands as its sum.
        Called where relations between counts are written: when it is chosen what to hide, and for definitioner.json."""
        ages = tuple(self.name_reached(BY_AGE, group) for group in self.age_groups)
        declared = {self.name_reached(): self._make_series(part_of=self._whole, sum_of=ages)}
        declared |= self._declare_ages()
        if self.by_need:
            declared |= self._declare_hardest()
        if self.base:
            own = bridges.declare_series(catalogue.indicators())[self.base]
            bands = tuple(self.name_members(BY_AGE, group) for group in self.age_groups)
            declared[self.base] = replace(own, sum_of=own.sum_of or bands)
        return declared


def _join(*parts: str) -> str:
    """The name of a series: its parts that are not empty, with a colon between. Called for every series; no key of an
    indicator has a colon."""
    return _SEPARATOR.join(part for part in parts if part)
