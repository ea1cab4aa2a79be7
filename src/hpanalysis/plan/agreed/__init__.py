"""What the plan's parties have agreed on, as data: activities, promises, hours, milestones, members, what serves what.

Each module is one file of the plan's folder: its columns, its rows as objects, and the reading of one row. Every row
says where the plan prints it: `plan_lines`, the lines of the plan's text.
"""

from hpanalysis.plan.agreed.activities import Activity
from hpanalysis.plan.agreed.budget import BudgetLine
from hpanalysis.plan.agreed.chain import Link, list_activities_serving_none, list_unserved_goals
from hpanalysis.plan.agreed.hours import HoursKind, HoursPromise
from hpanalysis.plan.agreed.members import Member
from hpanalysis.plan.agreed.milestones import Milestone
from hpanalysis.plan.agreed.promises import Amount, Per, Promise
from hpanalysis.plan.agreed.seasons import Calendar

__all__ = [
    "Activity",
    "Amount",
    "BudgetLine",
    "Calendar",
    "HoursKind",
    "HoursPromise",
    "Link",
    "Member",
    "Milestone",
    "Per",
    "Promise",
    "list_activities_serving_none",
    "list_unserved_goals",
]
