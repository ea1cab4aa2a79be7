"""The courses of all figures of one area: a panel an indicator, each on its own scale, and their numbers as a table."""

from __future__ import annotations

from markupsafe import Markup

from hpanalysis.plan import Area
from hpanalysis.report.cell_text import format_cell
from hpanalysis.report.cells import Cell, Cells
from hpanalysis.report.charts import comparison_figure, course_figure, events
from hpanalysis.report.html import tag
from hpanalysis.report.profile import profile_table, profile_words
from hpanalysis.report.release import Release
from hpanalysis.report.tables import cells_in_tables, grouped_table
from hpanalysis.report.words.speaker import Speaker

Course = tuple[Speaker, list[Cell]]

_NOTE = (
    "Den kraftige linje er området, den grå det, der sammenlignes med, og de lyse bjælker usikkerhedsintervaller. "
    "Hvert felt har sin egen skala. Tallene fra to halvår i træk bygger ofte på nogle af de samme måneder."
)
_COLUMNS: list[cells_in_tables.Column] = [
    "Opgørelsesperiode",
    ("Området", "num"),
    ("Usikkerhedsinterval", "num"),
    ("Til sammenligning", "num"),
]


def _make_row(speaker: Speaker, cell: Cell) -> Markup:
    """A figure in one window of time as a row of the table under the charts. Called for each window of each of the
    area's indicators. speaker: the indicator and its Danish words."""
    values = [
        format_cell(cell, speaker.indicator),
        cells_in_tables.format_interval(speaker, cell) if cell.has_number else "vises ikke",
        cells_in_tables.format_comparison(speaker, cell),
    ]
    return cells_in_tables.make_row(_COLUMNS, speaker.name_period(cell.window).bare, values, about=cell.about())


def _make_table(courses: list[Course]) -> Markup:
    """The table of all the area's figures, window by window, grouped by indicator. Called once for an area's page; it
    is folded away under the charts."""
    groups = [(speaker.indicator.title, [_make_row(speaker, cell) for cell in course]) for speaker, course in courses]
    return grouped_table.make_grouped_table("Alle opgørelser så langt, de ældste først", _COLUMNS, groups)


def make_courses_figure(release: Release, area: Area, cells: Cells) -> Markup:
    """Small charts over time of all an area's indicators in one <figure>, each on its own scale, with the area's events
    and the table of their numbers. Called once for an area's page."""
    figures = profile_table.list_measured(release, cells, area)
    courses = [(speaker, cells.course(speaker.indicator_id, area.id)) for speaker, _ in figures]
    by_indicator = [(speaker.indicator_id, course) for speaker, course in courses]
    numbered = events.number_events_of_area(release, by_indicator, area.id)
    panels = [
        course_figure.make_panel(
            speaker,
            speaker.indicator.label,
            course,
            course_figure.make_course_scale(speaker, [course]),
            figure_id=f"fig-over-tid-{place}",
            numbered=events.select_events_of_indicator(numbered, speaker.indicator_id, course),
        )
        for place, (speaker, course) in enumerate(courses)
    ]
    return comparison_figure.wrap_in_figure(
        "fig-over-tid",
        profile_words.count_changes(figures).removesuffix(".") or f"{area.name} over tid",
        tag("div", panels, class_="net"),
        note=_NOTE,
        table=_make_table(courses),
        key=events.make_events_key(release, numbered),
    )
