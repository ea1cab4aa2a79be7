"""The small YAML reader reads the project's files as PyYAML does, and refuses what it does not read."""

from pathlib import Path

import pytest
import yaml

from hpanalysis.verify.declared.plain_yaml import Unreadable, parse

ROOT = Path(__file__).resolve().parents[4]
FILES = sorted([*ROOT.glob("params/**/*.yaml"), *ROOT.glob("tests/plans/**/*.yaml")])


class _Texts(yaml.SafeLoader):
    """Every scalar as its text, as the small reader gives it."""


_Texts.yaml_implicit_resolvers = {}


def by_library(text: str):
    return yaml.load(text, _Texts)  # texts alone are made of it


def test_there_are_files_to_read():
    assert len(FILES) > 10


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_file_of_the_project_is_read_as_the_library_reads_it(path):
    text = path.read_text(encoding="utf-8")
    assert parse(text) == by_library(text)


@pytest.mark.parametrize(
    "text",
    [
        "a: 1\nb: to  # bemærkning\n",
        "a:\n  b:\n    c: 1\n  d: 2\n",
        "a:\n- 1\n- 2\nb: 3\n",
        "a:\n  - x: 1\n    y: 2\n  - x: 3\n    y: 4\n",
        "a: [1, 2, [3, 4]]\nb: {c: 1, d: {e: 2}}\n",
        "a: 'det''s'\nb: \"to ord\"\nc: 'a: b'\n",
        "a: >-\n  en linje\n  til\nb: |\n  en\n  to\n",
        "a: en sætning\n  der går videre\nb: 1\n",
        "a: []\nb: {}\n",
        "- 1\n- a: 2\n",
        "a: http://sted/x#y\n",
        "---\na: 1\n",
        'a: "en\\nto"\n',
        'a: "sagt: \\"ja\\" # ingen bemærkning"  # en bemærkning\n',
        'a:\n  - {b: "vej \\\\", c: "\\u00e9t\\U0001F600abc"}\n',
    ],
)
def test_what_is_read_is_read_as_the_library_reads_it(text):
    assert parse(text) == by_library(text)


@pytest.mark.parametrize(
    "text",
    [
        "a: &x 1\nb: *x\n",
        "a: !!int 1\n",
        'a: "en\\x41"\n',
        'a: "en\\"\n',
        "a:\tb\n",
        "a: 1\na: 2\n",
        "a: b: c\n",
        "a: [1, 2\n",
        "a: {b: 1, b: 2}\n",
        "? a\n: b\n",
        "a: |+\n  en\n",
        "a: >\n  en\n\n  to\n",
        "a: 1\n  b: 2\n",
        "- 1\nb: 2\n",
        "a: 'uden ende\n",
    ],
)
def test_what_is_not_read_is_refused(text):
    with pytest.raises(Unreadable):
        parse(text)


def test_nothing_is_an_empty_mapping_and_no_value_an_empty_text():
    assert parse("# tom\n") == {}
    assert parse("a:\nb: ~\n") == {"a": "", "b": ""}
