"""A figure over time, held against its rows: dots, intervals, the comparison and the newest numbers."""

from __future__ import annotations

from hpanalysis.published.pages import is_figure
from hpanalysis.verify.pages.drawings.agreement import are_near, get_number, require
from hpanalysis.verify.pages.drawings.axes import TEXT_DROP, Axis, read_number
from hpanalysis.verify.pages.drawings.marks import check_interval, check_joined
from hpanalysis.verify.pages.drawings.shapes import Drawing, get_about, is_open, list_addressed, list_bare
from hpanalysis.verify.pages.facts import Cells, Facts
from hpanalysis.verify.pages.tree import Element


def check_course(drawing: Drawing, rows: dict[str, Cells], axis: Axis, svg: Element, facts: Facts) -> None:
    """A figure over time: each dot and interval at its figure, each dot of comparison at the comparison's, the line
    through them, and the two numbers at the end. Called for each such panel."""
    marks, bare = list_addressed(drawing), list_bare(drawing)
    intervals = 0
    for mark in marks:
        row = rows[mark.address]
        value, lo, hi = (get_number(row, column) for column in ("value", "lo", "hi"))
        value = 0.0 if value is None else value
        require(is_open(mark) or "fill:var(--ink," in mark.style, "en prik har en farve, der siger noget andet")
        require(are_near(mark.y, axis.place(value)), "en prik står ved et andet tal end sit eget")
        if lo is not None and hi is not None and "--ink" in mark.style and not is_open(mark):
            check_interval(drawing, mark, (axis.place(lo), axis.place(hi)), across=False)
            intervals += 1
    drawn = [line for line in drawing.lines if line.is_upright and line.style.endswith("stroke-width:5")]
    require(len(drawn) == intervals, "der er tegnet et andet antal usikkerhedsintervaller, end der er tal")
    own = [row for row in facts.find(get_about(svg)) if row.get("indicator_id")]
    indicator, area = (own[0]["indicator_id"], own[0]["area_id"]) if own else ("", "")
    course = facts.find(f"{indicator}/*/{area}")
    compared = {get_number(row, "municipality_value") for row in course} - {None}
    for dot in bare:
        at_same = [rows[mark.address] for mark in marks if are_near(mark.x, dot.x) and not is_open(mark)]
        wanted = {get_number(row, "municipality_value") for row in at_same} - {None} if at_same else compared
        fits = any(value is not None and are_near(dot.y, axis.place(value)) for value in wanted)
        require(fits, "sammenligningens prik står ved et andet tal end sit eget")
    check_joined(drawing)
    numbers = {get_number(row, column) for row in own for column in ("value", "municipality_value")} - {None}
    bottom = max(line.points[0][1] for line in drawing.lines if line.is_level) + TEXT_DROP
    for text in drawing.texts:
        # Under the axis stand the first and the last window.
        if text.anchor == "start" and is_figure(text.words) and text.y < bottom:
            require(read_number(text.words) in numbers, "et tal i tegningen er ikke det nyeste")
