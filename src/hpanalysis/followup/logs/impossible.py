"""Dates that cannot be: before the plan, after the log's own date, or in an order that no course of events has.

A late day is no fault here: it is told in the report. What stands here would make the report tell of something that
cannot have happened.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import combinations

from hpanalysis import danish
from hpanalysis.followup import accounting_year
from hpanalysis.followup.logs import references
from hpanalysis.followup.logs.faults import EMERGENCY, FOLLOWUP, Fault, format_fault, name_entry
from hpanalysis.followup.logs.log import Change, Delivery, Done, EmergencyLog, HoursGiven, Irregularity, Log, Meeting
from hpanalysis.followup.model import Publications
from hpanalysis.plan import Kind, Plan

Faults = Iterator[Fault]


def _check_day(where: str, key: str, day: date | None, plan: Plan, as_of: date, *, after_end: bool = False) -> Faults:
    """A day lies in the plan's period, and not after the log's own date."""
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
    for number, meeting in enumerate(log.meetings, start=1):
        where = name_entry("meetings", number)
        yield from _check_day(where, "date", meeting.date, plan, log.as_of)
        yield from _check_reports(where, meeting, published)
    for (_, first), (number, second) in combinations(enumerate(log.meetings, start=1), 2):
        if (first.date, first.duty, first.body) == (second.date, second.duty, second.body):
            yield Fault(name_entry("meetings", number), "Mødet står to gange.", "ét punkt pr. møde.")


def _find_first_treatment(log: Log, duty_id: str, half_year: str) -> date | None:
    days = [m.date for m in log.meetings if m.duty == duty_id and half_year in {r.half_year for r in m.reports}]
    return min(days, default=None)


def _check_order(log: Log, plan: Plan) -> Faults:
    """A body that meets after another does not deal with a half-year's report ahead of it."""
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
    accounts = done.duty in references.list_duty_ids(plan, Kind.ACCOUNTS)
    yield from _check_day(where, "date", done.date, plan, as_of, after_end=accounts)
    if done.year is not None and not is_year_of_plan(plan, done.year):
        yield Fault(where, "Regnskabsåret i year ligger uden for helhedsplanen.", "et år i planens periode.")
    elif done.year is not None and done.year > accounting_year.find_accounting_year(plan, done.date):
        yield Fault(where, "Opgaven er udført før det regnskabsår, den gælder.", "en dato i året eller efter det.")


def is_year_of_plan(plan: Plan, year: int) -> bool:
    """Whether an accounting year touches the plan's period."""
    return year in accounting_year.list_accounting_years(plan)


def _check_delivery(where: str, delivery: Delivery, plan: Plan, log: Log) -> Faults:
    yield from _check_day(where, "date", delivery.date, plan, log.as_of)
    of = next(duty.meeting for duty in plan.duties if duty.id == delivery.duty)
    held = {meeting.date for meeting in log.meetings if meeting.duty == of}
    if delivery.meeting <= log.as_of and delivery.meeting not in held:
        yield Fault(where, "Der er intet møde på dagen i meeting.", "datoen for et møde, der står under meetings.")


def _check_hours(where: str, given: HoursGiven, plan: Plan, as_of: date) -> Faults:
    yield from _check_day(where, "from", given.first, plan, as_of)
    yield from _check_day(where, "to", given.last, plan, as_of)
    if given.last < given.first:
        yield Fault(where, "Perioden slutter, før den begynder.", "to på samme dag som from eller senere.")
    elif accounting_year.find_accounting_year(plan, given.first) != accounting_year.find_accounting_year(
        plan, given.last
    ):
        yield Fault(where, "Perioden går over i et nyt regnskabsår.", "ét punkt for hvert regnskabsår.")


def _whose(given: HoursGiven) -> tuple[str | None, str | None, str, str]:
    return given.activity, given.agreement, given.responsible, given.kind


