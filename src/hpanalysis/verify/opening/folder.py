"""An unpacked package: its files read as they lie, links refused."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from hpanalysis.verify.opening import safe_names
from hpanalysis.verify.opening.outcomes import Broken, counted, quoted
from hpanalysis.verify.opening.zip_file import MOST_BYTES, MOST_FILES


def _entries(folder: Path, inside: str = "") -> Iterator[tuple[str, os.DirEntry]]:
    """Everything under a folder by its name in it; a link is told of and never followed."""
    with os.scandir(folder) as found:
        for entry in sorted(found, key=lambda one: one.name):
            name = f"{inside}{entry.name}"
            yield name, entry
            if entry.is_dir(follow_symlinks=False) and not _is_link(entry):
                yield from _entries(Path(entry.path), f"{name}/")


def _is_link(entry: os.DirEntry) -> bool:
    """A symbolic link, or what Windows calls a junction."""
    tag = getattr(entry.stat(follow_symlinks=False), "st_reparse_tag", 0)
    return entry.is_symlink() or tag == getattr(stat, "IO_REPARSE_TAG_MOUNT_POINT", None)


def _check(name: str, entry: os.DirEntry) -> None:
    mode = entry.stat(follow_symlinks=False).st_mode
    if _is_link(entry) or not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        raise Broken(f"{quoted(name)} er et link eller en enhed og ingen fil.")


def read(folder: Path) -> tuple[dict[str, bytes], set[str]]:
    """Name -> bytes of every file, and the names of folders without a file; `Broken` if there is a link or too much."""
    paths, folders, size = {}, set(), 0
    for name, entry in _entries(folder):
        _check(name, entry)
        if entry.is_dir(follow_symlinks=False):
            folders.add(name)
            continue
        paths[name] = Path(entry.path)
        size += entry.stat(follow_symlinks=False).st_size
        if len(paths) > MOST_FILES or size > MOST_BYTES:
            raise Broken(f"Mappen har over {counted(len(paths), 'fil', 'filer')} eller fylder mere, end en pakke kan.")
    safe_names.check(paths)
    files = {name: path.read_bytes() for name, path in paths.items()}
    return files, {one for one in folders if not any(name.startswith(f"{one}/") for name in files)}
