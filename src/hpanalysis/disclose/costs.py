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
    """A whole number for each row, in the order of the rows."""
    targeted = {adoption.indicator_id for adoption in plan.adoptions if adoption.target is not Target.NONE}
    wholes = {plan.total.id, plan.municipality.id}
    in_need = 1 + WITH_TARGET * len(rows)
    weights = [
        in_need if row.area_id in wholes else WITH_TARGET if row.indicator_id in targeted else WITHOUT_TARGET
        for row in rows
    ]
    order = np.arange(len(rows), 0, -1)  # together less than one weight
    return np.array(weights, dtype=float) * (len(rows) * (len(rows) + 1) // 2 + 1) + order
