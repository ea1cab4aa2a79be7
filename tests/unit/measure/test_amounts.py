"""What a person adds where her sums are tested: as DuckDB counts it at once, and here person by person."""

from datetime import date

import narwhals as nw
import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from hpanalysis.definitions import catalogue
from hpanalysis.definitions.model import ROWS, Count
from hpanalysis.definitions.windows import Span
from hpanalysis.measure.amounts import compute_amounts

SOURCE = catalogue.sources()["beskaeftigelse"]
SPAN = Span(date(2025, 12, 31), date(2025, 2, 1), "2025", date(2026, 1, 31))
MONTHS = [date(2025, month, 1) for month in range(1, 7)]
SUPPORTED = nw.col("ydelse") == "kontanthjaelp"
PARTS = {
    "numerator": Count(SOURCE, "længe", where=nw.col(ROWS) >= 2, per_person=(ROWS,), counted_rows=SUPPORTED),
    "denominator": Count(SOURCE, "alle", per_person=(ROWS,), counted_rows=SUPPORTED),
}


@pytest.mark.parametrize("seed", range(8))
def test_sums_of_a_person_are_tested_in_the_area_she_lived_in_last(tmp_path, seed):
    rng = np.random.default_rng(seed)
    rows = pd.DataFrame(
        {
            "person": rng.choice([f"p{number}" for number in range(12)], 60),
            "area_id": rng.choice(np.array(["vangdalen", "energivej", None], dtype=object), 60),
            "maaned": rng.choice(np.array(MONTHS), 60),
            "ydelse": rng.choice(["kontanthjaelp", "job"], 60),
        }
    ).astype({"maaned": pd.ArrowDtype(pa.date32())})
    rows.to_parquet(tmp_path / "frame.parquet", index=False)
    found = compute_amounts(PARTS, {SOURCE.name: tmp_path / "frame.parquet"}, SPAN)
    told = {row.person: (row.area_id, row.numerator, row.denominator) for row in found.itertuples()}
    expected = {}
    for person, own in rows[rows["maaned"] >= date(2025, 2, 1)].groupby("person"):
        last = own[own["maaned"] == own["maaned"].max()]
        area = min((each for each in last["area_id"] if isinstance(each, str)), default=None)
        months = int((own["ydelse"] == "kontanthjaelp").sum())
        expected[person] = (area, int(months >= 2), 1)
    assert {key: (area if isinstance(area, str) else None, *rest) for key, (area, *rest) in told.items()} == expected
    assert len(found) == len(expected)
