"""A small love plot: how unlike participants and others were in what they are matched on, before and after matching,
beside the most that is allowed. A row each. Numbers are drawn here, never computed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

from hpanalysis import danish
from hpanalysis.report.charts.canvas import Canvas
from hpanalysis.report.charts.chart_style import TOKENS
from hpanalysis.report.charts.scale import Frame, Scale
from hpanalysis.report.charts.svg import render_inline_svg

WIDTH = 300
KIND = "balancegraf"  # the class of the drawing: who checks a page knows its kind by it
_LEFT, _RIGHT, _TOP, _STEP = 92, 280, 30, 24
# A standardised difference over 1 is not told further, and drawn at the end of the axis.
_SCALE = Scale(0.0, 1.1, (0.0, 0.25, 0.5, 0.75, 1.0), 2)
_LIMIT = 0.1


@dataclass(frozen=True, kw_only=True)
class BalanceMark:
    """A row of the chart: standardised differences of a covariate. Made by `participants.outcome_figures`."""

    name: str
    before: Decimal | None  # at most this before matching; None where it is over 1
    after: Decimal | None  # at most this after


def draw_balance_chart(figure_id: str, rows: Sequence[BalanceMark], *, title: str, description: str) -> Markup:
    """Draw the chart as SVG. Called for each comparison. figure_id: the start of all ids in it; title, description: for
    screen readers."""
    bottom = _TOP + _STEP * len(rows)
    frame = Frame(width=WIDTH, height=bottom + 24, left=_LEFT, right=_RIGHT, top=_TOP, bottom=bottom)
    canvas = Canvas(frame.width, frame.height)
    for tick in _SCALE.ticks:
        x = frame.x(tick, _SCALE)
        canvas.plot([x, x], [frame.top, frame.bottom], color=TOKENS["rule"], lw=0.7, zorder=0)
        text = danish.format_number(tick, _SCALE.decimals)
        canvas.write_text(x, frame.bottom + 13, text, 11, ha="center", color=TOKENS["muted"])
    limit = frame.x(_LIMIT, _SCALE)
    canvas.plot([limit, limit], [frame.top - 10, frame.bottom], color=TOKENS["ink"], lw=1.6, zorder=1)
    canvas.write_text(limit, 11, "grænsen", 11, ha="center", fontweight="bold")
    ink, paper = TOKENS["ink"], TOKENS["paper"]
    for place, row in enumerate(rows):
        y = frame.top + _STEP * (place + 0.5)
        canvas.write_text(0, y, row.name, 12, ha="left")
        x = frame.right if row.before is None else frame.x(row.before, _SCALE)
        shape = ">" if row.before is None else "o"
        canvas.plot([x], [y], shape, ms=7, mfc=paper, mec=ink, mew=1.3, zorder=3)
        if row.after is not None:
            canvas.plot([frame.x(row.after, _SCALE)], [y], "o", ms=6, mfc=ink, mec=ink, zorder=4)
    return render_inline_svg(canvas, figure_id, title=title, description=description, class_=KIND)
