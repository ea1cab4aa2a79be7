"""The areas beside each other: the comparison chart in its <figure>, with headline, note and description."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from hpanalysis import danish
from hpanalysis.definitions.model import Indicator, Unit
from hpanalysis.plan import Area
from hpanalysis.published.names import FIGURES_CSV
from hpanalysis.report import marks, numbers, places
from hpanalysis.report.cells import Cell, Cells
from hpanalysis.report.charts.comparison_chart import AreaRow, Comparison, draw_comparison_chart
from hpanalysis.report.charts.scale import Scale, make_scale
from hpanalysis.report.html import join, tag
from hpanalysis.report.words import areas_in_words
from hpanalysis.report.words.speaker import Speaker


def format_axis_unit(indicator: Indicator) -> str:
    """What stands after an axis' last number: ` %` for percentages, else "". Called for each comparison chart of areas,
    and for the note under a chart over time."""
    return f"{danish.NBSP}%" if indicator.unit is Unit.PERCENT else ""


def starts_at_zero(speaker: Speaker) -> bool:
    """Whether the axis of the indicator (speaker) begins at zero and has whole numbers only: a count's does, because
    its length is read as an amount and half a case is none. Called when the scale of a comparison chart or of a chart
    over time is made."""
    return speaker.indicator.unit is Unit.COUNT


def _make_row(speaker: Speaker, area: Area, cell: Cell) -> AreaRow:
    """Make the comparison chart's row for an area from its latest cell. Called for each area and the total. Where the
    cell has no number the words say why; a number that only the confidential edition shows has no verdict, and so the
    plain colour. speaker: knows the indicator's definition."""
    name = places.name_in_table(area)
    if not cell.has_number:
        return AreaRow(
            name=name,
            key=cell.key,
            value=None,
            text="",
            words=cell.status.value,
            colour="neutral",
            total=area.is_total,
        )
    versus = cell.versus if speaker.indicator.comparable else None
    words = f"({cell.status.value})" if cell.withheld else "" if versus is None else versus.value
    return AreaRow(
        name=name,
        key=cell.key,
        value=cell.value,
        text=numbers.format_on_mark(cell.number, speaker.indicator),
        words=words,
        colour="plain" if versus is None or cell.withheld else marks.find_colour(versus),
        total=area.is_total,
        baseline=cell.drawn_baseline,
        printed=cell.differing_printed_baseline,
        lo=cell.lo,
        hi=cell.hi,
    )


def list_comparison_rows(speaker: Speaker, cells: Cells) -> list[AreaRow]:
    """The rows of an indicator's comparison chart: areas by falling value, then those without a number in the plan's
    order, so that the place of a hidden one tells nothing of it; the total last. Called when the chart is made.
    speaker: knows the indicator. Areas that it is not measured for have no row."""
    rows = []
    for area in speaker.release.measured_areas(speaker.adoption):
        if (cell := cells.latest(speaker.indicator_id, area.id)) is not None:
            rows.append(_make_row(speaker, area, cell))
    rows.sort(key=lambda row: (row.value is None, -row.value if row.value is not None else 0))
    total = speaker.release.plan.total
    cell = cells.latest(speaker.indicator_id, total.id)
    return rows if cell is None else [*rows, _make_row(speaker, total, cell)]


def describe_axis_start(scale: Scale, unit: str) -> str:
    """The sentence that warns under a chart whose axis does not begin at zero; "" where it does. Called for the note of
    a comparison chart or a chart over time. unit: ` %` or ""."""
    start = danish.format_number(scale.low, scale.decimals)
    return "" if scale.begins_at_zero else f" Aksen begynder ved {start}{unit}."


def _describe_row(speaker: Speaker, row: AreaRow) -> str:
    """A drawn row in words: name, number, interval and verdict; an area without a number has its name and the reason
    only. Called for each row of a chart's description. speaker: knows the indicator's definition."""
    interval = ""
    if row.lo is not None and row.hi is not None:
        interval = f" ({numbers.format_span(row.lo, row.hi, speaker.indicator)})"
    return f"{row.name} {row.text}{interval}{', ' if row.text and row.words else ''}{row.words}"


