"""Imported once in the process that the notebooks' processes are copied from: imports, templates, fonts."""

import atexit
import gc
import logging

import duckdb  # noqa: F401
import narwhals  # noqa: F401

import hpanalysis.pipeline.pages.worker
import hpanalysis.recompute
import hpanalysis.report.notebook.accounting_year
import hpanalysis.report.notebook.half_year
import hpanalysis.yearly_logs  # noqa: F401
from hpanalysis.definitions import catalogue
from hpanalysis.notebooks import engine
from hpanalysis.report import convert

logging.getLogger("papermill").setLevel(logging.CRITICAL)
catalogue.indicators()
engine.get_shell()
convert.warm_up()
gc.collect()
gc.freeze()
# Or DuckDB's binding reports, as this process ends, all that it made before as leaked.
atexit.register(gc.unfreeze)
