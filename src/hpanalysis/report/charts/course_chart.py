"""The course of a figure over time: which way does it go? One small panel an area, all on one scale.

Numbers are drawn here, never computed: they come with the points.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from markupsafe import Markup

from hpanalysis import danish
from hpanalysis.report.charts.canvas import Canvas
from hpanalysis.report.charts.chart_style import TOKENS, make_cell_gid
from hpanalysis.report.charts.scale import Frame, Scale
from hpanalysis.report.charts.svg import render_inline_svg


@dataclass(frozen=True, kw_only=True)
class CoursePoint:
    """A window in the course of one area: what is drawn of one figure. Made by `course_figure.list_course_points`,
    drawn by `draw_course_panel`. comparison: the municipality's figure, None where it may not be compared."""

    key: str  # the cell's address
    label: str  # at the axis' end
    value: Decimal | None  # None where it is not shown
    comparison: Decimal | None = None
    broken: bool = False  # whether the definition changed before it, so that no line leads to it
    lo: Decimal | None = None  # the interval
    hi: Decimal | None = None
    earlier_rule: Decimal | None = None  # the figure by the rule of its own time, where it is counted again
    earlier_key: str = ""  # that figure's address
    start: date | None = None  # the window's days, by which events find their place
    end: date | None = None


@dataclass(frozen=True)
class _Drawing:
    """The panel being drawn: handed to each function that draws a part of it. Made by `draw_course_panel`."""

    canvas: Canvas
    scale: Scale
    points: Sequence[CoursePoint]
    xs: Sequence[float]  # where each point stands

    def y(self, value: Decimal | float) -> float:
        """Where a value stands in the panel, in pixels from the top. Called for each thing that is drawn."""
        return _FRAME.y(value, self.scale)


_FRAME = Frame(width=144, height=124, left=28, right=104, top=20, bottom=102)
_NUMBER = 40  # two numbers of events that stand nearer would touch
_NOTED = 8  # where `databrud` stands: above the axis' highest number


def _cut_line(drawing: _Drawing, values: Sequence[Decimal | None]) -> list[list[tuple[float, float]]]:
    """The pieces of a line, each a list of places (x, y) in pixels. A gap or a break begins a new piece, and a line of
    fewer than three points is none: two would look like a trend. Called by `_draw_lines` for both lines. values: one a
    window, None for a gap."""
    pieces: list[list[tuple[float, float]]] = [[]]
    for x, point, value in zip(drawing.xs, drawing.points, values, strict=True):
        if value is None or point.broken:
            pieces.append([])
        if value is not None:
            pieces[-1].append((x, drawing.y(value)))
    pieces = [piece for piece in pieces if piece]
    return pieces if sum(map(len, pieces)) >= 3 else []


def _draw_lines(drawing: _Drawing) -> None:
    """Draw the area's line and the comparison's, each in as many pieces as gaps and breaks cut it into. Called by
    `draw_course_panel` before the points."""
    comparison, area = [p.comparison for p in drawing.points], [p.value for p in drawing.points]
    for values, colour in ((comparison, TOKENS["ghost"]), (area, TOKENS["ink"])):
        for piece in _cut_line(drawing, values):
            xs, ys = zip(*piece, strict=True)
            drawing.canvas.plot(xs, ys, color=colour, lw=1.6, zorder=2)


def _draw_points(drawing: _Drawing) -> None:
    """Draw each window's interval, comparison and figure, as far as the window has them; the dot of the last window's
    figure is larger than the others. Called by `draw_course_panel` after the lines."""
    canvas, y = drawing.canvas, drawing.y
    for x, point in zip(drawing.xs, drawing.points, strict=True):
        if point.lo is not None and point.hi is not None:
            canvas.plot([x, x], [y(point.lo), y(point.hi)], color=TOKENS["rule"], lw=5, zorder=1)
        if point.comparison is not None:
            canvas.plot([x], [y(point.comparison)], "o", ms=3, color=TOKENS["ghost"], zorder=2)
        if point.earlier_rule is not None:
            # An open dot beside the line: what was printed is no part of the course by the new rule.
            ground, gid = TOKENS["paper"], make_cell_gid(point.earlier_key)
            canvas.plot([x], [y(point.earlier_rule)], "o", ms=4, color=TOKENS["muted"], mfc=ground, zorder=3, gid=gid)
        if point.value is not None:
            size, gid = 6 if point is drawing.points[-1] else 4, make_cell_gid(point.key)
            canvas.plot([x], [y(point.value)], "o", ms=size, color=TOKENS["ink"], zorder=4, gid=gid)


def _draw_breaks(drawing: _Drawing) -> None:
    """Draw a dashed upright rule with `databrud` where the definition changed, the word on the side with more room,
    above the axis' numbers. Called by `draw_course_panel`."""
    middle = (_FRAME.left + _FRAME.right) / 2
    for place, point in enumerate(drawing.points):
        if point.broken and place:
            x = (drawing.xs[place] + drawing.xs[place - 1]) / 2
            ends, style = [_NOTED - 6, _FRAME.bottom], (0, (3, 2))
            drawing.canvas.plot([x, x], ends, color=TOKENS["muted"], lw=1.2, ls=style, zorder=2)
            beside, side = (x - 3, "right") if x > middle else (x + 3, "left")
            drawing.canvas.write_text(beside, _NOTED, "databrud", 11, ha=side, color=TOKENS["muted"])


