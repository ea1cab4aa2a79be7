"""The profile chart: where does one area stand? One strip a figure; to the right is always the wanted way.

Numbers are drawn here, never computed: values, interval, colour and the other areas come with the strip.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup
from matplotlib.patches import Rectangle

from hpanalysis.report.charts.canvas import Canvas
from hpanalysis.report.charts.chart_style import (
    TOKENS,
    draw_baseline_mark,
    draw_interval,
    draw_verdict_mark,
    make_cell_gid,
)
from hpanalysis.report.charts.svg import render_inline_svg


@dataclass(frozen=True)
class OtherArea:
    """Another area whose figure is shown. Made by `profile.profile_table`; drawn as a tick in the area's strip."""

    key: str  # the cell's address
    value: Decimal


@dataclass(frozen=True, kw_only=True)
class Strip:
    """An area's figure, what it is held against, and the other areas shown: all that one strip of a profile draws. Made
    by `profile.profile_table.make_strip`; lo, hi and baseline are None where there are none to show."""

    key: str  # the cell's address
    value: Decimal
    comparison: Decimal
    sign: int  # 1 where a high number is wanted, -1 where a low one is
    colour: str  # a key of `MARKERS`
    lo: Decimal | None = None
    hi: Decimal | None = None
    baseline: Decimal | None = None
    others: tuple[OtherArea, ...] = ()

    def better_by(self, value: Decimal) -> float:
        """How far a value lies from the comparison, in the indicator's unit; positive in the wanted direction. Called
        for each value drawn, to find its place."""
        return float(self.sign * (value - self.comparison))

    def drawn(self) -> Iterator[Decimal]:
        """All values that the strip draws, save the comparison, which has the same place in every strip. Called when
        its scale is computed."""
        values = (self.value, self.lo, self.hi, self.baseline, *(other.value for other in self.others))
        return (value for value in values if value is not None)


_WIDTH, _HEIGHT, _Y = 300, 34, 20
_LINE = 222  # the comparison's place in every strip: most areas lie on the unwanted side, to its left
_EDGE = 9  # half a mark: nothing is cut at the ends


def _compute_scale(strip: Strip) -> float:
    """Pixels for one unit of the indicator, so that every value has room in the strip; 1 where all equal the
    comparison. Called by `draw_profile_strip`: each strip has its own scale."""
    distances = [strip.better_by(value) for value in strip.drawn()]
    left, right = max(0.0, -min(distances)), max(0.0, max(distances))
    rooms = [room / most for room, most in ((_LINE - _EDGE, left), (_WIDTH - _LINE - _EDGE, right)) if most > 0]
    return min(rooms, default=1.0)


def _draw_other_areas(canvas: Canvas, places: dict[str, float], area_x: float) -> None:
    """Draw a field from the lowest to the highest area shown, and a tick for each other area. Called by
    `draw_profile_strip` if others are shown. places: cell's address -> pixels from the left, of the others; area_x:
    where the profiled area stands."""
    xs = [*places.values(), area_x]
    left, width = min(xs) - 3, max(xs) - min(xs) + 6
    canvas.add_patch(Rectangle((left, _Y - 6), width, 12, fc=TOKENS["band"], ec="none", zorder=0))
    for key, x in places.items():
        canvas.plot([x, x], [_Y - 6, _Y + 6], color=TOKENS["ghost"], lw=1, zorder=1, gid=make_cell_gid(key))


def draw_profile_strip(figure_id: str, strip: Strip, *, title: str, description: str) -> Markup:
    """Draw a strip as SVG: the comparison as an upright line, the area as a mark with its interval, the other areas as
    ticks on a field, the baseline hollow; right is always the wanted way. Called for each figure in an area's profile
    that may be compared. figure_id: the SVG's id; title and description: for screen readers."""
    canvas = Canvas(_WIDTH, _HEIGHT)
    scale = _compute_scale(strip)

    def x(value: Decimal) -> float:
        """Where a value stands, in pixels from the left: to the right of the comparison where it is better. Called for
        each thing that the strip draws."""
        return _LINE + strip.better_by(value) * scale

    if strip.others:
        _draw_other_areas(canvas, {other.key: x(other.value) for other in strip.others}, x(strip.value))
    canvas.plot([_LINE, _LINE], [2, _HEIGHT - 1], color=TOKENS["ink"], lw=1.6, zorder=2)
    if strip.lo is not None and strip.hi is not None:
        # The strip is turned where a low number is wanted: then the interval's lower end lies to the right.
        ends = x(strip.lo), x(strip.hi)
        draw_interval(canvas, (min(ends), max(ends)), _Y, colour=strip.colour)
    if strip.baseline is not None:
        draw_baseline_mark(canvas, x(strip.baseline), _Y - 11)
    draw_verdict_mark(canvas, x(strip.value), _Y, colour=strip.colour, key=strip.key, size=9.5)
    return render_inline_svg(canvas, figure_id, title=title, description=description, class_="spind")
