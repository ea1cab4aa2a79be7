"""A frame is read alike whatever the folders on the way to it are called, and as it lies there now."""

import sys
from datetime import date
from decimal import Decimal

import duckdb
import pandas as pd
import pyarrow as pa
import pytest

from hpanalysis.frame_files import CONFIG, open_frame, read_frame

ODD = ["plain", "Århus øst 2", "it's", "[ab]", "x%20y", "s3 & mere", "{a}", "http", "~", "a+b,c"]
ODD += [] if sys.platform == "win32" else ["a*b?c", "a:b"]  # Windows has no such folders


def write(path, persons=3):
    frame = pd.DataFrame(
        {
            "person": pd.Series([f"p{number}" for number in range(persons - 1)] + [None], dtype="str"),
            "area_id": pd.Series(["vangdalen"] * persons, dtype="str"),
            "maaned": pd.Series([date(2025, 7, 1)] * persons, dtype=pd.ArrowDtype(pa.date32())),
            "beloeb": pd.Series([Decimal("1.5000")] * persons, dtype=pd.ArrowDtype(pa.decimal128(18, 4))),
        }
    )
    frame.to_parquet(path, index=False)


@pytest.mark.parametrize("folder", ODD)
def test_the_rows_are_those_of_the_file_whatever_its_folder_is_called(tmp_path, folder):
    path = tmp_path / folder / "frame.parquet"
    for beside in (tmp_path / "a", tmp_path / "b", path.parent):  # what `[ab]` and `a*b?c` would read as well
        beside.mkdir(exist_ok=True)
        write(beside / "frame.parquet", 3 if beside == path.parent else 5)
    with duckdb.connect(config=CONFIG) as connection:
        found = read_frame(connection, path).to_arrow_table()
    told = open_frame(path).to_table()
    assert found.column_names == told.column_names
    assert found.to_pylist() == told.to_pylist()
    assert len(found) == 3


def test_a_frame_that_is_written_anew_is_read_anew(tmp_path):
    path = tmp_path / "frame.parquet"
    with duckdb.connect(config=CONFIG) as connection:
        for persons in (3, 7, 3):
            write(path, persons)
            relation = read_frame(connection, path)
            assert relation.aggregate("count(*)").fetchall() == [(persons,)]
