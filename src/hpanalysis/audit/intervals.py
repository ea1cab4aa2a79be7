"""The interval of every unknown count, by linear programming (HiGHS), many programs at a time.

Of areas a and b it is known that they are 23 together, and that b is no more than 20. The least a may be is 3 and the
most is 23: its interval. Each end is a program of its own, to minimise a and to minimise -a.

Programs that share no count are one program: their objectives are added, and each block attains its own optimum. So
one call of the solver answers many questions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import scipy  # scipy.optimize is imported at its first use: it takes a quarter of a second
import scipy.sparse as sp

from hpanalysis.audit.system import System
from hpanalysis.published.known import Contradiction
from hpanalysis.published.relations import Count

# Entries of the matrices solved together: more save calls, fewer keep each quick.
_TOGETHER = 6_000


@dataclass(frozen=True)
class Interval:
    """The least and the most a count may be; made by `compute_intervals`, judged by `criterion`."""

    lo: float
    hi: float | None  # None where nothing published bounds it

    @property
    def width(self) -> float:
        """The most minus the least; infinite without an upper bound. Read to see if a count can be told exactly, and to
        find the narrowest interval for the certificate."""
        return float("inf") if self.hi is None else self.hi - self.lo


# A question: the sum of these counts, each times its coefficient. A complement is a denominator minus a numerator.
Question = tuple[tuple[Count, float], ...]


@dataclass(frozen=True)
class _Program:
    """One end of one interval: the objective is minimised over the system's tables. Made by `compute_intervals`."""

    system: System
    objective: np.ndarray

    @property
    def size(self) -> int:
        """The entries of the program's matrices and its counts, added. Read by `_split_into_batches`, so that the
        programs of one run of the solver are at most `_TOGETHER` in sum, but for a larger one, which is solved by
        itself."""
        return self.system.equal.nnz + self.system.less.nnz + len(self.system.counts)


def _stack_diagonally(parts: list[sp.csr_matrix]) -> Any:
    """The matrices as blocks of one sparse matrix; None where none has a row, for the solver takes no empty matrix.
    Called by `_solve_together`, which solves many small systems in one run, for their equations and for their
    inequalities. Any, because scipy's stubs have `linprog` take dense matrices only."""
    return sp.block_diag(parts, format="csr") if sum(part.shape[0] for part in parts) else None


def _solve_together(programs: list[_Program]) -> list[float]:
    """The least value of each program's objective, in their order, from one run of the solver.

    Called for each batch of programs that ask how low or high hidden counts can be, and with one program alone, to see
    whether its system has a solution. `Contradiction` if a system has none; `RuntimeError` if the solver gives up.
    """
    systems = [program.system for program in programs]
    equal = _stack_diagonally([system.equal for system in systems])
    less = _stack_diagonally([system.less for system in systems])
    # Every count is between nought and the cap of its own system.
    caps = np.concatenate([np.full(len(system.counts), system.cap) for system in systems])
    objective = np.concatenate([program.objective for program in programs])
    bounds: Any = np.column_stack([np.zeros_like(caps), caps])  # the stubs want a list of pairs
    solved = scipy.optimize.linprog(
        objective,
        A_ub=less,
        b_ub=None if less is None else np.concatenate([system.less_than for system in systems]),
        A_eq=equal,
        b_eq=None if equal is None else np.concatenate([system.equal_to for system in systems]),
        bounds=bounds,
        method="highs",
    )
    # With bounds on every count there is always an end, so no solution is the only answer besides one.
    if solved.status == 2:  # infeasible
        raise Contradiction()
    if solved.status != 0:
        raise RuntimeError(f"the solver gave up with status {solved.status}")
    assert solved.x is not None  # status 0: a table was found
    ends = np.cumsum([len(system.counts) for system in systems])[:-1]
    tables = zip(np.split(solved.x, ends), programs, strict=True)
    return [float(table @ program.objective) for table, program in tables]


def _split_into_batches(programs: Iterable[_Program]) -> Iterator[list[_Program]]:
    """Yield the programs in their order, in lists whose sizes are together at most `_TOGETHER`; a larger program is a
    list by itself. A program asks for one end of what a hidden count can be. Called by `compute_intervals`, because
    each list is one run of the solver."""
    batch: list[_Program] = []
    size = 0
    for program in programs:
        # A program larger than the limit is solved by itself.
        if batch and size + program.size > _TOGETHER:
            yield batch
            batch, size = [], 0
        batch.append(program)
        size += program.size
    if batch:
        yield batch


def has_solution(system: System) -> bool:
    """Whether any numbers meet the system's equations and inequalities; if none do, the published figures contradict
    each other. Called for each system when a family of indicators is examined."""
    try:
        _solve_together([_Program(system, np.zeros(len(system.counts)))])
    except Contradiction:
        return False
    return True


def _build_objective(system: System, place: dict[Count, int], question: Question) -> np.ndarray:
    """A question (counts with coefficients, of which the sum is asked) as a vector over the system's counts; 0 for a
    count that the question does not name. Called by `compute_intervals` for each question, to work out what hidden
    counts may be. place: count -> its index in the vector."""
    objective = np.zeros(len(system.counts))
    for count, times in question:
        objective[place[count]] += times
    return objective


def compute_intervals(asked: list[tuple[System, Question]]) -> list[Interval]:
    """The least and the most that each sum of unknown counts can be, in their order.

    Called by `Examination.examine` once for each family (published figures over one denominator), and by tests. asked:
    a system (unknown counts and the relations that tie them) that has a solution, and the counts of the sum with
    coefficients. The most is None where nothing published bounds it.
    """
    programs = []
    # Many questions share a system, and its columns are numbered once.
    places = {id(system): system.place for system, _ in asked}
    for system, question in asked:
        objective = _build_objective(system, places[id(system)], question)
        # The least of the negative is the negative of the most.
        programs += [_Program(system, objective), _Program(system, -objective)]
    least = [value for batch in _split_into_batches(programs) for value in _solve_together(batch)]
    # The cap is no published bound, and a count tied to one that reaches it stops a little below.
    return [
        Interval(lo, None if -minus_hi >= 0.9 * system.cap else -minus_hi)
        for (system, _), lo, minus_hi in zip(asked, least[::2], least[1::2], strict=True)
    ]
