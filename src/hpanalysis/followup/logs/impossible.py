"""Dates that cannot be: before the plan, after the log's own date, or in an order that no course of events has.

A late day is not a fault: the report tells of it. A date that is refused here would make the report tell of something
that cannot have happened. Each check yields the faults of one entry, and says where in the file the entry stands.
"""

from __future__ import annotations

from datetime import date
from itertools import combinations

from hpanalysis import danish
from hpanalysis.followup import accounting_year
from hpanalysis.followup.logs import references
from hpanalysis.followup.logs.faults import EMERGENCY, FOLLOWUP, Fault, Faults, check_each, format_fault, name_entry
from hpanalysis.followup.logs.log import (
    Accounts,
    Activation,
    Change,
    Delivery,
    Done,
    EmergencyLog,
    HoursGiven,
    Irregularity,
    Log,
    Meeting,
    Progress,
)
from hpanalysis.followup.model import Publications
from hpanalysis.plan import Kind, Plan


def _check_day(where: str, key: str, day: date | None, plan: Plan, as_of: date, *, after_end: bool = False) -> Faults:
    """The faults of one day in a log: it must lie in the plan's period and not after the log's own date (`as_of`).
    Called for the days of both logs' entries before an accounting year is assessed, but not for a report's `delivered`
    and a delivery's `meeting`, which are compared with the meetings. where: the entry's place in the file. key: the
    day's. day: None (left out) is right. after_end: whether the day may lie after the plan's end, as what is done for
    the last accounts."""
    if day is None:
        return
    start, end = plan.settings.start, plan.settings.end
    if day < start:
        yield Fault(where, f"Datoen i {key} ligger før helhedsplanen.", f"tidligst {danish.format_day(start)}.")
    if day > end and not after_end:
        yield Fault(where, f"Datoen i {key} ligger efter helhedsplanen.", f"senest {danish.format_day(end)}.")
    if day > as_of:
        yield Fault(
            where, f"Datoen i {key} ligger efter loggens egen dato, as_of.", f"senest {danish.format_day(as_of)}."
        )


def _check_reports(where: str, meeting: Meeting, published: Publications) -> Faults:
    """The faults of a meeting's reports: none can be delivered after the meeting, nor be delivered or dealt with before
    the date that is printed on it. Called for each meeting of opfoelgning.yaml. where: its place in the file.
    published: what lies published, by half-year; a report of another half-year is compared with the meeting's day
    alone."""
    for number, report in enumerate(meeting.reports, start=1):
        place, issued = f"{where}, {name_entry('reports', number)}", published.get(report.half_year)
        if report.delivered is not None and report.delivered > meeting.date:
            yield Fault(place, "Rapporten er leveret efter mødet.", "leveret senest på mødets dag.")
        if issued is None:
            continue
        made = danish.format_day(issued.report_date)
        if meeting.date < issued.report_date:
            yield Fault(place, "Mødet er holdt før rapportens dato.", f"et møde tidligst {made}.")
        if report.delivered is not None and report.delivered < issued.report_date:
            yield Fault(place, "Rapporten er leveret før sin egen dato.", f"leveret tidligst {made}.")


def _check_meetings(log: Log, plan: Plan, published: Publications) -> Faults:
    """The faults of all meetings in opfoelgning.yaml: each one's day and reports, and a meeting that is entered twice.
    Called once a log. published: what lies published, by half-year."""
    for number, meeting in enumerate(log.meetings, start=1):
        where = name_entry("meetings", number)
        yield from _check_day(where, "date", meeting.date, plan, log.as_of)
        yield from _check_reports(where, meeting, published)
    for (_, first), (number, second) in combinations(enumerate(log.meetings, start=1), 2):
        if (first.date, first.duty, first.body) == (second.date, second.duty, second.body):
            yield Fault(name_entry("meetings", number), "Mødet står to gange.", "ét punkt pr. møde.")


def _find_first_treatment(log: Log, duty_id: str, half_year: str) -> date | None:
    """The first day that the meetings of a duty had a half-year's report before them; None if they never had. Called
    when the order in which two bodies met is checked. duty_id: the duty to meet, as in governance.csv."""
    days = [
        meeting.date
        for meeting in log.meetings
        if meeting.duty == duty_id and half_year in {report.half_year for report in meeting.reports}
    ]
    return min(days, default=None)


