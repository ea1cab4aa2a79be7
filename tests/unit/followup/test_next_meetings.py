"""The next meeting of each body: which it is, by when, and who has delivered to it."""

from datetime import date

import pytest

from followup_logs import PLAN, log
from hpanalysis.followup.next_meetings import list_next_meetings

SPRING = """meetings:
  - {date: 2026-02-23, duty: styregruppe_moede, minutes: SYN-1}
"""


def find(text="", as_of="2026-02-01"):
    """Those with a fixed agenda, by body."""
    return {one.body: one for one in list_next_meetings(PLAN, log(text, as_of=as_of)) if one.items}


def test_the_steering_group_stands_first_because_it_meets_first():
    assert list(find()) == ["Styregruppen", "Bestyrelsen"]
    assert find()["Styregruppen"].items == ("fremdriftsrapport", "nyt fra deltagerne", "koordinering")
    assert find()["Bestyrelsen"].items == ("fremdriftsrapport", "monitorering", "ledelsesrapport", "økonomi")


@pytest.mark.parametrize(
    ("text", "as_of", "what", "due"),
    [
        ("", "2026-02-01", "Forårsmødet", date(2026, 5, 31)),
        (SPRING, "2026-03-01", "Sommermødet", date(2026, 8, 31)),
        # The spring meeting was missed: what is past is no next meeting.
        ("", "2026-06-01", "Sommermødet", date(2026, 8, 31)),
        # After the autumn the next one lies in another accounting year.
        ("", "2026-12-01", "Forårsmødet", date(2027, 5, 31)),
    ],
)
def test_the_next_meeting_of_the_steering_group(text, as_of, what, due):
    found = find(text, as_of)["Styregruppen"]
    assert (found.what, found.due) == (what, due)


def test_the_first_due_stands_first_whether_it_has_a_fixed_agenda_or_not():
    found = list(list_next_meetings(PLAN, log(as_of="2026-11-20")))
    assert [(one.body, one.due, bool(one.items)) for one in found] == [
        ("Styregruppen", date(2026, 11, 30), True),
        ("Bestyrelsen", date(2026, 11, 30), True),
        ("Bestyrelsen", date(2026, 12, 31), False),
    ]
    assert "strategiske dagsorden" in found[-1].wording


def test_after_the_plans_last_meeting_there_is_none():
    assert list(list_next_meetings(PLAN, log(as_of="2029-08-15"))) == []


def test_who_has_delivered_is_known_by_the_meeting_that_is_named():
    text = """deliveries:
  - {duty: styregruppe_data, meeting: 2026-02-23, by: UUR, date: 2026-02-06}
  - {duty: styregruppe_data, meeting: 2026-02-23, by: PPR}
  - {duty: fremdriftsrapport, meeting: 2026-02-23, by: Bysekretariatet, date: 2026-02-01}
"""
    found = find(text, "2026-02-10")["Styregruppen"]
    data, report, members = found.deliveries
    assert found.planned == date(2026, 2, 23)
    assert (data.delivered, report.delivered, members.delivered) == ((), ("Bysekretariatet",), ("UUR",))
    assert len(members.owing) == 27 and "PPR" in members.owing


def test_without_a_planned_meeting_nobody_has_delivered():
    found = find(SPRING, "2026-03-01")["Styregruppen"]
    assert found.planned is None and all(one.delivered == () for one in found.deliveries)
