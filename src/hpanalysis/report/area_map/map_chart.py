"""A map drawn: the areas' shapes in their colours with their words, and what the colours mean.

Nothing is computed here: the words and the colours come with the areas.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup
from matplotlib.patches import PathPatch, Rectangle

from hpanalysis.plan import AreaMap
from hpanalysis.report.area_map.labels import LINE, Label, place_labels
from hpanalysis.report.area_map.projection import Box, Outline, measure_height, project
from hpanalysis.report.charts.canvas import Canvas
from hpanalysis.report.charts.chart_style import TOKENS, make_area_gid
from hpanalysis.report.charts.svg import render_inline_svg

# The class that tells a map from other drawings.
CLASS = "omraadekort"
_WIDTH, _MARGIN = 340, 8
_LEAST, _MOST = 190, 300  # how high the shapes' part of the canvas may be
_KEY_LINE, _BOX = 20, 12  # of what the colours mean
_SIZE = 11  # of all text


@dataclass(frozen=True)
class MappedArea:
    """An area as it is drawn. Made by `map_figures`. lines: its words, the name first; token: a key of `TOKENS`, the
    shape's colour; is_chosen: it is the one that the map is about, drawn with a heavy edge and a bold name."""

    area_id: str
    lines: tuple[str, ...]
    token: str
    is_chosen: bool = False


@dataclass(frozen=True)
class Meaning:
    """What a colour means. Made by `map_figures`; written under the shapes."""

    token: str
    words: str


def _draw_shape(canvas: Canvas, outline: Outline, area: MappedArea) -> None:
    """Draw an area's shape. Called for each; the chosen one last, so that its edge is whole."""
    patch = PathPatch(
        outline.path,
        fc=TOKENS[area.token],
        ec=TOKENS["ink"],
        lw=3 if area.is_chosen else 1,
        zorder=2 if area.is_chosen else 1,
        gid=make_area_gid(area.area_id),
    )
    canvas.add_patch(patch)


def _write_label(canvas: Canvas, outline: Outline, label: Label, area: MappedArea) -> None:
    """Write an area's words, with a line to its shape where they stand beside it, and to each other part of an area
    that lies in several, which would else have no name. Called for each area."""
    lines = [] if label.end is None else [(outline.anchor, label.end)]
    for (x1, y1), (x2, y2) in [*lines, *zip(outline.parts, label.part_ends, strict=True)]:
        canvas.plot([x1, x2], [y1, y2], color=TOKENS["ink"], lw=1, zorder=3)
    for number, words in enumerate(label.lines):
        is_bold = area.is_chosen if number == 0 else True
        weight = {"fontweight": "bold"} if is_bold else {}
        canvas.write_text(label.x, label.find_middle(number), words, _SIZE, ha="center", zorder=4, **weight)


def _write_key(canvas: Canvas, meanings: Sequence[Meaning], top: float) -> None:
    """Write what the colours mean, a line each. Called once a map. top: how far down it begins."""
    for number, meaning in enumerate(meanings):
        y = top + _KEY_LINE * (number + 0.5)
        box = Rectangle(
            (_MARGIN, y - _BOX / 2), _BOX * 1.5, _BOX, fc=TOKENS[meaning.token], ec=TOKENS["ink"], lw=1, zorder=1
        )
        canvas.add_patch(box)
        canvas.write_text(_MARGIN + _BOX * 1.5 + 8, y, meaning.words, _SIZE, ha="left", zorder=5, color=TOKENS["muted"])


def draw_area_map(
    figure_id: str,
    area_map: AreaMap,
    areas: Sequence[MappedArea],
    meanings: Sequence[Meaning],
    *,
    title: str,
    description: str,
) -> Markup:
    """Draw the areas as SVG, north up. Called for the overview and for each area's profile. areas: one for each shape;
    meanings: what the colours mean, empty where the words say it; title and description: for screen readers."""
    inner = _WIDTH - 2 * _MARGIN
    high = min(max(measure_height(area_map, inner) + 2 * _MARGIN, _LEAST), _MOST)
    high = -(-int(high) // LINE) * LINE
    canvas = Canvas(_WIDTH, high + _KEY_LINE * len(meanings) + (_MARGIN if meanings else 0))
    outlines = project(area_map, Box(_MARGIN, _MARGIN, inner, high - 2 * _MARGIN))
    by_area = {area.area_id: area for area in areas}
    labels = place_labels(outlines, {area.area_id: area.lines for area in areas}, (_WIDTH, high))
    for outline in outlines:
        _draw_shape(canvas, outline, by_area[outline.area_id])
    for outline, label in zip(outlines, labels, strict=True):
        _write_label(canvas, outline, label, by_area[outline.area_id])
    _write_key(canvas, meanings, high + _MARGIN)
    return render_inline_svg(canvas, figure_id, title=title, description=description, class_=CLASS)
