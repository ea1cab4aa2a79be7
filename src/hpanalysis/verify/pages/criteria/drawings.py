"""What is drawn in the small charts of the page kriterier: each mark, line and word where its figure has it."""

from __future__ import annotations

from collections.abc import Iterator

from hpanalysis.verify.pages.criteria.charts import Chart, DrawnRow
from hpanalysis.verify.pages.drawings.agreement import Wrong, are_near, require
from hpanalysis.verify.pages.drawings.axes import Axis, read_level_axis
from hpanalysis.verify.pages.drawings.shapes import Drawing, Mark, Text, is_open
from hpanalysis.verify.pages.progress.wording import clean
from hpanalysis.verify.pages.tree import Element

KIND = "kriteriegraf"
_BESIDE = 6.0  # pixels from a row's words to its marks, up or down; rows are 22 apart
_STEP, _FIRST, _BELOW = 22.0, 59.7, 24.0  # from row to row; the first row; from the last line to the drawing's foot


def _check_mark(mark: Mark, key: str, axis: Axis, value: float, y: float) -> None:
    """Whether a mark stands at its figure, in its row, and says which figure it is. Called for each mark."""
    require(are_near(mark.x, axis.place(value)), "et mærke står ved et andet tal end sit eget")
    require(abs(mark.y - y) <= 1, "et mærke står ved et andet område end sit eget")
    require(mark.address == key, "et mærke henviser til et andet tal end sit eget")


def _list_shapes(svg: Element) -> dict[str, str]:
    """The outline of each shape that marks are drawn by, by its reference. Called once a drawing."""
    paths = [one for one in svg.walk() if one.name == "path" and "id" in one.attributes]
    return {f"#{one.attributes['id']}": one.attributes.get("d", "") for one in paths}


def _list_uses(svg: Element) -> list[str]:
    """The outline of each mark in the order of the drawing. Called once a drawing. A round one has curves."""
    shapes = _list_shapes(svg)
    return [shapes.get(one.attributes.get("href", ""), "") for one in svg.walk() if one.name == "use"]


def _check_row(row: DrawnRow, place: int, marks: list[tuple[Mark, str]], axis: Axis) -> None:
    """Whether a row has the marks that it must, of the right shape. Called for each row. marks: of this row, each with
    its outline."""
    y = _FIRST + _STEP * place
    hollow = [mark for mark, _ in marks if is_open(mark)]
    filled = [(mark, outline) for mark, outline in marks if not is_open(mark)]
    require(len(filled) == (row.value is not None), "et område har ikke ét udfyldt mærke")
    require(len(hollow) == (row.own is not None), "et område har ikke den åbne prik, det skal have")
    if row.value is not None:
        mark, outline = filled[0]
        _check_mark(mark, row.key, axis, float(row.value), y)
        require(("C" in outline) is not row.met, "et mærkes form siger noget andet om grænsen end tabellen")
    if row.own is not None:
        _check_mark(hollow[0], row.own_key, axis, float(row.own), y)


def _check_lines(drawing: Drawing, chart: Chart, axis: Axis) -> None:
    """Whether each limit's line stands at its limit, and no other upright line but those of the grid. Called once."""
    upright = [line for line in drawing.lines if "--rule," not in line.style]
    require(len(upright) == len(chart.limits), "der er tegnet et andet antal grænser, end loven har")
    for line, limit, colour in zip(upright, chart.limits, ("--ink,", "--ghost,"), strict=False):
        require(line.is_upright and colour in line.style, "en grænses streg er ikke den, den skal være")
        require(are_near(line.points[0][0], axis.place(float(limit.value))), "en grænse er tegnet ved et andet tal")
    bottom = drawing.size[1] - _BELOW
    for line in drawing.lines:
        require(are_near(max(y for _, y in line.points), bottom), "en streg går ikke gennem alle områder")


def _list_wanted(chart: Chart) -> Iterator[tuple[str, str, float | None]]:
    """The words that the drawing must have, with how they are aligned and the height of their row; None for labels.
    Called once."""
    for limit in chart.limits:
        yield clean(limit.label), "", None
    for place, row in enumerate(chart.rows):
        y = _FIRST + _STEP * place
        yield from ((clean(row.name), "", y), (clean(row.text), "end", y))


def _check_texts(texts: list[Text], chart: Chart, ticks: set[float]) -> None:
    """Whether the words of the drawing are those that it must have, each at its row. Called once. ticks: the heights of
    the axis' numbers, which are held by the axis itself."""
    rest = [text for text in texts if text.y not in ticks]
    wanted = list(_list_wanted(chart))
    require(
        sorted(clean(text.words) for text in rest) == sorted(words for words, _, _ in wanted),
        "teksterne i tegningen er ikke dem, den skal have",
    )
    for words, anchor, y in wanted:
        fits = [text for text in rest if clean(text.words) == words and (y is None or abs(text.y - y) <= _BESIDE)]
        require(any(not anchor or text.anchor == anchor for text in fits), "en tekst står ved et andet område")


def find_wrong(svg: Element, chart: Chart) -> str:
    """What is wrong with a drawing, as a Danish clause; "" where nothing is. Called for each chart."""
    try:
        drawing = Drawing(svg)
        require(drawing.kind == KIND, "tegningen er ikke af den slags, den skal være")
        axis = read_level_axis(drawing)
        if axis is None:
            raise Wrong("tegningen har ingen akse")
        bottom = max(text.y for text in drawing.texts)
        units = [text.words for text in drawing.texts if text.y == bottom and clean(text.words).endswith("%")]
        require(len(units) == bool(chart.unit), "aksens enhed er en anden")
        outlines = _list_uses(svg)
        require(len(outlines) == len(drawing.marks), "noget er tegnet på en måde, som programmet ikke gør")
        marks = list(zip(drawing.marks, outlines, strict=True))
        for place, row in enumerate(chart.rows):
            y = _FIRST + _STEP * place
            _check_row(row, place, [one for one in marks if abs(one[0].y - y) <= _STEP / 2], axis)
        require(
            len(marks) == sum((row.value is not None) + (row.own is not None) for row in chart.rows), "mærker mangler"
        )
        _check_lines(drawing, chart, axis)
        _check_texts(drawing.texts, chart, {bottom})
    except Wrong as wrong:
        return str(wrong)
    except (KeyError, ValueError, ZeroDivisionError, IndexError):
        return "noget er tegnet på en måde, som programmet ikke gør"
    return ""
