"""Frames against the rules of expectations/: counts only, every rule proven to be evaluated."""

from hpanalysis.validate.delivered import Delivered
from hpanalysis.validate.deliveries_frame import build_deliveries_frame, find_oddities
from hpanalysis.validate.findings import describe_broken_rules, describe_critical_rules
from hpanalysis.validate.last_delivery import Comparison, compare_deliveries
from hpanalysis.validate.oddities import Oddity
from hpanalysis.validate.rules import read_suite
from hpanalysis.validate.suites import ACROSS_SUITE, MEASURED_SUITE, Suites

__all__ = [
    "ACROSS_SUITE",
    "MEASURED_SUITE",
    "Comparison",
    "Delivered",
    "Oddity",
    "Suites",
    "build_deliveries_frame",
    "compare_deliveries",
    "describe_broken_rules",
    "describe_critical_rules",
    "find_oddities",
    "read_suite",
]
