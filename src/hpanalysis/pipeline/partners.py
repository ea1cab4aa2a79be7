"""The folder of a half-year's partner workbooks: written by `hpanalysis new`, read by `check` and `log --partners`."""

from __future__ import annotations

from pathlib import Path

from hpanalysis import partner_workbook
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.partner_workbook import FolderRead
from hpanalysis.pipeline.storage.files import write_bytes
from hpanalysis.workspace import PARTNERS, Workspace

_SUFFIX = ".xlsx"


def find_folder(workspace: Workspace, half: HalfYear) -> Path:
    """data/raw/<half-year>/parter, which git does not take. Called wherever the workbooks are written or read."""
    return workspace.raw_folder(half) / PARTNERS


def write_workbooks(workspace: Workspace, half: HalfYear) -> int:
    """Write a workbook for each partner that is asked anything in a half-year, and return how many partners are. Called
    by `hpanalysis new`. One that is there already is left as it is: it may be filled in."""
    plan, folder = workspace.plan, find_folder(workspace, half)
    asked = [
        (partner, name)
        for partner, name in partner_workbook.name_files(plan).items()
        if partner_workbook.ask_partner(plan, partner, half).rows
    ]
    for partner, name in asked:
        path = folder / f"{name}{_SUFFIX}"
        if not path.exists():
            made = partner_workbook.make_workbook(plan, partner, half, made_up=workspace.synthetic)
            write_bytes(made, path)
    return len(asked)


def read_workbooks(workspace: Workspace, half: HalfYear) -> FolderRead | None:
    """What the partners' workbooks of a half-year say; None where it has no folder for them, as one that was made
    before partners were asked. Called by `hpanalysis check`, and before they are read into the log."""
    folder = find_folder(workspace, half)
    return partner_workbook.read_folder(folder, workspace.plan, half) if folder.is_dir() else None
