"""Measured tables with relations for tests of disclosure control: the made-up plan with three areas, their total and
the municipality; and the slow way to the pattern of least loss."""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

from corrections_tables import AREAS, PLAN, areas, measured
from hpanalysis.disclose.attack import NEAR, Attack
from hpanalysis.disclose.linear_system.system import System, Target
from hpanalysis.tables import KEY, Status

SPROG = ("sprog_generel", "sprog_fokuseret", "sprog_saerlig", "sprog_fokuseret_eller_saerlig")
K = PLAN.k


def with_sums(*parts: tuple) -> list[tuple]:
    """(numerator, denominator) of the three areas and of the rest -> of areas, total and municipality."""

    def added(pairs: Sequence[tuple]) -> tuple:
        numerators, denominators = zip(*pairs, strict=True)
        return sum(numerators), None if None in denominators else sum(denominators)

    return [*parts[:3], added(parts[:3]), added(parts)]


def one(indicator_id: str, *parts: tuple, **given: object) -> list[dict]:
    """Rows of an indicator in a window; parts: the three areas and the rest of the municipality."""
    return areas(indicator_id, *with_sums(*parts), **given)


def sprog(*parts: tuple, **given: object) -> list[dict]:
    """Rows of the language indicators; parts: children with general, focused and special needs."""
    numerators = [lambda g, f, s: g, lambda g, f, s: f, lambda g, f, s: s, lambda g, f, s: f + s]
    return [
        row
        for indicator_id, count in zip(SPROG, numerators, strict=True)
        for row in one(indicator_id, *((count(*part), sum(part)) for part in parts), **given)
    ]


def published(table: pd.DataFrame, pattern: pd.DataFrame, half_year: str) -> pd.DataFrame:
    """The rows of a half-year's indicators.csv, as `disclose.choose_pattern` takes them."""
    told = table.merge(pattern, on=KEY)
    hidden = told["rule"].notna()
    told.loc[hidden, "status"] = Status.HIDDEN.value
    told[["numerator", "denominator"]] = told[["numerator", "denominator"]].astype(object).mask(hidden, None)
    return told.assign(published_in=half_year)


def hidden_cells(pattern: pd.DataFrame) -> set[tuple[str, str]]:
    """(indicator, area) of the rows hidden; for tables of one window."""
    rows = pattern[pattern["rule"].notna()]
    return set(zip(rows["indicator_id"], rows["area_id"], strict=True))


def meets(part: System, hidden: np.ndarray, k: int = K) -> bool:
    """Whether a pattern meets the criterion, each interval by itself."""
    attack = Attack(part, hidden)
    return all(_is_protected(attack, target, k) for target in part.list_targets_to_protect(hidden))


def _is_protected(attack: Attack, target: Target, k: int) -> bool:
    if not attack.unknown[target.variable]:
        return not target.small
    low, high = attack.compute_interval(target.variable)
    if low <= NEAR and high >= k - NEAR:
        return True
    return not target.small and low >= k * target.most_per_person - NEAR


def by_cost(settled: np.ndarray, costs: np.ndarray, rows: Sequence[int]) -> Iterator[tuple[float, np.ndarray]]:
    """Every pattern over the rows to be chosen, the cheapest first."""
    free = sorted((row for row in rows if np.isnan(settled[row])), key=lambda row: costs[row])
    start = np.nan_to_num(settled).astype(bool)
    heap: list[tuple[float, tuple[int, ...]]] = [(0.0, ())]
    while heap:
        cost, chosen = heapq.heappop(heap)
        pattern = start.copy()
        pattern[[free[place] for place in chosen]] = True
        yield cost, pattern
        after = chosen[-1] + 1 if chosen else 0
        if after < len(free):
            heapq.heappush(heap, (cost + costs[free[after]], (*chosen, after)))
            if chosen:  # the last one moved on
                heapq.heappush(heap, (cost - costs[free[chosen[-1]]] + costs[free[after]], (*chosen[:-1], after)))


__all__ = ["AREAS", "PLAN", "SPROG", "K", "areas", "measured"]
