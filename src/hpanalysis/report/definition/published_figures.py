"""Every published figure of an indicator, window by window, each row at the figure's own address."""

from __future__ import annotations

from datetime import date

import pandas as pd
from markupsafe import Markup

from hpanalysis import danish
from hpanalysis.published.names import DATA_QUALITY_HTML
from hpanalysis.report import figure_links, marks
from hpanalysis.report.cell_text import format_cell
from hpanalysis.report.cells import Cell, Cells
from hpanalysis.report.definition.behind import Behind
from hpanalysis.report.definition.behind import make_evidence_row as evidence_of
from hpanalysis.report.html import join, tag
from hpanalysis.report.tables import cells_in_tables, corrections
from hpanalysis.report.tables.area_table import list_count_columns, list_counts
from hpanalysis.report.words.speaker import Speaker
from hpanalysis.tables import Status

Key = tuple[str, str, str]  # indicator, window, area

# The column that tells what lies behind a figure.
LAST = "Bag tallet"


def list_corrected_keys(corrected: pd.DataFrame) -> set[Key]:
    """The figures (indicator, window, area) that a half-year corrects. Called when a definition page is made, because
    their rows link to the correction. corrected: `tables.CORRECTIONS`."""
    return set(zip(corrected["indicator_id"], corrected["window"], corrected["area_id"], strict=True))


def _list_number_columns(speaker: Speaker) -> list[tuple[str, str]]:
    """Name and CSS class of the columns of numbers: value, interval, and any counts. Called for a table's head and for
    each row, where a figure without numbers has one cell across all of them. speaker: the indicator's Danish words."""
    return [("Tal", "num"), ("Usikkerhedsinterval", "num"), *list_count_columns(speaker)]


def _list_columns(speaker: Speaker) -> list[cells_in_tables.Column]:
    """All the columns of the table of an indicator's published figures: the area, its numbers, and what lies behind
    them. Called for the head, and for how many columns a window's name spans. speaker: the indicator's Danish words."""
    return ["Område", *_list_number_columns(speaker), LAST]


def _make_empty_cell(cell: Cell, columns: int) -> Markup:
    """The <td> that says why a figure has no numbers, across their `columns` columns. Called by `_make_row`."""
    return tag(
        "td", marks.make_state(cell.status), class_=marks.find_state_class(cell.status), colspan=columns, data_l="Tal"
    )


def _make_number_cells(speaker: Speaker, cell: Cell) -> list[Markup]:
    """A figure's value, interval and any counts, a <td> a column. Called for each figure that has a number, in a
    definition page's table of the published figures."""
    values = [
        tag("b", format_cell(cell, speaker.indicator)),
        cells_in_tables.format_interval(speaker, cell),
        *list_counts(speaker, cell),
    ]
    names = [name for name, _ in _list_number_columns(speaker)]
    return [tag("td", value, class_="num", data_l=name) for value, name in zip(values, names, strict=True)]


def _make_row(speaker: Speaker, cell: Cell, evidence: Markup, corrected: set[Key]) -> Markup:
    """A figure's row, whose id is the figure's own address. Called by `_make_rows`. evidence: the last column's
    content, on what lies behind it; corrected: the half-year's corrected figures, whose rows link to the correction."""
    area = cells_in_tables.name_area(speaker, cell.area_id)
    if cell.has_number:
        body = _make_number_cells(speaker, cell)
    else:
        body = [_make_empty_cell(cell, len(_list_number_columns(speaker)))]
    note = None
    if (cell.indicator_id, cell.window, cell.area_id) in corrected:
        note = tag("small", tag("a", "rettet", href=f"{DATA_QUALITY_HTML}#{corrections.ANCHOR}"))
    last = tag("td", evidence, note, data_l=LAST)
    whole = speaker.release.plan.area(cell.area_id).is_total
    return tag(
        "tr",
        tag("th", danish.capitalise(area), scope="row"),
        body,
        last,
        id=figure_links.make_anchor_of_cell(cell),
        data_om=cell.about(),
        class_="samlet" if whole else None,
    )


