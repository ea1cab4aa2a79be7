"""Every condition runs unchanged on pandas and DuckDB, over a frame of its source's columns, and agrees."""

import itertools
from datetime import date

import duckdb
import narwhals as nw
import pandas as pd
import pyarrow as pa
import pytest

from hpanalysis.definitions import catalogue
from hpanalysis.definitions.model import ROWS, Column, Count, Source, Type

COUNTS = {
    f"{key}-{side}": part
    for key, indicator in catalogue.indicators().items()
    for side, part in (("numerator", indicator.numerator), ("denominator", indicator.denominator))
    if isinstance(part, Count) and (part.where is not None or part.rows is not None)
}
DATES = [date(2023, 8, 1), date(2024, 10, 15), date(2025, 7, 1)]
INTEGERS = {
    "alder": [12, 13, 17, 18, 64, 65],
    "klassetrin": [0, 9, 10, 11],
    "afgangsaar": [2022, 2023, 2024, 2025],
    "fravaersdage": [0, 1, 2, 3],
    "skoledage": [0, 10, 20, 29],
    "boern_under_18": [0, 1, 3],
}


def values(column: Column) -> list:
    """Cells of every kind a column may hold: the edges of the conditions, and empty where it may be."""
    if column.type is Type.CODE:
        found = sorted(set(column.codes.values()))
    elif column.type is Type.INTEGER:
        found = INTEGERS.get(column.name, [0, 1, 7])
    elif column.type is Type.TEXT:
        found = ["Lejerbo", "RandersBolig"]
    else:
        found = DATES
    return found if column.required else [*found, None]


def sample(source: Source) -> pa.Table:
    columns = [column for column in source.columns if column.personal is None]
    rows = itertools.product(*(values(column) for column in columns))
    types = {Type.CODE: pa.string(), Type.TEXT: pa.string(), Type.INTEGER: pa.int64()}
    by_column = zip(*rows, strict=True)
    table = pa.table(
        {c.name: pa.array(cells, types.get(c.type, pa.date32())) for c, cells in zip(columns, by_column, strict=True)}
    )
    # How many of a person's rows meet a condition, which no extract has.
    return table.append_column(ROWS, pa.array([n % 13 for n in range(table.num_rows)], pa.int64()))


def met(frame, condition: nw.Expr) -> list[tuple[str, ...]]:
    """The rows that meet a condition, sorted."""
    lazy = nw.from_native(frame).lazy()
    names = lazy.collect_schema().names()
    found = lazy.filter(condition).collect("pyarrow").to_native().to_pylist()
    return sorted(tuple(str(row[name]) for name in names) for row in found)


@pytest.mark.parametrize("name", COUNTS)
def test_a_condition_picks_the_same_rows_on_pandas_and_duckdb(name):
    part = COUNTS[name]
    table = sample(part.source)
    engines = (table.to_pandas(types_mapper=pd.ArrowDtype), duckdb.from_arrow(table))
    for condition in [c for c in (part.where, part.rows, part.counted_rows) if c is not None]:
        on_pandas, on_duckdb = (met(engine, condition) for engine in engines)
        assert on_pandas == on_duckdb
        assert 0 < len(on_pandas) < table.num_rows, "a condition that holds for all or none tells nothing"


def test_a_denominator_holds_its_numerator():
    for key, indicator in catalogue.indicators().items():
        n, d = indicator.numerator, indicator.denominator
        if not isinstance(n, Count) or not isinstance(d, Count) or n.where is None or d.where is None:
            continue
        frame = duckdb.from_arrow(sample(n.source))
        assert met(frame, n.where) == met(frame, n.where & d.where), key


def test_exactly_fifteen_per_cent_absent_is_not_over_fifteen():
    part = catalogue.indicators()["elevfravaer_over_15"].numerator
    sums = nw.from_native(pd.DataFrame({"fravaersdage": [29, 30, 31, 9, 10], "skoledage": [200, 200, 200, 63, 63]}))
    assert sums.filter(part.where)["fravaersdage"].to_list() == [31, 10]


def test_nine_months_are_long_and_eight_are_not():
    part = catalogue.indicators()["kontanthjaelp_laenge"].numerator
    sums = nw.from_native(pd.DataFrame({ROWS: [0, 8, 9, 12]}))
    assert sums.filter(part.where)[ROWS].to_list() == [9, 12]


def test_exactly_a_tenth_absent_is_not_over_a_tenth():
    part = catalogue.indicators()["elevfravaer_over_10"].numerator
    sums = nw.from_native(pd.DataFrame({"fravaersdage": [19, 20, 21], "skoledage": [200, 200, 200]}))
    assert sums.filter(part.where)["fravaersdage"].to_list() == [21]
