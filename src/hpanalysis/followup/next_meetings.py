"""The next meeting of each duty to meet: by when, with which fixed items, and what is owed before it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from hpanalysis.followup import accounting_year, meetings
from hpanalysis.followup.logs.log import Log
from hpanalysis.followup.logs.references import list_owing
from hpanalysis.followup.model import NextMeeting, OwedDelivery
from hpanalysis.followup.slots import Slot
from hpanalysis.plan import Duty, Kind, Plan


def _find_next_slot(duty: Duty, plan: Plan, log: Log) -> Slot | None:
    """The first time after the log's own date that a duty to meet is due and no meeting is held for it; None after the
    plan's last. Called for each such duty. It may lie in the accounting year after that of the log."""
    now = accounting_year.find_accounting_year(plan, log.as_of)
    for number in (now, now + 1):
        if number in accounting_year.list_accounting_years(plan):
            year = accounting_year.get_accounting_year(plan, number)
            filled = meetings.fill_meeting_slots(duty, plan, log, year)
            to_come = (slot for slot, meeting in filled.slots if meeting is None and slot.due >= log.as_of)
            if (slot := next(to_come, None)) is not None:
                return slot
    return None


def _find_planned_day(duty: Duty, plan: Plan, log: Log) -> date | None:
    """The first day after the log's own date that its deliveries name as a meeting of a duty; None where none does.
    Called for each duty to meet."""
    ahead = {one.id for one in plan.duties if one.kind is Kind.DELIVERY and one.meeting == duty.id}
    return min((one.meeting for one in log.deliveries if one.duty in ahead and one.meeting > log.as_of), default=None)


def _list_owed(duty: Duty, plan: Plan, log: Log, planned: date | None) -> Iterator[OwedDelivery]:
    """What is owed ahead of the next meeting of a duty, and who has delivered it. Called for each duty to meet.
    planned: the meeting's day, by which the log's deliveries are known; None where nobody has delivered yet."""
    for one in plan.duties:
        if one.kind is Kind.DELIVERY and one.meeting == duty.id:
            done = {
                entry.by for entry in log.deliveries if (entry.duty, entry.meeting) == (one.id, planned) and entry.date
            }
            owing = list_owing(plan, one.id) or [one.body]
            has = [name for name in owing if name in done] if one.owed_by else owing[: len(done)]
            yield OwedDelivery(one.told, tuple(owing), tuple(has))


def list_next_meetings(plan: Plan, log: Log) -> Iterator[NextMeeting]:
    """The next meeting of each duty to meet, the first to be due first, and of those due on one day that of who meets
    before the others; none of a duty whose last meeting is held. Called whenever an accounting year is assessed; which
    year that is makes no difference, for the day is the log's."""
    agendas = {one.meeting: one.parts for one in plan.duties if one.kind is Kind.AGENDA}
    found = [(duty, _find_next_slot(duty, plan, log)) for duty in plan.duties if duty.kind is Kind.MEETING]
    to_come = [(slot.due, bool(duty.meeting), number) for number, (duty, slot) in enumerate(found) if slot is not None]
    for _, _, number in sorted(to_come):
        duty, slot = found[number]
        assert slot is not None
        planned = _find_planned_day(duty, plan, log)
        yield NextMeeting(
            body=duty.body,
            wording=duty.told,
            what=slot.what,
            due=slot.due,
            why_due=slot.why,
            planned=planned,
            items=agendas.get(duty.id, ()),
            deliveries=tuple(_list_owed(duty, plan, log, planned)),
        )