def _describe_chart(speaker: Speaker, rows: Iterable[AreaRow], window: str, comparison: str) -> str:
    """The comparison chart in words, for a screen reader in the drawing's place. Called for the wide form of the chart
    and for the phone's. speaker: knows the indicator, and names periods. window: the id of the areas' latest window;
    comparison: the label of the municipality's line (`Kommunen 7,6 %`), "" where nothing is compared."""
    areas = "; ".join(_describe_row(speaker, row) for row in rows)
    line = f"{comparison}." if comparison else ""
    return f"Prikdiagram. {speaker.indicator.title}, {speaker.name_period(window).bare}. {areas}. {line}".strip()


def _label_comparison(speaker: Speaker, cell: Cell) -> str:
    """The label of the municipality's (or country's) line, `Kommunen 7,6 %`; "" where the indicator is not compared or
    that figure is not shown. Called once a chart. speaker: knows the indicator. cell: the latest of any area, which has
    the figure of its window."""
    if not speaker.indicator.comparable or cell.municipality is None:
        return ""
    municipality = places.name_area(speaker.release.plan.municipality).bare
    name = "Kommunen" if speaker.compared_with.bare == municipality else speaker.compared_with.bare
    return f"{danish.capitalise(name)} {numbers.format_on_mark(cell.municipality, speaker.indicator)}"


def make_comparison_figure(speaker: Speaker, cells: Cells) -> Markup | None:
    """Make the comparison chart of an indicator in its <figure>: all areas beside each other, and the municipality.

    Called by a delaftale's page for each indicator with a target, and in a notebook by `IndicatorView.areas`. It has
    the chart in a wide and a phone's form, a headline, a note and the numbers as a table. None where the indicator is
    not measured for areas. speaker: knows the indicator's definition and words.
    """
    rows = list_comparison_rows(speaker, cells)
    measured = cells.latest_of(speaker.indicator_id, speaker.release.measured_areas(speaker.adoption))
    if not measured:
        return None
    first, unit = measured[0], format_axis_unit(speaker.indicator)
    label = _label_comparison(speaker, first)
    comparison = Comparison(value=first.municipality if label else None, label=label)
    drawn = [v for row in rows if row.value is not None for v in (row.value, row.lo, row.hi, row.baseline)]
    counted = starts_at_zero(speaker)
    scale = make_scale([*drawn, comparison.value], from_zero=counted, whole=counted)
    figure_id = f"fig-{speaker.indicator_id}"
    svgs = [
        draw_comparison_chart(
            f"{figure_id}-{suffix}",
            rows,
            scale,
            comparison=comparison,
            unit=unit,
            title=f"{speaker.indicator.title}: områderne ved siden af hinanden",
            description=_describe_chart(speaker, rows, first.window, label),
            narrow=narrow,
        )
        for suffix, narrow in (("b", False), ("s", True))
    ]
    return wrap_in_figure(
        figure_id,
        areas_in_words.write_headline(speaker, cells),
        join(svgs),
        note=f"{_write_note(speaker, first, rows)}{describe_axis_start(scale, unit)}",
        table=_make_table(speaker, rows),
        about=f"{speaker.indicator_id}/{first.window}/*",
    )


_COLUMNS = ("Tal", "Usikkerhedsinterval", "Udgangspunkt")


def _make_table(speaker: Speaker, rows: list[AreaRow]) -> Markup:
    """The numbers that are drawn, in the order of the drawing. Called once a chart; the table is folded away under it.
    speaker: knows the indicator. rows: those drawn."""
    heads = [tag("th", name, scope="col", class_="num") for name in _COLUMNS]
    head = tag("tr", tag("th", "Område", scope="col"), heads, tag("th", "Vurdering", scope="col"))
    caption = tag("caption", f"{speaker.indicator.title}, som tegnet")
    body = [_make_table_row(speaker, row) for row in rows]
    return tag("table", caption, tag("thead", head), tag("tbody", body), class_="stabel")


