"""The pattern of hidden cells: the primary rule, and what must be hidden with it, in one problem with all published."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import pandas as pd

from hpanalysis.disclose.attack import Attack, find_unprotected_targets
from hpanalysis.disclose.complement import choose_rows_of_least_loss
from hpanalysis.disclose.costs import compute_hiding_costs
from hpanalysis.disclose.linear_system.build import build_system
from hpanalysis.disclose.linear_system.periods import Month, WindowTies, read_published_months
from hpanalysis.disclose.linear_system.rows import Row, find_country_rules, list_rows
from hpanalysis.disclose.linear_system.system import System, describe_contradiction
from hpanalysis.disclose.restated import stop_if_correction_reveals_few
from hpanalysis.errors import Stop
from hpanalysis.plan import Plan
from hpanalysis.tables import KEY

PROTECTS_ANOTHER = "beskytter et andet tal"


def _describe_unprotectable(rows: Sequence[Row], part: System, settled: np.ndarray, k: int) -> Stop:
    """No pattern protects them: what is published already gives them away."""
    everything = np.where(np.isnan(settled), 1, settled).astype(bool)
    targets = find_unprotected_targets(part, everything, k)
    cells = sorted({rows[row].name for target in targets for group in target.holders for row in group})
    return Stop(
        f"Det, der er udgivet før, røber tal, der skal diskretioneres, og intet er udgivet: {', '.join(cells)}.",
        expected="tidligere udgivelser, der er beskyttet efter samme regler.",
        do="Træk de tidligere udgivelser af disse tal tilbage, og kør halvårene igen fra det første.",
        ask="den dataansvarlige.",
    )


def split_into_agreeing_parts(
    rows: Sequence[Row], plan: Plan, hidden: np.ndarray, months: Sequence[Month] = ()
) -> Iterator[tuple[System, WindowTies]]:
    """The parts of the rows' system that must be looked at, each with windows tied as closely as its figures agree.

    `Stop` that names the cells if figures contradict each other within a window.
    """
    yield from _loosen_until_agreeing(rows, range(len(rows)), plan, hidden, months, list(WindowTies))


def _loosen_until_agreeing(
    rows: Sequence[Row],
    own: Iterable[int],
    plan: Plan,
    hidden: np.ndarray,
    months: Sequence[Month],
    ties: list[WindowTies],
) -> Iterator[tuple[System, WindowTies]]:
    """As `split_into_agreeing_parts`, of the rows numbered: those that disagree are tied less closely."""
    numbers = np.array(list(own))
    for part in build_system([rows[row] for row in numbers], plan, months, ties[0]).components():
        whole = part.renumbered(numbers)
        broken = Attack(whole, hidden).agrees()
        if not broken:
            if whole.asked(hidden):
                yield whole, ties[0]
        elif len(ties) > 1:
            yield from _loosen_until_agreeing(rows, whole.rows, plan, hidden, months, ties[1:])
        else:
            raise describe_contradiction([rows[row].name for v in broken for row in whole.owners[v] if not hidden[row]])


def choose_hidden_rows(rows: Sequence[Row], plan: Plan, months: Sequence[Month] = ()) -> np.ndarray:
    """Which rows to hide (True): those settled, and at least loss what else is needed.

    `Stop` if the figures contradict each other, or if what is published gives away what may not be known.
    """
    settled = np.array([np.nan if row.hidden is None else float(row.hidden) for row in rows])
    hidden = np.nan_to_num(settled).astype(bool)
    for part, _ in list(split_into_agreeing_parts(rows, plan, hidden, months)):
        own = list(part.rows)
        price = np.zeros(len(rows))
        price[own] = compute_hiding_costs([rows[row] for row in own], plan)
        found = choose_rows_of_least_loss(part, settled, price, plan.k)
        if found is None:
            raise _describe_unprotectable(rows, part, settled, plan.k)
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


def choose_pattern(
    measured: pd.DataFrame, plan: Plan, published: pd.DataFrame | None = None, control: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Columns `tables.KEY` and rule (Danish, null where the cell is shown): one row a measured row.

    rule: the primary rule that hides a cell by itself (`primary`), else `PROTECTS_ANOTHER`. published: the rows of each
    indicators.csv that lies published, the oldest half-year first (columns `tables.KEY`, window_start, window_end,
    status, numerator, denominator, published_in). What they show stays shown and what they hide stays hidden; new cells
    are chosen together with all of it, so that no count can be worked out of all publications together. control: the
    months that are published beside the figures (`tables.CONTROL`). `Stop` names the cells by id if figures contradict
    each other, if a correction tells of few persons, or if earlier publications give away what may not be known.
    """
    found = list_rows(measured, plan, published)
    _stop_if_shown_and_small(found, plan.k)
    hidden = choose_hidden_rows(found, plan, read_published_months(control))
    if published is not None:
        stop_if_correction_reveals_few(
            measured, published, [row for row, is_hidden in zip(found, hidden, strict=True) if is_hidden], plan
        )
    rule = {
        row.key: row.rule or PROTECTS_ANOTHER for row, is_hidden in zip(found, hidden, strict=True) if is_hidden
    } | find_country_rules(measured, plan, published, PROTECTS_ANOTHER)
    keys = zip(*(measured[column] for column in KEY), strict=True)
    return measured[KEY].assign(rule=pd.Series([rule.get(key) for key in keys], measured.index, dtype=object))
