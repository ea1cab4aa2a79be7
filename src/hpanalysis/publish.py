"""Staged -> reports/, at one commit point: readers see the earlier publication whole, or the new one whole.

A publication is made ready beside its place as `.klar-<half-year>`; the rename that gives it that name is the commit
point. From there it only rolls forward: `recover` finishes at the next start what a stopped process left. The archive
page that stands beside the half-years is committed by the same rename: until it is rolled out it lies in that folder.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

READY, MAKING = ".klar-", ".paa-vej-"
ARCHIVE, ARCHIVE_PAGE = ".alle-udgivelser.html", "index.html"


def _roll_forward(ready: Path, target: Path) -> None:
    """Any step may be the last of a stopped process; the next start finds it done or undone. The archive goes first."""
    if (ready / ARCHIVE).is_file():
        (ready / ARCHIVE).replace(target.parent / ARCHIVE_PAGE)
    if target.exists():
        shutil.rmtree(target)
    ready.rename(target)


def recover(reports: Path) -> list[str]:
    """Finish what was committed and remove what was not; the half-years that were finished."""
    finished = []
    if not reports.is_dir():
        return finished
    for folder in sorted(reports.glob(f"{READY}*")):
        name = folder.name.removeprefix(READY)
        _roll_forward(folder, reports / name)
        finished.append(name)
    for folder in reports.glob(f"{MAKING}*"):
        shutil.rmtree(folder)
    return finished


def _to_disk(folder: Path) -> None:
    """Every file is on the disk before the commit point, so that a power cut cannot publish empty pages."""
    for path in folder.rglob("*"):
        if path.is_file():
            with path.open("rb+") as file:
                os.fsync(file.fileno())


def publish(staged: Path, reports: Path, name: str, archive: str) -> Path:
    """Put `staged` in the place of `reports/<name>`, and `archive` (html) beside it; `staged` is left as it is."""
    reports.mkdir(parents=True, exist_ok=True)
    making, ready = reports / f"{MAKING}{name}", reports / f"{READY}{name}"
    shutil.rmtree(making, ignore_errors=True)
    shutil.copytree(staged, making)
    (making / ARCHIVE).write_text(archive, encoding="utf-8", newline="\n")
    _to_disk(making)
    making.rename(ready)  # the commit point
    _roll_forward(ready, reports / name)
    return reports / name
