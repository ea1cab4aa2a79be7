"""An unpacked package: its files are read where they lie, and links are refused."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from hpanalysis.verify.opening import safe_names
from hpanalysis.verify.opening.outcomes import Broken, format_count, quote
from hpanalysis.verify.opening.zip_file import MOST_BYTES, MOST_FILES


def _walk_entries(folder: Path, inside: str = "") -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Every file, folder and link under a folder, at any depth: its name relative to the package's root, and its entry.

    Called for an unpacked package, and by itself on each folder in it. inside: the folder's name in the package with
    `/` at its end; "" for the root. A link is yielded but never followed, because it may lead out of the package or
    round in a circle.
    """
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            name = f"{inside}{entry.name}"
            yield name, entry
            if entry.is_dir(follow_symlinks=False) and not _is_link(entry):
                yield from _walk_entries(Path(entry.path), f"{name}/")


def _is_link(entry: os.DirEntry[str]) -> bool:
    """Whether an entry of a folder is a symbolic link, or what Windows calls a junction. Called for each entry of an
    unpacked package before it is read or entered."""
    tag = getattr(entry.stat(follow_symlinks=False), "st_reparse_tag", 0)
    return entry.is_symlink() or tag == getattr(stat, "IO_REPARSE_TAG_MOUNT_POINT", None)


def _refuse_unless_file_or_folder(name: str, entry: os.DirEntry[str]) -> None:
    """Raise `Broken` for a link or a device, which could make the check read outside the package. Called for each entry
    of an unpacked package, before any file is read. name: relative to the package's root."""
    mode = entry.stat(follow_symlinks=False).st_mode
    if _is_link(entry) or not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        raise Broken(f"{quote(name)} er et link eller en enhed og ingen fil.")


def read(folder: Path) -> tuple[dict[str, bytes], set[str]]:
    """Read an unpacked package: the bytes of every file by its name in the folder, and the names of folders without any
    file. Called for a package whose path is a folder. `Broken` if there is a link or a device, an unsafe name, or more
    than a package can hold; sizes are summed before anything is read, to spare the memory."""
    paths: dict[str, Path] = {}
    folders: set[str] = set()
    size = 0
    for name, entry in _walk_entries(folder):
        _refuse_unless_file_or_folder(name, entry)
        if entry.is_dir(follow_symlinks=False):
            folders.add(name)
            continue
        paths[name] = Path(entry.path)
        size += entry.stat(follow_symlinks=False).st_size
        if len(paths) > MOST_FILES or size > MOST_BYTES:
            raise Broken(
                f"Mappen har over {format_count(len(paths), 'fil', 'filer')} eller fylder mere, end en pakke kan."
            )
    safe_names.check(paths)
    files = {name: path.read_bytes() for name, path in paths.items()}
    return files, {inner for inner in folders if not any(name.startswith(f"{inner}/") for name in files)}
