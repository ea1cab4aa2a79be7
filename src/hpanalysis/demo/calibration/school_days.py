"""School days of a month."""

from __future__ import annotations

import numpy as np

from hpanalysis.definitions.sources.elevfravaer import SOURCE
from hpanalysis.definitions.windows import Span
from hpanalysis.demo.calibration.schedule import Timeline

# Possible school days by calendar month; July has none.
DAYS = {1: 21, 2: 15, 3: 20, 4: 17, 5: 18, 6: 18, 8: 15, 9: 21, 10: 17, 11: 21, 12: 15}


def list_school_months(timeline: Timeline, span: Span) -> np.ndarray:
    """The months of a school year that have school days."""
    return timeline.indices(span, SOURCE.months_without_rows)


def count_school_days(timeline: Timeline, months: np.ndarray) -> np.ndarray:
    return np.array([DAYS[timeline.first_day(int(m)).month] for m in months])