def _check_order(log: Log, plan: Plan) -> Faults:
    """The faults of meetings where a body dealt with a half-year's report before the body that the plan puts ahead of
    it did. Called once a log. Only duties to meet that governance.csv puts after another's meetings are looked at."""
    for duty in plan.duties:
        if duty.kind is not Kind.MEETING or not duty.meeting:
            continue
        for number, meeting in enumerate(log.meetings, start=1):
            for report in meeting.reports if meeting.duty == duty.id else ():
                ahead = _find_first_treatment(log, duty.meeting, report.half_year)
                if ahead is not None and meeting.date < ahead:
                    yield Fault(
                        name_entry("meetings", number),
                        "Mødet har behandlet en rapport, før det møde, der skal ligge forud, fik den.",
                        f"et møde efter {danish.format_day(ahead)}.",
                    )


def _check_done(where: str, done: Done, plan: Plan, as_of: date) -> Faults:
    """The faults of a duty done: its day, and the accounting year it was done for. Called for each entry of `done` in
    opfoelgning.yaml. where: its place there. as_of: the log's date. Accounts may be done after the plan's end."""
    of_accounts = done.duty in references.list_duty_ids(plan, Kind.ACCOUNTS)
    yield from _check_day(where, "date", done.date, plan, as_of, after_end=of_accounts)
    if done.year is not None and not is_year_of_plan(plan, done.year):
        yield Fault(where, "Regnskabsåret i year ligger uden for helhedsplanen.", "et år i planens periode.")
    elif done.year is not None and done.year > accounting_year.find_accounting_year(plan, done.date):
        yield Fault(where, "Opgaven er udført før det regnskabsår, den gælder.", "en dato i året eller efter det.")


def is_year_of_plan(plan: Plan, year: int) -> bool:
    """Whether an accounting year has a day in the plan's period. Called for each one that opfoelgning.yaml names."""
    return year in accounting_year.list_accounting_years(plan)


def _check_delivery(where: str, delivery: Delivery, plan: Plan, log: Log) -> Faults:
    """The faults of a delivery: its day, and that its meeting was held, unless that is to come. Called for each entry
    of `deliveries` in opfoelgning.yaml. where: its place there. Its duty is known: `references` refuses any other."""
    yield from _check_day(where, "date", delivery.date, plan, log.as_of)
    meeting_duty = next(duty.meeting for duty in plan.duties if duty.id == delivery.duty)
    meeting_days = {meeting.date for meeting in log.meetings if meeting.duty == meeting_duty}
    if delivery.meeting <= log.as_of and delivery.meeting not in meeting_days:
        yield Fault(where, "Der er intet møde på dagen i meeting.", "datoen for et møde, der står under meetings.")


def _check_hours(where: str, given: HoursGiven, plan: Plan, as_of: date) -> Faults:
    """The faults of an entry of hours: both days, their order, and that they lie in one accounting year (hours are
    summed by year). Called for each of `hours` in opfoelgning.yaml before an accounting year is assessed. where: the
    entry's place there. as_of: the log's own date."""
    yield from _check_day(where, "from", given.first, plan, as_of)
    yield from _check_day(where, "to", given.last, plan, as_of)
    if given.last < given.first:
        yield Fault(where, "Perioden slutter, før den begynder.", "to på samme dag som from eller senere.")
    elif len({accounting_year.find_accounting_year(plan, day) for day in (given.first, given.last)}) > 1:
        yield Fault(where, "Perioden går over i et nyt regnskabsår.", "ét punkt for hvert regnskabsår.")


def _get_giver(given: HoursGiven) -> tuple[str | None, str | None, str, str]:
    """What two entries of hours must have alike for days in both to be counted twice: activity, delaftale (one of the
    two is None), who is responsible, and whether staff's or the young people's. Called to find such entries."""
    return given.activity, given.agreement, given.responsible, given.kind


def _check_overlaps(hours: list[HoursGiven]) -> Faults:
    """The faults of entries of hours that share a day with an earlier entry of the same activity or delaftale,
    responsible and kind (`_get_giver`), because the hours of that day would be counted twice. Called once for each
    opfoelgning.yaml. hours: all entries, in the file's order."""
    for (number, first), (other, second) in combinations(enumerate(hours, start=1), 2):
        if _get_giver(first) == _get_giver(second) and first.first <= second.last and second.first <= first.last:
            yield Fault(
                name_entry("hours", other),
                f"Perioden overlapper nr. {number} for samme aktivitet og ansvarlig.",
                "perioder, der følger efter hinanden.",
            )


