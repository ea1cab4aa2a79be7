"""A delivery's columns against those of the same source before: one value all through, shares and means that leap."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import duckdb

from hpanalysis.definitions.model import Column, Place, Source, Type
from hpanalysis.frame_files import CONFIG, read_frame
from hpanalysis.validate.delivered import Delivered
from hpanalysis.validate.oddities import (
    ENOUGH_DEVIATIONS,
    Kind,
    Oddity,
    compute_odds,
    is_beyond,
    measure_leap_of_count,
    measure_leap_of_share,
)

# A column in which some value varied is all one value by chance less than once in a million.
CHANCE_OF_ONE_VALUE = 1e-6
# A share leaps where its odds are doubled or halved, and by a hundredth of all at least.
FACTOR_OF_ODDS, LEAST_SHARE = 2.0, 0.01
FACTOR_OF_MEAN = 1.5
# A column of whole numbers with at most so many values is compared value by value, as codes are: ages and grades.
FEW_NUMBERS = 60
# A column of whole numbers that are all as large as this holds years.
FIRST_YEAR = 1900
# From as many rows on, rule tvaers-06 asks for the ratio itself.
MANY_ROWS = 100

_MISSING = "tom"


@dataclass(frozen=True)
class _Values:
    """What a column of a delivery holds, in counts. Made by `_count_values` for each column that is compared."""

    distinct: int  # values, an empty cell being one
    top_share: float  # of the most frequent value
    shares: dict[str, float] = field(default_factory=dict)  # of each code, and of empty cells where they may be
    mean: float | None = None  # of a column of whole numbers
    deviation: float = 0.0


@dataclass(frozen=True)
class _Profile:
    """A delivery in counts: its rows, the persons or rows that are independent, and its columns. Made once for each
    delivery, and compared with those before it."""

    rows: int
    units: int
    columns: dict[str, _Values]
    months: dict[str, float]  # the share of the rows in each month of the year; none for a source by year or by area


def _list_columns(source: Source, there: set[str]) -> list[Column]:
    """The columns of a source whose values are compared with those of the delivery before: all that the frame has but
    the day of its period, which moves on, and the numbers of cases, which only tell cases apart. Called for each
    delivery. there: the names of the frame's columns."""
    return [
        column
        for column in source.columns
        if column.name in there and column.name != source.period and not column.tells_cases_apart
    ]


def _has_few_values(column: Column) -> bool:
    """Whether a column's values are codes, or the organisations, so that the share of each can be compared with earlier
    deliveries. Called for each column of each delivery."""
    return column.type is Type.CODE or column.name == "organisation"


def _is_scale(column: Column, values: list[int | None]) -> bool:
    """Whether a column of whole numbers holds few values that mean the same in each delivery, such as ages and grades:
    not years, which are others each time. Called for each column of each delivery. values: the distinct ones."""
    numbers = [value for value in values if value is not None]
    return column.type is Type.INTEGER and 0 < len(numbers) <= FEW_NUMBERS and min(numbers) < FIRST_YEAR


def _count_values(connection: duckdb.DuckDBPyConnection, column: Column, rows: int, is_table: bool) -> _Values:
    """Count what a column of the table `delivered` holds: different values (an empty cell counts as one), the share of
    the most frequent, of each value where they are few and of empty cells where a cell may be empty, and the mean and
    deviation of whole numbers. Called for each column of a delivery that is compared with the deliveries before. rows:
    how many the delivery has. is_table: whether it is a table of figures, whose numbers are compared elsewhere."""
    name = f'"{column.name}"'
    counts = connection.execute(f"select {name}, count(*) from delivered group by all order by 2 desc").fetchall()
    has_few = _has_few_values(column) or (_is_scale(column, [value for value, _ in counts]) and not is_table)
    shares = {str(value): count / rows for value, count in counts if value is not None and has_few}
    if not column.required:
        shares[_MISSING] = sum(count for value, count in counts if value is None) / rows
    mean, deviation = None, 0.0
    if column.type is Type.INTEGER:
        question = f"select avg({name}), coalesce(stddev_samp({name}), 0) from delivered"
        [(mean, deviation)] = connection.execute(question).fetchall()
    return _Values(len(counts), counts[0][1] / rows, shares, mean, float(deviation))


def _count_months(connection: duckdb.DuckDBPyConnection, source: Source, rows: int) -> dict[str, float]:
    """Count the share of the rows of the table `delivered` in each month of the year, `01` to `12`; none for a source
    whose period is a year, and for tables by area. Called once for each delivery. rows: how many it has."""
    if source.place is Place.AREA or source.column(source.period).type not in (Type.DATE, Type.MONTH):
        return {}
    question = f"select strftime(\"{source.period}\"::date, '%m'), count(*) from delivered group by all"
    return {month: count / rows for month, count in connection.execute(question).fetchall()}


