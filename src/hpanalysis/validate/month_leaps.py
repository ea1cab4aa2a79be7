"""The months of a source with a row a person and month: persons who are missing from one, and months told anew.

Most persons are there month after month. A file that was cut, filtered or put together of two parts loses many of them
between two months, though each month by itself has rows enough.
"""

from __future__ import annotations

import duckdb

from hpanalysis.frame_files import open_frame
from hpanalysis.validate.delivered import Delivered
from hpanalysis.validate.oddities import ENOUGH_DEVIATIONS, Kind, Oddity, is_beyond, measure_leap_of_count

# So many times as many persons as between the other months must leave, or come.
FACTOR_OF_LEAVERS = 3.0
# Of the rows of a month that two deliveries tell of, the share that may be others the second time: benefits are
# decided on afterwards, and few of them change.
MOST_REWRITTEN = 0.02
# So many times as many persons as before may lack a month between two others.
FACTOR_OF_GAPS = 3.0

_FLOWS = """
with persons as (select distinct hash(person) as person, month from delivered),
  months as (select month, lead(month) over (order by month) as next from (select distinct month from persons))
select strftime(months.month, '%Y-%m'), strftime(months.next, '%Y-%m'),
  (select count(*) from persons where month = months.month),
  (select count(*) from persons p where month = months.month
    and not exists (select 1 from persons q where q.person = p.person and q.month = months.next)),
  (select count(*) from persons p where month = months.next
    and not exists (select 1 from persons q where q.person = p.person and q.month = months.month))
from months where next is not null order by 1
"""
_REWRITTEN = """
select strftime(earlier.month, '%Y-%m'), count(*), count(*) filter (delivered.row is distinct from earlier.row)
from earlier left join delivered on delivered.person = earlier.person and delivered.month = earlier.month
where earlier.month in (select month from delivered)
group by all order by 1
"""

_GAPS = """
with months as (select month, row_number() over (order by month) as place from (select distinct month from {table})),
  spans as (select person, max(place) - min(place) + 1 - count(distinct place) as lacking
    from {table} join months using (month) group by person)
select count(*), coalesce(sum(lacking), 0) from spans
"""


def _open(connection: duckdb.DuckDBPyConnection, name: str, delivery: Delivered) -> None:
    """Give a connection a delivery's frame as the table `name`: person, month, and the other columns as one number.
    Called for the delivery and the one before it."""
    frame = open_frame(delivery.frame)
    others = ", ".join(
        f'"{column}"' for column in frame.schema.names if column not in ("person", delivery.source.period)
    )
    connection.register(f"{name}_frame", frame.to_table())
    connection.execute(
        f"create or replace temp table {name} as select hash(person) as person, "
        f'"{delivery.source.period}"::date as month, hash({others}) as row from {name}_frame'
    )


def _find_leavers(connection: duckdb.DuckDBPyConnection) -> list[Oddity]:
    """Find the months after which many more persons are missing, or before which many more were, than between the other
    months of the table `delivered`. Called for each delivery by month."""
    flows = connection.execute(_FLOWS).fetchall()
    found = []
    for month, following, persons, left, came in flows:
        for counted, place in ((3, f"{following}, ikke med"), (4, f"{month}, ikke med")):
            others = [flow for flow in flows if flow[0] != month]
            usual = sum(flow[counted] for flow in others) / max(sum(flow[2] for flow in others), 1) * persons
            moved = left if counted == 3 else came
            if (
                moved > usual
                and is_beyond(usual, moved, FACTOR_OF_LEAVERS)
                and measure_leap_of_count(usual, moved) > ENOUGH_DEVIATIONS
            ):
                found.append(Oddity(Kind.LEAVERS, place, round(usual, 1), moved))
    return found


def _find_rewritten(connection: duckdb.DuckDBPyConnection) -> list[Oddity]:
    """Find the months that both tables, `delivered` and `earlier`, tell of, and of which many rows are others now or
    are gone. Called for each delivery by month that has one before it."""
    months = connection.execute(_REWRITTEN).fetchall()
    return [
        Oddity(Kind.REWRITTEN, month, rows, others) for month, rows, others in months if others > MOST_REWRITTEN * rows
    ]


def _find_gaps(connection: duckdb.DuckDBPyConnection) -> list[Oddity]:
    """Tell where many more persons than in the delivery before lack a month between two others. Called for each
    delivery by month that has one before it: the tables `delivered` and `earlier`."""
    [(persons_before, before)], [(persons, now)] = (
        connection.execute(_GAPS.format(table=table)).fetchall() for table in ("earlier", "delivered")
    )
    usual = before / persons_before * persons if persons_before else 0.0
    if now > usual and is_beyond(usual, now, FACTOR_OF_GAPS) and measure_leap_of_count(usual, now) > ENOUGH_DEVIATIONS:
        return [Oddity(Kind.GAPS, "måneder", round(usual, 1), int(now))]
    return []


def find_month_leaps(delivered: list[Delivered]) -> list[list[Oddity]]:
    """What is odd about the months of each delivery, in the order given, which is oldest first; an empty list for a
    source that is not a row a person and month. Called once a run."""
    last: dict[str, Delivered] = {}
    found: list[list[Oddity]] = []
    for delivery in delivered:
        odd: list[Oddity] = []
        wanted = {"person", delivery.source.period}
        if delivery.source.by_month and wanted <= set(open_frame(delivery.frame).schema.names):
            with duckdb.connect() as connection:
                _open(connection, "delivered", delivery)
                odd += _find_leavers(connection)
                if (before := last.get(delivery.source.name)) is not None:
                    _open(connection, "earlier", before)
                    odd += _find_rewritten(connection) + _find_gaps(connection)
            last[delivery.source.name] = delivery
        found.append(odd)
    return found
