"""Write files whole: to a neighbour, then rename."""

from __future__ import annotations

import os
from pathlib import Path

import pandas as pd


def _neighbour(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    return path.with_name(f".{path.name}.{os.getpid()}")


def write_text(text: str, path: Path) -> None:
    neighbour = _neighbour(path)
    neighbour.write_text(text, encoding="utf-8", newline="\n")
    neighbour.replace(path)


def write_parquet(table: pd.DataFrame, path: Path) -> None:
    neighbour = _neighbour(path)
    table.to_parquet(neighbour, index=False)
    neighbour.replace(path)
