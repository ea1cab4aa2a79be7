"""`hpanalysis run 2026H1` where nothing has changed since: the answer, or none, and then the run is made."""

from __future__ import annotations

import contextlib
import os
import re
import time
from collections.abc import Sequence

from hpanalysis import project_folders
from hpanalysis.unchanged import records
from hpanalysis.unchanged.file_states import find_changed, list_states

_COMMAND = "run"
_HALF_YEAR = re.compile(r"20[0-9]{2}[Hh][12]")
_EDITION = re.compile(r"[a-z]{1,20}")
_NUMBER = re.compile(r"[1-9][0-9]{0,5}")
_PUBLIC = "offentlig"
# The options that are understood here, by their field; every other is left to the command line.
_FOLDERS = {"--raw": "raw", "--processed": "processed", "--reports": "reports", "--plan": "plan_folder"}
_JOBS, _EDITION_OPTION = "--jobs", "--edition"


def _read_words(words: Sequence[str]) -> tuple[str, str, dict[str, str]] | None:
    """The half-year, the edition and the folders that a command line names; None where it is another command, or has
    anything that is not understood here. Called with what was typed."""
    if not words or words[0] != _COMMAND:
        return None
    options: dict[str, str] = {}
    named = []
    waiting = iter(words[1:])
    for word in waiting:
        if not word.startswith("-"):
            named.append(word)
            continue
        name, is_joined, value = word.partition("=")
        if name not in (*_FOLDERS, _JOBS, _EDITION_OPTION) or name in options:
            return None
        options[name] = value if is_joined else next(waiting, "")
    edition = options.pop(_EDITION_OPTION, _PUBLIC)
    jobs = options.pop(_JOBS, "1")
    if len(named) != 1 or not _HALF_YEAR.fullmatch(named[0]) or not _EDITION.fullmatch(edition):
        return None
    if not all(options.values()) or not _NUMBER.fullmatch(jobs):
        return None
    return named[0].upper(), edition, {_FOLDERS[name]: value for name, value in options.items()}


def _stands(record: records.Record, path: str) -> bool:
    """Whether every file of a record is what it was and none has come to. Called once the record is of the same folders
    and surroundings. path: of the record, which is written anew where bytes had to be read."""
    looked_at = time.time_ns()
    try:
        states = list_states(record.roots, frozenset({path}))
        changed, read = find_changed(states, record.files, record.looked_at)
    except OSError:
        return False
    if changed:
        return False
    if read:
        with contextlib.suppress(OSError):  # who may only read has the bytes read again next time
            records.write_record(records.refresh(record, states, looked_at), path)
    return True


def _show_path(page: str) -> str:
    """A page's path relative to the current folder that it lies below, else as it is. Called for the answer."""
    here = os.path.realpath(os.getcwd())
    return os.path.relpath(page, here) if page.startswith(here + os.sep) else page


def answer(words: Sequence[str]) -> str | None:
    """What the command `run` prints where nothing has changed since the half-year's last run; None where the run must
    look itself. Called first of all with what was typed, `words`. The record must be of the same folders, the same
    surroundings and the same files; where one cannot be looked at, the command line says so in its own words."""
    if records.is_on_trial() or (asked := _read_words(words)) is None:
        return None
    try:
        return _answer_run(*asked)
    except OSError:
        return None


def _answer_run(half_year: str, edition: str, given: dict[str, str]) -> str | None:
    """As `answer`, of a line that was understood. Called by it alone."""
    root = project_folders.find_root()
    folders = project_folders.choose_folders(root, given)
    path = records.find_path(folders["processed"], half_year, edition)
    record = records.read_record(path)
    if record is None or record.folders != {"root": root, **folders}:
        return None
    if record.surroundings != records.describe_surroundings() or not _stands(record, path):
        return None
    return "\n".join([*record.remarks, describe_nothing_changed(_show_path(record.page))])


def describe_nothing_changed(page: str) -> str:
    """The Danish sentence of a run that had nothing to do. Called here, and by the command where the run found it out.
    page: the path of the page to open, as it is shown."""
    return f"Intet er ændret siden sidste kørsel, så der er ikke gjort noget. Åbn {page}"
