"""The control table as series of months: what a control chart may show, and the stretches in which a rule is met.

A month that is not shown has no number in the table, so nothing here can reveal one.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any

import pandas as pd

from hpanalysis.tables import Assured, Special, Status, Variation


@dataclass(frozen=True)
class Limits:
    """The lines of a phase: the months' mean, and how far they usually vary from it. Made by `_read_limits`."""

    centre: Decimal
    lo: Decimal
    hi: Decimal
    trial: bool  # computed from fewer than 13 months


@dataclass(frozen=True, kw_only=True)
class Month:
    """A row of `tables.CONTROL`, its words read as enums. Made by `_read_month`; read as part of a `Series`."""

    key: str  # the figure's address: indicator/month/area
    month: date  # its first day
    status: Status
    value: Decimal | None  # None where the month is not shown
    limits: Limits | None  # of its phase; None where the phase has too few months
    phase: int
    why: str  # Danish, why the limits are computed anew from the phase's first month; empty in the first phase
    rules: tuple[Special, ...]  # that the month meets, the one that speaks for it first
    variation: Variation | None  # None for a month without value or limits
    target: Decimal | None  # the plan's target line, where its target is a number
    assured: Assured | None  # the limits against that line

    @property
    def index(self) -> int:
        """Months since year 0, so that neighbours differ by one. Read to find months that follow each other and to
        place a month on a chart's axis."""
        return self.month.year * 12 + self.month.month - 1

    @property
    def number(self) -> Decimal:
        """The month's value, read where a control chart draws it. A month that is not shown raises ValueError: the
        caller should have asked first."""
        if self.value is None:
            raise ValueError(f"{self.key} has no number to show")
        return self.value


@dataclass(frozen=True)
class Stretch:
    """Months in which one rule is met, first to last. Made by `Series.stretches` for the words of a control chart."""

    special: Special
    months: tuple[Month, ...]

    @property
    def first(self) -> date:
        """The first day of the first of the stretch's months, in which a rule of unusual variation is met. Read when
        the stretch is described in the words under a control chart."""
        return self.months[0].month

    @property
    def last(self) -> date:
        """The first day of the last of the stretch's months, in which a rule of unusual variation is met. Read when the
        stretch is described in the words under a control chart."""
        return self.months[-1].month


@dataclass(frozen=True)
class Series:
    """The months of one indicator and area, oldest first; at least one. Made by `read_series`; drawn by
    `charts.control_figure`."""

    indicator_id: str
    area_id: str
    months: tuple[Month, ...]

    @property
    def is_shown(self) -> bool:
        """Whether any month has a number. Read by `control_figure`, which draws the series only then."""
        return any(month.value is not None for month in self.months)

    @property
    def phases(self) -> list[tuple[Month, ...]]:
        """The months by phase, oldest first; a phase is the months whose limits were computed together. Read when the
        limits are drawn, tabulated and described."""
        return [tuple(months) for _, months in groupby(self.months, key=lambda month: month.phase)]

    @property
    def lines(self) -> Iterator[tuple[Month, ...]]:
        """Stretches of neighbouring months with a number, in one phase: what a line in a chart may join. Read when a
        control chart is drawn, and to tell whether its line is broken."""
        shown = [month for month in self.months if month.value is not None]
        # Along a run without gaps a month's index grows as fast as its place among those shown, so their difference
        # stays the same; a gap changes it.
        runs = {month.key: (month.phase, month.index - place) for place, month in enumerate(shown)}
        for _, months in groupby(shown, key=lambda month: runs[month.key]):
            yield tuple(months)

    @property
    def stretches(self) -> list[Stretch]:
        """The stretches in which a rule of special variation is met, the latest first; of those that end together, in
        the order of `Special`. Read for a control chart's headline and description."""
        stretches = [stretch for special in Special for stretch in self._stretches_of(special)]
        order = {special: place for place, special in enumerate(Special)}
        return sorted(stretches, key=lambda stretch: (-stretch.months[-1].index, order[stretch.special]))

    def _stretches_of(self, special: Special) -> Iterator[Stretch]:
        """The stretches (runs of months that meet a rule of special variation) of one rule, oldest first; a new phase
        or a gap begins another stretch. Called by `stretches` for each rule, for the words under a control chart.
        special: the rule."""
        # "Two of three months near a limit": the third may stand between them and not meet the rule itself.
        apart = 2 if special in (Special.NEAR_UPPER, Special.NEAR_LOWER) else 1
        months: list[Month] = []
        for month in (month for month in self.months if special in month.rules):
            if months and not (month.index - months[-1].index <= apart and month.phase == months[-1].phase):
                yield Stretch(special, tuple(months))
                months = []
            months.append(month)
        if months:
            yield Stretch(special, tuple(months))


def _is_given(value: Any) -> bool:
    """Whether a table has something there: neither a missing value of pandas (NaN alone differs from itself) nor "".
    Called for each optional value of a row of the control table."""
    return value is not None and value is not pd.NA and value == value and value != ""


def _read_decimal(value: Any) -> Decimal | None:
    """A number of the control table, exact; None where it is missing or "". Called for each number of a row."""
    return Decimal(str(value)) if _is_given(value) else None


def _read_limits(row: dict[Hashable, Any]) -> Limits | None:
    """The limits in a row of the control table; None where its phase (a stretch of months whose limits are computed
    together) has too few months. Called by `_read_month` for each month."""
    centre, lo, hi = (_read_decimal(row[name]) for name in ("centre", "lo", "hi"))
    if centre is None or lo is None or hi is None:
        return None
    return Limits(centre, lo, hi, trial=_is_given(row["trial"]) and bool(row["trial"]))


def _read_month(row: dict[Hashable, Any]) -> Month:
    """One row of the control table as a month; the value of one that is not shown is left out, whatever the table
    holds. Called by `read_series` for each row."""
    first_day = pd.Timestamp(row["month"]).date()
    status = Status(row["status"])
    return Month(
        key=f"{row['indicator_id']}/{first_day:%Y-%m}/{row['area_id']}",
        month=first_day,
        status=status,
        value=_read_decimal(row["value"]) if status is Status.SHOWN else None,
        limits=_read_limits(row),
        phase=int(row["phase"]),
        why=row["phase_reason"] if _is_given(row["phase_reason"]) else "",
        rules=tuple(Special(word) for word in row["rules"].split("; ")) if _is_given(row["rules"]) else (),
        variation=Variation(row["variation"]) if _is_given(row["variation"]) else None,
        target=_read_decimal(row["target"]),
        assured=Assured(row["assurance"]) if _is_given(row["assurance"]) else None,
    )


def read_series(control: pd.DataFrame) -> dict[tuple[str, str], Series]:
    """The rows of a control table (`tables.CONTROL`) as series of months, by indicator and area. Called by
    `DelaftaleView` and `IndicatorView`, when a notebook shows the control charts of a delaftale or of one indicator."""
    months: dict[tuple[str, str], list[Month]] = {}
    for row in control.to_dict("records"):
        months.setdefault((row["indicator_id"], row["area_id"]), []).append(_read_month(row))
    return {key: Series(*key, tuple(sorted(found, key=lambda m: m.month))) for key, found in months.items()}
