"""A drawing taken apart: its marks, lines, boxes and texts, and where each of them stands."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from hpanalysis.published.addressed import ABOUT
from hpanalysis.verify.pages.tree import Element

AREA = "data-omraade"
_POINT = re.compile(r"([MLCQz])?\s*(-?[\d.]+)[ ,](-?[\d.]+)")


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


class DrawnArea(NamedTuple):
    """An area's shape on a map. rings: the corners of each closed line of it."""

    area: str
    rings: list[tuple[tuple[float, float], ...]]
    style: str


class Drawing:
    """A drawing taken apart. Made for each <svg> that has a description."""

    def __init__(self, svg: Element) -> None:
        """Sort what is drawn into marks, lines, texts and areas."""
        self.marks: list[Mark] = []
        self.lines: list[Line] = []
        self.boxes: list[Line] = []
        self.texts: list[Text] = []
        self.areas: list[DrawnArea] = []  # of a map
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
            if child.name == "g" and AREA in at:
                self._add_area(child, at[AREA])
            elif child.name == "g":
                self._sort(child, at.get("data-cell", ""))
            elif child.name == "use":
                self.marks.append(Mark(address, float(at["x"]), float(at["y"]), at.get("style", "")))
            elif child.name == "text":
                style = at.get("style", "")
                anchor = style.partition("text-anchor:")[2].partition(";")[0]
                self.texts.append(Text(child.text, float(at["x"]), float(at["y"]), anchor, style))
            elif child.name == "path":
                self._add_path(at, address)

    def _add_area(self, group: Element, area: str) -> None:
        """Add the shapes of an area of a map, each path as one. Called for each group that names an area. What else
        stands in the group is a shape without corners, which no map has."""
        for child in (child for child in group.children if isinstance(child, Element)):
            parts = child.attributes.get("d", "").split("z")
            rings = [tuple((float(x), float(y)) for _, x, y in _POINT.findall(part)) for part in parts if part.strip()]
            self.areas.append(DrawnArea(area, rings, child.attributes.get("style", "")))

    def _add_path(self, at: Mapping[str, str], address: str) -> None:
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


def list_bare(drawing: Drawing) -> list[Mark]:
    """The dots without an address: comparisons and baselines. Called for courses, comparisons and strips."""
    return [mark for mark in drawing.marks if not mark.address]


def list_addressed(drawing: Drawing) -> list[Mark]:
    """The marks with an address. Called for each kind of drawing."""
    return [mark for mark in drawing.marks if mark.address]


def is_open(mark: Mark) -> bool:
    """Whether a dot is open: a baseline, or a figure by the rule of its own time. Called for dots of courses."""
    return "fill:var(--paper" in mark.style


def get_about(svg: Element) -> str:
    """The address that a drawing, or what it stands in, says it is about; "" where nothing does. Called for courses and
    comparisons."""
    return next((one.attributes[ABOUT].partition(" ")[0] for one in svg.climb() if ABOUT in one.attributes), "")