def _make_table_row(speaker: Speaker, row: AreaRow) -> Markup:
    """A row of the chart of areas as a row of the table folded away under it; a row without a number has only the words
    on why. Called for each row that is drawn. speaker: knows the indicator."""
    name = tag("th", row.name, scope="row")
    if row.value is None:
        return tag("tr", name, tag("td", row.words, colspan=4, class_="neutral", data_l="Tal"), data_om=row.key)
    interval, baseline = "beregnes ikke", "tegnes ikke"
    if row.lo is not None and row.hi is not None:
        interval = numbers.format_interval_in_table(row.lo, row.hi, speaker.indicator)
    if row.baseline is not None:
        baseline = numbers.format_on_mark(row.baseline, speaker.indicator)
        if row.printed is not None:
            baseline = f"{baseline} (trykt: {numbers.format_on_mark(row.printed, speaker.indicator)})"
    pairs = zip(_COLUMNS, (row.text, interval, baseline), strict=True)
    cells = [tag("td", text, class_="num", data_l=column) for column, text in pairs]
    return tag("tr", name, cells, tag("td", row.words or "sammenlignes ikke", data_l="Vurdering"), data_om=row.key)


def _write_note(speaker: Speaker, first: Cell, rows: list[AreaRow]) -> str:
    """The line under the chart: the window, the wanted direction, and what intervals and baselines look like. Called
    once a chart. speaker: knows the indicator, and names periods. first: the latest cell of the first area measured,
    for its windows; rows: those drawn."""
    period = speaker.name_period(first.window).bare
    sentences = [f"{speaker.indicator.title}, {period}.", speaker.state_wanted_direction()]
    if any(row.lo is not None for row in rows):
        sentences.append("Den vandrette streg er usikkerhedsintervallet.")
    if any(row.baseline is not None for row in rows):
        again = ", genberegnet af udtrækkene; det trykte står i tabellen" if first.recomputed is not None else ""
        baseline = speaker.name_period(first.baseline_window).bare
        sentences.append(f"Den lille åbne prik er udgangspunktet, {baseline}{again}.")
    return " ".join(sentences)


def link_csv_file(name: str = FIGURES_CSV, words: str = "Alle halvårets tal som CSV-fil") -> Markup:
    """A line that links to the published CSV file in which a chart's numbers stand; by default the half-year's figures.
    Called under each chart's folded table; the control chart gives the months' file and its own words."""
    return tag("p", tag("a", f"{words} ({name})", href=name), class_="note")


def wrap_in_figure(
    figure_id: str,
    headline: str,
    drawing: Markup,
    *,
    note: str,
    table: Markup | None = None,
    key: Markup | None = None,
    about: str | None = None,
    source: Markup | None = None,
) -> Markup:
    """Wrap a drawing in its <figure>: headline, drawing, note, the key to its marks, and its numbers to unfold.

    Called as the last step of every figure but the control chart. figure_id: the element's id; headline: what is seen;
    note: the line under the drawing; table: the numbers, shown folded with a link to the CSV file (None: nothing to
    unfold); key: what the marks mean, None where the note says it; about: the figures that it is about (`Cell.about`,
    with * for any window or area), None where its parts say so themselves; source: the link to the file that the
    numbers stand in (`link_csv_file`), None for the half-year's figures.
    """
    title = tag("strong", headline, class_="overskrift", id=f"{figure_id}-h")
    unfolding = None
    if table is not None:
        unfolding = tag("details", tag("summary", "Vis tallene som tabel"), table, source or link_csv_file())
    return tag(
        "figure",
        [tag("figcaption", title), drawing, tag("p", note, class_="note"), key, unfolding],
        id=figure_id,
        aria_labelledby=f"{figure_id}-h",
        data_om=about,
    )
