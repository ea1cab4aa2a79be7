"""Disclosed + plan -> judged: value, interval, baseline, municipality, change, verdicts.

A tested verdict is given only where a test can tell a figure from chance; what is only probable has words of its own,
and what is neither is said to be open, with the reason.
"""

from hpanalysis.judge.control import make_control_table
from hpanalysis.judge.criteria import find_gaps, make_criteria_tables
from hpanalysis.judge.grouped import judge_groups
from hpanalysis.judge.looks import list_half_years
from hpanalysis.judge.table import judge
from hpanalysis.judge.target.criterion import find_criterion
from hpanalysis.judge.values import compute_values

__all__ = [
    "compute_values",
    "find_criterion",
    "find_gaps",
    "judge",
    "judge_groups",
    "list_half_years",
    "make_control_table",
    "make_criteria_tables",
]
