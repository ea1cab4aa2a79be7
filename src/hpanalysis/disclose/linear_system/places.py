"""Which counts there are in a piece of time and for which places: areas that have rows, and what subtraction gives."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from hpanalysis.definitions import bridges
from hpanalysis.definitions.model import Indicator, Measure
from hpanalysis.disclose.relations import has_additive_areas
from hpanalysis.plan import Plan

OUTSIDE = "uden for områderne"
# The kinds of count, as a variable's name begins: x of n persons are counted, and c = n - x are not.
NUMERATOR, DENOMINATOR, COMPLEMENT = "x", "n", "c"
REST = "r"  # what a larger numerator counts beside a smaller one that it contains


def name_rest(larger: str, smaller: str) -> str:
    """What a larger numerator counts beside a smaller one, as the name of a quantity. Called when the two are related,
    and where what they differ by is protected."""
    return f"{larger}-{smaller}"


def list_series_pairs(series: Iterable[str]) -> list[tuple[str, str]]:
    """The pairs (by the rule of a bridge, by the old rule) of one indicator among some series. Called when the two are
    related, and where what they differ by is protected: it is a count of the persons whom the new rule folded in."""
    names = list(series)
    pairs = ((name, bridges.find_indicator_of_series(name)) for name in names)
    return [(new, old) for new, old in pairs if new != old and old in names]


def list_nested_pairs(declared: Mapping[str, Indicator], names: Iterable[str]) -> list[tuple[str, str]]:
    """The pairs (the larger, the one within it) of figures of heads among some names: whoever has both knows how many
    persons are in the larger alone. Called where what two figures differ by is protected. Of months or days a
    difference is no number of persons, and is not asked for."""
    present = [name for name in names if name in declared and declared[name].measure is Measure.SHARE]
    nested = [(larger, name) for name in present for larger in declared[name].part_of if larger in present]
    again = list_series_pairs(present)  # a figure counted again contains the figure, and is a pair already
    return [pair for pair in nested if pair not in again]


@dataclass(frozen=True)
class Remainder:
    """A place that no row tells of, but that anybody can work out: `whole` minus `parts`. Made by `list_remainders`; it
    becomes a variable of the system, and a count to protect. If the total of 100 and an area of 97 are published, the
    other areas have 3 together, though no row says so."""

    place: str  # the areas it is made of, joined by +; "" where the parts are all of the whole and nothing can be left
    whole: str  # area id
    parts: tuple[str, ...]  # area ids


@dataclass(frozen=True)
class Quantity:
    """A numerator or a denominator (or, for the counts to protect, a complement) with every place it can be known for.
    Made by `list_quantities` for one piece of time or window; read when equations and targets are written."""

    kind: str  # NUMERATOR, DENOMINATOR or COMPLEMENT
    key: str  # the indicator (or series) of a numerator or complement, the denominator's id
    areas: tuple[str, ...]  # area ids that have a row
    remainders: tuple[Remainder, ...]


def list_remainders(areas: Iterable[str], additive: bool, plan: Plan) -> tuple[Remainder, ...]:
    """What subtraction gives of a numerator or denominator that is known for these areas; empty if nothing. Called for
    each numerator and the denominator when the equations are written. areas: area ids, total and municipality among
    them. additive: whether the areas make the total; if not, nothing can be subtracted from the total."""
    have, total, municipality = set(areas), plan.total.id, plan.municipality.id
    # Areas of a total that was delivered by itself say nothing of it: it may cover others.
    parts = tuple(area.id for area in plan.areas if area.id in have) if additive else ()
    missing = [area.id for area in plan.areas if area.id not in have]
    remainders = []
    if total in have and parts:
        remainders.append(Remainder("+".join(missing), total, parts))
    if municipality in have and total in have:
        remainders.append(Remainder(OUTSIDE, municipality, (total,)))
    elif municipality in have and parts:
        # Without a total the missing areas cannot be told from the rest of the municipality.
        remainders.append(Remainder("+".join([*missing, OUTSIDE]), municipality, parts))
    return tuple(remainders)


def list_quantities(
    areas: Mapping[str, Iterable[str]], denominator_id: str | None, declared: Mapping[str, Indicator], plan: Plan
) -> list[Quantity]:
    """The numerator of each indicator, and last the denominator they share (none for a count), with the places of each.

    Called for each piece of time when its equations are written, and for each window when its counts to protect are
    listed. areas: indicator -> the areas it has figures for. denominator_id: None for a count. declared: indicator id
    -> its definition.
    """
    # The areas of a denominator add up only if they do for every indicator over it.
    additive = {key: has_additive_areas(declared[key]) for key in areas}
    quantities = [
        Quantity(NUMERATOR, key, tuple(ids), list_remainders(ids, additive[key], plan)) for key, ids in areas.items()
    ]
    if denominator_id is not None:
        # The row of any of the indicators tells the denominator of its area.
        every = tuple(dict.fromkeys(area for ids in areas.values() for area in ids))
        remainders = list_remainders(every, all(additive.values()), plan)
        quantities.append(Quantity(DENOMINATOR, denominator_id, every, remainders))
    return quantities
