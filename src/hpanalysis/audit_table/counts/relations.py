"""The relations that the definitions and the plan give the figures of a group: in an area, and between areas."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hpanalysis.audit_table.counts.groups import Group
from hpanalysis.audit_table.counts.system import Ranges, Relation, Variable
from hpanalysis.audit_table.table.findings import FindingKind

# The kinds of relation among one area's figures.
WITHIN_AREA = (FindingKind.CATEGORIES, FindingKind.SUM_OF_PARTS, FindingKind.PART_EXCEEDS)


def relate_within_area(group: Group, ranges: Ranges, area: str, whole: int) -> Iterator[Relation]:
    """Categories, sums and parts among one area's figures. whole: what the categories make, n or 100 pct."""
    here = {indicator for indicator, own in ranges if own == area}

    def variables(indicators: Iterable[str]) -> tuple[Variable, ...]:
        return tuple((indicator, area) for indicator in indicators if indicator in here)

    for categories in group.known.classifications.values():
        found = variables(categories)
        if len(found) > 1:
            yield Relation(FindingKind.CATEGORIES, found, constant=-whole, equal=len(found) == len(categories))
    for indicator in sorted(here):
        known = group.known.indicators.get(indicator)
        if known is None:
            continue
        if pieces := variables(known.sum_of):
            all_there = len(pieces) == len(known.sum_of)
            yield Relation(FindingKind.SUM_OF_PARTS, pieces, ((indicator, area),), equal=all_there)
        for container in variables(known.part_of):
            yield Relation(FindingKind.PART_EXCEEDS, ((indicator, area),), (container,), equal=False)


def relate_between_areas(group: Group, ranges: Ranges, sizes: dict[str, int]) -> Iterator[Relation]:
    """The areas against their total and the municipality, indicator by indicator. sizes: n by area."""
    areas = group.known.areas
    total, municipality = areas.only("total"), areas.only("municipality")
    for indicator in group.indicators:
        parts = tuple((indicator, area) for area in areas.parts if (indicator, area) in ranges)
        if not parts:
            continue
        if (indicator, total) in ranges:
            complete = len(parts) == len(areas.parts)
            yield Relation(FindingKind.TOTAL_COUNT, parts, ((indicator, total),), equal=complete)
        if (indicator, municipality) in ranges and group.known.within_municipality(indicator):
            yield from _relate_to_municipality(parts, (indicator, municipality), sizes)


def _relate_to_municipality(parts: tuple[Variable, ...], whole: Variable, sizes: dict[str, int]) -> Iterator[Relation]:
    """Who is counted in the areas is counted in the municipality; and who is not, is not."""
    yield Relation(FindingKind.AREAS_EXCEED, parts, (whole,), equal=False)
    if whole[1] in sizes and all(area in sizes for _, area in parts):
        outside = sum(sizes[area] for _, area in parts) - sizes[whole[1]]
        yield Relation(FindingKind.AREAS_EXCEED, (whole,), parts, constant=outside, equal=False)


def list_relations(group: Group, ranges: Ranges, sizes: dict[str, int]) -> list[Relation]:
    """All relations among the group's counts, at these n."""
    found = [
        relation
        for area in dict.fromkeys(area for _, area in ranges)
        if area in sizes
        for relation in relate_within_area(group, ranges, area, sizes[area])
    ]
    return [*found, *relate_between_areas(group, ranges, sizes)]
