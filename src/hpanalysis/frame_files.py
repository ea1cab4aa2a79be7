"""Opens a frame in data/processed for reading, whatever the folders on the way to it are called."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow.dataset
import pyarrow.fs

if TYPE_CHECKING:
    import duckdb

# A path that DuckDB takes as it stands: none of the signs by which it means other files or an address of the web.
_PLAIN_PATH = re.compile(r"(?:[A-Za-z]:)?[\w /\\.+-]+")
# What a connection must be opened with before it reads frames by their paths: a frame that a run writes anew must not
# be answered from what was read of it before, and nothing may be fetched from the web.
CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "enable_external_file_cache": False,
}


def open_frame(path: Path) -> pyarrow.dataset.Dataset:
    """The rows of a Parquet file, not read yet; DuckDB and Arrow both read from it, a few columns at a time. Called
    wherever a frame is counted or held against the rules across deliveries."""
    # The path goes to no query and to no pattern: `'` would end a text in SQL, `[` and `*` would match other folders'
    # files, and `%` or `:` would make it an address of the web.
    return pyarrow.dataset.dataset(str(path), format="parquet", filesystem=pyarrow.fs.LocalFileSystem())


def read_frame(connection: duckdb.DuckDBPyConnection, path: Path) -> duckdb.DuckDBPyRelation:
    """The rows of a Parquet file as a relation of the connection (opened with `CONFIG`), not read yet. Called wherever
    the rows of a frame are counted by DuckDB.

    DuckDB itself reads the file, because it then keeps each person once and is thrice as fast; where the path has a
    sign that DuckDB would not take as it stands, Arrow reads it, with the same rows in the same order.
    """
    if _PLAIN_PATH.fullmatch(str(path)):
        return connection.read_parquet(str(path))
    return connection.from_arrow(open_frame(path))
