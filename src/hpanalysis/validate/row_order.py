"""Columns that have been sorted by themselves: the values of one row are then spread over others.

Each column by itself is as it should be, and so are all sums. Only the order of the rows tells: equal values that stand
together from top to bottom, in a file that is not ordered by them.
"""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from hpanalysis.definitions.model import Source, Type
from hpanalysis.frame_files import open_frame
from hpanalysis.validate.delivered import Delivered
from hpanalysis.validate.oddities import Kind, Oddity

# Fewer rows, or a value that fewer have, may stand together by chance.
ENOUGH_ROWS, ENOUGH_ALIKE = 20, 5
# Columns of more values are not asked about: to be in order they need only be of an ordered file.
MANY_VALUES = 60


def _list_columns(source: Source, there: set[str]) -> dict[str, bool]:
    """List the columns that are asked about, and whether it is only asked if their cells are empty. Called for each
    delivery. there: the columns of its frame. Codes and whole numbers count, and dates that may be empty."""
    kinds = {Type.CODE: False, Type.INTEGER: False, Type.DATE: True}
    return {
        column.name: kinds[column.type]
        for column in source.columns
        if column.name in there and column.type in kinds and (column.type is not Type.DATE or not column.required)
    }


def _stands_together(values: pa.ChunkedArray, by_emptiness: bool) -> bool | None:
    """Whether all equal values of a column stand together; None where it has too few rows, or too many values or none
    that many rows have. Called for each column of each delivery. by_emptiness: ask of empty and filled cells alone."""
    asked = values.is_null() if by_emptiness else values
    counts = pc.value_counts(asked.combine_chunks()).field("counts").to_pylist()
    if len(asked) < ENOUGH_ROWS or not 1 < len(counts) <= MANY_VALUES or sorted(counts)[-2] < ENOUGH_ALIKE:
        return None
    coded = asked.combine_chunks().dictionary_encode(null_encoding="encode").indices
    changes = pc.sum(pc.not_equal(coded[1:], coded[:-1])).as_py()
    return bool(changes == len(counts) - 1)


def find_sorted_columns(delivered: list[Delivered]) -> list[list[Oddity]]:
    """The columns of each delivery whose equal values all stand together, which they did not in the delivery before
    from the same source, in the order given, which is oldest first. Called once a run."""
    last: dict[str, dict[str, bool | None]] = {}
    found = []
    for delivery in delivered:
        frame = open_frame(delivery.frame)
        columns = _list_columns(delivery.source, set(frame.schema.names))
        table = frame.to_table(columns=list(columns))
        now = {name: _stands_together(table[name], by_emptiness) for name, by_emptiness in columns.items()}
        before = last.get(delivery.source.name, {})
        found.append([Oddity(Kind.SORTED, name) for name, is_so in now.items() if is_so and before.get(name) is False])
        last[delivery.source.name] = now
    return found
