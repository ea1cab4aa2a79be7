"""Relations between possible counts, held against each other until nothing more follows.

A variable is an (indicator, area); what it can be is a range. A relation says that its parts less its wholes plus a
constant is 0, or at most 0. Example: A and B are the only categories of 10 persons, so A + B - 10 = 0. If A is from 3
to 8 and B from 4 to 6, then A is from 4 to 6, for B cannot be less than 4 or more than 6.

The ranges are narrowed by one relation after another. What is cut off cannot be part of any solution, so a range that
becomes empty is a contradiction and never a false alarm. The other way round it does not hold: a contradiction that
appears only when several relations are taken together may go unnoticed.
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
    """A relation between figures: sum of parts - sum of wholes + constant = 0; or <= 0 where `equal` is False. Made by
    `relations` for each group of figures, and held against what each figure can be as a whole count."""

    kind: FindingKind
    parts: tuple[Variable, ...]
    wholes: tuple[Variable, ...] = ()
    constant: int = 0
    equal: bool = True

    @property
    def variables(self) -> tuple[Variable, ...]:
        """Every figure (indicator, area) of the relation: the parts, then the wholes. Read when the relations are
        solved, and when one that fails is reported."""
        return (*self.parts, *self.wholes)

    def reach(self, ranges: Ranges) -> PossibleCounts:
        """Compute the least and the greatest that the left side (parts - wholes + constant) can be in these ranges.
        Called when it is asked whether the relation is possible, when its figures' ranges are narrowed, and when a
        finding says what the parts add up to."""
        least = sum(ranges[v].least for v in self.parts) - sum(ranges[v].greatest for v in self.wholes)
        greatest = sum(ranges[v].greatest for v in self.parts) - sum(ranges[v].least for v in self.wholes)
        return PossibleCounts(least + self.constant, greatest + self.constant)

    def is_possible(self, ranges: Ranges) -> bool:
        """Say whether some choice of one number from each variable's range fulfils this relation. Asked before a
        relation narrows the ranges, and for each relation of a group when contradictions are looked for."""
        reach = self.reach(ranges)
        return reach.least <= 0 and (not self.equal or reach.greatest >= 0)

    def narrow(self, ranges: Ranges) -> Ranges:
        """Return the variables whose range this relation makes smaller, each with its new range; else an empty dict.
        Called by `solve` for one relation after another; the relation must be possible within these ranges. A new range
        may be empty, which is a contradiction."""
        reach, narrowed = self.reach(ranges), {}
        for sign, variables in ((1, self.parts), (-1, self.wholes)):
            for variable in variables:
                before = ranges[variable]
                room = before.greatest - before.least
                down, up = room - reach.greatest, room + reach.least
                # What is left for this variable when every other term of the sum is as far as it can be.
                least = before.least + max(0, down) if self.equal else before.least
                greatest = before.greatest - max(0, up)
                if sign < 0:
                    least, greatest = before.least + max(0, up), before.greatest - (max(0, down) if self.equal else 0)
                if PossibleCounts(least, greatest) != before:
                    narrowed[variable] = PossibleCounts(least, greatest)
        return narrowed


def solve(ranges: Ranges, relations: Iterable[Relation]) -> tuple[Ranges, Relation | None]:
    """Narrow the ranges by the relations until nothing more follows, or until a relation cannot be fulfilled. Called
    when a group's counts are checked together, for each mistake or figure that may be what is wrong, and for a figure
    without a period. Returns the narrowed ranges, and the relation that cannot be fulfilled (None if all can)."""
    relations, ranges = list(relations), dict(ranges)
    queue = list(relations)
    while queue:
        relation = queue.pop(0)
        if not relation.is_possible(ranges):
            return ranges, relation
        if narrowed := relation.narrow(ranges):
            ranges |= narrowed
            if not all(narrowed.values()):
                return ranges, relation
            # A smaller range may narrow the others of every relation that it is part of.
            queue += [r for r in relations if r not in queue and set(r.variables) & set(narrowed)]
    return ranges, None


def find_suspects(ranges: Ranges, free: Ranges, relations: Iterable[Relation], of: Iterable[Variable]) -> Ranges:
    """Find which variables of `of` alone can be the wrong figure, each with the range of what it must then be. Called
    when a relation is broken, to say what the figures must be. A variable is a suspect if all relations can hold once
    its print is not believed. free: what each variable can be when it is not believed."""
    relations, suspects = list(relations), {}
    for variable in of:
        solved, failed = solve(ranges | {variable: free[variable]}, relations)
        if failed is None:
            suspects[variable] = solved[variable]
    return suspects
