"""The meetings that the plan sets: held or not, what belongs to each, and in which order the bodies meet."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from hpanalysis import danish
from hpanalysis.followup import slots
from hpanalysis.followup.accounting_year import Year
from hpanalysis.followup.logs.log import Delivery, Log, Meeting
from hpanalysis.followup.logs.references import list_owing
from hpanalysis.followup.model import DutyYear, MeetingHeld, MeetingOrder, Occasion, State
from hpanalysis.plan import Duty, Kind, Plan

# "Omkring tre uger" is read as a week more or less: meetings are put in whole weeks, and a holiday moves them by one.
ABOUT = timedelta(days=7)


class CalledMeeting(NamedTuple):
    """A meeting that should be held or was. Made by `list_called_meetings`, for the duties that belong to each meeting:
    agenda items and deliveries."""

    what: str  # what it is called in Danish, with its day if it was held
    meeting: Meeting | None  # None if it was not held
    state: State  # DONE; or LAPSED or NOT_YET_DUE if it was not held


def _list_meetings(duty: Duty, log: Log) -> list[Meeting]:
    """The meetings that the log says were held for a duty to meet, of whatever year. Called to match the meetings due
    in an accounting year with those held, and to see whether a body met as many days after another as agreed."""
    return [meeting for meeting in log.meetings if meeting.duty == duty.id]


def fill_meeting_slots(duty: Duty, plan: Plan, log: Log, year: Year) -> slots.Filled[Meeting]:
    """The times (slots) that a duty to meet is due in an accounting year, each with the meeting that was held for it.
    Called for the duty itself, and for each duty that belongs to its meetings."""
    first, last = slots.find_span(duty, year)
    meetings = [meeting for meeting in _list_meetings(duty, log) if first <= meeting.date <= last]
    return slots.fill(slots.list_slots(duty, plan, year), meetings)


def explain_none_due(year: Year) -> str:
    """A Danish sentence for why a duty that comes at set times of a year was never due in this one: the plan covers too
    little of the year. Called for each such duty; it is shown only where the duty was never due."""
    return f"Opgaven forfaldt ikke. Planen dækker kun {slots.word_covered_part(year)} af regnskabsåret."


def assess_meeting_duty(duty: Duty, plan: Plan, log: Log, year: Year) -> DutyYear:
    """A duty to meet in an accounting year: each meeting due with the one held for it, and those held beyond. Called
    for each duty of kind MEETING."""
    filled = fill_meeting_slots(duty, plan, log, year)
    return DutyYear.of(
        duty,
        [slots.assess_slot(slot, meeting, log.as_of) for slot, meeting in filled.slots],
        explain_none_due(year),
        beyond=[slots.assess_extra("Møde ud over det, planen kræver", meeting) for meeting in filled.beyond],
    )


def list_called_meetings(duty_id: str, plan: Plan, log: Log, year: Year) -> list[CalledMeeting]:
    """Every meeting of a duty in the year, due or beyond what is due: by day those that were held, then those that were
    not. Called for each duty that is owed at or before another duty's meetings (agenda items, a delivery). duty_id: of
    the duty to meet. A meeting not held has LAPSED when its last day is before the log's own date."""
    duty = next(duty for duty in plan.duties if duty.id == duty_id)
    filled = fill_meeting_slots(duty, plan, log, year)
    held = [(slot.what, meeting) for slot, meeting in filled.slots if meeting]
    held += [("Mødet", meeting) for meeting in filled.beyond]
    called = [
        CalledMeeting(f"{what} {danish.format_day(meeting.date)}", meeting, State.DONE)
        for what, meeting in sorted(held, key=lambda pair: pair[1].date)
    ]
    for slot, meeting in filled.slots:
        if meeting is None:
            called.append(CalledMeeting(slot.what, None, State.LAPSED if log.as_of > slot.due else State.NOT_YET_DUE))
    return called


def _make_unheld_occasion(called: CalledMeeting) -> Occasion:
    """What the report shows of a duty that belongs to a meeting (agenda items, a delivery), where the meeting was not
    held. Called for each such meeting: it is the duty to meet that is missing, and not this one."""
    note = "Mødet blev ikke holdt." if called.state is State.LAPSED else "Mødet er ikke holdt endnu."
    return Occasion(what=called.what, state=called.state, note=note)


def assess_agenda_duty(duty: Duty, plan: Plan, log: Log, year: Year) -> DutyYear:
    """The duty to deal with fixed agenda items, with an occasion for each meeting: broken where an item was not dealt
    with; a meeting that was not held has lapsed, or is not yet due. Called for each duty of kind AGENDA."""
    occasions = []
    for called in list_called_meetings(duty.meeting, plan, log, year):
        meeting = called.meeting
        if meeting is None:
            occasions.append(_make_unheld_occasion(called))
            continue
        left_out = [part for part in duty.parts if part not in meeting.items]
        occasions.append(
            Occasion(
                what=called.what,
                due=meeting.date,
                why_due="Punkterne hører til hvert møde.",
                done=meeting.date,
                state=State.BROKEN if left_out else State.DONE,
                minutes=meeting.minutes,
                note=f"Ikke behandlet: {danish.join_words(left_out)}." if left_out else "",
            )
        )
    return DutyYear.of(duty, occasions, explain_none_due(year))


