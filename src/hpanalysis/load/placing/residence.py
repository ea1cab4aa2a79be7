"""A residence history of the civil register: the area where a person lived on the date a row is about."""

from __future__ import annotations

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from hpanalysis.definitions.model import Source, Type

# The latest address taken by the day counts, unless it was given up before it. A day in between is told by no row.
_RESIDENCE_QUERY = """
select case when told then lived else area_id end as area_id, told
from (
    select rows.place, rows.area_id, history.area_id as lived,
           history.person is not null and coalesce(rows.day <= history.til, true) as told
    from rows asof left join history on rows.person = history.person and rows.day >= history.fra
)
order by place
"""


def place_by_residence(table: pa.Table, source: Source, history: pd.DataFrame) -> tuple[pa.Table, int]:
    """The rows with the area where each person lived on the row's own date, a month's being its last day.

    history: the frame of the source `bopael`. A person or a day that it does not tell of keeps the area of the
    extract's address; the second answer is how many rows the history told of.
    """
    day = "last_day({})" if source.column(source.period).type is Type.MONTH else "{}"
    rows = table.select(["person", "area_id", source.period]).append_column("place", pa.array(np.arange(len(table))))
    with duckdb.connect() as connection:
        connection.register("delivered", rows)
        connection.register("told", pa.Table.from_pandas(history, preserve_index=False))
        connection.sql(
            f'create temp view "rows" as select place, person, area_id, {day.format(source.period)} as day '
            "from delivered"
        )
        connection.sql("create temp view history as select person, area_id, fra, til from told")
        lived = connection.sql(_RESIDENCE_QUERY).to_arrow_table()
    areas = lived.column("area_id").cast(pa.string())
    told = pc.sum(lived.column("told")).as_py() or 0
    return table.set_column(table.column_names.index("area_id"), "area_id", areas), told
