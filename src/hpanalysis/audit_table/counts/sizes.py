"""The n of a group: one n an area, and the areas' n against those of their total and of the municipality.

Where the total's n is not the sum of the areas', every single mistake that would explain it is tried on all the
group's figures: an area copied from another, an area left out of the total, an n misprinted. An explanation is
reported only if no contradiction is left under it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from hpanalysis.audit_table.counts.groups import Group
from hpanalysis.audit_table.counts.relations import WITHIN_AREA, list_relations
from hpanalysis.audit_table.counts.system import Ranges, Relation, Variable, solve
from hpanalysis.audit_table.table.findings import FindingKind

# So many areas at most are tried as left out of a total together.
_MOST_LEFT_OUT = 3


@dataclass(frozen=True)
class Explanation:
    """One mistake that would explain why a group's n do not fit; made here, and worded by `size_findings`."""

    kind: FindingKind
    areas: tuple[str, ...]  # those the mistake is about
    sizes: dict[str, int]  # every area's n without the mistake; empty where they cannot be known
    solved: Ranges  # what every count can be without the mistake
    copied_from: str = ""  # of a copied area, the area it repeats


@dataclass(frozen=True)
class AreaSizes:
    """A group's n by area, and which can be compared; made for each group, read by the checks of n and of sums."""

    group: Group
    total: str | None  # the total, if it has an n
    municipality: str | None  # the municipality, if it has an n and its figures count the areas' persons too
    parts: tuple[str, ...]  # the areas with an n
    complete: bool  # every area of the plan has an n

    @classmethod
    def of(cls, group: Group) -> AreaSizes:
        """Collect the n of a group's areas, total and municipality; called for each group before its n and its sums are
        checked. All are left out where no indicator of the group has n that can be added over the areas; the
        municipality's is left out where it does not count the areas' persons too."""
        areas, sizes = group.known.areas, group.sizes
        if not any(group.known.has_additive_n(indicator) for indicator in group.indicators):
            sizes = {}
        within = all(group.known.within_municipality(indicator) for indicator in group.indicators)
        parts = tuple(area for area in areas.parts if area in sizes)
        return cls(
            group=group,
            total=areas.total if areas.total in sizes else None,
            municipality=areas.municipality if areas.municipality in sizes and within else None,
            parts=parts,
            complete=bool(parts) and len(parts) == len(areas.parts),
        )

    @property
    def sum(self) -> int:
        """The areas' n added together; 0 where no area has one. Read wherever the areas' n are held against that of a
        whole, and for the sentences of the findings."""
        return sum(self.group.sizes[area] for area in self.parts)

    @property
    def wrong_total(self) -> str | None:
        """The id of the total, if its n (printed denominator) cannot be the areas' n added; None where it can, or
        nothing can be compared. Where an area has no n, only a sum above the total's n is wrong. Read when the n are
        checked, and before the areas' figures are compared with the total's, because that needs an n that can be
        true."""
        if self.total is None or not self.parts:
            return None
        n = self.group.sizes[self.total]
        wrong = self.sum != n if self.complete else self.sum > n
        return self.total if wrong else None

    @property
    def exceeded_municipality(self) -> str | None:
        """The id of the municipality, if the areas' n (printed denominators) together, or their total's, exceed its n;
        None where they do not, or nothing can be compared. Read when the n are checked, and before counts are compared
        between areas."""
        if self.municipality is None:
            return None
        most = max(self.sum, 0 if self.total is None else self.group.sizes[self.total])
        return self.municipality if most > self.group.sizes[self.municipality] else None


def find_impossible(group: Group) -> set[Variable]:
    """Find the figures (indicator, area) of a group that no whole count gives at the printed n. Called while
    explanations are tried for areas' n that do not add up to the total's: such figures are reported elsewhere, so they
    may not refute an explanation, and where a corrected n mends them, that n is the best one."""
    return {v for v, possible in group.find_counts(group.sizes).items() if not possible}


def _solve_with_sizes(
    group: Group, sizes: dict[str, int], unbelieved: tuple[str, ...] = (), left_out: tuple[str, ...] = ()
) -> Ranges | None:
    """Find what the group's counts can be if the areas have the n in `sizes`; None if they then contradict each other,
    or if a figure has no possible count.

    Called for each mistake that may explain why the printed n do not add up. unbelieved: areas whose figures are taken
    as printed wrongly. left_out: areas taken as left out of the total. What is wrong within an area at its printed n is
    reported elsewhere, so here it counts neither for nor against the explanation.
    """
    ranges, printed = group.find_counts(sizes), group.find_believable_counts(group.sizes)
    odd = {v for v in find_impossible(group) if sizes[v[1]] == group.sizes[v[1]]}
    ranges |= {v: group.free(v, sizes) for v in ranges if v[1] in unbelieved or v in odd}
    if not all(ranges.values()):
        return None
    wrong_anyway = {
        r for r in list_relations(group, printed, group.sizes) if r.kind in WITHIN_AREA and not r.is_possible(printed)
    }
    relations = []
    for relation in list_relations(group, ranges, sizes):
        if relation in wrong_anyway:
            continue
        if relation.kind is FindingKind.TOTAL_COUNT:
            parts = tuple(v for v in relation.parts if v[1] not in left_out)
            relation = Relation(relation.kind, parts, relation.wholes, relation.constant, relation.equal)
        relations.append(relation)
    solved, failed = solve(ranges, relations)
    return None if failed else solved


