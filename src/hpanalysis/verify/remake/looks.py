"""At which level a change is tested at each look at a figure, made anew: Lan & DeMets (1983, Biometrika 70, 659-663).

A figure is looked at once or twice a year for as long as the plan lasts. The chance that it is ever called changed
though nothing has is spent little by little, by how many of the plan's half-years have passed (the function that is
like Pocock's), each question having its part. A level follows from the column half_year of the rows of the same
indicator and area that have a p, and from the plan's first and last half-year.
"""

from __future__ import annotations

import math

from hpanalysis.published.definitions import Definitions
from hpanalysis.published.figures import Figure
from hpanalysis.verify.remake.figures import POOLED, Figures, find_version, is_pooled
from hpanalysis.verify.remake.formulas.families import LEVEL

# The column of p -> the chance of error that is spent on its question over all looks; .10 in all.
SPENT = {"change_p": 0.06, "year_before_p": 0.02, "trend_p": 0.02}

Series = tuple[str, str, str]  # indicator, area, and what parts windows pooled or counted again from the others


def _number_half_year(half_year: str) -> int:
    """A half-year, as 2026H1, as a number that is one higher each half-year. Called for each look, and for the plan's
    first."""
    year, _, half = half_year.partition("H")
    return 2 * int(year) + int(half) - 1


def compute_time_passed(half_year: str, definitions: Definitions) -> float:
    """The part of the plan's half-years that has passed with this one: 0 before the first, 1 from the last on. Called
    for each look. The last is the last that ends before the plan does."""
    end = definitions.plan_end
    if definitions.first_half_year is None or end is None:
        raise ValueError("definitions without the plan's time")
    first = _number_half_year(definitions.first_half_year)
    # A half-year ends on 30 June or 31 December.
    last = 2 * end.year - 1 + sum((end.month, end.day) >= cutoff for cutoff in ((6, 30), (12, 31)))
    every = last - first + 1
    return 1.0 if every <= 0 else min(every, max(0, _number_half_year(half_year) - first + 1)) / every


def _keep_chance(chance: float, passed: float) -> float:
    """The chance that no error has been made by this time, of a chance of error that is spent over the whole time.
    Called for each look, and for the look before it."""
    return 1 - chance * math.log(1 + (math.e - 1) * passed)


def compute_level(chance: float, passed: float, passed_before: float, tests: int) -> float:
    """The largest p that may be sure at a look, never over .05. Called for each test of a change. passed_before: at the
    look before, 0 without one. tests: of the same figure at this look, which share what may be spent (Sidak 1967)."""
    kept = _keep_chance(chance, passed) / _keep_chance(chance, min(passed, passed_before))
    return min(LEVEL, 1 - kept ** (1 / tests))


def _name_series(row: Figure) -> Series:
    """What the looks at a row's figure are counted in. Called for each row."""
    return row.key[0], row.key[2], POOLED if is_pooled(row) else find_version(row)


class Looks:
    """The looks at each figure by one question. Made once for each question that is spent on, and asked for the level
    of each row that has a p."""

    def __init__(self, figures: Figures, column: str) -> None:
        """Gather the half-years in which each series has a p. Called once for each question. column: the question's
        p."""
        self._definitions, self._chance = figures.definitions, SPENT.get(column)
        self._half_years: dict[Series, list[str]] = {}
        for row in figures.rows.values():
            if row.cells[column]:
                self._half_years.setdefault(_name_series(row), []).append(row.cells["half_year"])

    def find_last(self, row: Figure) -> str | None:
        """The last half-year up to a row's own that has a test of its figure; None where none has. Called for the looks
        that are to come."""
        every = self._half_years.get(_name_series(row), [])
        return max((half_year for half_year in every if half_year <= row.cells["half_year"]), default=None)

    def find_level(self, row: Figure) -> float:
        """The largest p that may be sure of a row, whatever its family allows; .05 for a question that tells of no
        change over time. Called for each row that has a p."""
        if self._chance is None:
            return LEVEL
        now, every = row.cells["half_year"], self._half_years[_name_series(row)]
        before = max((other for other in every if other < now), default=None)
        passed = compute_time_passed(now, self._definitions)
        passed_before = 0.0 if before is None else compute_time_passed(before, self._definitions)
        return compute_level(self._chance, passed, passed_before, every.count(now))
