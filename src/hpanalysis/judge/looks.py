"""At which level a change is tested at each look, so that a figure without change is seldom ever called changed.

A figure is looked at once or twice a year for five years, and each look at p <= .05 may err. What may be spent of
`CHANCE_EVER` over all the plan's half-years is divided among the three questions that end in "forbedret" or
"forværret", and each question's part is spent little by little (`statistics.spending`). A look that a figure has not
had, because nothing new was delivered or it was hidden, is spent by its next one.

How often it happens all the same, with the families' procedure (`families`), is simulated in benchmarks/many_looks.py
and told in docs/many_looks.md.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from hpanalysis.definitions.model import Indicator
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.judge.outcomes import LEVEL
from hpanalysis.plan import Plan
from hpanalysis.statistics import compute_look_level
from hpanalysis.tables import CHANCE_EVER

# The parts of `CHANCE_EVER`: the question -> what of it is spent on it over all looks. Since the baseline is what
# targets are judged by, and gets the most. The parts add up to the whole, so the bound holds however the three go
# together.
SPENT = {"baseline": 0.06, "year_before": 0.02, "course": 0.02}
assert math.isclose(sum(SPENT.values()), CHANCE_EVER)  # the parts are the whole

Series = tuple[str, str, str]  # indicator, area, and what tells windows apart that are series of their own


@dataclass(frozen=True)
class Look:
    """One test of a figure that may be one of several. Made by `facts` for each row and question, and read by
    `assign_levels`."""

    series: Series
    half_year: str  # whose report shows the window first
    is_tested: bool  # False where the row has no such test: then nothing is spent on it


@dataclass(frozen=True)
class NextLook:
    """A later measurement that the plan's half-years will have of a figure. Made by `list_next_looks`, and read to tell
    what is needed of it, and when a target can be known to be met."""

    half_year: str
    start: date  # of its window
    end: date
    level: float  # at which its change since the baseline is tested


def list_half_years(plan: Plan) -> list[HalfYear]:
    """The plan's half-years, from the first that is reported on to the last that ends before the plan does. Called for
    the time that has passed, and for the looks that are to come."""
    return list(_list_half_years(plan.first, plan.settings.end))


@cache
def _list_half_years(first: HalfYear, end: date) -> tuple[HalfYear, ...]:
    """The half-years from the first to the last that ends by a plan's last day. Called thousands of times in a run, for
    one or two plans."""
    return tuple(one for one in HalfYear(end.year, 2).since(first) if one.cutoff <= end)


def compute_time_passed(half_year: HalfYear, plan: Plan) -> float:
    """The share of the plan's half-years that has passed with this one: 0.1 for the first of ten, 1 from the last on, 0
    before the first. Called for each look."""
    return _compute_time_passed(half_year, plan.first, plan.settings.end)


@cache
def _compute_time_passed(half_year: HalfYear, first: HalfYear, end: date) -> float:
    """The share of the half-years from `first` to a plan's last day that has passed with this one. Called for each
    look, of which a plan has thousands in ten half-years."""
    every = _list_half_years(first, end)
    # A plan that ends within its first half-year has passed with it.
    return sum(one <= half_year for one in every) / len(every) if every else 1.0


def find_level(question: str, plan: Plan, half_year: str, before: str | None, tests: int = 1) -> float:
    """The level of a test: a change may be called sure only where p is at most this, and never over `LEVEL`.

    Called for each test of the half-year, and to work out what the next measurement must be to be sure. question: a key
    of `facts.P_COLUMNS`; those that tell of no change over time are tested at `LEVEL`. half_year, before: of this look
    and of the figure's last one, None without one. tests: how many tests the figure has at this look.
    """
    if question not in SPENT:
        return LEVEL
    passed = compute_time_passed(HalfYear.parse(half_year), plan)
    passed_before = 0.0 if before is None else compute_time_passed(HalfYear.parse(before), plan)
    return min(LEVEL, compute_look_level(SPENT[question], passed, passed_before, tests))


def find_last_tested(looks: Sequence[Look]) -> list[str | None]:
    """For each look the last half-year up to and with its own that has a test of its series; None where none has.
    Called with the looks of all rows that are judged, for what the next look may spend."""
    tested: dict[Series, list[str]] = {}
    for look in looks:
        if look.is_tested:
            tested.setdefault(look.series, []).append(look.half_year)
    return [
        max((other for other in tested.get(look.series, []) if other <= look.half_year), default=None) for look in looks
    ]


def list_next_looks(
    indicator: Indicator, plan: Plan, half_year: str, before: str | None, after: date
) -> list[NextLook]:
    """The later measurements of a figure in the plan's half-years, in their order; empty where none is to come, and
    where only a delivery tells when one comes.

    Called for each row of an area with a target. half_year: of the row; before: the last half-year with a test of its
    change, None without one; after: the last day of the baseline's window (or of the row's own), because a window that
    shares days with the baseline's is not tested.
    """
    looks: list[NextLook] = []
    for later in list_half_years(plan):
        span = indicator.window.comes_new_in(later, plan.first) if str(later) > half_year else None
        if span is not None and span.start > after:
            looks.append(NextLook(str(later), span.start, span.end, find_level("baseline", plan, str(later), before)))
            before = str(later)
    return looks


def assign_levels(question: str, looks: Sequence[Look], plan: Plan) -> list[float]:
    """The level of each look, in the order given. Called once for each question, with the looks of all rows that are
    judged. A look at a half-year is counted from the last half-year before it with a test of the same series; tests of
    one series in one half-year share what may be spent."""
    tested: dict[Series, list[str]] = {}
    for look in looks:
        if look.is_tested:
            tested.setdefault(look.series, []).append(look.half_year)
    levels = []
    for look in looks:
        half_years = tested.get(look.series, [])
        before = max((other for other in half_years if other < look.half_year), default=None)
        levels.append(find_level(question, plan, look.half_year, before, max(1, half_years.count(look.half_year))))
    return levels
