"""areas.geojson: the plan's map is read, and what cannot be drawn is told by one sentence with its place."""

import copy
import json
import shutil

import pytest

import frames
import map_sketch
from hpanalysis import plan as plans
from hpanalysis.errors import Stop
from hpanalysis.plan import area_map
from plan_files import copy_plan, take_out_of_criteria

SMALL = frames.ROOT / "tests" / "plans" / "lillekoebing"
RANDERS = frames.ROOT / "params" / "plan"


@pytest.fixture
def folder(tmp_path):
    """The small plan, without a map yet."""
    return shutil.copytree(SMALL, tmp_path / "plan")


def read_map(folder, content=None):
    map_sketch.draw(folder, content)
    return plans.read(folder).area_map


def test_a_plan_without_the_file_has_no_map_and_says_nothing_of_it(folder):
    assert plans.read(folder).area_map is None


def test_the_map_of_randers_is_a_sketch_of_each_of_its_areas():
    plan = plans.read(RANDERS)
    assert [shape.area_id for shape in plan.area_map.shapes] == [area.id for area in plan.areas]
    assert plan.area_map.is_sketch


def test_a_shape_has_its_pieces_and_its_holes(folder):
    hill, park, slope = read_map(folder).shapes
    assert (hill.area_id, park.area_id, slope.area_id) == ("moellebakken", "soeparken", "skraenten")
    assert [len(polygon) for polygon in hill.polygons] == [1]
    assert [len(polygon) for polygon in park.polygons] == [2]
    assert [len(polygon) for polygon in slope.polygons] == [1, 1]
    assert hill.polygons[0][0][0] == (10.0, 56.4)


def test_the_shapes_stand_in_the_plans_order_however_the_file_has_them(folder):
    content = map_sketch.make_map()
    content["features"].reverse()
    assert [shape.area_id for shape in read_map(folder, content).shapes] == ["moellebakken", "soeparken", "skraenten"]


def test_a_hole_runs_the_other_way_than_its_outer_ring_however_the_file_turns_them(folder):
    content = map_sketch.make_map()
    turned = [ring[::-1] for ring in content["features"][1]["geometry"]["coordinates"]]
    content["features"][1]["geometry"]["coordinates"] = turned
    for shapes in (read_map(folder).shapes, read_map(folder, content).shapes):
        outer, hole = (area_map._measure(ring) for ring in shapes[1].polygons[0])
        assert outer > 0 > hole


def test_a_map_is_a_sketch_only_where_it_says_so(folder):
    content = map_sketch.make_map()
    for feature in content["features"]:
        del feature["properties"]["skitse"]
    assert not read_map(folder, content).is_sketch
    content["features"][2]["properties"]["skitse"] = True
    assert read_map(folder, content).is_sketch


def test_areas_that_are_shown_together_are_one_shape_where_the_first_stood(tmp_path):
    folder = copy_plan(RANDERS, tmp_path / "plan")
    path = folder / "plan.yaml"
    merged = (
        "merged_areas:\n  - {id: syd, name: Syd, short: Syd, letters: Syd, in_text: i Syd, genitive: Syds, "
        "areas: [vangdalen, centrale-randers]}\n"
    )
    path.write_text(path.read_text("utf-8").replace("merged_areas: []\n", merged), "utf-8")
    take_out_of_criteria(folder, "vangdalen", "centrale-randers")
    plan = plans.read(folder)
    assert [shape.area_id for shape in plan.area_map.shapes] == [area.id for area in plan.areas]
    assert {shape.area_id: len(shape.polygons) for shape in plan.area_map.shapes}["syd"] == 3


def edit(change):
    """The sketch after a change of its parsed content."""
    content = copy.deepcopy(map_sketch.make_map())
    change(content)
    return content


def first(content):
    return content["features"][0]


