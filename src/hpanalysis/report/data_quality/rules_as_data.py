"""The rules of the page datakvalitet as data: what was evaluated, and its results as that page tells them."""

from __future__ import annotations

import pandas as pd

from hpanalysis.definitions.windows import HalfYear
from hpanalysis.report.data_quality.quality import find_smallest_count_told, format_row_count, select_latest_checks
from hpanalysis.report.release import Release
from hpanalysis.tables import Edition
from hpanalysis.workspace import Workspace

COLUMNS = ["source", "half_year", "rule_id", "description", "reason", "severity", "owner", "rows", "failed", "result"]


def _make_row(row, k: int, whole: int) -> list[object]:
    """A rule's row in the order of `COLUMNS`. Called by `list_rules`. row: of the table of checks; k: the smallest
    number of rows told; whole: the rows of its source's delivery, so that nothing small follows from the difference."""
    return [
        row.source,
        row.half_year,
        row.rule_id,
        row.description,
        row.reason,
        row.severity,
        row.owner,
        format_row_count(int(row.rows), k, whole),
        format_row_count(int(row.failed), k, int(row.rows), whole),
        "overholdt" if row.held else "ikke overholdt",
    ]


def list_rules(workspace: Workspace, half_year: HalfYear) -> pd.DataFrame:
    """A row for each rule of each source's latest delivery, in words as on the page of data quality: no number of rows
    under k is told, nor one that lacks under k of a whole. Called for the file of rules in a half-year's package."""
    release, rows = Release.of(workspace, half_year, Edition.PUBLIC), []
    for _, source_checks in select_latest_checks(workspace.table("checks", half_year)).groupby("source", sort=True):
        whole = int(source_checks["rows"].max())
        rows += [
            _make_row(row, find_smallest_count_told(release), whole) for row in source_checks.itertuples(index=False)
        ]
    return pd.DataFrame(rows, columns=COLUMNS)
