"""A map, held against the plan's areas.geojson and the figures: each shape in its place, with its words and its colour.

The file's degrees are projected here once more, and one scale and one place for all of them are read off the drawing;
each shape must then be where its own area is. What is written and said of it is made again from the figures.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import cos, hypot, radians
from typing import NamedTuple

from hpanalysis.verify.pages.area_shapes import AreaShapes, Point, Ring
from hpanalysis.verify.pages.drawings.agreement import Wrong, are_near, require
from hpanalysis.verify.pages.drawings.shapes import Drawing, DrawnArea, Line, Text
from hpanalysis.verify.pages.facts import Facts
from hpanalysis.verify.pages.tree import Element

KIND = "omraadekort"
_SKETCH = "Kortet er en skitse: Områdernes form og plads er opfundet."
_KEY = "kortets farver er forklaret anderledes, end de er"
_LETTER, _RISE, _DROP = 3.3, 12.0, 6.0  # half a letter's width; how far a text reaches over and under its line
_TOUCHES = 3.0  # pixels between a line's end and the text that it leads to
_EDGE, _SQUARE = 1.0, 5.0  # pixels from an edge to the end of a line, and to the middle of a name, that are still on it


class AreaWords(NamedTuple):
    """What must be drawn of an area: its lines of text, its colour, and the width of its edge. Made by
    `counts.map_words`."""

    lines: tuple[str, ...]
    colour: str
    edge: str


class MapWords(NamedTuple):
    """What a map must say: of each area by its id, what is read aloud, and of each colour what it means. Made by
    `counts.map_words`."""

    areas: dict[str, AreaWords]
    title: str
    description: str
    key: tuple[tuple[str, str], ...]


def check_map(drawing: Drawing, svg: Element, facts: Facts, told: MapWords | None) -> None:
    """The map of the overview or of an area's profile. Called for each map. `Wrong` where it does not agree. told: what
    the page's map must say; None for a page that has none."""
    shapes = facts.area_shapes
    if shapes is None or told is None:
        raise Wrong("kortet står på en side, hvor det ikke hører til")
    _check_shapes(drawing, shapes)
    _check_colours(drawing, told.areas)
    _check_places(drawing, _check_words(drawing, told))
    require(not drawing.marks, "der er tegnet noget på kortet, som ikke hører til")
    for name, text in (("title", told.title), ("desc", told.description)):
        element = svg.find(name)
        require(element is not None and element.text == text, "kortets beskrivelse er ikke det, som kortet viser")
    figure = next((one for one in svg.climb() if one.name == "figure"), None)
    is_said = figure is not None and _SKETCH in figure.text
    require(is_said == shapes.is_sketch, "der står ikke ved kortet, om det er en skitse")


def _project(shapes: AreaShapes) -> dict[str, list[Ring]]:
    """The file's rings with south downwards, and degrees of longitude as long as they are at the middle of the areas.
    Called for each map."""
    latitudes = [y for rings in shapes.rings.values() for ring in rings for _, y in ring]
    factor = cos(radians((min(latitudes) + max(latitudes)) / 2))
    return {area: [tuple((x * factor, -y) for x, y in ring) for ring in rings] for area, rings in shapes.rings.items()}


def _find_corners(rings: Sequence[Ring]) -> tuple[float, float, float, float]:
    """Left, top, width and height of what the rings fill. Called for what the file has and for what is drawn."""
    xs, ys = ([point[axis] for ring in rings for point in ring] for axis in (0, 1))
    return min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)


def _check_shapes(drawing: Drawing, shapes: AreaShapes) -> None:
    """Whether each area is drawn once, in its own shape and place. Called for each map."""
    projected = _project(shapes)
    drawn = {area.area: area for area in drawing.areas}
    is_each = len(drawn) == len(drawing.areas) and set(drawn) == set(projected)
    require(is_each, "kortet har ikke hvert boligområde én gang")
    left, top, width, height = _find_corners([ring for rings in projected.values() for ring in rings])
    at_left, at_top, wide, high = _find_corners([ring for area in drawing.areas for ring in area.rings])
    scale = wide / width
    require(are_near(height * scale, high), "kortet er trukket skævt")
    for key, rings in projected.items():
        placed = [tuple((at_left + (x - left) * scale, at_top + (y - top) * scale) for x, y in ring) for ring in rings]
        fits = len(placed) == len(drawn[key].rings) and all(map(_are_same, placed, drawn[key].rings))
        require(fits, "et områdes form ligger et andet sted end i planens fil")


def _are_same(wanted: Ring, drawn: Ring) -> bool:
    """Whether a ring is drawn where it should be, in whichever direction. Called for each ring."""
    # A closed path may leave out the corner that it ends at.
    wanted, drawn = (ring[:-1] if ring[0] == ring[-1] else ring for ring in (wanted, drawn))
    if len(wanted) != len(drawn):
        return False
    turned = (wanted[0], *wanted[:0:-1])
    ways = (wanted, turned, wanted[::-1])
    return any(
        all(are_near(a[0], b[0]) and are_near(a[1], b[1]) for a, b in zip(way, drawn, strict=True)) for way in ways
    )


def _check_colours(drawing: Drawing, wanted: dict[str, AreaWords]) -> None:
    """Whether each shape has its colour and its edge. Called for each map."""
    for area in drawing.areas:
        one = wanted[area.area]
        parts = dict(part.split(":", 1) for part in area.style.split(";"))
        is_own = parts["fill"].startswith(f"var(--{one.colour},") and parts["stroke"].startswith("var(--ink,")
        require(is_own, "et områdes farve på kortet siger noget andet end tallene")
        require(parts.get("stroke-width", "1") == one.edge, "det er et andet område end sidens, der er fremhævet")


