"""Frames -> measured: what the definitions say, counted. The engine names no indicator."""

from hpanalysis.measure.grouped import measure_groups
from hpanalysis.measure.indicator_windows import IndicatorWindow, list_windows
from hpanalysis.measure.linked import link_persons
from hpanalysis.measure.missing_months import find_missing_months
from hpanalysis.measure.monthly import measure_months
from hpanalysis.measure.outcomes import measure_one_outcome, measure_outcomes
from hpanalysis.measure.reach import find_target, measure_courses, measure_reach, read_courses
from hpanalysis.measure.table import measure
from hpanalysis.measure.window_amounts import WindowAmounts

__all__ = [
    "IndicatorWindow",
    "WindowAmounts",
    "find_missing_months",
    "find_target",
    "link_persons",
    "list_windows",
    "measure",
    "measure_courses",
    "measure_groups",
    "measure_months",
    "measure_one_outcome",
    "measure_outcomes",
    "measure_reach",
    "read_courses",
]
