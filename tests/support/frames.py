"""Small frames for tests: the table in the test is the input, read beside the answer."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pandas as pd

from hpanalysis.definitions import catalogue
from hpanalysis.definitions.model import Type
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.workspace import Workspace

ROOT = Path(__file__).resolve().parents[2]


def workspace(folder: Path, plan: Path | None = None) -> Workspace:
    """A workspace whose raw, processed and reports lie in `folder`."""
    return Workspace.at(
        ROOT,
        raw=folder / "raw",
        processed=folder / "processed",
        reports=folder / "reports",
        plan_folder=plan or ROOT / "params" / "plan",
        params=plan or ROOT / "params",
    )


def _typed(frame: pd.DataFrame, source) -> pd.DataFrame:
    for column in source.columns:
        if column.name not in frame:
            continue
        if column.type in (Type.DATE, Type.MONTH, Type.YEAR):
            frame[column.name] = [None if pd.isna(v) else date.fromisoformat(v) for v in frame[column.name]]
        elif column.type in (Type.INTEGER, Type.DECIMAL):
            frame[column.name] = pd.to_numeric(frame[column.name])
    return frame


def write(where: Workspace, source_name: str, half_year: str, text: str) -> None:
    """Write a frame given as a table in text: columns split by spaces, `-` for an empty cell."""
    frame = pd.read_csv(io.StringIO(text), sep=r"\s+", dtype=str, na_values=["-"], keep_default_na=False)
    frame = _typed(frame, catalogue.sources()[source_name])
    path = where.frame(source_name, HalfYear.parse(half_year))
    path.parent.mkdir(parents=True, exist_ok=True)
    frame.to_parquet(path, index=False)


def figures(measured: pd.DataFrame, indicator_id: str, window: str) -> dict[str, tuple]:
    """Area id -> (numerator, denominator) of the rows that have a number."""
    rows = measured[(measured["indicator_id"] == indicator_id) & (measured["window"] == window)]
    return {
        row.area_id: (float(row.numerator), None if pd.isna(row.denominator) else int(row.denominator))
        for row in rows.itertuples()
        if not pd.isna(row.numerator)
    }
