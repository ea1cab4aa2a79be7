"""That the bodies dealt with the overall goals: when, on which report, in which minutes, and what was decided."""

from __future__ import annotations

from hpanalysis.followup.accounting_year import Year
from hpanalysis.followup.logs import references
from hpanalysis.followup.logs.log import GoalDealt, Log, Meeting, Report
from hpanalysis.followup.meetings import get_body
from hpanalysis.followup.model import GoalDiscussion, GoalYear, Match, Publications
from hpanalysis.plan import Kind, Plan


def match_digest(report: Report | None, published: Publications) -> Match:
    """Whether the digest (checksum) of a report that the log copies from the minutes is that of what lies published.
    Called for each time that a meeting dealt with a goal. report: None where the log does not say which it was; then,
    and without a digest, the answer is NOT_WRITTEN. published: by half-year, with every digest that may be quoted."""
    if report is None or report.digest is None:
        return Match.NOT_WRITTEN
    if report.half_year not in published:
        return Match.NOT_PUBLISHED
    return Match.SAME if report.digest in published[report.half_year].digests else Match.OTHER


def _find_report(meeting: Meeting, dealt: GoalDealt) -> Report | None:
    """The report on which a meeting dealt with a goal: by the half-year that the goal's entry (`dealt`) names, else the
    meeting's only report; None where no half-year is named and the meeting had no report or several. Called for each
    goal that a meeting dealt with, for the year's table of goals."""
    if dealt.half_year is None:
        return meeting.reports[0] if len(meeting.reports) == 1 else None
    return next(report for report in meeting.reports if report.half_year == dealt.half_year)


def _list_discussions(goal_id: str, plan: Plan, log: Log, year: Year, published: Publications) -> list[GoalDiscussion]:
    """Every meeting of an accounting year that dealt with a goal, oldest first, with the report, the minutes and the
    decision. Called when the year is followed up, for each goal of the strategic agreement, or for each delmål where
    the plan has no such agreement. published: what lies published, by half-year."""
    discussions = []
    for meeting in (meeting for meeting in log.meetings if year.contains(meeting.date)):
        for dealt in (dealt for dealt in meeting.goals if dealt.goal == goal_id):
            report = _find_report(meeting, dealt)
            discussions.append(
                GoalDiscussion(
                    day=meeting.date,
                    body=get_body(meeting, plan),
                    half_year=report.half_year if report else None,
                    digest=report.digest if report else None,
                    match=match_digest(report, published),
                    minutes=meeting.minutes,
                    decided=dealt.decided,
                )
            )
    return sorted(discussions, key=lambda discussion: (discussion.day, discussion.body))


def list_boards(plan: Plan) -> set[str]:
    """The bodies that must follow up the goals: those that hold the meetings which the duty to document the follow-up
    (kind ACCOUNTS) names, or else every body that holds meetings. Called once for a year's table of goals, to set these
    meetings apart."""
    meetings = {duty.meeting for duty in plan.duties if duty.kind is Kind.ACCOUNTS}
    return {duty.body for duty in plan.duties if duty.id in meetings} or set(references.list_bodies(plan))


def list_goal_years(plan: Plan, log: Log, year: Year, published: Publications) -> tuple[GoalYear, ...]:
    """Every overall goal in the plan's order with the year's meetings about it; also those that nobody dealt with.
    Called once for each accounting year. published: what lies published, by half-year, because the digest of a report
    in a meeting's minutes is compared with it."""
    boards, goals = list_boards(plan), []
    for goal in references.list_goals(plan):
        discussions = tuple(_list_discussions(goal.id, plan, log, year, published))
        by_board = tuple(discussion for discussion in discussions if discussion.body in boards)
        goals.append(GoalYear(goal.id, discussions, by_board))
    return tuple(goals)
