"""The relations that the definitions and the plan give the figures of a group: in an area, and between areas."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hpanalysis.audit_table.counts.groups import Group
from hpanalysis.audit_table.counts.system import Ranges, Relation, Variable
from hpanalysis.audit_table.table.findings import FindingKind

# The kinds of relation among one area's figures.
WITHIN_AREA = (FindingKind.CATEGORIES, FindingKind.SUM_OF_PARTS, FindingKind.PART_EXCEEDS)


def relate_within_area(group: Group, ranges: Ranges, area: str, whole: int) -> Iterator[Relation]:
    """Yield the relations among one area's figures: categories, sums of parts, and parts of a whole.

    Called for each area of a group when its counts, or its percentages without an n, are checked. ranges: (indicator,
    area) -> what the figure can be, of the figures that take part. whole: what all the categories make together: the
    area's n, or 100 pct. counted in `steps_per_percent`. Where a category or a part is not printed, the others are at
    most the whole instead of equal to it.
    """
    printed = {indicator for indicator, its_area in ranges if its_area == area}

    def variables(indicators: Iterable[str]) -> tuple[Variable, ...]:
        """Pair each of these indicators that is printed in the area with the area. Called for the categories, for the
        parts of a sum and for the whole of a part."""
        return tuple((indicator, area) for indicator in indicators if indicator in printed)

    for categories in group.known.classifications.values():
        parts = variables(categories)
        if len(parts) > 1:
            complete = len(parts) == len(categories)
            yield Relation(FindingKind.CATEGORIES, parts, constant=-whole, equal=complete)
    for indicator in sorted(printed):
        known = group.known.indicators.get(indicator)
        if known is None:
            continue
        if parts := variables(known.sum_of):
            complete = len(parts) == len(known.sum_of)
            yield Relation(FindingKind.SUM_OF_PARTS, parts, ((indicator, area),), equal=complete)
        for container in variables(known.part_of):
            yield Relation(FindingKind.PART_EXCEEDS, ((indicator, area),), (container,), equal=False)


def relate_between_areas(group: Group, ranges: Ranges, sizes: dict[str, int]) -> Iterator[Relation]:
    """Yield the relations between areas, indicator by indicator: the areas' counts make their total's (are at most the
    total's, where an area is missing), and are among the municipality's. Called by `list_relations` when a group's
    printed figures are checked. ranges: (indicator, area) -> the counts that its figure can be. sizes: area -> n, the
    number of persons counted among."""
    areas = group.known.areas
    for indicator in group.indicators:
        parts = tuple((indicator, area) for area in areas.parts if (indicator, area) in ranges)
        if not parts:
            continue
        if areas.total is not None and (indicator, areas.total) in ranges:
            complete = len(parts) == len(areas.parts)
            yield Relation(FindingKind.TOTAL_COUNT, parts, ((indicator, areas.total),), equal=complete)
        municipality = areas.municipality
        if municipality is None or (indicator, municipality) not in ranges:
            continue
        if group.known.within_municipality(indicator):
            yield from _relate_to_municipality(parts, (indicator, municipality), sizes)


def _relate_to_municipality(parts: tuple[Variable, ...], whole: Variable, sizes: dict[str, int]) -> Iterator[Relation]:
    """Yield two relations of one indicator: the areas' counted persons, and the others, are among the municipality's.

    Called by `relate_between_areas`. parts: the areas' figures; whole: the municipality's. sizes: area -> n; the second
    relation needs all of them. Example: the areas have 30 of 100 persons, the municipality 35 of 101. The areas' 70
    others cannot all be among the municipality's 66 others.
    """
    yield Relation(FindingKind.AREAS_EXCEED, parts, (whole,), equal=False)
    if whole[1] in sizes and all(area in sizes for _, area in parts):
        # (n of the areas - their counts) <= (n of the municipality - its count), written as one sum.
        excess = sum(sizes[area] for _, area in parts) - sizes[whole[1]]
        yield Relation(FindingKind.AREAS_EXCEED, (whole,), parts, constant=excess, equal=False)


def list_relations(group: Group, ranges: Ranges, sizes: dict[str, int]) -> list[Relation]:
    """List all relations among a group's counts: within areas, such as parts that make a sum, and between areas, such
    as areas that make their total.

    Called whenever the counts of a group (figures over one denominator in one window) are checked or solved. ranges:
    the figures that take part, by indicator and area, each with the counts that it can be. sizes: area -> the n it is
    taken to have; an area without one has no relations within it.
    """
    within = [
        relation
        for area in dict.fromkeys(area for _, area in ranges)
        if area in sizes
        for relation in relate_within_area(group, ranges, area, sizes[area])
    ]
    return [*within, *relate_between_areas(group, ranges, sizes)]
