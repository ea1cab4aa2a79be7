"""The one style of all charts: colours, markers, type and lines. What it looks like is decided here and nowhere else.

Colours are the style sheet's tokens (templates/hpanalysis/style.css), drawn in their light value; the page gives the
dark one. Blue and orange, never red and green: every kind of colour vision tells them apart, and shape comes first.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # it draws text in the ink of this module
    from hpanalysis.report.charts.canvas import Canvas

TOKENS = {
    "ink": "#15191d",
    "muted": "#525b63",
    "rule": "#c9cfd4",
    "ghost": "#7b858d",
    "paper": "#fffffe",  # not quite white: the same colour as the page's, and found again among all that is drawn
    "good": "#1a5a9c",
    "bad": "#a34401",
    "band": "#e4e8eb",
    # From few to many of what is unwanted, on a map: the ink can be read on each of them.
    "few": "#fdebda",
    "some": "#f6c79c",
    "many": "#e08c48",
}

# A gid that begins so becomes the attribute data-cell: a drawn mark tells which figure it is.
CELL = "cell:"
# One that begins so becomes data-omraade: a drawn shape tells which area it is.
AREA = "area:"

# matplotlib lifts the pen at a point that is not a number: several strokes in one path, and so in one line of the SVG.
PEN_UP = float("nan")


def make_cell_gid(key: str) -> str:
    """Make the matplotlib gid of a drawn mark, so that the finished SVG tells which published figure the mark shows.
    key: the figure's address (indicator/window/area). Called wherever a chart draws a figure's mark;
    `svg.render_inline_svg` turns the gid into the attribute data-cell."""
    return CELL + key


def make_area_gid(area_id: str) -> str:
    """Make the matplotlib gid of an area's shape, so that the finished SVG tells which area it is. Called by the map;
    `svg.render_inline_svg` turns the gid into the attribute data-omraade."""
    return AREA + area_id


@dataclass(frozen=True)
class Marker:
    """How a figure's mark is drawn for one kind of verdict: shape first, then colour, so that the shape alone tells it.
    The four there are stand in `MARKERS`; `draw_verdict_mark` and the charts read them. token: a key of `TOKENS`;
    filled: whether the inside has the colour too, or the paper's."""

    shape: str  # as matplotlib names it
    token: str
    filled: bool

    @property
    def colour(self) -> str:
        """The light colour of the token, `#1a5a9c`, as matplotlib draws it; the page swaps in a dark one. Read when a
        mark, an interval or its label is drawn."""
        return TOKENS[self.token]


# Keys are the style sheet's colour classes (`marks.find_colour`); plain: a figure without a verdict.
MARKERS = {
    "god": Marker("o", "good", True),
    "skidt": Marker("D", "bad", True),
    "neutral": Marker("o", "muted", False),
    "plain": Marker("o", "ink", True),
}


def draw_verdict_mark(canvas: Canvas, x: float, y: float, *, colour: str, key: str, size: float = 9) -> None:
    """Draw the mark of a figure as it is today, shaped and coloured by its verdict. Called by the comparison chart for
    each area and by the profile chart for each strip. x, y: pixels on the canvas; colour: a key of `MARKERS`; key: the
    figure's address (indicator/window/area); size: in points."""
    marker = MARKERS[colour]
    canvas.plot(
        [x],
        [y],
        marker.shape,
        ms=size - (1.5 if marker.shape == "D" else 0),
        mfc=marker.colour if marker.filled else TOKENS["paper"],
        mec=marker.colour,
        mew=1.8,
        zorder=5,
        gid=make_cell_gid(key),
    )


def draw_interval(canvas: Canvas, ends: tuple[float, float], y: float, *, colour: str, width: float = 1.7) -> None:
    """Draw an uncertainty interval as a horizontal line with a tick at each end, all in one path. Called by the
    comparison chart and the profile chart for figures that have an interval. ends: the left and right end and y the
    height, in pixels; colour: a key of `MARKERS`; width: of the line."""
    low, high = ends
    canvas.plot(
        [low, high, PEN_UP, low, low, PEN_UP, high, high],
        [y, y, PEN_UP, y - 3.5, y + 3.5, PEN_UP, y - 3.5, y + 3.5],
        color=MARKERS[colour].colour,
        lw=width,
        zorder=3,
    )


def draw_baseline_mark(canvas: Canvas, x: float, y: float) -> None:
    """Draw the baseline's mark: hollow and small, so that it does not compete with the figure of today. Called by the
    comparison chart and the profile chart for figures with a baseline to show. x, y: pixels on the canvas."""
    canvas.plot([x], [y], "o", ms=5, mfc=TOKENS["paper"], mec=TOKENS["ghost"], mew=1.2, zorder=4)
