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
    """The parts make the whole, in numerators and in denominators; made by `list_places`, and written as a relation."""

    whole: str
    parts: tuple[str, ...]
    remainder: str | None  # which of the parts no row tells of; None where every part has a row


@dataclass(frozen=True)
class Places:
    """The places of an indicator in a window; made by `list_places`, read by `relations.Relations`."""

    with_row: tuple[str, ...]  # areas, merged areas, total, municipality and country, in the definitions' order
    sums: tuple[Sum, ...]  # how they are added

    @property
    def without_row(self) -> tuple[str, ...]:
        """The remainders: no row tells of them, and a subtraction may. Read by `all`, and where cells are listed that
        no row tells of."""
        return tuple(addition.remainder for addition in self.sums if addition.remainder is not None)

    @property
    def all(self) -> tuple[str, ...]:
        """Those with a row, then the remainders. Read where the relations between counts are made."""
        return (*self.with_row, *self.without_row)


def _name_remainder(name: str, missing: list[str]) -> str:
    """The name with the areas that have no row, for indicators that leave out other areas leave another part. Called
    for each remainder. name: `OUTSIDE` or `OTHER_AREAS`. missing: area ids; the name alone where there are none."""
    return f"{name}({'+'.join(missing)})" if missing else name


def _sum_to_total(total: str, areas: tuple[str, ...], missing: list[str]) -> Sum:
    """The areas with a row make the total, with those missing as one remainder; there is none if none is missing.
    Called by `list_places` where both total and areas have rows. total, areas, missing: area ids."""
    remainder = _name_remainder(OTHER_AREAS, missing) if missing else None
    return Sum(total, (*areas, remainder) if remainder else areas, remainder)


def _sum_to_municipality(
    municipality: str, definitions: Definitions, indicator: Indicator, there: set[str], areas: tuple[str, ...]
) -> Sum | None:
    """The total and what is outside it; where there is no total, the areas and what is outside those. None without
    either. Called by `list_places` where the municipality has a row. there: the area ids that have a row. areas: the
    housing areas among them."""
    if definitions.total is not None and definitions.total in there:
        return Sum(municipality, (definitions.total, OUTSIDE), OUTSIDE)
    if not (areas and indicator.areas_sum_to_total):
        return None
    remainder = _name_remainder(OUTSIDE, [area for area in definitions.areas if area not in areas])
    return Sum(municipality, (*areas, remainder), remainder)


def list_places(definitions: Definitions, indicator: Indicator, rows: dict[str, Figure]) -> Places:
    """The places of an indicator in a window, and how they are added. Called by `relations.Relations` for each
    indicator and window. rows: area -> its row of indicators.csv in the window."""
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
