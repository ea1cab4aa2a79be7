"""An accounting year as data: the duties and the hours of its page, as CSV files beside it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

import pandas as pd

from hpanalysis import followup, published_csv

_DUTIES = ["duty_id", "duty", "what", "due", "done", "status", "minutes", "note", "owed"]
_HOURS = ["agreement_id", "activity_id", "activity", "responsible", "whose", "promised", "promised_so_far", "given"]


def _day(moment: date | datetime | None) -> str:
    if isinstance(moment, datetime):
        return moment.isoformat(timespec="minutes")
    return moment.isoformat() if moment else ""


def _occasion(duty: followup.DutyYear, one: followup.Occasion, owed: bool) -> list[str]:
    days = [_day(one.due), _day(one.done)]
    return [
        duty.duty_id,
        duty.wording,
        one.what,
        *days,
        one.state.value,
        one.minutes,
        one.note,
        "ja" if owed else "nej",
    ]


def duties_as_csv(followed: followup.YearFollowup) -> str:
    """opgaver.csv: a row a duty and a time it was due, or (owed `nej`) was done beyond that.

    due and done are ISO dates, with the hour where the duty has one, and empty where there is none.
    """
    rows = []
    for duty in followed.duties:
        rows += [_occasion(duty, one, True) for one in duty.occasions]
        rows += [_occasion(duty, one, False) for one in duty.beyond]
    return published_csv.format_csv(pd.DataFrame(rows, columns=_DUTIES))


def _printed(value: Decimal | None) -> str:
    return "" if value is None else f"{value:f}"


def _whose(own_hours: bool) -> str:
    return "unge" if own_hours else "personale"


def _line(line: followup.HoursLine) -> list[str]:
    named = [line.agreement_id, line.activity_id, line.activity, line.responsible, _whose(line.own_hours)]
    return named + [_printed(value) for value in (line.promised, line.promised_so_far, line.given)]


def _sums(total: followup.HoursTotal) -> list[list[str]]:
    """What has a promise, and what was given without one."""
    named, whose = ["", ""], _whose(total.own_hours)
    sums = [_printed(value) for value in (total.promised, total.promised_so_far, total.given)]
    return [
        [total.agreement_id, "i alt", *named, whose, *sums],
        [total.agreement_id, "uden aftale", *named, whose, "", "", _printed(total.given_unpromised)],
    ]


def _all(totals: Iterable[followup.HoursTotal], own_hours: bool) -> list[str]:
    own = [total for total in totals if total.own_hours is own_hours]
    sums = [sum(getattr(total, name) for total in own) for name in ("promised", "promised_so_far", "given")]
    return ["alle", "i alt", "", "", _whose(own_hours), *(_printed(Decimal(value)) for value in sums)]


def hours_as_csv(followed: followup.YearFollowup) -> str:
    """timer.csv: a row an activity, who is responsible, and whose hours; then the sums of each delaftale, then of all.

    whose: `personale` or `unge`. promised: of the year, empty where the plan prints none. promised_so_far: up to the
    log's date. In a sum activity_id is `i alt` (what has a promise) or `uden aftale` (given without one).
    """
    rows = [_line(line) for line in followed.hours]
    rows += [row for total in followed.totals for row in _sums(total)]
    rows += [_all(followed.totals, own_hours) for own_hours in (False, True)]
    return published_csv.format_csv(pd.DataFrame(rows, columns=_HOURS))
