"""Counts of persons against each other: categories, sums, parts, totals, municipality.

First each relation is checked by itself, then all of a group together. Percentages without an n are held against each
other as ranges of shares.
"""

from __future__ import annotations

from fractions import Fraction

from hpanalysis import danish
from hpanalysis.audit_table.counts.groups import Group
from hpanalysis.audit_table.counts.relations import WITHIN_AREA, list_relations, relate_within_area
from hpanalysis.audit_table.counts.sizes import AreaSizes
from hpanalysis.audit_table.counts.system import Ranges, Relation, Variable, find_suspects, solve
from hpanalysis.audit_table.table import words
from hpanalysis.audit_table.table.findings import CheckResult, Finding, FindingKind, find_smallest_group
from hpanalysis.audit_table.table.possible_counts import PossibleCounts, find_possible_counts
from hpanalysis.tables import Answer

# Where more figures than these may each be the wrong one, naming them helps nobody.
_MOST_SUSPECTS = 4
_RULES = {
    FindingKind.CATEGORIES: (
        "Kategorierne deler den samme gruppe personer mellem sig og skal tilsammen være hele gruppen."
    ),
    FindingKind.SUM_OF_PARTS: "Det samlede tal skal være summen af sine dele.",
    FindingKind.PART_EXCEEDS: "Det første tal er en del af det andet og kan ikke være større.",
    FindingKind.TOTAL_COUNT: "Totalen skal være summen af områderne.",
    FindingKind.AREAS_EXCEED: "Områdernes personer indgår i kommunens tal, både dem, der tælles, og dem, der ikke gør.",
}


def _name_variable(group: Group, relation: Relation, variable: Variable) -> str:
    """Name a figure (indicator, area) in Danish among the others of its relation, for the sentences of a finding. Where
    all the relation's figures are one area's, the indicator's label tells them apart; otherwise the area's name does.
    Called when a relation that fails is explained, and when it is said what a figure must be."""
    indicator, area = variable
    within_one_area = len({its_area for _, its_area in relation.variables}) == 1
    return group.known.label(indicator) if within_one_area else group.known.areas.name(area)


def _explain_relation(group: Group, relation: Relation, rule: str) -> str:
    """Put the reasoning of a finding together: every figure of a relation as printed, then the rule that they break.
    Called by each function here that reports a broken relation. rule: a Danish sentence, mostly from `_RULES`."""
    quotes = [
        f"{_name_variable(group, relation, v)} {words.describe_value(group.figures[v], group.known)}"
        for v in relation.variables
    ]
    indicator, area = relation.variables[0]
    window, figures = words.shorten_window(group.window), danish.join_words(quotes)
    if len({its_area for _, its_area in relation.variables}) == 1:
        printed = f"{group.known.areas.name(area)}, {window}: {figures}"
    else:
        printed = f"{group.known.label(indicator)} ({window}): {figures}"
    # A quotation may end with the full stop of `pct.`.
    return f"{printed}. {rule}".replace("..", ".")


def _holds_counts_of_cases(group: Group, relation: Relation) -> bool:
    """Say whether a relation is among printed counts of cases (whole numbers, not percentages). Asked when a broken
    relation is reported, and when relations are chosen: such counts need no n, their unit is not persons, and a finding
    that quotes them gives away nothing new."""
    return group.known.is_count(relation.variables[0][0])


def _describe_conflict(group: Group, relation: Relation, ranges: Ranges) -> str:
    """Say in Danish which counts on either side of a broken relation do not go together; the `derived` of a finding.
    Called by `_report_relation`. ranges: what each figure of the group can be as a whole count."""
    if relation.kind is FindingKind.AREAS_EXCEED and relation.constant:
        return "Blandt dem, der ikke tælles med, er der flere i områderne end i hele kommunen."
    parts = PossibleCounts(
        sum(ranges[v].least for v in relation.parts), sum(ranges[v].greatest for v in relation.parts)
    )
    one_by_one = danish.join_words(words.describe_counts(ranges[v]) for v in relation.parts)
    # Categories have no whole among the figures; theirs is n, the constant with its sign turned.
    n = PossibleCounts(-relation.constant, -relation.constant)
    whole = ranges[relation.wholes[0]] if relation.wholes else n
    unit = "" if _holds_counts_of_cases(group, relation) else " personer"
    summed = f", i alt {words.describe_counts(parts)}," if len(relation.parts) > 1 else ""
    limit = "skal være" if relation.equal else "kan højst være"
    return f"Som hele antal er det {one_by_one}{unit}{summed} men det {limit} {words.describe_counts(whole)}."


