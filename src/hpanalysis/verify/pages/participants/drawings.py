"""What is drawn in the charts of coverage: each mark, interval, box and word where its row has it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import NamedTuple

from hpanalysis.verify.pages.drawings.agreement import Wrong, are_near, require
from hpanalysis.verify.pages.drawings.axes import Axis, read_level_axis
from hpanalysis.verify.pages.drawings.shapes import Drawing, Line, Mark, Text, is_open
from hpanalysis.verify.pages.participants.charts import Chart, DrawnRow
from hpanalysis.verify.pages.progress.wording import clean
from hpanalysis.verify.pages.tree import Element

KIND = "daekningsgraf"
_TOP, _LINE, _AFTER, _MARK = 4.0, 15.0, 24.0, 8.0  # of the drawing; of a line of a name; after it; to the marks' middle
_LETTERS = 50  # of a name on one line
_DROP = 6.0  # at most, from the middle of a text to its line
_LEFT, _RIGHT = 0.0, 320.0  # where names begin, and where numbers end


class _Placed(NamedTuple):
    """A row with the heights at which its name and its marks must stand."""

    row: DrawnRow
    lines: list[tuple[str, float]]
    y: float


def _place_rows(chart: Chart) -> tuple[list[_Placed], float]:
    """The rows where they must stand, and the height under the last. Called once a drawing."""
    placed, y = [], _TOP
    for row in chart.rows:
        lines = []
        for text in textwrap.wrap(row.name, _LETTERS):
            lines.append((text, y + _LINE / 2))
            y += _LINE
        placed.append(_Placed(row, lines, y + _MARK))
        y += _AFTER
    return placed, y


def list_uses(svg: Element) -> list[str]:
    """The outline of each mark in the order of the drawing. Called once a drawing. A round one has curves."""
    paths = [one for one in svg.walk() if one.name == "path" and "id" in one.attributes]
    shapes = {f"#{one.attributes['id']}": one.attributes.get("d", "") for one in paths}
    return [shapes.get(one.attributes.get("href", ""), "") for one in svg.walk() if one.name == "use"]


def _check_marks(marks: list[tuple[Mark, str]], placed: list[_Placed], axis: Axis) -> None:
    """Whether each row has its filled dot, and its open diamond where the worst placed are shown, at their numbers.
    Called once. marks: each with its outline."""
    wanted = [(one.row.value, one.y, True) for one in placed if one.row.value is not None]
    wanted += [(one.row.hardest, one.y, False) for one in placed if one.row.hardest is not None]
    require(len(marks) == len(wanted), "der er tegnet et andet antal mærker, end der er dækninger")
    for value, y, is_whole in wanted:
        fits = [
            mark
            for mark, outline in marks
            if is_open(mark) is not is_whole and ("C" in outline) is is_whole and abs(mark.y - y) <= 1
        ]
        require(len(fits) == 1 and are_near(fits[0].x, axis.place(float(value or 0))), "et mærke står ved et andet tal")


def _check_intervals(lines: list[Line], placed: list[_Placed], axis: Axis) -> None:
    """Whether each interval is drawn from its lower to its upper limit, in its row. Called once."""
    shown = [one for one in placed if one.row.lo is not None and one.row.hi is not None]
    require(len(lines) == len(shown), "der er tegnet et andet antal usikkerhedsintervaller, end der er tal")
    for one, line in zip(shown, lines, strict=True):
        (left, y), (right, _) = line.points[:2]
        require(line.is_level and abs(y - one.y) <= 1, "et usikkerhedsinterval står ved en anden aktivitet")
        ends = sorted((left, right))
        wanted = [axis.place(float(end)) for end in (one.row.lo or 0, one.row.hi or 0)]
        require(all(map(are_near, ends, wanted)), "et usikkerhedsinterval er tegnet ved andre tal")


def _check_grid(lines: list[Line], ticks: list[Text], bottom: float) -> None:
    """Whether the grid has an upright line through all rows at each number of the axis. Called once."""
    require(len(lines) == len(ticks), "aksens streger og tal passer ikke sammen")
    for line, tick in zip(sorted(lines, key=lambda one: one.points[0][0]), ticks, strict=True):
        heights = [y for _, y in line.points]
        require(line.is_upright and are_near(line.points[0][0], tick.x), "aksens streger og tal passer ikke sammen")
        require(are_near(min(heights), _TOP) and are_near(max(heights), bottom), "en streg går ikke gennem alle rækker")


def _check_boxes(boxes: list[Line], placed: list[_Placed]) -> None:
    """Whether each row without a number has an empty box, and no other. Called once."""
    wanted = [one.y for one in placed if one.row.value is None]
    require(len(boxes) == len(wanted), "der er ikke netop én tom ramme for hver dækning, der ikke er vist")
    for box, y in zip(sorted(boxes, key=lambda one: one.points[0][1]), wanted, strict=True):
        heights = [height for _, height in box.points]
        require(abs((min(heights) + max(heights)) / 2 - y) <= 1, "en tom ramme står ved en anden aktivitet")


def _list_wanted(placed: list[_Placed]) -> Iterator[tuple[str, str, float, float]]:
    """The words of the rows: text, alignment, and where it stands. Called once."""
    for one in placed:
        yield from ((clean(text), "start", _LEFT, y) for text, y in one.lines)
        yield clean(one.row.text), "end", _RIGHT, one.y


def _check_texts(texts: list[Text], placed: list[_Placed]) -> None:
    """Whether the words are those of the rows, each in its place. Called once. texts: but for the axis's."""
    left = list(texts)
    for words, anchor, x, y in _list_wanted(placed):
        fits = [
            one
            for one in left
            if (clean(one.words), one.anchor) == (words, anchor) and are_near(one.x, x) and 0 <= one.y - y <= _DROP
        ]
        require(bool(fits), "en tekst i tegningen mangler eller står ved en anden aktivitet")
        left.remove(fits[0])
    require(not left, "der står en tekst i tegningen, som ikke hører til")


