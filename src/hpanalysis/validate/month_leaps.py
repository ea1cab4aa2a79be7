"""The months of a source with a row a person and month: persons who are missing from one, and months told anew.

Most persons are there month after month. A file that was cut, filtered or put together of two parts loses many of them
between two months, though each month by itself has rows enough.
"""

from __future__ import annotations

import duckdb

from hpanalysis.frame_files import CONFIG, open_frame, read_frame
from hpanalysis.validate.delivered import Delivered
from hpanalysis.validate.oddities import ENOUGH_DEVIATIONS, Kind, Oddity, is_beyond, measure_leap_of_count

# So many times as many persons as between the other months must leave, or come.
FACTOR_OF_LEAVERS = 3.0
# Of the rows of a month that two deliveries tell of, the share that may be others the second time: benefits are
# decided on afterwards, and few of them change.
MOST_REWRITTEN = 0.02
# So many times as many persons as before may lack a month between two others.
FACTOR_OF_GAPS = 3.0

# Each person once in a month, which goes by its place among the delivery's months, from 1.
_PERSONS = """
create or replace temp table {name}_persons as
with months as (select month, row_number() over (order by month)::integer as place from {name} group by month)
select distinct person, place from {name} join months using (month)
"""
# Whoever is in two months that follow each other stays; the others of the first have left, those of the second come.
_FLOWS = """
with months as (select month, row_number() over (order by month)::integer as place from delivered group by month),
  persons as (select place, count(*) as persons from delivered_persons group by place),
  stays as (
    select now.place, count(*) as persons
    from delivered_persons as now join delivered_persons as next
      on now.person = next.person and next.place = now.place + 1
    group by now.place
  )
select strftime(months.month, '%Y-%m'), strftime(following.month, '%Y-%m'), persons.persons,
  persons.persons - coalesce(stays.persons, 0), persons_following.persons - coalesce(stays.persons, 0)
from months
  join months as following on following.place = months.place + 1
  join persons on persons.place = months.place
  join persons as persons_following on persons_following.place = following.place
  left join stays on stays.place = months.place
order by 1
"""
_REWRITTEN = """
select strftime(earlier.month, '%Y-%m'), count(*), count(*) filter (delivered.row is distinct from earlier.row)
from earlier left join delivered on delivered.person = earlier.person and delivered.month = earlier.month
where earlier.month in (select month from delivered)
group by all order by 1
"""
_GAPS = """
with spans as (select max(place) - min(place) + 1 - count(*) as lacking from {table}_persons group by person)
select count(*), coalesce(sum(lacking), 0) from spans
"""


def _open(connection: duckdb.DuckDBPyConnection, delivery: Delivered) -> None:
    """Give a connection a delivery's frame as the table `delivered` (person, month, and the other columns as one
    number), and as the table `delivered_persons` its persons in each month. Called for each delivery by month."""
    frame = read_frame(connection, delivery.frame)
    others = ", ".join(f'"{column}"' for column in frame.columns if column not in ("person", delivery.source.period))
    frame.create_view("frame")
    connection.execute(
        "create temp table delivered as select hash(person) as person, "
        f'"{delivery.source.period}"::date as month, hash({others}) as row from frame'
    )
    connection.execute(_PERSONS.format(name="delivered"))


def _keep_as_earlier(connection: duckdb.DuckDBPyConnection) -> None:
    """Let the tables of a delivery stand as those of the one before, so that no frame is read twice. Called when a
    delivery has been looked at."""
    for name in ("", "_persons"):
        connection.execute(f"drop table if exists earlier{name}")
        connection.execute(f"alter table delivered{name} rename to earlier{name}")


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
    by_source: dict[str, list[int]] = {}
    for place, delivery in enumerate(delivered):
        wanted = {"person", delivery.source.period}
        if delivery.source.by_month and wanted <= set(open_frame(delivery.frame).schema.names):
            by_source.setdefault(delivery.source.name, []).append(place)
    found: list[list[Oddity]] = [[] for _ in delivered]
    for places in by_source.values():
        with duckdb.connect(config=CONFIG) as connection:
            for place in places:
                _open(connection, delivered[place])
                found[place] += _find_leavers(connection)
                if place != places[0]:
                    found[place] += _find_rewritten(connection) + _find_gaps(connection)
                _keep_as_earlier(connection)
    return found
