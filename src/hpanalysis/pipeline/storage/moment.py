"""A run is of one moment: what it reads is the same from its beginning to its end, or nothing is published.

Processes of their own read params, plan, rules and notebooks while a run goes on. So these files are digested before
any of them is read, and again when all is made.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import hpanalysis
from hpanalysis import plan as plans
from hpanalysis.definitions import catalogue
from hpanalysis.errors import format_finding
from hpanalysis.pipeline.storage import digests
from hpanalysis.report import catalogue as reports
from hpanalysis.workspace import SYNTHETIC_MARK, Workspace

LOCK = "requirements.lock"
# The words for the folders that decide what an extract's frame becomes.
PLAN, RULES, PROGRAM, TRIAL = "planens mappe", "mappen expectations", "programmet", "mappen med det, der er på prøve"
LAW = "mappen params/law"
PARAMS, NOTEBOOKS = "mappen params", "mappen notebooks"
# So many of the changed files are named: where the program itself is exchanged, all of its files are others.
_NAMED = 5
# What Python and Jupyter write beside the files that they open.
PASSED_OVER = ("__pycache__", ".ipynb_checkpoints")


@dataclass(frozen=True)
class WatchedFolder:
    """Files that a run reads: those in a folder that match a pattern. Made where a run begins, for its `Moment`."""

    words: str  # where they lie, in Danish, for a message
    folder: Path
    patterns: tuple[str, ...]
    deep: bool = False  # those in sub-folders too

    def digest_files(self) -> dict[str, str]:
        """Name -> sha256 of the files that match now, those in Python's and Jupyter's own folders left out. Called when
        a run, a package or `hpanalysis check` begins, and again when it is about to end or has failed, to see whether
        any file has changed meanwhile."""
        find = self.folder.rglob if self.deep else self.folder.glob
        found = {path for pattern in self.patterns for path in find(pattern)}
        told = {}
        for path in sorted(path for path in found if not set(PASSED_OVER) & set(path.relative_to(self.folder).parts)):
            # A file that is taken away just now is one that is not there.
            with contextlib.suppress(FileNotFoundError, IsADirectoryError):
                told[path.relative_to(self.folder).as_posix()] = digests.digest_file(path)
        return told


@dataclass(frozen=True)
class Moment:
    """What a run reads as it was when the run began, file by file. Made by `take_moment` before anything is read, and
    compared with what lies there before the run is committed."""

    folders: tuple[WatchedFolder, ...]
    files: tuple[dict[str, str], ...]  # of each folder: name -> sha256

    def digest(self, *only: str) -> str:
        """One digest of the files and their names, in all watched folders or only in those with the Danish words given
        (`words`). Called to see whether anything has changed since a frame or a publication was made."""
        told = [item for item in zip(self.folders, self.files, strict=True) if not only or item[0].words in only]
        texts = ((folder.words, *(part for pair in files.items() for part in pair)) for folder, files in told)
        return digests.digest_texts(text for part in texts for text in part)

    def list_files(self, words: str) -> dict[str, str]:
        """Name -> sha256 of the files in the watched folders with these Danish words; empty where there are none.
        Called to see whether a part of the program has changed."""
        told = zip(self.folders, self.files, strict=True)
        return {name: sha256 for folder, files in told if folder.words == words for name, sha256 in files.items()}

    def find_changes(self, outcome: str) -> list[str]:
        """The Danish findings on files that are other than they were, gone or new, the first few by name and then how
        many more; none where all is the same. Called just before a run or a package is committed, when a run fails, and
        as `hpanalysis check` ends. outcome: what has not happened, such as `intet er udgivet`."""
        pairs = zip(self.folders, self.files, strict=True)
        changes = [*dict.fromkeys(change for folder, before in pairs for change in _compare(folder, before))]
        more = len(changes) - _NAMED
        findings = [describe_change(place, word, outcome) for place, word in changes[:_NAMED]]
        return findings + ([f"Det samme gælder {more} andre filer."] if more > 0 else [])


def _compare(folder: WatchedFolder, before: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield each file of a folder that is changed, gone or new since a run began: its place and what happened, in
    Danish. Called for each folder that a run or a package reads, when it is about to be committed or a run fails.
    before: name -> sha256 as it began."""
    now = folder.digest_files()
    for name in sorted({*before, *now}):
        if before.get(name) != now.get(name):
            word = "fjernet" if name not in now else "ændret" if name in before else "kommet til"
            yield f"»{name}« i {folder.words}", word


def describe_change(place: str, word: str, outcome: str) -> str:
    """The Danish finding on a file that was not the same all the time; called for each such file of a run or a package.
    word: `ændret`, `fjernet` or `kommet til`. outcome: what has not happened, such as `intet er udgivet`."""
    return format_finding(
        place,
        f"Filen er {word}, mens kørslen stod på, og {outcome}.",
        expected="de samme filer fra kørslens begyndelse til dens slutning.",
        do="Vent, til alle filer er lagt eller rettet færdigt, og kør igen.",
        ask="dataenheden.",
    )


def watch_project(workspace: Workspace, *params: str) -> Iterator[WatchedFolder]:
    """What every run reads of a project: params (the names or patterns given), the plan, the rules, the notebooks, the
    program with requirements.lock, and whether the extracts are invented. Called when a run, `hpanalysis check` or a
    package begins, to see later whether any of these files has changed meanwhile."""
    yield WatchedFolder(PARAMS, workspace.params, params)
    yield WatchedFolder(PLAN, workspace.plan_folder, ("*.csv", "*.yaml", "*.geojson"), deep=True)
    yield WatchedFolder(LAW, plans.find_law_folder(workspace.plan_folder), ("*.csv",))
    yield WatchedFolder(RULES, workspace.expectations, ("*.json",), deep=True)
    yield WatchedFolder(NOTEBOOKS, workspace.notebooks, ("*.ipynb",), deep=True)
    yield WatchedFolder("projektets mappe", workspace.root, (LOCK,))
    yield WatchedFolder("mappen med udtræk", workspace.raw, (SYNTHETIC_MARK,))
    yield WatchedFolder(PROGRAM, Path(hpanalysis.__file__).parent, digests.CODE, deep=True)
    for variable in (catalogue.EXTRA_FOLDER, reports.EXTRA_FOLDER):
        if folder := os.environ.get(variable):
            yield WatchedFolder(TRIAL, Path(folder), ("*.py",))


def take_moment(folders: Iterable[WatchedFolder]) -> Moment:
    """The files that a run, `hpanalysis check` or a package reads, by their digests as they are now. Called first,
    before any of them is read, because they must be the same at the end."""
    watched = tuple(folders)
    return Moment(watched, tuple(each.digest_files() for each in watched))
