"""The proof that a hidden small count cannot be worked out: two whole tables that agree with all that is shown.

In one the count is 0, in the other k or more, and every number is whole. Who has seen only what is published cannot
tell either from the true one. Tests make them; a run does not.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
import pandas as pd
from scipy.optimize import Bounds, LinearConstraint, milp

from hpanalysis.disclose.attack import Attack
from hpanalysis.disclose.linear_system.periods import read_published_months
from hpanalysis.disclose.linear_system.rows import Key, Row, list_rows
from hpanalysis.disclose.linear_system.system import System, Target
from hpanalysis.disclose.pattern import split_into_agreeing_parts
from hpanalysis.plan import Plan
from hpanalysis.tables import KEY, Status


@dataclass(frozen=True)
class Witness:
    """A hidden count and two tables for it, None where there is no such table.

    kind: x numerator, n denominator, c complement. key: indicator (or denominator), window, place. without: the
    measured table with other numbers in its hidden rows (columns as `measured`), where the count is 0; many: k or more.
    """

    kind: str
    key: Key
    true: float
    without: pd.DataFrame | None
    many: pd.DataFrame | None


def _solve_whole_table(attack: Attack, target: Target, low: float, high: float) -> np.ndarray | None:
    """Whole numbers for every unknown variable of the target's part, the target between two numbers; None if none."""
    columns, equations = attack.searched(target.variable)
    lower, upper = attack.system.lower[columns].copy(), np.full(len(columns), np.inf)
    place = np.flatnonzero(columns == target.variable)[0]
    lower[place], upper[place] = low, high
    side = attack.known_side[equations]
    found = milp(
        np.zeros(len(columns)),
        constraints=LinearConstraint(attack.system.equations[equations][:, columns], side, side),
        bounds=Bounds(lower, upper),
        integrality=np.isfinite(attack.system.lower[columns]).astype(int),  # marks are summed in halves
    )
    if found.x is None:
        return None
    values = attack.system.values.copy()
    values[columns] = np.round(found.x, 1)
    return values


def _derive_status(indicator_has_denominator: bool, numerator: float, denominator: float | None) -> str:
    if indicator_has_denominator:
        return (Status.SHOWN if denominator else Status.NO_PERSONS).value
    return (Status.SHOWN if numerator else Status.NO_CASES).value


def _fill_hidden_rows(measured: pd.DataFrame, part: System, values: np.ndarray, found: list[Row], hidden: np.ndarray):
    """The measured table with the hidden rows' numbers as in `values`, where the part has them."""
    told: dict[int, dict[str, float]] = {}
    for variable, (kind, *_) in enumerate(part.names):
        for row in part.owners[variable]:
            if hidden[row] and kind in ("x", "n"):
                told.setdefault(row, {})[kind] = values[variable]
    table = measured.astype({"numerator": object, "denominator": "Int64"})
    place = {key: index for index, key in zip(table.index, zip(*(table[c] for c in KEY), strict=True), strict=True)}
    for row, numbers in told.items():
        if found[row].key in place:
            at = place[found[row].key]
            table.loc[at, "numerator"] = Decimal(str(numbers["x"])).quantize(Decimal("0.1"))
            table.loc[at, "denominator"] = int(numbers["n"]) if "n" in numbers else pd.NA
            table.loc[at, "status"] = _derive_status("n" in numbers, numbers["x"], numbers.get("n"))
    return table


def _compute_true_count(part: System, target: Target) -> float:
    """The count as it is; nan where it is not known here."""
    values = part.values.copy()
    while np.isnan(values[target.variable]):
        before = np.isnan(values).sum()
        for equation in part.equations:
            missing = [v for v in equation.indices if np.isnan(values[v])]
            if len(missing) == 1:
                terms = zip(equation.indices, equation.data, strict=True)
                weights = dict(terms)
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
    """A witness for every small count (0 < count < k of the most one person adds) that the pattern hides.

    measured, published, control: as `pattern` was made from.
    """
    found = list_rows(measured, plan, published)
    rule = dict(zip(zip(*(pattern[column] for column in KEY), strict=True), pattern["rule"], strict=True))
    hidden = np.array([rule.get(row.key) is not None if row.key in rule else bool(row.hidden) for row in found])
    for part, _ in split_into_agreeing_parts(found, plan, hidden, read_published_months(control)):
        attack = Attack(part, hidden)
        for target in part.asked(hidden):
            true = _compute_true_count(part, target)
            if attack.unknown[target.variable] and 0 < true < plan.k * target.most:
                tables = (_solve_whole_table(attack, target, 0, 0), _solve_whole_table(attack, target, plan.k, np.inf))
                kind, *key = part.names[target.variable]
                made = (None if t is None else _fill_hidden_rows(measured, part, t, found, hidden) for t in tables)
                yield Witness(kind, tuple(key), true, *made)
