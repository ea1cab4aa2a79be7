"""The pattern of hidden cells: the primary rule, and what must be hidden with it, in one problem with all published.

Why more than the small cells: of areas with 3, 20 and 30 and their total of 53 the primary rule hides the 3 alone, and
53 - 20 - 30 gives it back. So a second area is hidden, at the least loss to the reader (`complement`). What was
published before is part of the problem, for a reader keeps it and may subtract one publication from another.
"""

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

# The rule of a cell that is not small itself.
PROTECTS_ANOTHER = "beskytter et andet tal"


def _describe_unprotectable(rows: Sequence[Row], part: System, settled: np.ndarray, k: int) -> Stop:
    """The `Stop` for figures that no hiding protects, because earlier publications give them away.

    Called when `choose_hidden_rows` finds no pattern for them. part: the equations between these figures. rows: all
    figures. settled: by row, 1 hidden, 0 shown, nan open. The cells named are those that fail even with all hidden that
    may be. k: the fewest persons that may be shown.
    """
    # If hiding all that is open does not protect a target, nothing does: only what is settled stands in the way.
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
    rows: Sequence[Row],
    plan: Plan,
    hidden: np.ndarray,
    months: Sequence[Month] = (),
    *,
    only: Sequence[int] | None = None,
    ties: tuple[WindowTies, ...] = tuple(WindowTies),
) -> Iterator[tuple[System, WindowTies]]:
    """The equations between the figures, in parts that can be solved apart, each with the closest ties between windows
    that its figures agree with. A part without anything to protect is left out.

    Called before it is chosen what to hide, and by `make_witnesses`, with which tests prove the choice. `Stop` names
    the cells if figures contradict each other within a window. rows: all figures. hidden: by row, whether it is hidden
    as far as is settled; months: those published. only, ties: given where the function calls itself: the numbers of the
    rows that disagreed (None: all rows), and the ties not yet tried, closest first.
    """
    numbers = list(range(len(rows)) if only is None else only)
    for part in build_system([rows[row] for row in numbers], plan, months, ties[0]).split_into_components():
        renumbered = part.renumber_rows(numbers)
        contradicted = Attack(renumbered, hidden).find_contradicted()
        if not contradicted:
            # Where nothing is hidden and no remainder is small, there is nothing that an attack could work out.
            if renumbered.list_targets_to_protect(hidden):
                yield renumbered, ties[0]
        elif len(ties) > 1:
            # A month was corrected between two deliveries. Only the rows it touches lose the closer tie.
            yield from split_into_agreeing_parts(rows, plan, hidden, months, only=renumbered.rows, ties=ties[1:])
        else:
            cells = [rows[row].name for v in contradicted for row in renumbered.publishers[v] if not hidden[row]]
            raise describe_contradiction(cells)


def choose_hidden_rows(rows: Sequence[Row], plan: Plan, months: Sequence[Month] = ()) -> np.ndarray:
    """Which figures to hide (True, by row): those settled beforehand, and those whose hiding protects them at the least
    loss to the reader. Called by `choose_pattern` when a run or `hpanalysis check` computes the figures. months: those
    published beside the figures. `Stop` if the figures contradict each other, or if what is published gives away what
    may not be known."""
    # 1 hidden, 0 shown, nan open.
    settled = np.array([np.nan if row.hidden is None else float(row.hidden) for row in rows])
    hidden = np.nan_to_num(settled).astype(bool)
    # The parts are split before any is solved: whether one is left out rests on what is settled, not on what is chosen.
    for part, _ in list(split_into_agreeing_parts(rows, plan, hidden, months)):
        in_part = list(part.rows)
        costs = np.zeros(len(rows))
        # Each part is a problem of its own, and its rows are weighed against each other alone.
        costs[in_part] = compute_hiding_costs([rows[row] for row in in_part], plan)
        chosen = choose_rows_of_least_loss(part, settled, costs, plan.k)
        if chosen is None:
            raise _describe_unprotectable(rows, part, settled, plan.k)
        hidden[in_part] = chosen[in_part]
    return hidden


def _stop_if_shown_and_small(rows: Iterable[Row], k: int) -> None:
    """`Stop` if a figure is small now and was published: it can be neither shown nor, being known, hidden. Called by
    `choose_pattern` first of all. rows: every figure, measured or published before. k: the plan's, the fewest persons
    that may be shown."""
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
    """Choose which figures are hidden: `tables.KEY` and rule (Danish, null where shown), one row a measured row.

    Called by `pipeline.figures.compute_figures`. rule: the primary rule that hides a cell by itself (`primary`), else
    `PROTECTS_ANOTHER`. published: the rows of every indicators.csv that lies published, the oldest half-year first
    (columns `tables.KEY`, window_start, window_end, status, numerator, denominator, published_in), or None. What they
    show stays shown and what they hide stays hidden; new cells are chosen together with all of it, so that no count can
    be worked out of all publications together. control: the months that are published beside the figures
    (`tables.CONTROL`), None without. `Stop` names the cells by id if figures contradict each other, if a correction
    tells of few persons, or if earlier publications give away what may not be known.
    """
    rows = list_rows(measured, plan, published)
    # This is asked first because it is the plainest: a figure that both must and may not be shown.
    _stop_if_shown_and_small(rows, plan.k)
    is_hidden = choose_hidden_rows(rows, plan, read_published_months(control))
    hidden_rows = [row for row, hidden in zip(rows, is_hidden, strict=True) if hidden]
    if published is not None:
        # The pattern protects each publication's numbers; what their difference tells is asked apart.
        stop_if_correction_reveals_few(measured, published, hidden_rows, plan)
    rule = {row.key: row.rule or PROTECTS_ANOTHER for row in hidden_rows}
    # The country's rows were not among those chosen over, so their rules are added.
    rule |= find_country_rules(measured, plan, published, PROTECTS_ANOTHER)
    keys = zip(*(measured[column] for column in KEY), strict=True)
    return measured[KEY].assign(rule=pd.Series([rule.get(key) for key in keys], measured.index, dtype=object))
