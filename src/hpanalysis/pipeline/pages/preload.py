"""Imported once in the process that the notebooks' processes are copied from: imports, plan, schemas, templates, fonts.

What is done here is done once a run, and what is left to the pages' processes is done twenty times.
"""

import atexit
import contextlib
import gc
import logging
import os

import duckdb  # noqa: F401
import narwhals  # noqa: F401
import pyarrow.parquet  # noqa: F401
import scipy.optimize  # noqa: F401

import hpanalysis.pipeline.pages.worker
import hpanalysis.recompute
import hpanalysis.report.notebook.accounting_year
import hpanalysis.report.notebook.half_year
import hpanalysis.yearly_logs  # noqa: F401
from hpanalysis.definitions import catalogue
from hpanalysis.errors import Stop
from hpanalysis.notebooks import execute
from hpanalysis.report import convert
from hpanalysis.workspace import PLAN_VARIABLE, Workspace


def _read_plan() -> None:
    """Read the plan of the run that this process is started for, which the pages' copies then have. Called once. A plan
    that cannot be used is left to the pages, whose errors are told; it was whole when the run began."""
    if PLAN_VARIABLE in os.environ:
        with contextlib.suppress(Stop, OSError):
            _ = Workspace.from_environment().plan


logging.getLogger("papermill").setLevel(logging.CRITICAL)
catalogue.indicators()
catalogue.sources()
_read_plan()
convert.warm_up(execute.rehearse())
gc.collect()
gc.freeze()
# Or DuckDB's binding reports, as this process ends, all that it made before as leaked.
atexit.register(gc.unfreeze)
