"""Places rows by a residence history of the civil register: the area where a person lived on the row's own date."""

from __future__ import annotations

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from hpanalysis.definitions.model import Source, Type

# For each row, the latest address taken by its day counts, unless it was given up before that day. A day between two
# addresses is not in the history, and the row then keeps the area that its own address has.
_RESIDENCE_QUERY = """
select case when in_history then lived else area_id end as area_id, in_history
from (
    select rows.place, rows.area_id, history.area_id as lived,
           history.person is not null and coalesce(rows.day <= history.til, true) as in_history
    from rows asof left join history on rows.person = history.person and rows.day >= history.fra
)
order by place
"""


def place_by_residence(table: pa.Table, source: Source, history: pd.DataFrame) -> tuple[pa.Table, int]:
    """The rows with the area where each person lived on the row's own date, and how many rows the history placed.

    Called after a source's files are read, if its rows are of persons placed by address (`Source.follows_persons`) and
    a residence history came. table: the rows, with the area of each row's own address. A row about a month belongs
    where the person lived on its last day. history: the frame of the source `bopael`. A person or a day that is not in
    it keeps the row's own area.
    """
    day = "last_day({})" if source.column(source.period).type is Type.MONTH else "{}"
    rows = table.select(["person", "area_id", source.period]).append_column("place", pa.array(np.arange(len(table))))
    with duckdb.connect() as connection:
        connection.register("delivered", rows)
        connection.register("residences", pa.Table.from_pandas(history, preserve_index=False))
        connection.sql(
            f'create temp view "rows" as select place, person, area_id, {day.format(source.period)} as day '
            "from delivered"
        )
        connection.sql("create temp view history as select person, area_id, fra, til from residences")
        placed = connection.sql(_RESIDENCE_QUERY).to_arrow_table()
    areas = placed.column("area_id").cast(pa.string())
    by_history = pc.sum(placed.column("in_history")).as_py() or 0
    return table.set_column(table.column_names.index("area_id"), "area_id", areas), by_history