def _check_overlaps(hours: list[HoursGiven]) -> Faults:
    for (number, first), (other, second) in combinations(enumerate(hours, start=1), 2):
        if _whose(first) == _whose(second) and first.first <= second.last and second.first <= first.last:
            yield Fault(
                name_entry("hours", other),
                f"Perioden overlapper nr. {number} for samme aktivitet og ansvarlig.",
                "perioder, der følger efter hinanden.",
            )


def _check_change(where: str, change: Change, plan: Plan, as_of: date) -> Faults:
    yield from _check_day(where, "date", change.date, plan, as_of)
    yield from _check_day(where, "lbf_approved", change.lbf_approved, plan, as_of)
    if change.lbf_approved is not None and change.lbf_approved < change.date:
        yield Fault(where, "Ændringen er godkendt, før den er besluttet.", "lbf_approved på samme dag eller senere.")


def _check_irregularity(where: str, seen: Irregularity, plan: Plan, as_of: date) -> Faults:
    yield from _check_day(where, "seen", seen.seen, plan, as_of)
    yield from _check_day(where, "passed_on", seen.passed_on, plan, as_of)
    if seen.passed_on is not None and seen.passed_on < seen.seen:
        yield Fault(where, "Bestyrelsen er orienteret, før sagen blev set.", "passed_on på samme dag eller senere.")


def _check_as_of(plan: Plan, as_of: date) -> Faults:
    if as_of < plan.settings.start:
        yield Fault(
            "",
            "Loggens egen dato, as_of, ligger før helhedsplanen.",
            f"tidligst {danish.format_day(plan.settings.start)}.",
        )


def _check_each(key: str, entries: Iterable[object], check, *more: object) -> Faults:
    for number, one in enumerate(entries, start=1):
        yield from check(name_entry(key, number), one, *more)


def find_impossible_dates(log: Log, plan: Plan, published: Publications) -> list[str]:
    """Every impossible date of opfoelgning.yaml, a finding each, in the file's order."""
    faults = [
        *_check_as_of(plan, log.as_of),
        *(
            Fault("half_years", "Et regnskabsår ligger uden for helhedsplanen.", "et år i planens periode.")
            for year in log.half_years
            if not is_year_of_plan(plan, year)
        ),
        *_check_meetings(log, plan, published),
        *_check_order(log, plan),
        *_check_each("done", log.done, _check_done, plan, log.as_of),
        *_check_each("deliveries", log.deliveries, _check_delivery, plan, log),
        *_check_each("hours", log.hours, _check_hours, plan, log.as_of),
        *_check_overlaps(log.hours),
        *_check_each("changes", log.changes, _check_change, plan, log.as_of),
        *_check_each("irregularities", log.irregularities, _check_irregularity, plan, log.as_of),
    ]
    return [format_fault(FOLLOWUP, *fault) for fault in faults]


def _day(moment: datetime | None) -> date | None:
    return None if moment is None else moment.date()


def _check_activation(where: str, activation, plan: Plan, as_of: date) -> Faults:
    yield from _check_day(where, "activated", activation.activated.date(), plan, as_of)
    yield from _check_day(where, "gathered", _day(activation.gathered), plan, as_of)
    yield from _check_day(where, "evaluated", activation.evaluated, plan, as_of)
    if activation.gathered is not None and activation.gathered < activation.activated:
        yield Fault(where, "Gruppen er samlet, før beredskabet blev aktiveret.", "gathered efter activated.")
    if activation.evaluated is not None and activation.evaluated < activation.activated.date():
        yield Fault(where, "Forløbet er evalueret, før beredskabet blev aktiveret.", "evaluated efter activated.")
    if activation.evaluated is not None and activation.evaluation != "ja":
        yield Fault(
            where, "Forløbet er evalueret uden en beslutning om det.", "evaluation: ja, når evaluated står der."
        )


def find_impossible_emergency_dates(log: EmergencyLog, plan: Plan) -> list[str]:
    """Every impossible date of beredskab.yaml, a finding each."""
    faults = [
        *_check_as_of(plan, log.as_of),
        *_check_each("activations", log.activations, _check_activation, plan, log.as_of),
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
    return [format_fault(EMERGENCY, *fault) for fault in faults]
