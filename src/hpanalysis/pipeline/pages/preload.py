"""Imported once in the process that the notebooks' processes are copied from: imports, templates, fonts."""

import atexit
import gc
import logging

import duckdb  # noqa: F401
import narwhals  # noqa: F401

import hpanalysis.audit_table
import hpanalysis.pipeline.pages.worker
import hpanalysis.recompute  # noqa: F401
from hpanalysis import report
from hpanalysis.definitions import catalogue
from hpanalysis.notebooks import engine

logging.getLogger("papermill").setLevel(logging.CRITICAL)
catalogue.indicators()
engine.get_shell()
report.warm_up()
gc.collect()
gc.freeze()
# Or DuckDB's binding reports, as this process ends, all that it made before as leaked.
atexit.register(gc.unfreeze)
