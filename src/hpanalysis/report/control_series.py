"""The control table as series of months: what a control chart may show, and the stretches in which a rule is met.

A month that is not shown has no number in the table; nothing here can tell one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any

import pandas as pd

from hpanalysis.tables import Assured, Special, Status, Variation
from hpanalysis.workspace import Workspace, half_year_named


@dataclass(frozen=True)
class Month:
    """A row of `tables.CONTROL`, its words read; None where there is no number or no word."""

    key: str
    month: date
    status: Status
    value: Decimal | None
    centre: Decimal | None
    lo: Decimal | None
    hi: Decimal | None
    trial: bool
    phase: int
    why: str
    rules: tuple[Special, ...]
    variation: Variation | None
    target: Decimal | None
    assured: Assured | None

    @property
    def number(self) -> int:
        """Months since year 0: neighbours differ by one."""
        return self.month.year * 12 + self.month.month - 1


@dataclass(frozen=True)
class Stretch:
    """Months in which one rule is met, from the first to the last of them."""

    special: Special
    months: tuple[Month, ...]

    @property
    def first(self) -> date:
        return self.months[0].month

    @property
    def last(self) -> date:
        return self.months[-1].month


@dataclass(frozen=True)
class Series:
    """The months of one indicator and area, oldest first; at least one."""

    indicator_id: str
    area_id: str
    months: tuple[Month, ...]

    @property
    def shown(self) -> bool:
        return any(month.value is not None for month in self.months)

    @property
    def phases(self) -> list[tuple[Month, ...]]:
        """The months of each phase."""
        return [tuple(found) for _, found in groupby(self.months, key=lambda month: month.phase)]

    @property
    def lines(self) -> Iterator[tuple[Month, ...]]:
        """Stretches of neighbouring months with a number, in one phase: what a line may join."""
        shown = [month for month in self.months if month.value is not None]
        places = {month.key: (month.phase, month.number - index) for index, month in enumerate(shown)}
        for _, found in groupby(shown, key=lambda month: places[month.key]):
            yield tuple(found)

    @property
    def stretches(self) -> list[Stretch]:
        """Where rules are met, the latest first; of those that end together, the rule that speaks first."""
        found = [stretch for special in Special for stretch in self._stretches(special)]
        order = {special: place for place, special in enumerate(Special)}
        return sorted(found, key=lambda s: (-s.months[-1].number, order[s.special]))

    def _stretches(self, special: Special) -> Iterator[Stretch]:
        """Of three months with two near a limit, the third may stand between them and meet no rule."""
        apart = 2 if special in (Special.NEAR_UPPER, Special.NEAR_LOWER) else 1
        found: list[Month] = []
        for month in (month for month in self.months if special in month.rules):
            together = found and month.number - found[-1].number <= apart and month.phase == found[-1].phase
            if found and not together:
                yield Stretch(special, tuple(found))
                found = []
            found.append(month)
        if found:
            yield Stretch(special, tuple(found))


def _given(value: Any) -> bool:
    return value is not None and value is not pd.NA and value == value and value != ""


def _decimal(value: Any) -> Decimal | None:
    return Decimal(str(value)) if _given(value) else None


def _month(row: dict[str, Any]) -> Month:
    numbers = {name: _decimal(row[name]) for name in ("value", "centre", "lo", "hi", "target")}
    moment = pd.Timestamp(row["month"]).date()
    status = Status(row["status"])
    if status is not Status.SHOWN:
        numbers["value"] = None
    return Month(
        key=f"{row['indicator_id']}/{moment:%Y-%m}/{row['area_id']}",
        month=moment,
        status=status,
        trial=_given(row["trial"]) and bool(row["trial"]),
        phase=int(row["phase"]),
        why=row["phase_reason"] if _given(row["phase_reason"]) else "",
        rules=tuple(Special(word) for word in row["rules"].split("; ")) if _given(row["rules"]) else (),
        variation=Variation(row["variation"]) if _given(row["variation"]) else None,
        assured=Assured(row["assurance"]) if _given(row["assurance"]) else None,
        **numbers,
    )


def control(half_year: str) -> pd.DataFrame:
    """The half-year's months for control charts (`tables.CONTROL`)."""
    return Workspace.from_environment().table("control", half_year_named(half_year))


def series_of(control: pd.DataFrame) -> dict[tuple[str, str], Series]:
    """The rows of a control table (`tables.CONTROL`) as series, by indicator and area."""
    found: dict[tuple[str, str], list[Month]] = {}
    for row in control.to_dict("records"):
        found.setdefault((row["indicator_id"], row["area_id"]), []).append(_month(row))
    return {key: Series(*key, tuple(sorted(months, key=lambda m: m.month))) for key, months in found.items()}
