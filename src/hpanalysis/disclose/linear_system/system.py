"""Rows and their relations -> one linear system: what anybody may reckon with who has read the definitions.

A variable is a numerator (x), a denominator (n) or a complement (c) of an indicator, a window (or a piece of one that
overlapping windows share) and a place. Places are the rows' areas, and two that are never published but follow by
subtraction: what is left of the total when the areas measured are taken away, and what is left of the municipality.
Every relation is an equation; an inequality has a variable of its own that may not be negative.

An example: areas of 3 and 20 and their total of 23 are the equation `area1 + area2 - total = 0`. If only area 1 is
hidden, the equation has one unknown, and 23 - 20 gives it away; so a second figure must be hidden with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import numpy as np
from scipy import sparse

from hpanalysis.errors import Stop

Name = tuple[str, str, str, str]  # kind, indicator or denominator, window or piece of time, place


@dataclass(frozen=True)
class Target:
    """A count that may be small, and so must not be worked out while it is hidden. Made when the system is built; each
    choice of what to hide must protect all of them. variable: its number in the system."""

    variable: int
    most_per_person: int  # the most one person can add to it
    # Groups of rows that publish it, or make it up: it must be protected if all the rows of any group are hidden.
    holders: tuple[tuple[int, ...], ...]
    # It is known here to be small, and follows by subtraction where nothing protects it. No row shows it, so it must be
    # protected whether rows are hidden or not.
    small: bool = False
    k: int | None = None  # the fewest persons of it that may be shown, where that is more than the plan's
    # Whether only that they are few may not be known, and that they are not nought may. So it is with those who did not
    # take part: that there are some tells nothing of anybody, and that they are few tells that nearly all did.
    may_be_some: bool = False

    def find_k(self, k: int) -> int:
        """The fewest persons of it that may be shown. Called wherever it is asked whether it is protected. k: the
        plan's."""
        return k if self.k is None else self.k


