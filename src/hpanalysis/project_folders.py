"""Where the folders of a project lie. By the standard library alone: it is asked before anything heavy is imported."""

from __future__ import annotations

import os
from collections.abc import Mapping

# The folders that a command may be given, by the field of `workspace.Workspace`, and where they are otherwise.
USUAL = {
    "raw": os.path.join("data", "raw"),
    "processed": os.path.join("data", "processed"),
    "reports": "reports",
    "plan_folder": os.path.join("params", "plan"),
    "params": "params",
}


def find_root() -> str:
    """Find the project's folder: the nearest one upwards from the current folder that has params/ and notebooks/; else
    the one this package was installed from. Called where no root is given, and to refuse a key of pseudonyms that lies
    within the project."""
    folder = os.path.realpath(os.getcwd())
    while True:
        if all(os.path.isdir(os.path.join(folder, name)) for name in ("notebooks", "params")):
            return folder
        above = os.path.dirname(folder)
        if above == folder:
            return os.path.dirname(os.path.dirname(os.path.dirname(os.path.realpath(__file__))))
        folder = above


def choose_folders(root: str, given: Mapping[str, str | None]) -> dict[str, str]:
    """The folders of a command, by their field, all absolute: those given, the usual ones for None. Called for the
    options of the command line. With a plan elsewhere, what else lies in params (the half-years' files such as
    2026H1.yaml, and the secretariat's logs) lies in the plan's folder too."""
    chosen = {field: os.path.realpath(given.get(field) or os.path.join(root, usual)) for field, usual in USUAL.items()}
    usual_plan = os.path.realpath(os.path.join(root, USUAL["plan_folder"]))
    if given.get("plan_folder") and chosen["plan_folder"] != usual_plan and not given.get("params"):
        chosen["params"] = chosen["plan_folder"]
    return chosen
