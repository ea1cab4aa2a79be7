"""The meetings that the plan sets: held or not, what belongs to each, and in which order the bodies meet."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from hpanalysis import danish
from hpanalysis.followup import slots
from hpanalysis.followup.accounting_year import Year
from hpanalysis.followup.logs.log import Delivery, Log, Meeting
from hpanalysis.followup.model import DutyYear, MeetingHeld, MeetingOrder, Occasion, State
from hpanalysis.plan import Duty, Kind, Plan

# "Omkring tre uger" is read as a week more or less: meetings are put in whole weeks, and a holiday moves them by one.
ABOUT = timedelta(days=7)

# A meeting as one slot of the year: what it is called, the meeting if it was held, its minutes' day, and its state.
CalledMeeting = tuple[str, Meeting | None, State]


def _list_meetings(duty: Duty, log: Log) -> list[Meeting]:
    return [meeting for meeting in log.meetings if meeting.duty == duty.id]


def _fill_meeting_slots(duty: Duty, plan: Plan, log: Log, year: Year) -> slots.Filled[Meeting]:
    first, last = slots.find_span(duty, year)
    held = [meeting for meeting in _list_meetings(duty, log) if first <= meeting.date <= last]
    return slots.fill(slots.list_slots(duty, plan, year), held)


def explain_none_due(duty: Duty, year: Year) -> str:
    """Why a duty that is owed by the year was never due in it."""
    return f"Opgaven forfaldt ikke. Planen dækker kun {slots.word_covered_part(year)} af regnskabsåret."


def assess_meeting_duty(duty: Duty, plan: Plan, log: Log, year: Year) -> DutyYear:
    """A duty to meet: each meeting due with the one held for it, and those held beyond."""
    filled = _fill_meeting_slots(duty, plan, log, year)
    due = tuple(
        Occasion(
            what=slot.what,
            due=slot.due,
            why_due=slot.why,
            done=meeting.date if meeting else None,
            state=slots.judge_state(slot.due, meeting.date if meeting else None, log.as_of),
            minutes=meeting.minutes if meeting else "",
        )
        for slot, meeting in filled.slots
    )
    beyond = tuple(
        Occasion(
            what="Møde ud over det, planen kræver",
            due=None,
            why_due="",
            done=meeting.date,
            state=State.DONE,
            minutes=meeting.minutes,
        )
        for meeting in filled.beyond
    )
    return DutyYear(
        duty_id=duty.id,
        body=duty.body,
        told=duty.told,
        occasions=due,
        beyond=beyond,
        none="" if due else explain_none_due(duty, year),
    )


def list_called_meetings(duty_id: str, plan: Plan, log: Log, year: Year) -> list[CalledMeeting]:
    """Every meeting of a duty in the year, due or beyond: by day where it was held, then those that were not."""
    duty = next(duty for duty in plan.duties if duty.id == duty_id)
    filled = _fill_meeting_slots(duty, plan, log, year)
    held = [(slot.what, meeting) for slot, meeting in filled.slots if meeting]
    held += [("Mødet", meeting) for meeting in filled.beyond]
    found: list[CalledMeeting] = [
        (f"{what} {danish.format_day(meeting.date)}", meeting, State.DONE)
        for what, meeting in sorted(held, key=lambda pair: pair[1].date)
    ]
    return found + [
        (slot.what, None, _judge_unheld_meeting(slot, log)) for slot, meeting in filled.slots if meeting is None
    ]


def _judge_unheld_meeting(slot: slots.Slot, log: Log) -> State:
    return State.LAPSED if log.as_of > slot.due else State.NOT_YET_DUE


def _make_unheld_occasion(what: str, state: State) -> Occasion:
    note = "Mødet blev ikke holdt." if state is State.LAPSED else "Mødet er ikke holdt endnu."
    return Occasion(what=what, due=None, why_due="", done=None, state=state, note=note)


def assess_agenda_duty(duty: Duty, plan: Plan, log: Log, year: Year) -> DutyYear:
    """The fixed agenda items of each meeting: broken where one of them was not dealt with."""
    found = []
    for what, meeting, state in list_called_meetings(duty.meeting, plan, log, year):
        if meeting is None:
            found.append(_make_unheld_occasion(what, state))
            continue
        left_out = [part for part in duty.parts if part not in meeting.items]
        note = f"Ikke behandlet: {danish.join_words(left_out)}." if left_out else ""
        kept = State.BROKEN if left_out else State.DONE
        found.append(
            Occasion(
                what=what,
                due=meeting.date,
                why_due="Punkterne hører til hvert møde.",
                done=meeting.date,
                state=kept,
                minutes=meeting.minutes,
                note=note,
            )
        )
    return DutyYear(
        duty_id=duty.id,
        body=duty.body,
        told=duty.told,
        occasions=tuple(found),
        none="" if found else explain_none_due(duty, year),
    )


def _assess_deliveries(duty: Duty, what: str, meeting: Meeting, deliveries: list[Delivery]) -> Occasion:
    """The deliveries ahead of one meeting: all of them by the day before it."""
    due = meeting.date - timedelta(days=1)
    days = [delivery.date for delivery in deliveries if delivery.date is not None]
    owing = [delivery.by for delivery in deliveries if delivery.date is None]
    late = [delivery.by for delivery in deliveries if delivery.date is not None and delivery.date > due]
    note = " ".join(
        f"{said}: {danish.join_words(names)}."
        for said, names in (("Mangler fra", owing), ("For sent fra", late))
        if names
    )
    if not deliveries:
        note = "Loggen nævner ingen leverance."
    done = None if owing or not days else max(days)
    state = State.MISSING if done is None else slots.judge_state(due, done, due)
    return Occasion(
        what=what, due=due, why_due="Der leveres før mødet, senest dagen før.", done=done, state=state, note=note
    )


def assess_delivery_duty(duty: Duty, plan: Plan, log: Log, year: Year) -> DutyYear:
    """What is owed ahead of each meeting: done when the last of those who deliver has done so."""
    found = []
    for what, meeting, state in list_called_meetings(duty.meeting, plan, log, year):
        if meeting is None:
            found.append(_make_unheld_occasion(what, state))
            continue
        own = [one for one in log.deliveries if (one.duty, one.meeting) == (duty.id, meeting.date)]
        found.append(_assess_deliveries(duty, what, meeting, own))
    return DutyYear(
        duty_id=duty.id,
        body=duty.body,
        told=duty.told,
        occasions=tuple(found),
        none="" if found else explain_none_due(duty, year),
    )


def _ahead(days: list[date], board: date) -> date | None:
    return max((day for day in days if day <= board), default=None)


def compare_meeting_order(plan: Plan, log: Log, year: Year) -> tuple[MeetingOrder, ...]:
    """Each meeting of a body that meets some days after another's, with the other's last one before it."""
    found = []
    for duty in plan.duties:
        if duty.kind is not Kind.MEETING or not duty.meeting:
            continue
        first = [meeting.date for meeting in log.meetings if meeting.duty == duty.meeting]
        for board in sorted(meeting.date for meeting in _list_meetings(duty, log) if year.holds(meeting.date)):
            ahead = _ahead(first, board)
            days = None if ahead is None else (board - ahead).days
            kept = days is not None and abs(days - duty.days_after) <= ABOUT.days
            found.append(MeetingOrder(board, ahead, days, duty.days_after, kept))
    return tuple(found)


def get_body(meeting: Meeting, plan: Plan) -> str:
    """Who met, as governance.csv names the body."""
    return meeting.body or next(duty.body for duty in plan.duties if duty.id == meeting.duty)


def list_meetings_held(plan: Plan, log: Log, year: Year) -> Iterator[MeetingHeld]:
    """Every meeting of the year, oldest first."""
    for one in sorted(log.meetings, key=lambda meeting: (meeting.date, get_body(meeting, plan))):
        if year.holds(one.date):
            yield MeetingHeld(
                day=one.date,
                body=get_body(one, plan),
                duty_id=one.duty,
                items=tuple(one.items),
                minutes=one.minutes,
                decided=one.decided or "",
            )
