"""The protected folder of a half-year: row places and values for the data unit's eyes, never in a report or a log."""

from __future__ import annotations

import os
from pathlib import Path

import pandas as pd

from hpanalysis.definitions.windows import HalfYear
from hpanalysis.pipeline.storage.files import clear_place, remove_file
from hpanalysis.workspace import CONFIDENTIAL_FOLDER, Workspace


def find_confidential_folder(workspace: Workspace, half_year: HalfYear) -> Path:
    """The half-year's protected folder for the data unit, data/processed/<half-year>/fortroligt (it need not exist).
    Called whenever a protected file is written, removed or looked for."""
    return workspace.folder(half_year) / CONFIDENTIAL_FOLDER


def write_for_owner(text: str, path: Path) -> None:
    """Write a text that only its owner may read (mode 0600), whole or not at all: under another name, then renamed.
    Called for every file of the protected folder: addresses to look at, rows that break rules, counts not published."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    clear_place(path)
    neighbour = path.with_name(f".{path.name}.{os.getpid()}")
    neighbour.unlink(missing_ok=True)
    descriptor = os.open(neighbour, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as file:
        file.write(text)
    neighbour.replace(path)


def write_places(
    workspace: Workspace, half_year: HalfYear, source: str, places: dict[str, pd.DataFrame]
) -> dict[str, str]:
    """Write the rows that break each rule of a source, a file a rule, and remove the files of rules that no row breaks
    now.

    Called when a delivery has been validated, and when the measured table has. source: the source's name, or the name
    of the rules on the measured table. places: rule id -> the rows to write. Returns rule id -> the file's name as the
    analyst is told it, from the project's folder on.
    """
    where, named = find_confidential_folder(workspace, half_year), {}
    for old in where.glob(f"{source}-*.csv"):
        remove_file(old)
    for rule_id, rows in places.items():
        path = where / f"{source}-{rule_id}.csv"
        write_for_owner(rows.to_csv(index=False, lineterminator="\n"), path)
        named[rule_id] = f"data/processed/{half_year}/{CONFIDENTIAL_FOLDER}/{path.name}"
    return named


def find_places(workspace: Workspace, half_year: HalfYear, named: dict[str, str]) -> list[Path]:
    """The paths of the files, each with the rows that break a rule, that `write_places` wrote. Called after it, for the
    list of files that a run has written. named: what it returned, rule id -> the file's name."""
    return [find_confidential_folder(workspace, half_year) / Path(name).name for name in named.values()]
