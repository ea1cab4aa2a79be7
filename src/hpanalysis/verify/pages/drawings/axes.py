"""An axis read off a drawing: its own numbers at its own lines, which must lie on one straight scale."""

from __future__ import annotations

from typing import NamedTuple

from hpanalysis.published.pages import find_numbers, is_figure
from hpanalysis.verify.pages.drawings.agreement import NEAR, Wrong
from hpanalysis.verify.pages.drawings.shapes import Drawing, Text

TEXT_DROP = 4.6  # a text's line stands at most so far under its middle


class Axis(NamedTuple):
    """A straight scale: a figure's place is start + figure * step."""

    start: float
    step: float

    def place(self, value: float) -> float:
        """Where a figure stands on the axis, in pixels. Called for each figure that is held against a drawing."""
        return self.start + value * self.step


def _fit(ticks: list[tuple[float, float]]) -> Axis | None:
    """The axis through ticks (figure, place); None for fewer than two. `Wrong` where they do not lie on one straight
    line. Called for each axis of a drawing."""
    ticks = sorted(set(ticks))
    if len(ticks) < 2:
        return None
    (low, at_low), (high, at_high) = ticks[0], ticks[-1]
    if high == low:
        raise Wrong("to mærker på aksen har samme tal")
    step = (at_high - at_low) / (high - low)
    axis = Axis(at_low - low * step, step)
    if any(abs(axis.place(value) - place) > NEAR for value, place in ticks) or step == 0:
        raise Wrong("aksens mærker står ikke med lige stor afstand")
    return axis


def read_number(words: str) -> float:
    """The number that a text is, with its sign. Called for ticks and for numbers beside marks."""
    (number,) = find_numbers(words)
    return float(-number if words.strip().startswith("−") else number)


def read_upright_axis(drawing: Drawing) -> Axis | None:
    """The axis up the left side, off the lines of the grid that its numbers stand at; None for a drawing without one.
    Called for courses, control charts and funnels."""
    texts = [text for text in drawing.texts if text.anchor == "end" and is_figure(text.words) and _is_small(text)]
    if not texts:
        return None
    left = min(text.x for text in texts)
    grid = sorted({line.points[0][1] for line in drawing.lines if line.is_level and "--rule" in line.style})
    ticks = []
    for text in (text for text in texts if text.x == left):
        beside = [y for y in grid if 0 <= text.y - y <= TEXT_DROP]
        if len(beside) != 1:
            raise Wrong("et tal på aksen står ikke ved sin streg")
        ticks.append((read_number(text.words), beside[0]))
    if len({place for _, place in ticks}) != len(ticks) or len(ticks) != len(grid):
        raise Wrong("aksens streger og tal passer ikke sammen")
    return _fit(ticks)


def _is_small(text: Text) -> bool:
    """Whether a text is written as those of an axis are. Called for numbers that may be an axis's."""
    return "font-size:11px" in text.style and "--muted," in text.style


def read_level_axis(drawing: Drawing) -> Axis | None:
    """The axis along the bottom, off its numbers, which stand in the middle under their places; None for a drawing
    without one. Called for comparisons and funnels."""
    texts = [text for text in drawing.texts if text.anchor == "middle" and is_figure(text.words)]
    if not texts:
        return None
    bottom = max(text.y for text in texts)
    return _fit([(read_number(text.words), text.x) for text in texts if text.y == bottom])
