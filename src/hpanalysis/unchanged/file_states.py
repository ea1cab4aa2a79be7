"""What lies in folders, and whether it is what lay there: by size, times and inode as an index of a version control
system tells it, and by digest where these differ or are too young to tell."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

# Size in bytes, time of change and time of the entry's change in nanoseconds, inode.
State = tuple[int, int, int, int]

# The lock that stays at the top of a folder that was locked once; what it is there means nothing.
_LOCK = ".laas"
# A folder has no state but that it is there.
_FOLDER: State = (0, 0, 0, 0)
# A file that changed so shortly before it was looked at may change once more without another time: clocks of file
# systems tick in up to two seconds (FAT).
YOUNG = 2_000_000_000
# Windows has no time at which a file's entry last changed, so that a file may get its old time back: each is read.
TIMES_TELL = os.name != "nt"


@dataclass(frozen=True)
class Root:
    """A folder whose files and folders count, or one file. words: what it is, in Danish, for whoever is told of a
    change. endings: of the files that count, and then no folder does; none for all. passed_over: the names of what does
    not count, at any depth, because Python or Jupyter writes it beside the files that they open."""

    words: str
    path: str
    endings: tuple[str, ...] = ()
    passed_over: tuple[str, ...] = ()


def read_state(stat: os.stat_result) -> State:
    """What is compared of a file before its bytes are. Called for each file."""
    return stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino


def _walk(root: Root) -> Iterator[tuple[os.DirEntry[str], bool]]:
    """Every file and folder in a folder and its sub-folders, in no order, and whether it is a folder; none where there
    is no folder. Called for each root that is one."""
    waiting = [root.path]
    while waiting:
        folder = waiting.pop()
        try:
            entries = os.scandir(folder)
        except (FileNotFoundError, NotADirectoryError):
            continue
        with entries:
            for entry in entries:
                if entry.name in root.passed_over or (entry.name == _LOCK and folder == root.path):
                    continue
                if is_folder := entry.is_dir():
                    waiting.append(entry.path)
                yield entry, is_folder


def list_states(roots: Sequence[Root], without: frozenset[str] = frozenset()) -> dict[str, State]:
    """Path -> state of every file and folder of the roots; a folder's path ends with a separator. Called before a run
    reads anything, when its record is written, and when it is asked whether anything has changed. without: paths that
    do not count, such as the record's own. `OSError` where a file cannot be looked at, as one that is taken away just
    now."""
    states: dict[str, State] = {}
    for root in roots:
        if os.path.isfile(root.path):
            states[root.path] = read_state(os.stat(root.path))
            continue
        for entry, is_folder in _walk(root):
            if is_folder and not root.endings:
                states[entry.path + os.sep] = _FOLDER
            if not is_folder and (not root.endings or entry.name.endswith(root.endings)) and entry.path not in without:
                states[entry.path] = read_state(entry.stat())
    return states


def digest_file(path: str) -> str:
    """The sha256 of a file's bytes, in hexadecimal; "" for a folder. Called for each file when a record is written, and
    for those that their state does not settle."""
    if path.endswith(os.sep):
        return ""
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def is_young(state: State, looked_at: int) -> bool:
    """Whether a file changed so shortly before a moment (nanoseconds) that its times tell nothing of later changes.
    Called for each file of a record."""
    return max(state[1], state[2]) > looked_at - YOUNG


def find_changed(
    now: Mapping[str, State], then: Mapping[str, tuple[State, str]], looked_at: int
) -> tuple[list[str], list[str]]:
    """The files that are other than they were, gone or new, by path; and those whose bytes had to be read to see that
    they are the same. Called when it is asked whether anything has changed. then: path -> state and sha256. looked_at:
    when these were taken, in nanoseconds. `OSError` as `list_states`."""
    changed = [path for path in then if path not in now]
    read = []
    for path, state in now.items():
        if path not in then:
            changed.append(path)
            continue
        before, sha256 = then[path]
        if not TIMES_TELL or state != before or is_young(before, looked_at):
            if state[0] != before[0] or digest_file(path) != sha256:
                changed.append(path)
            else:
                read.append(path)
    return sorted(changed), read