FAULTS = {
    "an unknown area": (
        edit(lambda c: first(c)["properties"].update(area_id="mars")),
        "Form nummer 1 er ikke af et boligområde, som planen har.",
    ),
    "the total": (edit(lambda c: first(c)["properties"].update(area_id="alle-3")), "Form nummer 1 er ikke af et"),
    "no key": (edit(lambda c: first(c).pop("properties")), "Form nummer 1 er ikke af et boligområde"),
    "a missing area": (edit(lambda c: c["features"].pop()), "skraenten mangler på kortet."),
    "an area twice": (edit(lambda c: c["features"].append(first(c))), "moellebakken har to former."),
    "a point": (
        edit(lambda c: first(c).update(geometry={"type": "Point", "coordinates": [10.0, 56.4]})),
        "Formen af moellebakken er ikke en flade.",
    ),
    "no geometry": (edit(lambda c: first(c).update(geometry=None)), "Formen af moellebakken er ikke en flade."),
    "no rings": (edit(lambda c: first(c)["geometry"].update(coordinates=[])), "en polygon uden ringe."),
    "an open ring": (
        edit(lambda c: first(c)["geometry"]["coordinates"][0].pop()),
        "Formen af moellebakken har en ring, der ikke er lukket.",
    ),
    "two corners": (
        edit(lambda c: first(c)["geometry"].update(coordinates=[[[10, 56.4], [10.1, 56.4], [10, 56.4]]])),
        "en ring med færre end fire punkter.",
    ),
    "a ring without an inside": (
        edit(lambda c: first(c)["geometry"].update(coordinates=[[[10, 56], [10.1, 56], [10, 56], [10, 56]]])),
        "en ring uden noget i.",
    ),
    "metres": (
        edit(lambda c: first(c)["geometry"]["coordinates"][0].insert(1, [564000, 6257000])),
        "et punkt, der ikke er en længde og bredde i Danmark.",
    ),
    "north before east": (
        edit(lambda c: first(c)["geometry"]["coordinates"][0].insert(1, [56.4, 10.0])),
        "et punkt, der ikke er en længde og bredde i Danmark.",
    ),
    "a text for a number": (
        edit(lambda c: first(c)["geometry"]["coordinates"][0].insert(1, ["10", "56"])),
        "et punkt, der ikke er to tal.",
    ),
    "true for a number": (
        edit(lambda c: first(c)["geometry"]["coordinates"][0].insert(1, [True, 56])),
        "et punkt, der ikke er to tal.",
    ),
    "digits that may be a CPR number": (
        edit(lambda c: first(c)["geometry"]["coordinates"][0].insert(1, [10.04123456, 56.4])),
        "et punkt med mere end 7 decimaler.",
    ),
    "a sketch, perhaps": (
        edit(lambda c: first(c)["properties"].update(skitse="ja")),
        "Egenskaben skitse for moellebakken er hverken sand eller falsk.",
    ),
    "a shape alone": (first(map_sketch.make_map()), "Filen er ikke en samling af former."),
    "a list": ([], "Filen er ikke en samling af former."),
    "something else in it": (edit(lambda c: c["features"].insert(0, "x")), "noget andet end former i sin samling."),
    "too many points": (
        edit(lambda c: first(c)["geometry"]["coordinates"][0].extend([map_sketch.HILL[0]] * 2000)),
        "punkter tilsammen.",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_told_by_one_sentence_with_file_and_what_to_do(folder, name):
    content, said = FAULTS[name]
    with pytest.raises(Stop) as stop:
        read_map(folder, content)
    message = str(stop.value)
    assert message.startswith("»areas.geojson« i planens mappe: ") and said in message
    assert "Ventet: " in message and "Gør sådan: Ret filen, og kør igen." in message


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b'{"type": "FeatureCollection",\n "features": [}', "Filen er ikke JSON (linje 2)."),
        (b"", "Filen er ikke JSON (linje 1)."),
        (b"\x00\x01", "Filen er ikke tekst (linje 1)."),
        (b'{"type": "FeatureCollection", "features": [NaN]}', "Et tal er ikke et tal."),
        (b'{"type": "FeatureCollection", "type": "x", "features": []}', "En nøgle står to gange i samme objekt."),
        (b"[" * 100_000, "Filen er ikke GeoJSON."),
    ],
)
def test_what_is_no_json_is_told_with_its_line(folder, content, said):
    (folder / "areas.geojson").write_bytes(content)
    with pytest.raises(Stop) as stop:
        plans.read(folder)
    assert said in str(stop.value)


def test_a_map_under_another_name_is_not_left_out_without_a_word(folder):
    map_sketch.draw(folder)
    (folder / "areas.geojson").rename(folder / "kort.geojson")
    with pytest.raises(Stop, match=r"et kort med et andet navn, som ikke læses\. Ventet: navnet areas\.geojson\."):
        plans.read(folder)


def test_a_file_with_a_bom_and_heights_is_read_as_any_other(folder):
    content = map_sketch.make_map()
    ring = content["features"][0]["geometry"]["coordinates"][0]
    content["features"][0]["geometry"]["coordinates"][0] = [[*point, 12.5] for point in ring]
    (folder / "areas.geojson").write_bytes(b"\xef\xbb\xbf" + json.dumps(content).encode())
    assert plans.read(folder).area_map.shapes == read_map(folder).shapes
