"""The comparison chart: which areas differ from the municipality? Dots, with intervals where there are any.

Numbers are drawn here, never computed: values, intervals, words and colours come with the rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from hpanalysis import danish
from hpanalysis.report.charts.chart_style import MARKERS, TOKENS, draw_baseline_mark, draw_interval, draw_verdict_mark
from hpanalysis.report.charts.scale import Scale
from hpanalysis.report.charts.svg import make_canvas, render_inline_svg, write_text


@dataclass(frozen=True)
class AreaRow:
    """An area in the comparison chart.

    text: the number as printed. words: verdict, or the reason why there is no number (then value is None).
    colour: god, skidt, neutral or plain (no verdict). lo, hi: the interval, where there is one.
    """

    name: str
    key: str
    value: Decimal | None
    text: str
    words: str
    colour: str
    total: bool = False
    baseline: Decimal | None = None
    lo: Decimal | None = None
    hi: Decimal | None = None


@dataclass(frozen=True)
class _Frame:
    """Where things stand in a dot chart, in CSS pixels."""

    width: int
    left: int
    right: int
    top: int
    step: int
    narrow: bool

    def x(self, value: float | Decimal, axis: Scale) -> float:
        return self.left + (float(value) - axis.low) / (axis.high - axis.low) * (self.right - self.left)


_WIDE = _Frame(760, 196, 492, 62, 34, narrow=False)
_NARROW = _Frame(340, 6, 330, 88, 64, narrow=True)
_GAP = 14  # above the total


def _draw_grid(axes: Axes, frame: _Frame, axis: Scale, unit: str, bottom: float) -> None:
    for tick in axis.ticks:
        x = frame.x(tick, axis)
        if not frame.narrow:
            axes.plot([x, x], [frame.top - 12, bottom], color=TOKENS["rule"], lw=0.7, zorder=0)
        end = unit if tick == axis.ticks[-1] else ""
        write_text(
            axes, x, bottom + 15, danish.format_number(tick, axis.decimals) + end, ha="center", color=TOKENS["muted"]
        )


def _draw_municipality_line(axes: Axes, frame: _Frame, axis: Scale, value: Decimal, label: str, bottom: float) -> None:
    x = frame.x(value, axis)
    if not frame.narrow:
        axes.plot([x, x], [frame.top - 22, bottom], color=TOKENS["ink"], lw=1.6, zorder=1)
    room = 3.6 * len(label)  # about half its width: a label never runs out of the drawing
    write_text(
        axes,
        min(max(x, room), frame.width - room),
        frame.top - 28,
        label,
        12.5,
        ha="center",
        va="bottom",
        fontweight="bold",
    )


def _draw_row_without_number(axes: Axes, frame: _Frame, row: AreaRow, y: float, text_y: float) -> None:
    """A row without a number keeps its place and says why it is empty."""
    axes.add_patch(
        Rectangle(
            (frame.left, y - 6), frame.right - frame.left, 12, fc="none", ec=TOKENS["ghost"], lw=0.8, ls=(0, (2, 2))
        )
    )
    at = (frame.width, "right") if frame.narrow else (frame.right + 22, "left")
    write_text(axes, at[0], text_y, row.words, ha=at[1], color=TOKENS["muted"])


def _write_number_and_verdict(axes: Axes, frame: _Frame, row: AreaRow, text_y: float) -> None:
    """Number and words beside the dots."""
    colour = MARKERS[row.colour].colour
    if frame.narrow:
        write_text(axes, frame.width, text_y, row.text, 13, ha="right", fontweight="bold")
        write_text(axes, 0, text_y + 16, row.words, ha="left", color=colour, fontweight="bold")
        return
    write_text(axes, frame.right + 22, text_y, row.text, 13, ha="left", fontweight="bold")
    write_text(axes, frame.right + 92, text_y, row.words, ha="left", color=colour, fontweight="bold")


def _draw_baseline(axes: Axes, frame: _Frame, axis: Scale, row: AreaRow, y: float, named: bool) -> None:
    """Named once, on the first row that has it."""
    x = frame.x(row.baseline, axis)
    draw_baseline_mark(axes, x, y - 9)
    if named:
        left = x > (frame.left + frame.right) / 2
        write_text(
            axes,
            x - 7 if left else x + 7,
            y - 9.5,
            "udgangspunkt",
            11,
            ha="right" if left else "left",
            color=TOKENS["muted"],
        )


def _draw_grid_of_row(axes: Axes, frame: _Frame, axis: Scale, municipality: Decimal | None, y: float) -> None:
    """On a phone the lines stop short of the names, which stand above them."""
    gap = float("nan")
    xs = [frame.x(tick, axis) for tick in axis.ticks]
    axes.plot(
        [v for x in xs for v in (x, x, gap)],
        [v for _ in xs for v in (y - 11, y + 10, gap)],
        color=TOKENS["rule"],
        lw=0.7,
        zorder=0,
    )
    if municipality is not None:
        x = frame.x(municipality, axis)
        axes.plot([x, x], [y - 12, y + 11], color=TOKENS["ink"], lw=1.6, zorder=1)


def _draw_row(
    axes: Axes, frame: _Frame, axis: Scale, row: AreaRow, y: float, name_baseline: bool, municipality: Decimal | None
) -> None:
    text_y = y - 37 if frame.narrow else y
    if frame.narrow:
        _draw_grid_of_row(axes, frame, axis, municipality, y)
    write_text(axes, 0, text_y, row.name, 13, ha="left", fontweight="bold" if row.total else "normal")
    if row.value is None:
        _draw_row_without_number(axes, frame, row, y, text_y)
        return
    if row.lo is not None and row.hi is not None:
        low, high = frame.x(row.lo, axis), frame.x(row.hi, axis)
        draw_interval(axes, low, high, y, row.colour, 2.4 if row.total else 1.7)
    if row.baseline is not None:
        _draw_baseline(axes, frame, axis, row, y, name_baseline)
    draw_verdict_mark(axes, frame.x(row.value, axis), y, row.colour, row.key, 10 if row.total else 9)
    _write_number_and_verdict(axes, frame, row, text_y)


def draw_comparison_chart(
    figure_id: str,
    rows: Sequence[AreaRow],
    axis: Scale,
    *,
    municipality: Decimal | None,
    municipality_label: str,
    unit: str,
    title: str,
    description: str,
    narrow: bool = False,
) -> Markup:
    """A row an area, the municipality a line, the baseline a hollow ghost; a row without a number says why."""
    frame = _NARROW if narrow else _WIDE
    height = frame.top + frame.step * len(rows) + _GAP + (10 if narrow else 34)
    figure, axes = make_canvas(frame.width, height)
    bottom = height - 30
    _draw_grid(axes, frame, axis, unit, bottom)
    if municipality is not None:
        _draw_municipality_line(axes, frame, axis, municipality, municipality_label, bottom)
    y = frame.top + (18 if narrow else 6)
    first = next((row for row in rows if row.baseline is not None and row.value is not None), None)
    for row in rows:
        if row.total and row is not rows[0]:
            over = y - frame.step / 2 + (-6 if narrow else 6)
            axes.plot([0, frame.width], [over, over], color=TOKENS["rule"], lw=1, zorder=0)
            y += _GAP
        _draw_row(axes, frame, axis, row, y, row is first, municipality)
        y += frame.step
    return render_inline_svg(figure, figure_id, title, description, "kun-smal" if narrow else "kun-bred")
