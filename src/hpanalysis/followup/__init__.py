"""Compares the secretariat's logs with the plan's duties: what was due, what was done, what is late.

In: params/opfoelgning.yaml and params/beredskab.yaml, read by `read_log` and `read_emergency_log`. Out: the tables of
an accounting year, made by `assess_year` and `assess_emergency_year`; they are declared in `model` and
`emergency_model`. No file is written.
"""

from hpanalysis.followup.accounting_year import find_accounting_year, list_accounting_years
from hpanalysis.followup.emergency import assess_emergency_year, list_activations
from hpanalysis.followup.emergency_model import ActivationRecord, EmergencyYear, LevelYear
from hpanalysis.followup.logs.faults import EMERGENCY, FOLLOWUP
from hpanalysis.followup.logs.log import EmergencyLog, Log
from hpanalysis.followup.logs.reading import read_emergency_log, read_log
from hpanalysis.followup.model import (
    ChangeRecord,
    DutyYear,
    GoalDiscussion,
    GoalYear,
    HoursLine,
    HoursTotal,
    IrregularityRecord,
    Match,
    MeetingHeld,
    MeetingOrder,
    Occasion,
    Publications,
    PublishedHalfYear,
    Requirement,
    State,
    YearFollowup,
)
from hpanalysis.followup.promise_model import EconomyLine, MilestoneLine, PromiseLine
from hpanalysis.followup.year import assess_year, refuse_impossible

__all__ = [
    "EMERGENCY",
    "FOLLOWUP",
    "ActivationRecord",
    "ChangeRecord",
    "DutyYear",
    "EconomyLine",
    "EmergencyLog",
    "EmergencyYear",
    "GoalDiscussion",
    "GoalYear",
    "HoursLine",
    "HoursTotal",
    "IrregularityRecord",
    "LevelYear",
    "Log",
    "Match",
    "MeetingHeld",
    "MeetingOrder",
    "MilestoneLine",
    "Occasion",
    "PromiseLine",
    "Publications",
    "PublishedHalfYear",
    "Requirement",
    "State",
    "YearFollowup",
    "assess_emergency_year",
    "assess_year",
    "find_accounting_year",
    "list_accounting_years",
    "list_activations",
    "read_emergency_log",
    "read_log",
    "refuse_impossible",
]
