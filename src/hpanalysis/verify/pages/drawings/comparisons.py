"""The areas beside each other, held against their rows: marks, intervals, baselines, and the words of each row."""

from __future__ import annotations

from collections.abc import Iterable

from hpanalysis.published.pages import is_figure
from hpanalysis.verify.pages.drawings.agreement import are_near, get_number, require
from hpanalysis.verify.pages.drawings.axes import Axis, read_number
from hpanalysis.verify.pages.drawings.marks import check_colour, check_interval
from hpanalysis.verify.pages.drawings.shapes import Drawing, get_about, list_addressed, list_bare
from hpanalysis.verify.pages.facts import Cells, Facts
from hpanalysis.verify.pages.tree import Element


def check_comparison(drawing: Drawing, rows: dict[str, Cells], axis: Axis, svg: Element, facts: Facts) -> None:
    """The areas beside each other: each mark, interval and baseline at its figure in its colour, the comparison's line,
    and the name, number and word of each row. Called for each such chart."""
    marks, bare = list_addressed(drawing), list_bare(drawing)
    for mark in marks:
        row = rows[mark.address]
        value, lo, hi = (get_number(row, column) for column in ("value", "lo", "hi"))
        require(are_near(mark.x, axis.place(value or 0.0)), "en prik står ved et andet tal end sit eget")
        check_colour(mark.style, row, facts)
        if lo is not None and hi is not None:
            line = check_interval(drawing, mark, (axis.place(lo), axis.place(hi)), across=True)
            check_colour(line.style, row, facts)
    crossed = [line for line in drawing.lines if len(line.points) == 6 and line.is_level]
    wanted = sum(1 for mark in marks if rows[mark.address]["lo"])
    require(len(crossed) == wanted, "der er tegnet et andet antal usikkerhedsintervaller, end der er tal")
    for dot in bare:
        near = [rows[mark.address] for mark in marks if abs(mark.y - 9 - dot.y) <= 1]
        baselines = {
            get_number(row, column) for row in near for column in ("baseline_recomputed", "baseline_value")
        } - {None}
        fits = any(value is not None and are_near(dot.x, axis.place(value)) for value in baselines)
        require(fits, "et udgangspunkt er tegnet ved et andet tal end sit eget")
    _check_comparison_line(drawing, facts.find(get_about(svg)), axis)
    _check_rows_in_words(drawing, svg, facts)


def _check_comparison_line(drawing: Drawing, rows: Iterable[Cells], axis: Axis) -> None:
    """Whether each upright line in ink is where the comparison's figure is. Called for comparisons. rows: of all areas,
    also those that are hidden."""
    compared = {get_number(row, "municipality_value") for row in rows} - {None}
    for line in drawing.lines:
        if line.is_upright and "--ink" in line.style and len(line.points) == 2:
            fits = any(value is not None and are_near(line.points[0][0], axis.place(value)) for value in compared)
            require(fits, "sammenligningens linje er tegnet ved et andet tal end sit eget")


def _check_rows_in_words(drawing: Drawing, svg: Element, facts: Facts) -> None:
    """Whether number and word beside each area's name are that area's. Called for comparisons. The texts stand in the
    order of the rows: a name, then what is said of it."""
    about = get_about(svg)
    require(about.endswith("/*"), "tegningen siger ikke, hvilke tal den viser")
    by_name = {name: area for area in facts.areas.values() for name in (area.name, area.short)}
    row: Cells | None = None
    named: list[str] = []
    for text in drawing.texts:
        if text.words in by_name and text.x == 0 and "font-size:13px" in text.style:
            area = by_name[text.words]
            found = facts.find(f"{about[:-1]}{area.id}")
            require(len(found) == 1, "et område i tegningen har intet tal")
            row = found[0]
            named.append(area.id)
        elif row is not None:
            _check_word_of_row(text.words, row, facts)
    there = {cells["area_id"] for cells in facts.find(about) if cells["status"] != "opgøres ikke her"}
    there &= {*facts.definitions.areas, facts.definitions.total}
    require(len(named) == len(set(named)) and set(named) == there, "et område mangler i tegningen")


def _check_word_of_row(words: str, row: Cells, facts: Facts) -> None:
    """Whether a text in an area's row is its number, its verdict, its state or a name of a mark. Called for each text
    after an area's name."""
    value = get_number(row, "value")
    if is_figure(words):
        require(value is not None and abs(read_number(words)) == abs(value), "et tal ved et område er ikke områdets")
        return
    judging = facts.definitions.indicators[row["indicator_id"]].judging
    compared = row["versus_municipality"] if judging is None or judging.comparable else ""
    word = compared if value is not None and row["status"] == "vist" else row["status"]
    require(words in {word, "udgangspunkt", ""}, "ordet ved et område er ikke områdets")
