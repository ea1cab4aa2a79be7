"""The course of a figure over time: which way does it go? One small panel an area, all on one scale.

Numbers are drawn here, never computed: they come with the points.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import matplotlib
import pandas as pd
import seaborn as sns
from markupsafe import Markup
from matplotlib.axes import Axes

from hpanalysis import danish
from hpanalysis.report.charts.chart_style import THEME, TOKENS, make_cell_gid
from hpanalysis.report.charts.scale import Scale
from hpanalysis.report.charts.svg import make_canvas, render_inline_svg, write_text


@dataclass(frozen=True)
class CoursePoint:
    """A window in a course. value None where it is not shown: words say why. broken: the series is cut before it.

    lo, hi: the interval. start, end: the window's days, by which events find their place.
    """

    key: str
    label: str
    value: Decimal | None
    beside: Decimal | None = None
    broken: bool = False
    lo: Decimal | None = None
    hi: Decimal | None = None
    words: str = ""
    start: date | None = None
    end: date | None = None


_PANEL = (160, 124)
_X0, _X1, _Y0, _Y1 = 26, 126, 12, 100


def _place_value(value: float | Decimal, axis: Scale) -> float:
    return _Y1 - (float(value) - axis.low) / (axis.high - axis.low) * (_Y1 - _Y0)


def _arrange_lines(points: Sequence[CoursePoint], xs: Sequence[float], axis: Scale) -> pd.DataFrame:
    """Drawn lines as a tidy frame: x, y, line, part. A gap or a break begins a new part; three points make a line."""
    found = []
    for line, read in (("beside", lambda p: p.beside), ("own", lambda p: p.value)):
        part, shown = 0, 0
        for x, point in zip(xs, points, strict=True):
            value = read(point)
            part += value is None or point.broken
            if value is not None:
                shown += 1
                found.append((x, _place_value(value, axis), line, f"{line}{part}"))
        if shown < 3:
            found = [row for row in found if row[2] != line]
    return pd.DataFrame(found, columns=["x", "y", "line", "part"])


def _draw_course(axes: Axes, points: Sequence[CoursePoint], xs: Sequence[float], axis: Scale) -> None:
    lines = _arrange_lines(points, xs, axis)
    if len(lines):
        with matplotlib.rc_context(THEME):
            sns.lineplot(
                lines,
                x="x",
                y="y",
                hue="line",
                units="part",
                estimator=None,
                legend=False,
                ax=axes,
                palette={"own": TOKENS["ink"], "beside": TOKENS["ghost"]},
                linewidth=1.6,
                zorder=2,
            )
    for x, point in zip(xs, points, strict=True):
        if point.lo is not None and point.hi is not None:
            axes.plot(
                [x, x],
                [_place_value(point.lo, axis), _place_value(point.hi, axis)],
                color=TOKENS["rule"],
                lw=5,
                zorder=1,
            )
        if point.beside is not None:
            axes.plot([x], [_place_value(point.beside, axis)], "o", ms=3, color=TOKENS["ghost"], zorder=2)
        if point.value is not None:
            axes.plot(
                [x],
                [_place_value(point.value, axis)],
                "o",
                ms=6 if point is points[-1] else 4,
                color=TOKENS["ink"],
                zorder=4,
                gid=make_cell_gid(point.key),
            )


def _draw_breaks(axes: Axes, points: Sequence[CoursePoint], xs: Sequence[float]) -> None:
    """At a break in the definition the course stops, and a dashed rule says so."""
    for index, point in enumerate(points):
        if point.broken and index:
            x = (xs[index] + xs[index - 1]) / 2
            axes.plot([x, x], [_Y0 - 4, _Y1], color=TOKENS["muted"], lw=1.2, ls=(0, (3, 2)), zorder=2)
            write_text(axes, x - 3, _Y0 - 4, "databrud", 11, ha="right", color=TOKENS["muted"])


def _place_day(day: date, points: Sequence[CoursePoint], xs: Sequence[float]) -> float | None:
    """Where a day lies between the windows' ends; None outside the windows drawn, or if their days are not known."""
    if any(point.end is None for point in points) or not (points[0].start or points[0].end) <= day <= points[-1].end:
        return None
    later = next(index for index, point in enumerate(points) if day <= point.end)
    if later == 0:
        return xs[0]
    before, after = points[later - 1].end, points[later].end
    return xs[later - 1] + (day - before).days / (after - before).days * (xs[later] - xs[later - 1])


