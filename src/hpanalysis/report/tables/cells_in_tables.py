"""Tables of cells: each with caption and scope, each number at its address (indicator-area)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from enum import Enum

from markupsafe import Markup

from hpanalysis import danish
from hpanalysis.plan import Adoption
from hpanalysis.report import figure_links, marks, numbers, places
from hpanalysis.report.cell_text import format_cell
from hpanalysis.report.cells import Cell
from hpanalysis.report.html import tag
from hpanalysis.report.release import Release
from hpanalysis.report.tables.direction import make_direction, make_direction_words
from hpanalysis.report.words import coverage_words, needs_words, unsure_words
from hpanalysis.report.words.speaker import Speaker, finish
from hpanalysis.tables import Since, Verdict, Versus

# A cell that is shown to the data unit only has no verdicts, because they are made from what is published.
NO_VERDICT = "vurderes ikke"
# In place of a comparison, and of the verdict on it, where the definition lets the two not be compared.
NOT_COMPARED = "sammenlignes ikke"
IS_COMPARISON = "sammenligningstal"  # in the row of what the others are compared with


Column = str | tuple[str | Markup, str]  # a column's name, or its name and its class


def _split_column(column: Column) -> tuple[str | Markup, str | None]:
    """A column's name and its CSS class (None for none). Called for a table's head and for each cell under it."""
    return column if isinstance(column, tuple) else (column, None)


def make_head(*columns: Column) -> Markup:
    """The head row of a table. Called for nearly every table of the reports."""
    pairs = [_split_column(column) for column in columns]
    return tag("thead", tag("tr", [tag("th", name, scope="col", class_=class_) for name, class_ in pairs]))


def _make_cell_under(column: Column, value: object) -> Markup:
    """A value as a <td> under its column, whose name a phone shows beside it; a finished <td> stays as it is. Called
    for each value of a row."""
    name, class_ = _split_column(column)
    if isinstance(value, Markup) and value.startswith("<td"):
        return value
    return tag("td", value, class_=class_, data_l=name)


def make_row(
    columns: Sequence[Column],
    name: object,
    values: Sequence[object],
    class_: str | None = None,
    about: str | None = None,
) -> Markup:
    """A row of a table as <tr>: its name as <th> under the first column, then the values under the others; fewer if the
    last is a <td> that spans several. Called for nearly every table of the reports. class_: the row's CSS class; about:
    the figure that the whole row is about (`Cell.about`), None for a row about none or several."""
    return tag("tr", tag("th", name, scope="row"), make_cells_under(columns[1:], values), class_=class_, data_om=about)


def make_cells_under(columns: Sequence[Column], values: Sequence[object]) -> list[Markup]:
    """Values as cells under their columns; fewer values if the last is a <td> that spans several columns. Called for
    the rows of tables whose first cell is no plain name."""
    return [_make_cell_under(column, value) for value, column in zip(values, columns, strict=False)]


def make_folding_table(
    caption: str,
    columns: Sequence[Column],
    rows: Sequence[Sequence[object]],
    row_classes: dict[int, str] | None = None,
    abouts: Sequence[str | None] = (),
) -> Markup:
    """A table that folds to blocks on a phone. Called for nearly every table of the reports. rows: of each the first is
    its name, the others are values (text, Markup or a finished <td>); row_classes: place from 0 -> CSS class; abouts:
    of each row the figure that it is about (`Cell.about`), none for a table about no figures."""
    classes = row_classes or {}
    about = dict(enumerate(abouts))
    body = [
        make_row(columns, name, values, classes.get(place), about.get(place))
        for place, (name, *values) in enumerate(rows)
    ]
    return tag("table", tag("caption", caption), make_head(*columns), tag("tbody", body), class_="stabel")


def make_anchor(cell: Cell) -> str:
    """The html id of a figure in a table: indicator-area, with `-samlet` after it for years counted together. Called
    when the figure's cell is made; other pages link to it."""
    return f"{cell.indicator_id}-{cell.area_id}{'-samlet' if cell.is_pooled else ''}"


