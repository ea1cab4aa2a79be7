"""Finds the streets of the plan that a name is one or two edits from: a likely slip, which a person must judge."""

from __future__ import annotations

from collections.abc import Iterable

MOST_EDITS = 2


def _delete_letters(text: str) -> set[str]:
    """The text, and every text that it becomes with one or two letters left out; texts within two edits of each other
    have one of these in common. Called on each of the plan's streets and on each unknown street."""
    shortened = {text}
    for _ in range(MOST_EDITS):
        shortened |= {short[:place] + short[place + 1 :] for short in shortened for place in range(len(short))}
    return shortened


def count_edits(text: str, other: str) -> int:
    """The fewest letters to insert, delete or change to make one text the other (the Levenshtein distance). Called by
    `NearestNames.find` for each street of the plan that may be near to an unknown one."""
    above = list(range(len(other) + 1))
    for row, letter in enumerate(text, start=1):
        current = [row]
        for column, other_letter in enumerate(other, start=1):
            changed = above[column - 1] + (letter != other_letter)
            current.append(min(above[column] + 1, current[-1] + 1, changed))
        above = current
    return above[-1]


class NearestNames:
    """Looks up which of the plan's street names, as folded, an unknown name is nearest to. Made once by each
    `AreaByAddress`. The names are indexed by their `_delete_letters`, because an extract has thousands of streets, and
    counting the edits to every name of the plan for each would be slow."""

    def __init__(self, names: Iterable[str]) -> None:
        """Index the names; called when an `AreaByAddress` is made. names: the plan's streets and their other spellings,
        as folded by `spelling.fold_street`."""
        self._names_by_shortened: dict[str, set[str]] = {}
        for name in names:
            for shortened in _delete_letters(name):
                self._names_by_shortened.setdefault(shortened, set()).add(name)

    def find(self, name: str) -> list[str]:
        """The names that are fewest edits away from `name`, in alphabetical order; none where `name` is itself one of
        the names, or no name is within two edits. Called for each street that the plan knows neither in an area nor
        elsewhere, of a delivery or of an address given to `hpanalysis locate`."""
        candidates = set().union(*(self._names_by_shortened.get(short, ()) for short in _delete_letters(name)))
        edits = {candidate: count_edits(name, candidate) for candidate in candidates}
        fewest = min(edits.values(), default=0)
        return sorted(c for c in candidates if edits[c] == fewest) if 0 < fewest <= MOST_EDITS else []