def _mark_events(
    axes: Axes, points: Sequence[CoursePoint], xs: Sequence[float], events: Sequence[tuple[date, str]]
) -> None:
    """A dashed line with its number at each event's place in time."""
    for day, number_ in events:
        x = _place_day(day, points, xs)
        if x is not None:
            axes.plot([x, x], [_Y0, _Y1], color=TOKENS["ghost"], lw=1, ls=(0, (2, 2)), zorder=1.5)
            write_text(axes, x + 2, _Y1 - 6, f"({number_})", 11, ha="left", color=TOKENS["muted"])


def _write_last_values(axes: Axes, points: Sequence[CoursePoint], axis: Scale, decimals: int) -> None:
    """The last values at the lines' ends; two labels never touch."""
    last = points[-1]
    own = None if last.value is None else _place_value(last.value, axis)
    beside = None if last.beside is None else _place_value(last.beside, axis)
    if own is not None and beside is not None and abs(own - beside) < 13:
        middle, up = (own + beside) / 2, -1 if own <= beside else 1
        own, beside = middle + up * 6.5, middle - up * 6.5
    if beside is not None:
        write_text(
            axes, _X1 + 7, beside, danish.format_number(last.beside, decimals), 11, ha="left", color=TOKENS["muted"]
        )
    if own is not None:
        write_text(axes, _X1 + 7, own, danish.format_number(last.value, decimals), 13, ha="left", fontweight="bold")


def _write_missing_reason(axes: Axes, points: Sequence[CoursePoint]) -> None:
    """Why there is no number at the end, or none at all."""
    if points[-1].value is not None:
        return
    if all(point.value is None for point in points):
        ground = {"facecolor": TOKENS["paper"], "edgecolor": "none", "pad": 2}  # a line may run behind the word
        middle = ((_X0 + _X1) / 2, (_Y0 + _Y1) / 2)
        write_text(axes, *middle, points[-1].words, 12, ha="center", color=TOKENS["muted"], bbox=ground)
    else:
        write_text(axes, 158, 4, points[-1].words, 11, ha="right", color=TOKENS["muted"])


def draw_course_panel(
    figure_id: str,
    points: Sequence[CoursePoint],
    axis: Scale,
    *,
    decimals: int,
    title: str,
    description: str,
    events: Sequence[tuple[date, str]] = (),
) -> Markup:
    """One panel of the small multiples, on the scale of its sisters; at least one point.

    events: day and number, marked where they lie within the windows.
    """
    figure, axes = make_canvas(*_PANEL)
    for tick in axis.ticks:
        axes.plot([_X0, _X1], [_place_value(tick, axis)] * 2, color=TOKENS["rule"], lw=0.7, zorder=0)
        write_text(
            axes,
            _X0 - 5,
            _place_value(tick, axis),
            danish.format_number(tick, axis.decimals),
            11,
            ha="right",
            color=TOKENS["muted"],
        )
    last = max(1, len(points) - 1)
    xs = [_X0 + 6 + index / last * (_X1 - _X0 - 12) for index in range(len(points))]
    _draw_course(axes, points, xs, axis)
    _draw_breaks(axes, points, xs)
    _mark_events(axes, points, xs, events)
    _write_missing_reason(axes, points)
    _write_last_values(axes, points, axis, decimals)
    write_text(axes, _X0, 115, points[0].label, 11, ha="left", color=TOKENS["muted"])
    if len(points) > 1:
        write_text(axes, _X1 + 20, 115, points[-1].label, 11, ha="right", color=TOKENS["muted"])
    return render_inline_svg(figure, figure_id, title, description, "panel")
