"""Tables of cells: each with caption and scope, each number at its address (indicator-area)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from enum import Enum

from markupsafe import Markup

from hpanalysis.plan import Adoption
from hpanalysis.report import figure_links, marks, numbers, places
from hpanalysis.report.cell_text import format_cell
from hpanalysis.report.cells import Cell
from hpanalysis.report.html import tag
from hpanalysis.report.release import Release
from hpanalysis.report.words.speaker import Speaker
from hpanalysis.tables import Since, Versus

# A cell that is shown to the data unit only has no verdicts, because they are made from what is published.
NO_VERDICT = "vurderes ikke"


Column = str | tuple[str | Markup, str]  # a column's name, or its name and its class


def _split_column(column: Column) -> tuple[str | Markup, str | None]:
    """A column's name and class."""
    return column if isinstance(column, tuple) else (column, None)


def make_head(*columns: Column) -> Markup:
    """The head row of a table."""
    pairs = [_split_column(column) for column in columns]
    return tag("thead", tag("tr", [tag("th", name, scope="col", class_=class_) for name, class_ in pairs]))


def _make_cell_under(column: Column, value: object) -> Markup:
    """A value under its column, whose name a phone shows beside it (data-l); a <td> stays as it is."""
    name, class_ = _split_column(column)
    if isinstance(value, Markup) and value.startswith("<td"):
        return value
    return tag("td", value, class_=class_, data_l=name)


def make_row(columns: Sequence[Column], name: object, values: Sequence[object], class_: str | None = None) -> Markup:
    """The first column is the row's name; a row that ends early ends in a <td> that spans what is left."""
    cells = [_make_cell_under(column, value) for value, column in zip(values, columns[1:], strict=False)]
    return tag("tr", tag("th", name, scope="row"), cells, class_=class_)


def make_folding_table(
    caption: str,
    columns: Sequence[Column],
    rows: Sequence[Sequence[object]],
    row_classes: dict[int, str] | None = None,
) -> Markup:
    """A table that folds to blocks on a phone: the first of each row is its name, the others are <td> or text.

    row_classes: a row's place -> its class.
    """
    classes = row_classes or {}
    body = [make_row(columns, name, values, classes.get(place)) for place, (name, *values) in enumerate(rows)]
    return tag("table", tag("caption", caption), make_head(*columns), tag("tbody", body), class_="stabel")


def make_anchor(cell: Cell) -> str:
    """The id of a cell on a page: indicator-area, and for windows pooled indicator-area-samlet."""
    return f"{cell.indicator_id}-{cell.area_id}{'-samlet' if cell.is_pooled else ''}"


def make_value_cell(speaker: Speaker, cell: Cell, column: str) -> Markup:
    """The number, linked to its address, or the word of why there is none. column: its name, for a phone."""
    if cell.withheld:
        number = figure_links.link_number(cell, numbers.format_on_mark(cell.number, speaker.indicator))
        content = [tag("b", number), " ", tag("span", marks.WITHHELD)]
        return tag("td", content, class_="num skjult", id=make_anchor(cell), data_l=column)
    if not cell.has_number:
        return make_empty_cell(cell, column)
    linked = figure_links.link_number(cell, format_cell(cell, speaker.indicator))
    return tag("td", linked, class_="num", id=make_anchor(cell), data_l=column)


def make_empty_cell(cell: Cell, column: str, columns: int = 1) -> Markup:
    """Why there is no number: across all the columns that would follow from it, so that none stands empty."""
    class_ = marks.find_state_class(cell.status)
    return tag(
        "td",
        marks.make_state(cell.status),
        class_=f"num {class_}" if columns == 1 else class_,
        id=make_anchor(cell),
        data_l=column,
        colspan=columns if columns > 1 else None,
    )


