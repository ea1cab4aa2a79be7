"""Read a YAML file that people keep by hand: plain values only, every key once, errors with file and line."""

from __future__ import annotations

from collections.abc import Hashable
from pathlib import Path
from typing import Any

import yaml

from hpanalysis.errors import Stop


class _PlainLoader(yaml.SafeLoader):
    """SafeLoader without aliases, tags and duplicate keys: what the program reads is what a person sees in the file.
    Used by `read` alone; PyYAML calls its methods."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        """Refuse an alias, a tag or an anchor where a value begins. Called by PyYAML for each value of the file. Raises
        `ConstructorError` with the place, which `read` turns into a `Stop`."""
        if self.check_event(yaml.AliasEvent):
            raise yaml.constructor.ConstructorError(
                None, None, "henvisning (*) bruges ikke", self.peek_event().start_mark
            )
        event = self.peek_event()
        if getattr(event, "tag", None) or getattr(event, "anchor", None):
            raise yaml.constructor.ConstructorError(None, None, "mærke (! eller &) bruges ikke", event.start_mark)
        return super().compose_node(parent, index)

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        """Refuse a key that stands twice; YAML itself would silently take the last. Called by PyYAML for each mapping.
        Raises `ConstructorError` with the place, which `read` turns into a `Stop`."""
        seen = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if key in seen:
                raise yaml.constructor.ConstructorError(None, None, "nøglen står to gange", key_node.start_mark)
            seen.add(key)
        return super().construct_mapping(node, deep)


def read(path: Path) -> dict[str, Any]:
    """Read a YAML file that people keep by hand: its mapping of plain values. Called for a half-year's params, the
    plan's settings and the yearly logs. `Stop`, with file and line, for a file that is unreadable, empty or no
    mapping."""
    try:
        value = yaml.load(path.read_text(encoding="utf-8"), Loader=_PlainLoader)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f", linje {mark.line + 1}" if mark else ""
        problem = getattr(error, "problem", None) or "tegnsættet kan ikke læses"
        raise Stop(
            f"Filen kan ikke læses ({problem}).",
            place=f"»{path.name}«{where}",
            expected="almindelig YAML i UTF-8.",
            do="Ret linjen, og kør igen.",
        ) from None
    if not isinstance(value, dict):
        raise Stop(
            "Filen er tom eller har ingen nøgler.",
            place=f"»{path.name}«",
            expected="nøgler og værdier i YAML.",
            do="Se en tidligere fil af samme slags.",
        )
    return value
