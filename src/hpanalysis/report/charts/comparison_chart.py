"""The comparison chart: which areas differ from the municipality? Dots, with intervals where there are any.

Numbers are drawn here, never computed: values, intervals, words and colours come with the rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup
from matplotlib.patches import Rectangle

from hpanalysis import danish
from hpanalysis.report.charts.canvas import Canvas
from hpanalysis.report.charts.chart_style import (
    MARKERS,
    PEN_UP,
    TOKENS,
    draw_baseline_mark,
    draw_interval,
    draw_verdict_mark,
)
from hpanalysis.report.charts.scale import Frame, Scale
from hpanalysis.report.charts.svg import render_inline_svg


@dataclass(frozen=True, kw_only=True)
class AreaRow:
    """A row of the comparison chart: an area's figure, interval, baseline and verdict, ready to be drawn. Made by
    `comparison_figure.list_comparison_rows`; total: whether it is that of all areas together, drawn last in bold."""

    name: str
    key: str  # the cell's address
    value: Decimal | None  # None where there is no number to draw
    text: str  # the number as printed
    words: str  # the verdict, or the reason why there is no number
    colour: str  # god, skidt, neutral, or plain for a figure without a verdict
    total: bool = False
    baseline: Decimal | None = None
    printed: Decimal | None = None  # the baseline in the plan, where the one drawn is recomputed and differs from it
    lo: Decimal | None = None
    hi: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """What the areas are held against, as it is drawn. Made by `comparison_figure.make_comparison_figure` of the
    municipality's figure, or the country's."""

    value: Decimal | None  # None where nothing may be compared
    label: str  # `Kommunen 7,6 %`


@dataclass(frozen=True)
class _Drawing:
    """The chart being drawn: handed to each function that draws a part of it. Made by `draw_comparison_chart`."""

    canvas: Canvas
    frame: Frame
    scale: Scale
    comparison: Comparison
    narrow: bool  # the phone's form: names stand above their rows instead of beside them
    step: int  # from one row to the next

    def x(self, value: Decimal | float) -> float:
        """Where a value stands on the chart's one scale, in pixels from the left. Called for each thing drawn."""
        return self.frame.x(value, self.scale)


_GAP = 14  # above the total
_WORD = 84  # the word `udgangspunkt` and its distance from the mark


def _draw_grid(drawing: _Drawing, unit: str) -> None:
    """The ticks with their numbers; the last one bears the unit. On a phone each row has its own lines. Called once by
    `draw_comparison_chart`, before the rows. unit: what stands after the last number, ` %` or ""."""
    frame, scale = drawing.frame, drawing.scale
    for tick in scale.ticks:
        x = drawing.x(tick)
        if not drawing.narrow:
            drawing.canvas.plot([x, x], [frame.top - 12, frame.bottom], color=TOKENS["rule"], lw=0.7, zorder=0)
        text = danish.format_number(tick, scale.decimals) + (unit if tick == scale.ticks[-1] else "")
        drawing.canvas.write_text(x, frame.bottom + 15, text, ha="center", color=TOKENS["muted"])


def _draw_comparison(drawing: _Drawing) -> None:
    """The comparison's line (the municipality's or the country's) through all rows, with its label on top; on a phone
    the label alone, because each row draws its own piece. Called once by `draw_comparison_chart`; draws nothing where
    the comparison has no value."""
    frame, comparison = drawing.frame, drawing.comparison
    if comparison.value is None:
        return
    x = drawing.x(comparison.value)
    if not drawing.narrow:
        drawing.canvas.plot([x, x], [frame.top - 22, frame.bottom], color=TOKENS["ink"], lw=1.6, zorder=1)
    room = 3.6 * len(comparison.label)  # about half its width: a label never runs out of the drawing
    place = min(max(x, room), frame.width - room)
    style = {"ha": "center", "va": "bottom", "fontweight": "bold"}
    drawing.canvas.write_text(place, frame.top - 28, comparison.label, 12.5, **style)


def _draw_row_without_number(drawing: _Drawing, row: AreaRow, y: float, text_y: float) -> None:
    """Draw a dashed empty box in the place of a row's figure, and the words that say why there is none. Called for each
    row without a number. y, text_y: how far from the top the row and its words are drawn, in pixels."""
    frame = drawing.frame
    box = Rectangle(
        (frame.left, y - 6), frame.right - frame.left, 12, fc="none", ec=TOKENS["ghost"], lw=0.8, ls=(0, (2, 2))
    )
    drawing.canvas.add_patch(box)
    x, side = (frame.width, "right") if drawing.narrow else (frame.right + 22, "left")
    drawing.canvas.write_text(x, text_y, row.words, ha=side, color=TOKENS["muted"])


def _write_number_and_verdict(drawing: _Drawing, row: AreaRow, text_y: float) -> None:
    """The number and the words that stand beside the dots, on a phone above them. Called by `_draw_row` for rows with a
    number. text_y: the height of the text in pixels."""
    canvas, frame, colour = drawing.canvas, drawing.frame, MARKERS[row.colour].colour
    if drawing.narrow:
        canvas.write_text(frame.width, text_y, row.text, 13, ha="right", fontweight="bold")
        canvas.write_text(0, text_y + 16, row.words, ha="left", color=colour, fontweight="bold")
        return
    canvas.write_text(frame.right + 22, text_y, row.text, 13, ha="left", fontweight="bold")
    canvas.write_text(frame.right + 92, text_y, row.words, ha="left", color=colour, fontweight="bold")