def make_value_cell(speaker: Speaker, cell: Cell, column: str, anchored: bool = True) -> Markup:
    """The <td> of a figure: its number, linked to its definition page, or why there is none; one that only the
    confidential edition shows is marked. Called for each figure in tables. column: its column's name, for a phone;
    anchored: whether it is here that links to the figure lead, which is so in one table of a page; speaker: the
    indicator and its Danish words."""
    anchor = make_anchor(cell) if anchored else None
    if cell.withheld:
        number = figure_links.link_number(cell, numbers.format_on_mark(cell.number, speaker.indicator))
        content = [tag("b", number), " ", tag("span", marks.WITHHELD)]
        return tag("td", content, class_="num skjult", id=anchor, data_l=column)
    if not cell.has_number:
        return make_empty_cell(cell, column, anchored=anchored)
    linked = figure_links.link_number(cell, format_cell(cell, speaker.indicator))
    return tag("td", linked, class_="num", id=anchor, data_l=column)


def make_empty_cell(cell: Cell, column: str, columns: int = 1, anchored: bool = True) -> Markup:
    """The <td> of a figure without a number, `columns` columns wide, with the word that says why. Called in place of
    the number and of the cells that follow from it. column: the name of the first column, for a phone; anchored: as of
    `make_value_cell`."""
    class_ = marks.find_state_class(cell.status)
    return tag(
        "td",
        marks.make_state(cell.status),
        class_=f"num {class_}" if columns == 1 else class_,
        id=make_anchor(cell) if anchored else None,
        data_l=column,
        colspan=columns if columns > 1 else None,
    )


def make_baseline_cell(speaker: Speaker, cell: Cell) -> list[object]:
    """The baseline recomputed from the extracts, with the printed one under it if it differs, or `genberegnet` if none
    is printed; without a recomputed one the printed one alone, or `ikke trykt`. One that is added up of several printed
    numbers is marked, because it stands nowhere in the plan. Called for the baseline's column in tables of figures, the
    annual report's and those under charts among them. speaker: the indicator and its Danish words."""
    printed = None if cell.printed is None else numbers.format_on_mark(cell.printed, speaker.indicator)
    if cell.recomputed is None:
        origin = "trykt, lagt sammen" if cell.added_up else "trykt"
        return ["ikke trykt"] if printed is None else [printed, tag("small", origin)]
    recomputed = numbers.format_on_mark(cell.recomputed, speaker.indicator)
    if recomputed == printed:
        return [recomputed]
    summed = " (lagt sammen)" if cell.added_up else ""
    return [recomputed, tag("small", "genberegnet" if printed is None else f"trykt: {printed}{summed}")]


def format_comparison(speaker: Speaker, cell: Cell) -> str:
    """The municipality's (or country's) figure in the same window; `sammenlignes ikke` where the indicator is not
    compared, `ikke vist` where it is and there is no such figure, or it is hidden. Called for its column in tables of
    figures. speaker: the indicator and its Danish words."""
    if not speaker.indicator.comparable:
        return NOT_COMPARED
    if cell.municipality is None:
        return "ikke vist"
    return numbers.format_on_mark(cell.municipality, speaker.indicator)


# Named once in the head of each table that has them, because paper has no other place that says what they are.
IN_BRACKETS = "I parentes står usikkerhedsintervallet."
IN_SMALL = "Med småt ved tallet nu står usikkerhedsintervallet."


def format_interval(speaker: Speaker, cell: Cell) -> str:
    """A figure's 95 % interval, `25,4 til 41,8 %`; `beregnes ikke` where there is none. Called for its column in tables
    of figures. speaker: the indicator and its Danish words."""
    if cell.lo is None or cell.hi is None:
        return "beregnes ikke"
    return numbers.format_interval_in_table(cell.lo, cell.hi, speaker.indicator)


