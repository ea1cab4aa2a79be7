"""A small chart of reach: how large a part of its target group each activity reached, with the interval. A row each.

Numbers are drawn here, never computed. One form for every screen, as narrow as a phone's. There are no colours in it
but ink, because a coverage has no verdict.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup
from matplotlib.patches import Rectangle

from hpanalysis import danish
from hpanalysis.report.charts.canvas import Canvas
from hpanalysis.report.charts.chart_style import TOKENS, draw_interval
from hpanalysis.report.charts.scale import Frame, Scale, make_scale
from hpanalysis.report.charts.svg import render_inline_svg

WIDTH = 320
KIND = "daekningsgraf"  # the class of the drawing: who checks a page knows its kind by it
_LEFT, _RIGHT, _TOP, _LINE, _AFTER = 6, 262, 4, 15, 24
_LETTERS = 50  # of a name on one line


@dataclass(frozen=True, kw_only=True)
class CoverageMark:
    """A row of the chart: an activity's coverage. Made by `participants.reach`."""

    name: str
    value: Decimal | None  # None where it is not shown
    text: str  # the coverage as printed, or why there is none
    lo: Decimal | None = None
    hi: Decimal | None = None
    hardest: Decimal | None = None  # the coverage of the worst placed, where it is shown


def _draw_row(canvas: Canvas, frame: Frame, scale: Scale, row: CoverageMark, y: float) -> None:
    """An activity's marks and number; an empty box where it has none. Called for each row. y: the height of its
    marks."""
    canvas.write_text(WIDTH, y, row.text, 12 if row.value is not None else 11, ha="right")
    if row.value is None:
        box = Rectangle((frame.left, y - 5), 82, 10, fc="none", ec=TOKENS["ghost"], lw=0.8, ls=(0, (2, 2)))
        canvas.add_patch(box)
        return
    if row.lo is not None and row.hi is not None:
        draw_interval(canvas, (frame.x(row.lo, scale), frame.x(row.hi, scale)), y, colour="plain")
    ink, paper = TOKENS["ink"], TOKENS["paper"]
    if row.hardest is not None:
        canvas.plot([frame.x(row.hardest, scale)], [y], "D", ms=7, mfc=paper, mec=ink, mew=1.3, zorder=4)
    canvas.plot([frame.x(row.value, scale)], [y], "o", ms=7, mfc=ink, mec=ink, mew=1.3, zorder=5)


def draw_coverage_chart(figure_id: str, rows: Sequence[CoverageMark], *, title: str, description: str) -> Markup:
    """Draw the chart as SVG. Called for each delaftale. figure_id: the start of all ids in it; rows: in the plan's
    order; title, description: for screen readers."""
    scale = make_scale([end for row in rows for end in (row.value, row.hi, row.hardest)], 4, from_zero=True)
    names = [textwrap.wrap(row.name, _LETTERS) for row in rows]
    bottom = _TOP + sum(_LINE * len(lines) + _AFTER for lines in names)
    frame = Frame(width=WIDTH, height=bottom + 20, left=_LEFT, right=_RIGHT, top=_TOP, bottom=bottom)
    canvas = Canvas(frame.width, frame.height)
    for place, tick in enumerate(reversed(scale.ticks)):
        x = frame.x(tick, scale)
        canvas.plot([x, x], [frame.top, frame.bottom], color=TOKENS["rule"], lw=0.7, zorder=0)
        text = danish.format_number(tick, scale.decimals) + ("" if place else f"{danish.NBSP}%")
        canvas.write_text(x, frame.bottom + 11, text, 11, ha="center", color=TOKENS["muted"])
    y = float(frame.top)
    for row, lines in zip(rows, names, strict=True):
        for line in lines:
            canvas.write_text(0, y + _LINE / 2, line, 12, ha="left")
            y += _LINE
        _draw_row(canvas, frame, scale, row, y + 8)
        y += _AFTER
    return render_inline_svg(canvas, figure_id, title=title, description=description, class_=KIND)
