"""The plan's map as its own file in the package has it: areas.geojson, read with nothing but JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

MAP_FILE = "areas.geojson"

Point = tuple[float, float]
Ring = tuple[Point, ...]


class AreaShapes(NamedTuple):
    """The rings of each area in degrees, in the file's order, and whether the map is a sketch. Made by
    `parse_area_shapes`. rings: by area's id; outer rings and holes alike."""

    rings: dict[str, list[Ring]]
    is_sketch: bool

    def merge(self, into: Mapping[str, str]) -> AreaShapes:
        """The same with areas that are shown together only as one. Called for a plan that merges some. into: id of a
        part -> id of the merged area."""
        merged: dict[str, list[Ring]] = {}
        for area, rings in self.rings.items():
            merged.setdefault(into.get(area, area), []).extend(rings)
        return AreaShapes(merged, self.is_sketch)


def _list_rings(geometry: Mapping[str, Any]) -> list[Ring]:
    """The rings of a geometry; KeyError for one that is no surface. Called for each area."""
    given = geometry["coordinates"]
    polygons = {"Polygon": [given], "MultiPolygon": given}[geometry["type"]]
    return [tuple((float(point[0]), float(point[1])) for point in ring) for rings in polygons for ring in rings]


def parse_area_shapes(content: bytes) -> AreaShapes | None:
    """The map in the bytes of the plan's file; None where they are no such map, or an area is there twice. Called for
    the check of the plan and for the drawings."""
    try:
        features = json.loads(content.decode("utf-8-sig"))["features"]
        pairs = [(one["properties"]["area_id"], _list_rings(one["geometry"])) for one in features]
        is_sketch = any(one["properties"].get("skitse") is True for one in features)
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError):
        return None
    return AreaShapes(dict(pairs), is_sketch) if len(dict(pairs)) == len(pairs) else None
