"""A publication is committed by one rename, and from there only rolls forward.

It is made ready beside its place in `.paa-vej-<name>/`: `ny/` is the folder to be, `kontrolsum.txt` its digest, and
with it the archive page that stands beside the publications, if that changes too. The rename to `.klar-<name>/` is the
commit point. Then `ny/` takes its place, the page takes its own, and what is left is removed. A stopped process leaves
one of these states, and `recover` finishes it at the next start: `ny/` that is whole has not taken its place yet.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
from pathlib import Path

from hpanalysis.errors import Stop
from hpanalysis.publish import exchange

READY, MAKING = ".klar-", ".paa-vej-"
NEW, ASIDE, DIGEST = "ny", "gammel", "kontrolsum.txt"
ARCHIVE, ARCHIVE_PAGE = "alle-udgivelser.html", "index.html"


def _compute_digest(folder: Path) -> str:
    """The digest of a folder's files, names and bytes."""
    whole = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        name = path.relative_to(folder).as_posix().encode("utf-8")
        for part in (name, path.read_bytes()):
            whole.update(hashlib.sha256(part).digest())
    return whole.hexdigest()


def _is_whole(ready: Path) -> bool:
    """Whether the folder that was committed still waits: afterwards the earlier one lies there, or none."""
    known, new = ready / DIGEST, ready / NEW
    return known.is_file() and new.is_dir() and known.read_text(encoding="utf-8") == _compute_digest(new)


def _remove(folder: Path) -> None:
    """Remove what no step needs any more; a folder that a reader holds open goes at the next start."""
    shutil.rmtree(folder, ignore_errors=True)


def _clear_committed(ready: Path, left: Path) -> None:
    """Nothing is committed any more, and then what is left goes: half of it is never taken for a publication."""
    _remove(left)
    with contextlib.suppress(OSError):  # what could not be removed is held open
        ready.rename(left)
    _remove(left)
    _remove(ready)


def _put_in_place(ready: Path, target: Path) -> None:
    """The new folder in its place, if it is not there yet."""
    aside = ready / ASIDE
    if _is_whole(ready):
        if target.exists():
            _remove(aside)
        exchange.put(ready / NEW, target, aside)
    elif not target.exists() and aside.is_dir():  # stopped between two renames, and the new folder spoilt since
        aside.rename(target)


def _refuse_held_folder(target: Path) -> Stop:
    return Stop(
        "Den nye udgivelse er færdig, men mappen kan ikke skiftes ud, og den tidligere udgivelse står endnu.",
        place=f"Mappen reports/{target.name}",
        expected="en mappe, som ingen programmer har filer åbne i.",
        do="Luk de programmer, der viser filer fra mappen, og kør igen.",
    )


def _roll_forward(ready: Path, target: Path) -> None:
    """Any step may be the last of a stopped process; the next start finds it done or undone."""
    try:
        _put_in_place(ready, target)
    except PermissionError:
        raise _refuse_held_folder(target) from None
    if (ready / ARCHIVE).is_file():
        (ready / ARCHIVE).replace(target.parent / ARCHIVE_PAGE)
    _clear_committed(ready, ready.with_name(f"{MAKING}{target.name}"))


def recover(reports: Path) -> list[str]:
    """Finish what was committed and remove what was not; the names of the publications that were finished.

    To be called by one process at a time.
    """
    if not reports.is_dir():
        return []
    finished = [folder.name.removeprefix(READY) for folder in sorted(reports.glob(f"{READY}*"))]
    for name in finished:
        _roll_forward(reports / f"{READY}{name}", reports / name)
    for folder in reports.glob(f"{MAKING}*"):
        _remove(folder)
    return finished


def _flush_to_disk(folder: Path) -> None:
    """Everything is on the disk before the commit point, so that a power cut cannot publish empty pages."""
    for path in (*folder.rglob("*"), folder):
        if path.is_file():
            with path.open("rb+") as file:
                os.fsync(file.fileno())
        elif os.name == "posix":  # Windows opens no folders, and keeps their names without
            descriptor = os.open(path, os.O_RDONLY)
            with contextlib.suppress(OSError):  # a network's file system may not know it
                os.fsync(descriptor)
            os.close(descriptor)


def _make_ready(staged: Path, making: Path, archive: str | None) -> None:
    making.mkdir()
    shutil.copytree(staged, making / NEW)
    (making / DIGEST).write_text(_compute_digest(making / NEW), encoding="utf-8", newline="\n")
    if archive is not None:
        (making / ARCHIVE).write_text(archive, encoding="utf-8", newline="\n")
    _flush_to_disk(making)


def publish(staged: Path, reports: Path, name: str, archive: str | None = None) -> Path:
    """Put `staged` in the place of `reports/<name>`, and `archive` (html), if given, beside it as index.html.

    `staged` is left as it is. To be called by one process at a time, after `recover`.
    """
    reports.mkdir(parents=True, exist_ok=True)
    making, ready = reports / f"{MAKING}{name}", reports / f"{READY}{name}"
    shutil.rmtree(making, ignore_errors=True)
    _make_ready(staged, making, archive)
    making.rename(ready)  # the commit point
    _roll_forward(ready, reports / name)
    return reports / name
