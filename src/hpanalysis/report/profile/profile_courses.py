"""The courses of all figures of one area: a panel an indicator, each on its own scale, and their numbers as a table."""

from __future__ import annotations

from markupsafe import Markup

from hpanalysis.plan import Area
from hpanalysis.report.cells import Cell, Cells
from hpanalysis.report.charts import comparison_figure, course_figure, events
from hpanalysis.report.charts.events import Numbered
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


def _panel(speaker: Speaker, course: list[Cell], number: int, marked: list[Numbered]) -> Markup:
    axis = course_figure.course_scale(speaker, [course])
    return course_figure.panel(speaker, speaker.indicator.label, course, axis, f"fig-over-tid-{number}", marked)


def _row(speaker: Speaker, cell: Cell) -> Markup:
    values = [
        comparison_figure.cell_text(cell, speaker.indicator),
        cells_in_tables.interval_text(speaker, cell) if cell.has_number else "vises ikke",
        cells_in_tables.beside_text(speaker, cell),
    ]
    return cells_in_tables.row(_COLUMNS, speaker.period(cell.window).bare, values)


def _table(courses: list[Course]) -> Markup:
    groups = [(speaker.indicator.title, [_row(speaker, cell) for cell in course]) for speaker, course in courses]
    return grouped_table.grouped("Alle opgørelser så langt, de ældste først", _COLUMNS, groups)


def courses(release: Release, area: Area, cells: Cells) -> Markup:
    """The panels in their <figure>, with the events of the area."""
    found = profile_table.measured(release, cells, area)
    own = [(speaker, cells.course(speaker.indicator_id, area.id)) for speaker, _ in found]
    marked = events.of_courses(release, [(speaker.indicator_id, course) for speaker, course in own], area.id)
    panels = [
        _panel(speaker, course, number, events.of_indicator(marked, speaker.indicator_id, course))
        for number, (speaker, course) in enumerate(own)
    ]
    return comparison_figure.framed(
        "fig-over-tid",
        profile_words.since(found).removesuffix(".") or f"{area.name} over tid",
        tag("div", panels, class_="net"),
        _NOTE,
        _table(own),
        events.key(release, marked),
    )
