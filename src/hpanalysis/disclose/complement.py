"""Which further rows to hide: the pattern of least loss that keeps every hidden count from being worked out.

Benders' decomposition. The master (`scipy.optimize.milp`, HiGHS) chooses rows; an attack on its choice finds the counts
that fail; the dual of each failed attack says which rows would have to be hidden, and joins the master as a capacity
cut. With no attack left the choice is optimal, for the master is a relaxation. Source: Fischetti and Salazar,
Management Science 47 (2001), 1008-1027.

An example with k = 5: areas of 3, 6 and 20, and their total of 29. The master first hides the 3 alone; the attack works
it out as 29 - 26. Its dual says that another of the four must be hidden too, and the master takes the cheapest, say the
6. Now 3 and 6 are known to be 9 together, so each may be 0 and may be 9: both pass, and the master is done.

A count may also pass because it is surely large. That is not kept by hiding more, so it is a choice of its own: a count
that fails under a pattern must be brought to 0 and to k, or one of the rows that let it sink so low must be shown.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import scipy  # scipy.optimize is imported at its first use: it takes a quarter of a second
from scipy import sparse

from hpanalysis.disclose.attack import NEAR, Attack, Solution, find_table_below_k
from hpanalysis.disclose.linear_system.system import System, Target

_TINY = 1e-9


@dataclass
class Master:
    """The choice of rows to hide, as a mixed-integer programme that is solved anew after every round of cuts. Made once
    for each part of the system by `choose_rows_of_least_loss`. Its variables: a row each (1: hidden), a group of rows
    each (1: all hidden), and a target each that has ever failed (1: it is brought to 0 and to k)."""

    costs: np.ndarray  # by row, of hiding it
    hidden: np.ndarray  # by row, 1 or 0 where it is settled, nan where it is to be chosen
    columns: dict[object, int] = field(default_factory=dict)  # a row, a group or a target -> its column
    # Each: column -> coefficient, and what their sum must be at least.
    cuts: list[tuple[dict[int, float], float]] = field(default_factory=list)

    def find_column(self, name: object) -> int:
        """The column, in the programme that chooses which figures to hide, for a row (figure), a group of rows or a
        count to protect; a new one if it has none yet. Called whenever a cut (constraint) is written. name: the row's
        number, the tuple of the group's rows, or `("must", variable)`."""
        return self.columns.setdefault(name, len(self.columns))

    def find_group_column(self, rows: tuple[int, ...]) -> int:
        """The column that is 1 only if all the rows (figures) are hidden; of a single row it is the row's column.
        Called when a cut (constraint) is written about a count that several rows publish. The first call for a group
        also adds the cuts that tie it to its rows."""
        if len(rows) == 1:
            return self.find_column(rows[0])
        if rows not in self.columns:
            group = self.find_column(rows)
            for row in rows:
                # The group is hidden only if each of its rows is: row minus group is at least 0.
                self.cuts.append(({self.find_column(row): 1.0, group: -1.0}, 0.0))
        return self.columns[rows]

    def find_target_column(self, target: Target) -> int:
        """The column, in the programme that chooses which figures to hide, that is 1 if a count to protect (target)
        must be able to be 0 and to be k. Called for each such count in every round, for the cuts (constraints) about
        it."""
        return self.find_column(("must", target.variable))

    def require_at_least(self, terms: dict[int, float], number: float) -> None:
        """Add a cut (constraint) to the programme that chooses which rows (figures) to hide: in all later choices the
        columns times their coefficients (terms: column -> coefficient) must come to `number` or more. Called for each
        reason why a choice left a count unprotected."""
        self.cuts.append((terms, number))

    def _make_bounds(self) -> scipy.optimize.Bounds:
        """The least and greatest value of each column of the programme that chooses what to hide: 0 and 1; of a row
        (figure) that is settled beforehand, its value (0 shown, 1 hidden) as both. Called each time the programme is
        solved."""
        lower, upper = np.zeros(len(self.columns)), np.ones(len(self.columns))
        for name, column in self.columns.items():
            # A row that is settled is no choice: what was shown stays shown, and what is small stays hidden.
            if isinstance(name, int) and not np.isnan(self.hidden[name]):
                lower[column] = upper[column] = self.hidden[name]
        return scipy.optimize.Bounds(lower, upper)

    def choose(self) -> np.ndarray | None:
        """The rows (figures) to hide, True by row, at least cost under the cuts (constraints) so far; None if they
        leave no choice. Called once in each round of the search for what to hide. `ArithmeticError` if the solver gives
        no answer."""
        # Without a cut nothing more is asked for than what is settled: all that is open stays shown.
        chosen = np.nan_to_num(self.hidden).astype(bool)
        if not self.cuts:
            return chosen
        names = list(self.columns)
        # A column is a row, a group of rows or a target, told apart by its name.
        is_row = np.array([isinstance(name, int) for name in names])
        cost = np.array([self.costs[name] if isinstance(name, int) else 0.0 for name in names])
        entries = [(n, column, number) for n, (terms, _) in enumerate(self.cuts) for column, number in terms.items()]
        rows, columns, numbers = zip(*entries, strict=True)
        matrix = sparse.csr_matrix((numbers, (rows, columns)), shape=(len(self.cuts), len(names)))
        solved = scipy.optimize.milp(
            cost,
            constraints=scipy.optimize.LinearConstraint(matrix, np.array([number for _, number in self.cuts]), np.inf),
            bounds=self._make_bounds(),
            # Only rows need be whole. A group and a target are then as whole as they can be, for nothing is gained by
            # less.
            integrality=is_row.astype(int),
            # No gap: the choice must be the one of least cost, or two runs could hide different cells.
            options={"mip_rel_gap": 0.0},
        )
        if solved.status not in (0, 2):
            raise ArithmeticError(f"pattern not found: status {solved.status}")
        if solved.x is None:
            return None
        for name, value in zip(names, solved.x, strict=True):
            if isinstance(name, int):
                # The solver gives 0.9999999 for 1.
                chosen[name] = value > 0.5
        return chosen


