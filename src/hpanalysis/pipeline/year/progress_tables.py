"""An accounting year's promises and milestones as data: fremdrift.csv and milepaele.csv, beside its pages."""

from __future__ import annotations

from datetime import date

import pandas as pd

from hpanalysis import followup, published_csv

# A row a promise and round. round_first, round_last: its days. current: `nej` where a later round has begun. needed: in
# the round; due: of it by the day of the accounts; delivered: by the last report, whose day is reported_on. missing: of
# what is due; behind_since: the day on which that was due. beyond: of the most that was meant. due_days, reports: each
# day with the number in all by then. Empty: no amount is agreed, nothing is reported, or nobody is behind.
_PROGRESS = [
    "agreement_id",
    "activity_id",
    "activity",
    "promise_id",
    "promise",
    "responsible",
    "printed",
    "round_first",
    "round_last",
    "current",
    "needed",
    "due",
    "delivered",
    "groups",
    "reported_on",
    "status",
    "missing",
    "behind_since",
    "beyond",
    "due_days",
    "reports",
    "partner_status",
    "note",
]
# A row a milestone. due: empty where no day follows of what is printed. done: empty where it is not by that day.
_MILESTONES = [
    "milestone_id",
    "agreement_id",
    "what",
    "due",
    "due_as_printed",
    "responsible",
    "done",
    "status",
    "source",
]


def _format_day(day: date | None) -> str:
    """An ISO date; "" for None. Called for each day of both files."""
    return day.isoformat() if day else ""


def _format_whole(number: int | None) -> str:
    """A whole number; "" for None. Called for each number of fremdrift.csv."""
    return "" if number is None else str(number)


def _answer(is_so: bool) -> str:
    """`ja` or `nej`. Called for what a row answers with one of the two."""
    return "ja" if is_so else "nej"


def _make_progress_row(line: followup.PromiseLine) -> list[str]:
    """A row of fremdrift.csv. Called for each promise and round."""
    promise, judged = line.promise, line.judged
    return [
        promise.agreement,
        promise.activity_id,
        line.activity,
        promise.promise_id,
        promise.word(),
        promise.responsible_da,
        _answer(promise.is_printed),
        _format_day(line.round.first),
        _format_day(line.round.last),
        _answer(line.is_current),
        _format_whole(judged.needed),
        _format_whole(judged.due),
        _format_whole(judged.delivered),
        _format_whole(line.groups),
        _format_day(line.reported_on),
        judged.standing.value,
        _format_whole(judged.missing or None),
        _format_day(judged.behind_since),
        _format_whole(judged.beyond or None),
        "; ".join(f"{one.due.isoformat()}: {one.number}" for one in line.due_days),
        "; ".join(f"{day.isoformat()}: {number}" for day, number in line.reports),
        line.status,
        line.note,
    ]


def format_progress_csv(followed: followup.YearFollowup) -> str:
    """The text of fremdrift.csv: a row a promise and round. Called when the data files of an accounting year are
    written."""
    return published_csv.format_csv(pd.DataFrame(map(_make_progress_row, followed.promises), columns=_PROGRESS))


def _make_milestone_row(line: followup.MilestoneLine) -> list[str]:
    """A row of milepaele.csv. Called for each milestone."""
    one = line.milestone
    return [
        one.milestone_id,
        one.agreement,
        one.what_da,
        _format_day(one.due),
        one.due_as_printed_da,
        one.responsible_da,
        _format_day(line.done),
        line.state.value,
        "planen" if one.is_from_plan else "sekretariatet",
    ]


def format_milestones_csv(followed: followup.YearFollowup) -> str:
    """The text of milepaele.csv: a row a milestone; due is empty where no day follows of what is printed. Called when
    the data files of an accounting year are written."""
    return published_csv.format_csv(pd.DataFrame(map(_make_milestone_row, followed.milestones), columns=_MILESTONES))
