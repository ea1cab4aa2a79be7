"""Opens a frame in data/processed for reading, whatever the folders on the way to it are called."""

from __future__ import annotations

from pathlib import Path

import pyarrow.dataset
import pyarrow.fs


def open_frame(path: Path) -> pyarrow.dataset.Dataset:
    """The rows of a Parquet file, not read yet; DuckDB and Arrow both read from it, a few columns at a time. Called
    wherever a frame is counted or held against the rules across deliveries."""
    # The path goes to no query and to no pattern: `'` would end a text in SQL, `[` and `*` would match other folders'
    # files, and `%` or `:` would make it an address of the web.
    return pyarrow.dataset.dataset(str(path), format="parquet", filesystem=pyarrow.fs.LocalFileSystem())
