"""Counts of persons against each other: categories, sums, parts, totals, municipality; first each relation by itself,
then all of a group together. Percentages without an n are held against each other as ranges of shares.
"""

from __future__ import annotations

from fractions import Fraction

from hpanalysis import danish
from hpanalysis.audit_table.counts.groups import Group
from hpanalysis.audit_table.counts.relations import WITHIN_AREA, list_relations, relate_within_area
from hpanalysis.audit_table.counts.sizes import AreaSizes
from hpanalysis.audit_table.counts.system import Ranges, Relation, Variable, find_suspects, solve
from hpanalysis.audit_table.table import words
from hpanalysis.audit_table.table.findings import Finding, FindingKind, find_smallest_group
from hpanalysis.audit_table.table.possible_counts import PossibleCounts, find_possible_counts
from hpanalysis.tables import Answer

# Where more figures than these may each be the wrong one, naming them helps nobody.
_MOST_SUSPECTS = 4
_RULES = {
    FindingKind.CATEGORIES: "Kategorierne deler den samme gruppe personer mellem sig og skal tilsammen være hele gruppen.",
    FindingKind.SUM_OF_PARTS: "Det samlede tal skal være summen af sine dele.",
    FindingKind.PART_EXCEEDS: "Det første tal er en del af det andet og kan ikke være større.",
    FindingKind.TOTAL_COUNT: "Totalen skal være summen af områderne.",
    FindingKind.AREAS_EXCEED: "Områdernes personer indgår i kommunens tal, både dem, der tælles, og dem, der ikke gør.",
}


def _quote_relation(group: Group, relation: Relation) -> str:
    """Every figure of a relation as it is printed: by indicator within an area, by area across areas."""
    areas = {area for _, area in relation.variables}
    said = []
    for indicator, area in relation.variables:
        name = group.known.label(indicator) if len(areas) == 1 else group.known.areas.name(area)
        said.append(f"{name} {words.describe_value(group.figures[indicator, area], group.known)}")
    if len(areas) == 1:
        return f"{group.known.areas.name(next(iter(areas)))}, {words.shorten_window(group.window)}: {danish.join_words(said)}"
    return f"{group.known.label(relation.variables[0][0])} ({words.shorten_window(group.window)}): {danish.join_words(said)}"


def _name_unit(group: Group, relation: Relation) -> str:
    return "" if group.known.is_count(relation.variables[0][0]) else " personer"


def _describe_conflict(group: Group, relation: Relation, ranges: Ranges) -> str:
    """The counts on either side of a relation that they cannot fulfil."""
    if relation.kind is FindingKind.AREAS_EXCEED and relation.constant:
        return "Blandt dem, der ikke tælles med, er der flere i områderne end i hele kommunen."
    parts = PossibleCounts(*(sum(getattr(ranges[v], end) for v in relation.parts) for end in ("least", "greatest")))
    one_by_one = danish.join_words(words.describe_counts(ranges[v]) for v in relation.parts)
    whole = (
        PossibleCounts(-relation.constant, -relation.constant) if not relation.wholes else ranges[relation.wholes[0]]
    )
    summed = f", i alt {words.describe_counts(parts)}," if len(relation.parts) > 1 else ""
    limit = "skal være" if relation.equal else "kan højst være"
    return f"Som hele antal er det {one_by_one}{_name_unit(group, relation)}{summed} men det {limit} {words.describe_counts(whole)}."


def _describe_right_figure(
    group: Group, variable: Variable, possible: PossibleCounts, sizes: dict[str, int], relation: Relation
) -> str:
    indicator, area = variable
    areas = {own for _, own in relation.variables}
    name = group.known.label(indicator) if len(areas) == 1 else group.known.areas.name(area)
    if group.known.is_count(indicator):
        return f"{name} {words.describe_counts(possible)}"
    return f"{name} {words.describe_counts_out_of(possible, sizes[area], group.figures[variable].value.decimals)}"


def _find_smallest_group(found: Ranges, sizes: dict[str, int]) -> int | None:
    return find_smallest_group(
        (count, sizes.get(v[1], count)) for v, p in found.items() for count in (p.least, p.greatest)
    )


def _weigh_undated(group: Group, relation: Relation, ranges: Ranges, sizes: dict[str, int]) -> str:
    """What a figure printed elsewhere without a period says, if it leaves one figure alone as the wrong one."""
    for variable, figure in group.undated.items():
        if variable in ranges or variable[1] not in sizes:
            continue
        more = ranges | {variable: find_possible_counts(figure.value, sizes[variable[1]])}
        free = {v: group.free(v, sizes) for v in relation.variables}
        found = find_suspects(more, free, _select_relations(group, more), relation.variables)
        if len(found) == 1:
            wrong = group.known.label(next(iter(found))[0])
            return (
                f"{group.known.label(figure.indicator)} er et andet sted ({figure.file}, række {figure.row}) trykt "
                f"som {words.describe_value(figure, group.known)} uden periode. Er det samme opgørelse, er det {wrong}, der er "
                "forkert."
            )
    return ""