def find_twin(group: Group, area: str) -> str | None:
    """Find another area that prints the same value and n as this one for every figure of the group that has an n; None
    if none does. Called for each area when the areas' n do not make the total's, or exceed the municipality's, because
    a copied area may explain it."""
    printed = {figure.indicator: (figure.value, figure.n) for figure in group.figures_in(area) if figure.n is not None}
    for other in group.areas:
        others = {figure.indicator: (figure.value, figure.n) for figure in group.figures_in(other)}
        if other != area and printed and all(others.get(indicator) == pair for indicator, pair in printed.items()):
            return other
    return None


def _explain_by_copy(sizes: AreaSizes, lacking: int) -> Iterator[Explanation]:
    """Yield each area that is printed like another and whose n, put right, makes the total right without a conflict.
    Called by `explain_sizes` where the areas' n do not make the total's n. lacking: the total's n less the areas' n
    together."""
    group = sizes.group
    for area in sizes.parts:
        twin, n = find_twin(group, area), group.sizes[area] + lacking
        if twin is None or n < 0 or twin == sizes.total:
            continue
        corrected = group.sizes | {area: n}
        if (solved := _solve_with_sizes(group, corrected, unbelieved=(area,))) is not None:
            yield Explanation(FindingKind.COPIED, (area,), corrected, solved, twin)


def find_copy_of_municipality(sizes: AreaSizes, municipality: str) -> Explanation | None:
    """Find the area that is printed with the municipality's figures, if the other areas' n together fit in the
    municipality's; None if there is no such area. Called by `size_findings` where the areas' n, or their total's,
    exceed the municipality's. The area's own n is then unknown, so the explanation has no sizes and no solved
    counts."""
    group = sizes.group
    for area in sizes.parts:
        rest = sizes.sum - group.sizes[area]
        if find_twin(group, area) == municipality and 0 < rest <= group.sizes[municipality]:
            return Explanation(FindingKind.COPIED, (area,), {}, {}, municipality)
    return None


def _explain_by_left_out(sizes: AreaSizes, lacking: int) -> Iterator[Explanation]:
    """Yield the fewest areas, up to `_MOST_LEFT_OUT`, without which the total fits in its n and in its counts. Called
    by `explain_sizes`. lacking: the total's n less the areas' n together, so it must be negative here. Several
    explanations come out where different areas fit equally well."""
    group = sizes.group
    for together in range(1, min(_MOST_LEFT_OUT, len(sizes.parts) - 1) + 1):
        explanations = []
        for areas in combinations(sizes.parts, together):
            if sum(group.sizes[area] for area in areas) == -lacking > 0:
                solved = _solve_with_sizes(group, group.sizes, left_out=areas)
                if solved is not None:
                    explanations.append(Explanation(FindingKind.TOTAL_LEAVES_OUT, areas, group.sizes, solved))
        if explanations:
            yield from explanations
            return


def _explain_by_misprint(sizes: AreaSizes, total: str, lacking: int) -> Iterator[Explanation]:
    """Yield each n, the total's or an area's, that if it alone is printed wrongly makes all n and counts fit. Called by
    `explain_sizes`. lacking: the total's n less the areas' n together."""
    group = sizes.group
    corrections = [(total, sizes.sum), *((area, group.sizes[area] + lacking) for area in sizes.parts)]
    for area, n in corrections:
        if n > 0 and (solved := _solve_with_sizes(group, group.sizes | {area: n})) is not None:
            yield Explanation(FindingKind.TOTAL_SIZE, (area,), group.sizes | {area: n}, solved)


def explain_sizes(sizes: AreaSizes, total: str) -> list[Explanation]:
    """List every single mistake that explains why the areas' n do not make the total's, copies first.

    Called by `size_findings.check` for a total that does not fit; empty where an area prints no n. Two explanations are
    so good that they are given alone: an area that repeats the municipality's row, and a misprinted n which, put right,
    also gives the percentages that no count gives at the printed n.
    """
    if not sizes.complete:
        return []
    lacking = sizes.group.sizes[total] - sizes.sum
    copied, misprinted = list(_explain_by_copy(sizes, lacking)), list(_explain_by_misprint(sizes, total, lacking))
    odd_areas = {area for _, area in find_impossible(sizes.group)}
    healing = [explained for explained in misprinted if odd_areas & set(explained.areas)]
    of_municipality = [e for e in copied if e.copied_from == sizes.group.known.areas.municipality]
    return of_municipality[:1] or healing or [*copied, *_explain_by_left_out(sizes, lacking), *misprinted]
