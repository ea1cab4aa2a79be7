"""Disclosed + plan -> judged: value, interval, baseline, municipality, change, verdicts.

A verdict is said only of what a test can tell from chance; where it cannot, the table says so and why.
"""

from hpanalysis.judge.control import make_control_table
from hpanalysis.judge.table import judge
from hpanalysis.judge.values import compute_values

__all__ = ["compute_values", "judge", "make_control_table"]
