"""An accounting year as data: the duties and the hours of its page, as CSV files beside it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

import pandas as pd

from hpanalysis import followup, published_csv

_DUTIES = ["duty_id", "duty", "what", "due", "done", "status", "minutes", "note", "owed"]
_NOT_FOLLOWED = "følges ikke op her"
_HOURS = [
    "agreement_id",
    "activity_id",
    "activity",
    "responsible",
    "whose",
    "promised",
    "promised_so_far",
    "given",
    "promised_own_weeks",
    "promised_so_far_own_weeks",
]
_SUMMED = _HOURS[5:]  # the columns that are numbers


def _format_moment(moment: date | datetime | None) -> str:
    """An ISO date, with hour and minute if the moment has them; "" for None. Called for each day in opgaver.csv."""
    if isinstance(moment, datetime):
        return moment.isoformat(timespec="minutes")
    return moment.isoformat() if moment else ""


def _make_duty_row(duty: followup.DutyYear, one: followup.Occasion, owed: bool) -> list[str]:
    """A row of opgaver.csv: one time that a duty was due or done. Called for each such time when the file is written.
    owed: False for what was done beyond what the plan asks for."""
    days = [_format_moment(one.due), _format_moment(one.done)]
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


def format_duties_csv(followed: followup.YearFollowup) -> str:
    """The text of opgaver.csv: a row a duty and a time that it was due, or (owed `nej`) was done beyond that; and one
    (status `følges ikke op her`) a duty that is only noted, with the reason. Called when the data files of an
    accounting year are written."""
    rows = []
    for duty in followed.duties:
        if duty.not_followed:
            rows.append([duty.duty_id, duty.wording, "", "", "", _NOT_FOLLOWED, "", duty.not_followed, "nej"])
        rows += [_make_duty_row(duty, one, True) for one in duty.occasions]
        rows += [_make_duty_row(duty, one, False) for one in duty.beyond]
    return published_csv.format_csv(pd.DataFrame(rows, columns=_DUTIES))


def _format_hours(value: Decimal | None) -> str:
    """A number of hours with a decimal point; "" for None, where nothing is promised. Called for timer.csv."""
    return "" if value is None else f"{value:f}"


def _name_giver(own_hours: bool) -> str:
    """Whose hours a row of timer.csv counts: of the young (`unge`) if `own_hours`, else of staff (`personale`). Called
    for each row when the file is written."""
    return "unge" if own_hours else "personale"


def _make_hours_row(line: followup.HoursLine) -> list[str]:
    """A row of timer.csv: the hours promised and given in one activity. Called for each when the file is written."""
    named = [line.agreement_id, line.activity_id, line.activity, line.responsible, _name_giver(line.own_hours)]
    promised = (line.promised, line.promised_so_far)
    ours = promised if line.own_weeks else (None if value is None else Decimal(0) for value in promised)
    return named + [_format_hours(value) for value in (*promised, line.given, *ours)]


def _make_agreement_sums(total: followup.HoursTotal) -> list[list[str]]:
    """The two rows of timer.csv that sum a delaftale's hours: of what has a promise, and of what was given without one.
    Called for each delaftale, and apart for the staff and for the young people."""
    named, whose = ["", ""], _name_giver(total.own_hours)
    sums = [_format_hours(getattr(total, name)) for name in _SUMMED]
    return [
        [total.agreement_id, "i alt", *named, whose, *sums],
        [total.agreement_id, "uden aftale", *named, whose, "", "", _format_hours(total.given_unpromised), "", ""],
    ]


def _make_plan_sum(totals: Iterable[followup.HoursTotal], own_hours: bool) -> list[str]:
    """The row of timer.csv that sums all delaftaler: the young people's hours if `own_hours`, else the staff's. Called
    twice when the file is written."""
    summed = [total for total in totals if total.own_hours is own_hours]
    sums = [sum(getattr(total, name) for total in summed) for name in _SUMMED]
    return ["alle", "i alt", "", "", _name_giver(own_hours), *(_format_hours(Decimal(value)) for value in sums)]


def format_hours_csv(followed: followup.YearFollowup) -> str:
    """The text of timer.csv: a row an activity, then sums of each delaftale and of all. Called when the data files of
    an accounting year are written. promised: of the year; promised_so_far: up to the last day that hours are reported
    for. The part of either that is weekly hours times weeks of ours, which the plan does not print, stands in the
    columns of `own_weeks`: 0 where it has none, empty where nothing is promised. In a sum activity_id is `i alt` (what
    has a promise) or `uden aftale` (given without one)."""
    rows = [_make_hours_row(line) for line in followed.hours]
    rows += [row for total in followed.totals for row in _make_agreement_sums(total)]
    rows += [_make_plan_sum(followed.totals, own_hours) for own_hours in (False, True)]
    return published_csv.format_csv(pd.DataFrame(rows, columns=_HOURS))
