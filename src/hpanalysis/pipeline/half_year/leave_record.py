"""The record that a run leaves, by which the next one is answered without a run (`hpanalysis.unchanged`), and what has
changed since, file by file."""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import hpanalysis
from hpanalysis import plan as plans
from hpanalysis.cpr import may_hold_number
from hpanalysis.danish import join_words
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.pipeline.publish_run import Result
from hpanalysis.pipeline.storage import digests, moment
from hpanalysis.pipeline.storage.progress import Progress
from hpanalysis.publications import Publication
from hpanalysis.unchanged import records
from hpanalysis.unchanged.file_states import (
    TIMES_TELL,
    Root,
    State,
    digest_file,
    find_changed,
    is_young,
    list_states,
)
from hpanalysis.workspace import Workspace

# So many of the changed files are named; of more it is said how many there are in which folder.
_NAMED = 5


@dataclass(frozen=True)
class Watched:
    """What lay in the project's folders before a run read anything. Made by `watch`, read when the run's record is
    written."""

    roots: tuple[Root, ...]
    states: dict[str, State]
    surroundings: dict[str, Any]  # as `records.describe_surroundings`
    looked_at: int  # nanoseconds, before the states were taken


def _list_inputs(workspace: Workspace) -> Iterator[Root]:
    """The folders and files that a run reads and none writes. Called for the roots of a record. They may overlap: a
    file counts by its path."""
    code = tuple(pattern.removeprefix("*") for pattern in digests.CODE)
    yield Root(moment.PROGRAM, str(Path(hpanalysis.__file__).parent), code, moment.PASSED_OVER)
    for words, folder in (
        (moment.PARAMS, workspace.params),
        (moment.PLAN, workspace.plan_folder),
        (moment.LAW, plans.find_law_folder(workspace.plan_folder)),
        (moment.RULES, workspace.expectations),
        (moment.NOTEBOOKS, workspace.notebooks),
    ):
        yield Root(words, str(folder), passed_over=moment.PASSED_OVER)
    yield Root("projektets mappe", str(workspace.root / moment.LOCK))
    yield Root("mappen med udtræk", str(workspace.raw))


def list_roots(workspace: Workspace) -> tuple[Root, ...]:
    """All that a run reads or writes: its inputs, and what the runs have made. Called before a run."""
    made = (("data/processed", workspace.processed), ("mappen reports", workspace.reports))
    return (*_list_inputs(workspace), *(Root(words, str(folder)) for words, folder in made))


def _find_record_path(publication: Publication[HalfYear]) -> str:
    """The path of the record of a half-year's run. Called when it is read and when it is written."""
    return records.find_path(str(publication.workspace.processed), publication.name, publication.edition.value)


def watch(publication: Publication[HalfYear]) -> Watched | None:
    """Look at the project's folders before a run reads anything; None where a file cannot be looked at, and then no
    record is left. Called as a run begins, when it has the folders to itself."""
    roots, looked_at = list_roots(publication.workspace), time.time_ns()
    try:
        states = list_states(roots, frozenset({_find_record_path(publication)}))
        return Watched(roots, states, records.describe_surroundings(), looked_at)
    except OSError:
        return None


def tell_changes(publication: Publication[HalfYear], watched: Watched | None, progress: Progress) -> None:
    """Say which of the files that the half-year's last run read are changed, gone or new. Called as a run begins;
    nothing is said where that run left no record, or nothing has changed."""
    record = records.read_record(_find_record_path(publication))
    if record is None or watched is None:
        return
    inputs = tuple(_list_inputs(publication.workspace))
    now = {path: state for path, state in watched.states.items() if _find_root(path, inputs) is not None}
    then = {path: told for path, told in record.files.items() if _find_root(path, inputs) is not None}
    try:
        changed, _ = find_changed(now, then, record.looked_at)
    except OSError:
        return
    if changed:
        progress.say(describe_changes(changed, inputs))


def _find_root(path: str, roots: tuple[Root, ...]) -> Root | None:
    """The root that a file lies in, the innermost; None where it lies in none. Called for each file that is named."""
    inside = [root for root in roots if path == root.path or path.startswith(root.path + os.sep)]
    return max(inside, key=lambda root: len(root.path), default=None)


