"""Breakdowns: a figure of persons told by sex or by age band. What there is of each indicator follows from its source.

A person is in one group of a breakdown in a window: the age is the one that she reaches in the year in which the window
ends, so that nobody changes band within it and no day of birth need be kept. The bands are declared with the source,
whose persons they fit; the youngest and the oldest are open, so that the groups are together all of the figure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from itertools import pairwise

from hpanalysis.definitions.model import BIRTH_YEAR, MAN, SEX, WOMAN, Indicator, Source
from hpanalysis.definitions.windows import Yearly


class Breakdown(Enum):
    """What a figure may be broken down by. The value is the word that an analyst writes in a notebook."""

    SEX = "koen"
    AGE = "alder"

    @property
    def name_da(self) -> str:
        """The word in Danish: `køn`, `alder`. Read for captions and messages."""
        return "køn" if self is Breakdown.SEX else "alder"

    @property
    def groups_da(self) -> str:
        """What the groups are told by: `køn`, `aldersgruppe`. Read for the heading over published groups."""
        return "køn" if self is Breakdown.SEX else "aldersgruppe"

    @property
    def column(self) -> str:
        """The frame's column that tells the group of a person. Read when persons are put in groups."""
        return SEX if self is Breakdown.SEX else BIRTH_YEAR


@dataclass(frozen=True)
class Group:
    """A group of a breakdown. Made by `list_groups`; read where persons are put in groups, and where a table names
    them. Ages are whole years, reached in the year in which the window ends."""

    id: str  # stands in the tables: `kvinde`, `11-13`, `14-`
    name_da: str  # `piger`, `11-13 år`
    first_age: int | None = None  # None where it has no lower end, or is no age band
    last_age: int | None = None

    def holds(self, value: str | int, window_end: date) -> bool:
        """Whether a person is of the group. Called for each distinct sex, or year of birth, in a window. value: the
        person's sex or year of birth, as the frame has it. window_end: the window's last day."""
        if isinstance(value, str):
            return value == self.id
        age = window_end.year - value
        return (self.first_age is None or age >= self.first_age) and (self.last_age is None or age <= self.last_age)


def _list_age_bands(first_ages: tuple[int, ...]) -> tuple[Group, ...]:
    """The age bands that begin at these ages, and before them all who are younger. Called for a source whose figures
    are told by age."""
    bands = [Group(f"-{first_ages[0] - 1}", f"under {first_ages[0]} år", None, first_ages[0] - 1)]
    for first, following in pairwise(first_ages):
        bands.append(Group(f"{first}-{following - 1}", f"{first}-{following - 1} år", first, following - 1))
    return (*bands, Group(f"{first_ages[-1]}-", f"{first_ages[-1]} år og derover", first_ages[-1], None))


def list_groups(source: Source, breakdown: Breakdown) -> tuple[Group, ...]:
    """The groups of a breakdown of a source's figures, in the order of tables: women (girls) before men, the youngest
    first; empty where its figures are not told so. Called where persons are put in groups, and where it is asked what
    may be asked for."""
    if breakdown.column not in source.breakdown_columns:
        return ()
    if breakdown is Breakdown.AGE:
        return _list_age_bands(source.ages_from)
    assert source.sexes is not None  # the column is there because it is told by sex
    return Group(WOMAN, source.sexes[0]), Group(MAN, source.sexes[1])


def list_breakdowns(indicator: Indicator) -> tuple[Breakdown, ...]:
    """What an indicator may be broken down by; empty where it is not counted from persons with a CPR number, as cases,
    dwellings and ready-made figures are not. Called for each indicator that is measured, and when an analyst asks."""
    if len(indicator.sources) != 1:
        return ()
    (source,) = indicator.sources
    return tuple(breakdown for breakdown in Breakdown if list_groups(source, breakdown))


def list_indicators_by(declared: Mapping[str, Indicator], keys: Iterable[str], breakdown: Breakdown) -> list[str]:
    """Of some indicators' keys those that can be broken down so, in their order. Called for the message on one that
    cannot. declared: all indicators, by key."""
    return [key for key in keys if breakdown in list_breakdowns(declared[key])]


def explain_not_published_by(indicator: Indicator, breakdown: Breakdown) -> str:
    """Why a plan cannot adopt a breakdown of an indicator, in Danish, to follow `kan ikke`; "" where it can. Called for
    each breakdown of adoption.csv.

    Windows that share months are refused besides: a group of one would be known in part by that of the other, and by
    the months' own figures. Windows of a year or of a day share none, so what is told of one is no part of another.
    """
    if breakdown not in list_breakdowns(indicator):
        return f"deles efter {breakdown.name_da}, for det er ikke gemt i kilden"
    if not isinstance(indicator.window, Yearly):
        return f"udgives delt efter {breakdown.name_da}, for tallets perioder overlapper hinanden"
    return ""
