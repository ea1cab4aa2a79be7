"""Write files whole: to a neighbour, then rename."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pandas as pd


def _name_neighbour(path: Path) -> Path:
    """The name, in the same folder, under which a file is written before it is whole and renamed to `path`. Called for
    each file that is written. The folder is made if need be."""
    path.parent.mkdir(parents=True, exist_ok=True)
    return path.with_name(f".{path.name}.{os.getpid()}")


# What `_name_neighbour` and `protected.write_for_owner` name a file before it is whole.
_UNFINISHED = re.compile(r"\..+\.\d+")


def remove_unfinished(folder: Path) -> None:
    """Remove the files in a folder and its sub-folders that a stopped process had not written whole. Called on
    data/processed when a run or packing begins: nobody reads such files, and they may hold data on persons."""
    for path in folder.rglob(".*"):
        if path.is_file() and _UNFINISHED.fullmatch(path.name):
            path.unlink()


def write_text(text: str, path: Path) -> None:
    """Write a text as UTF-8 with line feeds, whole or not at all; the folder is made if need be. Called for every text
    file of a run: pages, CSV files, JSON files, records. A file that is there is replaced."""
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
    every frame and internal table of a run."""
    neighbour = _name_neighbour(path)
    table.to_parquet(neighbour, index=False)
    neighbour.replace(path)
