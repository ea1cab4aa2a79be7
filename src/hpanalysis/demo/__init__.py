"""Synthetic extracts: a town of made-up persons that gives the plan's printed baselines, and lives on from there."""

from hpanalysis.demo.calibration_report import Report, Row
from hpanalysis.demo.writing import write

__all__ = ["Report", "Row", "write"]
