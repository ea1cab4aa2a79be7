"""The sheets of the workbook, in their order."""

from __future__ import annotations

from hpanalysis.log_workbook.columns import Sheet
from hpanalysis.log_workbook.sheets.emergency import list_emergency_sheets
from hpanalysis.log_workbook.sheets.events import list_event_sheets
from hpanalysis.log_workbook.sheets.meetings import list_meeting_sheets
from hpanalysis.log_workbook.sheets.settings import list_about, list_chosen_half_years
from hpanalysis.log_workbook.sheets.work_done import list_work_sheets
from hpanalysis.plan import Plan


def list_sheets(plan: Plan, *, with_emergency: bool) -> tuple[Sheet, ...]:
    """The sheets of the workbook, in order. Called when it is written and when it is read. with_emergency: whether the
    emergency group's log is with it."""
    return (
        list_about(),
        *list_meeting_sheets(plan),
        *list_work_sheets(plan),
        *list_event_sheets(plan),
        list_chosen_half_years(plan),
        *(list_emergency_sheets(plan) if with_emergency else ()),
    )
