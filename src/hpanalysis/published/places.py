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
    """The parts make the whole. left: which of the parts no row tells of; None where every part has a row."""

    whole: str
    parts: tuple[str, ...]
    left: str | None


@dataclass(frozen=True)
class Places:
    """areas: every area, sum or municipality with a row, in the definitions' order. sums: how they are added."""

    areas: tuple[str, ...]
    sums: tuple[Sum, ...]

    @property
    def untold(self) -> tuple[str, ...]:
        return tuple(one.left for one in self.sums if one.left is not None)

    @property
    def all(self) -> tuple[str, ...]:
        return (*self.areas, *self.untold)


def _name_remainder(name: str, missing: list[str]) -> str:
    """Two indicators that leave out other areas leave another part."""
    return f"{name}({'+'.join(missing)})" if missing else name


def _sum_to_total(told: Definitions, areas: tuple[str, ...], missing: list[str]) -> Sum:
    left = _name_remainder(OTHER_AREAS, missing) if missing else None
    return Sum(told.total, (*areas, left) if left else areas, left)


def _sum_to_municipality(
    told: Definitions, indicator: Indicator, there: set[str], areas: tuple[str, ...]
) -> Sum | None:
    """The total and what is outside it; where there is no total, the areas and what is outside those."""
    if told.total in there:
        return Sum(told.municipality, (told.total, OUTSIDE), OUTSIDE)
    if not (areas and indicator.areas_sum_to_total):
        return None
    left = _name_remainder(OUTSIDE, [area for area in told.areas if area not in areas])
    return Sum(told.municipality, (*areas, left), left)


def list_places(told: Definitions, indicator: Indicator, rows: dict[str, Figure]) -> Places:
    """Of an indicator in a window; rows: by area."""
    there = {area for area, row in rows.items() if row.shown or row.hidden}
    areas = tuple(area for area in told.areas if area in there)
    missing, sums = [area for area in told.areas if area not in there], []
    if told.total in there and indicator.areas_sum_to_total and areas:
        sums.append(_sum_to_total(told, areas, missing))
    if told.municipality in there and indicator.total_in_municipality:
        sums.append(_sum_to_municipality(told, indicator, there, areas))
    merged = {each: parts for each, parts in told.merged_areas.items() if each in there}
    sums += [Sum(each, parts, None) for each, parts in merged.items() if set(parts) <= there]
    wholes = (told.total, told.municipality, told.country)
    others = [area for area in (*merged, *wholes) if area in there]
    return Places((*areas, *others), tuple(one for one in sums if one is not None))
