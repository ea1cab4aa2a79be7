"""The secretariat's logs held against the plan's duties: what was due, what was done, what is late. It writes no file.

`read` and `read_emergency` give the logs, `year_followup` and `emergency_year` what follows of them for an accounting
year; the tables and their columns are in `model` and `emergency_model`.
"""

from hpanalysis.followup.accounting_year import year_of, years_of
from hpanalysis.followup.emergency import activations, emergency_year
from hpanalysis.followup.emergency_model import ActivationTold, EmergencyYear, LevelYear
from hpanalysis.followup.logs.faults import EMERGENCY, FOLLOWUP
from hpanalysis.followup.logs.log import EmergencyLog, Log
from hpanalysis.followup.logs.reading import read, read_emergency
from hpanalysis.followup.model import (
    ChangeMade,
    DutyYear,
    GoalYear,
    HoursLine,
    HoursTotal,
    IrregularitySeen,
    Match,
    MeetingHeld,
    MeetingOrder,
    Occasion,
    Publications,
    Published,
    Requirement,
    State,
    Treated,
    YearFollowup,
)
from hpanalysis.followup.year import refuse_impossible, year_followup

__all__ = [
    "EMERGENCY",
    "FOLLOWUP",
    "ActivationTold",
    "ChangeMade",
    "DutyYear",
    "EmergencyLog",
    "EmergencyYear",
    "GoalYear",
    "HoursLine",
    "HoursTotal",
    "IrregularitySeen",
    "LevelYear",
    "Log",
    "Match",
    "MeetingHeld",
    "MeetingOrder",
    "Occasion",
    "Publications",
    "Published",
    "Requirement",
    "State",
    "Treated",
    "YearFollowup",
    "activations",
    "emergency_year",
    "read",
    "read_emergency",
    "refuse_impossible",
    "year_followup",
    "year_of",
    "years_of",
]
