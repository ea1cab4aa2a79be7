"""The record that a run leaves of every file that it read or made, and of what it ran in.

The file's first line is the digest of the rest, so that a record that was cut short or edited is no record. What cannot
be believed is not: then the run itself looks.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from hpanalysis.unchanged.file_states import Root, State

# The folders that a record is of, as `workspace.Workspace` names them.
FOLDERS = ("root", "raw", "processed", "reports", "plan_folder", "params")
_VARIABLES = "HPANALYSIS_"
# What an indicator or a report on trial is read from: who tries one out has the run look each time.
_ON_TRIAL = ("HPANALYSIS_INDICATORS", "HPANALYSIS_MORE_REPORTS")
_KEY_FILE = "HPANALYSIS_KEY_FILE"


@dataclass(frozen=True, kw_only=True)
class Record:
    """What a run left. Made by `pipeline.half_year.leave_record`, read when the same run is asked for again."""

    folders: dict[str, str]  # those of the command, by their field, and the root
    surroundings: dict[str, Any]  # Python, packages, environment variables
    roots: tuple[Root, ...]
    files: dict[str, tuple[State, str]]  # path -> state and sha256
    looked_at: int  # when the states were taken, in nanoseconds
    page: str  # the path of the page to open
    remarks: tuple[str, ...]  # what the user is told in any case


def find_path(processed: str, name: str, edition: str) -> str:
    """The path of the record of a publication's run. Called when it is written, and when it is read. name: of the
    publication's folders, such as 2026H1."""
    return os.path.join(processed, name, f"unchanged-{edition}.txt")


def describe_surroundings() -> dict[str, Any]:
    """What a run depends on beside files: Python, the packages installed (name and version), and the program's
    environment variables, with the state of the key's file, whose bytes nobody digests here. Called as a run begins,
    when its record is written, and when it is compared."""
    packages = []
    for folder in sys.path:
        if os.path.isdir(folder):
            packages += [name for name in os.listdir(folder) if name.endswith((".dist-info", ".egg-info"))]
    variables = {name: value for name, value in os.environ.items() if name.startswith(_VARIABLES)}
    key = None
    if path := variables.get(_KEY_FILE):
        stat = os.stat(path) if os.path.exists(path) else None
        key = stat and [stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino]
    return {
        "python": [sys.version, sys.prefix, sys.platform],
        "packages": sorted(packages),
        "variables": dict(sorted(variables.items())),
        "key": key,
    }


def is_on_trial() -> bool:
    """Whether indicators or reports outside the program are tried out, whose files no record has. Called before a
    record is written or read."""
    return any(os.environ.get(name) for name in _ON_TRIAL)


def write_record(record: Record, path: str) -> None:
    """Write a record; a reader has the old one whole or the new one. Called when a run has ended, and where files had
    to be read anew to see that they are the same."""
    text = json.dumps(asdict(record), separators=(",", ":")).encode("ascii")
    folder, name = os.path.split(path)
    beside = os.path.join(folder, f".{name}.{os.getpid()}")
    with open(beside, "wb") as file:
        file.write(hashlib.sha256(text).hexdigest().encode("ascii") + b"\n" + text)
    os.replace(beside, path)


def read_record(path: str) -> Record | None:
    """The record in a file; None where there is none, or none that is whole. Called when it is asked whether anything
    has changed."""
    try:
        with open(path, "rb") as file:
            digest, _, text = file.read().partition(b"\n")
        if hashlib.sha256(text).hexdigest().encode("ascii") != digest:
            return None
        return _read_content(json.loads(text))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _read_content(content: Mapping[str, Any]) -> Record:
    """A record of its JSON; KeyError or TypeError where it is of another form, as another edition of the program wrote
    it. Called for each record that is read."""
    roots = tuple(
        Root(each["words"], each["path"], tuple(each["endings"]), tuple(each["passed_over"]))
        for each in content["roots"]
    )
    files = {path: (tuple(state), sha256) for path, (state, sha256) in content["files"].items()}
    whole = dict(content) | {"roots": roots, "files": files, "remarks": tuple(content["remarks"])}
    return Record(**whole)


def refresh(record: Record, states: Mapping[str, State], looked_at: int) -> Record:
    """The record with the states of now, where every file was seen to be the same. Called so that the next time no
    bytes need be read. looked_at: before the states were taken."""
    files = {path: (states[path], sha256) for path, (_, sha256) in record.files.items()}
    return replace(record, files=files, looked_at=looked_at)