def _check_words(drawing: Drawing, told: MapWords) -> dict[str, list[Text]]:
    """Whether the map says of each area what it should, and what the colours mean; gives each area's texts. Called for
    each map. The texts stand in the plan's order, then the meanings."""
    texts, names = list(drawing.texts), dict[str, list[Text]]()
    for area, (lines, _, _) in told.areas.items():
        names[area], texts = texts[: len(lines)], texts[len(lines) :]
        require(tuple(text.words for text in names[area]) == lines, "der står noget andet på kortet, end tallene siger")
        _check_lines(names[area])
    require(tuple(text.words for text in texts) == tuple(words for _, words in told.key), _KEY)
    require(len(drawing.boxes) == len(texts), _KEY)
    for box, text, (colour, _) in zip(drawing.boxes, texts, told.key, strict=True):
        left, top, width, height = _find_corners([box.points])
        beside = top <= text.y <= top + height + _DROP and left + width <= text.x <= left + 4 * width
        require(f"fill:var(--{colour}," in box.style and beside, _KEY)
    return names


def _check_lines(texts: Sequence[Text]) -> None:
    """Whether an area's lines stand right under each other. Called for each area."""
    for above, below in pairwise(texts):
        require(above.x == below.x and 10 <= below.y - above.y <= 18, "et områdes ord står ikke sammen på kortet")


def _is_within(point: Point, rings: Sequence[Ring]) -> bool:
    """Whether a place lies within rings, in a hole of which it does not. Called for names and lines."""
    x, y = point
    crossed = 0
    for ring in rings:
        for (x1, y1), (x2, y2) in zip(ring, (*ring[1:], ring[0]), strict=True):
            if (y1 > y) != (y2 > y) and x < x1 + (y - y1) * (x2 - x1) / (y2 - y1):
                crossed += 1
    return crossed % 2 == 1


def _is_at_edge(point: Point, rings: Sequence[Ring], distance: float) -> bool:
    """Whether a place is so near an edge, in pixels: of a very small shape nothing is within, as coordinates are cut
    off. Called for the ends of lines, and for names."""
    x, y = point
    for ring in rings:
        for (x1, y1), (x2, y2) in zip(ring, (*ring[1:], ring[0]), strict=True):
            along = (x2 - x1) ** 2 + (y2 - y1) ** 2
            part = 0.0 if along == 0 else min(1.0, max(0.0, ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / along))
            if hypot(x - x1 - part * (x2 - x1), y - y1 - part * (y2 - y1)) <= distance:
                return True
    return False


def _find_box(texts: Sequence[Text]) -> tuple[float, float, float, float]:
    """About where a name's letters are: left, top, right, bottom. Called for each area's words."""
    half = _LETTER * max(len(text.words) for text in texts)
    return texts[0].x - half, texts[0].y - _RISE, texts[0].x + half, texts[-1].y + _DROP


def _is_in_box(point: Point, box: tuple[float, float, float, float]) -> bool:
    """Whether a place is on a name, or right beside it. Called for the ends of lines."""
    left, top, right, bottom = box
    return left - _TOUCHES <= point[0] <= right + _TOUCHES and top - _TOUCHES <= point[1] <= bottom + _TOUCHES


def _find_led(
    line: Line, areas: Sequence[DrawnArea], boxes: dict[str, tuple[float, float, float, float]]
) -> tuple[str, int]:
    """The area whose shape a line begins in, and whose words it ends at, with the number of the ring that it begins in.
    Called for each line of a map. `Wrong` where it joins an area with another's words."""
    require(len(line.points) == 2, "der er tegnet noget på kortet, som ikke hører til")
    begin, end = line.points
    for area in areas:
        is_own = _is_within(begin, area.rings) or _is_at_edge(begin, area.rings, _EDGE)
        if is_own and _is_in_box(end, boxes[area.area]):
            return area.area, _find_ring(begin, area.rings)
    raise Wrong("en streg på kortet fører fra et område til et andet områdes ord")


def _find_ring(point: Point, rings: Sequence[Ring]) -> int:
    """The ring that a place lies in, or is nearest to. Called for where each line begins."""
    within = [number for number, ring in enumerate(rings) if _is_within(point, [ring])]
    if within:
        return within[0]
    return min(range(len(rings)), key=lambda number: min(hypot(point[0] - x, point[1] - y) for x, y in rings[number]))


def _lies_in_another(number: int, rings: Sequence[Ring]) -> bool:
    """Whether a ring is a hole: its first corner lies in another of the area's. Called for each ring."""
    return any(_is_within(rings[number][0], [ring]) for other, ring in enumerate(rings) if other != number)


def _check_places(drawing: Drawing, names: dict[str, list[Text]]) -> None:
    """Whether each area's words stand on its own shape, or at the end of a line from it. Called for each map."""
    boxes = {area: _find_box(texts) for area, texts in names.items()}
    led = [_find_led(line, drawing.areas, boxes) for line in drawing.lines]
    require(len(set(led)) == len(led), "to streger fører til det samme sted på kortet")
    for area in drawing.areas:
        rings = {ring for name, ring in led if name == area.area}
        apart = [ring for ring in range(len(area.rings)) if not _lies_in_another(ring, area.rings)]
        # Of an area in several parts each has a line, but for the one that its words stand in.
        require(len(rings) >= len(apart) - 1, "en del af et område har intet navn på kortet")
        if len(rings) == len(apart):
            continue
        left, top, right, bottom = boxes[area.area]
        middle = ((left + right) / 2, (top + bottom) / 2)
        is_own = _is_within(middle, area.rings) or _is_at_edge(middle, area.rings, _SQUARE)
        require(is_own, "et områdes ord står ved et andet område")