def _profile(connection: duckdb.DuckDBPyConnection, delivery: Delivered, is_table: bool) -> _Profile | None:
    """Count a delivery's rows, persons (rows, where it has none) and the values of its columns; None where it has no
    rows. Called once for each delivery, to compare it with the one before. is_table: whether the delivery is a
    table of figures."""
    frame = read_frame(connection, delivery.frame)
    there = set(frame.columns)
    columns = _list_columns(delivery.source, there)
    frame.create_view("delivered")
    unit = "count(distinct hash(person))" if "person" in there else "count(*)"
    [(rows, units)] = connection.execute(f"select count(*), {unit} from delivered").fetchall()
    if not rows:
        return None
    values = {each.name: _count_values(connection, each, rows, is_table) for each in columns}
    months = _count_months(connection, delivery.source, rows) if delivery.source.period in there else {}
    return _Profile(rows, units, values, months)


def _find_one_value(now: _Profile, earlier: list[_Profile]) -> list[Oddity]:
    """The columns that are all one value, which they were in no delivery before. Called for each delivery when it is
    compared with those before it from the same source (earlier, oldest first). Few rows, or a value that nearly all had
    before, are no proof."""
    found = []
    for name, values in now.columns.items():
        before = [each.columns[name] for each in earlier if name in each.columns]
        varied = bool(before) and all(each.distinct > 1 for each in before)
        if varied and values.distinct == 1 and before[-1].top_share ** now.units < CHANCE_OF_ONE_VALUE:
            found.append(Oddity(Kind.ONE_VALUE, name, before[-1].distinct, 1))
    return found


def _list_shares(now: _Profile, before: _Profile) -> Iterator[tuple[str, dict[str, float], dict[str, float]]]:
    """Yield what the shares of two deliveries are of, and the shares before and now: each column, and the months.
    Called for each delivery whose shares are compared."""
    for name, values in now.columns.items():
        yield name, before.columns.get(name, values).shares, values.shares
    yield "måned", before.months, now.months


def _find_leapt_shares(now: _Profile, before: _Profile) -> list[Oddity]:
    """The codes, ages, months and empty cells whose share of the rows has leapt since the delivery before. Called for
    each delivery but tables by area. A person's rows are one unit, since they are alike."""
    found = []
    for name, old, new in _list_shares(now, before):
        for code in sorted({*new, *old}):
            share, share_now = old.get(code, 0.0), new.get(code, 0.0)
            some, some_now = share * before.units, share_now * now.units
            odds = compute_odds(some, before.units), compute_odds(some_now, now.units)
            leap = measure_leap_of_share(some, before.units, some_now, now.units)
            if leap > ENOUGH_DEVIATIONS and is_beyond(*odds, FACTOR_OF_ODDS) and abs(share_now - share) >= LEAST_SHARE:
                found.append(Oddity(Kind.SHARE, f"{name}: {code}", round(share, 4), round(share_now, 4)))
    return found


def _find_leapt_means(now: _Profile, before: _Profile) -> list[Oddity]:
    """The columns of whole numbers whose mean has leapt since the delivery before, as when days come as hours. Called
    for each delivery but a source's first, of sources whose rows are persons or cases: the figures of a table are
    compared one by one instead."""
    found = []
    for name, values in now.columns.items():
        old = before.columns.get(name)
        if old is None or old.mean is None or values.mean is None:
            continue
        error = (old.deviation**2 / before.units + values.deviation**2 / now.units) ** 0.5
        if abs(values.mean - old.mean) > ENOUGH_DEVIATIONS * error and is_beyond(old.mean, values.mean, FACTOR_OF_MEAN):
            found.append(Oddity(Kind.MEAN, name, round(old.mean, 2), round(values.mean, 2)))
    return found


def _find_leapt_rows(now: _Profile, before: _Profile) -> list[Oddity]:
    """An oddity, the numbers of rows then and now, if the rows of a small delivery are many more or fewer than before
    and chance cannot have made it; else none. Called for each delivery but a source's first and tables by area; where
    the one before has `MANY_ROWS` or more, rule tvaers-06 asks the same."""
    if before.rows < MANY_ROWS and measure_leap_of_count(before.rows, now.rows) > ENOUGH_DEVIATIONS:
        return [Oddity(Kind.ROWS, "rækker", before.rows, now.rows)]
    return []


def find_row_leaps(delivered: list[Delivered], tables: set[str]) -> list[list[Oddity]]:
    """What is odd about the columns and rows of each delivery beside those before it from the same source.

    Called once for all deliveries that a run or `hpanalysis check` has loaded. The result is in the order of
    `delivered`, which is oldest first; an empty list for a delivery with nothing odd. tables: the names of the sources
    whose figures are compared one by one (by `find_table_leaps`), so that their means are not asked about here.
    """
    earlier: dict[str, list[_Profile]] = {}
    found = []
    with duckdb.connect(config=CONFIG) as connection:
        for delivery in delivered:
            profiles, is_table = earlier.setdefault(delivery.source.name, []), delivery.source.name in tables
            now = _profile(connection, delivery, is_table)
            odd: list[Oddity] = []
            if now is not None:
                odd += _find_one_value(now, profiles)
                # A list of participants is whole each time: it grows, and more and more of its courses have ended.
                if profiles and delivery.source.place not in (Place.AREA, Place.NOWHERE):
                    odd += _find_leapt_rows(now, profiles[-1]) + _find_leapt_shares(now, profiles[-1])
                    odd += [] if is_table else _find_leapt_means(now, profiles[-1])
                profiles.append(now)
            found.append(odd)
    return found
