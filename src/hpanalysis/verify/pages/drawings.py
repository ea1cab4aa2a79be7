"""Pictures against the tables: what is drawn at an address stands where the axis has that figure.

An axis is read off its own ticks and the lines through them, which must lie on one straight line. Then marks,
intervals, lines of comparison, limits, dots of baselines and the words beside each row are held against the rows at
their addresses, as exactly as the drawing is written (a tenth of a pixel).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from hpanalysis.published.addressed import ABOUT
from hpanalysis.published.pages import find_numbers, is_figure
from hpanalysis.verify.pages.facts import Cells, Facts
from hpanalysis.verify.pages.tree import Element
from hpanalysis.verify.pages.verdicts import SIGNS

_POINT = re.compile(r"([MLCQz])?\s*(-?[\d.]+)[ ,](-?[\d.]+)")
_NEAR = 0.3  # pixels: coordinates are written with one decimal, cut off
_TEXT_DROP = 4.6  # a text's line stands at most so far under its middle


class Mark(NamedTuple):
    """Something drawn at a point. address: of the figure it stands for, "" for a dot without one."""

    address: str
    x: float
    y: float
    style: str


class Line(NamedTuple):
    """A path without a filling. points: its corners in their order."""

    points: tuple[tuple[float, float], ...]
    style: str

    @property
    def is_level(self) -> bool:
        """Whether its first stretch runs from side to side. Read for intervals, limits and lines of a grid."""
        return len(self.points) > 1 and self.points[0][1] == self.points[1][1]

    @property
    def is_upright(self) -> bool:
        """Whether its first stretch runs up and down. Read as `is_level`."""
        return len(self.points) > 1 and self.points[0][0] == self.points[1][0]


class Text(NamedTuple):
    """A text in a drawing, with where it stands and how."""

    words: str
    x: float
    y: float
    anchor: str
    style: str


class Axis(NamedTuple):
    """A straight scale: a figure's place is start + figure * step."""

    start: float
    step: float

    def place(self, value: float) -> float:
        """Where a figure stands on the axis, in pixels. Called for each figure that is held against a drawing."""
        return self.start + value * self.step


class Wrong(Exception):
    """Raised where a drawing is not what the program draws; the message is a Danish clause."""


class Drawing:
    """A drawing taken apart. Made for each <svg> that has a description."""

    def __init__(self, svg: Element) -> None:
        """Sort what is drawn into marks, lines and texts."""
        self.marks: list[Mark] = []
        self.lines: list[Line] = []
        self.boxes: list[Line] = []
        self.texts: list[Text] = []
        self.size = tuple(float(part) for part in svg.attributes.get("viewBox", "0 0 0 0").split()[2:])
        self.kind = svg.classes[0] if svg.classes else ""
        self._sort(svg, "")

    def _sort(self, element: Element, address: str) -> None:
        """Add what stands in an element, with the address of the group around it. Called for the drawing and for each
        group in it. What only defines a shape is passed over."""
        for child in element.children:
            if not isinstance(child, Element) or child.name in ("defs", "title", "desc"):
                continue
            at = child.attributes
            if child.name == "g":
                self._sort(child, at.get("data-cell", ""))
            elif child.name == "use":
                self.marks.append(Mark(address, float(at["x"]), float(at["y"]), at.get("style", "")))
            elif child.name == "text":
                style = at.get("style", "")
                anchor = style.partition("text-anchor:")[2].partition(";")[0]
                self.texts.append(Text(child.text, float(at["x"]), float(at["y"]), anchor, style))
            elif child.name == "path":
                self._add_path(at, address)

    def _add_path(self, at: dict[str, str], address: str) -> None:
        """Add a path: a mark where it has an address, a box where it is filled or closed, else a line. Called for each
        path that is drawn. at: its attributes."""
        points = tuple((float(x), float(y)) for _, x, y in _POINT.findall(at.get("d", "")))
        style = at.get("style", "")
        if address and points:
            self.marks.append(Mark(address, points[0][0], sum(y for _, y in points) / len(points), style))
        elif "fill:none" in style and not at.get("d", "").endswith("z"):
            self.lines.append(Line(points, style))
        else:
            self.boxes.append(Line(points, style))


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
    if any(abs(axis.place(value) - place) > _NEAR for value, place in ticks) or step == 0:
        raise Wrong("aksens mærker står ikke med lige stor afstand")
    return axis