@dataclass
class Equations:
    """The system while it is put together, one family of figures after another; `freeze` makes the `System`."""

    names: dict[Name, int] = field(default_factory=dict)  # name -> number of the variable
    signed: list[bool] = field(default_factory=list)  # by variable, whether it may be negative
    # Variable -> the rows that publish it, each with the number it publishes (None where that is not known here).
    published: dict[int, dict[int, float | None]] = field(default_factory=dict)
    equations: list[dict[int, float]] = field(default_factory=list)  # variable -> coefficient; they sum to nought
    targets: list[Target] = field(default_factory=list)

    def __contains__(self, name: Name) -> bool:
        """Whether there is a variable of this name. Asked before an equation or a count to protect names it."""
        return name in self.names

    def add_variable(self, name: Name, signed: bool = False) -> None:
        """Add a variable (a count in a place and time), unless there is one of this name. signed: whether it may be
        negative, as a sum of school marks may. Called for each count before an equation names it."""
        if name not in self.names:
            self.names[name] = len(self.names)
            self.signed.append(signed)

    def add_publisher(self, name: Name, row: int, value: float | None) -> None:
        """Note that a row (figure) publishes the variable `name`. Called for each row's numerator and denominator. row:
        the row's place in the list of all rows. value: the number it publishes, None where that is not known here (it
        is hidden in an earlier publication)."""
        self.published.setdefault(self.names[name], {})[row] = value

    def find_value(self, name: Name) -> float | None:
        """The first number that a row (figure) publishes of the variable; None if none is known here. Called when it is
        worked out what subtraction gives away. name: of a variable that has been added."""
        numbers = self.published.get(self.names[name], {}).values()
        return next((number for number in numbers if number is not None), None)

    def add_sum(self, whole: Name, *parts: Name) -> None:
        """Add the equation that the parts are together the whole. Called for every such sum: of areas, categories,
        pieces of time or months, and of a part and the rest of its whole. KeyError for a name of which no variable has
        been added."""
        terms = {self.names[part]: 1.0 for part in parts}
        self.equations.append(terms | {self.names[whole]: -1.0})

    def add_bounds(self, part: Name, whole: Name, lo: float, hi: float) -> None:
        """Add two equations that hold the part between `lo` times the whole and `hi` times the whole. Called for each
        published month: part is its numerator, whole its denominator. Each equation has a variable of its own for what
        the part is beyond the bound, which may not be negative."""
        for word, sign, times in (("mindst", 1.0, lo), ("højst", -1.0, hi)):
            # Named after its part, so that the same bound is not given a second variable.
            slack = (f"{part[0]} {word}", *part[1:])
            self.add_variable(slack)
            terms = {self.names[part]: sign, self.names[whole]: -sign * times, self.names[slack]: -1.0}
            self.equations.append(terms)

    def list_places(self, unit: str, denominator_id: str) -> list[str]:
        """The places (areas, and what follows by subtraction) that a denominator has in a piece of time, by the
        variables added so far. Called when the relations within each place are written. unit: the piece's name."""
        return [place for kind, key, at, place in self.names if (kind, key, at) == ("n", denominator_id, unit)]

    def sum_pieces(self, window: str, pieces: tuple[str, ...], keys: tuple[str | None, ...]) -> None:
        """Write that a window of several pieces of time has, for each variable (a count in a place), the sum of the
        pieces. Called for each such window when a family's equations are written. keys: the window's indicators and the
        denominator (None for a count). What only some pieces have, as an area not measured in all, gets no sum."""
        # A copy is run through, because the names of the window are added meanwhile.
        for kind, key, unit, place in list(self.names):
            same = [(kind, key, piece, place) for piece in pieces]
            # Each name is met once for each piece; the first piece stands for all of them.
            if unit == pieces[0] and key in keys and all(name in self.names for name in same):
                self.add_variable((kind, key, window, place), self.signed[self.names[same[0]]])
                self.add_sum((kind, key, window, place), *same)

    def _collect_values(self, row_names: list[str]) -> np.ndarray:
        """The published number of each variable, nan where none is known; called once, when the system is finished.
        `Stop` if two rows publish a variable differently. row_names: the rows' ids, in the order of the list."""
        values = np.full(len(self.names), np.nan)
        for variable, by_row in self.published.items():
            numbers = {value for value in by_row.values() if value is not None}
            # Every indicator over a denominator prints it. If two print it differently, one of them is wrong.
            if len(numbers) > 1:
                raise describe_contradiction([row_names[row] for row, value in by_row.items() if value is not None])
            values[variable] = next(iter(numbers), np.nan)
        return values

    def freeze(self, row_names: list[str]) -> System:
        """The finished system; called once, when all equations have been added. row_names: by number of the row
        (figure), its id. `Stop` with these ids if two rows publish a variable with different numbers."""
        rows = [place for place, terms in enumerate(self.equations) for _ in terms]
        columns = [column for terms in self.equations for column in terms]
        numbers = [number for terms in self.equations for number in terms.values()]
        return System(
            names=tuple(self.names),
            publishers=tuple(tuple(self.published.get(variable, ())) for variable in range(len(self.names))),
            values=self._collect_values(row_names),
            # No count is less than nought: the attacker knows that without reading it anywhere.
            lower=np.where(self.signed, -np.inf, 0.0),
            equations=sparse.csr_matrix((numbers, (rows, columns)), shape=(len(self.equations), len(self.names))),
            targets=tuple(self.targets),
        )


def describe_contradiction(cells: list[str]) -> Stop:
    """The `Stop` for figures that cannot all be true, to be raised by the caller. Called before anything is published,
    when two figures give one number differently or equations cannot hold. cells: the figures' ids."""
    return Stop(
        f"Tal, der er udgivet eller skal udgives, modsiger hinanden, og intet er udgivet: {', '.join(sorted(cells))}.",
        expected="tal, der kan være rigtige på samme tid.",
        do="Sammenlign dem med indicators.csv i de tidligere udgivelser, og bed om et rettet udtræk.",
        ask="leverandøren af udtrækket.",
    )


