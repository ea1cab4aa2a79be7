"""The next meeting of each body: by when, its fixed agenda with what lies ready, and who has not delivered."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from hpanalysis import danish
from hpanalysis.report.html import Block, join, make_paragraphs, make_section, tag
from hpanalysis.report.meeting.agenda import describe_item
from hpanalysis.report.tables import cells_in_tables
from hpanalysis.report.year import year_marks
from hpanalysis.report.year_publication import Year


def _say_when(meeting) -> str:
    """By when the meeting must be held, and its day where the log knows it. Called for each meeting. meeting: a
    `followup.NextMeeting`."""
    due = f"{meeting.what} holdes senest {danish.format_day(meeting.due)}."
    due = f"{due} {meeting.why_due}" if meeting.items else f"{meeting.wording} {due}"
    return f"{due} Det er sat til {danish.format_day(meeting.planned)}." if meeting.planned else due


def _make_agenda(year: Year, meeting) -> Markup:
    """The fixed agenda as a table: each item with what lies ready. Called for each meeting. meeting: a
    `followup.NextMeeting`."""
    rows = [[danish.capitalise(item), describe_item(year, item)] for item in meeting.items]
    return cells_in_tables.make_folding_table("Den faste dagsorden", ["Punkt", "Hvad der ligger klar"], rows)


def _make_delivery_row(one) -> list[object]:
    """The cells of a delivery: what, whether all have delivered, and who has not. Nothing is marked as a fault, for the
    meeting is to come. Called for each. one: a `followup.OwedDelivery`."""
    missing = [name for name in one.owing if name not in one.delivered]
    if not missing:
        return [one.wording, year_marks.mark_rule(True, "alle har leveret", ""), "ingen"]
    counted = f"{len(one.delivered)} af {len(one.owing)} har leveret" if len(one.owing) > 1 else "ikke leveret endnu"
    return [one.wording, counted, danish.join_words(missing)]


def _make_deliveries(meeting) -> Markup | None:
    """What must be delivered before the meeting, and by whom; None where nothing must. Called for each meeting.
    meeting: a `followup.NextMeeting`."""
    if not meeting.deliveries:
        return None
    rows = [_make_delivery_row(one) for one in meeting.deliveries]
    return cells_in_tables.make_folding_table("Leveres før mødet", ["Opgave", "Status", "Mangler fra"], rows)


def _make_meeting(year: Year, number: int, meeting) -> Markup:
    """The section of one body's next meeting. Called for each. number: its place, for the heading's id. meeting: a
    `followup.NextMeeting`."""
    agenda = _make_agenda(year, meeting) if meeting.items else None
    content = [make_paragraphs([_say_when(meeting)]), agenda, _make_deliveries(meeting)]
    name = meeting.what.lower() if meeting.items else "møde uden fast dagsorden"
    return make_section(f"moede-{number}", f"{meeting.body}: {name}", content)


def show_next_meetings(year: Year) -> Block:
    """A section for the next meeting of each duty to meet, the first due first; a sentence where none is to come.
    Called by the notebook moede."""
    meetings: Iterable = year.followed.next_meetings
    sections = [_make_meeting(year, number, one) for number, one in enumerate(meetings, start=1)]
    if not sections:
        return Block(make_section("moede-1", "Næste møde", tag("p", "Planen har ingen flere møder.")))
    return Block(join(sections))
