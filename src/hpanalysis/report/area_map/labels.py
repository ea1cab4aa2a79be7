"""Where the areas' names stand on a map: in their shapes where there is room, else beside them with a line to them.

Names never lie on each other as long as the canvas has room for them, and on an edge or on other areas' shapes only
where nothing else is free. The same shapes and names give the same places.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from hpanalysis.report.area_map.projection import Outline

LINE = 14  # pixels from a line of a label to the next
_LETTER = 6.2  # pixels: a little more than most fonts have at 11 px
_STEP = 4  # between the places tried, and the size of the squares that shapes are seen as
# What a square on another name, and on another shape, costs in pixels of distance, and what one's own edge costs.
_ON_LABEL, _ON_SHAPE, _ON_EDGE = 1000.0, 12.0, 40.0
_HALF_ON = 500.0  # what it costs to lie partly on one's own shape and have the middle outside it

Squares = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Label:
    """An area's lines of text on the map, and where they stand. Made by `place_labels`; drawn by the map."""

    area_id: str
    lines: tuple[str, ...]
    x: float  # of their middle
    top: float
    end: tuple[float, float] | None  # where the line from the shape meets the text; None where the text is in the shape
    part_ends: tuple[tuple[float, float], ...] = ()  # where those from the area's other parts do (`Outline.parts`)

    def find_middle(self, line: int) -> float:
        """How far from the top the middle of one of its lines is, in pixels. Called for each line that is written."""
        return self.top + LINE * (line + 0.5)


def _add_up(squares: npt.NDArray[np.bool_]) -> Squares:
    """Sums of all squares above and to the left, so that those in a box are known at once. Called for each shape and
    each name that is placed."""
    return np.pad(squares.astype(np.int64).cumsum(axis=0).cumsum(axis=1), ((1, 0), (1, 0)))


def _count_in_boxes(sums: Squares, wide: int, high: int) -> Squares:
    """How many squares are taken in each box of a size, by its upper left square. Called for each name and what it must
    not lie on."""
    return sums[high:, wide:] - sums[:-high, wide:] - sums[high:, :-wide] + sums[:-high, :-wide]


def _fill_squares(outline: Outline, columns: int, rows: int) -> npt.NDArray[np.bool_]:
    """The squares whose middles lie in a shape, and that of its anchor, so that no shape is too small to be seen.
    Called for each shape."""
    xs, ys = (np.arange(columns) + 0.5) * _STEP, (np.arange(rows) + 0.5) * _STEP
    places = np.stack(np.meshgrid(xs, ys), axis=-1).reshape(-1, 2)
    filled = outline.contains(places).reshape(rows, columns)
    x, y = outline.anchor
    filled[min(rows - 1, int(y // _STEP)), min(columns - 1, int(x // _STEP))] = True
    return filled


def _meet(box: tuple[float, float, float, float], anchor: tuple[float, float]) -> tuple[float, float]:
    """The place of a box (left, top, right, bottom) that is nearest to an anchor. Called for each name beside its
    shape."""
    left, top, right, bottom = box
    return min(max(anchor[0], left), right), min(max(anchor[1], top), bottom)


def place_labels(outlines: Sequence[Outline], lines: dict[str, tuple[str, ...]], size: tuple[int, int]) -> list[Label]:
    """A place for each area's lines of text. Called once a map. lines: by area's id, one or more each; size: of the
    canvas in pixels."""
    columns, rows = size[0] // _STEP, size[1] // _STEP
    filled = {outline.area_id: _fill_squares(outline, columns, rows) for outline in outlines}
    taken = np.zeros((rows, columns), dtype=bool)
    labels = []
    for outline in outlines:
        own = lines[outline.area_id]
        wide = min(columns - 1, -(-int(_LETTER * max(map(len, own)) + 4) // _STEP))
        high = -(-LINE * len(own) // _STEP)
        others = sum((squares for key, squares in filled.items() if key != outline.area_id), np.zeros_like(taken, int))
        cost = _ON_LABEL * _count_in_boxes(_add_up(taken), wide, high)
        cost = cost + _ON_SHAPE * _count_in_boxes(_add_up(others > 0), wide, high)
        within = filled[outline.area_id][high // 2 :, wide // 2 :][: cost.shape[0], : cost.shape[1]]
        on_own = _count_in_boxes(_add_up(filled[outline.area_id]), wide, high)
        cost = cost + np.where((on_own > 0) & (on_own < wide * high), np.where(within, _ON_EDGE, _HALF_ON), 0.0)
        tops, lefts = np.indices(cost.shape) * _STEP
        away = np.hypot(lefts + wide * _STEP / 2 - outline.anchor[0], tops + high * _STEP / 2 - outline.anchor[1])
        row, column = np.unravel_index(np.argmin(np.round(cost + away, 6)), cost.shape)
        taken[row : row + high, column : column + wide] = True
        labels.append(_make_label(outline, own, int(column), int(row), wide, bool(within[row, column])))
    return labels


def _make_label(outline: Outline, lines: tuple[str, ...], column: int, row: int, wide: int, is_within: bool) -> Label:
    """The label whose upper left square is given. Called for each that is placed. wide: in squares; is_within: its
    middle lies in the shape."""
    x, top = (column + wide / 2) * _STEP, float(row * _STEP)
    half = _LETTER * max(map(len, lines)) / 2
    box = (x - half, top + 1, x + half, top + LINE * len(lines) - 1)
    part_ends = tuple(_meet(box, part) for part in outline.parts)
    end = None if is_within else _meet(box, outline.anchor)
    return Label(outline.area_id, lines, x, top, end, part_ends)
