"""The hours of each partner's staff: its co-financing, over all delaftaler."""

from __future__ import annotations

from decimal import Decimal

from hpanalysis.report.html import Block, make_paragraphs, make_section
from hpanalysis.report.tables import cells_in_tables
from hpanalysis.report.year import year_hours
from hpanalysis.report.year_publication import Year

_COLUMNS: list[cells_in_tables.Column] = [
    "Part",
    ("Aftalt i året", "num"),
    ("Aftalt til nu", "num"),
    ("Leveret", "num"),
    ("Af det aftalte", "num"),
]


def _sum_partner(lines) -> list[Decimal]:
    """A partner's hours promised in the year, promised so far, and given. Called for each. lines: `followup.HoursLine`
    of the partner's staff, those with hours promised."""
    names = ("promised", "promised_so_far", "given")
    return [sum((getattr(line, name) for line in lines), Decimal(0)) for name in names]


def show_partner_hours(year: Year) -> Block:
    """The section on the hours of each partner's staff, where hours are promised. Called by the notebook fremdrift."""
    lines = [line for line in year.followed.hours if not line.own_hours and line.promised is not None]
    rows = []
    for partner in dict.fromkeys(line.responsible for line in lines):
        promised, so_far, given = _sum_partner([line for line in lines if line.responsible == partner])
        numbers = [year_hours.format_hours(value) for value in (promised, so_far, given)]
        rows.append([partner, *numbers, year_hours.format_share(given, so_far)])
    caption = f"Parternes timer {year.covered}; »Aftalt til nu« er til og med {year_hours.name_day_due(year)}"
    table = cells_in_tables.make_folding_table(caption, _COLUMNS, rows) if rows else None
    note = "De unges egne timer er ikke med. Timerne for hver aktivitet står i opfølgningen til revisor."
    return Block(make_section("timer", "Timer fra hver part", table, make_paragraphs([note], "note")))
