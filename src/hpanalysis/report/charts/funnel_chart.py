"""The funnel: could the areas' distances from the municipality be chance, each area's size considered?

Drawn from shown cells only: a hidden area gives neither mark, name nor axis. Limits by `statistics.funnel`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from markupsafe import Markup
from matplotlib.axes import Axes

from hpanalysis import danish
from hpanalysis.definitions.model import Measure
from hpanalysis.plan import Area
from hpanalysis.report import numbers
from hpanalysis.report.cells import Cell, Cells
from hpanalysis.report.charts.chart_style import TOKENS, make_cell_gid
from hpanalysis.report.charts.comparison_figure import wrap_in_figure
from hpanalysis.report.charts.scale import Scale, make_scale
from hpanalysis.report.charts.svg import make_canvas, render_inline_svg, write_text
from hpanalysis.report.html import join, tag
from hpanalysis.report.tables import cells_in_tables
from hpanalysis.report.words.speaker import Speaker, finish
from hpanalysis.statistics import compute_funnel_limits_of_rate, compute_funnel_limits_of_share

# A share of persons' time is left out: its months and days are no independent persons, and a binomial funnel too tight.
_LIMITS: dict[Measure, Callable[[float, float, float], tuple[float, float]]] = {
    Measure.SHARE: compute_funnel_limits_of_share,
    Measure.RATE: compute_funnel_limits_of_rate,
}
_INNER, _OUTER = 0.95, 0.998
_STEPS = 30  # of each curve

EXPLAINED = (
    "Hver prik er et område, og linjen i midten er kommunen. Jo mindre et område er, jo mere kan tallet svinge "
    "tilfældigt, og jo bredere er tragten. Et område, der er som kommunen, ligger inden for de inderste grænser i 95 "
    "af 100 tilfælde og inden for de yderste i 998 af 1.000. Vurderingen mod kommunen er regnet anderledes."
)


class FunnelPlace(Enum):
    """Where an area lies in the funnel; the value is what a reader sees. Shape alone tells it: it is no verdict."""

    INSIDE = "inden for grænserne"
    BEYOND_INNER = "uden for de inderste grænser"
    BEYOND_OUTER = "uden for de yderste grænser"


_MARKERS = {
    FunnelPlace.INSIDE: ("o", "paper"),
    FunnelPlace.BEYOND_INNER: ("o", "ink"),
    FunnelPlace.BEYOND_OUTER: ("D", "ink"),
}


@dataclass(frozen=True)
class Funnel:
    """The limits around a level, as functions of size; in the indicator's unit."""

    measure: Measure
    level: float
    unit: int

    def limits(self, size: float, confidence: float) -> tuple[float, float]:
        lo, hi = _LIMITS[self.measure](self.level / self.unit, size, confidence)
        return self.unit * lo, self.unit * hi

    def place(self, value: float, size: float) -> FunnelPlace:
        for confidence, place in ((_OUTER, FunnelPlace.BEYOND_OUTER), (_INNER, FunnelPlace.BEYOND_INNER)):
            lo, hi = self.limits(size, confidence)
            if not lo <= value <= hi:
                return place
        return FunnelPlace.INSIDE


@dataclass(frozen=True)
class FunnelDot:
    """An area in the funnel: its figure as counted (not rounded), and where it lies."""

    area: Area
    cell: Cell
    value: float
    place: FunnelPlace

    @property
    def size(self) -> int:
        return self.cell.denominator


def _compute_exact_value(cell: Cell, unit: int) -> float:
    """The figure from its counts where they are shown, else as printed."""
    if cell.numerator is None or not cell.denominator:
        return float(cell.value)
    return float(unit * cell.numerator / cell.denominator)


def _make_funnel(speaker: Speaker, cells: Cells) -> Funnel | None:
    """Around the comparison's own figure of the same window; None where there is none, or nothing may be compared."""
    indicator = speaker.indicator
    if not indicator.comparable or indicator.measure not in _LIMITS:
        return None
    beside = cells.latest(speaker.indicator_id, speaker.release.compared_with(speaker.indicator_id).id)
    if beside is None or not beside.is_public:
        return None
    return Funnel(indicator.measure, _compute_exact_value(beside, indicator.unit.scale), indicator.unit.scale)


def list_dots(speaker: Speaker, cells: Cells) -> list[FunnelDot]:
    """The areas with a shown figure and size, in the plan's order."""
    funnel, found = _make_funnel(speaker, cells), []
    for area in speaker.release.measured_areas(speaker.adoption) if funnel else ():
        cell = cells.latest(speaker.indicator_id, area.id)
        if cell is not None and cell.is_public and cell.denominator:
            value = _compute_exact_value(cell, funnel.unit)
            found.append(FunnelDot(area, cell, value, funnel.place(value, cell.denominator)))
    return found