def describe_changes(changed: list[str], roots: tuple[Root, ...]) -> str:
    """A Danish sentence that names the files changed since the last run, or counts them by folder where they are many.
    Called as a run begins. The names of files that may hold a CPR number are not shown."""
    places = [(root.words, path) for path in changed if (root := _find_root(path, roots)) is not None]
    if len(places) > _NAMED:
        counts = Counter(words for words, _ in places)
        told = [f"{number} {'fil' if number == 1 else 'filer'} i {words}" for words, number in counts.items()]
    else:
        told = [f"»{_show_name(path)}« i {words}" for words, path in places]
    return f"Ændret siden sidste kørsel: {join_words(told)}."


def _show_name(path: str) -> str:
    """A file's name, or `…` where it may hold a CPR number. Called for each file that is named."""
    name = Path(path).name
    return "…" if may_hold_number(name) else name


def leave_record(publication: Publication[HalfYear], watched: Watched | None, result: Result) -> None:
    """Write the record of a run that has ended well, unless anything that it read may have changed meanwhile. Called
    last in a run, while it still has the folders to itself. No record is left of indicators or reports on trial, nor
    where a folder's name may hold a CPR number, because the answer shows the page's path as it is."""
    path = _find_record_path(publication)
    if watched is None or records.is_on_trial() or any(map(may_hold_number, result.page.parts)):
        return
    looked_at = time.time_ns()
    try:
        states = list_states(watched.roots, frozenset({path}))
        if not _are_of_one_run(publication, watched, states, result.changed):
            return
        files = _digest(states, records.read_record(path))
        # What changed while it was digested has another state now.
        if list_states(watched.roots, frozenset({path})) != states or not _is_as_published(publication):
            return
        workspace = publication.workspace
        folders = {field: str(getattr(workspace, field)) for field in records.FOLDERS}
        records.write_record(
            records.Record(
                folders=folders,
                surroundings=watched.surroundings,
                roots=watched.roots,
                files=files,
                looked_at=looked_at,
                page=str(result.page),
                remarks=result.remarks,
            ),
            path,
        )
    except (OSError, ValueError):  # what is taken away just now, a folder that may not be written to, or an odd name
        return


def _is_as_published(publication: Publication[HalfYear]) -> bool:
    """Whether the pages are those that the run published. Called last before a record is written: what of them was
    edited just after they were put in place would else be taken for the run's."""
    return publication.read_record().get("published") == digests.digest_folder(publication.folder, "*")


def _are_of_one_run(
    publication: Publication[HalfYear], watched: Watched, now: Mapping[str, State], has_made: bool
) -> bool:
    """Whether all that the run read is what it was when it began. Called before a record is written. What the run
    itself made may be new, if it has made anything: the half-year's own folders, and what lies in the folder of all
    publications by itself. A file that changed just before the run may have changed once more without another time."""
    surroundings = records.describe_surroundings()
    key = surroundings["key"]
    if surroundings != watched.surroundings or (key and is_young((key[0], key[1], key[2], key[3]), watched.looked_at)):
        return False
    reports = f"{publication.workspace.reports}{os.sep}"
    own = tuple(f"{folder}{os.sep}" for folder in (publication.internal, publication.folder))

    def is_made(path: str) -> bool:
        """Whether the run may have written a file. Asked of each."""
        return has_made and (
            path.startswith(own) or (path.startswith(reports) and os.sep not in path.removeprefix(reports))
        )

    read = {path for path in (*watched.states, *now) if not is_made(path)}
    return all(
        path in now
        and path in watched.states
        and now[path] == watched.states[path]
        and not is_young(now[path], watched.looked_at)
        for path in read
    )


def _digest(states: Mapping[str, State], earlier: records.Record | None) -> dict[str, tuple[State, str]]:
    """State and sha256 of each file, those of an earlier record taken over where the state settles it. Called when a
    record is written."""
    known = earlier.files if earlier is not None else {}
    digested = {}
    for path, state in states.items():
        before, sha256 = known.get(path, (None, ""))
        settled = TIMES_TELL and before == state and earlier is not None and not is_young(state, earlier.looked_at)
        digested[path] = (state, sha256 if settled else digest_file(path))
    return digested