def _read_number(words: str) -> float:
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
        beside = [y for y in grid if 0 <= text.y - y <= _TEXT_DROP]
        if len(beside) != 1:
            raise Wrong("et tal på aksen står ikke ved sin streg")
        ticks.append((_read_number(text.words), beside[0]))
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
    return _fit([(_read_number(text.words), text.x) for text in texts if text.y == bottom])


def _number(cells: Cells, column: str) -> float | None:
    """A number of a row; None where it has none. Called for what is drawn."""
    text = cells.get(column, "")
    return float(text) if text else None


def _require(is_so: bool, wrong: str) -> None:
    """Raise `Wrong` with its clause where something is not so. Called for each thing that is drawn."""
    if not is_so:
        raise Wrong(wrong)


def _are_near(one: float, other: float) -> bool:
    """Whether two places are one, as exactly as a drawing is written. Called for each place."""
    return abs(one - other) <= _NEAR


def check_drawing(svg: Element, facts: Facts) -> str:
    """What is wrong with a drawing, as a Danish clause; "" where nothing is. Called for each <svg> with a description
    on each page of a package."""
    try:
        drawing = Drawing(svg)
        _check_inside(drawing)
        rows = {mark.address: _find_row(mark.address, facts) for mark in drawing.marks if mark.address}
        _check_kind(drawing, svg, rows, facts)
    except Wrong as wrong:
        return str(wrong)
    except (KeyError, ValueError, ZeroDivisionError, IndexError):
        return "noget er tegnet på en måde, som programmet ikke gør"
    return ""


def _find_row(address: str, facts: Facts) -> Cells:
    """The row at a mark's address. `Wrong` where there is none."""
    rows = facts.find(address)
    _require(len(rows) == 1 and "*" not in address, "et mærke henviser til et tal, der ikke findes")
    return rows[0]


def _check_inside(drawing: Drawing) -> None:
    """Whether all that is written stands within the drawing. Called for each."""
    width, height = drawing.size
    for text in drawing.texts:
        _require(-1 <= text.x <= width + 1 and 0 <= text.y <= height + 4, "en tekst står uden for tegningen")


def _check_kind(drawing: Drawing, svg: Element, rows: dict[str, Cells], facts: Facts) -> None:
    """Hold a drawing against its rows in the way of its kind, which its axes and the address around it tell. Called for
    each. `Wrong` where it does not agree, or is of no kind."""
    if drawing.kind == "spind":
        _check_strip(drawing, rows, facts)
        return
    upright, level = read_upright_axis(drawing), read_level_axis(drawing)
    is_monthly = any("month" in row for row in rows.values())
    if is_monthly:
        assert upright is not None
        _check_months(drawing, rows, upright)
    elif upright is not None and level is not None:
        _check_funnel(drawing, rows, upright, level, facts)
    elif upright is not None:
        _check_course(drawing, rows, upright, svg, facts)
    elif level is not None:
        _check_comparison(drawing, rows, level, svg, facts)
    else:
        raise Wrong("tegningen har ingen akse")


def _list_bare_marks(drawing: Drawing) -> list[Mark]:
    """The dots without an address: comparisons and baselines. Called for courses, comparisons and strips."""
    return [mark for mark in drawing.marks if not mark.address]


def _list_addressed(drawing: Drawing) -> list[Mark]:
    """The marks with an address. Called for each kind of drawing."""
    return [mark for mark in drawing.marks if mark.address]