def make_span(speaker: Speaker, cell: Cell) -> Markup | None:
    """A figure's 95 % interval in small under its number, which has the unit; None where there is none. Called where
    figure and interval share a cell. speaker: the indicator and its Danish words."""
    if cell.lo is None or cell.hi is None:
        return None
    return tag("small", numbers.format_span(cell.lo, cell.hi, speaker.indicator))


def make_verdict_cell(verdict: Enum | None, about: str, *small: str) -> object:
    """A verdict as symbol and word with, in small, what it rests on or why it is open (empty texts are left out);
    `vurderes ikke` for None. Called for each verdict in tables of figures. about: of which figure and column it is
    (`Cell.about`)."""
    if verdict is None:
        return NO_VERDICT
    return [marks.make_mark(verdict, about), [tag("small", text) for text in small if text]]


def explain_because(reason: str) -> str:
    """The reason under a verdict: `fordi ...`; "" for an empty one. Called for verdicts in tables, and beside
    those on a delaftale's page."""
    return f"fordi {reason}" if reason else ""


def make_versus_cell(speaker: Speaker, cell: Cell) -> object:
    """The verdict against the municipality (or the country), with the reason where it is open. Called for its column in
    tables of figures, when the two may be compared. speaker: the indicator and its Danish words."""
    reason = explain_because(cell.versus_reason) if cell.versus is Versus.NOT_JUDGEABLE else ""
    return [make_verdict_cell(cell.versus, cell.about("versus_municipality"), reason), _note_coverage(speaker)]


def make_development_cell(speaker: Speaker, cell: Cell) -> object:
    """The verdict on the change beside that of the rest of the municipality (or of the country): the difference of the
    two changes with its interval, their ratio, and the reason where it is undecided; `sammenlignes ikke` where the
    definition lets the two not be compared. Called for its column in tables of figures. speaker: the indicator and its
    Danish words."""
    if not speaker.indicator.comparable:
        return NOT_COMPARED
    beside = cell.development
    if beside is None:
        return NO_VERDICT
    difference = _describe_change(speaker, beside.value, (beside.lo, beside.hi), beside.verdict)
    ratio = "" if beside.ratio is None else f"forhold: {danish.format_exactly(beside.ratio)}"
    # Without the reason on paper, where the column is narrow and the sentences on the development give it.
    reason = tag("small", explain_because(beside.reason), class_="kun-skaerm") if beside.reason else None
    return [
        make_verdict_cell(beside.verdict, cell.about("versus_development"), difference, ratio),
        reason,
        _note_coverage(speaker),
    ]


def _note_coverage(speaker: Speaker) -> Markup | None:
    """The text under a comparison of a figure that does not hold every area: that it is of the departments in it; None
    for other figures. Called for the verdicts against the municipality and its development. On paper it is left out,
    for there a star at the figure's name says it. speaker: the indicator and its Danish words."""
    return tag("small", coverage_words.COMPARED, class_="kun-skaerm") if speaker.uncovered else None


def make_others_cell(speaker: Speaker, cell: Cell) -> object:
    """The verdict against the other areas together and their figure; `sammenlignes ikke` if they may not be compared,
    `vurderes ikke` if that is not asked. Called for its column in tables. speaker: the indicator and its Danish
    words."""
    if not speaker.indicator.comparable:
        return NOT_COMPARED
    if cell.others is None:
        return NO_VERDICT
    reason = explain_because(cell.others.reason) if cell.others.verdict is Versus.NOT_JUDGEABLE else ""
    figure = "" if cell.others.value is None else numbers.format_on_mark(cell.others.value, speaker.indicator)
    return make_verdict_cell(cell.others.verdict, cell.about("versus_others"), figure, reason)


