"""The promises of promises.csv, each in its rounds that touch an accounting year, judged on the day of the accounts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from hpanalysis.followup.accounting_year import Year
from hpanalysis.followup.logs.log import Log, Progress
from hpanalysis.followup.promise_model import PromiseLine, Round
from hpanalysis.followup.promised import rounds
from hpanalysis.followup.promised.standing import Reported, judge_promise, list_due_days
from hpanalysis.plan import Per, Plan, Promise


def find_judged_day(log: Log, year: Year) -> date:
    """The day on which an accounting year's promises and milestones are judged: the log's own date, but never after the
    year, so that a year tells the same when it is made again later. Called once for each table."""
    return min(log.as_of, year.plan_last)


def _list_reports(log: Log, promise: Promise, within: Round, day: date) -> list[Progress]:
    """The reports on a promise in a round up to a day, in time. Called for each round."""
    reports = (
        one
        for one in log.progress
        if one.promise == promise.promise_id and within.contains(one.as_of) and one.as_of <= day
    )
    return sorted(reports, key=lambda one: one.as_of)


def _read_reported(report: Progress | None, promise: Promise) -> Reported | None:
    """What is judged of a report; None where there is none. Called for each round."""
    if report is None:
        return None
    groups = report.groups if promise.per is Per.GROUP and report.groups is not None else 1
    return Reported(report.as_of, report.number, groups)


def list_promise_lines(plan: Plan, log: Log, year: Year) -> Iterator[PromiseLine]:
    """A line for each promise and each of its rounds that has begun by the day of the accounts and ends in the
    accounting year or later: in the plan's order, the rounds in time. Called whenever an accounting year is assessed.
    log: opfoelgning.yaml."""
    day, settings = find_judged_day(log, year), plan.settings
    names = {(row.agreement, row.activity_id): row.name_da for row in plan.activities}
    for promise in plan.promises:
        begun = [one for one in rounds.list_rounds(promise.calendar, settings) if one.first <= day]
        for within in begun:
            if within.last < year.first:
                continue
            reports = _list_reports(log, promise, within, day)
            report = reports[-1] if reports else None
            yield PromiseLine(
                promise=promise,
                activity=names[promise.agreement, promise.activity_id],
                round=within,
                is_current=within is begun[-1],
                due_days=list_due_days(promise, settings, within),
                reports=tuple((one.as_of, one.number) for one in reports),
                groups=report.groups if report else None,
                status=(report.status or "") if report else "",
                note=(report.note or "") if report else "",
                judged=judge_promise(promise, _read_reported(report, promise), settings, within, day),
            )
