"""Digests of what a run is made from, so that a run with nothing changed does nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import hpanalysis

# What the package consists of.
CODE = ("*.py", "*.j2", "*.css", "*.html", "*.json", "*.svg")


def digest_file(path: Path) -> str:
    """The sha256 of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def digest_files(paths: Iterable[Path], root: Path) -> dict[str, str]:
    """Relative name -> digest, in the order of names."""
    return {path.relative_to(root).as_posix(): digest_file(path) for path in sorted(paths)}


def digest_texts(texts: Iterable[str]) -> str:
    """One digest of several; the parts cannot run into each other."""
    whole = hashlib.sha256()
    for text in texts:
        whole.update(hashlib.sha256(text.encode()).digest())
    return whole.hexdigest()


def digest_folder(folder: Path, *patterns: str) -> str:
    """The digest of the files in a folder that match, names included."""
    paths = {path for pattern in patterns for path in folder.rglob(pattern)}
    paths = {path for path in paths if path.is_file() and "__pycache__" not in path.parts}
    return digest_texts([*(part for item in digest_files(paths, folder).items() for part in item)])


@cache
def digest_code() -> str:
    """The digest of this package, and of the indicators and reports under trial, if any."""
    from hpanalysis.definitions import catalogue
    from hpanalysis.report import catalogue as reports

    folder = Path(hpanalysis.__file__).parent
    under_trial = [*catalogue.read_trial_texts(), *catalogue.read_trial_texts(reports.EXTRA_FOLDER)]
    return digest_texts([digest_folder(folder, *CODE), *under_trial])
