"""Rows and their relations -> one linear system: what anybody may reckon with who has read the definitions.

A variable is a numerator (x), a denominator (n) or a complement (c) of an indicator, a window (or a piece of one that
overlapping windows share) and a place. Places are the rows' areas, and two that are never published but follow by
subtraction: what is left of the total when the areas measured are taken away, and what is left of the municipality.
Every relation is an equation; an inequality has a variable of its own that may not be negative.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from hpanalysis.errors import Stop

Name = tuple[str, str, str, str]  # kind, indicator or denominator, window or piece of time, place


@dataclass(frozen=True)
class Target:
    """A count that may be small: hidden from anybody, or surely none.

    most: the most one person can add to it. holders: groups of rows; it is asked for if all of any group are hidden.
    small: it is known here to be small, and to follow by subtraction where it is not protected.
    """

    variable: int
    most: int
    holders: tuple[tuple[int, ...], ...]
    small: bool = False


@dataclass
class Equations:
    """The system as it is put together. values: by variable, every number that a row publishes of it, with the row."""

    names: dict[Name, int] = field(default_factory=dict)
    signed: list[bool] = field(default_factory=list)
    published: dict[int, dict[int, float | None]] = field(default_factory=dict)
    equations: list[dict[int, float]] = field(default_factory=list)
    targets: list[Target] = field(default_factory=list)

    def __contains__(self, name: Name) -> bool:
        return name in self.names

    def variable(self, name: Name, signed: bool = False) -> None:
        if name not in self.names:
            self.names[name] = len(self.names)
            self.signed.append(signed)

    def own(self, name: Name, row: int, value: float | None) -> None:
        """The row publishes the variable, with a value if it is known here."""
        self.published.setdefault(self.names[name], {})[row] = value

    def value(self, name: Name) -> float | None:
        known = [value for value in self.published.get(self.names[name], {}).values() if value is not None]
        return known[0] if known else None

    def equal(self, whole: Name, *parts: Name) -> None:
        """The parts are together the whole."""
        terms = {self.names[part]: 1.0 for part in parts}
        self.equations.append(terms | {self.names[whole]: -1.0})

    def between(self, part: Name, whole: Name, lo: float, hi: float) -> None:
        """The part is lo times the whole at least, and hi times at most."""
        for word, sign, times in (("mindst", 1.0, lo), ("højst", -1.0, hi)):
            rest = (f"{part[0]} {word}", *part[1:])
            self.variable(rest)
            terms = {self.names[part]: sign, self.names[whole]: -sign * times, self.names[rest]: -1.0}
            self.equations.append(terms)

    def places(self, unit: str, denominator_id: str | None) -> list[str]:
        """The places that a denominator has in a piece of time."""
        return [place for kind, key, at, place in self.names if (kind, key, at) == ("n", denominator_id, unit)]

    def sum_pieces(self, window: str, pieces: tuple[str, ...], keys: tuple[str | None, ...]) -> None:
        """Every variable of the keys that all the pieces have is, for the window, their sum."""
        for kind, key, unit, place in list(self.names):
            same = [(kind, key, piece, place) for piece in pieces]
            if unit == pieces[0] and key in keys and all(name in self.names for name in same):
                self.variable((kind, key, window, place), self.signed[self.names[same[0]]])
                self.equal((kind, key, window, place), *same)

    def _values(self, row_names: list[str]) -> np.ndarray:
        values = np.full(len(self.names), np.nan)
        for variable, told in self.published.items():
            numbers = {value for value in told.values() if value is not None}
            if len(numbers) > 1:
                raise describe_contradiction([row_names[row] for row, value in told.items() if value is not None])
            values[variable] = next(iter(numbers), np.nan)
        return values

    def frozen(self, row_names: list[str]) -> System:
        """The system; `Stop` if two rows publish a variable with different numbers."""
        rows = [place for place, terms in enumerate(self.equations) for _ in terms]
        columns = [column for terms in self.equations for column in terms]
        numbers = [number for terms in self.equations for number in terms.values()]
        return System(
            tuple(self.names),
            tuple(tuple(self.published.get(variable, ())) for variable in range(len(self.names))),
            self._values(row_names),
            np.where(self.signed, -np.inf, 0.0),
            sparse.csr_matrix((numbers, (rows, columns)), shape=(len(self.equations), len(self.names))),
            tuple(self.targets),
        )


def describe_contradiction(cells: list[str]) -> Stop:
    """Figures that cannot all be true."""
    return Stop(
        f"Tal, der er udgivet eller skal udgives, modsiger hinanden, og intet er udgivet: {', '.join(sorted(cells))}.",
        expected="tal, der kan være rigtige på samme tid.",
        do="Sammenlign dem med indicators.csv i de tidligere udgivelser, og bed om et rettet udtræk.",
        ask="analytikeren.",
    )


@dataclass(frozen=True)
class System:
    """names of the variables, the rows that publish each (none: never published), their values (nan: not known here),
    their lower bounds, and the equations A v = 0. Rows are numbered as in the list they were built from.
    """

    names: tuple[Name, ...]
    owners: tuple[tuple[int, ...], ...]
    values: np.ndarray
    lower: np.ndarray
    equations: sparse.csr_matrix
    targets: tuple[Target, ...]

    @cached_property
    def rows(self) -> tuple[int, ...]:
        """The rows that publish any of its variables, in order."""
        return tuple(sorted({row for owners in self.owners for row in owners}))

    def unknown(self, hidden: np.ndarray) -> np.ndarray:
        """Which variables nobody publishes, if the rows marked are hidden: all that would publish it are."""
        return np.array([all(hidden[row] for row in owners) for owners in self.owners], dtype=bool)

    def asked(self, hidden: np.ndarray) -> list[Target]:
        """The targets that must be protected, if the rows marked are hidden."""
        return [t for t in self.targets if t.small or any(all(hidden[r] for r in group) for group in t.holders)]

    def _part(self, columns: np.ndarray, equations: np.ndarray) -> System:
        moved = {int(old): new for new, old in enumerate(columns)}
        return System(
            tuple(self.names[c] for c in columns),
            tuple(self.owners[c] for c in columns),
            self.values[columns],
            self.lower[columns],
            self.equations[equations][:, columns],
            tuple(Target(moved[t.variable], t.most, t.holders, t.small) for t in self.targets if t.variable in moved),
        )

    def renumbered(self, numbers: Sequence[int]) -> System:
        """The same system with rows numbered anew: row r is numbers[r]."""
        return replace(
            self,
            owners=tuple(tuple(int(numbers[row]) for row in owners) for owners in self.owners),
            targets=tuple(
                replace(t, holders=tuple(tuple(int(numbers[r]) for r in group) for group in t.holders))
                for t in self.targets
            ),
        )

    @property
    def _by_rows(self) -> sparse.csr_matrix:
        """A row of figures each: 1 for the variables that it publishes."""
        pairs = [(row, variable) for variable, owners in enumerate(self.owners) for row in owners]
        at = tuple(zip(*pairs, strict=True)) if pairs else ((), ())
        shape = (max(self.rows, default=-1) + 1, len(self.names))
        return sparse.csr_matrix((np.ones(len(pairs)), at), shape=shape)

    def components(self) -> Iterator[System]:
        """The parts of the system that neither an equation nor a row joins."""
        count, label = label_connected_parts(sparse.vstack([self.equations, self._by_rows], format="csr"))
        variables, equations = np.split(label, [len(self.names), len(self.names) + self.equations.shape[0]])[:2]
        for part in range(count):
            columns = np.flatnonzero(variables == part)
            if len(columns):
                yield self._part(columns, np.flatnonzero(equations == part))


def label_connected_parts(equations: sparse.csr_matrix) -> tuple[int, np.ndarray]:
    """How many parts, and the part of each variable and then of each equation."""
    joined = sparse.bmat([[None, equations.T], [equations, None]], format="csr")
    if equations.shape[0] == 0:
        return equations.shape[1], np.arange(equations.shape[1])
    return connected_components(joined, directed=False)
