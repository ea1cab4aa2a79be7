"""Three years together, where the plan pools them: beside the year's figure in tables, in its place where it is hidden.

Charts, courses and the matrix keep to the single years; the pooled figure is told in a table of its own and in words.
"""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from hpanalysis.plan import Area
from hpanalysis.report import figure_links, numbers, places
from hpanalysis.report.cells import Cell, Cells
from hpanalysis.report.html import join, tag
from hpanalysis.report.release import Release
from hpanalysis.report.tables import cells_in_tables
from hpanalysis.report.tables.area_table import list_count_columns, list_counts
from hpanalysis.report.words import areas_in_words
from hpanalysis.report.words.speaker import Speaker
from hpanalysis.tables import Status

Figure = tuple[Speaker, Cell]

HOW = (
    "Tre år samlet: Antal og »ud af« er lagt sammen over tre opgørelser, og hvert år er med i én af dem. Den, der er "
    "med i flere af årene, tæller med i hvert."
)


def _list_areas(speaker: Speaker) -> list[Area]:
    """The areas that have a row in the table of three years together: those measured, their total and the comparison.
    Called once for such a table. speaker: the indicator and its Danish words."""
    release = speaker.release
    return [
        *release.measured_areas(speaker.adoption),
        release.plan.total,
        release.compared_with(speaker.indicator_id),
    ]


def _make_row(speaker: Speaker, area: Area, cell: Cell, column: str) -> list[object]:
    """An area's row: the figure of three years together, interval, counts and verdicts; one word where there is no
    number. Called for each area with such a figure, their total and what they are compared with. column: the heading of
    the figure's column, which a phone shows in the cell; speaker: the indicator and its Danish words."""
    name = places.name_in_table(area)
    indicator = speaker.indicator
    if not cell.has_number:
        width = 2 + len(list_count_columns(speaker)) + 2 * indicator.comparable
        return [name, cells_in_tables.make_empty_cell(cell, column, width)]
    row: list[object] = [
        name,
        cells_in_tables.make_value_cell(speaker, cell, column),
        cells_in_tables.format_interval(speaker, cell),
        *list_counts(speaker, cell),
    ]
    if not indicator.comparable:
        return row
    versus = cells_in_tables.make_versus_cell(speaker, cell) if area.is_of_the_plan else cells_in_tables.IS_COMPARISON
    others = cells_in_tables.make_others_cell(speaker, cell) if area.is_area else cells_in_tables.NOT_COMPARED
    return [*row, versus, others]


def make_pooled_table(speaker: Speaker, cells: Cells) -> Markup | None:
    """The table of an indicator's three years together, a row an area; None where the plan does not pool it or three
    years have not passed. Called for each indicator on a delaftale's page, under the year's table. speaker: the
    indicator and its Danish words."""
    areas = _list_areas(speaker)
    pooled = [(area, cell) for area in areas if (cell := cells.pooled(speaker.indicator_id, area.id)) is not None]
    if not pooled:
        return None
    now = speaker.name_period(pooled[0][1].window).short
    heads: list[cells_in_tables.Column] = ["Område", (now, "num"), ("Usikkerhedsinterval", "num")]
    heads += list_count_columns(speaker)
    if speaker.indicator.comparable:
        heads += [places.head_comparison(speaker.indicator, speaker.release.plan), "Mod de øvrige områder"]
    rows = [_make_row(speaker, area, cell, now) for area, cell in pooled]
    bold = {place: "samlet" for place, (area, _) in enumerate(pooled) if area.is_total}
    abouts = [cell.about() for _, cell in pooled]
    drawn = cells_in_tables.make_folding_table(f"{speaker.indicator.title}, tre år samlet", heads, rows, bold, abouts)
    return join([drawn, tag("p", HOW, class_="note")])


def find_pooled_instead(cell: Cell, cells: Cells) -> Cell | None:
    """An area's public figure of three years together where the latest year's is hidden (cell); None where the year's
    is shown or there is no such figure. Called for an area's words, and for lists of what can be told instead."""
    if cell.status is not Status.HIDDEN or cell.is_shown:
        return None
    pooled = cells.pooled(cell.indicator_id, cell.area_id)
    return pooled if pooled is not None and pooled.is_public and pooled.has_number else None


def add_pooled_figures(figures: list[Figure], cells: Cells) -> list[Figure]:
    """The figures, each followed by the same indicator's figure of three years together where there is one. Called for
    the two tables of an area's profile."""
    both = [(speaker, (cell, cells.pooled(cell.indicator_id, cell.area_id))) for speaker, cell in figures]
    return [(speaker, cell) for speaker, pair in both for cell in pair if cell is not None]


def describe_pooled_areas(speaker: Speaker, cells: Cells) -> list[str]:
    """Sentences on the areas whose latest year is hidden but whose three years together are shown; an empty list if
    none. Called for an indicator's words on a delaftale's page. speaker: the indicator and its Danish words."""
    measured = speaker.release.measured_areas(speaker.adoption)
    return areas_in_words.describe_areas(speaker, _list_pooled_instead(speaker, measured, cells))


def _list_pooled_instead(speaker: Speaker, areas: Iterable[Area], cells: Cells) -> list[Cell]:
    """The public figures of three years together of those areas whose latest year is hidden. Called for the sentences
    and the list that tell of them. speaker: the indicator and its Danish words."""
    latest = cells.latest_of(speaker.indicator_id, areas)
    pooled = (find_pooled_instead(cell, cells) for cell in latest)
    return [cell for cell in pooled if cell is not None]


def _list_pooled_values(speaker: Speaker, shown: list[Cell]) -> Markup:
    """One indicator's item in the list: `I uddannelse, 15 mdr. (tre år samlet, 2022-24): Vangdalen 79,2 %, ...`. Called
    for each indicator with such figures. shown: of three years, at least one; speaker: the indicator and its Danish
    words."""
    when = speaker.name_period(shown[0].window).short
    values = [
        [
            f"{speaker.name_area(cell.area_id).bare} ",
            figure_links.link_number(cell, numbers.format_on_mark(cell.number, speaker.indicator)),
        ]
        for cell in shown
    ]
    parts = [[", " if place else "", value] for place, value in enumerate(values)]
    return tag("li", f"{speaker.indicator.label} ({when[0].lower()}{when[1:]}): ", parts)


def list_pooled_instead_of_hidden(release: Release, cells: Cells) -> Markup | None:
    """The list under the matrix (indicators by areas) of figures of three years together whose latest year is hidden
    there; None where there are none. Called once for a page with the matrix."""
    items = []
    for adoption in release.plan.adoptions:
        speaker = Speaker(release, adoption.indicator_id)
        if shown := _list_pooled_instead(speaker, release.columns, cells):
            items.append(_list_pooled_values(speaker, shown))
    lead = "Nogle af de diskretionerede tal kan vises for tre år samlet:"
    return tag("div", tag("p", lead), tag("ul", items, class_="liste"), class_="note") if items else None
