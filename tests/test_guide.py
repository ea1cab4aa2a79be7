"""The guide of the analyst is true: its commands, options, examples, links and pictures."""

import re

import pytest
import typer
import yaml
from PIL import Image

import projects
import shared_plans
from hpanalysis import cli, params
from hpanalysis import plan as plans
from hpanalysis.definitions import catalogue
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.load.placing.departments import AreaByDepartment
from plan_files import copy_plan

DOCS = projects.ROOT / "docs"
GUIDE = (DOCS / "vejledning.md").read_text(encoding="utf-8")
README = (projects.ROOT / "README.md").read_text(encoding="utf-8")
MAKEFILE = (projects.ROOT / "Makefile").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(\w*)\n(.*?)```", GUIDE, re.DOTALL)
LINES = [line for kind, block in BLOCKS if not kind for line in block.splitlines()]
PICTURES = re.findall(r"!\[([^]]*)\]\(([^)]+)\)", GUIDE)
PLAN = shared_plans.read(shared_plans.RANDERS)
STORGAARDEN = "Møllevænget & Storgaarden"

# The colour of the band that says the data are synthetic (style.css: --note).
MARK = (0xFF, 0xF3, 0xC4)


@pytest.mark.parametrize("line", LINES)
def test_every_command_of_the_guide_exists_with_its_options(line):
    program, name, *arguments = line.split()
    assert program == "hpanalysis"
    command = typer.main.get_command(cli.app).commands[name]
    known = {option for parameter in command.params for option in parameter.opts}
    assert {argument for argument in arguments if argument.startswith("--")} <= known


def test_the_guide_leads_from_a_new_half_year_to_a_publication():
    places = [GUIDE.index(f"hpanalysis {name} 2026H2") for name in ("new", "check", "run", "pdf")]
    assert places == sorted(places)


def test_what_the_guide_writes_in_the_params_is_understood(tmp_path):
    chosen = {"half_year": "2026H2", "report_date": "2027-03-08"}
    examples = [block for kind, block in BLOCKS if kind == "yaml"]
    assert {key for block in examples for key in yaml.safe_load(block)} == {"comments", "corrections"}
    path = tmp_path / "2026H2.yaml"
    text = "".join(f"{key}: {value}\n" for key, value in chosen.items()) + "".join(examples)
    path.write_text(text, encoding="utf-8")
    read = params.read_params(path, HalfYear.parse("2026H2"), PLAN, set(catalogue.sources()))
    assert len(read.comments) == 1 and len(read.corrections) == 1


def test_what_the_guide_writes_as_an_event_is_understood(tmp_path):
    folder = copy_plan(projects.ROOT / "params" / "plan", tmp_path / "plan")
    (event,) = [block for kind, block in BLOCKS if kind == "csv"]
    (folder / "events.csv").write_text(event, encoding="utf-8")
    (read,) = plans.read(folder).events
    assert read.indicators == ("fraflytning",) and not read.rebase


def test_what_the_guide_writes_of_departments_elsewhere_is_understood(tmp_path):
    folder = copy_plan(projects.ROOT / "params" / "plan", tmp_path / "plan")
    (rows,) = [block for kind, block in BLOCKS if kind == "text"]
    (folder / "departments_elsewhere.csv").write_text(rows, encoding="utf-8")
    areas = AreaByDepartment(plans.read(folder))
    found = [areas.find(*row).status.name for row in (("LB", "210", None), (STORGAARDEN, "1", "4"), ("LB", "9", None))]
    assert found == ["ELSEWHERE", "ELSEWHERE", "UNKNOWN_DEPARTMENT"]


@pytest.mark.parametrize("target", sorted(set(re.findall(r"`make ([a-z-]+)`", GUIDE))))
def test_every_make_target_of_the_guide_exists(target):
    assert re.search(rf"^{target}:", MAKEFILE, re.MULTILINE)


@pytest.mark.parametrize("target", sorted(set(re.findall(r"\]\(([^)#]+)\)", GUIDE))))
def test_every_link_of_the_guide_leads_somewhere(target):
    assert (DOCS / target).is_file()


def test_every_environment_variable_of_the_guide_is_read_by_the_code():
    code = "".join(path.read_text(encoding="utf-8") for path in (projects.ROOT / "src").rglob("*.py"))
    for variable in re.findall(r"HPANALYSIS_[A-Z_]+", GUIDE):
        assert f'"{variable}"' in code


@pytest.mark.parametrize(("words", "target"), PICTURES)
def test_every_picture_says_what_it_shows_and_is_small(words, target):
    assert len(words.split()) > 3
    path = DOCS / target
    assert path.stat().st_size < 250_000
    with Image.open(path) as picture:
        assert picture.format == "PNG" and picture.width >= 1000


@pytest.mark.parametrize("name", ["index", "oversigt", "delaftale", "omraadeprofil"])
def test_the_pictures_of_pages_bear_the_mark_of_synthetic_data(name):
    with Image.open(DOCS / "pictures" / f"{name}.png") as picture:
        top = picture.convert("RGB").crop((0, 0, picture.width, 20))
        near = sum(max(abs(a - b) for a, b in zip(pixel, MARK, strict=True)) <= 4 for pixel in top.get_flattened_data())
    assert near > 0.8 * top.width * top.height


def test_every_picture_is_shown_and_the_readme_shows_one():
    shown = {target.removeprefix("pictures/") for _, target in PICTURES}
    in_readme = set(re.findall(r"!\[[^]]+\]\(docs/pictures/([^)]+)\)", README))
    assert in_readme
    assert {path.name for path in (DOCS / "pictures").glob("*.png")} == shown | in_readme