def make_since_cell(speaker: Speaker, cell: Cell, with_course: bool = True) -> object:
    """The verdict since the baseline with the change and its interval, or the reason where it cannot be judged; under
    it the direction of a change that is not sure, and the course. Called for the column of that verdict in tables of
    figures. with_course: whether the course stands here, and not in a column of its own; speaker: the indicator and its
    Danish words."""
    more = make_direction(speaker, cell) if with_course else make_direction_words(cell)
    if cell.since is Since.NOT_JUDGEABLE:
        return [make_verdict_cell(cell.since, cell.about("since_baseline"), explain_because(cell.since_reason)), *more]
    change = _describe_change(speaker, cell.change, (cell.change_lo, cell.change_hi), cell.since)
    return [make_verdict_cell(cell.since, cell.about("since_baseline"), change), *more]


def make_year_before_cell(speaker: Speaker, cell: Cell) -> object:
    """The verdict since the year before with the change, or the reason where it cannot be judged; `vurderes ikke` where
    the figure is not compared with the year before. Called for the column of that verdict in tables of figures.
    speaker: the indicator and its Danish words."""
    before = cell.year_before
    if before is None:
        return NO_VERDICT
    reason = explain_because(before.reason) if before.verdict is Since.NOT_JUDGEABLE else ""
    return make_verdict_cell(
        before.verdict, cell.about("since_year_before"), reason or _describe_change(speaker, before.change)
    )


def make_needs_cell(speaker: Speaker, cell: Cell) -> object:
    """How far a figure has to go to its target, or for a fall the value that would be sure, and in small when it can be
    known; `kan ikke regnes ud` where nothing can be told. Called for its column in an indicator's table of areas.
    speaker: the indicator and its Danish words."""
    texts = [finish(text) for text in needs_words.summarise_needs(cell, speaker.indicator, speaker.adoption)]
    if not texts:
        return "målet er opfyldt" if cell.verdict is Verdict.MET else "kan ikke regnes ud"
    return [texts[0], *(tag("small", text) for text in texts[1:])]


def _describe_change(
    speaker: Speaker,
    change: Decimal | None,
    ends: tuple[Decimal | None, Decimal | None] = (None, None),
    verdict: Enum | None = None,
) -> str:
    """A change with its sign and unit, and its interval: `−2,1 procentpoint (−4,0 til −0,2), ikke sikker, fordi der
    laves mange vurderinger`; "" for None. Called for each verdict on a change in tables. ends, verdict: of the change,
    for the words on an interval that looks surer than the verdict; speaker: the indicator and its Danish words."""
    if change is None:
        return ""
    low, high = ends
    told = numbers.format_signed_difference(change, speaker.indicator)
    if low is None or high is None:
        return told
    unsure = unsure_words.explain_unsure(low, high, verdict, speaker.indicator.decimals)
    return f"{told} ({numbers.format_span(low, high, speaker.indicator)}){unsure}"


def name_area(speaker: Speaker, area_id: str) -> str:
    """An area's name for a heading or table of an indicator; a total delivered by area is named by the departments it
    covers. Called for the definition pages. speaker: the indicator and its Danish words."""
    return places.name_area(speaker.release.plan.area(area_id), speaker.indicator).bare


def select_with_target(adoptions: list[Adoption], release: Release) -> list[Adoption]:
    """Of a delmål's indicators those with a target, which it is judged on; all of them where none has one. Called for
    the parts of reports that go through the delmål. adoptions: the plan's, one for each of the delmål's indicators."""
    return [adoption for adoption in adoptions if release.has_target(adoption)] or adoptions


def is_counted(adoption: Adoption, release: Release) -> bool:
    """Whether an indicator's figures are counted where a page says how many are worse: it has a target, or no other of
    its delmål has one. The parts of one indicator (the three kinds of language effort) would else count as several.
    What is asked for besides the delmål is not counted. Called for each figure that is counted."""
    return not adoption.is_supplementary and adoption in select_with_target(
        release.plan.adopted(delmaal_id=adoption.delmaal_id), release
    )
