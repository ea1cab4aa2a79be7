"""The audit of printed tables: what cannot be true in a table of published figures, and what the figures must be.

In: a table of printed figures (columns as params/plan/baselines.csv), the plan's areas and the relations that the
definitions declare. Out: an `AuditResult`. No other room of the program is used.

A printed percentage has been rounded, so rounded percentages must not be added: three categories printed as 33,3 pct.
each give 99,9 pct. and are right all the same. The audit therefore works on the whole numbers of persons that can
stand behind each percentage:

    Printed for 12 persons: 41,7 pct., 33,3 pct. and 16,7 pct., three categories that share the 12 among them.
    41,7 pct. of 12 can only be 5 persons, 33,3 pct. only 4, and 16,7 pct. only 2.
    5 + 4 + 2 is 11 and not 12, so one of the three must be wrong, and what it should be follows from the others.

    Of 2.000 persons, 41,7 pct. can be any number from 833 to 835. Such ranges are added instead: a sum is contradicted
    only if no choice of one number from each range fulfils it.
"""

from hpanalysis.audit_table.audit import TablesToAudit, audit, read_tables
from hpanalysis.audit_table.plan_tables import audit_file, audit_plan, tabulate_plan_audit
from hpanalysis.audit_table.table.findings import AuditResult, Finding, FindingKind
from hpanalysis.audit_table.table.known import Areas
from hpanalysis.audit_table.writing import FORMATS, format_result, summarise, write_result
from hpanalysis.tables import Answer

__all__ = [
    "FORMATS",
    "Answer",
    "Areas",
    "AuditResult",
    "Finding",
    "FindingKind",
    "TablesToAudit",
    "audit",
    "audit_file",
    "audit_plan",
    "format_result",
    "read_tables",
    "summarise",
    "tabulate_plan_audit",
    "write_result",
]