def _check_interval(drawing: Drawing, mark: Mark, ends: tuple[float, float], across: bool) -> Line:
    """The line of the interval that runs through a mark, whose ends are where the axis has them. `Wrong` where there is
    none. Called for each mark whose row has an interval. across: it lies level."""
    for line in drawing.lines:
        if not (line.is_level if across else line.is_upright) or len(line.points) < 2:
            continue
        (x1, y1), (x2, y2) = line.points[:2]
        along, beside, at = ((x1, x2), y1, mark.y) if across else ((y1, y2), x1, mark.x)
        if _are_near(beside, at) and _are_near(min(along), min(ends)) and _are_near(max(along), max(ends)):
            return line
    raise Wrong("en streg for et usikkerhedsinterval går ikke fra og til de tal, der er udgivet")


def _check_course(drawing: Drawing, rows: dict[str, Cells], axis: Axis, svg: Element, facts: Facts) -> None:
    """A figure over time: each dot and interval at its figure, each dot of comparison at the comparison's, the line
    through them, and the two numbers at the end. Called for each such panel."""
    marks, bare = _list_addressed(drawing), _list_bare_marks(drawing)
    intervals = 0
    for mark in marks:
        row = rows[mark.address]
        value, lo, hi = (_number(row, column) for column in ("value", "lo", "hi"))
        value = 0.0 if value is None else value
        _require(_is_open(mark) or "fill:var(--ink," in mark.style, "en prik har en farve, der siger noget andet")
        _require(_are_near(mark.y, axis.place(value)), "en prik står ved et andet tal end sit eget")
        if lo is not None and hi is not None and "--ink" in mark.style and not _is_open(mark):
            _check_interval(drawing, mark, (axis.place(lo), axis.place(hi)), across=False)
            intervals += 1
    drawn = [line for line in drawing.lines if line.is_upright and line.style.endswith("stroke-width:5")]
    _require(len(drawn) == intervals, "der er tegnet et andet antal usikkerhedsintervaller, end der er tal")
    own = [row for row in facts.find(_get_about(svg)) if row.get("indicator_id")]
    indicator, area = (own[0]["indicator_id"], own[0]["area_id"]) if own else ("", "")
    course = facts.find(f"{indicator}/*/{area}")
    compared = {_number(row, "municipality_value") for row in course} - {None}
    for dot in bare:
        at_same = [rows[mark.address] for mark in marks if _are_near(mark.x, dot.x) and not _is_open(mark)]
        wanted = {_number(row, "municipality_value") for row in at_same} - {None} if at_same else compared
        fits = any(value is not None and _are_near(dot.y, axis.place(value)) for value in wanted)
        _require(fits, "sammenligningens prik står ved et andet tal end sit eget")
    _check_joined(drawing)
    numbers = {_number(row, column) for row in own for column in ("value", "municipality_value")} - {None}
    bottom = max(line.points[0][1] for line in drawing.lines if line.is_level) + _TEXT_DROP
    for text in drawing.texts:
        # Under the axis stand the first and the last window.
        if text.anchor == "start" and is_figure(text.words) and text.y < bottom:
            _require(_read_number(text.words) in numbers, "et tal i tegningen er ikke det nyeste")


def _is_open(mark: Mark) -> bool:
    """Whether a dot is open: a baseline, or a figure by the rule of its own time. Called for dots of courses."""
    return "fill:var(--paper" in mark.style


def _check_joined(drawing: Drawing) -> None:
    """Whether every line through several points runs through what is drawn there. Called for courses and months."""
    drawn = [(mark.x, mark.y) for mark in drawing.marks]
    for line in drawing.lines:
        if len(line.points) < 3 or "stroke-dasharray" in line.style or "--rule" in line.style:
            continue
        for x, y in line.points:
            _require(any(_are_near(x, a) and _are_near(y, b) for a, b in drawn), "en linje går uden om sine prikker")


