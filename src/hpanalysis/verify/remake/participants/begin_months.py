"""The months in which those began whom an outcome is told of: the time after is delivered now, and was not before.

Which months an extract holds is not published, only which windows; an extract may hold some months more. So the first
and the last month are held between what is sure and what can be.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import NamedTuple

from hpanalysis.published.figures import NOT_DELIVERED, Figure
from hpanalysis.verify.remake.participants.windows import find_last_day


class Months(NamedTuple):
    """Two months, as numbers: the least and the most that one can be."""

    least: int
    most: int


def number_month(month: str) -> int:
    """A month such as 2026-03 as a number, so that months can be counted. Called for each month that is told."""
    return int(month[:4]) * 12 + int(month[5:7]) - 1


def _find_newest(rows: Iterable[Figure], half_year: str, without: Collection[int]) -> Months | None:
    """The newest month that an extract delivered up to a half-year holds; None where nothing was delivered. Called for
    the half-year and the one before. rows: of the outcome's indicator; without: the calendar months of which there are
    no rows."""
    ends = [
        row.cells["window_end"]
        for row in rows
        if row.cells["delivered_in"] and row.cells["delivered_in"] <= half_year and row.status != NOT_DELIVERED
    ]
    if not ends:
        return None
    least = number_month(max(ends))
    while least % 12 + 1 in without:
        least -= 1
    return Months(least, max(least, number_month(find_last_day(half_year).isoformat())))


def find_previous(half_year: str) -> str:
    """The half-year before one. Called for what was told before."""
    year = int(half_year[:4])
    return f"{year}H1" if half_year.endswith("2") else f"{year - 1}H2"


def find_wrong_months(
    first: str, last: str, rows: Collection[Figure], half_year: str, begins: date, period: int, without: Collection[int]
) -> Iterator[str]:
    """The columns of a row's months that cannot be. Called for each row of udfald.csv that tells of somebody. begins:
    the plan's first day; period: the months of the time after; the others as `_find_newest`."""
    newest, before = _find_newest(rows, half_year, without), _find_newest(rows, find_previous(half_year), without)
    start, told = begins.year * 12 + begins.month - 1, (number_month(first), number_month(last))
    if newest is None or not newest.least - period <= told[1] <= newest.most - period or told[1] < told[0]:
        yield "last_month"
    after = Months(start, start) if before is None else Months(*(end - period + 1 for end in before))
    if not max(start, after.least) <= told[0] <= max(start, after.most):
        yield "first_month"
