"""What it costs the reader that a row is hidden: what the board needs most is the last to go.

The total and the municipality cost more than all the areas together, so they are hidden only where hiding areas will
not do. An area's figure of an indicator that its delmål sets a target for costs twice one without. Among equals the
rows that come last in the plan's order go first.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from hpanalysis.disclose.linear_system.rows import Row
from hpanalysis.plan import Plan, Target

WITHOUT_TARGET, WITH_TARGET = 1, 2


def compute_hiding_costs(rows: Sequence[Row], plan: Plan) -> np.ndarray:
    """By row (a figure), what hiding it costs the reader: a whole number, whose sum is kept low when it is chosen what
    to hide. Called for the rows of each part of the system. The order of the rows is added as a small number, so that
    no two choices cost the same and a run can be repeated."""
    # The board asks first whether the delmål are reached, so those figures should be seen.
    without = (Target.NONE, Target.SUPPLEMENTARY)
    targeted = {adoption.indicator_id for adoption in plan.adoptions if adoption.target not in without}
    wholes = {plan.total.id, plan.municipality.id}
    more_than_all_areas = 1 + WITH_TARGET * len(rows)
    # No area is worth hiding the total for: it would cost more than every area of the part.
    weights = [
        more_than_all_areas
        if row.area_id in wholes
        else WITH_TARGET
        if row.indicator_id in targeted
        else WITHOUT_TARGET
        for row in rows
    ]
    order = np.arange(len(rows), 0, -1)
    # All the orders together are n(n+1)/2, less than one weight; so they decide among equal weights alone.
    return np.array(weights, dtype=float) * (len(rows) * (len(rows) + 1) // 2 + 1) + order
