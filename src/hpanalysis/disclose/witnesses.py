"""The proof that a hidden small count cannot be worked out: two whole tables that agree with all that is shown.

In one the count is 0, in the other k or more, and every number is whole. Who has seen only what is published cannot
tell either from the true one. Tests and a benchmark make them; a run does not.

An example: areas of 3 and 6 are hidden, a third shows 20 and the total 29. The tables (0, 9, 20, 29) and (5, 4, 20, 29)
are witnesses that the 3 may be nobody, and may be five.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
import scipy  # scipy.optimize is imported at its first use: it takes a quarter of a second

from hpanalysis.disclose.attack import Attack
from hpanalysis.disclose.linear_system.periods import read_published_months
from hpanalysis.disclose.linear_system.places import DENOMINATOR, NUMERATOR
from hpanalysis.disclose.linear_system.rows import Key, Row, list_rows
from hpanalysis.disclose.linear_system.system import System, Target
from hpanalysis.disclose.pattern import split_into_agreeing_parts
from hpanalysis.plan import Plan
from hpanalysis.tables import KEY, Status


@dataclass(frozen=True)
class Witness:
    """A hidden count and two tables for it, None where there is no such table. Made by `make_witnesses`, and read by
    tests and a benchmark, as the proof that a pattern protects."""

    kind: str  # x numerator, n denominator, c complement
    key: Key  # indicator (or denominator), window, place
    true: float
    # The measured table with other numbers in its hidden rows (columns as `measured`).
    without: pd.DataFrame | None  # the count is 0; None too where it may be known not to be
    many: pd.DataFrame | None  # the count is k or more


def _solve_whole_table(attack: Attack, target: Target, low: float, high: float) -> np.ndarray | None:
    """Whole numbers for all that is not published around a hidden count (target), with the count from `low` to `high`.

    Called by `make_witnesses` twice for each hidden small count: for 0, and for k and more. None if there are none.
    attack: over the equations that the count stands in. The result has the number of every variable of these equations,
    those that are published, or have nothing to do with the count, as they are.
    """
    columns, equations = attack.find_part(target.variable)
    lower, upper = attack.system.lower[columns].copy(), np.full(len(columns), np.inf)
    place = np.flatnonzero(columns == target.variable)[0]
    # The count in question is held to 0, or to k and more; everything else may be whatever agrees.
    lower[place], upper[place] = low, high
    side = attack.right_side[equations]
    solved = scipy.optimize.milp(
        np.zeros(len(columns)),
        # No objective: any table will do.
        constraints=scipy.optimize.LinearConstraint(attack.system.equations[equations][:, columns], side, side),
        bounds=scipy.optimize.Bounds(lower, upper),
        integrality=np.isfinite(attack.system.lower[columns]).astype(int),  # marks are summed in halves
    )
    # There is a table with fractions, or the attack would have failed; one in whole numbers there may not be.
    if solved.x is None:
        return None
    values = attack.system.values.copy()
    # The solver gives 2.9999999; the sums of marks are given in halves.
    values[columns] = np.round(solved.x, 1)
    return values


def _derive_status(numerator: float, denominator: float | None) -> str:
    """The status (Danish) of a hidden row with other numbers put in, from these numbers; denominator: None for a count.
    Called for each hidden row of a witness: a table that agrees with all that is shown, made to prove that a hidden
    count cannot be worked out."""
    # The witness must look like a measured table, so its status follows from its numbers.
    if denominator is None:
        return (Status.SHOWN if numerator else Status.NO_CASES).value
    return (Status.SHOWN if denominator else Status.NO_PERSONS).value


def _fill_hidden_rows(
    measured: pd.DataFrame, part: System, values: np.ndarray, rows: list[Row], hidden: np.ndarray
) -> pd.DataFrame:
    """The measured table with the hidden rows' numbers as in `values`, where `part` has them, and the status that
    follows.

    Called by `make_witnesses` for each set of other numbers that agrees with all that is shown, to prove that a hidden
    count cannot be worked out. part: the equations solved. values: by variable of `part`. rows: all figures; `part`
    names each by its place in this list. hidden: by row, whether the pattern hides it.
    """
    numbers: dict[int, dict[str, float]] = {}
    for variable, (kind, *_) in enumerate(part.names):
        for row in part.publishers[variable]:
            # Only rows that are hidden get other numbers. All that a reader has seen stays as it is.
            if hidden[row] and kind in (NUMERATOR, DENOMINATOR):
                numbers.setdefault(row, {})[kind] = values[variable]
    # Columns that take what is put in: decimals, and whole numbers or none.
    table = measured.astype({"numerator": object, "denominator": "Int64"})
    place = {key: index for index, key in zip(table.index, zip(*(table[c] for c in KEY), strict=True), strict=True)}
    for row, by_kind in numbers.items():
        if rows[row].key in place:
            at, numerator, denominator = place[rows[row].key], by_kind[NUMERATOR], by_kind.get(DENOMINATOR)
            marks: Any = Decimal(str(numerator)).quantize(Decimal("0.1"))  # pandas' stubs know no Decimal in a cell
            table.at[at, "numerator"] = marks
            table.at[at, "denominator"] = pd.NA if denominator is None else int(denominator)
            table.at[at, "status"] = _derive_status(numerator, denominator)
    return table


def _compute_true_count(part: System, target: Target) -> float:
    """A target's count as it truly is; nan where it is not known here. Called by `make_witnesses` for each count to
    protect. No row publishes a complement or a remainder, so it is worked out, by equations with one number missing."""
    values = part.values.copy()
    # Each number found may make another equation solvable; a round that finds none is the last.
    while np.isnan(values[target.variable]):
        before = np.isnan(values).sum()
        for equation in part.equations:
            missing = [v for v in equation.indices if np.isnan(values[v])]
            if len(missing) == 1:
                weights = dict(zip(equation.indices, equation.data, strict=True))
                known = sum(weights[v] * values[v] for v in weights if v != missing[0])
                values[missing[0]] = -known / weights[missing[0]]
        if np.isnan(values).sum() == before:
            break
    return values[target.variable]


def make_witnesses(
    measured: pd.DataFrame,
    plan: Plan,
    pattern: pd.DataFrame,
    published: pd.DataFrame | None = None,
    control: pd.DataFrame | None = None,
) -> Iterator[Witness]:
    """Yield a witness for every small count (0 < count < k times the most one person adds) that the pattern hides: two
    whole tables that agree with all that is shown, one with the count 0 and one with k or more.

    Two such tables prove that the count cannot be worked out; None stands for a table that does not exist. Called by
    tests and a benchmark; a run makes none. pattern: by row, the rule it is hidden by. measured, published, control:
    the tables that the pattern was made from.
    """
    rows = list_rows(measured, plan, published)
    rule = dict(zip(zip(*(pattern[column] for column in KEY), strict=True), pattern["rule"], strict=True))
    # A figure that is only published before is in no row of the pattern; what was said of it then holds.
    hidden = np.array([rule.get(row.key) is not None if row.key in rule else bool(row.hidden) for row in rows])
    for part, _ in split_into_agreeing_parts(rows, plan, hidden, read_published_months(control)):
        attack = Attack(part, hidden)
        for target in part.list_targets_to_protect(hidden):
            true = _compute_true_count(part, target)
            if attack.unknown[target.variable] and 0 < true < target.find_k(plan.k) * target.most_per_person:
                enough = target.find_k(plan.k)
                solved = (_solve_whole_table(attack, target, *ends) for ends in ((0, 0), (enough, np.inf)))
                without, many = (
                    None if values is None else _fill_hidden_rows(measured, part, values, rows, hidden)
                    for values in solved
                )
                kind, indicator_id, window, place = part.names[target.variable]
                yield Witness(kind, (indicator_id, window, place), true, without, many)
