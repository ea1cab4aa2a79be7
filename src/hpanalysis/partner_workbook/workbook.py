"""Writes a partner's workbook: a cover, its deliveries, its hours, and the lists that cells choose from."""

from __future__ import annotations

from hpanalysis.definitions.windows import HalfYear
from hpanalysis.partner_workbook import cover
from hpanalysis.partner_workbook.asked import ask_partner, name_files
from hpanalysis.partner_workbook.rows import list_rows
from hpanalysis.partner_workbook.tables import list_tables
from hpanalysis.plan import Plan
from hpanalysis.workbooks.writing import Book


def make_workbook(plan: Plan, partner: str, half: HalfYear, *, made_up: bool) -> bytes:
    """The bytes of a partner's workbook for a half-year; the same plan gives the same bytes. Called by `hpanalysis new`
    for each of `asked.list_partners`. made_up: whether the project's data are, which every sheet then says."""
    asked = ask_partner(plan, partner, half)
    identity = cover.Identity(plan.settings.plan_id, str(half), name_files(plan)[partner])
    tables = list_tables(asked)
    book = Book(cover.make_title(partner, half), plan.settings, [table.name for table in tables])
    book.write_cover(cover.list_lines(plan, identity, half, made_up=made_up), tables)
    for table in tables:
        book.write_table(table, list_rows(table, asked, plan), made_up=cover.MADE_UP if made_up else "")
    return book.finish()