@dataclass(frozen=True)
class _Frame:
    """Where things stand, in CSS pixels."""

    width: int
    right: int
    named: bool  # names beside the marks, or letters where there is no room
    height = 300
    left = 40
    top = 14
    bottom = 250

    def x(self, size: float, sizes: Scale) -> float:
        return self.left + (size - sizes.low) / (sizes.high - sizes.low) * (self.right - self.left)

    def y(self, value: float, axis: Scale) -> float:
        return self.bottom - (value - axis.low) / (axis.high - axis.low) * (self.bottom - self.top)


_WIDE, _NARROW = _Frame(620, 480, named=True), _Frame(340, 330, named=False)


def _draw_axes(axes: Axes, frame: _Frame, axis: Scale, sizes: Scale, counted: str) -> None:
    for tick in axis.ticks:
        y = frame.y(tick, axis)
        axes.plot([frame.left, frame.right], [y, y], color=TOKENS["rule"], lw=0.5, zorder=0)
        write_text(
            axes, frame.left - 5, y, danish.format_number(tick, axis.decimals), 11, ha="right", color=TOKENS["muted"]
        )
    for tick in sizes.ticks:
        x = frame.x(tick, sizes)
        axes.plot([x, x], [frame.bottom, frame.bottom + 5], color=TOKENS["muted"], lw=0.8, zorder=0)
        write_text(axes, x, frame.bottom + 15, danish.format_number(tick), 11, ha="center", color=TOKENS["muted"])
    write_text(axes, frame.right, frame.bottom + 34, f"ud af: {counted}", 11, ha="right", color=TOKENS["muted"])


def _draw_limits(axes: Axes, frame: _Frame, funnel: Funnel, axis: Scale, sizes: Scale, first: float) -> None:
    """Level and limits from the smallest shown area to the axis' end; a limit beyond the axis is cut at it."""
    steps = [first + (sizes.high - first) * step / _STEPS for step in range(_STEPS + 1)]
    xs = [frame.x(size, sizes) for size in steps]
    level = frame.y(funnel.level, axis)
    axes.plot([frame.left, frame.right], [level, level], color=TOKENS["ink"], lw=1.4, zorder=1)
    for confidence, style in ((_INNER, (0, (4, 3))), (_OUTER, (0, (1, 2)))):
        for side in zip(*(funnel.limits(size, confidence) for size in steps), strict=True):
            ys = [frame.y(min(max(limit, axis.low), axis.high), axis) for limit in side]
            axes.plot(xs, ys, color=TOKENS["muted"], lw=1.2, ls=style, zorder=1)


@dataclass(frozen=True)
class _Box:
    """Where something is written or marked: no name is written over it."""

    left: float
    right: float
    y: float

    def touches(self, other: _Box) -> bool:
        return abs(self.y - other.y) < 12 and self.left < other.right and other.left < self.right


def _room(frame: _Frame, taken: Sequence[_Box], x: float, y: float, wide: float) -> _Box:
    """The place nearest to a mark where its name touches nothing: beside it, else higher or lower."""
    tried = []
    for moved in (0, -13, 13, -26, 26, -39, 39, -52, 52):
        tried += [_Box(x + 8, x + 8 + wide, y + moved), _Box(x - 8 - wide, x - 8, y + moved)]
    inside = [box for box in tried if box.left >= frame.left and box.right <= frame.width]
    return next((box for box in inside if not any(box.touches(other) for other in taken)), tried[0])


def _write_name(axes: Axes, frame: _Frame, taken: list[_Box], x: float, y: float, text: str) -> None:
    """A name by its mark; where it had to move away, a thin line leads to it."""
    box = _room(frame, taken, x, y, 6.2 * len(text))
    taken.append(box)
    right = box.left > x
    at = box.left if right else box.right
    if abs(box.y - y) > 13:
        axes.plot([x, at], [y, box.y], color=TOKENS["ghost"], lw=0.7, zorder=2)
    write_text(axes, at, box.y, text, 11, ha="left" if right else "right")


def _beside(funnel: Funnel, speaker: Speaker) -> str:
    """`Kommunen 23,5 %`: the level's name and figure."""
    area = speaker.release.compared_with(speaker.indicator_id)
    return f"{area.short} {numbers.format_on_mark(Decimal(str(funnel.level)), speaker.indicator)}"


