"""Streets of the plan that a name is one or two edits from: a likely slip, for a person to judge."""

from __future__ import annotations

from collections.abc import Iterable

MOST_EDITS = 2


def _delete_letters(text: str) -> set[str]:
    """The text with up to `MOST_EDITS` letters left out: two texts so near have one of these in common."""
    shorter = {text}
    for _ in range(MOST_EDITS):
        shorter |= {each[:place] + each[place + 1 :] for each in shorter for place in range(len(each))}
    return shorter


def count_edits(one: str, other: str) -> int:
    """The letters to put in, take out or change to make one text the other."""
    above = list(range(len(other) + 1))
    for row, letter in enumerate(one, start=1):
        here = [row]
        for column, against in enumerate(other, start=1):
            here.append(min(above[column] + 1, here[-1] + 1, above[column - 1] + (letter != against)))
        above = here
    return above[-1]


class NearestNames:
    """The nearest of some names, all folded. Found by letters left out, for an extract has thousands of streets."""

    def __init__(self, names: Iterable[str]) -> None:
        self._by_rest: dict[str, set[str]] = {}
        for name in names:
            for rest in _delete_letters(name):
                self._by_rest.setdefault(rest, set()).add(name)

    def to(self, name: str) -> list[str]:
        """The names fewest edits away, by the alphabet; none if the name is one of them, or none is within `MOST_EDITS`."""
        likely = set().union(*(self._by_rest.get(rest, ()) for rest in _delete_letters(name)))
        edits = {each: count_edits(name, each) for each in likely}
        fewest = min(edits.values(), default=0)
        return sorted(each for each in likely if edits[each] == fewest) if 0 < fewest <= MOST_EDITS else []
