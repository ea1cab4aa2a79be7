"""One run at a time in a folder: a lock that the operating system takes back when its process ends, however it ends.

The lock is a lock on an empty file, `.laas`, that stays in the folder: whether the file is there means nothing.
Commands that write to a project's folders hold them while they work; those that only read do not.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from hpanalysis.errors import Stop
from hpanalysis.pipeline.storage.files import clear_place
from hpanalysis.pipeline.storage.progress import Progress

FILE = ".laas"
SECONDS = 0.1  # between two tries
WAITS = "En anden kørsel er i gang i de samme mapper. Denne venter, til den er færdig."


def _make_lock_error(folder: Path) -> Stop:
    """The error for a folder that the disk refuses to lock; made when a command asks for the lock."""
    return Stop(
        "Mappen kan ikke låses, så to kørsler kunne skrive i den på én gang.",
        place=f"Mappen {folder.name}",
        expected="en mappe, som du må skrive i, på et drev, der kan låse filer.",
        do="Vælg en anden mappe, eller kør fra en lokal disk.",
    )


def _hold_folder(folder: Path, progress: Progress, held: ExitStack) -> None:
    """Lock the folder, made if it is not there; if another process holds it, say so and wait. Called for each folder
    that a command must have to itself. held: releases the lock at the end. `Stop` if the folder cannot be locked."""
    from filelock import FileLock, Timeout  # brings asyncio with it: a tenth of a second, for those who write alone

    try:
        folder.mkdir(parents=True, exist_ok=True)
        clear_place(folder / FILE)
        lock = FileLock(folder / FILE, fallback_to_soft=False)
        try:
            held.enter_context(lock.acquire(blocking=False))
        except Timeout:
            progress.say(WAITS)
            held.enter_context(lock.acquire(poll_interval=SECONDS))
    except OSError:
        raise _make_lock_error(folder) from None


@contextmanager
def hold_folders(*folders: Path, progress: Progress | None = None) -> Iterator[None]:
    """Lock the folders as long as the `with` block runs, so that no other run writes in them. Called by the commands
    demo, run, check, follow-up, pdf and package, and by `verify --raw` for its new run. `Stop` where one cannot be
    locked. Not to be entered again, for the same folder, within the block."""
    with ExitStack() as held:
        for folder in sorted({folder.resolve() for folder in folders}):
            _hold_folder(folder, progress or Progress(), held)
        yield
