"""Shapes in degrees -> shapes in pixels on a canvas, north up.

The projection is equirectangular: a degree of longitude is drawn as long as it is at the middle of the areas, which is
the cosine of the latitude there of a degree of latitude. Over the few kilometres of a town no shape is off by as much
as a pixel.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, radians

import numpy as np
import numpy.typing as npt
from matplotlib.path import Path

from hpanalysis.plan import AreaMap, AreaShape, Point

Pixels = npt.NDArray[np.float64]  # a row a point: how far from the left and from the top


@dataclass(frozen=True)
class Outline:
    """An area's shape on the canvas: its rings, a place within it, and one in each other part of an area that lies in
    several. Made by `project`; drawn and named by the map."""

    area_id: str
    rings: list[Pixels]
    anchor: tuple[float, float]
    parts: tuple[tuple[float, float], ...] = ()

    @property
    def path(self) -> Path:
        """All rings as one path, to be drawn. Read once a map."""
        return Path.make_compound_path(*(Path(ring, closed=True) for ring in self.rings))

    def contains(self, places: Pixels) -> npt.NDArray[np.bool_]:
        """Which places lie in the shape, holes not counted to it. Called when its name is placed."""
        return _contain(self.rings, places)


@dataclass(frozen=True)
class Box:
    """The part of a canvas that the shapes may fill, in pixels. Made by the maps."""

    left: float
    top: float
    width: float
    height: float


def _flatten(shape: AreaShape) -> list[tuple[Point, ...]]:
    """All rings of a shape, holes too. Called where its points are looked through."""
    return [ring for polygon in shape.polygons for ring in polygon]


def _find_factor(area_map: AreaMap) -> float:
    """How much shorter a degree of longitude is than one of latitude, at the middle of the areas. Called once a
    map."""
    latitudes = [point[1] for shape in area_map.shapes for ring in _flatten(shape) for point in ring]
    return cos(radians((min(latitudes) + max(latitudes)) / 2))


def _contain(rings: list[Pixels], places: Pixels) -> npt.NDArray[np.bool_]:
    """Which places lie within an odd number of rings, which those in a hole do not. Called for each shape: matplotlib
    would take a hole of a path of several rings for a part of it."""
    return np.logical_xor.reduce([Path(ring, closed=True).contains_points(places) for ring in rings])


def _find_anchor(rings: list[Pixels]) -> tuple[float, float]:
    """A place within a shape, as far from its edge as the middle of the widest of its level stretches on 24 lines is;
    the first corner of a shape that no line meets. Called for each shape: its name stands there, or is led there."""
    corners = np.concatenate(rings)
    (left, top), (right, bottom) = corners.min(axis=0), corners.max(axis=0)
    xs = np.linspace(left, right, 97)
    best, place = 0, (float(corners[0][0]), float(corners[0][1]))
    middle = (top + bottom) / 2
    for y in sorted(np.linspace(top, bottom, 25)[1:-1], key=lambda y: (abs(y - middle), y)):
        inside = _contain(rings, np.column_stack([xs, np.full_like(xs, y)]))
        start, run = _find_longest_run(inside)
        if run > best * 1.25:  # a line nearer the middle is better than one that is only a little longer
            best, place = run, (float(xs[start + run // 2]), float(y))
    return place


def _find_longest_run(inside: npt.NDArray[np.bool_]) -> tuple[int, int]:
    """Where the longest run of True begins, and how long it is. Called for each line through a shape."""
    best = (0, 0)
    start = 0
    for place, is_inside in enumerate([*inside, False]):
        if not is_inside:
            best = max(best, (place - start, -start))
            start = place + 1
    return -best[1], best[0]


def measure_height(area_map: AreaMap, width: float) -> float:
    """How high the map is where it is so wide, in pixels. Called before a canvas is made."""
    factor = _find_factor(area_map)
    points = np.array([point for shape in area_map.shapes for ring in _flatten(shape) for point in ring])
    wide, high = np.ptp(points, axis=0) * (factor, 1)
    return float(width * high / wide)


def project(area_map: AreaMap, box: Box) -> list[Outline]:
    """The shapes on a canvas, as large as the box has room for and in its middle. Called once a map."""
    factor = _find_factor(area_map)
    by_area = {
        shape.area_id: [[np.array(ring) * (factor, -1) for ring in polygon] for polygon in shape.polygons]
        for shape in area_map.shapes
    }
    points = np.concatenate([ring for polygons in by_area.values() for rings in polygons for ring in rings])
    low, size = points.min(axis=0), np.ptp(points, axis=0)
    scale = min(box.width / size[0], box.height / size[1])
    corner = np.array([box.left, box.top]) + (np.array([box.width, box.height]) - size * scale) / 2
    outlines = []
    for area_id, polygons in by_area.items():
        drawn = [[(ring - low) * scale + corner for ring in rings] for rings in polygons]
        outlines.append(_make_outline(area_id, drawn))
    return outlines


def _make_outline(area_id: str, polygons: list[list[Pixels]]) -> Outline:
    """An area's outline, with a place in each of its parts but the one that has the anchor. Called for each area.
    polygons: its parts, each as its edge and its holes."""
    rings = [ring for polygon in polygons for ring in polygon]
    anchor = _find_anchor(rings)
    others = [polygon for polygon in polygons if len(polygons) > 1 and not _contain(polygon, np.array([anchor]))[0]]
    return Outline(area_id, rings, anchor, tuple(_find_anchor(polygon) for polygon in others))
