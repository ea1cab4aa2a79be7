"""Raw extracts -> frames and figures by the package's own rooms, for the back tests."""

from pathlib import Path

import pandas as pd

from frames import workspace
from hpanalysis import load, measure
from hpanalysis.definitions import catalogue
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.load.frame import load_frame
from hpanalysis.workspace import Workspace


def load_extracts(where: Workspace, last: HalfYear) -> None:
    """Load every extract up to `last` that lies in the workspace's raw folder."""
    key = load.Key.from_environment(synthetic=True)
    for half_year in last.since(where.plan.first):
        for source in catalogue.sources().values():
            if files := load.find_files_of_source(source, where.raw_folder(half_year)):
                path = where.frame(source.name, half_year)
                path.parent.mkdir(parents=True, exist_ok=True)
                load_frame(source, files, where.plan, key).frame.to_parquet(path, index=False)


def measured(folder: Path, plan: Path, last: str) -> pd.DataFrame:
    """The measured table of the extracts in `folder`/raw under a plan."""
    where, half_year = workspace(folder, plan), HalfYear.parse(last)
    load_extracts(where, half_year)
    return measure.measure(where, half_year)


def figures(table: pd.DataFrame) -> dict[tuple[str, str, str], tuple]:
    """(indicator, window, area) -> (numerator, denominator) of the rows that have numbers; a count has None."""
    found = table[table["numerator"].notna()]
    return {
        (row.indicator_id, row.window, row.area_id): (
            row.numerator,
            None if pd.isna(row.denominator) else row.denominator,
        )
        for row in found.itertuples()
    }