def _describe_deliveries(owing: list[str], late: list[str], number: int) -> str:
    """The Danish note on who has not delivered, and who was late; "" for none. Called for each meeting held. number: of
    how many who owe it each; 0 where one owes it."""
    counted = f"{number - len(owing)} af {number} har leveret." if number and owing else ""
    named = (("Mangler fra", owing), ("For sent fra", late))
    told = [f"{words}: {danish.join_words(names)}." for words, names in named if names]
    return " ".join([counted, *told] if counted else told)


def _assess_deliveries(what: str, meeting: Meeting, deliveries: list[Delivery], members: list[str]) -> Occasion:
    """What the report shows of the deliveries that are due before one meeting, at the latest the day before. Called for
    each meeting held. what: the meeting in Danish. deliveries: the log's for this duty and meeting. members: who owe it
    each; none where one owes it. They are done on the day of the last one; with one missing they are so in part where
    several owe it each, and else missing."""
    due = meeting.date - timedelta(days=1)
    half_done = {delivery.by for delivery in deliveries if delivery.date is None}
    days: dict[str, date] = {}
    for delivery in deliveries:
        if delivery.date is not None and delivery.by not in half_done:
            days[delivery.by] = max(delivery.date, days.get(delivery.by, delivery.date))
    owing = [name for name in members or dict.fromkeys(delivery.by for delivery in deliveries) if name not in days]
    late = [name for name, day in days.items() if day > due]
    done = None if owing or not days else max(days.values())
    if done is not None:
        state = slots.judge_state(due, done, due)
    else:
        state = State.PARTLY if members and days else State.MISSING
    note = _describe_deliveries(owing, late, len(members))
    return Occasion(
        what=what,
        due=due,
        why_due="Der leveres før mødet, senest dagen før.",
        done=done,
        state=state,
        note=note if deliveries else "Loggen nævner ingen leverance.",
    )


def assess_delivery_duty(duty: Duty, plan: Plan, log: Log, year: Year) -> DutyYear:
    """A duty to deliver ahead of each meeting, by one office or by each of several, with an occasion for each meeting.
    Called for each duty of kind DELIVERY."""
    occasions = []
    members = list_owing(plan, duty.id)
    for called in list_called_meetings(duty.meeting, plan, log, year):
        if called.meeting is None:
            occasions.append(_make_unheld_occasion(called))
            continue
        key = duty.id, called.meeting.date
        deliveries = [delivery for delivery in log.deliveries if (delivery.duty, delivery.meeting) == key]
        occasions.append(_assess_deliveries(called.what, called.meeting, deliveries, members))
    return DutyYear.of(duty, occasions, explain_none_due(year))


def compare_meeting_order(plan: Plan, log: Log, year: Year) -> tuple[MeetingOrder, ...]:
    """Each meeting in the year of a body that should meet some days after another body, with the other body's last
    meeting up to that day (None without one), and whether the days between are about as agreed. Called once for each
    accounting year, by `year.assess_year`. Looked at are the duties to meet that governance.csv puts after another
    duty's meetings."""
    order = []
    for duty in plan.duties:
        if duty.kind is not Kind.MEETING or not duty.meeting:
            continue
        other_days = [meeting.date for meeting in log.meetings if meeting.duty == duty.meeting]
        for board in sorted(meeting.date for meeting in _list_meetings(duty, log) if year.contains(meeting.date)):
            ahead = max((day for day in other_days if day <= board), default=None)
            days = None if ahead is None else (board - ahead).days
            as_agreed = days is not None and abs(days - duty.days_after) <= ABOUT.days
            order.append(MeetingOrder(board, ahead, days, duty.days_after, as_agreed))
    return tuple(order)


def get_body(meeting: Meeting, plan: Plan) -> str:
    """The body that met, by its name in governance.csv: the one that the log's entry names or, where the entry names a
    duty instead, the body that has the duty. Called for each meeting of the log when an accounting year is assessed."""
    return meeting.body or next(duty.body for duty in plan.duties if duty.id == meeting.duty)


def list_meetings_held(plan: Plan, log: Log, year: Year) -> Iterator[MeetingHeld]:
    """Every meeting of the accounting year as the log has it, ordinary or not, oldest first. Called once when an
    accounting year is assessed, for the report's list of meetings."""
    for meeting in sorted(log.meetings, key=lambda meeting: (meeting.date, get_body(meeting, plan))):
        if year.contains(meeting.date):
            yield MeetingHeld(
                day=meeting.date,
                body=get_body(meeting, plan),
                duty_id=meeting.duty,
                items=tuple(meeting.items),
                minutes=meeting.minutes,
                decided=meeting.decided or "",
            )
