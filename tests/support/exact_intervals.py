"""A second, slower way to intervals, in fractions: the simplex method by Bland's rule, on tables written out.

It shares nothing with the auditor: no solver, no floating point, no relations.
"""

from __future__ import annotations

from fractions import Fraction

Row = list[Fraction]


def _pivot(table: list[Row], basis: list[int], row: int, column: int) -> None:
    divisor = table[row][column]
    table[row] = [value / divisor for value in table[row]]
    for other, values in enumerate(table):
        if other != row and values[column]:
            times = values[column]
            table[other] = [value - times * own for value, own in zip(values, table[row], strict=True)]
    basis[row] = column


def _minimise(table: list[Row], basis: list[int], columns: int) -> bool:
    """Bring the last row (costs) to its least; False if there is none. Bland's rule never goes in a circle."""
    while True:
        entering = next((c for c in range(columns) if table[-1][c] < 0), None)
        if entering is None:
            return True
        ratios = [(table[r][-1] / table[r][entering], basis[r], r) for r in range(len(basis)) if table[r][entering] > 0]
        if not ratios:
            return False
        _pivot(table, basis, min(ratios)[2], entering)


def least(equations: list[tuple[dict[int, int], int]], counts: int, wanted: dict[int, int]) -> Fraction | None:
    """The least of the sum `wanted` over counts >= 0 under the equations; None if there is no least.

    equations: coefficients by count, and what they come to. `ValueError` if they cannot all hold.
    """
    rows = []
    for coefficients, to in equations:
        sign = -1 if to < 0 else 1
        rows.append([Fraction(sign * coefficients.get(c, 0)) for c in range(counts)] + [Fraction(sign * to)])
    helpers = len(rows)
    table = [[*row[:-1], *(Fraction(int(n == own)) for n in range(helpers)), row[-1]] for own, row in enumerate(rows)]
    first = [-sum(row[c] for row in table) for c in range(counts)] + [Fraction(0)] * helpers
    table.append([*first, -sum((row[-1] for row in table), Fraction(0))])
    basis = list(range(counts, counts + helpers))
    _minimise(table, basis, counts)
    if table[-1][-1] != 0:
        raise ValueError("the equations contradict each other")
    for row in range(helpers):  # a helper that is left at nought makes room for a count, if any can take its place
        column = next((c for c in range(counts) if table[row][c] != 0), None)
        if basis[row] >= counts and column is not None:
            _pivot(table, basis, row, column)
    costs = [Fraction(wanted.get(c, 0)) for c in range(counts)] + [Fraction(0)] * (helpers + 1)
    for row, own in enumerate(basis):
        if own < counts and costs[own]:
            times = costs[own]
            costs = [cost - times * value for cost, value in zip(costs, table[row], strict=True)]
    table[-1] = costs
    return -table[-1][-1] if _minimise(table, basis, counts) else None


def interval(equations, counts: int, wanted: dict[int, int]) -> tuple[Fraction | None, Fraction | None]:
    """The least and the most of the sum `wanted`."""
    most = least(equations, counts, {count: -times for count, times in wanted.items()})
    return least(equations, counts, wanted), None if most is None else -most