def _draw_baseline(drawing: _Drawing, baseline: Decimal, y: float, named: bool) -> None:
    """Draw the baseline's mark just above the mark of today's figure. Called by `_draw_row` for rows with a baseline.
    y: where the row is, in pixels from the top; named: whether the word `udgangspunkt` is written beside the mark,
    which is done once a chart, on the first row that has one."""
    x = drawing.x(baseline)
    draw_baseline_mark(drawing.canvas, x, y - 9)
    if named:
        place, side = (x - 7, "right") if _has_room_before(drawing, x) else (x + 7, "left")
        drawing.canvas.write_text(place, y - 9.5, "udgangspunkt", 11, ha=side, color=TOKENS["muted"])


def _has_room_before(drawing: _Drawing, x: float) -> bool:
    """Whether the word `udgangspunkt` stands better to the left of its mark than to the right: so it does in the right
    half, unless the comparison's line would run through it on that side alone. Called for the word. x: where the mark
    is, in pixels."""
    compared = None if drawing.comparison.value is None else drawing.x(drawing.comparison.value)
    if compared is not None and x - _WORD <= compared < x and x + _WORD < drawing.frame.right + 20:
        return False
    if compared is not None and x < compared <= x + _WORD and x - _WORD >= drawing.frame.left:
        return True
    return x > (drawing.frame.left + drawing.frame.right) / 2


def _draw_grid_of_row(drawing: _Drawing, y: float) -> None:
    """Draw the scale's lines and the line of the municipality (or country) at one row (y: its height in pixels). Called
    for each row of the phone's form, where the names stand above the rows and the lines stop short of them."""
    xs = [drawing.x(tick) for tick in drawing.scale.ticks]
    drawing.canvas.plot(
        [value for x in xs for value in (x, x, PEN_UP)],
        [value for _ in xs for value in (y - 11, y + 10, PEN_UP)],
        color=TOKENS["rule"],
        lw=0.7,
        zorder=0,
    )
    if drawing.comparison.value is not None:
        x = drawing.x(drawing.comparison.value)
        drawing.canvas.plot([x, x], [y - 12, y + 11], color=TOKENS["ink"], lw=1.6, zorder=1)


def _draw_row(drawing: _Drawing, row: AreaRow, y: float, name_baseline: bool) -> None:
    """Draw one area's row: name, interval, baseline, today's mark and its words. Called by `_draw_rows` for each row.
    y: where the row lies on the canvas, in pixels; name_baseline: whether the word `udgangspunkt` is written at its
    baseline."""
    text_y = y - 37 if drawing.narrow else y
    if drawing.narrow:
        _draw_grid_of_row(drawing, y)
    drawing.canvas.write_text(0, text_y, row.name, 13, ha="left", fontweight="bold" if row.total else "normal")
    if row.value is None:
        _draw_row_without_number(drawing, row, y, text_y)
        return
    if row.lo is not None and row.hi is not None:
        ends = drawing.x(row.lo), drawing.x(row.hi)
        draw_interval(drawing.canvas, ends, y, colour=row.colour, width=2.4 if row.total else 1.7)
    if row.baseline is not None:
        _draw_baseline(drawing, row.baseline, y, name_baseline)
    size = 10 if row.total else 9
    draw_verdict_mark(drawing.canvas, drawing.x(row.value), y, colour=row.colour, key=row.key, size=size)
    _write_number_and_verdict(drawing, row, text_y)


def _draw_rows(drawing: _Drawing, rows: Sequence[AreaRow]) -> None:
    """Draw all rows from the top down, with a line above the row of all areas together, unless it is the first; the
    first row with a baseline names it. Called once by `draw_comparison_chart`, as the last part of the chart. rows: in
    the order in which they are to stand."""
    frame, step = drawing.frame, drawing.step
    y: float = frame.top + (18 if drawing.narrow else 6)
    first = next((row for row in rows if row.baseline is not None and row.value is not None), None)
    for row in rows:
        if row.total and row is not rows[0]:
            over = y - step / 2 + (-6 if drawing.narrow else 6)
            drawing.canvas.plot([0, frame.width], [over, over], color=TOKENS["rule"], lw=1, zorder=0)
            y += _GAP
        _draw_row(drawing, row, y, row is first)
        y += step


def draw_comparison_chart(
    figure_id: str,
    rows: Sequence[AreaRow],
    scale: Scale,
    *,
    comparison: Comparison,
    unit: str,
    title: str,
    description: str,
    narrow: bool = False,
) -> Markup:
    """Draw the comparison chart as SVG: a row an area, the municipality a line, the baseline a hollow mark.

    Called twice by `comparison_figure.make_comparison_figure`, for the wide form and for the phone's (narrow), of which
    a page shows one. figure_id: the SVG's id and the start of all ids in it; unit: ` %` or "", after the axis' last
    number; title and description: for screen readers. A row without a number says why in its place. rows: in the order
    in which they are to stand.
    """
    top, step = (88, 64) if narrow else (56, 28)
    height = top + step * len(rows) + _GAP + (10 if narrow else 34)
    width, left, right = (340, 6, 330) if narrow else (680, 196, 432)
    frame = Frame(width=width, height=height, left=left, right=right, top=top, bottom=height - 30)
    canvas = Canvas(width, height)
    drawing = _Drawing(canvas, frame, scale, comparison=comparison, narrow=narrow, step=step)
    _draw_grid(drawing, unit)
    _draw_comparison(drawing)
    _draw_rows(drawing, rows)
    return render_inline_svg(
        canvas, figure_id, title=title, description=description, class_="kun-smal" if narrow else "kun-bred"
    )
