"""Printed tables under audit: what cannot be true in a table of published figures, and what the figures must be.

A room of its own: it reads a table of printed figures (columns as params/plan/baselines.csv), the plan's areas and the
definitions' relations, and gives a `Result`. It works over the sets of whole counts that may stand behind each printed
percentage, never over the rounded figures.
"""

from hpanalysis.audit_table.audit import TablesToAudit, audit, read_tables
from hpanalysis.audit_table.plan_tables import audit_baselines, audit_file, audit_plan, tabulate_plan_audit
from hpanalysis.audit_table.table.findings import AuditResult, Finding, FindingKind
from hpanalysis.audit_table.table.known import Areas
from hpanalysis.audit_table.writing import FORMATS, format_result, summarise, write_result
from hpanalysis.tables import Answer

__all__ = [
    "FORMATS",
    "Answer",
    "Areas",
    "Finding",
    "FindingKind",
    "AuditResult",
    "TablesToAudit",
    "audit",
    "audit_baselines",
    "audit_file",
    "audit_plan",
    "tabulate_plan_audit",
    "read_tables",
    "summarise",
    "write_result",
    "format_result",
]
