"""The answers to one question each that a cell holds together: several columns of its row that are read as one."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from hpanalysis.definitions.windows import HalfYear
from hpanalysis.tables import Development, Since, Versus


@dataclass(frozen=True)
class YearBefore:
    """The window a year before the cell's own; where there is none, `window` is empty and `reason` says why. Read as
    `Cell.year_before`."""

    window: str
    value: Decimal | None
    change: Decimal | None  # from then to now, in the indicator's unit
    verdict: Since | None
    reason: str  # Danish, why there is no verdict


@dataclass(frozen=True)
class OtherAreas:
    """The other areas that the indicator is measured for, taken together, and the area's verdict against them. Read as
    `Cell.others`."""

    value: Decimal | None
    verdict: Versus
    reason: str  # Danish, why there is no verdict


@dataclass(frozen=True, kw_only=True)
class ComparedDevelopment:
    """A figure's change since the baseline held against the comparison's change since the same baseline. Numbers are
    None where nothing can be subtracted. Read as `Cell.development`."""

    verdict: Development
    reason: str  # Danish, why it is undecided; "" for the other verdicts
    rest_change: Decimal | None  # of the municipality without the area, or of the country
    value: Decimal | None  # the figure's change minus that
    lo: Decimal | None  # its 95 % interval
    hi: Decimal | None
    ratio: Decimal | None  # 1 where both have moved by the same part of their size
    margin: Decimal | None  # within which the two changes are alike


@dataclass(frozen=True, kw_only=True)
class Course:
    """A figure's course over all its windows since the baseline, as one straight line. Read as `Cell.course`."""

    verdict: Since
    reason: str  # Danish, why there is no line; "" where there is one
    a_year: Decimal | None  # the change a year, in the indicator's unit, with one decimal more; None without a line
    lo: Decimal | None  # its 95 % interval
    hi: Decimal | None
    windows: int  # how many the line is drawn through; 0 without a line
    first: str  # the id of the first of them; "" without a line


@dataclass(frozen=True, kw_only=True)
class TargetNeeds:
    """What is needed for a figure's target. Numbers are in the unit; None where they do not follow. Read as
    `Cell.needs`."""

    target_now: Decimal | None  # where the target is now; for a figure that is to fall its baseline
    distance: Decimal | None  # 0 where the figure is there
    distance_persons: int | None
    needed_value: Decimal | None  # what the next measurement must be at most (at least) to be sure
    needed_persons: int | None  # from the figure to that value
    needed_in: HalfYear | None  # of the next measurement; None where it is not known when it comes
    sure_from: HalfYear | None  # the first in which it can be known that the target is met
    sure_reason: str  # Danish, why there is none
    improved_from: HalfYear | None  # the first in which an improvement can be sure, where the target has a size
