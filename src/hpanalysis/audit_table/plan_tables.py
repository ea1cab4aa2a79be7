"""The audit of a file by a plan's areas, and of the plan's own printed baselines."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from hpanalysis.audit_table.audit import audit, read_tables
from hpanalysis.audit_table.table.findings import AuditResult
from hpanalysis.audit_table.table.known import Areas
from hpanalysis.audit_table.writing import tabulate_result
from hpanalysis.definitions import catalogue
from hpanalysis.plan import Plan
from hpanalysis.tables import Edition

TABLE = "baselines.csv"
CONTEXT = ("context.csv", "areas.csv", "activities.csv")


def audit_file(path: Path, plan: Plan, context: Iterable[Path] = ()) -> AuditResult:
    """The audit of a file of printed figures, by the plan's areas and the definitions: what the command line runs.

    context: files with what is printed elsewhere. `Stop` where a file cannot be read.
    """
    areas = Areas.of((area.id, area.kind, area.name) for area in plan.areas_as_printed)
    indicators = catalogue.indicators()
    return audit(read_tables(path, context, areas, indicators), indicators)


def audit_plan(plan: Plan) -> AuditResult:
    """The audit of the plan's own baselines, with all that it prints elsewhere."""
    return audit_file(plan.folder / TABLE, plan, [plan.folder / name for name in CONTEXT])


def tabulate_plan_audit(plan: Plan, edition: Edition) -> pd.DataFrame:
    """The audit of the plan's printed baselines, columns `tables.AUDITED`, as the edition may show it.

    In the public edition nothing that is derived gives away fewer than the plan's k persons.
    """
    result = audit_plan(plan)
    return tabulate_result(result if edition is Edition.CONFIDENTIAL else result.withhold_below(plan.k))
