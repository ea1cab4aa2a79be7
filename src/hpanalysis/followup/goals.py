"""That the bodies dealt with the overall goals: when, on which report, in which minutes, and what was decided."""

from __future__ import annotations

from hpanalysis.followup.accounting_year import Year
from hpanalysis.followup.logs import references
from hpanalysis.followup.logs.log import GoalDealt, Log, Meeting, Report
from hpanalysis.followup.meetings import body_of
from hpanalysis.followup.model import GoalYear, Match, Publications, Treated
from hpanalysis.plan import Kind, Plan


def match(report: Report | None, published: Publications) -> Match:
    """Whether the minutes' digest is one of those of what lies published of that half-year."""
    if report is None or report.digest is None:
        return Match.NOT_WRITTEN
    if report.half_year not in published:
        return Match.NOT_PUBLISHED
    return Match.SAME if report.digest in published[report.half_year].digests else Match.OTHER


def _report(meeting: Meeting, dealt: GoalDealt) -> Report | None:
    """The report that a goal was dealt with on: the one named, or the meeting's only one."""
    if dealt.half_year is None:
        return meeting.reports[0] if len(meeting.reports) == 1 else None
    return next(report for report in meeting.reports if report.half_year == dealt.half_year)


def _treated(goal_id: str, plan: Plan, log: Log, year: Year, published: Publications) -> list[Treated]:
    found = []
    for meeting in (one for one in log.meetings if year.holds(one.date)):
        for dealt in (one for one in meeting.goals if one.goal == goal_id):
            report = _report(meeting, dealt)
            found.append(
                Treated(
                    meeting.date,
                    body_of(meeting, plan),
                    report.half_year if report else None,
                    report.digest if report else None,
                    match(report, published),
                    meeting.minutes,
                    dealt.decided,
                )
            )
    return sorted(found, key=lambda one: (one.day, one.body))


def boards(plan: Plan) -> set[str]:
    """The bodies that must follow up the goals, by the duty to document it; every body where the plan has none."""
    meetings = {duty.meeting for duty in plan.duties if duty.kind is Kind.ACCOUNTS}
    return {duty.body for duty in plan.duties if duty.id in meetings} or set(references.bodies(plan))


def goals_in(plan: Plan, log: Log, year: Year, published: Publications) -> tuple[GoalYear, ...]:
    """Every overall goal in the plan's order, those that nobody dealt with too."""
    found = []
    for goal in references.goals(plan):
        treated = _treated(goal.id, plan, log, year, published)
        found.append(GoalYear(goal.id, tuple(treated), tuple(one for one in treated if one.body in boards(plan))))
    return tuple(found)
