"""Digests of what a run is made from, so that a run with nothing changed does nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

import hpanalysis

# What the package consists of.
CODE = ("*.py", "*.j2", "*.css", "*.html", "*.json", "*.svg")


def digest_file(path: Path) -> str:
    """The sha256 of a file's bytes, in hexadecimal. Called whenever an extract, input, table or published file is
    recorded or compared with an earlier digest."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def digest_files(paths: Iterable[Path], root: Path) -> dict[str, str]:
    """The sha256 of each file, by its name relative to the folder `root`, in the order of names. Called for the
    manifests, for the records of what a run read and wrote, and for digests of folders."""
    return {path.relative_to(root).as_posix(): digest_file(path) for path in sorted(paths)}


def find_changed(told: Mapping[str, str], root: Path) -> list[str]:
    """The names of files that are missing in the folder `root`, or have another digest there than in `told` (name ->
    sha256, from a record). Called to see whether what an earlier run wrote can be relied on."""
    return [name for name, sha256 in told.items() if not is_file_as_told(root / name, sha256)]


def is_file_as_told(path: Path, sha256: str) -> bool:
    """Whether a file is there and has this digest. Called for what an earlier run wrote, before it is read again, and
    for each extract, to see whether it has changed since the run or `hpanalysis check` began."""
    return path.is_file() and digest_file(path) == sha256


def digest_texts(texts: Iterable[str]) -> str:
    """One digest (hexadecimal) of several texts; the order counts, and the parts cannot run into each other. Called
    wherever several parts get one digest, as for all that a frame or a publication depends on: it is made again when
    that digest is another."""
    whole = hashlib.sha256()
    for text in texts:
        whole.update(hashlib.sha256(text.encode()).digest())
    return whole.hexdigest()


def digest_folder(folder: Path, *patterns: str) -> str:
    """One digest of the files, names included, in a folder and its sub-folders that match a pattern such as `*.csv`; a
    missing folder has one too. Called for the plan, params, code, executed notebooks and published folders, to see if
    any has changed."""
    paths = {path for pattern in patterns for path in folder.rglob(pattern)}
    paths = {path for path in paths if path.is_file() and "__pycache__" not in path.parts}
    return digest_texts([*(part for item in digest_files(paths, folder).items() for part in item)])


@cache
def digest_code() -> str:
    """The digest of this program's source, and of the indicators and reports under trial, if any. Called whenever what
    is made from the program is recorded or compared; computed once a process."""
    from hpanalysis.definitions import catalogue
    from hpanalysis.report import catalogue as reports

    folder = Path(hpanalysis.__file__).parent
    under_trial = [*catalogue.read_trial_texts(), *catalogue.read_trial_texts(reports.EXTRA_FOLDER)]
    return digest_texts([digest_folder(folder, *CODE), *under_trial])