def _describe_right_figure(
    group: Group, relation: Relation, variable: Variable, possible: PossibleCounts, sizes: dict[str, int]
) -> str:
    """Say in Danish what a figure must be if it alone is the wrong one: `Vangdalen 5 af 6 (83,3 pct.)`. Called by
    `_name_suspects` for each figure that can be the wrong one in a broken relation. possible: the counts that the
    figure can then have. sizes: the areas' n."""
    indicator, area = variable
    name = _name_variable(group, relation, variable)
    if group.known.is_count(indicator):
        return f"{name} {words.describe_counts(possible)}"
    decimals = group.figures[variable].number.decimals
    return f"{name} {words.describe_counts_out_of(possible, sizes[area], decimals)}"


def _find_smallest_revealed(ranges: Ranges, sizes: dict[str, int]) -> int | None:
    """Find the smallest number of persons, 0 apart, that a reader learns when these ranges are printed: of each count,
    those counted, the rest of the area's n, and the n; None if none.

    Called for the `least` of a finding: where it is too small, the public edition keeps the finding but not the
    sentences with what was worked out. ranges: the ends of each are printed. sizes: the areas' n; an area without one
    gives away its counts alone.
    """
    return find_smallest_group((end, sizes.get(v[1], end)) for v, possible in ranges.items() for end in possible.ends)


def _weigh_undated(group: Group, relation: Relation, ranges: Ranges, sizes: dict[str, int]) -> str:
    """Say in Danish that a figure printed elsewhere without a period points to one wrong figure; empty where none does.

    Called by `_name_suspects` when more than one figure of the relation can be the wrong one. Each undated figure of
    the group is tried as if it belonged to the group's window; the first that leaves one suspect is quoted. ranges:
    (indicator, area) -> the counts that its figure can be. sizes: area -> its n.
    """
    for variable, figure in group.undated.items():
        if variable in ranges or variable[1] not in sizes:
            continue
        extended = ranges | {variable: find_possible_counts(figure.number, sizes[variable[1]])}
        free = {v: group.free(v, sizes) for v in relation.variables}
        suspects = find_suspects(extended, free, _select_relations(group, extended), relation.variables)
        if len(suspects) == 1:
            wrong = group.known.label(next(iter(suspects))[0])
            return (
                f"{group.known.label(figure.indicator)} er et andet sted ({figure.file}, række {figure.row}) trykt "
                f"som {words.describe_value(figure, group.known)} uden periode. Er det samme opgørelse, er det "
                f"{wrong}, der er forkert."
            )
    return ""


def _name_suspects(
    group: Group, relation: Relation, ranges: Ranges, sizes: dict[str, int], all_relations: list[Relation]
) -> tuple[str, int | None]:
    """Say in Danish which figures of a broken relation can be the wrong one, and what each must then be.

    Called by `_report_relation` for the `must_be` of its finding. The second result is the smallest number of persons
    that the sentence gives away, None where it gives away none. ranges: what each figure of the group can be. sizes:
    the areas' n. all_relations: every relation of the group, for a correction must break none of them.
    """
    free = {v: group.free(v, sizes) for v in relation.variables}
    suspects = find_suspects(ranges, free, all_relations, relation.variables)
    if not suspects:
        return "Mindst to af tallene må være forkerte.", None
    if len(suspects) > _MOST_SUSPECTS:
        return "Ét af tallene må være forkert, men det kan ikke siges hvilket.", None
    right = danish.join_words(
        (_describe_right_figure(group, relation, v, possible, sizes) for v, possible in suspects.items()), "eller"
    )
    least = _find_smallest_revealed(suspects, sizes)
    if len(suspects) == 1:
        return f"Er kun ét tal forkert, må det rigtige være: {right}.", least
    more = _weigh_undated(group, relation, ranges, sizes)
    return words.join_sentences(
        f"Er kun ét af tallene forkert, er det ét af disse, og det rigtige er: {right}.", more
    ), least


def _report_relation(
    group: Group, relation: Relation, ranges: Ranges, sizes: dict[str, int], all_relations: list[Relation]
) -> Finding:
    """Make the finding (a contradiction) for one relation that no choice of possible counts fulfils. Called by `check`
    for each such relation of a group. ranges: what each figure of the group can be as a whole count. sizes: the areas'
    n. all_relations: every relation of the group, by which suspects are found."""
    must_be, least_of_suspects = _name_suspects(group, relation, ranges, sizes, all_relations)
    if _holds_counts_of_cases(group, relation):
        least_of_derived = None  # counts are printed as they are
    else:
        least_of_derived = _find_smallest_revealed({v: ranges[v] for v in relation.variables}, sizes)
    return Finding(
        kind=relation.kind,
        answer=Answer.CONTRADICTED,
        cells=tuple(group.figures[v].cell() for v in relation.variables),
        reasoning=_explain_relation(group, relation, _RULES[relation.kind]),
        derived=_describe_conflict(group, relation, ranges),
        must_be=must_be,
        least=min((least for least in (least_of_suspects, least_of_derived) if least is not None), default=None),
    )