def _name_suspects(
    group: Group, relation: Relation, ranges: Ranges, sizes: dict[str, int], all_relations: list[Relation]
) -> tuple[str, int | None]:
    """What one figure alone must be if the others are right, for each that can be the wrong one; the least told of."""
    free = {v: group.free(v, sizes) for v in relation.variables}
    found = find_suspects(ranges, free, all_relations, relation.variables)
    if not found:
        return "Mindst to af tallene må være forkerte.", None
    if len(found) > _MOST_SUSPECTS:
        return "Ét af tallene må være forkert, men det kan ikke siges hvilket.", None
    said = danish.join_words(
        (_describe_right_figure(group, v, possible, sizes, relation) for v, possible in found.items()), "eller"
    )
    if len(found) == 1:
        return f"Er kun ét tal forkert, må det rigtige være: {said}.", _find_smallest_group(found, sizes)
    more = _weigh_undated(group, relation, ranges, sizes)
    return words.join_sentences(
        f"Er kun ét af tallene forkert, er det ét af disse, og det rigtige er: {said}.", more
    ), _find_smallest_group(found, sizes)


def _report_relation(
    group: Group, relation: Relation, ranges: Ranges, sizes: dict[str, int], others: list[Relation]
) -> Finding:
    must_be, least = _name_suspects(group, relation, ranges, sizes, others)
    derived = _find_smallest_group({v: ranges[v] for v in relation.variables}, sizes)
    if group.known.is_count(relation.variables[0][0]):
        derived = None  # counts are printed as they are
    reasoning = f"{_quote_relation(group, relation)}. {_RULES[relation.kind]}".replace("..", ".")
    cells = tuple(group.figures[v].cell() for v in relation.variables)
    return Finding(
        relation.kind,
        Answer.CONTRADICTED,
        cells,
        reasoning,
        _describe_conflict(group, relation, ranges),
        must_be,
        min((number for number in (least, derived) if number is not None), default=None),
    )


def _report_joint_conflict(group: Group, failed: Relation) -> Finding:
    reasoning = (
        f"{_quote_relation(group, failed)}. Hvert tal kan være rigtigt for sig, men ikke sammen med de tal, de hænger sammen "
        "med som dele, kategorier og totaler."
    ).replace("..", ".")
    return Finding(
        FindingKind.TOGETHER, Answer.CONTRADICTED, tuple(group.figures[v].cell() for v in failed.variables), reasoning
    )


def _select_relations(group: Group, ranges: Ranges) -> list[Relation]:
    """The group's relations; those between areas left out where it is already told that the n do not fit."""
    about, found = AreaSizes.of(group), list_relations(group, ranges, group.sizes)
    if not (about.total_wrong or about.exceeds):
        return found
    return [r for r in found if r.kind in WITHIN_AREA or group.known.is_count(r.variables[0][0])]


def check(group: Group) -> tuple[list[Finding], list[FindingKind]]:
    """The contradictions among a group's counts, and the kind of each relation that holds."""
    sizes = group.sizes
    ranges = group.believable(sizes)
    found = _select_relations(group, ranges)
    wrong = [relation for relation in found if not relation.possible(ranges)]
    right = [relation for relation in found if relation.possible(ranges)]
    findings = [_report_relation(group, relation, ranges, sizes, found) for relation in wrong]
    if not wrong:
        _, failed = solve(ranges, right)
        findings += [] if failed is None else [_report_joint_conflict(group, failed)]
    return findings, [relation.kind for relation in right]


def check_shares(group: Group) -> tuple[list[Finding], list[FindingKind]]:
    """The same within an area for percentages that are printed without an n: as shares of one unknown n."""
    ranges, findings, held = group.shares(), [], []
    for area in dict.fromkeys(area for _, area in ranges):
        for relation in relate_within_area(group, ranges, area, 100):
            # Ranges that only touch: the part is the greater, however halves are rounded.
            touching = relation.kind is FindingKind.PART_EXCEEDS and relation.reach(ranges).least == 0
            if relation.possible(ranges) and not touching:
                held.append(relation.kind)
                continue
            reasoning = f"{_quote_relation(group, relation)}. {_RULES[relation.kind]}".replace("..", ".")
            cells = tuple(group.figures[v].cell() for v in relation.variables)
            findings.append(
                Finding(relation.kind, Answer.CONTRADICTED, cells, reasoning, _describe_spread(relation, ranges))
            )
    return findings, held


def _describe_spread(relation: Relation, ranges: Ranges) -> str:
    """What the categories make at the very least or most, rounding undone."""
    if relation.kind is not FindingKind.CATEGORIES:
        return "Det kan afrundingen ikke forklare."
    reach = relation.reach(ranges)
    least, greatest = (float(Fraction(end - relation.constant)) for end in (reach.least, reach.greatest))
    return f"Også når afrundingen regnes med, giver de fra {least:.2f} til {greatest:.2f} pct.".replace(".", ",", 2)