def _check_months(drawing: Drawing, rows: dict[str, Cells], axis: Axis) -> None:
    """A control chart: each month at its figure in its colour and order, mean and limits where they are printed. Called
    for each such chart."""
    marks = sorted(_list_addressed(drawing), key=lambda mark: mark.x)
    for mark in marks:
        row = rows[mark.address]
        value = _number(row, "value")
        _require(
            value is not None and _are_near(mark.y, axis.place(value or 0)),
            "en måned står ved et andet tal end sit eget",
        )
        colour = {
            "særlig variation i den ønskede retning": "good",
            "særlig variation, ikke i den ønskede retning": "bad",
        }
        _require(
            f"--{colour.get(row['variation'], 'ink')}," in mark.style, "en måneds farve siger noget andet end tallene"
        )
    months = [rows[mark.address]["month"] for mark in marks]
    _require(months == sorted(set(months)), "månederne står ikke i rækkefølge")
    _check_joined(drawing)
    _check_limits(drawing, list(rows.values()), axis)


def _check_limits(drawing: Drawing, rows: list[Cells], axis: Axis) -> None:
    """Whether every level line of a control chart is a printed mean, limit or target, and each of them is drawn. Called
    for each control chart. rows: of its months."""
    wanted = {
        column: {value for row in rows if (value := _number(row, column)) is not None}
        for column in ("centre", "lo", "hi", "target")
    }
    level = [line for line in drawing.lines if line.is_level and "--rule" not in line.style]
    dashed = [line for line in level if "stroke-dasharray" in line.style]
    places = [line.points[2 * part][1] for line in dashed for part in range(len(line.points) // 2)]
    limits = {axis.place(value) for value in wanted["lo"] | wanted["hi"]}
    _require(_are_same(places, limits), "en grænse er tegnet ved et andet tal end sit eget")
    whole = [line.points[0][1] for line in level if "stroke-dasharray" not in line.style and "--ghost" in line.style]
    centres = {axis.place(value) for value in wanted["centre"]}
    _require(_are_same(whole, centres), "gennemsnittet er tegnet ved et andet tal end sit eget")
    for text in drawing.texts:
        name = next(
            (name for name in ("øvre grænse", "gennemsnit", "nedre grænse") if text.words.startswith(f"{name} ")), ""
        )
        if name:
            column = {"øvre grænse": "hi", "gennemsnit": "centre", "nedre grænse": "lo"}[name]
            number = _read_number(text.words.removeprefix(name))
            _require(number in {_round(value) for value in wanted[column]}, "et tal ved en grænse er ikke grænsens")


def _round(value: float) -> float:
    """A number as a control chart prints it, which is as it is published. Called for the names of limits."""
    return float(Decimal(str(value)))


def _are_same(places: list[float], wanted: set[float]) -> bool:
    """Whether places drawn are those wanted, each at least once. Called for the lines of a control chart."""
    return all(any(_are_near(place, one) for one in wanted) for place in places) and all(
        any(_are_near(place, one) for place in places) for one in wanted
    )


def _check_funnel(drawing: Drawing, rows: dict[str, Cells], upright: Axis, level: Axis, facts: Facts) -> None:
    """A funnel: each mark at its denominator and its figure, and the line of the comparison at the comparison's. Called
    for each funnel. Its curves are not held against anything."""
    for mark in _list_addressed(drawing):
        row = rows[mark.address]
        top, below = _number(row, "numerator"), _number(row, "denominator")
        _require(
            below is not None and _are_near(mark.x, level.place(below or 0)),
            "en prik står ved en anden størrelse end sin egen",
        )
        scale = {"pct.": 100.0, "pr. 1.000": 1000.0}.get(row["unit"], 1.0)
        value = scale * (top or 0) / (below or 1)
        _require(_are_near(mark.y, upright.place(value)), "en prik står ved et andet tal end sit eget")
    compared = {_number(row, "municipality_value") for row in rows.values()} - {None}
    # The line is drawn at the comparison as it is counted, and its row prints it rounded.
    decimals = max(facts.definitions.indicators[row["indicator_id"]].decimals for row in rows.values())
    rounded = 0.5 * 10.0**-decimals
    for line in drawing.lines:
        if line.is_level and "--ink" in line.style:
            near = any(
                abs(line.points[0][1] - upright.place(value)) <= _NEAR + rounded * abs(upright.step)
                for value in compared
                if value
            )
            _require(near, "sammenligningens linje er tegnet ved et andet tal end sit eget")


def _get_about(svg: Element) -> str:
    """The address that a drawing, or what it stands in, says it is about; "" where nothing does. Called for courses and
    comparisons."""
    return next((one.attributes[ABOUT].partition(" ")[0] for one in svg.climb() if ABOUT in one.attributes), "")


def _check_comparison(drawing: Drawing, rows: dict[str, Cells], axis: Axis, svg: Element, facts: Facts) -> None:
    """The areas beside each other: each mark, interval and baseline at its figure in its colour, the comparison's line,
    and the name, number and word of each row. Called for each such chart."""
    marks, bare = _list_addressed(drawing), _list_bare_marks(drawing)
    for mark in marks:
        row = rows[mark.address]
        value, lo, hi = (_number(row, column) for column in ("value", "lo", "hi"))
        _require(_are_near(mark.x, axis.place(value or 0.0)), "en prik står ved et andet tal end sit eget")
        _check_colour(mark.style, row, facts)
        if lo is not None and hi is not None:
            line = _check_interval(drawing, mark, (axis.place(lo), axis.place(hi)), across=True)
            _check_colour(line.style, row, facts)
    crossed = [line for line in drawing.lines if len(line.points) == 6 and line.is_level]
    wanted = sum(1 for mark in marks if rows[mark.address]["lo"])
    _require(len(crossed) == wanted, "der er tegnet et andet antal usikkerhedsintervaller, end der er tal")
    for dot in bare:
        near = [rows[mark.address] for mark in marks if abs(mark.y - 9 - dot.y) <= 1]
        baselines = {_number(row, column) for row in near for column in ("baseline_recomputed", "baseline_value")} - {
            None
        }
        fits = any(value is not None and _are_near(dot.x, axis.place(value)) for value in baselines)
        _require(fits, "et udgangspunkt er tegnet ved et andet tal end sit eget")
    _check_comparison_line(drawing, facts.find(_get_about(svg)), axis)
    _check_rows_in_words(drawing, svg, facts)


def _check_comparison_line(drawing: Drawing, rows: Iterable[Cells], axis: Axis) -> None:
    """Whether each upright line in ink is where the comparison's figure is. Called for comparisons. rows: of all areas,
    also those that are hidden."""
    compared = {_number(row, "municipality_value") for row in rows} - {None}
    for line in drawing.lines:
        if line.is_upright and "--ink" in line.style and len(line.points) == 2:
            fits = any(value is not None and _are_near(line.points[0][0], axis.place(value)) for value in compared)
            _require(fits, "sammenligningens linje er tegnet ved et andet tal end sit eget")


def _check_colour(style: str, row: Cells, facts: Facts) -> None:
    """Whether a mark's colour is that of its verdict. Called for marks and intervals of comparisons and strips."""
    sign = SIGNS["versus"].get(row["versus_municipality"])
    judging = facts.definitions.indicators[row["indicator_id"]].judging
    comparable = judging is None or judging.comparable
    wanted = {"god": "good", "skidt": "bad"}.get(sign.colour if sign is not None and comparable else "", "")
    for colour in ("good", "bad"):
        _require((f"--{colour}," in style) == (colour == wanted), "et mærkes farve siger noget andet end vurderingen")


def _check_rows_in_words(drawing: Drawing, svg: Element, facts: Facts) -> None:
    """Whether number and word beside each area's name are that area's. Called for comparisons. The texts stand in the
    order of the rows: a name, then what is said of it."""
    about = _get_about(svg)
    _require(about.endswith("/*"), "tegningen siger ikke, hvilke tal den viser")
    by_name = {name: area for area in facts.areas.values() for name in (area.name, area.short)}
    row: Cells | None = None
    named: list[str] = []
    for text in drawing.texts:
        if text.words in by_name and text.x == 0 and "font-size:13px" in text.style:
            area = by_name[text.words]
            found = facts.find(f"{about[:-1]}{area.id}")
            _require(len(found) == 1, "et område i tegningen har intet tal")
            row = found[0]
            named.append(area.id)
        elif row is not None:
            _check_word_of_row(text.words, row, facts)
    there = {cells["area_id"] for cells in facts.find(about) if cells["status"] != "opgøres ikke her"}
    there &= {*facts.definitions.areas, facts.definitions.total}
    _require(len(named) == len(set(named)) and set(named) == there, "et område mangler i tegningen")


def _check_word_of_row(words: str, row: Cells, facts: Facts) -> None:
    """Whether a text in an area's row is its number, its verdict, its state or a name of a mark. Called for each text
    after an area's name."""
    value = _number(row, "value")
    if is_figure(words):
        _require(value is not None and abs(_read_number(words)) == abs(value), "et tal ved et område er ikke områdets")
        return
    judging = facts.definitions.indicators[row["indicator_id"]].judging
    compared = row["versus_municipality"] if judging is None or judging.comparable else ""
    word = compared if value is not None and row["status"] == "vist" else row["status"]
    _require(words in {word, "udgangspunkt", ""}, "ordet ved et område er ikke områdets")


def _check_strip(drawing: Drawing, rows: dict[str, Cells], facts: Facts) -> None:
    """A strip of an area's profile: everything lies from the comparison's line as far as it differs, by one measure,
    turned so that the wanted way is to the right. Called for each strip."""
    marks = _list_addressed(drawing)
    own = [mark for mark in marks if mark.style.startswith("fill:") and not mark.style.startswith("fill:none")]
    _require(len(own) == 1, "striben har ikke én prik")
    row = rows[own[0].address]
    _check_colour(own[0].style, row, facts)
    compared, value = _number(row, "municipality_value"), _number(row, "value")
    judging = facts.definitions.indicators[row["indicator_id"]].judging
    _require(compared is not None and judging is not None, "striben har ingen sammenligning")
    assert compared is not None and judging is not None
    sign = 1 if judging.higher_is_better else -1
    lines = [line for line in drawing.lines if line.is_upright and "--ink" in line.style]
    _require(len(lines) == 1, "striben har ikke én sammenligning")
    middle = lines[0].points[0][0]
    drawn: list[tuple[float, float]] = []  # place, and how far it should lie on the wanted side
    for mark in marks:
        number = _number(rows[mark.address], "value")
        drawn.append((mark.x, sign * ((number or 0.0) - compared)))
    for dot in _list_bare_marks(drawing):
        text = row["baseline_recomputed"] or row["baseline_value"]
        drawn.append((dot.x, sign * (float(text) - compared)))
    interval = [line for line in drawing.lines if line.is_level]
    lo, hi = _number(row, "lo"), _number(row, "hi")
    _require(len(interval) == (lo is not None), "striben har et andet usikkerhedsinterval end sit eget")
    if interval and lo is not None and hi is not None:
        _check_colour(interval[0].style, row, facts)
        ends = sorted(point[0] for point in interval[0].points[:2])
        drawn += zip(ends, sorted((sign * (lo - compared), sign * (hi - compared))), strict=True)
    far = max(drawn, key=lambda pair: abs(pair[1]))
    if far[1] == 0:
        return
    measure = (far[0] - middle) / far[1]
    _require(measure > 0, "striben er vendt om")
    for place, distance in drawn:
        _require(
            abs(middle + distance * measure - place) <= _NEAR, "noget i striben står ved et andet tal end sit eget"
        )
    _require(value is not None, "striben har intet tal")
