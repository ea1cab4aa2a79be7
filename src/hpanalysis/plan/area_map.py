"""areas.geojson: where the housing areas lie, as shapes in degrees (GeoJSON, RFC 7946). A plan need not have it.

The file has one Feature for each housing area of areas.csv: a Polygon or MultiPolygon whose property `area_id` is the
area's key. The property `skitse` of any of them, true, says that shapes and places are a sketch and no survey.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

from hpanalysis.errors import Stop
from hpanalysis.text_encoding import NotText, convert_to_utf8

FILE = "areas.geojson"
AREA_KEY, SKETCH = "area_id", "skitse"

Point = tuple[float, float]  # longitude and latitude, degrees
Ring = tuple[Point, ...]  # closed: the last point is the first
Polygon = tuple[Ring, ...]  # the outer ring, then its holes
Refuse = Callable[[str, str, str], Stop]  # `csv_files.refuse`

# The map stands on several pages: shapes with more points would make them heavy, and no eye sees the difference.
MOST_POINTS = 2000
# A seventh decimal is a centimetre. Of eight, the digits of a place in Denmark may be those of a CPR number.
MOST_DECIMALS = 7
# Denmark, in degrees. Places in metres, or with north before east, lie far outside.
EAST, NORTH = (7.5, 15.5), (54.0, 58.5)
_COLLECTION = "en FeatureCollection med en Feature for hvert boligområde i areas.csv."
_DEGREES = "længde og bredde i grader (WGS 84), som [10.04, 56.46], længden først."


@dataclass(frozen=True)
class AreaShape:
    """Where a housing area lies: its polygons in degrees, at least one. Made by `read_area_map`; drawn by the maps."""

    area_id: str
    polygons: tuple[Polygon, ...]


@dataclass(frozen=True)
class AreaMap:
    """The shapes of all housing areas, in the plan's order. Made by `read_area_map`. is_sketch: shapes and places are
    made up, which every page with a map says."""

    shapes: tuple[AreaShape, ...]
    is_sketch: bool

    def merge(self, into: Mapping[str, str]) -> AreaMap:
        """The map with areas that are shown together only as one, in the place of the first of its parts. Called when
        the plan's areas are merged. into: id of a part -> id of the merged area."""
        merged: dict[str, tuple[Polygon, ...]] = {}
        for shape in self.shapes:
            key = into.get(shape.area_id, shape.area_id)
            merged[key] = (*merged.get(key, ()), *shape.polygons)
        return replace(self, shapes=tuple(AreaShape(key, polygons) for key, polygons in merged.items()))


class _Fault(Exception):
    """Something in the file that cannot be used. wrong, expected: Danish sentences."""

    def __init__(self, wrong: str, expected: str) -> None:
        super().__init__(wrong)
        self.wrong, self.expected = wrong, expected


def _refuse_constant(name: str) -> Any:
    """Refuse NaN and the infinities, which Python reads and JSON does not have. Called by the JSON reader."""
    raise _Fault("Et tal er ikke et tal.", _DEGREES)


def _build_object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A JSON object that has each key once; of two, the reader would silently take the last. Called by the JSON
    reader for each object."""
    if len(dict(pairs)) != len(pairs):
        raise _Fault("En nøgle står to gange i samme objekt.", "hver nøgle én gang.")
    return dict(pairs)


def _parse(content: bytes) -> Any:
    """The JSON of the file. Called once when it is read; `_Fault` names the line where it is no JSON."""
    expected = "en GeoJSON-fil i UTF-8, som et kortprogram gemmer den (RFC 7946)."
    try:
        text = convert_to_utf8(content).decode("utf-8")
        return json.loads(text, parse_float=Decimal, parse_constant=_refuse_constant, object_pairs_hook=_build_object)
    except NotText as error:
        raise _Fault(f"Filen er ikke tekst (linje {error.row}).", expected) from None
    except json.JSONDecodeError as error:
        raise _Fault(f"Filen er ikke JSON (linje {error.lineno}).", expected) from None
    except RecursionError:
        raise _Fault("Filen er ikke GeoJSON.", expected) from None


def _read_degrees(value: Any, within: tuple[float, float], area_id: str) -> float:
    """One of a point's two numbers. Called for each. within: the least and the most that it may be in Denmark."""
    if isinstance(value, bool) or not isinstance(value, (int, Decimal)):
        raise _Fault(f"Formen af {area_id} har et punkt, der ikke er to tal.", _DEGREES)
    if not within[0] <= value <= within[1]:
        raise _Fault(f"Formen af {area_id} har et punkt, der ikke er en længde og bredde i Danmark.", _DEGREES)
    if isinstance(value, Decimal) and -int(value.normalize().as_tuple().exponent) > MOST_DECIMALS:
        raise _Fault(
            f"Formen af {area_id} har et punkt med mere end {MOST_DECIMALS} decimaler.",
            f"højst {MOST_DECIMALS} decimaler, som er en centimeter.",
        )
    return float(value)


def _read_point(point: Any, area_id: str) -> Point:
    """A point as longitude and latitude; a height after them is left out. Called for each point of a ring."""
    if not isinstance(point, list) or len(point) not in (2, 3):
        raise _Fault(f"Formen af {area_id} har et punkt, der ikke er to tal.", _DEGREES)
    return _read_degrees(point[0], EAST, area_id), _read_degrees(point[1], NORTH, area_id)


def _measure(ring: Ring) -> float:
    """Twice the area within a ring in square degrees, positive where it runs against the clock. Called for each ring
    that is read."""
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring))