def _check_progress(where: str, progress: Progress, plan: Plan, as_of: date) -> Faults:
    """The faults of a report on a promise: its day. Called for each entry of `progress` in opfoelgning.yaml before an
    accounting year is assessed. where: the entry's place there. as_of: the log's own date."""
    yield from _check_day(where, "as_of", progress.as_of, plan, as_of)


def _check_accounts(where: str, accounts: Accounts, plan: Plan, as_of: date) -> Faults:
    """The faults of accounts: the accounting year, and the day up to which it is counted, which may lie after the year.
    Called for each entry of `accounts` in opfoelgning.yaml before an accounting year is assessed. where: the entry's
    place there. as_of: the log's own date."""
    yield from _check_day(where, "as_of", accounts.as_of, plan, as_of, after_end=True)
    if not is_year_of_plan(plan, accounts.year):
        yield Fault(where, "Regnskabsåret i year ligger uden for helhedsplanen.", "et år i planens periode.")
    elif accounts.year > accounting_year.find_accounting_year(plan, accounts.as_of):
        yield Fault(where, "Forbruget er opgjort før sit regnskabsår.", "en dato i året eller efter det.")


def _check_accounts_twice(entries: list[Accounts]) -> Faults:
    """The faults of accounts of the same delaftale, year and day as an earlier entry, because only one of them can be
    right. Called once for each opfoelgning.yaml. entries: all of `accounts`, in the file's order."""
    seen: set[tuple[str, int, date]] = set()
    for number, one in enumerate(entries, start=1):
        if (one.agreement, one.year, one.as_of) in seen:
            yield Fault(
                name_entry("accounts", number), "Forbruget er opgjort to gange for den dag.", "ét beløb pr. dag."
            )
        seen.add((one.agreement, one.year, one.as_of))


def _check_told_twice(reports: list[Progress]) -> Faults:
    """The faults of reports on the same promise and day as an earlier one, because only one of them can be right.
    Called once for each opfoelgning.yaml. reports: all entries of `progress`, in the file's order."""
    seen: set[tuple[str, date]] = set()
    for number, one in enumerate(reports, start=1):
        if (one.promise, one.as_of) in seen:
            yield Fault(name_entry("progress", number), "Leverancen er meldt to gange for den dag.", "ét tal pr. dag.")
        seen.add((one.promise, one.as_of))


def _check_change(where: str, change: Change, plan: Plan, as_of: date) -> Faults:
    """The faults of a change of an agreement: its day and that of Landsbyggefonden's approval, if any, must lie in the
    plan's period and not after the log's own date (`as_of`), and the approval not before the change. Called for each
    entry of `changes` in opfoelgning.yaml before an accounting year is assessed. where: the entry's place there."""
    yield from _check_day(where, "date", change.date, plan, as_of)
    yield from _check_day(where, "lbf_approved", change.lbf_approved, plan, as_of)
    if change.lbf_approved is not None and change.lbf_approved < change.date:
        yield Fault(where, "Ændringen er godkendt, før den er besluttet.", "lbf_approved på samme dag eller senere.")


def _check_irregularity(where: str, irregularity: Irregularity, plan: Plan, as_of: date) -> Faults:
    """The faults of an irregularity: the day it was seen, and the day the board was told, which cannot come before it.
    Called for each of `irregularities` in opfoelgning.yaml before an accounting year is assessed. where: the entry's
    place there. as_of: the log's date."""
    yield from _check_day(where, "seen", irregularity.seen, plan, as_of)
    yield from _check_day(where, "passed_on", irregularity.passed_on, plan, as_of)
    if irregularity.passed_on is not None and irregularity.passed_on < irregularity.seen:
        yield Fault(where, "Bestyrelsen er orienteret, før sagen blev set.", "passed_on på samme dag eller senere.")


def _check_as_of(plan: Plan, as_of: date) -> Faults:
    """The fault of a log whose own date (`as_of`) lies before the plan; it may lie after it. Called once a log."""
    if as_of < plan.settings.start:
        yield Fault(
            "",
            "Loggens egen dato, as_of, ligger før helhedsplanen.",
            f"tidligst {danish.format_day(plan.settings.start)}.",
        )


