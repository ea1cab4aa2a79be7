"""What a partner is asked for a half-year: each of its promises, counted from when to when, and each of its hours.

A partner is who answers for a promise or hours: `responsible_da` of promises.csv and hours.csv. A promise is counted
from the beginning of its round (`followup.promised.rounds`). A half-year in which one round ends and another begins is
asked about both: what was done in July belongs to the plan's year that ends with it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from hpanalysis import danish
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.followup import find_accounting_year
from hpanalysis.followup.accounting_year import get_accounting_year
from hpanalysis.followup.promised.rounds import list_rounds
from hpanalysis.plan import HoursKind, HoursPromise, Per, Plan, Promise

SUFFIX = ".xlsx"
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class AskedDelivery:
    """A row of a partner's deliveries: a promise, and from and to which day it is counted. Made by `ask_partner`."""

    promise: Promise
    activity: str  # its name, in Danish
    first: date
    until: date

    @property
    def key(self) -> str:
        """What the row is known by when the workbook is read; with `until` no two rows share it."""
        return self.promise.promise_id

    @property
    def by_group(self) -> bool:
        """Whether the number of groups is asked for. Read where the row is written and where it is read."""
        return self.promise.per is Per.GROUP


@dataclass(frozen=True)
class AskedHours:
    """A row of a partner's hours: what was promised, and for which days hours are asked. Made by `ask_partner`."""

    promise: HoursPromise
    activity: str  # its name, in Danish
    first: date
    until: date

    @property
    def key(self) -> str:
        """What the row is known by when the workbook is read; with `until` no two rows share it."""
        return f"{self.promise.agreement}/{self.promise.activity_id}/{self.kind}"

    @property
    def kind(self) -> str:
        """Whose the hours are, as the log writes it: `personale` or `unge`."""
        return "unge" if self.promise.kind is HoursKind.YOUNG else "personale"


@dataclass(frozen=True)
class Asked:
    """All that one partner is asked for a half-year. Made by `ask_partner`; written and read row by row."""

    partner: str
    half: HalfYear
    deliveries: tuple[AskedDelivery, ...]
    hours: tuple[AskedHours, ...]

    @property
    def rows(self) -> int:
        """How many rows there are to fill in. Read to tell how much of a workbook is filled."""
        return len(self.deliveries) + len(self.hours)


def list_partners(plan: Plan) -> list[str]:
    """Who is asked, each once, in the plan's order. Called when workbooks are written, and to see whose is missing."""
    return list(
        dict.fromkeys([*(one.responsible_da for one in plan.promises), *(one.responsible_da for one in plan.hours)])
    )


def name_files(plan: Plan) -> dict[str, str]:
    """The name of each partner's file, without its ending: `randers-kommune-get2sport`. It stands in the workbook too,
    which is known by it whatever its file is called. Called when workbooks are written and when they are read."""
    names: dict[str, str] = {}
    for partner in list_partners(plan):
        name = plain = danish.make_file_name(partner, "part")
        number = 1
        while name in names.values():
            number += 1
            name = f"{plain}-{number}"
        names[partner] = name
    return names


def _list_periods(promise: Promise, plan: Plan, half: HalfYear) -> Iterator[tuple[date, date]]:
    """The first and the last day that a promise is counted by in a half-year: one pair for each of its rounds that has
    a day in it. Called for each promise."""
    opens, closes = half.start, half.cutoff
    for within in list_rounds(promise.calendar, plan.settings):
        if within.first <= closes and opens <= within.last:
            yield within.first, min(within.last, closes)


def _list_spans(plan: Plan, half: HalfYear) -> Iterator[tuple[date, date]]:
    """The days that hours are asked for: those of the half-year in the plan, parted where an accounting year begins,
    because hours are summed by it. Called once a partner."""
    first, last = max(half.start, plan.settings.start), min(half.cutoff, plan.settings.end)
    while first <= last:
        year = get_accounting_year(plan, find_accounting_year(plan, first))
        yield first, min(last, year.last)
        first = min(last, year.last) + _DAY


def ask_partner(plan: Plan, partner: str, half: HalfYear) -> Asked:
    """What a partner is asked for a half-year, in the plan's order. Called when its workbook is written, and when it is
    read."""
    names = {(row.agreement, row.activity_id): row.name_da for row in plan.activities}
    deliveries = tuple(
        AskedDelivery(promise, names[promise.agreement, promise.activity_id], first, until)
        for promise in plan.promises
        if promise.responsible_da == partner
        for first, until in _list_periods(promise, plan, half)
    )
    hours = tuple(
        AskedHours(promise, names[promise.agreement, promise.activity_id], first, until)
        for promise in plan.hours
        if promise.responsible_da == partner
        for first, until in _list_spans(plan, half)
    )
    return Asked(partner, half, deliveries, hours)
