"""The string literals of the package's program, with their open places marked.

They are found by their quotes, not by parsing, which would take most of the time that a package is checked in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

_LITERAL = re.compile(r'"(?<![a-zA-Z]")""(?:[^"\\]++|\\.|"(?!""))*+"""|"((?:[^"\\\n]++|\\.)*+)"|#[^\n]*')
_NAMED = re.compile(r"\\N\{([A-Z -]+)\}")
_CHARACTERS = {"NO-BREAK SPACE": " ", "MINUS SIGN": "−", "SOFT HYPHEN": ""}
OPEN = "\0"  # an open place


def _open_places(text: str, formatted: bool) -> str:
    """A literal with each of its open places as one mark. Called for every literal. formatted: it is an f-string."""
    if "{" not in text and "}" not in text:
        return text
    parts, depth = [], 0
    for character in text:
        if character == "{":
            depth += 1
            if depth == 1:
                parts.append(OPEN)
        elif character == "}":
            depth = max(0, depth - 1)
        elif depth == 0:
            parts.append(character)
    return "".join(parts) if formatted or OPEN in parts else text


@lru_cache(maxsize=2048)
def list_literals(source: str) -> tuple[str, ...]:
    """The string literals of a Python file with their open places marked, those that stand beside each other as one;
    and the literals within the open places. Docstrings and comments are passed over. Called for each file of the
    program; kept, because packages that are checked together mostly have the same program."""
    return tuple(_find_literals(source))


def _find_literals(source: str) -> Iterator[str]:
    """`list_literals`, one by one. Called once for each distinct file."""
    joined, end = "", -1
    for match in _LITERAL.finditer(source):
        if match[1] is None:
            continue
        begin = match.start()
        prefix = source[begin - 1 : begin]
        is_formatted = prefix == "f"
        text = _NAMED.sub(lambda named: _CHARACTERS.get(named[1], " "), match[1]).replace("\\n", "\n")
        opened = _open_places(text, is_formatted)
        if is_formatted:
            for inner in re.findall(r"'([^']*)'", text):
                yield _open_places(inner, True)
        if end >= 0 and not source[end : begin - prefix.isalpha()].strip():
            joined += opened
        else:
            if joined:
                yield joined
            joined = opened
        end = match.end()
    if joined:
        yield joined
