"""A sketch of the small plan's areas, for tests of what has a map: the plan itself has none."""

from __future__ import annotations

import json
from pathlib import Path

FILE = "areas.geojson"
Ring = list[list[float]]


def make_ring(east: float, north: float, corners: list[tuple[float, float]]) -> Ring:
    """A closed ring of corners, in thousandths of a degree from a place."""
    ring = [[round(east + x / 1000, 4), round(north + y / 1000, 4)] for x, y in corners]
    return [*ring, ring[0]]


HILL = make_ring(10.0, 56.4, [(0, 0), (9, 1), (11, 6), (4, 8), (-1, 5)])
PARK = make_ring(10.016, 56.402, [(0, 0), (10, -1), (12, 5), (5, 8)])
LAKE = make_ring(10.019, 56.404, [(0, 0), (0, 2), (3, 2), (3, 0)])
SLOPE = make_ring(10.004, 56.392, [(0, 0), (8, 0), (7, 5), (1, 4)])
YARD = make_ring(10.0195, 56.3935, [(0, 0), (2, 0), (2, 2), (0, 2)])


def make_feature(area_id: str, kind: str, coordinates: list, **properties: object) -> dict:
    """A Feature of an area, a sketch unless it is told otherwise."""
    return {
        "type": "Feature",
        "properties": {"area_id": area_id, "skitse": True} | properties,
        "geometry": {"type": kind, "coordinates": coordinates},
    }


def make_map() -> dict:
    """The map: one area in one piece, one with a hole, one in two pieces."""
    features = [
        make_feature("moellebakken", "Polygon", [HILL]),
        make_feature("soeparken", "Polygon", [PARK, LAKE]),
        make_feature("skraenten", "MultiPolygon", [[SLOPE], [YARD]]),
    ]
    return {"type": "FeatureCollection", "features": features}


def draw(plan_folder: Path, content: dict | None = None) -> None:
    """Write the map, or another in its place, into a plan's folder."""
    text = json.dumps(make_map() if content is None else content, ensure_ascii=False, indent=1)
    (plan_folder / FILE).write_text(f"{text}\n", encoding="utf-8", newline="\n")
