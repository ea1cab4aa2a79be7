"""That the board dealt with the goals: when, on which report by its digest, in which minutes, with what decision."""

from datetime import date

import pytest

from followup_logs import KONTROLSUM, PACKAGE, SMALL, year
from hpanalysis.followup import Match

GOALS = ["fagligt_loeft", "tilknytning", "liv_uden_kriminalitet", "faellesskab"]


def board(*goals, reports="", day="2026-10-12", who="duty: bestyrelse_moede", minutes="2026-97"):
    dealt = ", ".join(f"{{goal: {goal}, decided: Besluttet}}" for goal in goals)
    return f"  - {{{who}, date: {day}, minutes: {minutes}, goals: [{dealt}], reports: [{reports}]}}\n"


def goal(log, name="tilknytning", **more):
    return next(one for one in year(f"meetings:\n{log}", **more).goals if one.goal_id == name)


def test_every_overall_goal_is_there_whether_it_was_dealt_with_or_not():
    assert [one.goal_id for one in year().goals] == GOALS
    assert all(one.discussions == () for one in year().goals)


def test_a_plan_without_a_strategic_agreement_has_its_delmaal():
    assert [one.goal_id for one in year(plan=SMALL).goals] == [one.id for one in SMALL.delmaal]


@pytest.mark.parametrize(
    ("report", "match"),
    [
        (f"{{half_year: 2026H1, digest: {KONTROLSUM}}}", Match.SAME),
        (f"{{half_year: 2026H1, digest: {PACKAGE}}}", Match.SAME),
        (f"{{half_year: 2026H1, digest: {'d4' * 32}}}", Match.OTHER),
        (f"{{half_year: 2025H2, digest: {KONTROLSUM}}}", Match.OTHER),
        ("{half_year: 2026H1}", Match.NOT_WRITTEN),
        (f"{{half_year: 2025H1, digest: {KONTROLSUM}}}", Match.NOT_PUBLISHED),
        ("", Match.NOT_WRITTEN),
    ],
)
def test_the_digest_in_the_minutes_is_held_against_what_lies_published(report, match):
    (one,) = goal(board("tilknytning", reports=report)).discussions
    assert one.match is match
    assert (one.day, one.minutes, one.decided) == (date(2026, 10, 12), "2026-97", "Besluttet")


def test_a_goal_names_its_report_where_a_meeting_had_two():
    dealt = "{goal: tilknytning, half_year: 2025H2, decided: Besluttet}"
    reports = f"{{half_year: 2025H2}}, {{half_year: 2026H1, digest: {KONTROLSUM}}}"
    log = f"  - {{duty: bestyrelse_moede, date: 2026-10-12, minutes: r, goals: [{dealt}], reports: [{reports}]}}\n"
    (one,) = goal(log).discussions
    assert (one.half_year, one.digest) == ("2025H2", None)


def test_only_the_boards_own_meetings_are_the_boards():
    log = board("tilknytning", who="duty: styregruppe_moede", day="2026-09-21") + board("tilknytning")
    log += board("tilknytning", who="body: Bestyrelsen", day="2026-11-02")
    found = goal(log)
    assert [one.body for one in found.discussions] == ["Styregruppen", "Bestyrelsen", "Bestyrelsen"]
    assert [one.day.isoformat() for one in found.by_board] == ["2026-10-12", "2026-11-02"]


def test_a_goal_dealt_with_in_another_year_is_not_told():
    assert goal(board("tilknytning"), of=2027, as_of="2027-12-31").discussions == ()


def test_the_years_meetings_are_told_oldest_first_with_their_bodies():
    log = board("tilknytning") + board(who="body: Styregruppen", day="2026-01-12")
    found = year(f"meetings:\n{log}").meetings
    assert [(one.day.isoformat(), one.body, one.duty_id) for one in found] == [
        ("2026-01-12", "Styregruppen", None),
        ("2026-10-12", "Bestyrelsen", "bestyrelse_moede"),
    ]
