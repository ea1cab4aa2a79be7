"""The figures of a piece of time and their places: areas that rows have, and what follows by subtraction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from hpanalysis.definitions.model import Indicator
from hpanalysis.disclose.relations import has_additive_areas
from hpanalysis.plan import Plan

OUTSIDE = "uden for områderne"
NUMERATOR, DENOMINATOR, COMPLEMENT = "x", "n", "c"


@dataclass(frozen=True)
class Remainder:
    """A place that no row has: what is left of `whole` when `parts` are taken away. "" where nothing can be left."""

    place: str
    whole: str
    parts: tuple[str, ...]


@dataclass(frozen=True)
class Quantity:
    """A numerator (kind x, the indicator's key) or a denominator (n, its id): areas that have it, and what is left."""

    kind: str
    key: str
    areas: tuple[str, ...]
    lefts: tuple[Remainder, ...]


def list_remainders(areas: Iterable[str], additive: bool, plan: Plan) -> tuple[Remainder, ...]:
    """What follows by subtraction, of a figure that has these areas. additive: whether the areas make the total."""
    have, total, whole = set(areas), plan.total.id, plan.municipality.id
    parts = tuple(area.id for area in plan.areas if area.id in have) if additive else ()
    missing = [area.id for area in plan.areas if area.id not in have]
    found = []
    if total in have and parts:
        found.append(Remainder("+".join(missing), total, parts))
    if whole in have and total in have:
        found.append(Remainder(OUTSIDE, whole, (total,)))
    elif whole in have and parts:
        found.append(Remainder("+".join([*missing, OUTSIDE]), whole, parts))
    return tuple(found)


def list_quantities(
    areas: Mapping[str, Iterable[str]], denominator_id: str | None, declared: Mapping[str, Indicator], plan: Plan
) -> list[Quantity]:
    """The numerator of each indicator, and the denominator they share. areas: indicator -> the areas it has."""
    additive = {key: has_additive_areas(declared[key]) for key in areas}
    found = [
        Quantity(NUMERATOR, key, tuple(own), list_remainders(own, additive[key], plan)) for key, own in areas.items()
    ]
    if denominator_id is not None:
        every = tuple(dict.fromkeys(area for own in areas.values() for area in own))
        found.append(Quantity(DENOMINATOR, denominator_id, every, list_remainders(every, all(additive.values()), plan)))
    return found