def make_baseline_cell(speaker: Speaker, cell: Cell) -> list[object]:
    """The baseline that is judged against, recomputed from the extracts; the printed one under it if it differs."""
    printed = None if cell.printed is None else numbers.format_on_mark(cell.printed, speaker.indicator)
    if cell.recomputed is None:
        return ["ikke trykt"] if printed is None else [printed, tag("small", "trykt")]
    recomputed = numbers.format_on_mark(cell.recomputed, speaker.indicator)
    if recomputed == printed:
        return [recomputed]
    return [recomputed, tag("small", "genberegnet" if printed is None else f"trykt: {printed}")]


def format_comparison(speaker: Speaker, cell: Cell) -> str:
    """The comparison's figure in the same window, or why none stands there."""
    if not speaker.indicator.comparable:
        return "holdes ikke op"
    if cell.municipality is None:
        return "ikke leveret"
    return numbers.format_on_mark(cell.municipality, speaker.indicator)


def format_interval(speaker: Speaker, cell: Cell) -> str:
    """The 95 % interval, `25,4–41,8`, or that there is none."""
    if cell.lo is None or cell.hi is None:
        return "beregnes ikke"
    return numbers.format_interval_in_table(cell.lo, cell.hi, speaker.indicator)


def make_verdict_cell(verdict: Enum | None, *small: str) -> object:
    """A verdict, and under it in small what it rests on or why there is none."""
    if verdict is None:
        return NO_VERDICT
    return [marks.make_mark(verdict), [tag("small", text) for text in small if text]]


def explain_because(reason: str) -> str:
    """A reason as it stands under `kan ikke vurderes`."""
    return f"fordi {reason}" if reason else ""


def make_versus_cell(speaker: Speaker, cell: Cell) -> object:
    """The verdict against the municipality."""
    reason = explain_because(cell.versus_reason) if cell.versus is Versus.NOT_JUDGEABLE else ""
    return make_verdict_cell(cell.versus, reason)


def make_others_cell(speaker: Speaker, cell: Cell) -> object:
    """The area against the other areas together, with their figure; what has no size is held against nothing."""
    if not speaker.indicator.comparable:
        return "holdes ikke op"
    if cell.others is None:
        return NO_VERDICT
    reason = explain_because(cell.others.reason) if cell.others.verdict is Versus.NOT_JUDGEABLE else ""
    figure = "" if cell.others.value is None else numbers.format_on_mark(cell.others.value, speaker.indicator)
    return make_verdict_cell(cell.others.verdict, figure, reason)


def make_since_cell(speaker: Speaker, cell: Cell) -> object:
    """The verdict since the baseline, the change and its interval."""
    if cell.since is Since.NOT_JUDGEABLE:
        return make_verdict_cell(cell.since, explain_because(cell.since_reason))
    change = _format_change(speaker, cell.change)
    if change and cell.change_lo is not None and cell.change_hi is not None:
        change += f" ({numbers.format_interval_in_table(cell.change_lo, cell.change_hi, speaker.indicator)})"
    return make_verdict_cell(cell.since, change)


def make_year_before_cell(speaker: Speaker, cell: Cell) -> object:
    """The verdict since the year before, and the change or why it cannot be judged."""
    before = cell.year_before
    if before is None:
        return NO_VERDICT
    reason = explain_because(before.reason) if before.verdict is Since.NOT_JUDGEABLE else ""
    return make_verdict_cell(before.verdict, reason or _format_change(speaker, before.change))


def _format_change(speaker: Speaker, change: Decimal | None) -> str:
    return "" if change is None else numbers.format_signed(change, speaker.indicator)


def name_area(speaker: Speaker, area_id: str) -> str:
    """The area's name in a heading or a table, LBF's coverage included."""
    return places.name_area(speaker.release.plan.area(area_id), speaker.indicator).bare


def select_with_target(adoptions: list[Adoption], release: Release) -> list[Adoption]:
    """The adoptions that a delmål is judged on; all of them where none has a target."""
    return [adoption for adoption in adoptions if release.has_target(adoption)] or adoptions
