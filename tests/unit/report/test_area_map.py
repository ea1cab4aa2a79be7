"""The map: each area once, in its place and its colour, with words that are those of the matrix and the table."""

import dataclasses
import json
import random
import re
from types import SimpleNamespace

import pytest

import map_sketch
from hpanalysis.plan import AreaMap, AreaShape
from hpanalysis.plan.area_map import read_area_map
from hpanalysis.report.area_map import labels, map_figures
from hpanalysis.report.area_map.map_chart import MappedArea, Meaning, draw_area_map
from hpanalysis.report.area_map.projection import Box, project
from hpanalysis.report.pages import overview
from hpanalysis.report.profile import profile
from hpanalysis.report.tables import matrix
from hpanalysis.report.tables.matrix import WorseCount
from hpanalysis.verify.pages.area_shapes import parse_area_shapes
from hpanalysis.verify.pages.drawings.agreement import Wrong
from hpanalysis.verify.pages.drawings.maps import AreaWords, MapWords, check_map
from hpanalysis.verify.pages.drawings.shapes import Drawing
from hpanalysis.verify.pages.tree import read_tree
from report_tables import half_year, release

SHAPE = re.compile(r'<g data-omraade="([^"]+)"><path d="[^"]+" style="fill:var\(--(\w+),[^"]*"')
COUNT = re.compile(r'data-om="\*/\*/([^"]+)">([^<]+)')
TEXT = re.compile(r"<text[^>]*>([^<]+)</text>")


@pytest.fixture(scope="module")
def shown():
    """The plan of Randers in a half-year, and its figures."""
    here = release()
    return here, here.cells(half_year())


@pytest.fixture(scope="module")
def drawn(shown):
    here, cells = shown
    return str(map_figures.make_overview_map(here, cells, here.plan.area_map))


def without_map(here):
    return dataclasses.replace(here, plan=dataclasses.replace(here.plan, area_map=None))


def test_map_table_and_matrix_say_the_same_of_each_area(shown, drawn):
    here, cells = shown
    in_matrix = dict(COUNT.findall(str(matrix.make_matrix(here, matrix.list_lines(here, cells)))))
    assert dict(COUNT.findall(drawn)) == {area.id: in_matrix[area.id] for area in here.plan.areas}
    written = TEXT.findall(drawn)[: 2 * len(here.plan.areas)]
    assert written == [words for area in here.plan.areas for words in (area.short, in_matrix[area.id])]
    description = re.search(r"<desc[^>]*>([^<]+)</desc>", drawn)[1]
    assert description == "; ".join(f"{area.name} {in_matrix[area.id]}" for area in here.plan.areas) + "."


def test_each_area_is_drawn_once_in_the_colour_of_its_count(shown, drawn):
    here, cells = shown
    lines = matrix.list_lines(here, cells)
    counts = {area.id: matrix.count_worse(lines, area) for area in here.plan.areas}
    assert SHAPE.findall(drawn) == [(key, map_figures._find_token(count)) for key, count in counts.items()]


@pytest.mark.parametrize(
    ("worse", "compared", "token"),
    [
        (0, 0, "paper"),
        (0, 9, "paper"),
        (1, 9, "few"),
        (3, 9, "few"),
        (4, 9, "some"),
        (6, 9, "some"),
        (7, 9, "many"),
        (9, 9, "many"),
    ],
)
def test_a_colour_is_of_a_third_of_what_is_shown(worse, compared, token):
    assert map_figures._find_token(WorseCount(worse, compared)) == token


def test_an_area_without_figures_is_white_and_says_that_none_is_shown(shown):
    here, _ = shown
    drawn = str(map_figures.make_overview_map(here, here.cells(half_year().iloc[:0]), here.plan.area_map))
    assert {colour for _, colour in SHAPE.findall(drawn)} == {"paper"}
    assert [told for _, told in COUNT.findall(drawn)] == ["ingen vist"] * len(here.plan.areas)


def test_a_profile_shows_its_own_area_alone_with_a_heavy_edge_and_names_all(shown):
    here, _ = shown
    for area in here.plan.areas:
        drawn = str(map_figures.make_profile_map(here, area, here.plan.area_map))
        assert re.findall(r'data-omraade="([^"]+)"><path [^>]*stroke-width:3', drawn) == [area.id]
        assert sorted(TEXT.findall(drawn)) == sorted(one.short for one in here.plan.areas)
        assert f"Fremhævet: {area.name}." in drawn


def test_a_sketch_is_said_to_be_one_and_a_survey_is_not(shown):
    here, cells = shown
    area, sketch = here.plan.areas[0], here.plan.area_map
    for area_map, is_said in ((sketch, True), (dataclasses.replace(sketch, is_sketch=False), False)):
        for drawn in (
            map_figures.make_overview_map(here, cells, area_map),
            map_figures.make_profile_map(here, area, area_map),
        ):
            assert (map_figures.SKETCH in drawn) is is_said


def test_a_plan_without_a_map_has_the_pages_that_it_had(shown):
    here, cells = shown
    bare, area = without_map(here), here.plan.areas[0]
    ages = str(overview.show_ages(bare, cells).html)
    assert ages.startswith('<section aria-labelledby="alder">') and "kort" not in ages
    assert ages in str(overview.show_ages(here, cells).html)
    facts = str(profile.area_facts(bare, area).html)
    assert "faktakort" not in facts and "omraadekort" not in facts