def find_wrong(svg: Element, chart: Chart) -> str:
    """What is wrong with a drawing, as a Danish clause; "" where nothing is. Called for each chart."""
    try:
        drawing = Drawing(svg)
        require(drawing.kind == KIND, "tegningen er ikke af den slags, den skal være")
        axis = read_level_axis(drawing)
        if axis is None:
            raise Wrong("tegningen har ingen akse")
        placed, bottom = _place_rows(chart)
        require(are_near(drawing.size[1], bottom + 20), "tegningen har en anden højde, end rækkerne giver")
        foot = max(text.y for text in drawing.texts)
        ticks = sorted((text for text in drawing.texts if text.y == foot), key=lambda text: text.x)
        require(
            [clean(text.words).endswith("%") for text in ticks] == [False] * (len(ticks) - 1) + [True],
            "aksens enhed er en anden",
        )
        outlines = list_uses(svg)
        require(len(outlines) == len(drawing.marks), "noget er tegnet på en måde, som programmet ikke gør")
        _check_marks(list(zip(drawing.marks, outlines, strict=True)), placed, axis)
        grid = [line for line in drawing.lines if "--rule," in line.style]
        _check_grid(grid, ticks, bottom)
        boxes = [line for line in drawing.lines if "stroke-dasharray" in line.style]
        rest = [line for line in drawing.lines if line not in grid and line not in boxes]
        _check_intervals(rest, placed, axis)
        _check_boxes([*boxes, *drawing.boxes], placed)
        _check_texts([text for text in drawing.texts if text.y != foot], placed)
    except Wrong as wrong:
        return str(wrong)
    except (KeyError, ValueError, ZeroDivisionError, IndexError):
        return "noget er tegnet på en måde, som programmet ikke gør"
    return ""