def _read_ring(ring: Any, area_id: str, *, is_hole: bool) -> Ring:
    """A ring of a polygon, turned as RFC 7946 has it: outer ones against the clock, holes with it, so that a hole is
    seen however the file turns it. Called for each ring."""
    if not isinstance(ring, list) or len(ring) < 4:
        raise _Fault(
            f"Formen af {area_id} har en ring med færre end fire punkter.", "mindst tre hjørner og det første igen."
        )
    points = tuple(_read_point(point, area_id) for point in ring)
    if points[0] != points[-1]:
        raise _Fault(
            f"Formen af {area_id} har en ring, der ikke er lukket.", "at ringens sidste punkt er det første igen."
        )
    if (size := _measure(points)) == 0:
        raise _Fault(f"Formen af {area_id} har en ring uden noget i.", "en ring om et stykke af området.")
    return points if (size < 0) is is_hole else points[::-1]


def _read_polygon(rings: Any, area_id: str) -> Polygon:
    """A polygon: its outer ring and its holes. Called for each of a shape."""
    if not isinstance(rings, list) or not rings:
        raise _Fault(f"Formen af {area_id} har en polygon uden ringe.", "mindst én ring i hver polygon.")
    return tuple(_read_ring(ring, area_id, is_hole=place > 0) for place, ring in enumerate(rings))


def _read_polygons(geometry: Any, area_id: str) -> tuple[Polygon, ...]:
    """The polygons of an area's geometry. Called for each Feature."""
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    given = geometry.get("coordinates") if kind in ("Polygon", "MultiPolygon") else None
    if kind == "Polygon":
        given = [given]
    if not isinstance(given, list) or not given:
        raise _Fault(f"Formen af {area_id} er ikke en flade.", "en Polygon eller MultiPolygon.")
    return tuple(_read_polygon(rings, area_id) for rings in given)


def _list_features(told: Any) -> Iterator[tuple[str, dict[str, Any], Any]]:
    """The Features of the file: area's key, properties and geometry. Called once when the file is read. A key that is
    no text is "", which no area has."""
    features = told.get("features") if isinstance(told, dict) and told.get("type") == "FeatureCollection" else None
    if not isinstance(features, list):
        raise _Fault("Filen er ikke en samling af former.", _COLLECTION)
    for feature in features:
        if not isinstance(feature, dict) or feature.get("type") != "Feature":
            raise _Fault("Filen har noget andet end former i sin samling.", _COLLECTION)
        properties = feature.get("properties")
        properties = properties if isinstance(properties, dict) else {}
        key = properties.get(AREA_KEY)
        yield key if isinstance(key, str) else "", properties, feature.get("geometry")


def _read_sketch(properties: Mapping[str, Any], area_id: str) -> bool:
    """Whether a Feature says that it is a sketch; one that says nothing is none. Called for each."""
    told = properties.get(SKETCH, False)
    if not isinstance(told, bool):
        raise _Fault(f"Egenskaben {SKETCH} for {area_id} er hverken sand eller falsk.", "true eller false.")
    return told


def _read_shapes(told: Any, known: Collection[str]) -> tuple[dict[str, tuple[Polygon, ...]], bool]:
    """The polygons of each area by its id, and whether any is a sketch. Called once when the file is read. known: the
    keys of the housing areas."""
    shapes: dict[str, tuple[Polygon, ...]] = {}
    sketches = []
    for number, (area_id, properties, geometry) in enumerate(_list_features(told), 1):
        if area_id not in known:
            raise _Fault(
                f"Form nummer {number} er ikke af et boligområde, som planen har.",
                f"egenskaben {AREA_KEY} med en nøgle fra areas.csv: {', '.join(known)}.",
            )
        if area_id in shapes:
            raise _Fault(
                f"{area_id} har to former.", "én Feature for hvert boligområde; flere stykker i en MultiPolygon."
            )
        shapes[area_id] = _read_polygons(geometry, area_id)
        sketches.append(_read_sketch(properties, area_id))
    if missing := [key for key in known if key not in shapes]:
        raise _Fault(f"{missing[0]} mangler på kortet.", _COLLECTION)
    return shapes, any(sketches)


def _count_points(shapes: Iterable[tuple[Polygon, ...]]) -> int:
    """How many points the shapes have together. Called once when the file is read."""
    return sum(len(ring) for polygons in shapes for polygon in polygons for ring in polygon)


def read_area_map(folder: Path, areas: Collection[str], refuse: Refuse) -> AreaMap | None:
    """The map of the plan's housing areas; None for a plan without areas.geojson. `Stop` for a map under another name,
    which would be left out without a word, and for a file that is not JSON, an area that is unknown, missing or there
    twice, a geometry that is no polygon, a ring that is not closed, and a point that is not in Denmark. Called once
    when the plan is read. areas: the keys of the housing areas, in their order."""
    path = folder / FILE
    if any(other.name != FILE for other in folder.glob("*.geojson")):
        raise refuse(FILE, "Planens mappe har et kort med et andet navn, som ikke læses.", f"navnet {FILE}.")
    if not path.is_file():
        return None
    try:
        shapes, is_sketch = _read_shapes(_parse(path.read_bytes()), areas)
        if (points := _count_points(shapes.values())) > MOST_POINTS:
            wrong = f"Formerne har {points} punkter tilsammen."
            raise _Fault(wrong, f"højst {MOST_POINTS}; forenkl dem i kortprogrammet.")
    except OSError:
        raise refuse(FILE, "Filen kan ikke åbnes.", "en fil, der må læses.") from None
    except _Fault as fault:
        raise refuse(FILE, fault.wrong, fault.expected) from None
    return AreaMap(tuple(AreaShape(key, shapes[key]) for key in areas), is_sketch)
