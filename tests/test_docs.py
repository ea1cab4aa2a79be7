"""The documentation is true: every command, folder and variable that the README names exists."""

import re

import pytest
import typer

import projects
from hpanalysis import cli

README = (projects.ROOT / "README.md").read_text(encoding="utf-8")
MAKEFILE = (projects.ROOT / "Makefile").read_text(encoding="utf-8")


def _commands():
    return {command.name or command.callback.__name__: command for command in cli.app.registered_commands}


def test_every_command_of_the_readme_exists_and_every_command_is_in_the_readme():
    named = set(re.findall(r"`hpanalysis ([a-z-]+)", README))
    assert named == set(_commands())


@pytest.mark.parametrize("option", re.findall(r"--[a-z-]+", re.search(r"`run` takes `([^`]*)`", README)[1]))
def test_every_option_of_run_that_the_readme_names_exists(option):
    run = _commands()["run"].callback
    assert option.removeprefix("--").replace("-", "_") in run.__annotations__


@pytest.mark.parametrize("target", sorted(set(re.findall(r"make ([a-z-]+)", README))))
def test_every_make_target_of_the_readme_exists(target):
    assert re.search(rf"^{target}:", MAKEFILE, re.MULTILINE)


@pytest.mark.parametrize("folder", re.findall(r"^([a-z/]+/) ", README, re.MULTILINE))
def test_every_folder_of_the_readme_exists(folder):
    assert (projects.ROOT / folder).is_dir()


def test_every_environment_variable_of_the_readme_is_read_by_the_code():
    code = "".join(path.read_text(encoding="utf-8") for path in (projects.ROOT / "src").rglob("*.py"))
    for variable in re.findall(r"HPANALYSIS_[A-Z_]+", README):
        assert f'"{variable}"' in code


@pytest.mark.parametrize("name", _commands())
def test_every_command_and_every_option_has_a_help_text(name):
    command = typer.main.get_command(cli.app).commands[name]
    assert command.help.strip().endswith(".")
    assert not [option.name for option in command.params if not option.help]


DECISIONS = (projects.ROOT / "docs" / "decisions.md").read_text(encoding="utf-8")


def _anchor(heading: str) -> str:
    """The anchor that a Markdown renderer gives a heading."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def test_every_decision_stands_once_in_the_index_by_subject():
    decisions = [_anchor(heading) for heading in re.findall(r"^## (20.*)$", DECISIONS, re.MULTILINE)]
    listed = re.findall(r"^- \[.*\]\(#(.*)\)$", DECISIONS, re.MULTILINE)
    assert sorted(listed) == sorted(decisions)


DEVELOPING = (projects.ROOT / "docs" / "developing.md").read_text(encoding="utf-8")


def test_the_readme_links_to_the_page_for_developers():
    assert "(docs/developing.md)" in README


def test_every_room_stands_in_the_page_for_developers_and_no_other():
    package = projects.ROOT / "src" / "hpanalysis"
    rooms = {path.parent.relative_to(package).as_posix() for path in package.rglob("__init__.py")} - {"."}
    assert set(re.findall(r"^\| `([a-z_/]+)` \|", DEVELOPING, re.MULTILINE)) == rooms


@pytest.mark.parametrize(
    "path", sorted(set(re.findall(r"(?:src|tests|notebooks|expectations|params)/[\w/.]+\w", DEVELOPING)))
)
def test_every_file_that_the_page_for_developers_names_exists(path):
    assert (projects.ROOT / path).exists()


def test_every_module_beside_the_rooms_stands_in_the_page_for_developers():
    beside = {path.name for path in (projects.ROOT / "src" / "hpanalysis").glob("*.py")} - {
        "__init__.py",
        "__main__.py",
    }
    assert {name for name in beside if f"`{name}`" not in DEVELOPING} == set()
