"""What a reader knows without a calculation worth the name: the counts shown, and those one relation alone gives.

Areas of 3 and 20 make a total of 23. If the 3 is hidden and the others shown, it is known by one subtraction; only
where two or more are hidden together is there anything to calculate (`audit.intervals`).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from hpanalysis.published.relations import Count, Family, Relation

TOLERANCE = 1e-6  # counts are whole, or marks in halves; a difference this small is of floating point


class Contradiction(Exception):
    """Published counts that cannot all be true; `audit` names them in a failure."""

    def __init__(self, counts: tuple[Count, ...] = ()) -> None:
        """Called where published counts cannot all be true. counts: those of the one relation that is broken; () where
        each relation can be true and only many together cannot."""
        super().__init__(f"{len(counts)} counts")
        self.counts = counts


def collect_shown_counts(family: Family) -> dict[Count, float]:
    """The counts that the shown rows of a family (indicators with one denominator) publish; `Contradiction` if two rows
    tell one differently. Called when a family is examined or verified, and to see if a newer half-year repeats it."""
    shown: dict[Count, float] = {}
    for (indicator_id, window, area), row in family.rows.items():
        published = {Count("numerator", indicator_id, window, area): row.numerator}
        if family.indicators[indicator_id].denominator_id is not None:
            published[Count("denominator", family.id, window, area)] = row.denominator
        for count, number in published.items():
            # A contradiction needs no calculation here: the same count is printed twice, with two numbers.
            if row.shown and number is not None and shown.setdefault(count, float(number)) != float(number):
                raise Contradiction((count,))
    return shown


@dataclass
class Known:
    """The counts known so far, and the relations that still say something of those that are not. Made when a family is
    examined, and by `hpanalysis verify`, which only asks whether it can be made. `Contradiction` if a relation of known
    counts does not hold, or makes a count less than nought."""

    shown: dict[Count, float]  # what the shown rows publish
    relations: list[Relation]  # given: all of them; afterwards those with a count that is not known
    values: dict[Count, float] = field(init=False)  # what is shown, and what follows from it one relation at a time

    def __post_init__(self) -> None:
        """Work out, in `values`, every count that follows from the shown ones, one relation at a time, and keep the
        relations that still have an unknown count. Called by the dataclass as it is made."""
        # A copy, for `shown` stays what the rows publish, apart from what follows from it.
        self.values = dict(self.shown)
        self.relations = self._solve_one_by_one(self.relations)

    def _solve_one_by_one(self, relations: list[Relation]) -> list[Relation]:
        """Solve each equation with one unknown count, into `values`, until none is left; `Contradiction` if a relation
        is broken or would make a count negative. Returns the relations that still have unknown counts. Called when an
        audit examines a family of figures (again with fewer relations where they contradict each other), and when
        `hpanalysis verify` checks one."""
        remaining, before = relations, -1
        # What one relation gives may be the last that another lacks, so they are gone through until nothing comes new.
        while len(self.values) != before:
            before = len(self.values)
            remaining = [relation for relation in remaining if not self._use(relation)]
        return remaining

    def _use(self, relation: Relation) -> bool:
        """Whether a relation has nothing more to say: all its counts are known, or it made the last of them so. Called
        for each relation, again and again until nothing comes new, when the auditor or `hpanalysis verify` works out
        unknown counts from shown ones. `Contradiction` if the relation is broken, or would make a count negative."""
        unknown = [(count, times) for count, times in relation.terms if count not in self.values]
        # Two unknown counts are for the solver. One in an inequality is bounded by it, not known.
        if len(unknown) > 1 or (unknown and not relation.equal):
            return False
        rest = sum(times * self.values[count] for count, times in relation.terms if count in self.values)
        if unknown:
            ((count, times),) = unknown
            value = -rest / times
            broken = value < -TOLERANCE
            # Within the tolerance of nought it is nought.
            self.values[count] = max(value, 0.0)
        else:
            broken = abs(rest) > TOLERANCE if relation.equal else rest < -TOLERANCE
        if broken:
            raise Contradiction(tuple(count for count, _ in relation.terms))
        return True
