"""The YAML of plan.yaml and of a half-year's params, read by the standard library: mappings, lists and texts.

YAML is a large language, of which these files use little. Every scalar is given as its text, as it is written; what is
outside the little that is read raises `Unreadable`, so that no file is read otherwise than the program reads it.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from typing import Any

# A text in quotation marks, and an escape within it: those that the program writes, and `\/`.
_QUOTED = re.compile(r'"(?:[^"\\]|\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}))*"')
_ESCAPE = re.compile(r'\\(["\\/bfnrt]|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8})')
_ESCAPED = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_KEY = re.compile(r"""(?P<key>"[^"\\]*"|'[^']*'|[^\s#&*!|>%@`"'\[\]{},?:-][^:#\[\]{},]*?)\s*:(?:\s+(?P<rest>.*))?\Z""")
_BLOCK = re.compile(r"([|>])([+-]?)\Z")
_NOTHING = ("~", "null", "Null", "NULL")
_ANCHORS = ("&", "*", "!", "%", "@", "`", "?")


class Unreadable(Exception):
    """The file uses more of YAML than is read here. Raised by `parse`; whoever asked leaves out what it would tell."""


@dataclass(frozen=True)
class _Line:
    """A line that says something: how far it is indented, and its text without comment. Made for each line."""

    indent: int
    text: str
    number: int  # of the line in the file, from 0


def parse(text: str) -> Any:
    """The mapping, list or text of a YAML file; `Unreadable` where it is written otherwise than is read here. Called
    for plan.yaml, for a half-year's params and for the secretariat's log. Of a key that stands twice the file is
    refused, as the program does it."""
    if "\t" in text:
        raise Unreadable
    return _Reader(text).read()


def _strip_comment(text: str) -> str:
    """A line without its comment: from a # that begins the line or follows a space, outside quotes. Called for each
    line but those of block texts."""
    quote, escaped = "", False
    for place, letter in enumerate(text):
        if quote:
            quote = "" if letter == quote and not escaped else quote
            escaped = quote == '"' and letter == "\\" and not escaped
        elif letter in "\"'" and (place == 0 or text[place - 1] in " [{,"):
            quote = letter
        elif letter == "#" and (place == 0 or text[place - 1] == " "):
            return text[:place].rstrip()
    return text.rstrip()


def _unescape(found: re.Match[str]) -> str:
    """The sign that an escape stands for. Called for each in a text in quotation marks; `Unreadable` for a number that
    is no sign's."""
    sign = found[1]
    if sign[0] not in "uU":
        return _ESCAPED.get(sign, sign)
    number = int(sign[1:], 16)
    if number > sys.maxunicode:
        raise Unreadable
    return chr(number)


def _read_scalar(text: str) -> str:
    """The text that a scalar stands for, without its quotes; `Unreadable` for an anchor, an alias, a tag, or an
    escape of another kind than the program writes. Called for each scalar. An empty one, ~ and null are "", as in the
    program's files a missing value is."""
    if text.startswith('"'):
        if not _QUOTED.fullmatch(text):
            raise Unreadable
        return _ESCAPE.sub(_unescape, text[1:-1])
    if text.startswith("'"):
        inside = text[1:-1]
        if len(text) < 2 or not text.endswith("'") or "'" in inside.replace("''", ""):
            raise Unreadable
        return inside.replace("''", "'")
    if text.startswith(_ANCHORS) or ": " in text:
        raise Unreadable
    return "" if text in _NOTHING else text


class _Flow:
    """A list or mapping written in one line, `[a, b]` or `{name: a}`. Made for each, read from left to right."""

    def __init__(self, text: str) -> None:
        """Begin at the first letter. Called for each value that begins with a bracket."""
        self._text, self._at = text, 0

    def read(self) -> Any:
        """The value; `Unreadable` if something follows it. Called once."""
        value = self._read_value()
        if self._text[self._at :].strip():
            raise Unreadable
        return value

    def _skip_spaces(self) -> str:
        """Go over spaces; the letter that follows, or `Unreadable` at the end. Called before each part."""
        while self._at < len(self._text) and self._text[self._at] == " ":
            self._at += 1
        if self._at == len(self._text):
            raise Unreadable
        return self._text[self._at]

    def _read_value(self) -> Any:
        """A list, a mapping or a scalar at the place reached. Called for the whole and for each part of it."""
        first = self._skip_spaces()
        if first == "[":
            return self._read_list()
        return self._read_mapping() if first == "{" else self._read_text(",]}")

    def _read_text(self, ends: str) -> str:
        """A scalar up to one of the letters that end it, quotes aside. Called for scalars and for keys."""
        first, start = self._skip_spaces(), self._at
        if first == '"':
            found = _QUOTED.match(self._text, start)
            if found is None:
                raise Unreadable
            self._at = found.end()
        elif first == "'":
            self._at = self._text.find(first, start + 1) + 1
            if self._at == 0:
                raise Unreadable
        else:
            while self._at < len(self._text) and self._text[self._at] not in ends:
                self._at += 1
        return _read_scalar(self._text[start : self._at].strip())

    def _read_list(self) -> list[Any]:
        """The parts of a list, from its bracket on. Called where a value begins with `[`."""
        self._at, found = self._at + 1, []
        while self._skip_spaces() != "]":
            found.append(self._read_value())
            if self._skip_spaces() == ",":
                self._at += 1
            elif self._text[self._at] != "]":
                raise Unreadable
        self._at += 1
        return found

    def _read_mapping(self) -> dict[str, Any]:
        """The members of a mapping, from its brace on. Called where a value begins with `{`."""
        found: dict[str, Any] = {}
        self._at += 1
        while self._skip_spaces() != "}":
            key = self._read_text(":,}")
            if self._skip_spaces() != ":" or key in found:
                raise Unreadable
            self._at += 1
            found[key] = self._read_value()
            if self._skip_spaces() == ",":
                self._at += 1
            elif self._text[self._at] != "}":
                raise Unreadable
        self._at += 1
        return found


