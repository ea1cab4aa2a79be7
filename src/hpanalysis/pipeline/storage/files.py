"""Write files whole: to a neighbour, then rename."""

from __future__ import annotations

import itertools
import os
import re
import shutil
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

# A column with many values, such as persons, is written as each value once and numbers of them as long as its values
# take no more bytes than this. By default it is a megabyte, and all frames of persons are five times as large and as
# slow to read.
_LARGEST_DICTIONARY = 1 << 26


def _lay_aside(path: Path, to: Path) -> None:
    """Move a folder with somebody's files to the folder `to`, under its own name with `.mappe` and the first number
    that is free there. Called where such a folder lies in the place of a file that a command writes."""
    free = (to / f"{path.name}.mappe{number}" for number in itertools.count(1))
    path.rename(next(name for name in free if not name.exists()))


def clear_place(path: Path) -> None:
    """Take away a folder that lies in the place of a file: an empty one is removed, another gets the name of the file
    with `.mappe` and a number. Called before a command writes or removes a file, a lock file too. A file is left where
    it is."""
    if not path.is_dir() or path.is_symlink():
        return
    try:
        path.rmdir()
    except OSError:  # somebody's files lie in it
        _lay_aside(path, path.parent)


def remove_file(path: Path) -> None:
    """Remove a file of data/processed that a run does not need any more, and whatever lies in its place. Called where a
    record, a frame or a list of rows is outdated. Nothing happens where there is none."""
    clear_place(path)
    path.unlink(missing_ok=True)


def remove_made_folder(folder: Path, made: Collection[str] = ()) -> None:
    """Remove a folder whose files a run makes anew, all of them. Called in a run before it makes its pages: for those
    of the run before, its executed notebooks, and those that failed. Nothing happens where there is none.

    made: the names of the folders that a run makes there. Any other folder, in the place of a file, is somebody's, and
    is laid beside `folder`: not in it, because what lies there is published, or packed. A hidden one is not: a program
    such as Jupyter made it for copies of the notebooks, and they go with these, because a failed notebook may show a
    person's data.
    """
    for path in sorted(folder.iterdir()) if folder.is_dir() else []:
        if path.is_dir() and not path.is_symlink() and not path.name.startswith(".") and path.name not in made:
            _lay_aside(path, folder.parent)
    shutil.rmtree(folder, ignore_errors=True)


def describe_healed(folder: str, names: Iterable[str]) -> str:
    """The Danish line on files of data/processed that are not as they were written and are made again. Called once for
    each delivery or publication that has such files. folder: its name in data/processed. names: the files, in that
    folder."""
    listed = ", ".join(f"»{name}«" for name in names)
    return f"Ikke, som det blev skrevet, i data/processed/{folder}: {listed}. Det laves igen."


def _name_neighbour(path: Path) -> Path:
    """The name, in the same folder, under which a file is written before it is whole and renamed to `path`. Called for
    each file that is written. The folder is made if need be, and a folder that has the name of the file is taken
    away."""
    path.parent.mkdir(parents=True, exist_ok=True)
    clear_place(path)
    return path.with_name(f".{path.name}.{os.getpid()}")


# What `_name_neighbour` and `protected.write_for_owner` name a file before it is whole.
_UNFINISHED = re.compile(r"\..+\.\d+")


def remove_unfinished(folder: Path) -> None:
    """Remove the files in a folder and its sub-folders that a stopped process had not written whole. Called on
    data/processed when a run, `follow-up` or packing begins: nobody reads such files, and they may hold data on
    persons."""
    for path in folder.rglob(".*"):
        if path.is_file() and _UNFINISHED.fullmatch(path.name):
            path.unlink()


def write_text(text: str, path: Path) -> None:
    """Write a text as UTF-8 with line feeds, whole or not at all; the folder is made if need be. Called for the text
    files of runs (pages, CSV files, JSON files, records) and of `hpanalysis new`. A file that is there is replaced."""
    neighbour = _name_neighbour(path)
    neighbour.write_text(text, encoding="utf-8", newline="\n")
    neighbour.replace(path)


def write_bytes(content: bytes, path: Path) -> None:
    """Write bytes, whole or not at all: a disk that is full leaves nothing behind, and raises `OSError`. Called for
    packages and for files that are copied. A file that is there is replaced."""
    neighbour = _name_neighbour(path)
    try:
        neighbour.write_bytes(content)
        neighbour.replace(path)
    except OSError:
        neighbour.unlink(missing_ok=True)
        raise


def write_parquet(table: pd.DataFrame, path: Path) -> None:
    """Write a table as Parquet, without its index, whole or not at all; a file that is there is replaced. Called for
    every frame and internal table that a run or `hpanalysis check` writes."""
    neighbour = _name_neighbour(path)
    table.to_parquet(neighbour, index=False, dictionary_pagesize_limit=_LARGEST_DICTIONARY)
    neighbour.replace(path)
