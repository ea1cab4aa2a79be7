"""The funnel: could the areas' distances from the municipality be chance, each area's size considered?

Drawn from shown cells only: a hidden area gives neither mark, name nor axis. Limits by `statistics.funnel`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from markupsafe import Markup

from hpanalysis import danish
from hpanalysis.definitions.model import Measure
from hpanalysis.plan import Area
from hpanalysis.report import numbers
from hpanalysis.report.cells import Cell, Cells
from hpanalysis.report.charts.canvas import Canvas
from hpanalysis.report.charts.chart_style import TOKENS, make_cell_gid
from hpanalysis.report.charts.comparison_figure import wrap_in_figure
from hpanalysis.report.charts.scale import Frame, Scale, make_scale
from hpanalysis.report.charts.svg import render_inline_svg
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
    """Where an area lies in the funnel; the value is what a reader sees. Shape alone tells it: it is no verdict. Given
    by `Funnel.place`, read for the marks, the table and the words."""

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
    """The limits around the comparison's figure, as functions of an area's size; in the indicator's unit. Made once an
    indicator by `_make_funnel`; the chart draws its limits and each area is placed by them."""

    measure: Measure
    level: float  # the comparison's figure
    unit: int  # what a share of 1 is written as: 100 for percentages

    def limits(self, size: float, confidence: float) -> tuple[float, float]:
        """The two values, in the indicator's unit, between which an area like the municipality lies with this
        probability. Called to place areas and to draw the curves. size: the area's denominator; confidence: 0.95 or
        0.998."""
        lo, hi = _LIMITS[self.measure](self.level / self.unit, size, confidence)
        return self.unit * lo, self.unit * hi

    def place(self, value: float, size: float) -> FunnelPlace:
        """Whether an area of this size with this figure lies inside the limits, beyond the inner, or beyond the outer.
        Called by `list_dots` for each area. value: in the indicator's unit; size: the area's denominator."""
        for confidence, place in ((_OUTER, FunnelPlace.BEYOND_OUTER), (_INNER, FunnelPlace.BEYOND_INNER)):
            lo, hi = self.limits(size, confidence)
            if not lo <= value <= hi:
                return place
        return FunnelPlace.INSIDE


@dataclass(frozen=True, kw_only=True)
class FunnelDot:
    """An area in the funnel; made by `list_dots` of a public cell with a denominator, read by all that draws it."""

    area: Area
    cell: Cell
    size: int  # its denominator
    value: float  # the figure as counted, not rounded
    place: FunnelPlace


def _compute_exact_value(cell: Cell, unit: int) -> float:
    """A cell's figure unrounded, from its counts; as printed where it has no counts. Called for a funnel chart: for the
    figure that areas are compared with, and for each area's dot. unit: what a share of 1 is written as, 100 for
    percentages."""
    if cell.numerator is None or not cell.denominator:
        return float(cell.number)
    return float(unit * cell.numerator / cell.denominator)


def _make_funnel(speaker: Speaker, cells: Cells) -> Funnel | None:
    """Make an indicator's funnel around the latest figure of what it is compared with (the municipality, or the
    country). Called when dots and chart are made. None if nothing may be compared, that figure is missing or not
    public, or the indicator is neither share nor rate (a share of persons' time counts as none). speaker: the
    indicator's Danish words."""
    indicator = speaker.indicator
    if not indicator.comparable or indicator.measure not in _LIMITS:
        return None
    comparison = cells.latest(speaker.indicator_id, speaker.release.compared_with(speaker.indicator_id).id)
    if comparison is None or not comparison.is_public:
        return None
    unit = indicator.unit.scale
    return Funnel(indicator.measure, _compute_exact_value(comparison, unit), unit)


def list_dots(speaker: Speaker, cells: Cells) -> list[FunnelDot]:
    """The areas with a public figure and a denominator, in the plan's order, each placed in the funnel; empty where the
    indicator has no funnel. Called by `make_funnel_figure`. speaker: the indicator's Danish words."""
    funnel, dots = _make_funnel(speaker, cells), []
    if funnel is None:
        return []
    for area in speaker.release.measured_areas(speaker.adoption):
        cell = cells.latest(speaker.indicator_id, area.id)
        if cell is not None and cell.is_public and cell.denominator:
            value = _compute_exact_value(cell, funnel.unit)
            place = funnel.place(value, cell.denominator)
            dots.append(FunnelDot(area=area, cell=cell, size=cell.denominator, value=value, place=place))
    return dots


@dataclass(frozen=True)
class _Drawing:
    """The chart being drawn: handed to each function that draws a part of it. Made by `_draw_funnel`. sizes: the scale
    of the areas' sizes; scale: that of their figures."""

    canvas: Canvas
    frame: Frame
    sizes: Scale
    scale: Scale

    def x(self, size: float) -> float:
        """Where an area of this size stands, in pixels from the left. Called for each thing drawn in the funnel."""
        return self.frame.x(size, self.sizes)

    def y(self, value: float) -> float:
        """Where a value of the indicator stands, in pixels from the top. Called for each thing drawn in the funnel."""
        return self.frame.y(value, self.scale)


_WIDE = Frame(width=620, height=300, left=40, right=480, top=14, bottom=250)
_NARROW = Frame(width=340, height=300, left=40, right=330, top=14, bottom=250)


def _draw_axes(drawing: _Drawing, denominator: str) -> None:
    """Draw both axes with their numbers: the figure upwards, the areas' size to the right. Called by `_draw_funnel`,
    first of all. denominator: what an area's size is counted in, written under the axis."""
    canvas, frame = drawing.canvas, drawing.frame
    for tick in drawing.scale.ticks:
        y, text = drawing.y(tick), danish.format_number(tick, drawing.scale.decimals)
        canvas.plot([frame.left, frame.right], [y, y], color=TOKENS["rule"], lw=0.5, zorder=0)
        canvas.write_text(frame.left - 5, y, text, 11, ha="right", color=TOKENS["muted"])
    for tick in drawing.sizes.ticks:
        x = drawing.x(tick)
        canvas.plot([x, x], [frame.bottom, frame.bottom + 5], color=TOKENS["muted"], lw=0.8, zorder=0)
        canvas.write_text(x, frame.bottom + 15, danish.format_number(tick), 11, ha="center", color=TOKENS["muted"])
    text = f"ud af: {denominator}"
    canvas.write_text(frame.right, frame.bottom + 34, text, 11, ha="right", color=TOKENS["muted"])


def _draw_limits(drawing: _Drawing, funnel: Funnel, smallest: float) -> None:
    """Draw the comparison's level as a line, and the inner and outer limits as curves, cut off at the ends of the
    scale. Called by `_draw_funnel`. smallest: the size of the smallest area shown, where the curves begin."""
    canvas, frame, scale = drawing.canvas, drawing.frame, drawing.scale
    steps = [smallest + (drawing.sizes.high - smallest) * step / _STEPS for step in range(_STEPS + 1)]
    xs = [drawing.x(size) for size in steps]
    level = drawing.y(funnel.level)
    canvas.plot([frame.left, frame.right], [level, level], color=TOKENS["ink"], lw=1.4, zorder=1)
    for confidence, style in ((_INNER, (0, (4, 3))), (_OUTER, (0, (1, 2)))):
        for side in zip(*(funnel.limits(size, confidence) for size in steps), strict=True):
            ys = [drawing.y(min(max(limit, scale.low), scale.high)) for limit in side]
            canvas.plot(xs, ys, color=TOKENS["muted"], lw=1.2, ls=style, zorder=1)


@dataclass(frozen=True)
class _Box:
    """Where something is written or marked: no name is written over it. Made by `_find_room` and `_draw_dots`; y is its
    middle, all in pixels."""

    left: float
    right: float
    y: float

    def touches(self, other: _Box) -> bool:
        """Whether text in this box and in another would overlap. Called by `_find_room` for each place tried."""
        return abs(self.y - other.y) < 12 and self.left < other.right and other.left < self.right


def _find_room(frame: Frame, taken: Sequence[_Box], mark: tuple[float, float], width: float) -> _Box:
    """The place nearest to a mark where its name touches nothing: beside it, else higher or lower; without room, to the
    right. Called by `_write_name`. taken: what is written or marked already; mark: its x and y; all in pixels."""
    x, y = mark
    boxes = []
    for moved in (0, -13, 13, -26, 26, -39, 39, -52, 52):
        boxes += [_Box(x + 8, x + 8 + width, y + moved), _Box(x - 8 - width, x - 8, y + moved)]
    inside = [box for box in boxes if box.left >= frame.left and box.right <= frame.width]
    return next((box for box in inside if not any(box.touches(other) for other in taken)), boxes[0])


def _write_name(drawing: _Drawing, taken: list[_Box], mark: tuple[float, float], text: str) -> None:
    """Write an area's name by its mark; where it had to move away, a thin line leads to it. Called by `_draw_dots` for
    each area. taken: the places used already, to which the name's is added; mark: its x and y in pixels."""
    box = _find_room(drawing.frame, taken, mark, 6.2 * len(text))
    taken.append(box)
    x, y = mark
    end, side = (box.left, "left") if box.left > x else (box.right, "right")
    if abs(box.y - y) > 13:
        drawing.canvas.plot([x, end], [y, box.y], color=TOKENS["ghost"], lw=0.7, zorder=2)
    drawing.canvas.write_text(end, box.y, text, 11, ha=side)


def _name_level(funnel: Funnel, speaker: Speaker) -> str:
    """The name and figure of what the areas are compared with, for its line in the funnel: `Kommunen 23,5 %`. Called by
    `_draw_funnel`. speaker: the indicator's Danish words."""
    area = speaker.release.compared_with(speaker.indicator_id)
    return f"{area.short} {numbers.format_on_mark(Decimal(str(funnel.level)), speaker.indicator)}"


def _draw_dots(drawing: _Drawing, dots: Sequence[FunnelDot], level: _Box, named: bool) -> None:
    """Draw each area's mark and name. Called by `_draw_funnel` last. dots: the areas; level: where the name of the
    comparison's line stands, to be kept free; named: whether areas are named in full, or by letters on a phone."""
    marks = [(drawing.x(dot.size), drawing.y(dot.value)) for dot in dots]
    taken = [level, *(_Box(x - 5, x + 5, y) for x, y in marks)]
    for dot, (x, y) in zip(dots, marks, strict=True):
        shape, fill = _MARKERS[dot.place]
        drawing.canvas.plot(
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
        _write_name(drawing, taken, (x, y), dot.area.short if named else dot.area.letters)


def _draw_funnel(
    figure_id: str, dots: Sequence[FunnelDot], funnel: Funnel, speaker: Speaker, *, description: str, named: bool
) -> Markup:
    """Draw the funnel as SVG: the wide form with areas' names (named), or the phone's with letters. Called by
    `make_funnel_figure` once for each form. dots: at least two; description: for screen readers."""
    frame = _WIDE if named else _NARROW
    smallest = min(dot.size for dot in dots)
    ends = [limit for confidence in (_INNER, _OUTER) for limit in funnel.limits(smallest, confidence)]
    scale = make_scale([*(dot.value for dot in dots), funnel.level, *ends], 5)
    sizes = make_scale([float(dot.size) for dot in dots], 4, from_zero=True)
    canvas = Canvas(frame.width, frame.height)
    drawing = _Drawing(canvas, frame, sizes, scale)
    denominator = speaker.indicator.denominator
    _draw_axes(drawing, "" if denominator is None else denominator.label)
    _draw_limits(drawing, funnel, smallest)
    level_y, level = drawing.y(funnel.level) - 8, _name_level(funnel, speaker)
    canvas.write_text(frame.left + 4, level_y, level, 11, ha="left", fontweight="bold")
    _draw_dots(drawing, dots, _Box(frame.left, frame.left + 4 + 6.8 * len(level), level_y), named)
    title, class_ = f"{speaker.indicator.title}: tragtdiagram", "kun-bred" if named else "kun-smal"
    return render_inline_svg(canvas, figure_id, title=title, description=description, class_=class_)


def write_headline(dots: Sequence[FunnelDot], speaker: Speaker) -> str:
    """The funnel's headline: which areas lie beyond the outer limits, else beyond the inner ones, or that all lie
    inside; nothing of why. Called by `make_funnel_figure`. dots: the areas drawn; speaker: has their names."""
    for place in (FunnelPlace.BEYOND_OUTER, FunnelPlace.BEYOND_INNER):
        names = [speaker.name_area(dot.area.id).bare for dot in dots if dot.place is place]
        if names:
            return finish(f"I {danish.join_words(names)} ligger tallet {place.value}")
    return "Alle viste områder ligger inden for grænserne"


def describe_funnel(dots: Sequence[FunnelDot], funnel: Funnel, speaker: Speaker) -> str:
    """The funnel in words for a screen reader: the level, then each area with its figure, its size and where it lies.
    Called by `make_funnel_figure`. dots: at least two; speaker: the indicator's Danish words."""
    level = numbers.format_on_mark(Decimal(str(funnel.level)), speaker.indicator)
    areas = "; ".join(
        f"{dot.area.name} {numbers.format_on_mark(dot.cell.number, speaker.indicator)} "
        f"ud af {danish.format_number(dot.size)}, {dot.place.value}"
        for dot in dots
    )
    window = speaker.name_period(dots[0].cell.window).bare
    drawn = finish(f"{speaker.compared_with.bare} {level}. {areas}.")
    return f"Tragtdiagram. {speaker.indicator.title}, {window}. {drawn}"


def _explain_shapes(dots: Sequence[FunnelDot]) -> list[str]:
    """The sentences that explain marks of areas beyond the limits; empty where all drawn lie inside. Called by
    `make_funnel_figure` for its note."""
    shapes = {FunnelPlace.BEYOND_INNER: "Udfyldt prik", FunnelPlace.BEYOND_OUTER: "Rude"}
    drawn = {dot.place for dot in dots}
    return [f"{shape}: {place.value}." for place, shape in shapes.items() if place in drawn]


def make_table(dots: Sequence[FunnelDot], speaker: Speaker) -> Markup:
    """The funnel's numbers as a table, folded away under the chart: each area's figure, its size and where it lies.
    Called by `make_funnel_figure`. dots: the areas drawn; speaker: the indicator's Danish words."""
    columns: list[cells_in_tables.Column] = ["Område", ("Tal", "num"), ("Ud af", "num"), "Placering"]
    rows = [
        [
            dot.area.name,
            numbers.format_on_mark(dot.cell.number, speaker.indicator),
            danish.format_number(dot.size),
            dot.place.value,
        ]
        for dot in dots
    ]
    caption = f"{speaker.indicator.title}, som tegnet i tragtdiagrammet"
    return cells_in_tables.make_folding_table(caption, columns, rows, abouts=[dot.cell.about() for dot in dots])


def make_funnel_figure(speaker: Speaker, cells: Cells) -> Markup | None:
    """Make the funnel of an indicator in its <figure>, folded away under a line that opens it. Called by a delaftale's
    page for each indicator that a delmål is judged on, and in a notebook by `IndicatorView.funnel`. None where nothing
    may be compared or fewer than two areas are shown. speaker: the indicator's Danish words."""
    funnel, dots = _make_funnel(speaker, cells), list_dots(speaker, cells)
    if funnel is None or len(dots) < 2:
        return None
    description, figure_id = describe_funnel(dots, funnel, speaker), f"tr-{speaker.indicator_id}"
    letters = ", ".join(f"{dot.area.letters}: {dot.area.name}" for dot in dots)
    figure = wrap_in_figure(
        figure_id,
        write_headline(dots, speaker),
        join(
            _draw_funnel(f"{figure_id}-{suffix}", dots, funnel, speaker, description=description, named=named)
            for suffix, named in (("b", True), ("s", False))
        ),
        note=" ".join([EXPLAINED, *_explain_shapes(dots)]),
        table=make_table(dots, speaker),
        key=tag("p", letters, class_="note kun-smal"),
        about=f"{speaker.indicator_id}/{dots[0].cell.window}/*",
    )
    return tag("details", tag("summary", "Tragtdiagram: områdernes størrelse regnet med"), figure)