def _place_day(day: date, drawing: _Drawing) -> float | None:
    """Where a day lies, in pixels from the left, among the windows drawn, each of which stands at its last day; any day
    of the first lies at its mark. None outside the windows, or if their days are not known. Called by `_mark_events`
    for each event."""
    ends = [point.end for point in drawing.points if point.end is not None]
    if len(ends) < len(drawing.points) or not (drawing.points[0].start or ends[0]) <= day <= ends[-1]:
        return None
    later = next(place for place, end in enumerate(ends) if day <= end)
    if later == 0:
        return drawing.xs[0]
    before, after = drawing.xs[later - 1], drawing.xs[later]
    return before + (day - ends[later - 1]).days / (ends[later] - ends[later - 1]).days * (after - before)


def _mark_events(drawing: _Drawing, events: Sequence[tuple[date, str]]) -> None:
    """Draw a dashed upright line with its number at each event's place in time; one outside the windows is left out.
    A number whose neighbour stands near is written above it. Called by `draw_course_panel`. events: the day and the
    number, as text."""
    taken: list[float] = []
    for day, number in events:
        x = _place_day(day, drawing)
        if x is not None:
            ends, style = [_FRAME.top, _FRAME.bottom], (0, (2, 2))
            drawing.canvas.plot([x, x], ends, color=TOKENS["ghost"], lw=1, ls=style, zorder=1.5)
            beside, side = (x - 2, "right") if x > _FRAME.right - 20 else (x + 2, "left")
            y = _FRAME.bottom - 6 - 12 * sum(abs(x - other) < _NUMBER for other in taken)
            drawing.canvas.write_text(beside, y, f"({number})", 11, ha=side, color=TOKENS["muted"])
            taken.append(x)


def _write_last_values(drawing: _Drawing, decimals: int) -> None:
    """Write the last figure and the comparison's at the lines' ends, moved apart where they would touch; one that is
    missing is not written. Called by `draw_course_panel`. decimals: how many each is written with."""
    last, x = drawing.points[-1], _FRAME.right + 6
    area = None if last.value is None else drawing.y(last.value)
    comparison = None if last.comparison is None else drawing.y(last.comparison)
    if area is not None and comparison is not None and abs(area - comparison) < 13:
        middle, up = (area + comparison) / 2, -1 if area <= comparison else 1
        area, comparison = middle + up * 6.5, middle - up * 6.5
    if comparison is not None and last.comparison is not None:
        text = danish.format_number(last.comparison, decimals)
        drawing.canvas.write_text(x, comparison, text, 11, ha="left", color=TOKENS["muted"])
    if area is not None and last.value is not None:
        text = danish.format_number(last.value, decimals)
        drawing.canvas.write_text(x, area, text, 13, ha="left", fontweight="bold")


def _draw_grid(drawing: _Drawing) -> None:
    """Draw the scale's horizontal lines with their numbers. Called by `draw_course_panel`, first of all."""
    for tick in drawing.scale.ticks:
        y, text = drawing.y(tick), danish.format_number(tick, drawing.scale.decimals)
        drawing.canvas.plot([_FRAME.left, _FRAME.right], [y, y], color=TOKENS["rule"], lw=0.7, zorder=0)
        drawing.canvas.write_text(_FRAME.left - 5, y, text, 11, ha="right", color=TOKENS["muted"])


def draw_course_panel(
    figure_id: str,
    points: Sequence[CoursePoint],
    scale: Scale,
    *,
    decimals: int,
    title: str,
    description: str,
    events: Sequence[tuple[date, str]] = (),
) -> Markup:
    """Draw one small panel with the course of one figure over time, as SVG.

    Called by `course_figure.make_panel` for each area of an indicator, each indicator of an area, and the annual
    report's small charts. points: oldest first, at least one; scale: shared with the panels beside, if any; decimals:
    of the last values; events: day and number, marked where they lie within the windows; title and description: for
    screen readers.
    """
    canvas = Canvas(_FRAME.width, _FRAME.height)
    steps = max(1, len(points) - 1)
    room = _FRAME.right - _FRAME.left - 12
    drawing = _Drawing(canvas, scale, points, [_FRAME.left + 6 + place / steps * room for place in range(len(points))])
    _draw_grid(drawing)
    _draw_lines(drawing)
    _draw_points(drawing)
    _draw_breaks(drawing)
    _mark_events(drawing, events)
    _write_last_values(drawing, decimals)
    canvas.write_text(_FRAME.left, _FRAME.height - 8, points[0].label, 11, ha="left", color=TOKENS["muted"])
    if len(points) > 1:
        canvas.write_text(_FRAME.right + 20, _FRAME.height - 8, points[-1].label, 11, ha="right", color=TOKENS["muted"])
    return render_inline_svg(canvas, figure_id, title=title, description=description, class_="panel")