def list_impossible(log: Log, plan: Plan, published: Publications) -> list[Fault]:
    """A fault for every impossible date of the secretariat's log, hours that two entries share among them. Called for
    opfoelgning.yaml, by `find_impossible_dates`, and for the workbook that the log is kept in. published: what lies
    published, by half-year, whose report dates the meetings are compared with."""
    return [
        *_check_as_of(plan, log.as_of),
        *(
            Fault("half_years", "Et regnskabsår ligger uden for helhedsplanen.", "et år i planens periode.")
            for year in log.half_years
            if not is_year_of_plan(plan, year)
        ),
        *_check_meetings(log, plan, published),
        *_check_order(log, plan),
        *check_each("done", log.done, _check_done, plan, log.as_of),
        *check_each("deliveries", log.deliveries, _check_delivery, plan, log),
        *check_each("hours", log.hours, _check_hours, plan, log.as_of),
        *_check_overlaps(log.hours),
        *check_each("progress", log.progress, _check_progress, plan, log.as_of),
        *_check_told_twice(log.progress),
        *check_each("accounts", log.accounts, _check_accounts, plan, log.as_of),
        *_check_accounts_twice(log.accounts),
        *check_each("changes", log.changes, _check_change, plan, log.as_of),
        *check_each("irregularities", log.irregularities, _check_irregularity, plan, log.as_of),
    ]


def find_impossible_dates(log: Log, plan: Plan, published: Publications) -> list[str]:
    """A message for every impossible date of opfoelgning.yaml, hours that two entries share among them; empty if there
    is none. Called by `year.refuse_impossible` before an accounting year is assessed. published: as in
    `list_impossible`."""
    return [format_fault(FOLLOWUP, *fault) for fault in list_impossible(log, plan, published)]


def _check_activation(where: str, activation: Activation, plan: Plan, as_of: date) -> Faults:
    """The faults of an activation of the emergency group: its three days, their order, and that an evaluation was
    decided. Called for each entry of `activations` in beredskab.yaml. where: its place there. as_of: the log's date."""
    gathered = None if activation.gathered is None else activation.gathered.date()
    yield from _check_day(where, "activated", activation.activated.date(), plan, as_of)
    yield from _check_day(where, "gathered", gathered, plan, as_of)
    yield from _check_day(where, "evaluated", activation.evaluated, plan, as_of)
    if activation.gathered is not None and activation.gathered < activation.activated:
        yield Fault(where, "Gruppen er samlet, før beredskabet blev aktiveret.", "gathered efter activated.")
    if activation.evaluated is not None and activation.evaluated < activation.activated.date():
        yield Fault(where, "Forløbet er evalueret, før beredskabet blev aktiveret.", "evaluated efter activated.")
    if activation.evaluated is not None and activation.evaluation != "ja":
        yield Fault(
            where, "Forløbet er evalueret uden en beslutning om det.", "evaluation: ja, når evaluated står der."
        )


def list_impossible_of_emergency(log: EmergencyLog, plan: Plan) -> list[Fault]:
    """A fault for every impossible date of the emergency group's log, and for every entry that stands twice. Called for
    beredskab.yaml, by `find_impossible_emergency_dates`, and for the workbook that the log is kept in."""
    faults = [
        *_check_as_of(plan, log.as_of),
        *check_each("activations", log.activations, _check_activation, plan, log.as_of),
    ]
    for (_, first), (number, second) in combinations(enumerate(log.activations, start=1), 2):
        if (first.activated, first.level, first.area) == (second.activated, second.level, second.area):
            faults.append(
                Fault(name_entry("activations", number), "Aktiveringen står to gange.", "ét punkt pr. aktivering.")
            )
    days = [meeting.date for meeting in log.status_meetings]
    for number, day in enumerate(days, start=1):
        where = name_entry("status_meetings", number)
        faults += _check_day(where, "date", day, plan, log.as_of)
        if day in days[: number - 1]:
            faults.append(Fault(where, "Mødet står to gange.", "ét punkt pr. møde."))
    return faults


def find_impossible_emergency_dates(log: EmergencyLog, plan: Plan) -> list[str]:
    """A message for every impossible date of beredskab.yaml, and for every entry that stands twice; empty if there is
    none. Called before an accounting year, or the emergency group's part of it, is assessed."""
    return [format_fault(EMERGENCY, *fault) for fault in list_impossible_of_emergency(log, plan)]
