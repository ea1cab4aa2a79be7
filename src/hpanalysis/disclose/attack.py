"""What anybody can work out of a hidden count: its interval under everything published, by linear programming.

The criterion knows nothing of the truth, so that an auditor may hold it against published files alone: a hidden count
may still be 0 and may still be k or more, or it is surely a count of at least k persons. Sources: Fischetti and
Salazar, Management Science 47 (2001), 1008-1027; Hundepool et al., Statistical Disclosure Control (2012), ch. 4.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy import sparse
from scipy.optimize import linprog

from hpanalysis.disclose.linear_system.system import System, Target, label_connected_parts

NEAR = 1e-6  # of counts of whole persons


@dataclass(frozen=True)
class Solution:
    """The least value of an objective over all tables that agree with what is published.

    point: the table where it is taken, the variables of the part that was searched (`searched`). reduced: what a unit
    of each variable of the system is worth to the attacker, by the dual.
    """

    value: float
    point: np.ndarray
    searched: np.ndarray
    reduced: np.ndarray


def _solve_program(objective: np.ndarray, matrix: sparse.csr_matrix, side: np.ndarray, bounds: np.ndarray):
    """The solution, or None where there is none or it has no end; anything else is an error, never taken for either."""
    for presolve in (True, False):  # presolve may leave open which of the two it is
        found = linprog(
            objective, A_eq=matrix, b_eq=side, bounds=bounds, method="highs-ds", options={"presolve": presolve}
        )
        if found.status == 0:
            return found
        if found.status in (2, 3):
            return None
    raise ArithmeticError(f"linear programme not solved: status {found.status}")


class Attack:
    """An attacker who knows the system's equations and every variable that is not `unknown`."""

    def __init__(self, system: System, hidden: np.ndarray) -> None:
        self.system, self.hidden = system, hidden
        self.unknown = system.unknown(hidden)
        self._place = np.cumsum(self.unknown) - 1
        self._seen: dict[int, list[tuple[np.ndarray, np.ndarray]]] = {}

    @cached_property
    def known_side(self) -> np.ndarray:
        """What the equations demand of the unknown: minus the sum of the known."""
        known = ~self.unknown
        return -(self.system.equations[:, known] @ self.system.values[known])

    @cached_property
    def _parts(self) -> tuple[np.ndarray, np.ndarray]:
        """The part of each unknown variable, and of each equation; parts have no equation in common."""
        columns = self.system.equations[:, self.unknown]
        _, label = label_connected_parts(columns)
        return label[: columns.shape[1]], label[columns.shape[1] :]

    def searched(self, variable: int) -> tuple[np.ndarray, np.ndarray]:
        by_variable, by_equation = self._parts
        part = by_variable[self._place[variable]]
        return np.flatnonzero(self.unknown)[by_variable == part], np.flatnonzero(by_equation == part)

    def least(self, variable: int, sign: int, cap: float | None = None) -> Solution | None:
        """The least of sign times an unknown variable, which with sign -1 may be searched up to `cap` only.

        None if it has no end, or if it lies beyond the cap in every table.
        """
        columns, equations = self.searched(variable)
        objective = np.where(columns == variable, float(sign), 0.0)
        upper = np.where((columns == variable) & (cap is not None), np.inf if cap is None else cap, np.inf)
        matrix = self.system.equations[equations]
        bounds = np.column_stack([self.system.lower[columns], upper])
        found = _solve_program(objective, matrix[:, columns], self.known_side[equations], bounds)
        if found is None:
            return None
        self._seen.setdefault(int(columns[0]), []).append((columns, found.x))
        whole = np.zeros(len(self.system.names))
        whole[variable] = sign
        reduced = whole - matrix.T @ found.eqlin.marginals
        return Solution(found.fun, found.x, columns, reduced)

    def _reached(self, target: Target, k: int) -> tuple[bool, bool]:
        """Whether a table met on the way already has 0 there, and one k or more."""
        columns, _ = self.searched(target.variable)
        place = np.flatnonzero(columns == target.variable)[0]
        values = [point[place] for _, point in self._seen.get(int(columns[0]), ())]
        return any(v <= NEAR for v in values), any(v >= k - NEAR for v in values)

    def misses(self, target: Target, k: int) -> list[tuple[Solution, float]]:
        """What keeps a target from being 0 in one table and k or more in another: the best that was found, and what
        it should have been. Empty if nothing does."""
        if not self.unknown[target.variable]:
            return []
        zero, large = self._reached(target, k)
        found = []
        if not zero and (low := self.least(target.variable, 1)).value > NEAR:
            found.append((low, 0.0))
        high = None if large else self.least(target.variable, -1, cap=k)
        if high is not None and high.value > -k + NEAR:
            found.append((high, -float(k)))
        return found

    def interval(self, variable: int) -> tuple[float, float]:
        """The least and the greatest value of a variable under all that is published; infinite where it has no end."""
        if not self.unknown[variable]:
            return (self.system.values[variable],) * 2
        low, high = self.least(variable, 1), self.least(variable, -1)
        return (-np.inf if low is None else low.value), (np.inf if high is None else -high.value)

    def agrees(self) -> list[int]:
        """The published variables that no table agrees with; empty if one does."""
        slack = self._slack()
        broken = np.flatnonzero(np.abs(slack) > NEAR)
        touched = set(self.system.equations[broken].indices)
        return [variable for variable in sorted(touched) if not self.unknown[variable]]

    def _slack(self) -> np.ndarray:
        """How far each equation must be missed at least, in the table that agrees best."""
        columns = self.system.equations[:, self.unknown]
        count, width = columns.shape
        if count == 0:
            return np.zeros(0)
        matrix = sparse.hstack([columns, sparse.identity(count), -sparse.identity(count)], format="csr")
        lower = np.concatenate([self.system.lower[self.unknown], np.zeros(2 * count)])
        cost = np.concatenate([np.zeros(width), np.ones(2 * count)])
        bounds = np.column_stack([lower, np.full(len(lower), np.inf)])
        found = _solve_program(cost, matrix, self.known_side, bounds)
        return found.x[width : width + count] - found.x[width + count :]


def find_table_below_k(attack: Attack, target: Target, k: int) -> Solution | None:
    """None if a hidden count is surely one of k persons or more; else the table in which it is the least."""
    low = attack.least(target.variable, 1)
    return None if low.value >= k * target.most - NEAR else low


def find_unprotected_targets(system: System, hidden: np.ndarray, k: int) -> list[Target]:
    """The targets that fail the criterion under a pattern."""
    attack, found = Attack(system, hidden), []
    for target in system.asked(hidden):
        known = not attack.unknown[target.variable]
        if (known and target.small) or (attack.misses(target, k) and find_table_below_k(attack, target, k) is not None):
            found.append(target)
    return found
