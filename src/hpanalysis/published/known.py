"""What a reader knows without a calculation worth the name: the counts shown, and those one relation alone gives."""

from __future__ import annotations

from dataclasses import dataclass, field

from hpanalysis.published.relations import Count, Family, Relation

TOLERANCE = 1e-6


class Contradiction(Exception):
    """Published counts that cannot all be true. counts: those of the relation that is broken, if one alone is."""

    def __init__(self, counts: tuple[Count, ...] = ()) -> None:
        super().__init__(f"{len(counts)} counts")
        self.counts = counts


def collect_shown_counts(family: Family) -> dict[Count, float]:
    """The counts that the shown rows of a family publish; `Contradiction` if two rows tell one differently."""
    found: dict[Count, float] = {}
    for (indicator_id, window, area), row in family.rows.items():
        told = {Count("numerator", indicator_id, window, area): row.numerator}
        if family.indicators[indicator_id].denominator_id is not None:
            told[Count("denominator", family.id, window, area)] = row.denominator
        for count, number in told.items():
            if row.shown and number is not None and found.setdefault(count, float(number)) != float(number):
                raise Contradiction((count,))
    return found


@dataclass
class Known:
    """The counts known so far, and the relations that still say something of those that are not.

    told: what the shown rows publish. found: told and what follows from it one relation at a time.
    """

    told: dict[Count, float]
    relations: list[Relation]
    found: dict[Count, float] = field(init=False)

    def __post_init__(self) -> None:
        self.found = dict(self.told)
        self.relations = self._spread(self.relations)

    def _spread(self, relations: list[Relation]) -> list[Relation]:
        """Solve each equation with one unknown count, until none is left; the relations that have unknown counts."""
        left, before = relations, -1
        while len(self.found) != before:
            before = len(self.found)
            left = [relation for relation in left if not self._used(relation)]
        return left

    def _used(self, relation: Relation) -> bool:
        """Whether a relation has nothing more to tell: all its counts are known, or it made the last of them so."""
        unknown = [(count, times) for count, times in relation.terms if count not in self.found]
        if len(unknown) > 1 or (unknown and not relation.equal):
            return False
        rest = sum(times * self.found[count] for count, times in relation.terms if count in self.found)
        if unknown:
            ((count, times),) = unknown
            value = -rest / times
            broken = value < -TOLERANCE
            self.found[count] = max(value, 0.0)
        else:
            broken = abs(rest) > TOLERANCE if relation.equal else rest < -TOLERANCE
        if broken:
            raise Contradiction(tuple(count for count, _ in relation.terms))
        return True
