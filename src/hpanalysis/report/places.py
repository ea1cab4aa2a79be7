"""Areas, their total and the comparison, as they are spoken of."""

from __future__ import annotations

from dataclasses import dataclass

from hpanalysis import danish
from hpanalysis.definitions import model
from hpanalysis.definitions.model import Coverage, Indicator
from hpanalysis.plan import Area, Plan


@dataclass(frozen=True)
class Spoken:
    """inside: {o}, with its preposition (`i Vangdalen`). bare: {O} (`Vangdalen`)."""

    inside: str
    bare: str


# A table that is delivered by area covers the departments its supplier has set up, not the areas.
_COVERED = Spoken("i de opgjorte boligafdelinger", "de opgjorte boligafdelinger")
_FAMILY_DWELLINGS = Spoken("for kommunens almene familieboliger", "kommunens almene familieboliger")


def _delivered_by_area(indicator: Indicator) -> bool:
    return any(source.place is model.Place.AREA for source in indicator.sources)


def spoken(area: Area, indicator: Indicator | None = None) -> Spoken:
    """An area in a sentence about the indicator."""
    if area.is_total and indicator is not None and _delivered_by_area(indicator):
        return _COVERED
    if area.is_area:
        return Spoken(area.in_text, area.name)
    return Spoken(area.in_text, area.in_text.removeprefix("i "))


def compared_with(indicator: Indicator, plan: Plan) -> Area:
    """The area whose figure stands beside an indicator's: the municipality, or the country."""
    if indicator.municipality is Coverage.COUNTRY and plan.country is not None:
        return plan.country
    return plan.municipality


def comparison(indicator: Indicator, plan: Plan) -> Spoken:
    """{k} and {K}: the comparison in a sentence."""
    if indicator.municipality is Coverage.SOCIAL_FAMILY_DWELLINGS:
        return _FAMILY_DWELLINGS
    return spoken(compared_with(indicator, plan))


def against(indicator: Indicator, plan: Plan) -> str:
    """The comparison in a heading: `Mod kommunen`, `Mod hele landet`."""
    other = compared_with(indicator, plan)
    return "Mod kommunen" if other.is_municipality else f"Mod {spoken(other).bare}"


def others(count: int) -> Spoken:
    """The other areas together, in a sentence."""
    bare = "det andet område" if count == 1 else f"de øvrige {danish.spell_count(count)} områder"
    return Spoken(f"i {bare}", bare)


def soft(name: str) -> str:
    """A long name with the place where a narrow head may break it (`Sjællands-gade`)."""
    for end in ("kvarteret", "parken", "dalen", "gade", "vej"):
        if name.endswith(end) and len(name.rsplit(maxsplit=1)[-1]) > len(end) + 4:
            return f"{name[: -len(end)]}\N{SOFT HYPHEN}{end}"
    return name
