"""Disks that say no: a small one that is soon full, and one that may only be read."""

from __future__ import annotations

import contextlib
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest


def _mount(*arguments: str) -> bool:
    try:
        return subprocess.run(["mount", *arguments], capture_output=True, check=False).returncode == 0
    except OSError:  # Windows has no such program
        return False


def allow_only_reading(folder: Path) -> None:
    """Let nobody write to the disk in `folder`, not even the superuser, who passes over rights."""
    assert _mount("-o", "remount,ro", str(folder))


def make_larger(folder: Path) -> None:
    """Give the disk in `folder` the room that a half-year needs."""
    assert _mount("-o", "remount,size=400m", str(folder))


@contextlib.contextmanager
def mount_disk(folder: Path, kilobytes: int) -> Iterator[Path]:
    """A disk of its own in `folder`, in memory; the test is skipped where no disk may be mounted."""
    folder.mkdir(parents=True)
    if not _mount("-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(folder)):
        pytest.skip("no disk may be mounted here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], capture_output=True, check=False)
