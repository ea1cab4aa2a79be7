"""Run a notebook, strictly: known parameters, a process each, and a failure never looks like a report.

`execute` is not imported here: it brings Papermill with it, which only the processes that run notebooks need.
"""

from hpanalysis.notebooks.parameters import check
from hpanalysis.notebooks.workers import Outcome, prepare, run_all

__all__ = ["Outcome", "check", "prepare", "run_all"]
