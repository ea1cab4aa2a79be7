"""Figures that give each other away: the indicators of a family, and the parts an area, a total and a rest are."""

from __future__ import annotations

from collections.abc import Mapping

from hpanalysis.definitions.model import Indicator


def _related(key: str, declared: Mapping[str, Indicator]) -> set[str]:
    """The indicators that one is declared to be a part, a sum or a fellow category of."""
    own = declared[key]
    fellows = {other for other, each in declared.items() if own.category_of and each.category_of == own.category_of}
    return {other for other in (*own.sum_of, *own.part_of, *fellows) if other in declared} | {key}


def name_families(declared: Mapping[str, Indicator]) -> dict[str, str]:
    """Indicator -> its family, named by its first member in the alphabet.

    Indicators are of one family if their relations join them (`Indicator.category_of`, `sum_of`, `part_of`): they are
    over one denominator, so a difference in one is told by the others.
    """
    family = {key: key for key in declared}
    for key in sorted(declared):
        joined = {family[other] for other in _related(key, declared)}
        family = {other: min(joined) if name in joined else name for other, name in family.items()}
    return family
