"""What a chart draws on: matplotlib's own lines, texts and shapes, put where the chart says, in pixels.

It has no matplotlib axes, because the charts draw scale and ticks themselves, and to make and draw axes that nobody
sees takes longer than all the rest.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from matplotlib.artist import Artist
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.text import Text
from matplotlib.transforms import Affine2D, Bbox, BboxTransformFrom, BboxTransformTo

from hpanalysis.report.charts.chart_style import TOKENS

_DOTS = 72  # an inch, so that a point of matplotlib's is a pixel


class Canvas:
    """An empty drawing, measured in CSS pixels with y downwards: text drawn at 12 is read at 12 px. Made first by every
    chart. What has the higher zorder lies above; what has the same lies as it was drawn, the last on top."""

    def __init__(self, width: float, height: float) -> None:
        """Called by each chart with the size of its drawing, in pixels."""
        self.figure = Figure(figsize=(width / _DOTS, height / _DOTS), dpi=_DOTS)
        self.figure.patch.set_visible(False)
        pixels = Bbox([[0, height], [width, 0]])  # y is read from the top, and matplotlib's own from the bottom
        place = BboxTransformFrom(pixels) + BboxTransformTo(self.figure.bbox)
        self._place = Affine2D(place.get_matrix())

    def _put(self, artist: Artist) -> None:
        """Put a line, a text or a shape on the drawing. Called for each, with its coordinates in pixels."""
        artist.set_transform(self._place)
        self.figure.add_artist(artist)

    def plot(self, xs: Sequence[float], ys: Sequence[float], mark: str | None = None, **style: Any) -> None:
        """Draw a line through points, or, where a mark is named, the mark at each point and no line. Called by the
        charts for all lines and marks. xs, ys: in pixels; not a number (`PEN_UP`) lifts the pen. mark: a shape as
        matplotlib names it, such as "o"; style: matplotlib's properties of a line."""
        self._put(Line2D(xs, ys, marker=mark, linestyle="-" if mark is None else "None", **style))

    def add_patch(self, patch: Patch) -> None:
        """Draw a shape, such as a rectangle, with its coordinates in pixels. Called by the charts for bars, boxes and
        areas."""
        self._put(patch)

    def write_text(self, x: float, y: float, text: str, size: float = 12, **style: Any) -> None:
        """Write text at a place, centred on its line, as it stands (a `$` begins no mathematics). Called by the charts
        for all text. x, y and size: in pixels; style: matplotlib's properties of a text."""
        usual: dict[str, Any] = {"fontsize": size, "va": "center", "color": TOKENS["ink"], "parse_math": False}
        self._put(Text(x, y, text, **(usual | style)))
