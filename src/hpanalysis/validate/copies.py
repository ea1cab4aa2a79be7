"""A delivery whose rows are those of the delivery before, though its days say otherwise."""

from __future__ import annotations

import duckdb

from hpanalysis.definitions.model import Place, Source, Type
from hpanalysis.frame_files import CONFIG, open_frame, read_frame
from hpanalysis.validate.delivered import Delivered
from hpanalysis.validate.oddities import Kind, Oddity

# Of the rows of a part, the share that another delivery may have too. Mothers, their children and their benefits are
# three quarters the same a year later, so it is only asked whether all but nothing is new.
MOST_ALIKE = 0.95
# A part of fewer rows may be alike by chance; cases bear numbers, and two of them are never the same by chance.
ENOUGH_ROWS, ENOUGH_CASES = 10, 2

# A row that stands twice in one delivery and once in the other is alike once.
_ALIKE = """
with now_rows as (select part, row, count(*) as n from ({now}) group by all),
  old_rows as (select part, row, count(*) as n from ({before}) group by all)
select now_rows.part, sum(now_rows.n), sum(least(now_rows.n, coalesce(old_rows.n, 0)))
from now_rows left join old_rows on now_rows.part = old_rows.part and now_rows.row = old_rows.row
group by now_rows.part order by now_rows.part
"""


def _list_compared_columns(source: Source, there: set[str]) -> list[str]:
    """List the columns that make two rows alike: all but the days, months and years. Called for each delivery that has
    one before it. there: the columns of both frames."""
    timed = {column.name for column in source.columns if column.type in (Type.DATE, Type.MONTH, Type.YEAR)}
    return sorted(there - timed - {source.period})


def _select_rows(name: str, part: str | None, columns: list[str], where: str = "") -> str:
    """Write the query for the rows of a table, each as one number, and the part that each belongs to. Called for both
    deliveries. part: the column that tells the parts apart, None for one part. where: which rows, in SQL."""
    values = ", ".join(f'"{column}"' for column in columns)
    named = f'"{part}"' if part else "''"
    return f"select {named} as part, hash({values}) as row from {name} {where}"


def _count_alike(delivery: Delivered, before: Delivered) -> list[tuple[str, int, int]]:
    """Count for each part of a delivery its rows, and those that the delivery before has too. Called for each delivery
    but a source's first. A register is parted by organisation; a table by area by indicator, and of it only the newest
    period of each counts, for a table tells of the years before again."""
    source = delivery.source
    frames = {"delivered": delivery.frame, "earlier": before.frame}
    there = set.intersection(*(set(open_frame(path).schema.names) for path in frames.values()))
    columns = _list_compared_columns(source, there)
    part = next((name for name in ("organisation", "indicator_id") if name in columns), None)
    if not columns or source.period not in there:
        return []
    with duckdb.connect(config=CONFIG) as connection:
        for name, path in frames.items():
            read_frame(connection, path).create_view(name)
        where = {"delivered": "", "earlier": ""}
        if source.place is Place.AREA:
            newest = f'"{source.period}" = (select max("{source.period}") from {{name}} as others '
            newest += "where others.indicator_id = {name}.indicator_id)"
            where = {name: "where " + newest.format(name=name) for name in where}
            where["delivered"] += f' and "{source.period}" > (select max("{source.period}") from earlier as others '
            where["delivered"] += "where others.indicator_id = delivered.indicator_id)"
        now, old = (_select_rows(name, part, columns, where[name]) for name in ("delivered", "earlier"))
        rows = connection.execute(_ALIKE.format(now=now, before=old)).fetchall()
    return [(str(part), int(rows), int(alike)) for part, rows, alike in rows]


def _find_least_rows(source: Source) -> int:
    """Find how many rows a part must have to be asked about. Called for each delivery that has one before it."""
    if source.place is Place.AREA or any(column.tells_cases_apart for column in source.columns):
        return ENOUGH_CASES
    return ENOUGH_ROWS


def find_copies(delivered: list[Delivered]) -> list[list[Oddity]]:
    """What is odd about each delivery because its rows are an earlier one's, in the order given, which is oldest first.
    Called once a run. Each is held against the one before it from the same source, but for lists of participants, which
    tell of every earlier course again."""
    last: dict[str, Delivered] = {}
    found = []
    for delivery in delivered:
        before, odd = last.get(delivery.source.name), []
        if before is not None and not delivery.source.lists_participants:
            for part, rows, alike in _count_alike(delivery, before):
                if rows >= _find_least_rows(delivery.source) and alike >= MOST_ALIKE * rows:
                    odd.append(Oddity(Kind.COPIED, part or "hele udtrækket", rows, alike))
        last[delivery.source.name] = delivery
        found.append(odd)
    return found
