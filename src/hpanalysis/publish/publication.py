"""A publication is committed by one rename; after that it can only be finished, never undone.

It is made ready beside its place, in `.paa-vej-<name>/`: `ny/` is the new folder, `kontrolsum.txt` is its digest, and
the archive page beside the publications lies there too if it changes. Where the earlier publication is to stay beside
the new one, a copy of it lies there under the name that it will have, such as `tidligere-2026H1-1/`. The rename to
`.klar-<name>/` is the commit point. Then that copy and `ny/` take their places, the archive page takes its own, and the
rest is removed.

A process that is stopped leaves one of these states, and `recover` finishes it at the next start. If `ny/` still fits
its digest, it is the new folder and has not taken its place yet; afterwards the earlier publication lies there, or
nothing.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
from pathlib import Path

from hpanalysis.errors import Stop
from hpanalysis.publish import exchange
from hpanalysis.published.names import SUPERSEDED_PREFIX

READY, MAKING = ".klar-", ".paa-vej-"
NEW, ASIDE, DIGEST = "ny", "gammel", "kontrolsum.txt"
ARCHIVE, ARCHIVE_PAGE = "alle-udgivelser.html", "index.html"


def _compute_digest(folder: Path) -> str:
    """One SHA-256 of all files of a folder, of their names and bytes in the order of the names. Called when a
    publication is made ready, and again before it is put in its place, to see that no file was spoilt."""
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        name = path.relative_to(folder).as_posix().encode("utf-8")
        for part in (name, path.read_bytes()):
            digest.update(hashlib.sha256(part).digest())
    return digest.hexdigest()


def _is_whole(ready: Path) -> bool:
    """Whether the new folder (`ny/`) still waits in a committed publication, and none of its files is spoilt. Called
    before it is put in its place. ready: the committed folder, `.klar-<name>/`."""
    known, new = ready / DIGEST, ready / NEW
    return known.is_file() and new.is_dir() and known.read_text(encoding="utf-8") == _compute_digest(new)


def _remove(folder: Path) -> None:
    """Remove a folder that no step needs any more; what a reader holds open stays, without an error, until the next
    run. Called while a publication is finished, and for what was never committed."""
    shutil.rmtree(folder, ignore_errors=True)


def _clear_committed(ready: Path, making: Path) -> None:
    """Remove the folder of a publication that has been put in its place. Called last by `_roll_forward`. ready: the
    committed folder, `.klar-<name>/`. making: the name of an uncommitted one, `.paa-vej-<name>/`; the folder is renamed
    to it first, because a stop in the middle of removing `ready` would leave half a folder that looks committed."""
    _remove(making)
    with contextlib.suppress(OSError):  # what could not be removed is held open
        ready.rename(making)
    _remove(making)
    _remove(ready)


def _put_superseded(ready: Path, reports: Path) -> None:
    """Put the copy of the earlier publication, if a committed publication has one, beside the publications. Called
    before the new folder takes the earlier one's place, so that the earlier one is never missing. ready: the committed
    folder. reports: the folder of all publications."""
    for copy in sorted(ready.glob(f"{SUPERSEDED_PREFIX}*")):
        if not (reports / copy.name).exists():
            copy.rename(reports / copy.name)


def _put_in_place(ready: Path, target: Path) -> None:
    """Put the new folder of a committed publication in its place, if it still waits to be put there and is whole.

    Called by `_roll_forward`, right after a commit and at the next start after a stop. ready: the committed folder,
    `.klar-<name>/`. target: the place, such as reports/2026H1. If a stop between two renames left the place empty and
    the new folder is spoilt since, the earlier publication is put back.
    """
    aside = ready / ASIDE
    if _is_whole(ready):
        _put_superseded(ready, target.parent)
        if target.exists():
            _remove(aside)
        exchange.put(ready / NEW, target, aside)
    elif not target.exists() and aside.is_dir():  # stopped between two renames, and the new folder was spoilt since
        aside.rename(target)


def _roll_forward(ready: Path, target: Path) -> None:
    """Finish a committed publication: put the folder and the archive page in their places, and remove the rest.

    Called right after each commit, and at the next start for what a stopped run left; every step can be repeated.
    ready: the committed folder, `.klar-<name>/`. target: the place, such as reports/2026H1. `Stop` where a program
    holds the earlier folder open; the publication stays committed, and the next run finishes it.
    """
    try:
        _put_in_place(ready, target)
    except PermissionError:
        raise Stop(
            "Den nye udgivelse er færdig, men mappen kan ikke skiftes ud, og den tidligere udgivelse står endnu.",
            place=f"Mappen reports/{target.name}",
            expected="en mappe, som ingen programmer har filer åbne i.",
            do="Luk de programmer, der viser filer fra mappen, og kør igen.",
        ) from None
    if (ready / ARCHIVE).is_file():
        (ready / ARCHIVE).replace(target.parent / ARCHIVE_PAGE)
    _clear_committed(ready, ready.with_name(f"{MAKING}{target.name}"))


def recover(reports: Path) -> list[str]:
    """Finish the publications that a stopped run had committed, and remove those that it had not. Called at the start
    of every run, and before a package is made, by one process at a time. Returns the names of the publications that
    were finished, such as `2026H1`; none where the folder `reports` is not there."""
    if not reports.is_dir():
        return []
    finished = [folder.name.removeprefix(READY) for folder in sorted(reports.glob(f"{READY}*"))]
    for name in finished:
        _roll_forward(reports / f"{READY}{name}", reports / name)
    for folder in reports.glob(f"{MAKING}*"):
        _remove(folder)
    return finished


def _flush_to_disk(folder: Path) -> None:
    """Write all files and folders of a folder through to the disk. Called for each publication, last before the rename
    by which it is published, because a power cut after the rename could else leave empty pages."""
    for path in (*folder.rglob("*"), folder):
        if path.is_file():
            with path.open("rb+") as file:
                os.fsync(file.fileno())
        elif os.name == "posix":  # Windows opens no folders, and keeps their names without
            descriptor = os.open(path, os.O_RDONLY)
            with contextlib.suppress(OSError):  # a network's file system may not know it
                os.fsync(descriptor)
            os.close(descriptor)


def _make_ready(
    staged: Path, making: Path, archive: str | None, earlier: Path | None = None, earlier_name: str | None = None
) -> None:
    """Copy the staged folder into `making`, with its digest and the archive page beside it, ready for the rename by
    which it is published. Called by `publish`. staged: the finished pages. making: `.paa-vej-<name>/`, which must not
    exist. archive: the html of the page of all publications; None leaves that page as it is. earlier, earlier_name: the
    publication that stays beside the new one, and the name that it gets; None where the new one replaces it."""
    making.mkdir()
    shutil.copytree(staged, making / NEW)
    if earlier is not None and earlier_name is not None:
        shutil.copytree(earlier, making / earlier_name)
    (making / DIGEST).write_text(_compute_digest(making / NEW), encoding="utf-8", newline="\n")
    if archive is not None:
        (making / ARCHIVE).write_text(archive, encoding="utf-8", newline="\n")
    _flush_to_disk(making)


def publish(staged: Path, reports: Path, name: str, archive: str | None = None, earlier: str | None = None) -> Path:
    """Put a copy of a folder of finished pages in the place of `reports/<name>`, and return that folder.

    Called last in a run of a half-year or an accounting year, when its gates are passed; by one process at a time,
    after `recover`. staged: the finished pages. name: such as `2026H1`. archive: the html of the page of all
    publications, which becomes `reports/index.html`; None leaves the page as it is. earlier: the name under which what
    lies in `reports/<name>` stays in reports/, such as `tidligere-2026H1-1`; None where the new folder replaces it.
    """
    reports.mkdir(parents=True, exist_ok=True)
    making, ready = reports / f"{MAKING}{name}", reports / f"{READY}{name}"
    shutil.rmtree(making, ignore_errors=True)
    _make_ready(staged, making, archive, reports / name, earlier)
    making.rename(ready)  # the commit point
    _roll_forward(ready, reports / name)
    return reports / name
