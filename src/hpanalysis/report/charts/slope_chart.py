"""A small chart of an outcome: the participants' number before and after, with the interval of the change, and what was
to be expected of others. Numbers are drawn here, never computed but for where a change leads. One form for every
screen. Colour tells the verdict, and so does the shape."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

from hpanalysis import danish
from hpanalysis.report.charts.canvas import Canvas
from hpanalysis.report.charts.chart_style import MARKERS, PEN_UP, TOKENS
from hpanalysis.report.charts.scale import Frame, Scale, make_scale
from hpanalysis.report.charts.svg import render_inline_svg

WIDTH, HEIGHT = 300, 164
KIND = "foerogefter"  # the class of the drawing: who checks a page knows its kind by it
_FRAME = Frame(width=WIDTH, height=HEIGHT, left=44, right=240, top=18, bottom=136)
_BEFORE, _AFTER, _EXPECTED = 76, 206, 222


@dataclass(frozen=True, kw_only=True)
class Slope:
    """What is drawn. Made by `participants.outcome_figures`."""

    before: Decimal
    after: Decimal
    change_lo: Decimal
    change_hi: Decimal
    expected: Decimal | None  # the change to be expected of others; None where it is not known
    colour: str  # a key of `chart_style.MARKERS`


def make_slope_scale(slope: Slope) -> Scale:
    """The scale that holds all that is drawn. Called for the drawing, and for the note that says where it begins."""
    ends = [slope.before + slope.change_lo, slope.before + slope.change_hi]
    led = None if slope.expected is None else slope.before + slope.expected
    return make_scale([slope.before, slope.after, *ends, led], 4)


def draw_slope_chart(
    figure_id: str, slope: Slope, *, write: Callable[[Decimal], str], title: str, description: str
) -> Markup:
    """Draw the chart as SVG. Called for each outcome that is shown. figure_id: the start of all ids in it; write: a
    number as it is printed; title, description: for screen readers."""
    ends = (slope.before + slope.change_lo, slope.before + slope.change_hi)
    led = None if slope.expected is None else slope.before + slope.expected
    scale = make_slope_scale(slope)
    canvas = Canvas(WIDTH, HEIGHT)
    for tick in scale.ticks:
        y = _FRAME.y(tick, scale)
        canvas.plot([_FRAME.left, _FRAME.right], [y, y], color=TOKENS["rule"], lw=0.7, zorder=0)
        text = danish.format_number(tick, scale.decimals)
        canvas.write_text(_FRAME.left - 6, y, text, 11, ha="right", color=TOKENS["muted"])
    for x, name in ((_BEFORE, "før"), (_AFTER, "efter")):
        canvas.write_text(x, _FRAME.bottom + 16, name, 12, ha="center")
    before, after = (_FRAME.y(number, scale) for number in (slope.before, slope.after))
    low, high = (_FRAME.y(number, scale) for number in ends)
    ink, marker = TOKENS["ink"], MARKERS[slope.colour]
    if led is not None:
        y = _FRAME.y(led, scale)
        canvas.plot([_BEFORE, _EXPECTED], [before, y], color=TOKENS["ghost"], lw=1.2, ls=(0, (4, 3)), zorder=1)
        canvas.plot([_EXPECTED], [y], "o", ms=7, mfc=TOKENS["paper"], mec=TOKENS["ghost"], mew=1.4, zorder=3)
    canvas.plot([_BEFORE, _AFTER], [before, after], color=ink, lw=1.8, zorder=2)
    xs = [_AFTER, _AFTER, PEN_UP, _AFTER - 4, _AFTER + 4, PEN_UP, _AFTER - 4, _AFTER + 4]
    canvas.plot(xs, [low, high, PEN_UP, low, low, PEN_UP, high, high], color=ink, lw=1.4, zorder=2)
    canvas.plot([_BEFORE], [before], "o", ms=8, mfc=ink, mec=ink, zorder=4)
    fill = marker.colour if marker.filled else TOKENS["paper"]
    canvas.plot([_AFTER], [after], marker.shape, ms=8, mfc=fill, mec=marker.colour, mew=1.6, zorder=5)
    canvas.write_text(_BEFORE, before - 13, write(slope.before), 12, ha="center")
    canvas.write_text(_FRAME.right, after, write(slope.after), 12, ha="left", fontweight="bold")
    return render_inline_svg(canvas, figure_id, title=title, description=description, class_=KIND)
