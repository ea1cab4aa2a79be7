"""Every published figure of an indicator, window by window, each row at the figure's own address."""

from __future__ import annotations

from datetime import date

import pandas as pd
from markupsafe import Markup

from hpanalysis.definitions.windows import HalfYear
from hpanalysis.report import corrections, figure_links, marks, numbers, periods, tables
from hpanalysis.report.area_table import count_columns, counts
from hpanalysis.report.cells import Cell, Cells
from hpanalysis.report.figures import cell_text
from hpanalysis.report.html import join, tag
from hpanalysis.report.sentences import Speaker
from hpanalysis.tables import Status

Key = tuple[str, str, str]  # indicator, window, area


def corrected_keys(corrected: pd.DataFrame) -> set[Key]:
    """The figures that a half-year corrects (columns `tables.CORRECTIONS` in)."""
    return set(zip(corrected["indicator_id"], corrected["window"], corrected["area_id"], strict=True))


def behind(speaker: Speaker, cell: Cell) -> str:
    """What lies behind a figure: the delivery it was counted in and the version it was counted by.

    Whatever evidence a figure has is told here, in its row's last column, and nowhere else.
    """
    version = f"version {cell.version}" if cell.version is not None else "uden version"
    if not cell.delivered_in:
        return version
    return f"udtræk fra {periods.half_year(HalfYear.parse(cell.delivered_in))}, {version}"


def _columns(speaker: Speaker) -> list[tuple[str, str | None]]:
    return [
        ("Område", None),
        ("Tal", "num"),
        ("Usikkerhedsinterval", "num"),
        *count_columns(speaker),
        ("Lavet af", None),
    ]


def _empty(cell: Cell, columns: int) -> Markup:
    return tag("td", marks.state(cell.status), class_=marks.state_class(cell.status), colspan=columns, data_l="Tal")


def _numbers(speaker: Speaker, cell: Cell) -> list[Markup]:
    """Value, interval, numerator and denominator: a td a column."""
    values = [tag("b", cell_text(cell, speaker.indicator)), tables.interval_text(speaker, cell), *counts(speaker, cell)]
    names = [name for name, _ in _columns(speaker)[1:-1]]
    return [tag("td", value, class_="num", data_l=name) for value, name in zip(values, names, strict=True)]


def _row(speaker: Speaker, cell: Cell, corrected: set[Key]) -> Markup:
    told = tables.named(speaker, cell.area_id)
    body = _numbers(speaker, cell) if cell.has_number else [_empty(cell, len(_columns(speaker)) - 2)]
    note = None
    if (cell.indicator_id, cell.window, cell.area_id) in corrected:
        note = tag("small", tag("a", "rettet", href=f"datakvalitet.html#{corrections.ANCHOR}"))
    last = tag("td", behind(speaker, cell), note, data_l="Lavet af")
    whole = speaker.release.plan.area(cell.area_id).kind == "total"
    return tag(
        "tr",
        tag("th", told[0].upper() + told[1:], scope="row"),
        body,
        last,
        id=figure_links.of_cell(cell),
        class_="samlet" if whole else None,
    )


def _of_window(speaker: Speaker, cells: list[Cell], corrected: set[Key]) -> Markup:
    """The rows of one window, under a row with its name."""
    words = speaker.period(cells[0].window).bare
    head = tag("th", f"{words[0].upper()}{words[1:]}", colspan=len(_columns(speaker)), scope="rowgroup")
    return tag("tbody", tag("tr", head, class_="gruppe"), [_row(speaker, cell, corrected) for cell in cells])


def _windows(speaker: Speaker, cells: Cells) -> list[list[Cell]]:
    """The indicator's cells by window, the newest first; areas in the order of areas.csv. What is not measured is left
    out, but what is hidden or not delivered has its row."""
    order = {area.id: number for number, area in enumerate(speaker.release.plan.all_areas)}
    own = [c for c in cells if c.indicator_id == speaker.indicator_id and c.status is not Status.NOT_MEASURED]
    found: dict[str, list[Cell]] = {}
    for cell in sorted(own, key=lambda cell: (cell.end or date.min, cell.window), reverse=True):
        found.setdefault(cell.window, []).append(cell)
    return [sorted(group, key=lambda cell: order[cell.area_id]) for group in found.values()]


def published(speaker: Speaker, cells: Cells, corrected: set[Key]) -> Markup:
    """A row a figure; none yet gives a sentence that says so."""
    windows = _windows(speaker, cells)
    if not windows:
        return tag("p", "Der er endnu ikke udgivet tal for indikatoren.")
    caption = (
        f"{speaker.indicator.title}: {numbers.in_words(len(windows))} "
        f"{'opgørelse' if len(windows) == 1 else 'opgørelser'}, den nyeste først"
    )
    bodies = [_of_window(speaker, group, corrected) for group in windows]
    table = tag("table", tag("caption", caption), tables.head(*_columns(speaker)), bodies, class_="stabel")
    note = "Hvert tal har sin egen adresse, som tallene på de andre sider linker til."
    return join([tag("p", note, class_="note"), table])
