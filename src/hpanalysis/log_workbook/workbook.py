"""Writes the workbook: a cover, a sheet for each kind of entry, and the lists that cells choose from."""

from __future__ import annotations

from collections.abc import Mapping

from hpanalysis.followup import EMERGENCY
from hpanalysis.log_workbook import cover
from hpanalysis.log_workbook.plain import Plain
from hpanalysis.log_workbook.rows import list_rows
from hpanalysis.log_workbook.sheets.order import list_sheets
from hpanalysis.plan import Plan
from hpanalysis.workbooks.writing import Book


def make_workbook(plan: Plan, logs: Mapping[str, Plain | None], *, made_up: bool) -> bytes:
    """The bytes of the workbook; the same logs give the same bytes. Called by `hpanalysis log`. logs: the plain form of
    each log that is to be with it, by file; None for one that is not there yet. made_up: whether the project's data or
    logs are."""
    with_emergency = EMERGENCY in logs
    declared = list_sheets(plan, with_emergency=with_emergency)
    book = Book(cover.make_title(plan), plan.settings, [sheet.name for sheet in declared])
    book.write_cover(cover.list_lines(plan, with_emergency=with_emergency, made_up=made_up), declared)
    for sheet in declared:
        frozen = len(sheet.parent_columns) or 1
        book.write_table(sheet, list_rows(sheet, logs), made_up=cover.MADE_UP if made_up else "", frozen=frozen)
    return book.finish()
