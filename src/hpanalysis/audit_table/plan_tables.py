"""The audit of a file by a plan's areas, and of the plan's own printed baselines."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from hpanalysis.audit_table.audit import audit, read
from hpanalysis.audit_table.table.findings import Result
from hpanalysis.audit_table.table.known import Areas
from hpanalysis.audit_table.writing import as_frame
from hpanalysis.definitions import catalogue
from hpanalysis.plan import Plan
from hpanalysis.tables import Edition
from hpanalysis.workspace import Workspace

TABLE = "baselines.csv"
CONTEXT = ("context.csv", "areas.csv", "activities.csv")


def of_file(path: Path, plan: Plan, context: Iterable[Path] = ()) -> Result:
    """A table of printed figures, by the plan's areas and the definitions. `Stop` where a file cannot be read."""
    areas = Areas.of((area.id, area.kind, area.name) for area in plan.areas_as_printed)
    indicators = catalogue.indicators()
    return audit(read(path, context, areas, indicators), indicators)


def of_plan(plan: Plan) -> Result:
    """The plan's own baselines, with all that it prints elsewhere."""
    return of_file(plan.folder / TABLE, plan, [plan.folder / name for name in CONTEXT])


def printed_baselines(plan: Plan, edition: Edition) -> pd.DataFrame:
    """The audit of the plan's printed baselines, columns `tables.AUDITED`, as the edition may show it.

    In the public edition nothing that is derived tells of fewer than the plan's k persons.
    """
    result = of_plan(plan)
    return as_frame(result if edition is Edition.CONFIDENTIAL else result.shown(plan.k))


def baselines(edition: str = "offentlig") -> pd.DataFrame:
    """`printed_baselines` of the notebook's plan, by the edition's name."""
    return printed_baselines(Workspace.from_environment().plan, Edition(edition))
