"""What became of those who took part: each person's own months before and after, beside those of others like them.

The room sees persons; what leaves it are means and the results of `statistics.matched`, which `pipeline` publishes
where enough persons are behind them.
"""

from hpanalysis.measure.outcomes.compare import (
    compare,
    list_activities_with_outcome,
    measure_one_outcome,
    measure_outcomes,
)

__all__ = ["compare", "list_activities_with_outcome", "measure_one_outcome", "measure_outcomes"]
