"""Relations between possible counts, held against each other until nothing more follows.

A variable is an (indicator, area); what it may be is a range. A relation says that its parts less its wholes plus a
constant is nought, or at most nought. Ranges are narrowed by one relation after another: what is cut off cannot be
part of any solution, so an empty range is a contradiction and never a false one. It does not find every contradiction
that several relations make only all together.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from hpanalysis.audit_table.table.findings import FindingKind
from hpanalysis.audit_table.table.possible_counts import PossibleCounts

Variable = tuple[str, str]
Ranges = dict[Variable, PossibleCounts]


@dataclass(frozen=True)
class Relation:
    """sum of parts - sum of wholes + constant = 0; or <= 0 where `equal` is False."""

    kind: FindingKind
    parts: tuple[Variable, ...]
    wholes: tuple[Variable, ...] = ()
    constant: int = 0
    equal: bool = True

    @property
    def variables(self) -> tuple[Variable, ...]:
        return (*self.parts, *self.wholes)

    def reach(self, ranges: Ranges) -> PossibleCounts:
        """The least and the greatest that the sum may be."""
        least = sum(ranges[v].least for v in self.parts) - sum(ranges[v].greatest for v in self.wholes)
        greatest = sum(ranges[v].greatest for v in self.parts) - sum(ranges[v].least for v in self.wholes)
        return PossibleCounts(least + self.constant, greatest + self.constant)

    def possible(self, ranges: Ranges) -> bool:
        reach = self.reach(ranges)
        return reach.least <= 0 and (not self.equal or reach.greatest >= 0)

    def narrowed(self, ranges: Ranges) -> Ranges:
        """The variables whose range is smaller by this relation."""
        reach, found = self.reach(ranges), {}
        for sign, variables in ((1, self.parts), (-1, self.wholes)):
            for variable in variables:
                own = ranges[variable]
                room = own.greatest - own.least
                down, up = room - reach.greatest, room + reach.least
                # What is left for this one when every other part of the sum is as far as it can be.
                least = own.least + max(0, down) if self.equal else own.least
                greatest = own.greatest - max(0, up)
                if sign < 0:
                    least, greatest = own.least + max(0, up), own.greatest - (max(0, down) if self.equal else 0)
                if PossibleCounts(least, greatest) != own:
                    found[variable] = PossibleCounts(least, greatest)
        return found


def solve(ranges: Ranges, relations: Iterable[Relation]) -> tuple[Ranges, Relation | None]:
    """The ranges when nothing more follows, and the first relation that no numbers fulfil (None if there is none)."""
    relations, ranges = list(relations), dict(ranges)
    queue = list(relations)
    while queue:
        relation = queue.pop(0)
        if not relation.possible(ranges):
            return ranges, relation
        if smaller := relation.narrowed(ranges):
            ranges |= smaller
            if not all(smaller.values()):
                return ranges, relation
            queue += [r for r in relations if r not in queue and set(r.variables) & set(smaller)]
    return ranges, None


def find_suspects(ranges: Ranges, free: Ranges, relations: Iterable[Relation], of: Iterable[Variable]) -> Ranges:
    """The variables that alone may be wrong, each with what it then must be.

    free: what a variable may be when its printed figure is not believed.
    """
    relations, found = list(relations), {}
    for variable in of:
        solved, failed = solve(ranges | {variable: free[variable]}, relations)
        if failed is None:
            found[variable] = solved[variable]
    return found
