"""Partners' workbooks in a test: written by the program, filled in as another program would save them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import log_workbooks
from followup_logs import PLAN
from hpanalysis import partner_workbook
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.plan import Plan

HALF = HalfYear(2026, 2)
# The partner with most rows; of its promises one is for each group.
PARTNER = "Bysekretariatet"


def write(folder: Path, partner: str = PARTNER, half: HalfYear = HALF, plan: Plan = PLAN) -> Path:
    """The workbook of a partner, in a folder, under the name that the program gives it."""
    path = folder / f"{partner_workbook.name_files(plan)[partner]}.xlsx"
    path.write_bytes(partner_workbook.make_workbook(plan, partner, half, made_up=False))
    return path


def fill(path: Path, changes: Mapping[tuple[str, str], object], **more) -> Path:
    """The workbook with some cells changed, at its own place."""
    return log_workbooks.save_again(path, changes, **more).replace(path)