@dataclass(frozen=True, kw_only=True)
class System:
    """Variables, and the equations A v = 0 between them. Rows are numbered as in the list it is built from. Made by
    `Equations.freeze`, and cut into parts; `Attack` and `disclose.complement` solve it."""

    names: tuple[Name, ...]
    publishers: tuple[tuple[int, ...], ...]  # by variable, the rows that publish it; () where it is never published
    values: np.ndarray  # by variable, its true number; nan where it is not known here
    lower: np.ndarray  # by variable, its lower bound: 0, or minus infinity for the sum of marks
    equations: sparse.csr_matrix  # A: a row an equation, a column a variable
    targets: tuple[Target, ...]

    @cached_property
    def rows(self) -> tuple[int, ...]:
        """The rows (figures) that publish any of the system's variables, by their number in the list of all rows, in
        order. Read when a system is split into parts, and for each part when it is chosen which of its rows to hide."""
        return tuple(sorted({row for publishers in self.publishers for row in publishers}))

    def mark_unknown(self, hidden: np.ndarray) -> np.ndarray:
        """By variable, True where no row (figure) publishes it, or only rows that are marked as hidden. Called for each
        choice of hidden rows that is tried, and before, to see whether published figures contradict each other."""
        return np.array([all(hidden[row] for row in publishers) for publishers in self.publishers], dtype=bool)

    def list_targets_to_protect(self, hidden: np.ndarray) -> list[Target]:
        """The counts that may not be worked out, if the rows (figures) marked are hidden: those small by themselves,
        and those of which all rows of a group that publishes them are hidden. Called for each choice of hidden rows
        that is tried or proved, and before, to leave out parts of the system with no such count."""
        return [t for t in self.targets if t.small or any(all(hidden[r] for r in group) for group in t.holders)]

    def _take_part(self, columns: np.ndarray, equations: np.ndarray) -> System:
        """The system of some of the variables and equations only, with the targets (counts to protect) among them.
        Variables get new numbers. Called when the system is split, for each part that can be solved by itself. columns,
        equations: the numbers of the part's variables and equations in this system."""
        # Variables get new numbers within the part, and the targets follow them.
        moved = {int(old): new for new, old in enumerate(columns)}
        return System(
            names=tuple(self.names[c] for c in columns),
            publishers=tuple(self.publishers[c] for c in columns),
            values=self.values[columns],
            lower=self.lower[columns],
            equations=self.equations[equations][:, columns],
            targets=tuple(replace(t, variable=moved[t.variable]) for t in self.targets if t.variable in moved),
        )

    def renumber_rows(self, numbers: Sequence[int]) -> System:
        """The same system with rows (figures) numbered anew: row r becomes numbers[r]. Called for each part that is
        built from some of the rows, to give it back the numbers of the list they were taken from."""

        def renumber(rows: tuple[int, ...]) -> tuple[int, ...]:
            """Return the new numbers of these rows. Called for each variable's publishers and each target's groups."""
            return tuple(int(numbers[row]) for row in rows)

        return replace(
            self,
            publishers=tuple(map(renumber, self.publishers)),
            targets=tuple(replace(t, holders=tuple(map(renumber, t.holders))) for t in self.targets),
        )

    @property
    def _variables_of_rows(self) -> sparse.csr_matrix:
        """A matrix with a line for each row (figure): 1 at the variables that it publishes, else 0. Read when the
        system is split, so that what one row publishes stays in one part."""
        pairs = [(row, variable) for variable, publishers in enumerate(self.publishers) for row in publishers]
        at = ([row for row, _ in pairs], [variable for _, variable in pairs])
        # Up to the highest number, for a part keeps the numbers of the list that it was taken from.
        shape = (max(self.rows, default=-1) + 1, len(self.names))
        return sparse.csr_matrix((np.ones(len(pairs)), at), shape=shape)

    def split_into_components(self) -> Iterator[System]:
        """The parts of the system that neither an equation nor a row (figure) joins, so that each is solved by itself.
        Called whenever a system has been built."""
        # A row is hidden as a whole, so the numerator and denominator that it publishes belong together.
        joined = sparse.vstack([self.equations, self._variables_of_rows], format="csr")
        count, label = label_connected_parts(joined)
        variables, equations = np.split(label, [len(self.names), len(self.names) + self.equations.shape[0]])[:2]
        for part in range(count):
            columns = np.flatnonzero(variables == part)
            # A number of the list that is no row here is a part of its own, with no variables in it.
            if len(columns):
                yield self._take_part(columns, np.flatnonzero(equations == part))


def label_connected_parts(equations: sparse.csr_matrix) -> tuple[int, np.ndarray]:
    """How many parts there are, and the number of the part of each variable and then of each equation.

    Called when a system is split, and again for what an attacker does not know of it. equations: a row an equation, a
    column a variable. A variable and an equation are in one part if the variable is in the equation; without equations
    each variable is a part.
    """
    if equations.shape[0] == 0:
        return equations.shape[1], np.arange(equations.shape[1])
    from scipy.sparse.csgraph import (
        connected_components,
    )  # a fifth of a second, and a run that reuses its tables has none

    blocks: Any = [[None, equations.T], [equations, None]]  # the stubs cannot see the type past the None
    # Variables and equations are the two sides of a graph, and an entry of the matrix is an edge.
    graph: Any = sparse.bmat(blocks, format="csr")
    return connected_components(graph, directed=False)
