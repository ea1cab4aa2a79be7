"""members.csv: who sits in a body or is party to a delaftale, by office and never by name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from hpanalysis.by_hand.csv_table import CsvRow
from hpanalysis.plan.agreed.cells import Cells, Refuse

FILE = "members.csv"
COLUMNS = ("body_id", "unit_da", "office_da", "organisation_da", "plan_lines")


@dataclass(frozen=True, kw_only=True)
class Member:
    """A row of members.csv: one seat."""

    body_id: str  # `bestyrelse`, `styregruppe`, or the id of a delaftale, whose parties they are
    unit_da: str  # the short name, which no two seats of a body share, and which the log writes
    office_da: str  # the office as the plan prints it
    organisation_da: str
    plan_lines: str  # empty for a seat that came later


def parse_members(rows: Iterable[CsvRow], refuse: Refuse) -> tuple[Member, ...]:
    """The rows of members.csv in their order; `Stop` where one cannot be used. Called once when the plan is read."""
    found = (Cells(FILE, row, refuse) for row in rows)
    return tuple(
        Member(
            body_id=cells.key("body_id"),
            unit_da=cells.office("unit_da"),
            office_da=cells.office("office_da"),
            organisation_da=cells.office("organisation_da"),
            plan_lines=cells.lines(needed=False),
        )
        for cells in found
    )
