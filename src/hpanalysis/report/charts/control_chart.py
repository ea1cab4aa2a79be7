"""Control charts (XmR) of months: is the variation ordinary, or does a rule say that it is special?

Numbers are drawn here, never computed: values, limits, phases and rules come from `judge.make_control_table`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

from hpanalysis import danish
from hpanalysis.report.charts.canvas import Canvas
from hpanalysis.report.charts.chart_style import PEN_UP, TOKENS, make_cell_gid
from hpanalysis.report.charts.scale import Frame, Scale, make_scale
from hpanalysis.report.charts.svg import render_inline_svg
from hpanalysis.report.control_series import Limits, Month, Series
from hpanalysis.report.words import control_words
from hpanalysis.tables import Variation

# Shape first, then colour, as in the comparison chart: a diamond is never the wanted way.
_MARKERS: dict[Variation | None, tuple[str, str, int]] = {
    Variation.WANTED: ("o", "good", 8),
    Variation.UNWANTED: ("D", "bad", 7),
    Variation.NEUTRAL: ("s", "ink", 7),
}
_ORDINARY = ("o", "ink", 4)
_DASHED, _DOTTED = (0, (4, 3)), (0, (1, 2))


@dataclass(frozen=True)
class MarkedDay:
    """A dashed line in a chart. Made by `control_figure.list_marked_days`: a phase with new limits, or an event of the
    plan. Read by `draw_control_chart`."""

    place: float  # months since year 0, with its part of a month
    words: str  # what the key below the chart says of it


@dataclass(frozen=True)
class Size:
    """How large a control chart is drawn, in CSS pixels. The three there are stand in `control_figure`;
    `draw_control_chart` takes one."""

    width: int
    height: int
    left: int
    right: int
    named: bool  # whether the lines are named at their ends, where there is room


@dataclass(frozen=True)
class _Drawing:
    """The chart being drawn: handed to each function that draws a part of it. Made by `draw_control_chart`."""

    canvas: Canvas
    frame: Frame
    months: Scale  # months since year 0
    scale: Scale
    decimals: int  # of the numbers written on the lines

    def x(self, place: float) -> float:
        """How far from the left a month is drawn, in pixels; the first and the last keep half a mark's distance from
        the frame. place: months since year 0, with its part of a month. Called for each thing that is drawn."""
        first, last = self.frame.left + 8, self.frame.right - 8
        return first + (place - self.months.low) / max(1, self.months.high - self.months.low) * (last - first)

    def y(self, value: float | Decimal) -> float:
        """How far from the top a value is drawn in the control chart, in pixels. Called for each thing that is
        drawn."""
        return self.frame.y(value, self.scale)


def _draw_grid(drawing: _Drawing) -> None:
    """The horizontal lines of the scale, with their numbers. Called once by `draw_control_chart`, first of all."""
    frame = drawing.frame
    for tick in drawing.scale.ticks:
        y, text = drawing.y(tick), danish.format_number(tick, drawing.scale.decimals)
        drawing.canvas.plot([frame.left, frame.right], [y, y], color=TOKENS["rule"], lw=0.5, zorder=0)
        drawing.canvas.write_text(frame.left - 5, y, text, 11, ha="right", color=TOKENS["muted"])


def _draw_month_axis(drawing: _Drawing, first: int, last: int) -> None:
    """Write the months under the chart: first and last at the axis' ends, the years between at their Januaries where
    there is room. Called once by `draw_control_chart`. first, last: months since year 0; where they are the same, one
    is written."""
    canvas, frame, y = drawing.canvas, drawing.frame, drawing.frame.bottom + 14
    ends = ((first, "left", frame.left), (last, "right", frame.right))
    for index, side, end_x in ends if last > first else ends[:1]:
        month = f"{index % 12 + 1:02d}-{index // 12}"
        canvas.write_text(end_x, y, month, 11, ha=side, color=TOKENS["muted"])
    for index in range(first, last + 1):
        if index % 12 == 0:
            x = drawing.x(index)
            canvas.plot([x, x], [frame.bottom, frame.bottom + 5], color=TOKENS["muted"], lw=0.8, zorder=0)
            if frame.left + 75 < x < frame.right - 75:
                canvas.write_text(x, y, str(index // 12), 11, ha="center", color=TOKENS["muted"])


def _draw_phase_lines(drawing: _Drawing, phase: Sequence[Month]) -> None:
    """Draw the centre line and the limits over the months of a phase (months that share limits), trial limits dotted
    and others dashed; nothing where a phase has too few months for limits. Called by `draw_control_chart` for each
    phase."""
    limits = phase[0].limits
    if limits is None:
        return
    xs = [drawing.x(phase[0].index - 0.4), drawing.x(phase[-1].index + 0.4)]
    centre, lo, hi = (drawing.y(value) for value in (limits.centre, limits.lo, limits.hi))
    drawing.canvas.plot(xs, [centre, centre], color=TOKENS["ghost"], lw=1.4, zorder=1)
    ys, style = [lo, lo, PEN_UP, hi, hi], _DOTTED if limits.trial else _DASHED
    drawing.canvas.plot([*xs, PEN_UP, *xs], ys, color=TOKENS["muted"], lw=1.3, ls=style, zorder=1)
    if limits.trial and xs[1] - xs[0] > 110:
        drawing.canvas.write_text(xs[1], hi - 8, control_words.TRIAL, 11, ha="right", color=TOKENS["muted"])


def _write_line_names(drawing: _Drawing, limits: Limits) -> None:
    """The lines' names and values at the last phase's end; two names never touch. Called by `draw_control_chart` on the
    large form only, where there is room. limits: those of the last phase."""
    lines = [("øvre grænse", limits.hi), ("gennemsnit", limits.centre), ("nedre grænse", limits.lo)]
    ys = [drawing.y(value) for _, value in lines]
    ys = [min(ys[0], ys[1] - 14), ys[1], max(ys[2], ys[1] + 14)]
    for (name, value), y in zip(lines, ys, strict=True):
        text = f"{name} {danish.format_number(value, drawing.decimals)}"
        drawing.canvas.write_text(drawing.frame.right + 8, y, text, 11, ha="left", color=TOKENS["muted"])


def _draw_months(drawing: _Drawing, series: Series) -> None:
    """A mark a month shown, joined where months are neighbours; a gap and a new phase cut the line. Called by
    `draw_control_chart` after all lines, so that the marks lie on top. The mark's shape tells special variation, and
    which way it goes. series: the months of one area."""
    for line in (line for line in series.lines if len(line) > 1):
        xs, ys = [drawing.x(month.index) for month in line], [drawing.y(month.number) for month in line]
        drawing.canvas.plot(xs, ys, color=TOKENS["ink"], lw=1.2, zorder=3)
    for month in (month for line in series.lines for month in line):
        shape, token, size = _MARKERS.get(month.variation, _ORDINARY)
        x, y, gid = drawing.x(month.index), drawing.y(month.number), make_cell_gid(month.key)
        drawing.canvas.plot([x], [y], shape, ms=size, mew=0, color=TOKENS[token], zorder=4, gid=gid)


def _draw_marked_days(drawing: _Drawing, marked: Sequence[MarkedDay]) -> None:
    """Draw a dashed upright line with a number at each marked day; the key below the chart explains the numbers. Called
    once by `draw_control_chart`. marked: in order of time, numbered from 1."""
    frame, text_x = drawing.frame, float("-inf")
    for number, day in enumerate(marked, 1):
        x = drawing.x(day.place)
        style = (0, (3, 3))
        drawing.canvas.plot([x, x], [frame.top - 8, frame.bottom], color=TOKENS["ink"], lw=1, ls=style, zorder=2)
        text_x = max(x, text_x + 11)  # two numbers never touch
        drawing.canvas.write_text(text_x, frame.top - 15, str(number), 11, ha="center", fontweight="bold")


def _draw_target(drawing: _Drawing, target: Decimal | None) -> None:
    """Draw the plan's target as a level line with the word `mål`; nothing where the target is no number (None). Called
    once by `draw_control_chart`."""
    if target is not None:
        frame, y = drawing.frame, drawing.y(target)
        drawing.canvas.plot([frame.left, frame.right], [y, y], color=TOKENS["good"], lw=1.4, zorder=1)
        drawing.canvas.write_text(frame.left + 4, y - 8, "mål", 11, ha="left", color=TOKENS["good"])


def _make_axis(series: Series) -> Scale:
    """The vertical scale of a control chart, from the months, limits and target that are drawn and from nothing else.
    Called by `draw_control_chart`. series: the months of one area."""
    limits = [month.limits for month in series.months if month.limits is not None]
    lines = [value for each in limits for value in (each.centre, each.lo, each.hi)]
    return make_scale([*lines, *(value for month in series.months for value in (month.value, month.target))], 4)


def draw_control_chart(
    figure_id: str,
    series: Series,
    size: Size,
    marked: Sequence[MarkedDay],
    *,
    decimals: int,
    title: str,
    description: str,
    class_: str,
) -> Markup:
    """Draw one area's control chart (XmR) of months as SVG. Called by `control_figure` for each area and size. series:
    the area's months, at least one; marked: the days with a dashed line; decimals: of the numbers written on the lines;
    class_: the CSS class, which decides on which screens it shows; title and description: for screen readers."""
    frame = Frame(
        width=size.width, height=size.height, left=size.left, right=size.right, top=26, bottom=size.height - 28
    )
    first, last = series.months[0], series.months[-1]
    canvas = Canvas(size.width, size.height)
    drawing = _Drawing(canvas, frame, Scale(first.index, last.index), _make_axis(series), decimals)
    _draw_grid(drawing)
    _draw_month_axis(drawing, first.index, last.index)
    for phase in series.phases:
        _draw_phase_lines(drawing, phase)
    _draw_target(drawing, last.target)
    _draw_marked_days(drawing, marked)
    _draw_months(drawing, series)
    if size.named and last.limits is not None:
        _write_line_names(drawing, last.limits)
    return render_inline_svg(canvas, figure_id, title=title, description=description, class_=class_)
