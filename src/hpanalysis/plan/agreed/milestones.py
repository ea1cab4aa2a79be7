"""milestones.csv: what is to be done by a day, as the plan prints it or the secretariat adds it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from hpanalysis.by_hand.csv_table import CsvRow
from hpanalysis.plan.agreed.activities import Activity
from hpanalysis.plan.agreed.cells import Cells, Refuse

FILE = "milestones.csv"
COLUMNS = (
    "milestone_id",
    "what_da",
    "due",
    "due_as_printed_da",
    "agreement",
    "activity_id",
    "responsible_da",
    "done",
    "source_da",
    "plan_lines",
    "note_da",
)
# Who says that it is due: the plan, which then prints it at some line, or the secretariat.
SOURCES = ("planen", "sekretariatet")


@dataclass(frozen=True, kw_only=True)
class Milestone:
    """A row of milestones.csv. Texts are Danish."""

    milestone_id: str
    what_da: str
    due: date | None  # the last day; None where the plan prints a length and no beginning
    due_as_printed_da: str
    agreement: str  # empty where it belongs to no delaftale
    activity_id: str  # empty where it belongs to no activity
    responsible_da: str
    done: date | None  # the day it was done; None until then
    is_from_plan: bool
    plan_lines: str
    note_da: str


def _parse_milestone(cells: Cells, agreements: Collection[str], activities: Collection[tuple[str, str]]) -> Milestone:
    """A row as a milestone; `Stop` for a cell that cannot be used or does not fit another. Called for each row."""
    row = cells.row
    agreement = cells.known("agreement", agreements, "plan.yaml") if row["agreement"] else ""
    if row["activity_id"] and (agreement, row["activity_id"]) not in activities:
        raise cells.stop("activity_id", "Aktiviteten findes ikke i activities.csv.", "en aktivitet under delaftalen.")
    source = row["source_da"].casefold()
    if source not in SOURCES:
        raise cells.stop("source_da", "Ordet kendes ikke.", f"{' eller '.join(SOURCES)}.")
    due = cells.day("due")
    if due is None and not row["due_as_printed_da"]:
        raise cells.stop("due", "Rækken siger ikke, hvornår.", "en dag, eller planens ord i due_as_printed_da.")
    return Milestone(
        milestone_id=cells.key("milestone_id"),
        what_da=cells.text("what_da"),
        due=due,
        due_as_printed_da=row["due_as_printed_da"],
        agreement=agreement,
        activity_id=row["activity_id"],
        responsible_da=cells.office("responsible_da"),
        done=cells.day("done"),
        is_from_plan=source == "planen",
        plan_lines=cells.lines(needed=source == "planen"),
        note_da=row["note_da"],
    )


def parse_milestones(
    rows: Iterable[CsvRow], agreements: Collection[str], activities: Iterable[Activity], refuse: Refuse
) -> tuple[Milestone, ...]:
    """The rows of milestones.csv in their order; `Stop` where one cannot be used. Called once when the plan is read."""
    known = {(one.agreement, one.activity_id) for one in activities}
    return tuple(_parse_milestone(Cells(FILE, row, refuse), agreements, known) for row in rows)
