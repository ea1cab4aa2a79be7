"""What is left unknown of a family, as systems that have nothing to do with each other."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp

from hpanalysis.published.known import Known
from hpanalysis.published.relations import Count, Relation

# Where nothing published bounds a count, it is let run to many times the largest published: that reads as no bound.
_BEYOND = 10.0
_AT_LEAST = 1000.0


@dataclass(frozen=True, kw_only=True)
class System:
    """Unknown counts tied by relations: equal @ counts == equal_to, less @ counts <= less_than, 0 <= counts <= cap.
    Made by `build_systems` for each group of counts of a family that hang together; `intervals` solves it."""

    counts: tuple[Count, ...]  # the columns of both matrices
    equal: sp.csr_matrix  # a row an equation
    equal_to: np.ndarray
    less: sp.csr_matrix  # a row an inequality
    less_than: np.ndarray
    cap: float  # stands for "no bound"

    @property
    def place(self) -> dict[Count, int]:
        """Unknown count -> the number of its column in both matrices, from 0; made anew each time it is read. Read once
        for each question by `compute_intervals`, which finds the least and the most of a sum of counts."""
        return {count: place for place, count in enumerate(self.counts)}


def _group_connected_counts(relations: list[Relation], known: Known) -> list[tuple[list[Count], list[Relation]]]:
    """The unknown counts in groups that relations tie together, each with its relations. Called by `build_systems`, for
    each group is solved by itself. known: what is shown or follows; a count that is known ties nothing."""
    # Each count points to another of its group, and the leader to itself, so that two groups are joined in one step.
    leader: dict[Count, Count] = {}

    def find_leader(count: Count) -> Count:
        """The count that stands for a count's group; a count that was not met before is a group of its own. Called for
        the counts of every relation, when the groups that it ties are joined."""
        while leader.setdefault(count, count) != count:
            leader[count] = leader[leader[count]]  # half the way each time, so that long chains grow short
            count = leader[count]
        return count

    # Two counts in one relation are tied; a count that is known ties nothing.
    unknown = [[count for count, _ in relation.terms if count not in known.values] for relation in relations]
    for first, *others in unknown:
        for other in others:
            leader[find_leader(other)] = find_leader(first)
        find_leader(first)
    members: dict[Count, list[Count]] = {}
    for count in leader:
        members.setdefault(find_leader(count), []).append(count)
    relations_of: dict[Count, list[Relation]] = {}
    for relation, counts in zip(relations, unknown, strict=True):
        relations_of.setdefault(find_leader(counts[0]), []).append(relation)
    return [(counts, relations_of.get(first, [])) for first, counts in members.items()]


def _build_matrix(relations: list[Relation], place: dict[Count, int], known: Known) -> tuple[sp.csr_matrix, np.ndarray]:
    """The relations (sums of counts with coefficients) as matrix rows over a system's unknown counts, and what each row
    must come to, or reach: minus its relation's known counts. Called by `build_systems` twice for each system, for
    equations and for inequalities. place: count -> column."""
    # A known count is a number, so it goes over to the other side of its relation.
    entries, must_be = [], np.zeros(len(relations))
    for row, relation in enumerate(relations):
        for count, times in relation.terms:
            if count in place:
                entries.append((row, place[count], times))
            else:
                must_be[row] -= times * known.values[count]
    rows, columns, values = zip(*entries, strict=True) if entries else ((), (), ())
    return sp.csr_matrix((values, (rows, columns)), shape=(len(relations), len(place))), must_be


def build_systems(known: Known) -> list[System]:
    """The equations and inequalities of a family's unknown counts, as systems that share no count; none where all are
    known. Called when the audit asks how large the hidden counts of a family (figures over one denominator) may be.
    known: the counts that are shown or follow from those, and the relations that still have an unknown count."""
    # The solver wants an upper end. One far above everything published is told from a real bound afterwards.
    cap = _BEYOND * max(known.shown.values(), default=0.0) + _AT_LEAST
    systems = []
    for counts, relations in _group_connected_counts(known.relations, known):
        place = {count: index for index, count in enumerate(counts)}
        equal, equal_to = _build_matrix([relation for relation in relations if relation.equal], place, known)
        more, more_than = _build_matrix([relation for relation in relations if not relation.equal], place, known)
        # A relation says "at least"; the solver takes "at most", so the signs turn.
        systems.append(
            System(counts=tuple(counts), equal=equal, equal_to=equal_to, less=-more, less_than=-more_than, cap=cap)
        )
    return systems
