"""The n of a group: one n an area, and the areas' n against those of their total and of the municipality.

Where the total's n is not the sum of the areas', every single mistake that would explain it is tried on all the
group's figures: an area copied from another, an area left out of the total, an n misprinted. Only those that leave no
contradiction are told.
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
    """One mistake that would explain the n. areas: those it is about. solved: what every count then may be."""

    kind: FindingKind
    areas: tuple[str, ...]
    sizes: dict[str, int]
    solved: Ranges
    copied_from: str = ""


@dataclass(frozen=True)
class AreaSizes:
    """A group's n between areas. total and parts: areas with an n. complete: every area of the plan has one."""

    group: Group
    total: str | None
    municipality: str | None
    parts: tuple[str, ...]
    complete: bool

    @classmethod
    def of(cls, group: Group) -> AreaSizes:
        areas, sizes = group.known.areas, group.sizes
        if not any(group.known.sized(indicator) for indicator in group.indicators):
            sizes = {}
        total, municipality = areas.only("total"), areas.only("municipality")
        parts = tuple(area for area in areas.parts if area in sizes)
        return cls(
            group,
            total if total in sizes else None,
            municipality if municipality in sizes and cls._within(group) else None,
            parts,
            bool(parts) and len(parts) == len(areas.parts),
        )

    @staticmethod
    def _within(group: Group) -> bool:
        return all(group.known.within_municipality(indicator) for indicator in group.indicators)

    @property
    def sum(self) -> int:
        return sum(self.group.sizes[area] for area in self.parts)

    @property
    def total_wrong(self) -> bool:
        """Whether the areas' n cannot be the total's; areas that print none may hold what is lacking."""
        if self.total is None or not self.parts:
            return False
        n = self.group.sizes[self.total]
        return self.sum != n if self.complete else self.sum > n

    @property
    def exceeds(self) -> bool:
        """Whether the areas' n, or the total's, are more than the municipality's."""
        if self.municipality is None:
            return False
        n = self.group.sizes[self.municipality]
        return max(self.sum, self.group.sizes.get(self.total, 0)) > n


def find_impossible(group: Group) -> set[Variable]:
    """The figures that no count gives at the n that is printed."""
    return {v for v, possible in group.counts(group.sizes).items() if not possible}


def _solve_with_sizes(
    group: Group, sizes: dict[str, int], unbelieved: tuple[str, ...] = (), left_out: tuple[str, ...] = ()
) -> Ranges | None:
    """What the counts may be at these n; None if they contradict each other. unbelieved: areas printed wrongly.

    What is wrong within an area at the n that is printed is told elsewhere and speaks neither for nor against.
    """
    ranges, printed = group.counts(sizes), group.believable(group.sizes)
    odd = {v for v in find_impossible(group) if sizes[v[1]] == group.sizes[v[1]]}
    ranges |= {v: group.free(v, sizes) for v in ranges if v[1] in unbelieved or v in odd}
    if not all(ranges.values()):
        return None
    wrong = {
        r for r in list_relations(group, printed, group.sizes) if r.kind in WITHIN_AREA and not r.possible(printed)
    }
    found = []
    for relation in list_relations(group, ranges, sizes):
        if relation in wrong:
            continue
        if relation.kind is FindingKind.TOTAL_COUNT:
            kept = tuple(v for v in relation.parts if v[1] not in left_out)
            relation = Relation(relation.kind, kept, relation.wholes, relation.constant, relation.equal)
        found.append(relation)
    solved, failed = solve(ranges, found)
    return None if failed else solved


def find_twin(group: Group, area: str) -> str | None:
    """Another area for which every figure of the group is printed as for this one, n included."""
    own = {figure.indicator: (figure.value, figure.n) for figure in group.in_area(area) if figure.n is not None}
    for other in group.areas:
        theirs = {figure.indicator: (figure.value, figure.n) for figure in group.in_area(other)}
        if other != area and own and all(theirs.get(indicator) == printed for indicator, printed in own.items()):
            return other
    return None


def _explain_by_copy(sizes: AreaSizes, lacking: int) -> Iterator[Explanation]:
    group = sizes.group
    for area in sizes.parts:
        other, n = find_twin(group, area), group.sizes[area] + lacking
        if other is None or n < 0 or other == sizes.total:
            continue
        changed = group.sizes | {area: n}
        if (solved := _solve_with_sizes(group, changed, unbelieved=(area,))) is not None:
            yield Explanation(FindingKind.COPIED, (area,), changed, solved, other)


def find_copy_of_municipality(sizes: AreaSizes) -> Explanation | None:
    """The area that is printed as the municipality, if the n fit when it is not believed; its own n is then unknown."""
    group = sizes.group
    for area in sizes.parts:
        rest = sizes.sum - group.sizes[area]
        if find_twin(group, area) == sizes.municipality and 0 < rest <= group.sizes[sizes.municipality]:
            return Explanation(FindingKind.COPIED, (area,), {}, {}, sizes.municipality)
    return None


def _explain_by_left_out(sizes: AreaSizes, lacking: int) -> Iterator[Explanation]:
    """The fewest areas whose n is what the total lacks, and whose counts are too."""
    group = sizes.group
    for together in range(1, min(_MOST_LEFT_OUT, len(sizes.parts) - 1) + 1):
        found = []
        for areas in combinations(sizes.parts, together):
            if sum(group.sizes[area] for area in areas) == -lacking > 0:
                solved = _solve_with_sizes(group, group.sizes, left_out=areas)
                found += (
                    [] if solved is None else [Explanation(FindingKind.TOTAL_LEAVES_OUT, areas, group.sizes, solved)]
                )
        if found:
            yield from found
            return


def _explain_by_misprint(sizes: AreaSizes, lacking: int) -> Iterator[Explanation]:
    group = sizes.group
    changes = [(sizes.total, sizes.sum), *((area, group.sizes[area] + lacking) for area in sizes.parts)]
    for area, n in changes:
        if n > 0 and (solved := _solve_with_sizes(group, group.sizes | {area: n})) is not None:
            yield Explanation(FindingKind.TOTAL_SIZE, (area,), group.sizes | {area: n}, solved)


def explain_sizes(sizes: AreaSizes) -> list[Explanation]:
    """Every single mistake that explains why the areas' n are not the total's, copies first.

    Alone stand a copy of the municipality's row, and an n that also explains percentages which no count gives.
    """
    if not sizes.complete:
        return []
    lacking = sizes.group.sizes[sizes.total] - sizes.sum
    copied, misprinted = list(_explain_by_copy(sizes, lacking)), list(_explain_by_misprint(sizes, lacking))
    odd = {area for _, area in find_impossible(sizes.group)}
    healing = [explained for explained in misprinted if odd & set(explained.areas)]
    of_municipality = [e for e in copied if e.copied_from == sizes.group.known.areas.only("municipality")]
    return of_municipality[:1] or healing or [*copied, *_explain_by_left_out(sizes, lacking), *misprinted]
