"""The courses of all overall goals' figures beside each other, each on a scale of its own, and their numbers folded."""

from __future__ import annotations

from markupsafe import Markup

from hpanalysis.report.cell_text import format_cell
from hpanalysis.report.cells import Cell, Cells
from hpanalysis.report.charts import course_figure, events
from hpanalysis.report.charts.comparison_figure import wrap_in_figure
from hpanalysis.report.charts.events import NumberedEvent
from hpanalysis.report.html import tag
from hpanalysis.report.release import Release
from hpanalysis.report.tables import board_goals, cells_in_tables
from hpanalysis.report.tables.board_goals import name_figure
from hpanalysis.report.tables.grouped_table import make_grouped_table
from hpanalysis.report.words import verdict_counts
from hpanalysis.report.words.speaker import Speaker

_NOTE = (
    "Kraftig linje: områderne samlet, hvor intet andet står. Grå: sammenligningen. "
    "Lyse bjælker: usikkerhedsintervaller. Hvert felt har sin egen skala."
)
_COLUMNS: list[cells_in_tables.Column] = [
    "Opgørelsesperiode",
    ("Områderne", "num"),
    ("Usikkerhedsinterval", "num"),
    ("Til sammenligning", "num"),
]

Course = tuple[Speaker, list[Cell]]


def _make_row(speaker: Speaker, cell: Cell) -> Markup:
    """A figure in one window of time as a row of the folded table. Called for each window of each figure. speaker: the
    indicator and its Danish words."""
    values = [
        format_cell(cell, speaker.indicator),
        cells_in_tables.format_interval(speaker, cell) if cell.has_number else "vises ikke",
        cells_in_tables.format_comparison(speaker, cell),
    ]
    return cells_in_tables.make_row(_COLUMNS, speaker.name_period(cell.window).bare, values, about=cell.about())


def _make_table(courses: list[Course]) -> Markup:
    """The table of all windows, grouped by figure. Called once a figure; it is folded away under the charts."""
    groups = [
        (name_figure(speaker, course[-1]), [_make_row(speaker, cell) for cell in course]) for speaker, course in courses
    ]
    return make_grouped_table("Alle opgørelser så langt, de ældste først", _COLUMNS, groups)


def _make_panel(course: Course, place: int, numbered: list[NumberedEvent]) -> Markup:
    """The small chart over time of one figure, on a scale of its own. Called for each. place: its number in the grid;
    numbered: the events that mark any of them."""
    speaker, cells = course
    return course_figure.make_panel(
        speaker,
        name_figure(speaker, cells[-1]),
        cells,
        course_figure.make_course_scale(speaker, [cells]),
        figure_id=f"fig-maal-over-tid-{place}",
        numbered=events.select_events_of_indicator(numbered, speaker.indicator_id, cells),
    )


def make_goal_courses(release: Release, cells: Cells) -> Markup | None:
    """Small charts over time of every figure of the goals in one <figure>, with events and the table of their numbers.
    Called by the strategic agreement's page and the data report. None where no goal has a figure."""
    figures = board_goals.list_all_figures(release, cells)
    if not figures:
        return None
    courses = [(speaker, cells.course(cell.indicator_id, cell.area_id)) for speaker, cell in figures]
    by_indicator = [(speaker.indicator_id, course) for speaker, course in courses]
    numbered = events.number_events_of_area(release, by_indicator, release.plan.total.id)
    panels = [_make_panel(course, place, numbered) for place, course in enumerate(courses)]
    return wrap_in_figure(
        "fig-maal-over-tid",
        verdict_counts.count_changes(figures).removesuffix("."),
        tag("div", panels, class_="net"),
        note=_NOTE,
        table=_make_table(courses),
        key=events.make_events_key(release, numbered),
    )
