"""Three years together, where the plan pools them: beside the year's figure in tables, in its place where it is hidden.

Charts, courses and the matrix keep to the single years; the pooled figure is told in a table of its own and in words.
"""

from __future__ import annotations

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
    release = speaker.release
    return [
        *release.measured_areas(speaker.adoption),
        release.plan.total,
        release.compared_with(speaker.indicator_id),
    ]


def _make_row(speaker: Speaker, area: Area, cell: Cell, column: str) -> list[object]:
    name = area.short if area.is_total else area.name
    indicator = speaker.indicator
    if not cell.has_number:
        width = 2 + len(list_count_columns(speaker)) + 2 * indicator.comparable
        return [name, cells_in_tables.make_empty_cell(cell, column, width)]
    row = [
        name,
        cells_in_tables.make_value_cell(speaker, cell, column),
        cells_in_tables.format_interval(speaker, cell),
        *list_counts(speaker, cell),
    ]
    if not indicator.comparable:
        return row
    own = area.is_of_the_plan
    others = cells_in_tables.make_others_cell(speaker, cell) if area.is_area else "holdes ikke op"
    return [*row, cells_in_tables.make_versus_cell(speaker, cell) if own else "er sammenligningen", others]


def make_pooled_table(speaker: Speaker, cells: Cells) -> Markup | None:
    """A row an area, then the total and the municipality; None where nothing is pooled, or not three years yet."""
    found = [(area, cells.pooled(speaker.indicator_id, area.id)) for area in _list_areas(speaker)]
    found = [(area, cell) for area, cell in found if cell is not None]
    if not found:
        return None
    now = speaker.name_period(found[0][1].window).short
    heads: list[str | tuple[str, str]] = ["Område", (now, "num"), ("Usikkerhedsinterval", "num")]
    heads += list_count_columns(speaker)
    if speaker.indicator.comparable:
        heads += [places.head_comparison(speaker.indicator, speaker.release.plan), "Mod de øvrige områder"]
    rows = [_make_row(speaker, area, cell, now) for area, cell in found]
    bold = {index: "samlet" for index, (area, _) in enumerate(found) if area.is_total}
    drawn = cells_in_tables.make_folding_table(f"{speaker.indicator.title}, tre år samlet", heads, rows, bold)
    return join([drawn, tag("p", HOW, class_="note")])


def find_pooled_instead(speaker: Speaker, cell: Cell, cells: Cells) -> Cell | None:
    """The pooled figure of an area whose latest year is hidden, where that is shown."""
    found = (
        cells.pooled(cell.indicator_id, cell.area_id) if cell.status is Status.HIDDEN and not cell.is_shown else None
    )
    return found if found is not None and found.is_public and found.has_number else None


def add_pooled_figures(found: list[Figure], cells: Cells) -> list[Figure]:
    """The figures of a table, each followed by the same of three years."""
    pairs = ((speaker, cell, cells.pooled(cell.indicator_id, cell.area_id)) for speaker, cell in found)
    return [(speaker, one) for speaker, *both in pairs for one in both if one is not None]


def describe_pooled_areas(speaker: Speaker, cells: Cells) -> list[str]:
    """Sentences on the areas whose latest year is hidden and whose three years are shown; none if there are none."""
    latest = [cells.latest(speaker.indicator_id, a.id) for a in speaker.release.measured_areas(speaker.adoption)]
    shown = [find_pooled_instead(speaker, cell, cells) for cell in latest if cell is not None]
    return areas_in_words.describe_areas(speaker, [cell for cell in shown if cell is not None])


def _list_pooled_values(speaker: Speaker, shown: list[Cell]) -> Markup:
    """`I uddannelse, 15 mdr. (tre år samlet, 2022-24): Vangdalen 79,2 %; ...`"""
    when = speaker.name_period(shown[0].window).short
    values = [
        [
            f"{speaker.name_area(cell.area_id).bare} ",
            figure_links.link_number(cell, numbers.format_on_mark(cell.value, speaker.indicator)),
        ]
        for cell in shown
    ]
    parts = [[", " if place else "", value] for place, value in enumerate(values)]
    return tag("li", f"{speaker.indicator.label} ({when[0].lower()}{when[1:]}): ", parts)


def list_pooled_instead_of_hidden(release: Release, cells: Cells) -> Markup | None:
    """Under a table of the latest years: the figures of three years of the areas that are hidden there."""
    items = []
    for adoption in release.plan.adoptions:
        speaker = Speaker(release, adoption.indicator_id)
        latest = [cells.latest(adoption.indicator_id, area.id) for area in release.columns]
        shown = [find_pooled_instead(speaker, cell, cells) for cell in latest if cell is not None]
        if shown := [cell for cell in shown if cell is not None]:
            items.append(_list_pooled_values(speaker, shown))
    lead = "Nogle af de diskretionerede tal kan vises for tre år samlet:"
    return tag("div", tag("p", lead), tag("ul", items, class_="liste"), class_="note") if items else None
