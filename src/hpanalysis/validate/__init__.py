"""Frames against the rules of expectations/: counts only, every rule proven to be evaluated."""

from hpanalysis.validate.deliveries_frame import Delivered, deliveries_frame
from hpanalysis.validate.findings import critical, findings
from hpanalysis.validate.rules import read_suite
from hpanalysis.validate.suites import ACROSS_SUITE, MEASURED_SUITE, Suites

__all__ = [
    "ACROSS_SUITE",
    "MEASURED_SUITE",
    "Delivered",
    "Suites",
    "critical",
    "deliveries_frame",
    "findings",
    "read_suite",
]
