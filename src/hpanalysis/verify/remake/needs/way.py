"""Where a row's target is now, and how far there is to go, in the unit and in persons."""

from __future__ import annotations

import math
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from hpanalysis.published.figures import Figure
from hpanalysis.verify.remake import tested
from hpanalysis.verify.remake.figures import COUNT, MEAN, SCALES, Figures, read_counts, read_value
from hpanalysis.verify.remake.needs.choice import FALLING, NUMBER

NOW = ("target_now", "distance", "distance_persons")
_PERSONS_TIME = "clustered_share"


def find_target_now(row: Figure, figures: Figures) -> Decimal | None:
    """Where a row's target is now, as printed: the number, the value of the rest of the municipality, or the baseline;
    None where it is not shown. Called for each row that is asked."""
    judging, before = figures.get_judging(row), figures.find_baseline(row)
    if judging.target == NUMBER:
        return judging.target_value
    if judging.target == FALLING:
        return None if before is None or tested.is_broken(row, before, figures) else before.value
    rest = figures.find_rest(row) if judging.comparable else None
    if rest is None or not rest.denominator:
        return None
    value = SCALES[row.cells["unit"]] * rest.numerator / rest.denominator
    return value.quantize(Decimal(1).scaleb(-figures.get_indicator(row).decimals), ROUND_HALF_UP)


def find_way(row: Figure, goal: Decimal, figures: Figures) -> Decimal:
    """How far a row's printed value has to go to a number; 0 where it is there. Called for target and needed value."""
    value = read_value(row)
    assert value is not None  # asked of rows that show one
    return max(Decimal(0), figures.get_judging(row).sign * (goal - value))


def count_persons(row: Figure, way: Decimal | None, figures: Figures) -> int | None:
    """How many persons, dwellings or cases a way is at a row's own size, rounded up; None without a way, of marks, and
    of days, which are no persons. Called for both ways. Persons' months are of persons who are there in all months of
    the window."""
    indicator, counts = figures.get_indicator(row), read_counts(row)
    if way is None or indicator.measure == COUNT:
        return None if way is None else math.ceil(way)
    if counts is None or not counts.denominator or indicator.measure == MEAN:
        return None
    months = _count_months(row, figures) if indicator.measure == _PERSONS_TIME else 1
    if not months:
        return None
    return math.ceil(Fraction(way) * Fraction(counts.denominator) / (SCALES[row.cells["unit"]] * months))


def _count_months(row: Figure, figures: Figures) -> int:
    """The months that persons are counted in, each once a month; 0 where not months are counted. Called for each way of
    persons' time. More than one a month can only be days."""
    found = figures.definitions.find_series(row.key[0], row.key[1])
    if found is None or not figures.get_indicator(row).by_month:
        return 0
    window, (start, end) = figures.definitions.indicators[found[0]].windows[found[1]], figures.get_days(row)
    every = 12 * (end.year - start.year) + end.month - start.month + 1
    return len(window.blocks) if window.most_per_person <= every else 0


def is_number(text: str, number: Decimal | int | None) -> bool:
    """Whether a cell has a number, or is empty where there is none. Called for each exact cell."""
    return text == "" if number is None else text != "" and Decimal(text) == number


def list_wrong_columns(row: Figure, figures: Figures) -> Iterator[str]:
    """The columns of where the target is now that do not follow. Called for each row that is asked."""
    goal = find_target_now(row, figures)
    way = None if goal is None else find_way(row, goal, figures)
    for column, number in zip(NOW, (goal, way, count_persons(row, way, figures)), strict=True):
        if not is_number(row.cells[column], number):
            yield column
