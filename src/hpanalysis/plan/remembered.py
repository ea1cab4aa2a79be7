"""The plan read once in a process, and again where a file of it is another than it was.

A page's process is a copy of one that has read the plan, so that twenty processes need not read the same thirty files.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from hpanalysis.plan.model import Plan
from hpanalysis.plan.reading import PATTERNS, find_law_folder, read


def read_once(folder: Path) -> Plan:
    """The plan in `folder`, as `read` gives it: the one that this process has read before, where no file of the plan
    or of the law beside it has changed since by a single byte. Called when a command, a page or a notebook first asks
    its workspace for the plan. `Stop` for a plan that cannot be used, each time it is asked for."""
    return _read_as_it_stands(folder, _digest_files(folder))


def _digest_files(folder: Path) -> str:
    """One sha256 of the names and bytes of all files that the plan is read from. Called each time the plan is asked
    for; it takes a hundredth of the time that reading them takes."""
    digest = hashlib.sha256()
    for root in (folder, find_law_folder(folder)):
        for path in sorted(path for pattern in PATTERNS for path in root.rglob(pattern)):
            content = path.read_bytes()
            digest.update(f"{path}\n{len(content)}\n".encode())
            digest.update(content)
    return digest.hexdigest()


@lru_cache(maxsize=1)
def _read_as_it_stands(folder: Path, digest: str) -> Plan:
    """The plan, read from its files; the last one is kept with the digest that it was read under. Called by
    `read_once`."""
    return read(folder)
