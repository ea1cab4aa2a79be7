"""The published tables of outcomes and balance, to be asked by activity; those of earlier half-years too."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd

from hpanalysis.definitions import catalogue
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.plan import Activity
from hpanalysis.published.names import OUTCOMES_CSV
from hpanalysis.report.participants.rows import (
    Record,
    read_earlier_rows,
    read_number,
    read_rows,
    read_text,
    read_whole,
)
from hpanalysis.report.release import Release
from hpanalysis.tables import TOLD_OF_HIDDEN, Concluded, NotCompared, OutcomeStatus

_BALANCE_DECIMALS = 4


@dataclass(frozen=True, kw_only=True)
class OutcomeRow:
    """How it went an activity's participants: a row of `tables.OUTCOMES`, its words read. Numbers are in the outcome's
    unit, and None where none is told."""

    activity_id: str
    half_year: HalfYear
    indicator_id: str
    first_month: str  # 2025-08; "" where nobody is measured yet
    last_month: str
    status: OutcomeStatus
    persons_at_least: int | None
    before: Decimal | None
    after: Decimal | None
    change: Decimal | None
    change_lo: Decimal | None
    change_hi: Decimal | None
    expected: Decimal | None
    concluded: Concluded | None
    reason: NotCompared | None
    difference: Decimal | None
    difference_lo: Decimal | None
    difference_hi: Decimal | None
    placebo: Decimal | None
    placebo_lo: Decimal | None
    placebo_hi: Decimal | None
    e_value: Decimal | None
    e_value_of_limit: Decimal | None
    elsewhere: Decimal | None
    smallest: Decimal | None

    @property
    def is_shown(self) -> bool:
        """Whether it has numbers. Asked before any is written or drawn."""
        return self.before is not None


@dataclass(frozen=True, kw_only=True)
class BalanceRow:
    """How unlike participants and others were in something: a row of `tables.BALANCE`."""

    activity_id: str
    covariate: str  # koen, area_id, age or before
    before_matching: Decimal | None  # at most this; None where it is over 1
    after_matching: Decimal | None  # at most this


_NUMBERS = (
    "before",
    "after",
    "change",
    "change_lo",
    "change_hi",
    "expected",
    "difference",
    "difference_lo",
    "difference_hi",
    "placebo",
    "placebo_lo",
    "placebo_hi",
    "e_value",
    "e_value_of_limit",
    "elsewhere",
    "smallest",
)


def _read_outcome(record: Record) -> OutcomeRow:
    """A row of outcomes. Called for each, of a table and of an earlier file. A row that is not shown has no number
    here, whatever stands in it, and no conclusion but that there are too few to compare."""
    status = OutcomeStatus(record["status"])
    told = status is OutcomeStatus.SHOWN
    decimals = catalogue.indicators()[record["indicator_id"]].decimals
    numbers: dict[str, Any] = {name: read_number(record[name], decimals) if told else None for name in _NUMBERS}
    concluded, reason = _read_conclusion(record, status)
    return OutcomeRow(
        activity_id=record["activity_id"],
        half_year=HalfYear.parse(record["half_year"]),
        indicator_id=record["indicator_id"],
        first_month=read_text(record["first_month"]),
        last_month=read_text(record["last_month"]),
        status=status,
        persons_at_least=read_whole(record["persons_at_least"]) if told else None,
        concluded=concluded,
        reason=reason,
        **numbers,
    )


def _read_conclusion(record: Record, status: OutcomeStatus) -> tuple[Concluded | None, NotCompared | None]:
    """What a row concludes and why nothing is compared, as far as its status lets it be told. Called for each row."""
    concluded, reason = read_text(record["concluded"]), read_text(record["reason"])
    told = Concluded(concluded) if concluded else None, NotCompared(reason) if reason else None
    may_be_told = status is OutcomeStatus.HIDDEN and told[0] is Concluded.NOT_COMPARED and told[1] in TOLD_OF_HIDDEN
    return told if status is OutcomeStatus.SHOWN or may_be_told else (None, None)


def _read_balance(record: Record) -> BalanceRow:
    """A row of balance. Called for each."""
    return BalanceRow(
        activity_id=record["activity_id"],
        covariate=record["covariate"],
        before_matching=read_number(record["before_matching"], _BALANCE_DECIMALS),
        after_matching=read_number(record["after_matching"], _BALANCE_DECIMALS),
    )


class Outcomes:
    """What a half-year has of outcomes. Made once a page, and read by its sections."""

    def __init__(
        self,
        release: Release,
        outcomes: pd.DataFrame | None,
        balance: pd.DataFrame | None,
        earlier: Iterable[Path] = (),
    ) -> None:
        """Read the rows of `tables.OUTCOMES` and `tables.BALANCE`; None where the half-year has none. Called when a
        page first asks for them. earlier: the folders of the publications before, newest first."""
        self.release = release
        self._rows = read_rows(outcomes, _read_outcome)
        self._balance = read_rows(balance, _read_balance)
        self._before = read_earlier_rows(earlier, OUTCOMES_CSV, _read_outcome)

    def list_told(self) -> list[tuple[Activity, OutcomeRow]]:
        """Each activity with a row of this half-year, in the plan's order; none where there is no table. Called for the
        top and for the section."""
        own = {row.activity_id: row for row in self._rows if row.half_year == self.release.half_year}
        followed = self.release.plan.followed_activities
        return [(one, own[one.activity_id]) for one in followed if one.activity_id in own]

    def list_balance(self, activity: Activity) -> list[BalanceRow]:
        """What an activity's participants and the others are alike in; none where they are not compared. Called for
        each activity."""
        return [row for row in self._balance if row.activity_id == activity.activity_id]

    def list_before(self, activity: Activity) -> list[OutcomeRow]:
        """An activity's outcomes of earlier half-years, newest first, as they were published, each once. Called for
        each activity."""
        found = {row.half_year: row for row in reversed(self._before) if row.activity_id == activity.activity_id}
        return [found[half] for half in sorted(found, reverse=True) if half < self.release.half_year]