def _report_joint_conflict(group: Group, failed: Relation) -> Finding:
    """Make the finding for a group in which each relation can hold alone, but not all of them together. Called by
    `check` when `system.solve` has found no solution. failed: the relation that could not be fulfilled after the others
    had narrowed the figures; its figures are quoted."""
    rule = (
        "Hvert tal kan være rigtigt for sig, men ikke sammen med de tal, de hænger sammen "
        "med som dele, kategorier og totaler."
    )
    return Finding(
        kind=FindingKind.TOGETHER,
        answer=Answer.CONTRADICTED,
        cells=tuple(group.figures[v].cell() for v in failed.variables),
        reasoning=_explain_relation(group, failed, rule),
    )


def _select_relations(group: Group, ranges: Ranges) -> list[Relation]:
    """List the relations that the counts of a group (figures over one denominator in one window) are checked by.

    One such relation is that areas make a total. Those between areas are left out where the areas' n already contradict
    each other: these n are reported by `size_findings`, so their consequences are not reported again. Relations within
    an area stay in, and counts of cases, which have no n. Called when a group's counts are checked, and when it is
    tried whether a figure printed without a period tells which of several is wrong. ranges: by figure (indicator,
    area), what its count can be.
    """
    sizes, relations = AreaSizes.of(group), list_relations(group, ranges, group.sizes)
    if sizes.wrong_total is None and sizes.exceeded_municipality is None:
        return relations
    return [r for r in relations if r.kind in WITHIN_AREA or _holds_counts_of_cases(group, r)]


def check(group: Group) -> CheckResult:
    """Check a group's counts against the relations between them: categories, sums, parts, totals and the municipality.

    Called once for each group (figures over one denominator in one window) by `audit._check_group`. Each relation is
    checked by itself; if all hold, they are solved together. Relations between areas are left out where the areas' n
    contradict each other, because that is reported already. The result has the contradictions, and the kind of each
    relation that holds.
    """
    sizes = group.sizes
    ranges = group.find_believable_counts(sizes)
    relations = _select_relations(group, ranges)
    wrong = [relation for relation in relations if not relation.is_possible(ranges)]
    right = [relation for relation in relations if relation.is_possible(ranges)]
    findings = [_report_relation(group, relation, ranges, sizes, relations) for relation in wrong]
    if not wrong:
        _, failed = solve(ranges, right)
        if failed is not None:
            findings.append(_report_joint_conflict(group, failed))
    return CheckResult(findings, [relation.kind for relation in right])


def check_shares(group: Group) -> CheckResult:
    """Check categories, sums and parts among one area's percentages that are printed without an n. Called once for each
    group by `audit._check_group`, after `check`, which handles the figures that have an n. The percentages are compared
    as ranges of shares of one unknown n: 12,3 is from 12,25 to 12,35."""
    ranges, result = group.find_shares(), CheckResult([], [])
    for area in dict.fromkeys(area for _, area in ranges):
        for relation in relate_within_area(group, ranges, area, 100 * group.steps_per_percent):
            # Ranges that only touch: the part is the greater, however halves are rounded.
            touching = relation.kind is FindingKind.PART_EXCEEDS and relation.reach(ranges).least == 0
            if relation.is_possible(ranges) and not touching:
                result.consistent.append(relation.kind)
                continue
            finding = Finding(
                kind=relation.kind,
                answer=Answer.CONTRADICTED,
                cells=tuple(group.figures[v].cell() for v in relation.variables),
                reasoning=_explain_relation(group, relation, _RULES[relation.kind]),
                derived=_describe_spread(group, relation, ranges),
            )
            result.findings.append(finding)
    return result


def _describe_spread(group: Group, relation: Relation, ranges: Ranges) -> str:
    """Say in Danish what the shares of a broken relation add up to at least and at most, before rounding. Called by
    `check_shares` for the `derived` of its findings. ranges: the shares in steps of `Group.steps_per_percent`. For
    other relations than categories it says only that rounding cannot explain the difference."""
    if relation.kind is not FindingKind.CATEGORIES:
        return "Det kan afrundingen ikke forklare."
    least, greatest = (
        float(Fraction(end - relation.constant, group.steps_per_percent)) for end in relation.reach(ranges).ends
    )
    return f"Også når afrundingen regnes med, giver de fra {least:.2f} til {greatest:.2f} pct.".replace(".", ",", 2)
