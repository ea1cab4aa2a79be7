"""The course of every delmål beside each other: a small panel a delmål, each on a scale of its own."""

from __future__ import annotations

from markupsafe import Markup

from hpanalysis.report.cell_text import format_cell
from hpanalysis.report.cells import Cell, Cells
from hpanalysis.report.charts import course_figure
from hpanalysis.report.charts.comparison_figure import wrap_in_figure
from hpanalysis.report.html import tag
from hpanalysis.report.release import Release
from hpanalysis.report.tables import cells_in_tables
from hpanalysis.report.words import verdict_counts
from hpanalysis.report.words.speaker import Speaker

_NOTE = (
    "Kraftig linje: områderne samlet, hvor intet andet står. Grå: sammenligningen. "
    "Lyse bjælker: usikkerhedsintervaller. Hvert felt har sin egen skala."
)


def _list_main_figures(release: Release, cells: Cells) -> list[tuple[Speaker, Cell]]:
    """For each delmål the latest figure of its first indicator with a target (of its first where none has one): the
    total's, or the first area's. A delmål without such a figure is left out. Called when the annual report's charts of
    all delmål are made."""
    figures = []
    for agreement in release.plan.delaftaler:
        for delmaal in release.plan.delmaal_of(agreement.id):
            for adoption in cells_in_tables.select_with_target(release.plan.adopted(delmaal_id=delmaal.id), release)[
                :1
            ]:
                cell = cells.latest(adoption.indicator_id, release.subject(adoption).id)
                if cell is not None:
                    figures.append((Speaker(release, adoption.indicator_id), cell))
    return figures


def _make_panel(speaker: Speaker, cells: Cells, cell: Cell, figure_id: str) -> Markup:
    """The small chart over time of one delmål's main figure, on a scale of its own. Called in the annual report for
    each delmål that has a figure. cell: the figure's latest, whose area is drawn; speaker: the indicator and its Danish
    words."""
    course = cells.course(speaker.indicator_id, cell.area_id)
    axis = course_figure.make_course_scale(speaker, [course])
    name = speaker.indicator.label
    if not speaker.adoption.total:
        name = f"{name}, {speaker.name_area(cell.area_id).bare}"
    return course_figure.make_panel(speaker, name, course, axis, figure_id=figure_id)


def _make_rows(speaker: Speaker, cells: Cells, cell: Cell) -> list[list[object]]:
    """The rows of one delmål's main figure, window by window, in the table under the charts. Called for each delmål.
    cell: the figure's latest, whose area is shown; speaker: the indicator and its Danish words."""
    label = speaker.indicator.label
    return [
        [
            label,
            speaker.name_period(one.window).short,
            format_cell(one, speaker.indicator),
            cells_in_tables.format_interval(speaker, one) if one.has_number else one.status.value,
            cells_in_tables.format_comparison(speaker, one),
        ]
        for one in cells.course(speaker.indicator_id, cell.area_id)
    ]


def make_delmaal_courses(release: Release, cells: Cells) -> Markup | None:
    """Small charts over time of each delmål's main figure in one <figure>, with the table of their numbers. None where
    no delmål has a figure. Called once, for the second sheet of the annual report."""
    figures = _list_main_figures(release, cells)
    if not figures:
        return None
    panels = [_make_panel(speaker, cells, cell, f"fig-delmaal-{n}") for n, (speaker, cell) in enumerate(figures)]
    columns: list[cells_in_tables.Column] = [
        "Tal",
        "Opgørelse",
        ("Områderne", "num"),
        ("Usikkerhedsinterval", "num"),
        ("Til sammenligning", "num"),
    ]
    rows = [row for speaker, cell in figures for row in _make_rows(speaker, cells, cell)]
    shown = [one for speaker, cell in figures for one in cells.course(speaker.indicator_id, cell.area_id)]
    return wrap_in_figure(
        "fig-delmaal-over-tid",
        verdict_counts.count_changes(figures).removesuffix("."),
        tag("div", panels, class_="net"),
        note=_NOTE,
        table=cells_in_tables.make_folding_table(
            "Delmålenes tal, alle opgørelser", columns, rows, abouts=[one.about() for one in shown]
        ),
    )
