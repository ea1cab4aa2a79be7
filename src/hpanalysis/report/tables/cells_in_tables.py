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
    """A column's name and its CSS class (None where it has none). Called for the head and for each cell under it."""
    return column if isinstance(column, tuple) else (column, None)


def make_head(*columns: Column) -> Markup:
    """The head row of a table. Called for every table made of `Column`s."""
    pairs = [_split_column(column) for column in columns]
    return tag("thead", tag("tr", [tag("th", name, scope="col", class_=class_) for name, class_ in pairs]))


def _make_cell_under(column: Column, value: object) -> Markup:
    """A value under its column, whose name a phone shows beside it (data-l); a <td> stays as it is. Called by
    `make_row` for each value."""
    name, class_ = _split_column(column)
    if isinstance(value, Markup) and value.startswith("<td"):
        return value
    return tag("td", value, class_=class_, data_l=name)


def make_row(columns: Sequence[Column], name: object, values: Sequence[object], class_: str | None = None) -> Markup:
    """A row of a table as <tr>: its name as <th>, then a cell for each value under its column. Called by
    `make_folding_table` and the grouped tables. The first column is the name's; values may be fewer than the columns
    left where the last is a <td> that spans the rest. class_: the row's CSS class."""
    cells = [_make_cell_under(column, value) for value, column in zip(values, columns[1:], strict=False)]
    return tag("tr", tag("th", name, scope="row"), cells, class_=class_)


def make_folding_table(
    caption: str,
    columns: Sequence[Column],
    rows: Sequence[Sequence[object]],
    row_classes: dict[int, str] | None = None,
) -> Markup:
    """A table that folds to blocks on a phone: the usual table of these reports. Called throughout the pages. rows: the
    first of each is its name, the others are values (text, Markup or a finished <td>); row_classes: a row's place from
    0 -> its CSS class, as `samlet` for the total's."""
    classes = row_classes or {}
    body = [make_row(columns, name, values, classes.get(place)) for place, (name, *values) in enumerate(rows)]
    return tag("table", tag("caption", caption), make_head(*columns), tag("tbody", body), class_="stabel")


def make_anchor(cell: Cell) -> str:
    """The id of a cell on a page: indicator-area, and for windows pooled indicator-area-samlet. Called when the cell of
    a value is made; other pages link to it."""
    return f"{cell.indicator_id}-{cell.area_id}{'-samlet' if cell.is_pooled else ''}"


def make_value_cell(speaker: Speaker, cell: Cell, column: str) -> Markup:
    """The <td> of a figure: its number, linked to its address, or the word of why there is none. Called for each row of
    the tables of figures. A number that only the confidential edition shows is marked as withheld; column: the column's
    name, which a phone shows beside the number. speaker: has the indicator's definition and words."""
    if cell.withheld:
        number = figure_links.link_number(cell, numbers.format_on_mark(cell.number, speaker.indicator))
        content = [tag("b", number), " ", tag("span", marks.WITHHELD)]
        return tag("td", content, class_="num skjult", id=make_anchor(cell), data_l=column)
    if not cell.has_number:
        return make_empty_cell(cell, column)
    linked = figure_links.link_number(cell, format_cell(cell, speaker.indicator))
    return tag("td", linked, class_="num", id=make_anchor(cell), data_l=column)


def make_empty_cell(cell: Cell, column: str, columns: int = 1) -> Markup:
    """The <td> of a figure without a number: the word of why, across `columns` columns. Called in place of
    `make_value_cell` and the cells that would follow from the number, so that none stands empty. column: the name of
    the first, for a phone."""
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
    """The baseline that is judged against, recomputed from the extracts; the printed one under it if it differs. Called
    for the baseline's column of the tables of figures; `ikke trykt` where there is neither. speaker: has the
    indicator's definition and words."""
    printed = None if cell.printed is None else numbers.format_on_mark(cell.printed, speaker.indicator)
    if cell.recomputed is None:
        return ["ikke trykt"] if printed is None else [printed, tag("small", "trykt")]
    recomputed = numbers.format_on_mark(cell.recomputed, speaker.indicator)
    if recomputed == printed:
        return [recomputed]
    return [recomputed, tag("small", "genberegnet" if printed is None else f"trykt: {printed}")]


def format_comparison(speaker: Speaker, cell: Cell) -> str:
    """The comparison's figure in the same window; `holdes ikke op` or `ikke leveret` where there is none. Called for
    the cell under `Til sammenligning` in the tables of figures. speaker: has the indicator's definition and words."""
    if not speaker.indicator.comparable:
        return "holdes ikke op"
    if cell.municipality is None:
        return "ikke leveret"
    return numbers.format_on_mark(cell.municipality, speaker.indicator)


