"""Synthetic extracts: a town of made-up persons that gives the plan's printed baselines, and lives on from there."""

from hpanalysis.demo.calibration.courses import Course
from hpanalysis.demo.calibration_report import CalibrationReport, Deviation
from hpanalysis.demo.writing import write

__all__ = ["CalibrationReport", "Course", "Deviation", "write"]
