"""What rests on sums over persons, as indicators.csv publishes it: effective sizes, numbers of persons, spreads.

All three are rounded before anything is computed from them, so that they tell nothing of single persons, and so the
limits follow from them to the last digit. That a number stands on its step is all that can be asked of it: the sums
themselves are not published.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import NamedTuple

from hpanalysis.published.definitions import Indicator
from hpanalysis.published.figures import Figure
from hpanalysis.verify.remake.figures import COUNT, MEAN, RATE, SHARE, is_pooled, read_counts, read_value
from hpanalysis.verify.remake.formulas.limits import Range, compute_share_limits
from hpanalysis.verify.remake.formulas.student import compute_student_quantile

SIZE, PERSONS, SPREAD = COLUMNS = ("effective_size", "persons_at_least", "mean_spread")
# Preferred numbers (Renard's series R10, R20 and R40, ISO 3:1973), as whole numbers from 100 to under 1000.
_R10 = frozenset({100, 125, 160, 200, 250, 315, 400, 500, 630, 800})
_R20 = _R10 | {112, 140, 180, 224, 280, 355, 450, 560, 710, 900}
_R40 = frozenset(
    {100, 106, 112, 118, 125, 132, 140, 150, 160, 170, 180, 190, 200, 212, 224, 236, 250, 265, 280, 300}
    | {315, 335, 355, 375, 400, 425, 450, 475, 500, 530, 560, 600, 630, 670, 710, 750, 800, 850, 900, 950}
)
_MANY = 100  # inside a share and outside it, or of a mean, from which on R40 is used


class Sized(NamedTuple):
    """How much the persons of a share of their time tell, as it is published. Read by `read_sized`."""

    size: float  # as so many independent persons
    persons: int


def read_sized(row: Figure) -> Sized | None:
    """The published size and persons of a share of persons' time, or of windows pooled; None where there are none.
    Called where its limits or its standard error are made anew."""
    texts = [row.cells.get(column, "") for column in (SIZE, PERSONS)]
    return Sized(float(texts[0]), int(texts[1])) if all(texts) else None


def read_spread(row: Figure) -> float | None:
    """The published spread of a mean; None where there is none, or where nobody differs. Called where its limits or its
    standard error are made anew."""
    return float(row.cells.get(SPREAD, "") or 0) or None


def compute_limits(row: Figure, indicator: Indicator) -> Range | None:
    """The 95 % limits that a row's published size or spread gives: of a share from 0 to 1, of a mean in its unit; None
    where neither is published. Called for each row whose limits do not follow from its counts alone."""
    counts = read_counts(row)
    if counts is None or not counts.denominator:
        return None
    value, sized, spread = float(counts.numerator) / float(counts.denominator), read_sized(row), read_spread(row)
    if indicator.measure == MEAN:
        n = int(counts.denominator)
        if spread is None or n < 2:
            return None
        reach = compute_student_quantile(n - 1) * spread / math.sqrt(n)
        return value - reach, value + reach
    if sized is None or sized.persons < 2 or sized.size <= 0:
        return None
    return compute_share_limits(value, compute_student_quantile(sized.persons - 1) ** 2 / sized.size)


def _is_step(text: str, series: frozenset[int]) -> bool:
    """Whether a published number is a preferred one of a series. Called for each effective size and each spread."""
    number = float(text)
    if not number > 0:
        return False
    hundreds = number / 10.0 ** (math.floor(math.log10(number) + 1e-9) - 2)
    return abs(hundreds - round(hundreds)) < 1e-6 and round(hundreds) in series


def _is_whole_step(text: str, series: frozenset[int]) -> bool:
    """Whether a published number of persons is a preferred number without its decimals: 12 of 12.5, 31 of 31.5. Called
    for each number of persons."""
    scale = 10.0 ** (len(text) - 3)
    return any(math.floor(step * scale + 1e-9) == int(text) for step in series)


def list_wrong_columns(row: Figure, indicator: Indicator) -> Iterator[str]:
    """The columns of a row's sizes and spread that are not what they can be. Called for each row. A figure has those of
    its kind where it has limits, and no others; each stands on its step, and there are no more persons than days."""
    is_time = indicator.measure not in (RATE, COUNT, MEAN) and (indicator.measure != SHARE or is_pooled(row))
    has_limits = bool(row.cells["lo"]) and read_value(row) is not None
    if is_time:
        yield from _find_wrong_sizes(row, has_limits)
    else:
        yield from (column for column in (SIZE, PERSONS) if row.cells[column])
    if indicator.measure != MEAN:
        yield from (SPREAD for _ in row.cells[SPREAD][:1])
    elif not row.cells[SPREAD]:
        yield from (SPREAD for _ in range(has_limits))
    elif read_value(row) is None or not _is_spread(row):
        yield SPREAD


def _is_spread(row: Figure) -> bool:
    """Whether a mean's published spread stands on its step; 0 where nobody differs. Called for each mean that has
    one."""
    counts = read_counts(row)
    n = float(counts.denominator or 0) if counts is not None else 0.0
    text = row.cells[SPREAD]
    return float(text) == 0 or _is_step(text, _R40 if n >= _MANY else _R20)


def _find_wrong_sizes(row: Figure, has_limits: bool) -> Iterator[str]:
    """The columns of a share of persons' time that are not what they can be. Called for each such row."""
    counts = read_counts(row)
    if not has_limits or counts is None or not counts.denominator:
        yield from (column for column in (SIZE, PERSONS) if row.cells[column])
        return
    denominator, numerator = float(counts.denominator), float(counts.numerator)
    series = _R40 if min(numerator, denominator - numerator) >= _MANY else _R10
    for column, is_on_step in ((SIZE, _is_step), (PERSONS, _is_whole_step)):
        text = row.cells[column]
        if not text or float(text) > denominator or not is_on_step(text, series):
            yield column
