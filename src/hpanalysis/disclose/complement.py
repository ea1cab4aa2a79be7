"""Which further rows to hide: the pattern of least loss that keeps every hidden count from being worked out.

Benders' decomposition. The master (`scipy.optimize.milp`, HiGHS) chooses rows; an attack on its choice finds the counts
that fail; the dual of each failed attack says which rows would have to be hidden, and joins the master as a capacity
cut. With no attack left the choice is optimal, for the master is a relaxation. Source: Fischetti and Salazar,
Management Science 47 (2001), 1008-1027.

A count may also pass because it is surely large. That is not kept by hiding more, so it is a choice of its own: a count
that fails under a pattern must be brought to 0 and to k, or one of the rows that let it sink so low must be shown.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

from hpanalysis.disclose.attack import NEAR, Attack, Solution, find_table_below_k
from hpanalysis.disclose.linear_system.system import System, Target

_TINY = 1e-9


@dataclass
class Master:
    """The choice of rows. costs: of hiding each row of the system; hidden: 1, 0 or nan where that is to be chosen.

    Its variables: a row each (1: hidden), a group of rows each (1: all hidden), and a target each that has ever failed
    (1: it is brought to 0 and to k).
    """

    costs: np.ndarray
    hidden: np.ndarray
    columns: dict[object, int] = field(default_factory=dict)
    cuts: list[tuple[dict[int, float], float]] = field(default_factory=list)

    def _column(self, name: object) -> int:
        return self.columns.setdefault(name, len(self.columns))

    def all_of(self, rows: tuple[int, ...]) -> int:
        """The column that is 1 only if all the rows are hidden."""
        if len(rows) == 1:
            return self._column(rows[0])
        if rows not in self.columns:
            group = self._column(rows)
            for row in rows:
                self.cuts.append(({self._column(row): 1.0, group: -1.0}, 0.0))
        return self.columns[rows]

    def must(self, target: Target) -> int:
        return self._column(("must", target.variable))

    def at_least(self, terms: dict[int, float], number: float) -> None:
        self.cuts.append((terms, number))

    def _bounds(self) -> Bounds:
        lower, upper = np.zeros(len(self.columns)), np.ones(len(self.columns))
        for name, column in self.columns.items():
            if isinstance(name, int) and not np.isnan(self.hidden[name]):
                lower[column] = upper[column] = self.hidden[name]
        return Bounds(lower, upper)

    def choose(self) -> np.ndarray | None:
        """The rows to hide at least cost, or None if the cuts leave no choice."""
        chosen = np.nan_to_num(self.hidden).astype(bool)
        if not self.cuts:
            return chosen
        names = list(self.columns)
        is_row = np.array([isinstance(name, int) for name in names])
        cost = np.array([self.costs[name] if isinstance(name, int) else 0.0 for name in names])
        places = [(n, column, number) for n, (terms, _) in enumerate(self.cuts) for column, number in terms.items()]
        rows, columns, numbers = zip(*places, strict=True)
        matrix = sparse.csr_matrix((numbers, (rows, columns)), shape=(len(self.cuts), len(names)))
        found = milp(
            cost,
            constraints=LinearConstraint(matrix, np.array([number for _, number in self.cuts]), np.inf),
            bounds=self._bounds(),
            integrality=is_row.astype(int),
            options={"mip_rel_gap": 0.0},
        )
        if found.status not in (0, 2):
            raise ArithmeticError(f"pattern not found: status {found.status}")
        if found.x is None:
            return None
        for name, value in zip(names, found.x, strict=True):
            if isinstance(name, int):
                chosen[name] = value > 0.5
        return chosen


def _add_capacity_cut(master: Master, system: System, solution: Solution, goal: float, must: int) -> None:
    """The rows that must be hidden for the attack to reach its goal: a capacity cut, its numbers no larger than needed.

    A published variable is worth its dual for every unit it may move: down to its bound, and up without end.
    """
    published = [v for v in range(len(system.names)) if system.owners[v] and abs(solution.reduced[v]) > _TINY]
    fixed = {v for v in published if all(master.hidden[row] == 1 for row in system.owners[v])}
    free = [v for v in published if v not in fixed]
    missing = float(sum(solution.reduced[v] * system.values[v] for v in free)) - goal
    terms: dict[int, float] = {}
    for v in free:
        down = solution.reduced[v] * (system.values[v] - system.lower[v]) if solution.reduced[v] > 0 else np.inf
        column = master.all_of(system.owners[v])
        terms[column] = min(missing, terms.get(column, 0.0) + down)
    scaled = {column: number / missing for column, number in terms.items() if number > _TINY}
    master.at_least(scaled | {must: -1.0}, 0.0)


def _list_rows_letting_it_sink(system: System, attack: Attack, solution: Solution, target: Target) -> set[int]:
    """The rows that would have to be shown, one of them at least, for the count not to sink so low, or not to be asked
    for."""
    moved = [
        v
        for v, value in zip(solution.searched, solution.point, strict=True)
        if system.owners[v] and not abs(value - system.values[v]) <= NEAR
    ]
    asking = next((group for group in target.holders if all(attack.hidden[row] for row in group)), ())
    return {row for v in moved for row in system.owners[v]} | set(asking)


def _add_cuts_if_failing(master: Master, system: System, attack: Attack, target: Target, k: int) -> bool:
    """Whether a target fails under the choice; if so the master learns why."""
    must = master.must(target)
    if not attack.unknown[target.variable]:
        if not target.small:
            return False
        master.at_least({master.all_of(group): 1.0 for group in target.holders}, 1.0)
        return True
    misses = attack.misses(target, k)
    if not misses:
        return False
    low = None if target.small else find_table_below_k(attack, target, k)
    if not target.small and low is None:
        return False
    rows = set() if target.small else _list_rows_letting_it_sink(system, attack, low, target)
    terms = {master._column(row): -1.0 for row in rows if np.isnan(master.hidden[row])}
    master.at_least(terms | {must: 1.0}, 1.0 - len(terms))
    for solution, goal in misses:
        _add_capacity_cut(master, system, solution, goal, must)
    return True


def choose_rows_of_least_loss(system: System, hidden: np.ndarray, costs: np.ndarray, k: int) -> np.ndarray | None:
    """The rows to hide (True), of least cost among all that meet the criterion; None if none do.

    hidden: by row, 1 or 0 where it is settled, nan where it is to be chosen. Ties are broken by the costs alone.
    """
    master = Master(costs, hidden)
    while True:
        chosen = master.choose()
        if chosen is None:
            return None
        attack = Attack(system, chosen)
        failed = [target for target in system.asked(chosen) if _add_cuts_if_failing(master, system, attack, target, k)]
        if not failed:
            return chosen
