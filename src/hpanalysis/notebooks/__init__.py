"""Notebooks are run strictly: with known parameters, in a process each, and a failure never looks like a report.

`execute` is not imported here: it brings Papermill with it, which only the processes that run notebooks need.
"""

from hpanalysis.notebooks.parameters import check_parameters
from hpanalysis.notebooks.workers import JobOutcome, prepare_workers, run_all

__all__ = ["JobOutcome", "check_parameters", "prepare_workers", "run_all"]
