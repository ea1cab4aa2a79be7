"""plan_chain.csv: which activity serves which delmål or overall goal, by a sentence of the plan itself."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from hpanalysis.by_hand.csv_table import CsvRow
from hpanalysis.plan.agreed.activities import Activity
from hpanalysis.plan.agreed.cells import Cells, Refuse

FILE = "plan_chain.csv"
COLUMNS = ("agreement", "activity_id", "delmaal_id", "printed", "quote_da", "plan_lines")


@dataclass(frozen=True, kw_only=True)
class Link:
    """A row of plan_chain.csv: an activity that serves a delmål or an overall goal."""

    agreement: str
    activity_id: str
    delmaal_id: str
    is_printed: bool  # False where the sentence does not name the aim, and the link is our reading
    quote_da: str  # the plan's own sentence
    plan_lines: str


def parse_chain(
    rows: Iterable[CsvRow], activities: Iterable[Activity], goals: Collection[str], refuse: Refuse
) -> tuple[Link, ...]:
    """The rows of plan_chain.csv in their order; `Stop` where one cannot be used. Called once when the plan is read.
    goals: the ids of delmaal.csv."""
    known = {(one.agreement, one.activity_id) for one in activities if not one.is_of_agreement}
    links = []
    for row in rows:
        cells = Cells(FILE, row, refuse)
        if (row["agreement"], row["activity_id"]) not in known:
            raise cells.stop(
                "activity_id", "Aktiviteten findes ikke i activities.csv.", "en aktivitet under delaftalen."
            )
        links.append(
            Link(
                agreement=row["agreement"],
                activity_id=row["activity_id"],
                delmaal_id=cells.known("delmaal_id", goals, "delmaal.csv"),
                is_printed=cells.yes_no("printed"),
                quote_da=cells.text("quote_da"),
                plan_lines=cells.lines(),
            )
        )
    return tuple(links)


def list_unserved_goals(links: Iterable[Link], goals: Sequence[str]) -> list[str]:
    """The aims (ids of delmaal.csv) that no activity serves, in their order. Called for what the chain finds."""
    served = {link.delmaal_id for link in links}
    return [goal for goal in goals if goal not in served]


def list_activities_serving_none(links: Iterable[Link], activities: Iterable[Activity]) -> list[Activity]:
    """The activities that serve no aim, in the plan's order; the hours of a delaftale as a whole are none. Called for
    what the chain finds."""
    serving = {(link.agreement, link.activity_id) for link in links}
    return [one for one in activities if not one.is_of_agreement and (one.agreement, one.activity_id) not in serving]
