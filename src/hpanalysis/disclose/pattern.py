"""The pattern of hidden cells: the primary rule, and what must be hidden with it, in one problem with all published."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import pandas as pd

from hpanalysis.disclose.attack import Attack, unprotected
from hpanalysis.disclose.complement import least_loss
from hpanalysis.disclose.costs import costs
from hpanalysis.disclose.linear_system.build import system
from hpanalysis.disclose.linear_system.periods import Month, Tied, months
from hpanalysis.disclose.linear_system.rows import Row, rows, settled_alone
from hpanalysis.disclose.linear_system.system import System, contradiction
from hpanalysis.disclose.restated import stop_if_few
from hpanalysis.errors import Stop
from hpanalysis.plan import Plan
from hpanalysis.tables import KEY

COMPLEMENT = "beskytter et andet tal"


def _unprotectable(rows: Sequence[Row], part: System, settled: np.ndarray, k: int) -> Stop:
    """No pattern protects them: what is published already gives them away."""
    everything = np.where(np.isnan(settled), 1, settled).astype(bool)
    targets = unprotected(part, everything, k)
    cells = sorted({rows[row].name for target in targets for group in target.holders for row in group})
    return Stop(
        f"Det, der er udgivet før, røber tal, der skal diskretioneres, og intet er udgivet: {', '.join(cells)}.",
        expected="tidligere udgivelser, der er beskyttet efter samme regler.",
        do="Træk de tidligere udgivelser af disse tal tilbage, og kør halvårene igen fra det første.",
        ask="den dataansvarlige.",
    )


def parts(
    rows: Sequence[Row], plan: Plan, hidden: np.ndarray, months: Sequence[Month] = ()
) -> Iterator[tuple[System, Tied]]:
    """The parts of the rows' system that must be looked at, each with windows tied as closely as its figures agree.

    `Stop` that names the cells if figures contradict each other within a window.
    """
    yield from _agreeing(rows, range(len(rows)), plan, hidden, months, list(Tied))


def _agreeing(
    rows: Sequence[Row], own: Iterable[int], plan: Plan, hidden: np.ndarray, months: Sequence[Month], ties: list[Tied]
) -> Iterator[tuple[System, Tied]]:
    """As `parts`, of the rows numbered: those that disagree are tied less closely, and asked again."""
    numbers = np.array(list(own))
    for part in system([rows[row] for row in numbers], plan, months, ties[0]).components():
        whole = part.renumbered(numbers)
        broken = Attack(whole, hidden).agrees()
        if not broken:
            if whole.asked(hidden):
                yield whole, ties[0]
        elif len(ties) > 1:
            yield from _agreeing(rows, whole.rows, plan, hidden, months, ties[1:])
        else:
            raise contradiction([rows[row].name for v in broken for row in whole.owners[v] if not hidden[row]])


def choose(rows: Sequence[Row], plan: Plan, months: Sequence[Month] = ()) -> np.ndarray:
    """Which rows to hide (True): those settled, and at least loss what else is needed.

    `Stop` if the figures contradict each other, or if what is published gives away what may not be known.
    """
    settled = np.array([np.nan if row.hidden is None else float(row.hidden) for row in rows])
    hidden = np.nan_to_num(settled).astype(bool)
    for part, _ in list(parts(rows, plan, hidden, months)):
        own = list(part.rows)
        price = np.zeros(len(rows))
        price[own] = costs([rows[row] for row in own], plan)
        found = least_loss(part, settled, price, plan.k)
        if found is None:
            raise _unprotectable(rows, part, settled, plan.k)
        hidden[own] = found[own]
    return hidden


def _stop_if_shown_and_small(rows: Iterable[Row], k: int) -> None:
    """What is shown stays shown; so a figure that is small now, and was published, can be neither shown nor hidden."""
    cells = [row.name for row in rows if row.rule is not None and row.hidden is False]
    if cells:
        raise Stop(
            f"Tal, der er udgivet før, er nu for små til at blive vist, og intet er udgivet: {', '.join(cells)}.",
            expected=f"tal om mindst {k} personer, hvor der er udgivet et tal før.",
            do="Lad udtrækket stå, som det var, da tallene blev udgivet, eller træk de tidligere udgivelser tilbage.",
            ask="den dataansvarlige.",
        )


def pattern(
    measured: pd.DataFrame, plan: Plan, published: pd.DataFrame | None = None, control: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Columns `tables.KEY` and rule (Danish, null where the cell is shown): one row a measured row.

    rule: the primary rule that hides a cell by itself (`primary`), else `COMPLEMENT`. published: the rows of every
    indicators.csv that lies published, the oldest half-year first (columns `tables.KEY`, window_start, window_end,
    status, numerator, denominator, published_in). What they show stays shown and what they hide stays hidden; new cells
    are chosen together with all of it, so that no count can be worked out of all publications together. control: the
    months that are published beside the figures (`tables.CONTROL`). `Stop` names the cells by id if figures contradict
    each other, if a correction tells of few persons, or if earlier publications give away what may not be known.
    """
    found = rows(measured, plan, published)
    _stop_if_shown_and_small(found, plan.k)
    hidden = choose(found, plan, months(control))
    if published is not None:
        stop_if_few(measured, published, [row for row, is_hidden in zip(found, hidden, strict=True) if is_hidden], plan)
    rule = {
        row.key: row.rule or COMPLEMENT for row, is_hidden in zip(found, hidden, strict=True) if is_hidden
    } | settled_alone(measured, plan, published, COMPLEMENT)
    keys = zip(*(measured[column] for column in KEY), strict=True)
    return measured[KEY].assign(rule=pd.Series([rule.get(key) for key in keys], measured.index, dtype=object))