def _add_capacity_cut(master: Master, system: System, solution: Solution, goal: float, must: int) -> None:
    """Add the cut (constraint) on which rows (figures) must be hidden for a failed attack to reach its goal.

    An attack is a search for a table, in agreement with all that is shown, in which a hidden count is 0, or k or more.
    Called for each attack that fails under the rows now hidden, because the count can then be worked out. master: the
    programme that chooses what to hide. solution: the nearest table found. goal: the value it should have had (0, or
    -k). must: the count's column, 1 where it is to be brought there. A published variable helps by its dual for every
    unit it may move: down to its bound, and up without end.
    """
    published = [v for v in range(len(system.names)) if system.publishers[v] and abs(solution.reduced[v]) > _TINY]
    # A variable that every row hides already moves freely, and cannot be why the goal is out of reach.
    fixed = {v for v in published if all(master.hidden[row] == 1 for row in system.publishers[v])}
    free = [v for v in published if v not in fixed]
    # How far the goal is away, if every row that may be chosen stayed shown.
    missing = float(sum(solution.reduced[v] * system.values[v] for v in free)) - goal
    terms: dict[int, float] = {}
    for v in free:
        # A variable with a positive reduced cost helps by sinking, and it sinks to its bound at most; one with a
        # negative cost helps by rising, which has no end.
        down = solution.reduced[v] * (system.values[v] - system.lower[v]) if solution.reduced[v] > 0 else np.inf
        column = master.find_group_column(system.publishers[v])
        # More than is missing helps no more; so the cut says no less than it could.
        terms[column] = min(missing, terms.get(column, 0.0) + down)
    # Scaled so that 1 means enough: the rows hidden must be worth 1 together if the target is to be brought there.
    scaled = {column: number / missing for column, number in terms.items() if number > _TINY}
    master.require_at_least(scaled | {must: -1.0}, 0.0)


def _list_rows_letting_it_sink(system: System, attack: Attack, lowest: Solution, target: Target) -> set[int]:
    """The rows (figures) of which one must be shown if a hidden count is to be surely large, or no secret: those with
    other numbers in `lowest` than in truth, and those that publish it. Called for a count that is not small but can be
    narrowed down, because showing more can mend that. lowest: a number for each count, this one at its least."""
    # In the table where the count is the least, which published figures are others than in truth? Only hidden ones can
    # be. Were one of them shown, that table would be no table any more.
    moved = [
        v
        for v, value in zip(lowest.searched, lowest.point, strict=True)
        if system.publishers[v] and not abs(value - system.values[v]) <= NEAR
    ]
    # Or the rows that hold the count are shown, and then it is no secret.
    asking = next((group for group in target.holders if all(attack.hidden[row] for row in group)), ())
    return {row for v in moved for row in system.publishers[v]} | set(asking)


def _add_cuts_if_failing(master: Master, system: System, attack: Attack, target: Target, k: int) -> bool:
    """Whether a count is unprotected under the rows now hidden; if so, the master programme, which chooses the rows,
    gets cuts: inequalities that rule this choice out. Called for every count to protect (target) in every round of
    choosing. attack: made of the system and those rows. k: the plan's, the fewest persons that may be shown."""
    must = master.find_target_column(target)
    if not attack.unknown[target.variable]:
        if not target.small:
            return False
        # It is known and small: of the rows it follows from, one group at least must be hidden.
        master.require_at_least({master.find_group_column(group): 1.0 for group in target.holders}, 1.0)
        return True
    # The target is hidden: may it still be 0, and still be k?
    misses = attack.find_misses(target, k)
    if not misses:
        return False
    rows: set[int] = set()
    if not target.small:
        # Not open, but it may be surely large: then it needs no protection under this choice of rows.
        lowest = find_table_below_k(attack, target, k)
        if lowest is None:
            return False
        rows = _list_rows_letting_it_sink(system, attack, lowest, target)
    # Either one of these rows is shown, or the target is brought to 0 and to k, which the capacity cuts then see to.
    # A settled row cannot be shown, so it is no way out.
    terms = {master.find_column(row): -1.0 for row in rows if np.isnan(master.hidden[row])}
    master.require_at_least(terms | {must: 1.0}, 1.0 - len(terms))
    for solution, goal in misses:
        _add_capacity_cut(master, system, solution, goal, must)
    return True


def choose_rows_of_least_loss(system: System, hidden: np.ndarray, costs: np.ndarray, k: int) -> np.ndarray | None:
    """The rows to hide (True), of least cost among all choices that protect every hidden count; None if none does.

    Called for each part of the system when it is chosen what to hide. hidden: by row (a figure), 1 or 0 where it is
    settled, nan where open. costs: by row, of hiding it; they alone break ties. k: the fewest persons that may be
    shown. A count is protected if it may be 0 and may be k or more in tables that agree with all that is shown, or is
    surely k or more.
    """
    master = Master(costs, hidden)
    while True:
        # Each round either ends or adds a cut that the choice breaks, and there are finitely many choices.
        chosen = master.choose()
        if chosen is None:
            return None
        # The master knows only its cuts; whether its choice protects is asked of the whole system.
        attack = Attack(system, chosen)
        targets = system.list_targets_to_protect(chosen)
        # Every target is asked, not only until one fails: the more cuts, the fewer rounds.
        if not any([_add_cuts_if_failing(master, system, attack, target, k) for target in targets]):
            return chosen
