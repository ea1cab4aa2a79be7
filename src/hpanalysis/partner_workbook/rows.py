"""The rows of a partner's workbook as they are sent out: what is locked is filled in, all else is empty."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hpanalysis.partner_workbook.asked import Asked, AskedDelivery, AskedHours
from hpanalysis.partner_workbook.due_words import word_due, word_hours
from hpanalysis.partner_workbook.tables import ACTIVITY, AGREED, DELIVERIES, GROUPS, KEY, UNTIL
from hpanalysis.plan import Plan
from hpanalysis.workbooks.columns import Table
from hpanalysis.workbooks.writing import Closed, Content

_KINDS = {"personale": "personalets", "unge": "de unges egne"}


def fill_delivery(row: AskedDelivery, plan: Plan) -> Mapping[str, Content]:
    """What stands in the cells of a row of deliveries, by key. Called for each when the workbook is written, and to
    compare the locked cells when it is read."""
    filled: dict[str, Content] = {
        ACTIVITY: row.activity,
        AGREED: row.promise.word(),
        "due": word_due(row, plan.settings),
        "first": row.first,
        UNTIL: row.until,
        KEY: row.key,
    }
    return filled if row.by_group else filled | {GROUPS: Closed.CELL}


def fill_hours(row: AskedHours) -> Mapping[str, Content]:
    """What stands in the cells of a row of hours, by key. Called as `fill_delivery`."""
    return {
        ACTIVITY: row.activity,
        AGREED: word_hours(row),
        "kind": _KINDS[row.kind],
        "first": row.first,
        UNTIL: row.until,
        KEY: row.key,
    }


def list_rows(table: Table, asked: Asked, plan: Plan) -> list[Sequence[Content]]:
    """The rows of a sheet, each with a cell a column. Called for each sheet when the workbook is written."""
    of_deliveries = table.name == DELIVERIES
    filled = [fill_delivery(row, plan) for row in asked.deliveries] if of_deliveries else map(fill_hours, asked.hours)
    return [[row.get(column.keys[0]) for column in table.columns] for row in filled]