def _count_withheld(cells: list[Cell]) -> str:
    """How many of a window's figures are withheld, in words; "" where none is. Called for each window of the table of
    published figures on an indicator's definition page."""
    hidden = sum(cell.status is Status.HIDDEN for cell in cells)
    if not hidden:
        return ""
    figures = f"{danish.spell_count(hidden, one='ét')} af {danish.spell_count(len(cells))} tal"
    return f"{danish.capitalise(figures)} er {Status.HIDDEN.value} for at beskytte enkeltpersoner"


def _make_window_body(speaker: Speaker, cells: list[Cell], rows: list[Markup]) -> Markup:
    """The rows of one window, under a row with its name and how much of it is withheld. Called for each window of the
    table. cells: the window's, at least one; rows: made of them; speaker: the indicator's Danish words."""
    words, withheld = speaker.name_period(cells[0].window).bare, _count_withheld(cells)
    about = f"{speaker.indicator_id}/{cells[0].window}/*"
    named = [danish.capitalise(words), tag("small", withheld, data_om=about) if withheld else None]
    head = tag("th", named, colspan=len(_list_columns(speaker)), scope="rowgroup")
    return tag("tbody", tag("tr", head, class_="gruppe"), rows)


def _group_by_window(speaker: Speaker, cells: Cells) -> list[list[Cell]]:
    """The indicator's cells by window, the newest first, each window's in the order of areas.csv. What is not measured
    is left out; what is hidden or not delivered stays. Called by `make_published_table`."""
    order = {area.id: number for number, area in enumerate(speaker.release.plan.all_areas)}
    measured = [cell for cell in cells.list_of(speaker.indicator_id) if cell.status is not Status.NOT_MEASURED]
    windows: dict[str, list[Cell]] = {}
    for cell in sorted(measured, key=lambda cell: (cell.end or date.min, cell.window), reverse=True):
        windows.setdefault(cell.window, []).append(cell)
    return [sorted(group, key=lambda cell: order[cell.area_id]) for group in windows.values()]


def _make_rows(speaker: Speaker, windows: list[list[Cell]], corrected: set[Key], behind: Behind) -> list[list[Markup]]:
    """The rows of each window, a row a figure. Called by `make_published_table` for a definition page. windows: cells
    by window; corrected: the half-year's corrected figures; behind: what the last column (what lies behind a figure) is
    made from."""
    by_area: dict[str, list[Cell]] = {}
    for cell in (cell for window in windows for cell in window):
        by_area.setdefault(cell.area_id, []).append(cell)
    return [
        [
            _make_row(speaker, cell, evidence_of(speaker, cell, by_area[cell.area_id], behind), corrected)
            for cell in window
        ]
        for window in windows
    ]


def make_published_table(speaker: Speaker, cells: Cells, corrected: set[Key], behind: Behind) -> Markup:
    """The table of every published figure of an indicator, window by window; without any, a sentence that says so.
    Called for each definition page. corrected: the half-year's corrected figures; behind: the deliveries, earlier
    values and places in the reports that each row tells of."""
    windows = _group_by_window(speaker, cells)
    if not windows:
        return tag("p", "Der er endnu ikke udgivet tal for indikatoren.")
    caption = (
        f"{speaker.indicator.title}: {danish.spell_count(len(windows))} "
        f"{'opgørelse' if len(windows) == 1 else 'opgørelser'}, den nyeste først"
    )
    rows = _make_rows(speaker, windows, corrected, behind)
    bodies = [_make_window_body(speaker, group, window_rows) for group, window_rows in zip(windows, rows, strict=True)]
    table = tag(
        "table", tag("caption", caption), cells_in_tables.make_head(*_list_columns(speaker)), bodies, class_="stabel"
    )
    note = "Hvert tal har sin egen adresse, som tallene på de andre sider linker til."
    return join([tag("p", note, class_="note"), table])
