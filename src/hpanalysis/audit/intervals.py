"""The interval of every unknown count, by linear programming (HiGHS), many programs at a time.

Programs that share no count are one program: their objectives are added, and each block attains its own optimum. So
one call of the solver answers many questions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp
from scipy.optimize import linprog

from hpanalysis.audit.system import System
from hpanalysis.published.known import Contradiction
from hpanalysis.published.relations import Count

# Entries of the matrices solved together: more save calls, fewer keep each quick.
_TOGETHER = 6_000


@dataclass(frozen=True)
class Interval:
    """The least and the most a count may be. hi: None where nothing published bounds it."""

    lo: float
    hi: float | None

    @property
    def width(self) -> float:
        return float("inf") if self.hi is None else self.hi - self.lo


# A question: the sum of these counts, each times its coefficient.
Question = tuple[tuple[Count, float], ...]


@dataclass(frozen=True)
class _Program:
    system: System
    objective: np.ndarray

    @property
    def size(self) -> int:
        return self.system.equal.nnz + self.system.less.nnz + len(self.system.counts)


def _stack_diagonally(parts: list[sp.csr_matrix]) -> sp.csr_matrix | None:
    return sp.block_diag(parts, format="csr") if sum(part.shape[0] for part in parts) else None


def _solve_together(programs: list[_Program]) -> list[float]:
    """The least of each objective; `Contradiction` if a system of them has no solution."""
    systems = [program.system for program in programs]
    equal, less = _stack_diagonally([one.equal for one in systems]), _stack_diagonally([one.less for one in systems])
    caps = np.concatenate([np.full(len(one.counts), one.cap) for one in systems])
    objective = np.concatenate([program.objective for program in programs])
    done = linprog(
        objective,
        A_ub=less,
        b_ub=None if less is None else np.concatenate([one.less_than for one in systems]),
        A_eq=equal,
        b_eq=None if equal is None else np.concatenate([one.equal_to for one in systems]),
        bounds=np.column_stack([np.zeros_like(caps), caps]),
        method="highs",
    )
    if done.status == 2:  # infeasible
        raise Contradiction()
    if done.status != 0:
        raise RuntimeError(f"the solver gave up with status {done.status}")
    ends = np.cumsum([len(one.counts) for one in systems])[:-1]
    pieces = zip(np.split(done.x, ends), programs, strict=True)
    return [float(x @ program.objective) for x, program in pieces]


def _split_into_batches(programs: Iterable[_Program]) -> Iterator[list[_Program]]:
    batch: list[_Program] = []
    size = 0
    for program in programs:
        if batch and size + program.size > _TOGETHER:
            yield batch
            batch, size = [], 0
        batch.append(program)
        size += program.size
    if batch:
        yield batch


def has_solution(system: System) -> bool:
    """Whether the system has a solution at all."""
    try:
        _solve_together([_Program(system, np.zeros(len(system.counts)))])
    except Contradiction:
        return False
    return True


def _build_objective(system: System, place: dict[Count, int], question: Question) -> np.ndarray:
    objective = np.zeros(len(system.counts))
    for count, times in question:
        objective[place[count]] += times
    return objective


def compute_intervals(asked: list[tuple[System, Question]]) -> list[Interval]:
    """The interval of each question in its system, in their order. The systems must have solutions (`has_solution`)."""
    programs = []
    places = {id(system): system.place for system, _ in asked}
    for system, question in asked:
        objective = _build_objective(system, places[id(system)], question)
        programs += [_Program(system, objective), _Program(system, -objective)]
    least = [value for batch in _split_into_batches(programs) for value in _solve_together(batch)]
    return [
        Interval(lo, None if -minus_hi >= 0.9 * system.cap else -minus_hi)
        for (system, _), lo, minus_hi in zip(asked, least[::2], least[1::2], strict=True)
    ]
