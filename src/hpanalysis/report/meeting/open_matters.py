"""What is open and belongs on an agenda: irregularities, changes, goals, evaluations, and duties that are not done."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from markupsafe import Markup

from hpanalysis import danish
from hpanalysis.report.html import Block, make_section, tag
from hpanalysis.report.tables import board_goals, cells_in_tables
from hpanalysis.report.year import year_marks
from hpanalysis.report.year_publication import Year

# Of `followup.State`, by their names: what somebody can still do something about.
_OPEN = ("MISSING", "PARTLY", "AWAITED", "NOT_YET_DUE")


def _format_day(day: date) -> Markup:
    """A day that is never broken at its hyphens. Called for each row."""
    return tag("span", danish.format_day_in_digits(day), class_="dato")


def _list_irregularities(year: Year) -> Iterator[list[object]]:
    """A row for each irregularity that the board was not told of, or of which no follow-up is written. Called once."""
    for one in year.followed.irregularities:
        if one.passed_on is None or not one.followed_up:
            lacking = "ikke meddelt bestyrelsen" if one.passed_on is None else "opfølgningen er ikke oplyst"
            yield [f"Uregelmæssighed: {one.about}", lacking, _format_day(one.seen)]


def _list_changes(year: Year) -> Iterator[list[object]]:
    """A row for each change that Landsbyggefonden must approve and has not. Called once."""
    for one in year.followed.changes:
        if one.needs_lbf and one.lbf_approved is None:
            yield [f"Ændring: {one.about}", "ikke godkendt af Landsbyggefonden", _format_day(one.day)]


def _list_goals(year: Year) -> Iterator[list[object]]:
    """A row for each overall goal that the board has not dealt with in the year. Called once."""
    for one in year.followed.goals:
        if not one.by_board:
            name = year.release.plan.goal(one.goal_id).name
            yield [f"Mål: {name}", "ikke behandlet af bestyrelsen i året", "hele året"]


def _list_duties(year: Year) -> Iterator[list[object]]:
    """A row for each time that a duty is owed in the year and not done. Called once."""
    for duty in year.followed.duties:
        for one in duty.occasions:
            if one.state.name in _OPEN:
                due = _format_day(one.due) if one.due else "ingen frist"
                yield [
                    [duty.wording, tag("small", one.what)],
                    [year_marks.mark(one.state), tag("small", one.note)],
                    due,
                ]


def show_open_matters(year: Year) -> Block:
    """The section on what is open: what, what it lacks, and since or by when. Called by the notebook moede."""
    matters = [*_list_irregularities(year), *_list_changes(year), *_list_goals(year)]
    duties = list(_list_duties(year))
    columns = ["Sag", "Mangler", "Siden"]
    first = (
        cells_in_tables.make_folding_table("Sager, der ikke er afsluttet", columns, matters)
        if matters
        else tag("p", f"Ingen uregelmæssighed, ændring eller {board_goals.name_goals(year.release).lower()} er åben.")
    )
    second = (
        cells_in_tables.make_folding_table("Opgaver, der ikke er løst", ["Opgave", "Status", "Frist"], duties)
        if duties
        else tag("p", "Alle årets opgaver er løst.")
    )
    return Block(make_section("aabent", "Åbne sager og opgaver", first, second))
