"""Where an indicator is measured in a window, and the places that no row tells of but the rows around them may."""

from __future__ import annotations

from dataclasses import dataclass

from hpanalysis.published.definitions import Definitions, Indicator
from hpanalysis.published.figures import Figure

# The municipality without the areas; with the areas that are not measured by themselves named after it.
OUTSIDE = "uden-for-omraaderne"
OTHER_AREAS = "andre-omraader"


@dataclass(frozen=True)
class Sum:
    """The parts (such as areas) make the whole, in numerators and in denominators; made by `list_places`."""

    whole: str
    parts: tuple[str, ...]
    remainder: str | None  # which of the parts no row tells of; None where every part has a row


@dataclass(frozen=True)
class Places:
    """Where an indicator is counted in a window. Made by `list_places`, read by `relations.Relations`."""

    with_row: tuple[str, ...]  # areas, merged areas, total, municipality and country, in the definitions' order
    sums: tuple[Sum, ...]  # how they are added

    @property
    def without_row(self) -> tuple[str, ...]:
        """The names of the remainders: places without a row, whose counts follow by taking areas from a whole. Read to
        list the counts that a reader can know only by subtraction."""
        return tuple(addition.remainder for addition in self.sums if addition.remainder is not None)

    @property
    def all(self) -> tuple[str, ...]:
        """The areas and wholes (total, municipality, country) with a row, then the remainders. Read where the relations
        between counts are made."""
        return (*self.with_row, *self.without_row)


def _name_remainder(name: str, missing: list[str]) -> str:
    """The name of a remainder: what a total or the municipality has beside the areas with a row. It names the areas
    missing, since with others missing it is another remainder. Called for each remainder. name: `OUTSIDE` or
    `OTHER_AREAS`, alone where no area is missing. missing: area ids."""
    return f"{name}({'+'.join(missing)})" if missing else name


def _sum_to_total(total: str, areas: tuple[str, ...], missing: list[str]) -> Sum:
    """How the total is made up: of the areas with a row, and of those missing as one remainder, if any are. Called for
    each indicator and window where total and areas have rows and the areas make the total, when relations between
    published counts are listed. total, areas, missing: area ids."""
    remainder = _name_remainder(OTHER_AREAS, missing) if missing else None
    return Sum(total, (*areas, remainder) if remainder else areas, remainder)


def _sum_to_municipality(
    municipality: str, definitions: Definitions, indicator: Indicator, there: set[str], areas: tuple[str, ...]
) -> Sum | None:
    """How the municipality is made up: of the total (or, where that has no row, the areas) and what is outside; None
    where there is neither. Called for each indicator and window where the municipality has a row, when relations
    between published counts are listed. there: the area ids that have a row. areas: the housing areas among them."""
    if definitions.total is not None and definitions.total in there:
        return Sum(municipality, (definitions.total, OUTSIDE), OUTSIDE)
    # Areas that do not add up to a total do not add up to a part of the municipality either.
    if not (areas and indicator.areas_sum_to_total):
        return None
    remainder = _name_remainder(OUTSIDE, [area for area in definitions.areas if area not in areas])
    return Sum(municipality, (*areas, remainder), remainder)


def list_places(definitions: Definitions, indicator: Indicator, rows: dict[str, Figure]) -> Places:
    """The areas, wholes and remainders that an indicator has in a window, and how they are added. Called for each
    indicator and window when relations between published counts are listed. rows: area -> its row in the window."""
    # A row that is not measured, or not delivered, tells nothing, so its area is a remainder like one without a row.
    there = {area for area, row in rows.items() if row.shown or row.hidden}
    areas = tuple(area for area in definitions.areas if area in there)
    total, municipality = definitions.total, definitions.municipality
    sums: list[Sum] = []
    if total is not None and total in there and indicator.areas_sum_to_total and areas:
        sums.append(_sum_to_total(total, areas, [area for area in definitions.areas if area not in there]))
    # Where the municipality's figure covers others (tenants only), the total is no part of it.
    if municipality is not None and municipality in there and indicator.total_in_municipality:
        of_municipality = _sum_to_municipality(municipality, definitions, indicator, there, areas)
        sums += [of_municipality] if of_municipality else []
    # Areas shown as one are the sum of their own rows, where those are published too.
    merged = {area: parts for area, parts in definitions.merged_areas.items() if area in there}
    sums += [Sum(area, parts, None) for area, parts in merged.items() if set(parts) <= there]
    wholes = (total, municipality, definitions.country)
    others = [area for area in (*merged, *wholes) if area is not None and area in there]
    return Places((*areas, *others), tuple(sums))
