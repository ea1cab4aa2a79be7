"""The audit of a file by a plan's areas, and of the plan's own printed baselines."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from hpanalysis.audit_table.audit import audit, read_tables
from hpanalysis.audit_table.table.findings import AuditResult
from hpanalysis.audit_table.table.known import Areas
from hpanalysis.audit_table.writing import tabulate_result
from hpanalysis.definitions import catalogue
from hpanalysis.plan import Area, Plan
from hpanalysis.tables import Edition

if TYPE_CHECKING:
    import pandas as pd

TABLE = "baselines.csv"
CONTEXT = ("context.csv", "areas.csv", "hours.csv")


def audit_file(path: Path, plan: Plan, context: Iterable[Path] = ()) -> AuditResult:
    """Audit a file of printed figures by a plan's areas and the indicators' definitions: what in it cannot be true or
    cannot be decided, and how many relations of each kind hold.

    Called by the command `hpanalysis audit-table`, and by `audit_plan` for the plan's own baselines. path: a table with
    columns as params/plan/baselines.csv. context: further files with figures printed elsewhere, such as context.csv;
    the table is compared with them too. `Stop` where a file cannot be read.
    """
    areas = Areas.of((area.id, area.kind, _name(area)) for area in plan.areas_as_printed)
    indicators = catalogue.indicators()
    names = {(one.agreement, one.activity_id): one.name_da for one in plan.activities}
    return audit(read_tables(path, context, areas, indicators, names), indicators)


def _name(area: Area) -> str:
    """An area's name within a sentence: the total's as it is spoken of, `de syv boligområder`. Called for each area
    that a finding may name."""
    return area.in_text.removeprefix("i ") if area.is_total else area.name


def audit_plan(plan: Plan) -> AuditResult:
    """Check the plan's printed baselines (baselines.csv) for what cannot be true, beside the figures in its other
    files. Called by `tabulate_plan_audit`, which turns the result into a table."""
    return audit_file(plan.folder / TABLE, plan, [plan.folder / name for name in CONTEXT])


def tabulate_plan_audit(plan: Plan, edition: Edition) -> pd.DataFrame:
    """Audit the plan's printed baselines and return the answers as a table, columns `tables.AUDITED`. Called when a run
    writes its data files (planens_kontrol.csv), and by the notebook baseline_revision. In the public edition, sentences
    that give away fewer than the plan's k persons are withheld."""
    result = audit_plan(plan)
    return tabulate_result(result if edition is Edition.CONFIDENTIAL else result.withhold_below(plan.k))
