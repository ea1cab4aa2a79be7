"""Run a notebook, strictly: known parameters, a process each, and a failure never looks like a report."""

from hpanalysis.notebooks.execute import NotebookFailed, execute
from hpanalysis.notebooks.parameters import check
from hpanalysis.notebooks.workers import Outcome, prepare, run_all

__all__ = ["NotebookFailed", "Outcome", "check", "execute", "prepare", "run_all"]
