"""Almenboligloven §§ 61 a and 61 b as rules, one version after another, and which of a kind's demands are met.

Written from the words of the law. An area is of a kind when enough of the kind's counted criteria are met (»to af
følgende fire kriterier«), every one that it is required to meet, the least number of residents, the other kind that it
must be too, and so many years in a row. A kind that does not ask for something lacks it here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

PARALLEL = "parallelsamfund"
# The kinds by how far the law reaches into an area that is one.
BY_REACH = ("forebyggelsesomraade", "udsat_boligomraade", PARALLEL, "omdannelsesomraade")
# The kinds whose limits make the list of 1 December; before December 2018 only the second was there.
LISTED = ("udsat_boligomraade", PARALLEL)


@dataclass(frozen=True, kw_only=True)
class Limit:
    """A criterion of a kind of area. Made for each row of params/law that has one."""

    measure: str  # as uden_for_arbejdsmarkedet
    comparison: str  # over, mindst, under
    number: Fraction
    unit: str  # pct, gange
    years: int  # of which the mean is taken
    paragraph: str


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A kind of area in one version of the law."""

    name: str
    counted: tuple[Limit, ...]
    needed: int  # how many of the counted; 0 where none is counted
    required: tuple[Limit, ...]
    residents: int  # at least so many; 0 where the law asks through another kind
    also: str  # the kind that it must be too; "" for none
    in_a_row: int  # for how many years, this one included, it must have been a parallelsamfund; 0 where none

    @property
    def limits(self) -> tuple[Limit, ...]:
        """All its criteria, the counted first, as the rows of kriterier.csv stand."""
        return (*self.counted, *self.required)


@dataclass(frozen=True, kw_only=True)
class Rules:
    """One version of the law: its days, and the kinds of area that it knows in the order of the file."""

    version: str
    first: date
    last: date | None  # None for the version in force
    kinds: tuple[Kind, ...]

    def group_limits(self) -> dict[str, dict[str, Limit]]:
        """Measure -> kind -> limit, in the order in which the law names the measures. Called for each area and list."""
        grouped: dict[str, dict[str, Limit]] = {}
        for kind in self.kinds:
            for limit in kind.limits:
                grouped.setdefault(limit.measure, {})[kind.name] = limit
        return grouped

    def find_listed(self, measure: str) -> Limit | None:
        """The limit that puts an area on the state's list; None where the measure is not counted for it. Called for the
        target of a delmål."""
        kinds = {kind.name: kind for kind in self.kinds}
        of_list = (limit for name in LISTED if name in kinds for limit in kinds[name].counted)
        return next((limit for limit in of_list if limit.measure == measure), None)


def find_rules(law: Iterable[Rules], list_year: int) -> Rules | None:
    """The version in force on 1 December, the day of a year's list; None where none is. Called for each list."""
    day = date(list_year, 12, 1)
    return next((one for one in law if one.first <= day and (one.last is None or day <= one.last)), None)


def is_kind(
    kind: Kind, met: Mapping[str, frozenset[str]], enough: frozenset[str], was_parallel: bool, others: Iterable[str]
) -> bool:
    """Whether an area of which all is known is one of a kind. Called for each kind and each way in which the unknown
    may be. met: measure -> the kinds whose limit is met. enough: the kinds for which there are enough residents.
    was_parallel: whether it was one in every earlier year that counts. others: the kinds above it that the area is."""
    return (
        sum(kind.name in met[limit.measure] for limit in kind.counted) >= kind.needed
        and all(kind.name in met[limit.measure] for limit in kind.required)
        and kind.name in enough
        and (not kind.also or kind.also in others)
        and (not kind.in_a_row or (PARALLEL in others and was_parallel))
    )
