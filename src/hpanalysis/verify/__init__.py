"""Checks a documentation package by itself: standard library only, offline, and without trust in what made it.

The package carries this source code, so that an auditor can run it with a bare Python; it therefore imports nothing but
the standard library, `hpanalysis.published` and `hpanalysis.errors`, and an import contract holds it to that.
"""

from hpanalysis.verify.check import NAMES, Result, check_all, check_path
from hpanalysis.verify.command import main, read_allowed_signers, read_code, stop_unless_there
from hpanalysis.verify.labels import GROUPS, MEANINGS, find_label
from hpanalysis.verify.opening.outcomes import Outcome, State
from hpanalysis.verify.opening.short_code import write_code
from hpanalysis.verify.printed import describe_result, report_results

__all__ = [
    "GROUPS",
    "MEANINGS",
    "NAMES",
    "Outcome",
    "Result",
    "State",
    "check_all",
    "check_path",
    "describe_result",
    "find_label",
    "main",
    "read_allowed_signers",
    "read_code",
    "report_results",
    "stop_unless_there",
    "write_code",
]
