"""What anybody can work out of a hidden count: its interval under everything published, by linear programming.

An attack asks how low and how high a hidden count can be in any table that agrees with all that is shown. Areas a and
b are hidden, their total is 23 and each is a part of it: then a is anything from 0 to 23. If b can be no more than 20,
for another published figure says so, a is at least 3, and the attacker knows that it is not 0.

The criterion asks nothing of the truth, so that an auditor may hold it against published files alone: a hidden count
may still be 0 and may still be k or more, or it is surely a count of at least k persons. If it asked whether the true
number is well inside the interval, that a cell passed would itself say something of the number. Sources: Fischetti and
Salazar, Management Science 47 (2001), 1008-1027; Hundepool et al., Statistical Disclosure Control (2012), ch. 4.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import scipy  # scipy.optimize is imported at its first use: it takes a quarter of a second
from scipy import sparse

from hpanalysis.disclose.linear_system.system import System, Target, label_connected_parts

NEAR = 1e-6  # counts are whole persons, so a difference this small is the solver's


@dataclass(frozen=True)
class Optimum:
    """One answer of the solver: the least value, the table where it is taken, and the dual of each equation."""

    value: float
    point: np.ndarray
    duals: np.ndarray


@dataclass(frozen=True)
class Solution:
    """The least value of a variable (or of its negative) over all tables that agree with what is published. Made by
    `Attack.minimise`; `disclose.complement` makes its cuts from it."""

    value: float
    point: np.ndarray  # the table where it is taken: a number for each variable that was searched
    searched: np.ndarray  # the variables of the part that was searched, by their number in the system
    reduced: np.ndarray  # by variable of the system, what a unit of it is worth to the attacker, by the dual


def _solve_program(
    objective: np.ndarray, matrix: sparse.csr_matrix, side: np.ndarray, bounds: np.ndarray
) -> Optimum | None:
    """Solve one linear programme: the least of `objective` times v, where `matrix` times v is `side`.

    Called for each question about a hidden count that no table (numbers for all hidden counts) found earlier answers,
    and to find published figures that contradict each other. bounds: a row for each variable, its least and its
    greatest value. None where no v meets the equations, or where the objective sinks without end. Any other answer of
    the solver raises `ArithmeticError`, and is never taken for one of the two.
    """
    # The stubs know a dense matrix and bounds in a list; HiGHS takes a sparse one, and an array.
    equations: Any = matrix
    ends: Any = bounds
    # Two tries, for a pattern must not rest on an answer that the solver left open.
    for presolve in (True, False):  # presolve may leave open which of the two it is
        solved = scipy.optimize.linprog(
            objective, A_eq=equations, b_eq=side, bounds=ends, method="highs-ds", options={"presolve": presolve}
        )
        if solved.status == 0:
            assert solved.fun is not None and solved.x is not None  # status 0: a table was found
            return Optimum(solved.fun, solved.x, solved.eqlin.marginals)
        if solved.status in (2, 3):
            return None
    raise ArithmeticError(f"linear programme not solved: status {solved.status}")


class Attack:
    """An attacker who knows the system's equations and every variable that is not `unknown`. Made for each part of the
    system and each choice of what to hide; it answers how low and how high each hidden count may be."""

    def __init__(self, system: System, hidden: np.ndarray) -> None:
        """Note which variables (counts) an attacker does not know. Called for each choice of hidden figures that is
        tried, to see what can be worked out, and before, to see whether published figures contradict each other.
        hidden: by row (a figure), True where it is hidden."""
        self.system, self.hidden = system, hidden
        self.unknown = system.mark_unknown(hidden)
        # Variables are numbered over the whole system, the solver's over the unknown alone; this leads from one to the
        # other.
        self._number_among_unknown = np.cumsum(self.unknown) - 1
        # First variable of a part -> the tables of it that were met, each with its variables.
        # A table found for one target often answers for others of its part (their count is 0 in it, or is k). Reading
        # it costs nothing, and solving costs a run of the solver.
        self._tables: dict[int, list[tuple[np.ndarray, np.ndarray]]] = {}

    @cached_property
    def right_side(self) -> np.ndarray:
        """By equation of the system, what its unknown variables must come to: minus its known ones, each times its
        coefficient. Computed once for a choice of hidden figures, and read for each linear programme about it."""
        known = ~self.unknown
        return -(self.system.equations[:, known] @ self.system.values[known])

    @cached_property
    def _parts(self) -> tuple[np.ndarray, np.ndarray]:
        """The number of the part that each unknown variable (in the order of the unknown ones) is in, and each
        equation; parts have no equation in common, so each can be solved alone. Computed once for an attack, which
        tries to work out hidden counts, when the part of a variable is first asked for."""
        columns = self.system.equations[:, self.unknown]
        # With the known figures filled in, most of the system falls apart into pieces of a few variables. Solving only
        # the piece that a question is about is what makes a whole municipality's figures quick.
        _, label = label_connected_parts(columns)
        return label[: columns.shape[1]], label[columns.shape[1] :]

    def find_part(self, variable: int) -> tuple[np.ndarray, np.ndarray]:
        """The unknown variables and the equations that have to do with one unknown variable; no others need solving.
        Called wherever something is solved or looked up about one hidden count. variable: its number in the system.
        Both arrays hold numbers of the system (columns and rows of its matrix)."""
        by_variable, by_equation = self._parts
        part = by_variable[self._number_among_unknown[variable]]
        return np.flatnonzero(self.unknown)[by_variable == part], np.flatnonzero(by_equation == part)

    def minimise(self, variable: int, sign: int, cap: float | None = None) -> Solution | None:
        """The least of `sign` times a hidden count (variable) over all tables that agree with what is published.

        Called to see whether a count may be 0 (sign 1, which searches the least value), and whether it may be k or more
        (sign -1, which searches the greatest). variable: the count's number in the system. cap: the number up to which
        the variable is searched, given with sign -1 because k is enough to know; None for no limit. None if the value
        has no end, or if the variable is beyond the cap in every table. The table found is kept, for it may answer the
        next question.
        """
        # Only the sign and the cap differ from one attack to the next; the equations are the same.
        columns, equations = self.find_part(variable)
        objective = np.where(columns == variable, float(sign), 0.0)
        # With a cap the search for the greatest value stops at k: whether a count may be 5 or 5,000 is the same to the
        # criterion.
        upper = np.where((columns == variable) & (cap is not None), np.inf if cap is None else cap, np.inf)
        matrix = self.system.equations[equations]
        bounds = np.column_stack([self.system.lower[columns], upper])
        optimum = _solve_program(objective, matrix[:, columns], self.right_side[equations], bounds)
        if optimum is None:
            return None
        self._tables.setdefault(int(columns[0]), []).append((columns, optimum.point))
        objective_of_system = np.zeros(len(self.system.names))
        objective_of_system[variable] = sign
        # The dual of an equation says what the least value would gain if the equation's right side moved by one. So a
        # published variable's reduced cost says what hiding it would be worth: it is then free to move.
        reduced = objective_of_system - matrix.T @ optimum.duals
        return Solution(optimum.value, optimum.point, columns, reduced)

    def minimise_count(self, variable: int) -> Solution:
        """The least that a hidden count can be, with the table in which it is that. Called where it is asked whether a
        count may be 0, or under k persons. variable: its number in the system; it must be one that cannot be
        negative."""
        solution = self.minimise(variable, 1)
        assert solution is not None  # a count is never under 0, so it has a least value
        return solution

    def _has_reached(self, target: Target, k: int) -> tuple[bool, bool]:
        """Whether some table computed so far (numbers that agree with all that is published) has 0 for the target's
        count (first), and some table k or more (second). Called for each count to protect before anything is solved,
        because what a table has shown need not be solved again. k: the fewest persons that may be shown."""
        columns, _ = self.find_part(target.variable)
        place = np.flatnonzero(columns == target.variable)[0]
        values = [point[place] for _, point in self._tables.get(int(columns[0]), ())]
        return any(v <= NEAR for v in values), any(v >= target.find_k(k) - NEAR for v in values)

    def find_misses(self, target: Target, k: int) -> list[tuple[Solution, float]]:
        """What keeps a count from being 0 in one table and k or more in another, a table being numbers that agree with
        all that is shown; empty if nothing does, or if the count is known.

        Called for each count to protect, in each choice of hidden figures tried. k: the plan's, the fewest persons that
        may be shown. Each miss is the nearest table found, and the value that it should have had: 0, or -k where the
        negative is searched. Of a count that may be known not to be nought only the second is asked.
        """
        if not self.unknown[target.variable]:
            return []
        # The two halves of the criterion are asked one by one, and only what no table met so far has answered.
        zero, large = self._has_reached(target, k)
        misses = []
        if not zero and not target.may_be_some and (low := self.minimise_count(target.variable)).value > NEAR:
            misses.append((low, 0.0))
        enough = target.find_k(k)
        high = None if large else self.minimise(target.variable, -1, cap=enough)
        if high is not None and high.value > -enough + NEAR:
            misses.append((high, -float(enough)))
        return misses

    def compute_interval(self, variable: int) -> tuple[float, float]:
        """The least and the greatest value of a variable under all that is published; infinite where it has no end.
        Called by tests only; a run asks `find_misses`, which is quicker."""
        if not self.unknown[variable]:
            return (self.system.values[variable],) * 2
        low, high = self.minimise(variable, 1), self.minimise(variable, -1)
        return (-np.inf if low is None else low.value), (np.inf if high is None else -high.value)

    def find_contradicted(self) -> list[int]:
        """The published variables, by number, of the equations that cannot hold (any may be the wrong one); empty if
        some set of counts agrees with all that is published. Called for each part of the system, before it is chosen
        what to hide in it."""
        # Named are all the published figures of an equation that must be missed: any one of them may be the wrong one.
        broken = np.flatnonzero(np.abs(self._measure_slack()) > NEAR)
        touched = set(self.system.equations[broken].indices)
        return [int(variable) for variable in sorted(touched) if not self.unknown[variable]]

    def _measure_slack(self) -> np.ndarray:
        """By equation, by how much it is missed in the table (a number for each unknown count) that agrees best, 0
        where it holds. Called to find published figures that contradict each other. Each equation gets two variables
        more, for what it is over and under; their sum is made the least, and the result is their difference."""
        columns = self.system.equations[:, self.unknown]
        count, width = columns.shape
        # Without an equation nothing can contradict anything.
        if count == 0:
            return np.zeros(0)
        matrix = sparse.hstack([columns, sparse.identity(count), -sparse.identity(count)], format="csr")
        lower = np.concatenate([self.system.lower[self.unknown], np.zeros(2 * count)])
        cost = np.concatenate([np.zeros(width), np.ones(2 * count)])
        bounds = np.column_stack([lower, np.full(len(lower), np.inf)])
        optimum = _solve_program(cost, matrix, self.right_side, bounds)
        assert optimum is not None  # with what is over and under, some table always agrees
        return optimum.point[width : width + count] - optimum.point[width + count :]


def find_table_below_k(attack: Attack, target: Target, k: int) -> Solution | None:
    """The table in which a hidden count is the least, if under k persons may be behind it; None if it is surely large.
    Called for a hidden count that cannot be 0 or cannot be k, before it counts as unprotected: a surely large one needs
    no hiding. target: the count. k: the plan's, the fewest persons that may be shown."""
    low = attack.minimise_count(target.variable)
    return None if low.value >= target.find_k(k) * target.most_per_person - NEAR else low


def find_unprotected_targets(system: System, hidden: np.ndarray, k: int) -> list[Target]:
    """The counts that a choice of hidden figures leaves unprotected: small and known, or neither open nor surely large.

    Called where no choice protects all counts of a part of the system, to name the cells in the message to the analyst.
    hidden: by row (a figure), True where it is hidden. A hidden count is open if it may be 0 and may be k or more; it
    is surely large if at least k persons are behind it. k: the plan's, the fewest persons that may be shown.
    """
    attack = Attack(system, hidden)
    failing = []
    for target in system.list_targets_to_protect(hidden):
        # A remainder that no row shows is known by one subtraction where no row it is made of is hidden.
        given_away = target.small and not attack.unknown[target.variable]
        misses = attack.find_misses(target, k)
        if given_away or (misses and find_table_below_k(attack, target, k) is not None):
            failing.append(target)
    return failing
