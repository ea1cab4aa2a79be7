"""Printed tables under audit: what cannot be true in a table of published figures, and what the figures must be.

A room of its own: it reads a table of printed figures (columns as params/plan/baselines.csv), the plan's areas and the
definitions' relations, and gives a `Result`. It works over the sets of whole counts that may stand behind each printed
percentage, never over the rounded figures.
"""

from hpanalysis.audit_table.audit import Tables, audit, read
from hpanalysis.audit_table.plan_tables import baselines, of_file, of_plan, printed_baselines
from hpanalysis.audit_table.table.findings import Finding, Kind, Result
from hpanalysis.audit_table.table.known import Areas
from hpanalysis.audit_table.writing import FORMATS, summary, write, written
from hpanalysis.tables import Answer

__all__ = [
    "FORMATS",
    "Answer",
    "Areas",
    "Finding",
    "Kind",
    "Result",
    "Tables",
    "audit",
    "baselines",
    "of_file",
    "of_plan",
    "printed_baselines",
    "read",
    "summary",
    "write",
    "written",
]
