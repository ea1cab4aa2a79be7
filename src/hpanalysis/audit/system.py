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


@dataclass(frozen=True)
class System:
    """Unknown counts tied by relations: equal @ counts == equal_to, less @ counts <= less_than, 0 <= counts <= cap."""

    counts: tuple[Count, ...]
    equal: sp.csr_matrix
    equal_to: np.ndarray
    less: sp.csr_matrix
    less_than: np.ndarray
    cap: float

    @property
    def place(self) -> dict[Count, int]:
        return {count: place for place, count in enumerate(self.counts)}


def _group_connected_counts(relations: list[Relation], known: Known) -> list[tuple[list[Count], list[Relation]]]:
    """The unknown counts that hang together by relations, with those relations, in the order they come."""
    leader: dict[Count, Count] = {}

    def lead(count: Count) -> Count:
        while leader.setdefault(count, count) != count:
            leader[count] = leader[leader[count]]
            count = leader[count]
        return count

    unknown = [[count for count, _ in relation.terms if count not in known.found] for relation in relations]
    for first, *others in unknown:
        for other in others:
            leader[lead(other)] = lead(first)
        lead(first)
    members: dict[Count, list[Count]] = {}
    for count in leader:
        members.setdefault(lead(count), []).append(count)
    own: dict[Count, list[Relation]] = {}
    for relation, counts in zip(relations, unknown, strict=True):
        own.setdefault(lead(counts[0]), []).append(relation)
    return [(counts, own.get(first, [])) for first, counts in members.items()]


def _build_matrix(relations: list[Relation], place: dict[Count, int], known: Known) -> tuple[sp.csr_matrix, np.ndarray]:
    """The relations' unknown part as rows, and what it must come to."""
    entries, to = [], np.zeros(len(relations))
    for row, relation in enumerate(relations):
        for count, times in relation.terms:
            if count in place:
                entries.append((row, place[count], times))
            else:
                to[row] -= times * known.found[count]
    rows, columns, values = zip(*entries, strict=True) if entries else ((), (), ())
    return sp.csr_matrix((values, (rows, columns)), shape=(len(relations), len(place))), to


def build_systems(known: Known) -> list[System]:
    """The systems of a family's unknown counts; none where everything is known."""
    cap = _BEYOND * max(known.told.values(), default=0.0) + _AT_LEAST
    found = []
    for counts, relations in _group_connected_counts(known.relations, known):
        place = {count: index for index, count in enumerate(counts)}
        equal, equal_to = _build_matrix([one for one in relations if one.equal], place, known)
        more, more_than = _build_matrix([one for one in relations if not one.equal], place, known)
        found.append(System(tuple(counts), equal, equal_to, -more, -more_than, cap))
    return found