def format_interval(speaker: Speaker, cell: Cell) -> str:
    """The 95 % interval, `25,4–41,8`, or that there is none. Called for the interval's column of the tables of figures.
    speaker: has the indicator's definition and words."""
    if cell.lo is None or cell.hi is None:
        return "beregnes ikke"
    return numbers.format_interval_in_table(cell.lo, cell.hi, speaker.indicator)


def make_verdict_cell(verdict: Enum | None, *small: str) -> object:
    """A verdict as symbol and word, and under it in small what it rests on or why there is none. Called by the four
    functions below, which make the cells of one comparison each. small: texts of which empty ones are left out. None
    gives `vurderes ikke`."""
    if verdict is None:
        return NO_VERDICT
    return [marks.make_mark(verdict), [tag("small", text) for text in small if text]]


def explain_because(reason: str) -> str:
    """A reason as it stands under `kan ikke vurderes`: `fordi ...`; "" for an empty one. Called for the cells of
    verdicts and on the delaftale's page."""
    return f"fordi {reason}" if reason else ""


def make_versus_cell(speaker: Speaker, cell: Cell) -> object:
    """The verdict against the municipality (or the country), with the reason where it cannot be judged. Called for the
    cell under `Mod kommunen` in the tables of figures. speaker: has the indicator's definition and words."""
    reason = explain_because(cell.versus_reason) if cell.versus is Versus.NOT_JUDGEABLE else ""
    return make_verdict_cell(cell.versus, reason)


def make_others_cell(speaker: Speaker, cell: Cell) -> object:
    """The verdict against the other areas together, with their figure; `holdes ikke op` for what may not be compared.
    Called for the cell under `Mod de øvrige områder` in the tables of areas and of the profile. `vurderes ikke` where
    the question is not asked. speaker: has the indicator's definition and words."""
    if not speaker.indicator.comparable:
        return "holdes ikke op"
    if cell.others is None:
        return NO_VERDICT
    reason = explain_because(cell.others.reason) if cell.others.verdict is Versus.NOT_JUDGEABLE else ""
    figure = "" if cell.others.value is None else numbers.format_on_mark(cell.others.value, speaker.indicator)
    return make_verdict_cell(cell.others.verdict, figure, reason)


def make_since_cell(speaker: Speaker, cell: Cell) -> object:
    """The verdict since the baseline, the change and its interval; the reason where it cannot be judged. Called for the
    cell under `Siden udgangspunktet` in the tables of figures. speaker: has the indicator's definition and words."""
    if cell.since is Since.NOT_JUDGEABLE:
        return make_verdict_cell(cell.since, explain_because(cell.since_reason))
    change = _format_change(speaker, cell.change)
    if change and cell.change_lo is not None and cell.change_hi is not None:
        change += f" ({numbers.format_interval_in_table(cell.change_lo, cell.change_hi, speaker.indicator)})"
    return make_verdict_cell(cell.since, change)


def make_year_before_cell(speaker: Speaker, cell: Cell) -> object:
    """The verdict since the year before, and the change or why it cannot be judged; `vurderes ikke` if it is not asked.
    Called for the cell under `Siden året før` in an area's row. speaker: has the indicator's definition and words."""
    before = cell.year_before
    if before is None:
        return NO_VERDICT
    reason = explain_because(before.reason) if before.verdict is Since.NOT_JUDGEABLE else ""
    return make_verdict_cell(before.verdict, reason or _format_change(speaker, before.change))


def _format_change(speaker: Speaker, change: Decimal | None) -> str:
    """A change with its sign, `−2,1`; "" where there is none (None). Called for the two cells that tell of a change."""
    return "" if change is None else numbers.format_signed(change, speaker.indicator)


def name_area(speaker: Speaker, area_id: str) -> str:
    """The area's name in a heading or a table, LBF's coverage included. Called by the pages of definitions. LBF:
    Landsbyggefonden, whose tables cover the departments it has set up. speaker: has the indicator's definition and
    words."""
    return places.name_area(speaker.release.plan.area(area_id), speaker.indicator).bare


def select_with_target(adoptions: list[Adoption], release: Release) -> list[Adoption]:
    """Of the indicators of one delmål those with a target, which it is judged on; all of them where none has a target.
    Called by the delaftale's page, the annual report and the list of the board's goals. adoptions: of the delmål's
    indicators."""
    return [adoption for adoption in adoptions if release.has_target(adoption)] or adoptions
