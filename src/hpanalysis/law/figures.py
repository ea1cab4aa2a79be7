"""The figures of one area, as they are delivered or left out, and the value that is held against a limit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from hpanalysis.law.criteria import Base, CriterionId, Truth, Unit, Why
from hpanalysis.law.model import Criterion

Known = Decimal | int | Fraction
Yearly = Mapping[int, Known | Why]
# In which unit figures stand that must be held against a base.
_UNIT_BEFORE_BASE = {Base.COUNTRY: Unit.PERCENT, Base.REGION: Unit.KRONER}


@dataclass(frozen=True)
class Figures:
    """One measure of one area. A year is a list year: the figure that was the newest one on that year's list. A year
    that is not there was not delivered.

    `unit` is the unit in which the figures stand: percent of the population, for income kroner or percent of the
    region's, for convicted percent or times the country's. Figures that are to be held against a base
    (convicted in percent by the rules from 2018, income in kroner) need `base_by_year`.
    """

    unit: Unit
    by_year: Yearly = field(default_factory=dict)
    base_by_year: Yearly = field(default_factory=dict)  # the country's share or the region's income, by list year
    # The mean that the source itself prints, by list year, such as the ministry's list: it is taken as it stands.
    mean_by_year: Yearly = field(default_factory=dict)
    # Half a unit of the last printed digit: 0.05 for figures with one decimal, and more where the base is rounded too.
    # 0 where the figures are exact.
    half_unit: Known = 0


@dataclass(frozen=True)
class Value:
    """A value in its criterion's unit; with rounded figures the least and the greatest that it may be."""

    value: Fraction
    least: Fraction
    most: Fraction


def _mean(yearly: Yearly, list_year: int, years: int, missing: Why) -> Fraction | Why:
    """The mean of the latest years of a list; the first reason where one of them is not known. Called for the figures
    and for their base. years: how many, from 1. missing: the reason for a year that is not there."""
    total = Fraction(0)
    for year in range(list_year - years + 1, list_year + 1):
        figure = yearly.get(year, missing)
        if isinstance(figure, Why):
            return figure
        total += Fraction(figure)
    return total / years


def _take_mean(criterion: Criterion, figures: Figures, list_year: int) -> Fraction | Why:
    """The mean in the unit of the figures: the printed one where there is one, else that of the latest years. Called by
    `measure`."""
    printed = figures.mean_by_year.get(list_year)
    if printed is None:
        return _mean(figures.by_year, list_year, criterion.years, Why.NOT_DELIVERED)
    return printed if isinstance(printed, Why) else Fraction(printed)


def find_base(criterion: Criterion, figures: Figures, list_year: int) -> Fraction | Why:
    """By what a mean is divided to come into the criterion's unit: 1 where it stands in it already; else the mean of
    the base over the same years, for income a hundredth of it. Called by `measure` and by whoever tells a limit in the
    unit of the figures. A reason where the base is not known or 0, or where the figures stand in a unit that this
    version of the law does not measure in."""
    if figures.unit is criterion.unit:
        return Fraction(1)
    if figures.unit is not _UNIT_BEFORE_BASE.get(criterion.base):
        return Why.OTHER_UNIT
    base = _mean(figures.base_by_year, list_year, criterion.years, Why.BASE_NOT_DELIVERED)
    if isinstance(base, Why):
        return base
    if base <= 0:
        return Why.BASE_ZERO
    return base / 100 if criterion.unit is Unit.PERCENT else base


def measure(criterion: Criterion, figures: Figures | None, list_year: int) -> Value | Why:
    """The value of a measure on a list, in the criterion's unit, or why it is not known. Called for each criterion.
    figures: None where the measure was not delivered at all."""
    if figures is None:
        return Why.NOT_DELIVERED
    mean = _take_mean(criterion, figures, list_year)
    if isinstance(mean, Why):
        return mean
    base = find_base(criterion, figures, list_year)
    if isinstance(base, Why):
        return base
    half = Fraction(figures.half_unit)
    return Value(mean / base, (mean - half) / base, (mean + half) / base)


def judge(criterion: Criterion, value: Value | Why) -> tuple[Truth, Why | None]:
    """Whether a criterion is met, and why that is unknown. Called for each criterion. A rounded figure that may lie on
    either side of the limit is unknown."""
    if isinstance(value, Why):
        return Truth.UNKNOWN, value
    least, most = criterion.is_met_by(value.least), criterion.is_met_by(value.most)
    if least is not most:
        return Truth.UNKNOWN, Why.ROUNDED_AT_LIMIT
    return (Truth.MET if least else Truth.NOT_MET), None


@dataclass(frozen=True)
class AreaFigures:
    """All that is known of one area: each measure, its residents and what it was on earlier lists."""

    measures: Mapping[CriterionId, Figures]
    residents: Mapping[int, int | None] = field(default_factory=dict)  # by list year; None or not there: not known
    # Whether the area was a parallelsamfund on an earlier list, by that list's own rules; None or not there: not known.
    was_parallel: Mapping[int, bool | None] = field(default_factory=dict)