def _draw_funnel(
    figure_id: str, found: Sequence[FunnelDot], funnel: Funnel, frame: _Frame, speaker: Speaker, told: str
) -> Markup:
    first = min(dot.size for dot in found)
    ends = [limit for confidence in (_INNER, _OUTER) for limit in funnel.limits(first, confidence)]
    axis = make_scale([*(dot.value for dot in found), funnel.level, *ends], 5)
    sizes = make_scale([float(dot.size) for dot in found], 4, from_nought=True)
    figure, axes = make_canvas(frame.width, frame.height)
    _draw_axes(axes, frame, axis, sizes, speaker.indicator.denominator.label)
    _draw_limits(axes, frame, funnel, axis, sizes, first)
    level, beside = frame.y(funnel.level, axis) - 8, _beside(funnel, speaker)
    write_text(axes, frame.left + 4, level, beside, 11, ha="left", fontweight="bold")
    at = [(frame.x(dot.size, sizes), frame.y(dot.value, axis)) for dot in found]
    taken = [_Box(frame.left, frame.left + 4 + 6.8 * len(beside), level), *(_Box(x - 5, x + 5, y) for x, y in at)]
    for dot, (x, y) in zip(found, at, strict=True):
        shape, fill = _MARKERS[dot.place]
        axes.plot(
            [x],
            [y],
            shape,
            ms=8,
            mfc=TOKENS[fill],
            mec=TOKENS["ink"],
            mew=1.6,
            zorder=4,
            gid=make_cell_gid(dot.cell.key),
        )
        _write_name(axes, frame, taken, x, y, dot.area.short if frame.named else dot.area.letters)
    class_ = "kun-bred" if frame.named else "kun-smal"
    return render_inline_svg(figure, figure_id, f"{speaker.indicator.title}: tragtdiagram", told, class_)


def write_headline(found: Sequence[FunnelDot], speaker: Speaker) -> str:
    """Where the areas lie, those farthest out first; nothing of why."""
    for place in (FunnelPlace.BEYOND_OUTER, FunnelPlace.BEYOND_INNER):
        there = [speaker.name_area(dot.area.id).bare for dot in found if dot.place is place]
        if there:
            return finish(f"I {danish.join_words(there)} ligger tallet {place.value}")
    return "Alle viste områder ligger inden for grænserne"


def describe_funnel(found: Sequence[FunnelDot], funnel: Funnel, speaker: Speaker) -> str:
    """The description: level, then each area drawn with its figure, its size and where it lies."""
    level = numbers.format_on_mark(Decimal(str(funnel.level)), speaker.indicator)
    said = "; ".join(
        f"{dot.area.name} {numbers.format_on_mark(dot.cell.value, speaker.indicator)} "
        f"ud af {danish.format_number(dot.size)}, {dot.place.value}"
        for dot in found
    )
    window = speaker.name_period(found[0].cell.window).bare
    return (
        f"Tragtdiagram. {speaker.indicator.title}, {window}. {finish(f'{speaker.compared_with.bare} {level}. {said}.')}"
    )


def _list_letters(found: Sequence[FunnelDot]) -> str:
    return ", ".join(f"{dot.area.letters}: {dot.area.name}" for dot in found)


def _explain_shapes(found: Sequence[FunnelDot]) -> list[str]:
    """The key to the shapes that are drawn."""
    said = {FunnelPlace.BEYOND_INNER: "Udfyldt prik", FunnelPlace.BEYOND_OUTER: "Rude"}
    drawn = {dot.place for dot in found}
    return [f"{shape}: {place.value}." for place, shape in said.items() if place in drawn]


def make_table(found: Sequence[FunnelDot], speaker: Speaker) -> Markup:
    """What is drawn: each area's figure, its size and where it lies."""
    columns: list[str | tuple[str, str]] = ["Område", ("Tal", "num"), ("Ud af", "num"), "Placering"]
    rows: list[list[object]] = [
        [
            d.area.name,
            numbers.format_on_mark(d.cell.value, speaker.indicator),
            danish.format_number(d.size),
            d.place.value,
        ]
        for d in found
    ]
    return cells_in_tables.make_folding_table(f"{speaker.indicator.title}, som tegnet i tragtdiagrammet", columns, rows)


def make_funnel_figure(speaker: Speaker, cells: Cells) -> Markup | None:
    """The funnel of an indicator, folded away; None where nothing may be compared or fewer than two areas are shown."""
    around, found = _make_funnel(speaker, cells), list_dots(speaker, cells)
    if around is None or len(found) < 2:
        return None
    told, figure_id = describe_funnel(found, around, speaker), f"tr-{speaker.indicator_id}"
    frames = ((f"{figure_id}-b", _WIDE), (f"{figure_id}-s", _NARROW))
    svgs = join(_draw_funnel(name, found, around, frame, speaker, told) for name, frame in frames)
    note = " ".join([EXPLAINED, *_explain_shapes(found)])
    letters = tag("p", _list_letters(found), class_="note kun-smal")
    figure = wrap_in_figure(figure_id, write_headline(found, speaker), svgs, note, make_table(found, speaker), letters)
    return tag("details", tag("summary", "Tragtdiagram: områdernes størrelse regnet med"), figure)
