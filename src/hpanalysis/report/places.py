"""Areas, their total and the comparison, as they are spoken of."""

from __future__ import annotations

from dataclasses import dataclass

from hpanalysis import danish
from hpanalysis.definitions import model
from hpanalysis.definitions.model import Coverage, Indicator
from hpanalysis.plan import Area, Plan


@dataclass(frozen=True)
class AreaName:
    """An area as sentences and headings name it. Made for each area that a page names."""

    inside: str  # with its preposition: `i Vangdalen`
    bare: str  # `Vangdalen`


# A table that is delivered by area covers the departments its supplier has set up, not the areas.
_COVERED = AreaName("i de opgjorte boligafdelinger", "de opgjorte boligafdelinger")
_FAMILY_DWELLINGS = AreaName("for kommunens almene familieboliger", "kommunens almene familieboliger")


def name_area(area: Area, indicator: Indicator | None = None) -> AreaName:
    """An area's name, with and without its preposition, for a sentence about the indicator, or about the area itself
    (None). Called wherever a page names an area. The total of a table delivered by area has a name of its own, because
    it covers other departments."""
    sources = indicator.sources if indicator is not None else ()
    if area.is_total and any(source.place is model.Place.AREA for source in sources):
        return _COVERED
    if area.is_area:
        return AreaName(area.in_text, area.name)
    return AreaName(area.in_text, area.in_text.removeprefix("i "))


def name_in_table(area: Area) -> str:
    """An area's name in a row's head or beside its mark: that of its page, and of the total the same as in sentences.
    Its short name (`short_da` in areas.csv) stands over the matrix's narrow columns and in small charts alone. Called
    for tables and charts of areas."""
    return area.name


def find_comparison(indicator: Indicator, plan: Plan) -> Area:
    """The area whose figure an indicator's figures are compared with: the municipality, or the country where the
    definition says so and the plan has one. Called wherever a figure is compared."""
    if indicator.municipality is Coverage.COUNTRY and plan.country is not None:
        return plan.country
    return plan.municipality


def name_comparison(indicator: Indicator, plan: Plan) -> AreaName:
    """What an indicator's figures are compared with, as a sentence names it; where the municipality's figure covers its
    family dwellings only, those are named. Called when a `Speaker`, which has an indicator's Danish words, is made."""
    if indicator.municipality is Coverage.SOCIAL_FAMILY_DWELLINGS:
        return _FAMILY_DWELLINGS
    return name_area(find_comparison(indicator, plan))


def head_comparison(indicator: Indicator, plan: Plan) -> str:
    """The heading over the comparison with the municipality or country: `Mod kommunen`, `Mod hele landet`. Called for
    the heads of tables, and beside verdicts."""
    comparison = find_comparison(indicator, plan)
    return "Mod kommunen" if comparison.is_municipality else f"Mod {name_area(comparison).bare}"


def head_development(indicator: Indicator, plan: Plan) -> str:
    """The heading over the change held against the comparison's change: `Mod kommunens udvikling`, `Mod landets
    udvikling`. Called for the heads of tables."""
    return f"Mod {'kommunens' if find_comparison(indicator, plan).is_municipality else 'landets'} udvikling"


def name_rest(indicator: Indicator, plan: Plan) -> str:
    """Where the change is that an area's change is held against, with its preposition: `i resten af kommunen`, `i hele
    landet`. Called for the sentence on the development."""
    if indicator.municipality is Coverage.SOCIAL_FAMILY_DWELLINGS:
        return "for kommunens øvrige almene familieboliger"
    comparison = find_comparison(indicator, plan)
    return "i resten af kommunen" if comparison.is_municipality else name_area(comparison).inside


def name_whole(indicator: Indicator, plan: Plan) -> str:
    """Where the figure is that an indicator's figures are compared with, told apart from the rest of it: `i hele
    kommunen`, `i hele landet`. Called beside a target that is the rest's level."""
    if indicator.municipality is Coverage.SOCIAL_FAMILY_DWELLINGS:
        return "for alle kommunens almene familieboliger"
    comparison = find_comparison(indicator, plan)
    return "i hele kommunen" if comparison.is_municipality else name_area(comparison).inside


def name_other_areas(count: int) -> AreaName:
    """The other areas together, as a sentence names them: `de øvrige seks områder`. Called where an area is compared
    with them. count: how many they are, at least one."""
    bare = "det andet område" if count == 1 else f"de øvrige {danish.spell_count(count)} områder"
    return AreaName(f"i {bare}", bare)


def insert_soft_hyphen(name: str) -> str:
    """A long name that ends as `gade` or `parken`, with a soft hyphen where a narrow place may break it
    (`Sjællands-gade`); any other unchanged. Called for the heads of tables and of small charts, and for the indicators'
    names in the matrix."""
    for end in ("kvarteret", "parken", "dalen", "gade", "vej", "sager"):
        if name.endswith(end) and len(name.rsplit(maxsplit=1)[-1]) > len(end) + 4:
            return f"{name[: -len(end)]}\N{SOFT HYPHEN}{end}"
    return name