def test_the_overviews_map_is_folded_so_that_it_takes_no_paper(shown):
    here, cells = shown
    html = str(overview.show_ages(here, cells).html)
    assert re.search(r"<details><summary>Vis kortet</summary><figure id=\"fig-kort\".*?</figure></details>", html, re.S)


def test_the_same_map_is_the_same_bytes(shown, drawn):
    here, cells = shown
    assert str(map_figures.make_overview_map(here, cells, here.plan.area_map)) == drawn


def test_a_kilometre_is_as_long_to_the_east_as_to_the_north():
    east, north = 1 / (111.32 * 0.55256), 1 / 111.32  # the cosine of the latitude in the middle, 56.455
    ring = ((10.0, 56.45), (10.0 + east, 56.45), (10.0 + east, 56.45 + north), (10.0, 56.45 + north), (10.0, 56.45))
    (outline,) = project(AreaMap((AreaShape("a", ((ring,),)),), False), Box(0, 0, 300, 300))
    (left, top), (right, bottom) = outline.path.vertices.min(axis=0), outline.path.vertices.max(axis=0)
    assert abs((right - left) - (bottom - top)) < 0.5
    assert abs(max(right - left, bottom - top) - 300) < 0.001


def invent(seed: int) -> dict:
    """A map of five to nine areas of any size, each in a place of its own, some in two pieces and some with a hole."""
    draw = random.Random(seed)
    features = []
    for number, place in enumerate(draw.sample(range(9), draw.randint(5, 9))):
        east, north = 10 + place % 3 * 0.06 + draw.random() / 100, 56 + place // 3 * 0.05 + draw.random() / 100
        size = draw.choice([1, 4, 12, 20])
        corners = [(0, 0), (size, draw.uniform(-1, 1)), (size * 1.2, size), (size / 2, size * 1.4), (-1, size / 2)]
        rings = [map_sketch.make_ring(east, north, corners)]
        if draw.random() < 0.3:
            hole = [(size * x, size * y) for x, y in ((0.4, 0.4), (0.7, 0.4), (0.7, 0.7), (0.4, 0.7))]
            rings.append(map_sketch.make_ring(east, north, hole))
        pieces = [rings]
        if draw.random() < 0.3:
            pieces.append([map_sketch.make_ring(east + size * 0.0015, north, [(0, 0), (9, 0), (9, 9)])])
        features.append(map_sketch.make_feature(f"omraade-{number}", "MultiPolygon", pieces))
    return {"type": "FeatureCollection", "features": features}


def draw_invented(tmp_path, seed: int):
    """An invented map as the report draws it, and what verify holds it against."""
    content = invent(seed)
    map_sketch.draw(tmp_path, content)
    keys = [feature["properties"]["area_id"] for feature in content["features"]]
    area_map = read_area_map(tmp_path, keys, lambda *said: AssertionError(said))
    names = {key: (f"Område nummer {key[-1]}" * (1 + place % 2), "3 af 11") for place, key in enumerate(keys)}
    areas = [MappedArea(key, lines, "some", is_chosen=key == keys[2]) for key, lines in names.items()]
    drawn = draw_area_map("kort", area_map, areas, [Meaning("some", "nogle")], title="t", description="d")
    words = {area.area_id: AreaWords(area.lines, "some", "3" if area.is_chosen else "1") for area in areas}
    told = MapWords(words, "t", "d", (("some", "nogle"),))
    facts = SimpleNamespace(area_shapes=parse_area_shapes(json.dumps(content).encode()))
    return str(drawn), facts, told


def find_wrong(drawn: str, facts, told) -> str:
    tree = read_tree(f"<figure>{drawn}<p>{map_figures.SKETCH}</p></figure>")
    svg = tree.find("svg")
    try:
        check_map(Drawing(svg), svg, facts, told)
    except Wrong as wrong:
        return str(wrong)
    return ""


@pytest.mark.parametrize("seed", range(40))
def test_verify_finds_each_area_of_any_map_where_the_report_drew_it(tmp_path, seed):
    drawn, facts, told = draw_invented(tmp_path, seed)
    assert find_wrong(drawn, facts, told) == ""


@pytest.mark.parametrize("seed", range(10))
def test_verify_names_a_map_whose_areas_have_each_others_shapes(tmp_path, seed):
    drawn, facts, told = draw_invented(tmp_path, seed)
    swapped = drawn.replace('"omraade-0"', '"x"').replace('"omraade-1"', '"omraade-0"').replace('"x"', '"omraade-1"')
    assert find_wrong(swapped, facts, told) != ""


@pytest.mark.parametrize("seed", range(40))
def test_no_name_lies_on_another_or_outside_the_map(tmp_path, seed):
    content = invent(seed)
    map_sketch.draw(tmp_path, content)
    keys = [feature["properties"]["area_id"] for feature in content["features"]]
    area_map = read_area_map(tmp_path, keys, lambda *said: AssertionError(said))
    outlines = project(area_map, Box(8, 8, 324, 284))
    placed = labels.place_labels(outlines, dict.fromkeys(keys, ("Et ret langt navn", "3 af 11")), (340, 300))
    half = labels._LETTER * 17 / 2
    boxes = [(label.x - half, label.top, label.x + half, label.top + 2 * labels.LINE) for label in placed]
    for place, (left, top, right, bottom) in enumerate(boxes):
        assert left >= -2 and right <= 342 and top >= 0 and bottom <= 300
        for other in boxes[place + 1 :]:
            assert right <= other[0] + 1 or other[2] <= left + 1 or bottom <= other[1] + 1 or other[3] <= top + 1
