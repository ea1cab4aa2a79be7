"""The one style of all charts: colours, markers, type and lines. What it looks like is decided here and nowhere else.

Colours are the style sheet's tokens (templates/hpanalysis/style.css), drawn in their light value; the page gives the
dark one. Blue and orange, never red and green: every kind of colour vision tells them apart, and shape comes first.
"""

from __future__ import annotations

from dataclasses import dataclass

import seaborn as sns
from matplotlib.axes import Axes

TOKENS = {
    "ink": "#15191d",
    "muted": "#525b63",
    "rule": "#c9cfd4",
    "ghost": "#7b858d",
    "paper": "#fffffe",  # not quite white: the same colour as the page's, and found again among all that is drawn
    "good": "#1a5a9c",
    "bad": "#a34401",
    "band": "#e4e8eb",
}

THEME = (
    sns.axes_style("white")
    | sns.plotting_context("paper")
    | {
        "svg.fonttype": "none",
        "svg.hashsalt": "hpanalysis",
        "font.family": "DejaVu Sans",
        "font.size": 12,
        "text.color": TOKENS["ink"],
        "path.simplify": True,
    }
)

# A gid that begins so becomes the attribute data-cell: a drawn mark tells which figure it is.
CELL = "cell:"

# matplotlib lifts the pen at a point that is not a number: several strokes in one path, and so in one line of the SVG.
PEN_UP = float("nan")


def make_cell_gid(key: str) -> str:
    """The gid of the mark that shows the cell with this address."""
    return CELL + key


@dataclass(frozen=True)
class Marker:
    """Shape first, then colour: the marker alone tells the verdict."""

    shape: str  # as matplotlib names it
    token: str
    filled: bool

    @property
    def colour(self) -> str:
        return TOKENS[self.token]


# Keys are the style sheet's colour classes (`marks.find_colour`); plain: a figure without a verdict.
MARKERS = {
    "god": Marker("o", "good", True),
    "skidt": Marker("D", "bad", True),
    "neutral": Marker("o", "muted", False),
    "plain": Marker("o", "ink", True),
}


def draw_verdict_mark(axes: Axes, x: float, y: float, *, colour: str, key: str, size: float = 9) -> None:
    """Today's figure of a cell. colour: a key of `MARKERS`; key: the cell's address."""
    marker = MARKERS[colour]
    axes.plot(
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


def draw_interval(axes: Axes, ends: tuple[float, float], y: float, *, colour: str, width: float = 1.7) -> None:
    """A lying interval with a tick at each end, all in one path. colour: a key of `MARKERS`."""
    low, high = ends
    axes.plot(
        [low, high, PEN_UP, low, low, PEN_UP, high, high],
        [y, y, PEN_UP, y - 3.5, y + 3.5, PEN_UP, y - 3.5, y + 3.5],
        color=MARKERS[colour].colour,
        lw=width,
        zorder=3,
    )


def draw_baseline_mark(axes: Axes, x: float, y: float) -> None:
    """The baseline: hollow and small, it never competes with the figure of today."""
    axes.plot([x], [y], "o", ms=5, mfc=TOKENS["paper"], mec=TOKENS["ghost"], mew=1.2, zorder=4)
