"""The rows of fremdrift.csv and milepaele.csv, made anew of the package's plan and log."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from hpanalysis.verify.remake.promised.model import Milestone, Promise, Report, Round, Span, Terms
from hpanalysis.verify.remake.promised.rounds import add_months, list_rounds
from hpanalysis.verify.remake.promised.standing import Owed, judge, judge_milestone

Row = dict[str, str]


class UnderWay(NamedTuple):
    """A time in which something of a promise is under way. Read for the page's calendar, since fremdrift.csv tells only
    when it is due."""

    opens: date
    due: date


@dataclass(frozen=True, kw_only=True)
class Promised:
    """The rows of both files for an accounting year, and when each promise is under way. Made by `remake`."""

    progress: list[Row]
    milestones: list[Row]
    under_way: dict[str, list[UnderWay]]  # by promise_id


def find_span(terms: Terms, year: int) -> Span:
    """The accounting year that ends in a calendar year. Called once for each in a package."""
    first = date(year if terms.first_month == 1 else year - 1, terms.first_month, 1)
    last = add_months(first, 12) - timedelta(days=1)
    return Span(first=first, last=last, plan_last=min(last, terms.end))


def _write(value: date | int | None) -> str:
    """A day or a whole number as the files write it; "" for None. Called for each such cell."""
    return "" if value is None else value.isoformat() if isinstance(value, date) else str(value)


def _make_row(owed: Owed, told: Sequence[Report], current: bool, day: date) -> Row:
    """A row of fremdrift.csv. Called for each promise and round. told: the reports of the round, in time."""
    promise, last = owed.promise, told[-1] if told else None
    standing = judge(owed, last, day)
    return {
        "agreement_id": promise.agreement,
        "activity_id": promise.activity_id,
        "activity": promise.activity,
        "promise_id": promise.promise_id,
        "promise": promise.words,
        "responsible": promise.responsible,
        "printed": "ja" if promise.printed else "nej",
        "round_first": _write(owed.within.first),
        "round_last": _write(owed.within.last),
        "current": "ja" if current else "nej",
        "needed": _write(standing.needed),
        "due": _write(standing.due),
        "delivered": _write(last.number if last else None),
        "groups": _write(last.groups if last else None),
        "reported_on": _write(last.day if last else None),
        "status": standing.word,
        "missing": _write(standing.missing),
        "behind_since": _write(standing.since),
        "beyond": _write(standing.beyond),
        "due_days": "; ".join(f"{_write(due)}: {number}" for _, due, number in owed.list_due()),
        "reports": "; ".join(f"{_write(one.day)}: {one.number}" for one in told),
        "partner_status": last.status if last else "",
        "note": last.note if last else "",
    }


def _list_told(promise: Promise, within: Round, reports: Sequence[Report], day: date) -> list[Report]:
    """The reports on a promise in a round up to a day, in time. Called for each round."""
    last = min(within.last, day)
    return sorted(
        (one for one in reports if one.promise_id == promise.promise_id and within.first <= one.day <= last),
        key=lambda one: one.day,
    )


def _make_milestone_row(milestone: Milestone, day: date) -> Row:
    """A row of milepaele.csv. Called for each milestone."""
    done = milestone.done if milestone.done is not None and milestone.done <= day else None
    return {
        "milestone_id": milestone.milestone_id,
        "agreement_id": milestone.agreement,
        "what": milestone.what,
        "due": _write(milestone.due),
        "due_as_printed": milestone.due_as_printed,
        "responsible": milestone.responsible,
        "done": _write(done),
        "status": judge_milestone(milestone, day),
        "source": milestone.source,
    }


def _list_shown(promise: Promise, terms: Terms, span: Span, day: date) -> Iterator[tuple[Owed, bool]]:
    """The rounds of a promise that have begun by a day and do not end before the accounting year, and whether each is
    the last that has begun. Called for each promise."""
    begun = [one for one in list_rounds(promise.calendar, terms) if one.first <= day]
    for within in begun:
        if within.last >= span.first:
            yield Owed(promise, within, terms), within is begun[-1]


def remake(
    promises: Sequence[Promise],
    milestones: Sequence[Milestone],
    reports: Sequence[Report],
    terms: Terms,
    span: Span,
    as_of: date,
) -> Promised:
    """The rows of both files for an accounting year. Called for each in a package. reports: of the log; as_of: the
    log's own date, which nothing is judged after, and which counts no further than the year."""
    day = min(as_of, span.plan_last)
    rows: list[Row] = []
    under_way: dict[str, list[UnderWay]] = {}
    for promise in promises:
        times = under_way.setdefault(promise.promise_id, [])
        for owed, current in _list_shown(promise, terms, span, day):
            rows.append(_make_row(owed, _list_told(promise, owed.within, reports, day), current, day))
            times += [UnderWay(opens, due) for opens, due, _ in owed.list_due()]
    return Promised(
        progress=rows,
        milestones=[_make_milestone_row(one, day) for one in milestones],
        under_way=under_way,
    )
