"""The milestones of milestones.csv, each judged on the day of the accounts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from hpanalysis.followup.accounting_year import Year
from hpanalysis.followup.logs.log import Log
from hpanalysis.followup.promise_model import MilestoneLine, MilestoneState
from hpanalysis.followup.promised.promises import find_judged_day
from hpanalysis.plan import Milestone, Plan


def judge_milestone(milestone: Milestone, day: date) -> MilestoneState:
    """What became of a milestone by a day; what was done after it is not done yet. Called for each milestone."""
    if milestone.done is not None and milestone.done <= day:
        late = milestone.due is not None and milestone.done > milestone.due
        return MilestoneState.LATE if late else MilestoneState.DONE
    if milestone.due is None:
        return MilestoneState.NO_DAY
    return MilestoneState.OVERDUE if milestone.due < day else MilestoneState.TO_COME


def list_milestone_lines(plan: Plan, log: Log, year: Year) -> Iterator[MilestoneLine]:
    """A line for each milestone of the plan and of the secretariat, in their order. Called whenever an accounting year
    is assessed."""
    day = find_judged_day(log, year)
    for milestone in plan.milestones:
        done = milestone.done if milestone.done is not None and milestone.done <= day else None
        yield MilestoneLine(milestone, done, judge_milestone(milestone, day))
