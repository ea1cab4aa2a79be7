"""Disclosed + plan -> judged: value, baseline, municipality, change, verdicts.

Here: by value alone. Words that need a statistical test ("sikker") are not used by the reports until then.
"""

from hpanalysis.judge.table import judge

__all__ = ["judge"]