class _Reader:
    """A file as it is read line by line. Made once for each."""

    def __init__(self, text: str) -> None:
        """Keep the file's lines; nothing is read yet. Called by `parse`."""
        self._raw = text.lstrip("\ufeff").splitlines()
        self._at = 0

    def read(self) -> Any:
        """The whole file's value; an empty file is an empty mapping. Called once."""
        if self._peek() is not None and self._raw[self._at].strip() == "---":
            self._at += 1
        first = self._peek()
        if first is None:
            return {}
        value = self._read_block(first.indent)
        if self._peek() is not None:
            raise Unreadable
        return value

    def _peek(self) -> _Line | None:
        """The next line that says something, None at the end; the lines before it are gone over. Called before each
        part."""
        while self._at < len(self._raw):
            text = _strip_comment(self._raw[self._at])
            if text.strip():
                return _Line(len(text) - len(text.lstrip(" ")), text.strip(), self._at)
            self._at += 1
        return None

    def _read_block(self, indent: int) -> Any:
        """The list or mapping whose lines are indented so far. Called for the whole file, and for each value that
        stands on lines of its own."""
        first = self._peek()
        if first is None or first.indent != indent:
            raise Unreadable
        return self._read_list(indent) if first.text.startswith("- ") or first.text == "-" else self._read_map(indent)

    def _read_list(self, indent: int) -> list[Any]:
        """The parts of a list that is written with a dash a part. Called where a block begins with a dash."""
        found: list[Any] = []
        while (line := self._peek()) is not None and line.indent == indent:
            if line.text != "-" and not line.text.startswith("- "):
                break  # the next key of the mapping that the list is a member of; elsewhere nothing reads on
            rest = line.text[1:].strip()
            if rest and not rest.startswith(("[", "{", '"', "'")) and _KEY.match(rest):
                # A mapping that begins on the dash's own line: the dash is read as a space.
                at = line.indent + line.text.index(rest)
                self._raw[self._at] = f"{' ' * at}{rest}"
                found.append(self._read_map(at))
            else:
                self._at += 1
                found.append(self._read_value(rest, indent))
        return found

    def _read_map(self, indent: int) -> dict[str, Any]:
        """The members of a mapping that is written with a line a member. Called where a block begins with a key."""
        found: dict[str, Any] = {}
        while (line := self._peek()) is not None and line.indent == indent:
            match = _KEY.match(line.text)
            if match is None:
                raise Unreadable
            key = _read_scalar(match["key"])
            if key in found:
                raise Unreadable
            self._at += 1
            found[key] = self._read_value((match["rest"] or "").strip(), indent)
        return found

    def _read_value(self, rest: str, indent: int) -> Any:
        """What follows a key or a dash: on its line, or on lines that are indented further. Called for each member and
        each part. rest: what stands on the line itself. indent: of the key or the dash."""
        if block := _BLOCK.match(rest):
            return self._read_text(indent, folded=block[1] == ">", keep=block[2])
        if rest.startswith(("[", "{")):
            return _Flow(rest).read()
        if rest:
            return self._read_plain(rest, indent)
        line = self._peek()
        is_list = line is not None and (line.text.startswith("- ") or line.text == "-")
        if line is None or line.indent < indent or (line.indent == indent and not is_list):
            return ""
        return self._read_block(line.indent)

    def _read_plain(self, rest: str, indent: int) -> str:
        """A scalar that begins on its key's line; lines that are indented further go on with it. Called for each scalar
        that is not a block."""
        words = [rest]
        while (line := self._peek()) is not None and line.indent > indent:
            if rest.startswith(('"', "'")) or _KEY.match(line.text):
                raise Unreadable
            words.append(line.text)
            self._at += 1
        return _read_scalar(" ".join(words))

    def _read_text(self, indent: int, folded: bool, keep: str) -> str:
        """A text on lines of its own, under > or |. Called for each. folded: its lines are joined by spaces. keep: `-`
        for no newline at its end; `+` is not read."""
        lines: list[str] = []
        while self._at < len(self._raw):
            raw = self._raw[self._at]
            if raw.strip() and len(raw) - len(raw.lstrip(" ")) <= indent:
                break
            lines.append(raw)
            self._at += 1
        while lines and not lines[-1].strip():
            lines.pop()
        indents = {len(raw) - len(raw.lstrip(" ")) for raw in lines if raw.strip()}
        # Lines indented otherwise, and empty ones, are folded by rules of their own.
        if keep == "+" or len(indents) != 1 or not all(raw.strip() for raw in lines):
            raise Unreadable
        text = (" " if folded else "\n").join(raw.strip() for raw in lines)
        return text if keep == "-" else f"{text}\n"
