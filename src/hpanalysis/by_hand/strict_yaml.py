"""Read a YAML file that people keep by hand: every value as the text that stands there, every key once.

YAML has its own mind about unquoted values: 4782:30 is a number to the base of 60, 010 is eight, 1_000 a thousand, `no`
is false, 2026-02-30 an error of the program. Here they are texts, as a person sees them, and the model of the file says
what each must be (`fields`).
"""

from __future__ import annotations

import re
from collections.abc import Hashable
from pathlib import Path
from typing import Any

import yaml

from hpanalysis.by_hand.clean import clean_text
from hpanalysis.errors import Stop
from hpanalysis.text_encoding import NotText, convert_to_utf8

# Text that YAML takes for a remark, though nothing parts it from its #: `Sag #12`.
_CUT_OFF = re.compile(r"[ \t]+#[^\s#]")
# What PyYAML says is wrong -> the same in Danish; the first that fits.
_PROBLEMS = {
    r"'\\t'": "linjen er rykket ind med tabulator; brug mellemrum",
    r"mapping values are not allowed": "en tekst med kolon skal stå i anførselstegn",
    r"could not find expected ':'": "der mangler et kolon efter en nøgle",
    r"expected ',' or": "en parentes er ikke lukket, eller der mangler et komma",
    r"unexpected end of stream": "et anførselstegn mangler",
    r"expected <block end>|block (mapping|sequence|collection)|sequence entries": "indrykningen passer ikke",
    r"cannot start any token": "teksten begynder med et tegn, som kræver anførselstegn",
    r"another document": "filen har flere dele, skilt af ---",
    r"special characters": "filen har et tegn, der ikke er tekst",
}


def _refuse(place: str, problem: str) -> Stop:
    """Make the `Stop` for a file that is no plain YAML. Called by `read` and `_read_text`. place: the file, and the
    line if it is known. problem: a Danish clause."""
    return Stop(
        f"Filen kan ikke læses ({problem}).",
        place=place,
        expected="almindelig YAML i UTF-8, fx »report_date: 2026-11-16«.",
        do="Ret linjen, og kør igen.",
    )


class _Unfit(yaml.MarkedYAMLError):
    """YAML that is right by itself and not plain enough for a file that people keep; its `problem` is Danish."""

    def __init__(self, problem: str, mark: yaml.Mark) -> None:
        """Called where `_PlainLoader` refuses what YAML itself allows, such as an alias or a key that stands twice.
        problem: a Danish clause on what is wrong. mark: the place in the file."""
        super().__init__(problem=problem, problem_mark=mark)


class _PlainLoader(yaml.SafeLoader):
    """SafeLoader without aliases, tags, duplicate keys and guessed types: what the program reads is what a person sees
    in the file. Used by `read` and `find_line` alone; PyYAML calls its methods."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        """Refuse an alias, a tag or an anchor where a value begins. Called by PyYAML for each value of the file."""
        if self.check_event(yaml.AliasEvent):
            raise _Unfit("henvisning (*) bruges ikke", self.peek_event().start_mark)
        event = self.peek_event()
        if getattr(event, "tag", None) or getattr(event, "anchor", None):
            raise _Unfit("mærke (! eller &) bruges ikke", event.start_mark)
        return super().compose_node(parent, index)

    def construct_scalar(self, node: yaml.ScalarNode | yaml.MappingNode) -> str:
        """Return the text of a value, an unquoted one without invisible signs (`clean_text`). Called by PyYAML for each
        value that is no list or mapping. `_Unfit` for a mapping, and for a text that YAML has cut off at a # as if a
        remark began there."""
        if isinstance(node, yaml.MappingNode):
            raise _Unfit("en værdi kan ikke læses", node.start_mark)
        if node.style is not None:
            return node.value
        end = node.end_mark
        if end.buffer is not None and _CUT_OFF.match(end.buffer, end.pointer):
            raise _Unfit("teksten er afkortet ved #; sæt den i anførselstegn", end)
        return clean_text(node.value)

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        """Build a mapping of a YAML file, and refuse a key that is no text, or that occurs twice, where YAML itself
        would silently take the last. Called by PyYAML for each mapping of a file."""
        seen = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if not isinstance(key, str):
                raise _Unfit("en nøgle mangler eller er ikke en tekst", key_node.start_mark)
            if key in seen:
                raise _Unfit("nøglen står to gange", key_node.start_mark)
            seen.add(key)
        return super().construct_mapping(node, deep)


# Nothing after the colon, or a word for it, is nothing; all else is text.
_PlainLoader.yaml_implicit_resolvers = {}
_PlainLoader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"(?:~|null|Null|NULL|)\Z"), [*"~nN", ""])


def _describe(error: yaml.YAMLError) -> str:
    """Say in Danish what is wrong with a file that PyYAML refused, without anything of its content. Called by `read`
    for the message."""
    if isinstance(error, _Unfit):
        return str(error.problem)
    told = str(getattr(error, "problem", None) or getattr(error, "reason", None) or "")
    return next((danish for english, danish in _PROBLEMS.items() if re.search(english, told)), "linjen er ikke YAML")


def _read_text(path: Path) -> str:
    """Read the text of a YAML file, in any encoding that can be recognised for sure. Called by `read` and `find_line`;
    `Stop` for any other encoding, and for a file that cannot be opened."""
    try:
        return convert_to_utf8(path.read_bytes()).decode("utf-8")
    except NotText as error:
        row = error.row
    except OSError:
        raise Stop(
            "Filen kan ikke åbnes.",
            place=f"»{path.name}«",
            expected="en fil, der må læses.",
            do="Se filens rettigheder.",
        ) from None
    raise _refuse(f"»{path.name}«, linje {row}", "tegnsættet kan ikke genkendes; gem filen som UTF-8")


def read(path: Path) -> dict[str, Any]:
    """Read a YAML file that people keep by hand: its mapping, every value as text, None where a key has no value.
    Called for a half-year's params, the plan's settings, the yearly logs and demo.yaml. `Stop`, with the file and,
    where known, the line, for a file that is unreadable, empty or no mapping."""
    text = _read_text(path)
    try:
        value = yaml.load(text, Loader=_PlainLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f", linje {mark.line + 1}" if mark else ""
        raise _refuse(f"»{path.name}«{where}", _describe(error)) from None
    except RecursionError:
        raise _refuse(f"»{path.name}«", "parenteser i parenteser") from None
    if not isinstance(value, dict):
        raise Stop(
            "Filen er tom eller har ingen nøgler.",
            place=f"»{path.name}«",
            expected="nøgler og værdier i YAML, fx »report_date: 2026-11-16«.",
            do="Se en tidligere fil af samme slags.",
        )
    return value


def find_line(path: Path, location: tuple[int | str, ...]) -> int:
    """Find the line, from 1, of a value in a file that `read` has read: of the innermost part of its location that is
    there. Called for a message about a value that its model refused. location: keys and places in lists (from 0), as
    pydantic gives them."""
    node = yaml.compose(_read_text(path), Loader=_PlainLoader)
    for part in location:
        if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
        elif isinstance(node, yaml.MappingNode):
            node = next((value for key, value in node.value if clean_text(key.value) == str(part)), node)
    return node.start_mark.line + 1 if node else 1
