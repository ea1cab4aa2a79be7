"""A small chart of one of the state's criteria: which areas lie beyond the law's limit, and how far? An area a row.

Numbers are drawn here, never computed. One form for every screen, as narrow as a phone's: the page puts as many beside
each other as there is room for. That a criterion is met is told by the mark's shape, a bold number and the place beside
the limit; there are no colours in it but ink.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup
from matplotlib.patches import Rectangle

from hpanalysis import danish
from hpanalysis.report.charts.canvas import Canvas
from hpanalysis.report.charts.chart_style import TOKENS, make_cell_gid
from hpanalysis.report.charts.scale import Frame, Scale, make_scale
from hpanalysis.report.charts.svg import render_inline_svg

WIDTH = 320
_LEFT, _RIGHT, _TOP, _STEP = 128, 262, 52, 22
_LABEL = 3.3  # about half the width of a letter of a label
KIND = "kriteriegraf"  # the class of the drawing: who checks a page knows its kind by it


@dataclass(frozen=True, kw_only=True)
class CriterionMark:
    """A row of the chart: an area's figure as the law holds it against the limit. Made by `criteria.charts`."""

    name: str
    value: Decimal | None  # None where it is not known
    text: str  # the number as printed, or that it is not known
    met: bool
    key: str = ""  # the address of the figure, where the value is no mean of it and others
    own: Decimal | None = None  # where the newest year's own figure lies, where the value is a mean and another
    own_text: str = ""  # that figure as it is published, which for a multiple of the country's share is a share
    own_key: str = ""  # its address


@dataclass(frozen=True, kw_only=True)
class Limit:
    """A limit of the law as it is drawn. Made by `criteria.charts`."""

    value: Decimal
    label: str  # `udsat: over 40 pct.`


def _draw_limit(canvas: Canvas, frame: Frame, x: float, limit: Limit) -> None:
    """The limit of the state's list: a thick line through all rows, its label above it. Called once a chart. x: where
    the line is."""
    canvas.plot([x, x], [21, frame.bottom], color=TOKENS["ink"], lw=1.8, zorder=1)
    room = _LABEL * len(limit.label)  # a label never runs out of the drawing
    place = min(max(x, room), WIDTH - room)
    canvas.write_text(place, 12, limit.label, 11, ha="center", fontweight="bold")


def _draw_lower_limit(canvas: Canvas, frame: Frame, x: float, beside: float, limit: Limit) -> None:
    """The limit of a forebyggelsesområde: a thin line, its label on its own side of the thick one, which must not run
    through the words. Called where it is another than that of the list. x: where the line is; beside: where the thick
    one is."""
    canvas.plot([x, x], [37, frame.bottom], color=TOKENS["ghost"], lw=1.1, zorder=1)
    place, side = (beside - 5, "right") if x < beside else (beside + 5, "left")
    canvas.write_text(place, 28, limit.label, 11, ha=side, color=TOKENS["muted"])


def _draw_mark(canvas: Canvas, x: float, y: float, *, shape: str, filled: bool, key: str) -> None:
    """A mark in ink. Called for each figure that is known. shape: of matplotlib; key: the address of the figure, "" for
    one that is worked out of several."""
    fill = TOKENS["ink"] if filled else TOKENS["paper"]
    gid = make_cell_gid(key) if key else None
    size = 7 if filled else 6
    canvas.plot([x], [y], shape, ms=size, mfc=fill, mec=TOKENS["ink"], mew=1.3, zorder=5 if filled else 4, gid=gid)


def _draw_row(canvas: Canvas, frame: Frame, scale: Scale, row: CriterionMark, y: float) -> None:
    """An area's name, marks and number; an empty box where it has none. Called for each row. y: its height."""
    canvas.write_text(0, y, row.name, 12, ha="left")
    weight = "bold" if row.met else "normal"
    canvas.write_text(WIDTH, y, row.text, 12 if row.value is not None else 11, ha="right", fontweight=weight)
    if row.value is None:
        box = Rectangle((frame.left, y - 5), 82, 10, fc="none", ec=TOKENS["ghost"], lw=0.8, ls=(0, (2, 2)))
        canvas.add_patch(box)
        return
    if row.own is not None:
        _draw_mark(canvas, frame.x(row.own, scale), y, shape="o", filled=False, key=row.own_key)
    _draw_mark(canvas, frame.x(row.value, scale), y, shape="D" if row.met else "o", filled=True, key=row.key)


def draw_criterion_chart(
    figure_id: str,
    rows: Sequence[CriterionMark],
    limits: Sequence[Limit],
    *,
    unit: str,
    title: str,
    description: str,
) -> Markup:
    """Draw the chart as SVG. Called for each criterion, and for the residents. figure_id: the start of all ids in it;
    rows: in the plan's order; limits: that of the state's list, then that of a forebyggelsesområde where it is another;
    unit: ` %` or "", after the axis' last number; title, description: for screen readers."""
    drawn = [value for row in rows for value in (row.value, row.own)]
    scale = make_scale([*drawn, *(limit.value for limit in limits)], 4)
    bottom = _TOP + _STEP * len(rows)
    frame = Frame(width=WIDTH, height=bottom + 24, left=_LEFT, right=_RIGHT, top=_TOP, bottom=bottom)
    canvas = Canvas(frame.width, frame.height)
    # Numbers of four figures would stand on each other: every other one then goes without.
    apart = 2 if scale.high >= 1000 and len(scale.ticks) > 4 else 1
    for place, tick in enumerate(reversed(scale.ticks)):
        x = frame.x(tick, scale)
        canvas.plot([x, x], [frame.top - 8, frame.bottom], color=TOKENS["rule"], lw=0.7, zorder=0)
        if place % apart == 0:
            text = danish.format_number(tick, scale.decimals) + ("" if place else unit)
            canvas.write_text(x, frame.bottom + 13, text, 11, ha="center", color=TOKENS["muted"])
    first, *others = (frame.x(limit.value, scale) for limit in limits)
    _draw_limit(canvas, frame, first, limits[0])
    for x, limit in zip(others, limits[1:], strict=True):
        _draw_lower_limit(canvas, frame, x, first, limit)
    for place, row in enumerate(rows):
        _draw_row(canvas, frame, scale, row, frame.top + _STEP * (place + 0.35))
    return render_inline_svg(canvas, figure_id, title=title, description=description, class_=KIND)
