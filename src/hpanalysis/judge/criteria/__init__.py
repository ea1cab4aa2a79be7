"""The state's criteria for housing areas (params/law), held against the figures that a half-year shows."""

from hpanalysis.judge.criteria.gaps import find_gaps
from hpanalysis.judge.criteria.table import make_criteria_tables

__all__ = ["find_gaps", "make_criteria_tables"]
