"""Frames against the rules of expectations/: counts only, every rule proven to be evaluated."""

from hpanalysis.validate.findings import critical, findings
from hpanalysis.validate.suites import MEASURED_SUITE, Suites

__all__ = ["MEASURED_SUITE", "Suites", "critical", "findings"]
